//! `/kommune/ansvar/flyttinger/{custody}`: what a plan would do, told, carried out and
//! received (§ 5.6).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::controllership::custody::{self, Declined, Going, Line, Report};
use helsebro_actions::controllership::{Directory, directory};
use helsebro_domain::controllership::moving::{Decline, Plan, Told};
use helsebro_domain::controllership::{Category, Party};
use helsebro_domain::ids::CustodyId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_views::pages::municipality::{
    CanReceive, CustodyAct, CustodyLine, CustodyPage, CustodyStanding, CustodyTold, DeclinedRow,
    GoneRow, Wrongs,
};

use super::custodies::shown;
use super::head::{Posted, field, wrong};
use super::responsibility::Asked;
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows it.
#[tracing::instrument(name = "web.municipality.custody", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<CustodyId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, id, (String::new(), Wrongs::default())).await?;
    shell.page(&CustodyPage { saved: asked.gjort == "lagret", ..page })
}

/// Tells those concerned, carries it out, says that something is received, or throws the
/// plan away.
#[tracing::instrument(name = "web.municipality.custody", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<CustodyId>,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let act = field(&posted, "act");
    let (at_field, typed_in) = match act {
        "untold" => ("why", field(&posted, "why")),
        "receive" => ("paper", field(&posted, "paper")),
        "decline" => ("declined", field(&posted, "declined")),
        _ => ("go", ""),
    };
    let error = match done(&web, &at.access, id, (act, &posted)).await {
        Ok(()) if act == "drop" => return Ok(see_with(&routes::Custodies, "gjort=lagret")),
        Ok(()) => return Ok(see_with(&routes::Custody(id), "gjort=lagret")),
        Err(error) => error,
    };
    let wrongs = Wrongs(vec![wrong(at_field, typed::refused(error)?)]);
    let page = page(&web, &at, id, (typed_in.to_owned(), wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn done(
    web: &Web,
    access: &ConsoleAccess,
    id: CustodyId,
    (act, posted): (&str, &Posted),
) -> Result<(), ActError> {
    let acts = web.acts();
    match act {
        "tell" => custody::tell(acts, access, (id, None)).await,
        "untold" => custody::tell(acts, access, (id, Some(field(posted, "why")))).await,
        "go" => custody::carry_out(acts, access, id).await,
        "drop" => custody::drop(acts, access, id).await,
        "receive" => {
            let receiver = Party::from_stored(field(posted, "receiver"));
            let receiver = receiver.ok_or(ActError::NotFound)?;
            custody::receive(acts, access, (id, receiver), field(posted, "paper")).await
        }
        "decline" => {
            let party = |name| Party::from_stored(field(posted, name)).ok_or(ActError::NotFound);
            let (receiver, instead) = (party("receiver")?, party("instead")?);
            let paper = field(posted, "declined").to_owned();
            custody::decline(acts, access, (id, Decline { receiver, instead, paper })).await
        }
        _ => Err(ActError::NotFound),
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    id: CustodyId,
    (typed, wrongs): (String, Wrongs),
) -> Result<CustodyPage, WebError> {
    let Report { row, lines, gone, named, declined } =
        custody::report(web.acts(), &at.access, id).await?;
    let directory = directory(web.acts(), row.plan.scope.municipality).await?;
    let waits = match (&row.carried_out, gone.iter().all(|one| one.received.is_some())) {
        (Some(_), true) => Some(CustodyStanding::Done),
        _ => None,
    };
    let plan = &row.plan;
    let is_ours = plan.scope.municipality == at.access.municipality();
    let may_act = is_ours && at.access.is(ConsoleRole::Administrator) && row.carried_out.is_none();
    let may = [
        (CustodyAct::Tell, plan.asks_those_concerned() && row.told.is_none()),
        (CustodyAct::Go, true),
        (CustodyAct::Drop, row.told.is_none()),
    ];
    let told = match &row.told {
        Some(Told::At(day)) => CustodyTold::On(day.in_oslo().date),
        Some(Told::NotPracticable(why)) => CustodyTold::NotPracticable(why.clone()),
        None if plan.asks_those_concerned() => CustodyTold::NotYet,
        None => CustodyTold::NoSay,
    };
    let name = |party: &Party| directory.party(*party).name;
    let may_decline = is_ours && at.access.is(ConsoleRole::Administrator);
    let option = |party: Party| (party.to_stored(), name(&party).unwrap_or_default());
    let can_get = |party: &Party| {
        Some(*party) != plan.to && !plan.from.contains(party) && !named.contains(party)
    };
    let organisations = directory.organisations.iter().map(|one| Party::Org(one.id));
    let others = organisations.filter(can_get).map(option).collect();
    Ok(CustodyPage {
        back: routes::Custodies.path(),
        action: routes::Custody(id).path(),
        from: plan.from.iter().filter_map(name).collect(),
        lines: lines.iter().map(|one| line(one, &directory)).collect(),
        gone: gone.iter().map(|one| gone_row(one, plan, (&at.access, &directory))).collect(),
        told,
        declined: declined.iter().map(|one| no(one, &directory)).collect(),
        others,
        named: named.iter().copied().filter(|_| may_decline).map(option).collect(),
        may: may.into_iter().filter(|(_, may)| may_act && *may).map(|(act, _)| act).collect(),
        saved: false,
        typed,
        wrongs,
        row: shown(&row, &directory, waits),
    })
}

fn no(declined: &Declined, directory: &Directory) -> DeclinedRow {
    let name = |party: Party| directory.party(party).name.unwrap_or_default();
    DeclinedRow {
        who: name(declined.decline.receiver),
        instead: name(declined.decline.instead),
        day: declined.at.in_oslo().date,
        paper: declined.decline.paper.clone(),
    }
}

fn line(line: &Line, directory: &Directory) -> CustodyLine {
    let counts = line.counts;
    CustodyLine {
        what: match line.category {
            Category::EpjRecord => "record",
            Category::CaseFile => "case",
            Category::Dissemination => "sent",
            Category::Platform => "platform",
        },
        who: line.controllers.parties().iter().map(|one| directory.party(*one).name).collect(),
        fate: line.fate.code(),
        to: line.to.and_then(|party| directory.party(party).name),
        counts: [counts.messages, counts.notes, counts.files, counts.notices],
        people: counts.people,
        cause: line.cause.code(),
        clauses: line.cause.clauses().join(", "),
    }
}

fn gone_row(
    going: &Going,
    plan: &Plan,
    (access, directory): (&ConsoleAccess, &Directory),
) -> GoneRow {
    let own = Party::Municipality(access.municipality());
    let is_ours = plan.scope.municipality == access.municipality();
    let can_receive = match going.receiver {
        _ if !access.is(ConsoleRole::Administrator) => CanReceive::No,
        receiver if receiver == own => CanReceive::ForOwn,
        Party::Municipality(_) => CanReceive::No,
        _ if is_ours => CanReceive::OnPaper,
        _ => CanReceive::No,
    };
    GoneRow {
        value: going.receiver.to_stored(),
        who: directory.party(going.receiver).name.unwrap_or_default(),
        records: going.records,
        received: going.received.as_ref().map(|(at, paper)| (at.in_oslo().date, paper.clone())),
        can_receive,
    }
}
