//! `/drift/bestillinger`: what waits for the operator, and what is in use (S1-5.1-e).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::console;
use helsebro_actions::joining::{self, NoticeLetter, OrderLine};
use helsebro_domain::ids::ActivationId;
use helsebro_domain::joining::{
    Module, Proof, State as Standing, TestMessage, Warning, capability_stops_on,
};
use helsebro_domain::parties::{ConsoleRole, Service};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_views::pages::joining::{
    NoticeForm, OrderEvent, OrderPage, OrderRow, OrdersPage, Tab, Wrong,
};
use serde::Deserialize;

use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// The lists: the state, the key of its name, and its name in the address.
const LISTS: [(Standing, &str, &str); 5] = [
    (Standing::Ordered, "joining-tab-ordered", "venter"),
    (Standing::Active, "joining-tab-active", "aktive"),
    (Standing::Suspended, "joining-tab-suspended", "stanset"),
    (Standing::NoticeGiven, "joining-tab-notice-given", "oppsagt"),
    (Standing::Rejected, "joining-tab-rejected", "avvist"),
];

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    reason: String,
    evidence: String,
    tested: String,
    terms_warned: String,
    signer: String,
    received: String,
    last_day: String,
    document: String,
}

/// Shows a list.
#[tracing::instrument(name = "web.joining.orders", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(asked): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let here = LISTS.iter().find(|list| list.2 == asked.liste).unwrap_or(&LISTS[0]);
    let mut tabs = Vec::new();
    let mut rows = Vec::new();
    let today = web.now().in_oslo().date;
    for list in &LISTS {
        let found = joining::orders(web.acts(), &at.access, list.0).await?;
        tabs.push(Tab {
            key: list.1,
            href: format!("{}?liste={}", routes::Orders.path(), list.2),
            count: found.len(),
            is_here: list.2 == here.2,
        });
        if list.2 == here.2 {
            rows = found.iter().map(|line| row(line, today)).collect();
        }
    }
    shell.page(&OrdersPage { tabs, rows })
}

/// Shows one.
#[tracing::instrument(name = "web.joining.order", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<ActivationId>,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, id, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "provd" => Some("joining-did-tested"),
        "aktivert" => Some("joining-did-activated"),
        "avvist" => Some("joining-did-rejected"),
        "stanset" => Some("joining-did-stopped"),
        "tatt-opp" => Some("joining-did-resumed"),
        "fort" => Some("joining-did-proved"),
        "vurdert" => Some("joining-did-reviewed"),
        "sagt-opp" => Some("leaving-did-notice"),
        _ => None,
    };
    shell.page(&page)
}

/// Does what is asked.
#[tracing::instrument(name = "web.joining.order", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<ActivationId>,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let (acts, who) = (web.acts(), &at.access);
    let reason = posted.reason.as_str();
    let (field, done, result) = match posted.act.as_str() {
        "test" => ("sjekket", "provd", joining::send_test(acts, who, id).await),
        "activate" => ("sjekket", "aktivert", joining::activate(acts, who, id).await),
        "reject" => ("reason", "avvist", joining::reject(acts, who, (id, reason)).await),
        "stop" => ("reason", "stanset", joining::stop(acts, who, (id, reason)).await),
        "review" => ("reason", "vurdert", joining::review_stop(acts, who, (id, reason)).await),
        "terms" => match told::day(&posted.terms_warned) {
            Some(day) => {
                let done = joining::stop_for_terms(acts, who, (id, reason, day)).await;
                ("reason", "stanset", done)
            }
            None => {
                let wrong = Wrong::no_day("terms_warned");
                return again(&web, &at, id, &shell, (wrong, posted)).await;
            }
        },
        "resume" => ("sjekket", "tatt-opp", joining::resume(acts, who, id).await),
        "prove" => match told::day(&posted.tested) {
            Some(day) => {
                let test = (posted.evidence.as_str(), day);
                ("evidence", "fort", joining::prove(acts, who, (id, test)).await)
            }
            None => {
                return again(&web, &at, id, &shell, (Wrong::no_day("tested"), posted)).await;
            }
        },
        "notice" => match letter(&posted) {
            Ok(letter) => {
                let done = joining::enter_notice(acts, who, (id, &letter)).await;
                ("last_day", "sagt-opp", done)
            }
            Err(wrong) => return again(&web, &at, id, &shell, (wrong, posted)).await,
        },
        _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match result {
        Ok(()) => Ok(see_with(&routes::Order(id), &format!("gjort={done}"))),
        Err(error) => {
            let wrong = told::refused(field, error)?;
            again(&web, &at, id, &shell, (wrong, posted)).await
        }
    }
}

