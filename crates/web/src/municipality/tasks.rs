//! `/kommune/ansvar/oppgaver`: alarms, and what is gone through once a year (S2-0-c, S2-0-e).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::audit::officer;
use helsebro_actions::controllership::tasks::{self, TaskRow};
use helsebro_actions::controllership::{Directory, directory};
use helsebro_domain::controllership::TaskKind;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::{TaskLine, TasksPage, Wrongs};

use super::head::{Posted, field, wrong};
use super::responsibility::Asked;
use super::told::covers;
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows them.
#[tracing::instrument(name = "web.municipality.tasks", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, (&Posted::new(), Wrongs::default())).await?;
    shell.page(&TasksPage { saved: asked.gjort == "lagret", ..page })
}

/// Says what came of one.
#[tracing::instrument(name = "web.municipality.tasks", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let task = field(&posted, "task");
    let id = task.parse().map_err(|_| WebError::NotFound)?;
    let outcome = field(&posted, "outcome");
    let wrongs = match tasks::done(web.acts(), &at.access, (id, outcome)).await {
        Ok(()) => return Ok(see_with(&routes::Tasks, "gjort=lagret")),
        Err(error) => Wrongs(vec![wrong(&format!("outcome-{task}"), typed::refused(error)?)]),
    };
    let page = page(&web, &at, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<TasksPage, WebError> {
    let directory = directory(web.acts(), at.access.municipality()).await?;
    let (open, over) = tasks::list(web.acts(), &at.access).await?;
    let today = web.now().in_oslo().date;
    let may = at.access.is(ConsoleRole::Administrator);
    let line = |row: &TaskRow| {
        let mut line = line(row, &directory, today);
        line.by_hand &= may;
        if line.value == field(posted, "task") {
            field(posted, "outcome").clone_into(&mut line.typed);
        }
        line
    };
    let judge = match at.access.is(ConsoleRole::Dpo) {
        true => {
            let waiting = officer::to_judge(web.acts(), &at.access).await?.len();
            Some((routes::Emergencies.path(), i64::try_from(waiting).unwrap_or(i64::MAX)))
        }
        false => None,
    };
    Ok(TasksPage {
        judge,
        back: routes::Responsibility.path(),
        action: routes::Tasks.path(),
        open: open.iter().map(line).collect(),
        over: over.iter().map(line).collect(),
        saved: false,
        wrongs,
    })
}

fn line(row: &TaskRow, directory: &Directory, today: Date) -> TaskLine {
    TaskLine {
        value: row.id.to_string(),
        kind: match row.task.kind {
            TaskKind::Gap => "gap",
            TaskKind::NotCovered => "not-covered",
            TaskKind::Contested => "contested",
            TaskKind::EndsSoon => "ends-soon",
            TaskKind::ClauseMissing => "clause-missing",
            TaskKind::Review => "review",
            TaskKind::Archive => "archive",
        },
        covers: covers(row.task.place, directory),
        due: row.task.due,
        late: row.task.due < today,
        by_hand: row.task.kind.is_done_by_hand(),
        outcome: row.outcome.clone(),
        typed: String::new(),
    }
}