async fn again(
    web: &Web,
    at: &AtOperator,
    id: ActivationId,
    shell: &Shell,
    (wrong, posted): (Wrong, Posted),
) -> Result<Response, WebError> {
    let mut page = page(web, at, id, wrong).await?;
    page.reason = posted.reason;
    page.tested = (posted.evidence, posted.tested);
    page.terms_warned = posted.terms_warned;
    if let Some(letter) = &mut page.letter {
        let Posted { signer, received, last_day, document, .. } = posted;
        let signers = core::mem::take(&mut letter.signers);
        *letter = NoticeForm { signers, signer, received, last_day, document };
    }
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The notice as it is typed.
fn letter(posted: &Posted) -> Result<NoticeLetter, Wrong> {
    let unsigned = || Wrong(Some(("signer", ReasonCode::NotSignatory.as_str().to_owned())));
    Ok(NoticeLetter {
        signed_by: posted.signer.parse().map_err(|_| unsigned())?,
        received_on: told::day_at("received", &posted.received)?,
        last_day: told::day_at("last_day", &posted.last_day)?,
        document: posted.document.clone(),
    })
}

/// Who can have signed a notice for a municipality, while one can be given.
async fn letter_of(web: &Web, line: &OrderLine) -> Result<Option<NoticeForm>, WebError> {
    let state = line.row.activation.state;
    if !matches!(state, Standing::Active | Standing::Suspended | Standing::WindDown) {
        return Ok(None);
    }
    let all = console::holders(web.acts(), line.home.id, ConsoleRole::Signatory).await?;
    let signers = all.into_iter().map(|one| (one.id.to_string(), one.name.full())).collect();
    Ok(Some(NoticeForm { signers, ..NoticeForm::default() }))
}

async fn page(
    web: &Web,
    at: &AtOperator,
    id: ActivationId,
    wrong: Wrong,
) -> Result<OrderPage, WebError> {
    let line = joining::order_line(web.acts(), &at.access, id).await?;
    let state = line.row.activation.state;
    let event =
        |event: &str| format!("joining-event-{}", event.to_ascii_lowercase().replace('_', "-"));
    Ok(OrderPage {
        back: routes::Orders.path(),
        action: routes::Order(id).path(),
        home_href: routes::Home(line.home.id).path(),
        row: row(&line, web.now().in_oslo().date),
        state: state.as_str(),
        guards: line
            .findings
            .iter()
            .map(|(guard, held)| {
                let code = held.as_ref().err().map(|no| no.code().as_str().to_owned());
                (told::guard_key(*guard), code)
            })
            .collect(),
        events: line
            .events
            .iter()
            .map(|one| OrderEvent {
                key: event(&one.event),
                at: one.at,
                reason: one.reason.clone(),
                held: one.findings.as_deref().map(told::frozen).unwrap_or_default(),
            })
            .collect(),
        can_stop: line.row.activation.service() == Service::Open,
        is_stopped: line.row.activation.service() == Service::Suspended,
        further: match line.review {
            Some(_) => Some("review"),
            None => may_stop_for_terms(&line).then_some("terms"),
        },
        terms_warned: String::new(),
        can_test: state == Standing::Ordered && line.row.test != TestMessage::Answered,
        reason: String::new(),
        journal: match &line.row.answered_in {
            Some(Proof::Journal { product, version, .. }) => Some(format!("{product} {version}")),
            _ => None,
        },
        tested: (String::new(), String::new()),
        letter: letter_of(web, &line).await?,
        warned: line.row.warned_on.map(|day| (day, capability_stops_on(day))),
        wrong,
        done: None,
    })
}

/// Whether the operator may stop it because terms are not accepted; the act asks the rules
/// again (ON-34).
fn may_stop_for_terms(line: &OrderLine) -> bool {
    let is_late = line.warnings.iter().any(|one| matches!(one, Warning::TermsMayBeWarned(_)));
    let held = &line.row.activation;
    is_late && held.placed.module != Module::Dialog && held.service() == Service::Open
}

fn row(line: &OrderLine, today: Date) -> OrderRow {
    let held = &line.row.activation;
    let done = line.findings.iter().filter(|found| found.1.is_ok()).count();
    let refused = line.findings.iter().filter_map(|found| found.1.as_ref().err());
    OrderRow {
        number: line.row.order.map(|(number, _)| number),
        href: routes::Order(held.id).path(),
        home: line.home.legal_name(),
        module: held.placed.module.as_str(),
        area: held.placed.care_area.code(),
        ordered: line.row.order.map(|(_, at)| (line.ordered_by.clone(), at)),
        held: (done, line.findings.len()),
        flags: told::flags(&line.warnings, line.review, today),
        codes: refused.map(|refusal| refusal.code().as_str().to_owned()).collect(),
        test_key: told::test_key(line.row.test),
        last_day: held.last_day(),
    }
}
