//! `/kommune/oppkobling/{activation}`: what is done, what is missing, and who can do it.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, CheckList};
use helsebro_domain::ids::ActivationId;
use helsebro_domain::joining::{
    CAPABILITY_MONTHS, Cause, Document, Guard, Proof, State as Standing, TestMessage,
    capability_stops_on, earliest_last_day,
};
use helsebro_domain::parties::{ConsoleRole, Service};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::time::{Date, add_months};
use helsebro_views::pages::joining::{ChecklistPage, Detail, Item, Link, Move, NoticeView, Wrong};
use serde::Deserialize;

use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    route: String,
    product: String,
    version: String,
    last_day: String,
}

/// Shows it.
#[tracing::instrument(name = "web.joining.list", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    PathId(id): PathId<ActivationId>,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, id, Wrong::default()).await?;
    page.done = done_key(&done.gjort);
    shell.page(&page)
}

/// Does what is asked, and shows the list again.
#[tracing::instrument(name = "web.joining.list", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    PathId(id): PathId<ActivationId>,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let (acts, who) = (web.acts(), &at.access);
    let (field, done, result) = match posted.act.as_str() {
        "journal" => {
            let said = |text: &str| text.trim().to_owned();
            let proof = Proof::Journal {
                product: said(&posted.product),
                version: said(&posted.version),
                evidence: String::new(),
                tested_on: Date::MIN,
            };
            ("product", "bekreftet", joining::confirm(acts, who, (id, proof)).await)
        }
        "confirm" => {
            let route = posted.route.trim().to_owned();
            let proof = Proof::Console { journal_route: route };
            ("route", "bekreftet", joining::confirm(acts, who, (id, proof)).await)
        }
        "order" => ("mangler", "bestilt", joining::order(acts, who, id).await),
        "cancel" => ("gjor", "trukket", joining::cancel(acts, who, id).await),
        "answer" => ("gjor", "besvart", joining::answer_test(acts, who, id).await),
        "withdraw" => ("gjor", "angret", joining::withdraw_notice(acts, who, id).await),
        "notice" => match told::day(&posted.last_day) {
            Some(last) => {
                ("last_day", "oppsagt", joining::give_notice(acts, who, (id, last)).await)
            }
            None => {
                let wrong = Wrong::no_day("last_day");
                return again(&web, &at, id, &shell, (wrong, posted)).await;
            }
        },
        _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match result {
        Ok(()) => Ok(see_with(&routes::Activation(id), &format!("gjort={done}"))),
        Err(error) => {
            let wrong = told::refused(field, error)?;
            again(&web, &at, id, &shell, (wrong, posted)).await
        }
    }
}

async fn again(
    web: &Web,
    at: &AtConsole,
    id: ActivationId,
    shell: &Shell,
    (wrong, posted): (Wrong, Posted),
) -> Result<Response, WebError> {
    let mut page = page(web, at, id, wrong).await?;
    page.route = posted.route;
    page.journal = (posted.product, posted.version);
    if let Some(notice) = &mut page.notice {
        notice.typed = posted.last_day;
    }
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn done_key(done: &str) -> Option<&'static str> {
    Some(match done {
        "bekreftet" => "joining-did-confirmed",
        "bestilt" => "joining-did-ordered",
        "trukket" => "joining-did-cancelled",
        "besvart" => "joining-did-answered",
        "oppsagt" => "joining-did-notice",
        "angret" => "joining-did-withdrawn",
        _ => return None,
    })
}

async fn page(
    web: &Web,
    at: &AtConsole,
    id: ActivationId,
    wrong: Wrong,
) -> Result<ChecklistPage, WebError> {
    let list = joining::check_list(web.acts(), &at.access, id).await?;
    let (in_place, missing): (Vec<_>, Vec<_>) =
        list.to_order.iter().partition(|found| found.1.is_ok());
    let items = |found: Vec<&(Guard, Result<(), Refusal>)>| {
        found.into_iter().map(|one| item(&list, at, one)).collect::<Vec<_>>()
    };
    let mut later = items(list.to_activate.iter().collect());
    later.push(activation(&list));
    let placed = list.row.activation.placed;
    Ok(ChecklistPage {
        back: routes::Joining.path(),
        action: routes::Activation(id).path(),
        home: list.board.home.legal_name(),
        module: placed.module.as_str(),
        area: placed.care_area.code(),
        state: list.row.activation.state.as_str(),
        missing: items(missing),
        in_place: items(in_place),
        later,
        clause: list.clause,
        order: list.row.order,
        flags: told::flags(&[], list.review, list.board.today),
        stopped: stopped(&list),
        warned: list.row.warned_on.map(|day| (day, capability_stops_on(day))),
        moves: moves(&list, at),
        route: String::new(),
        journal: (String::new(), String::new()),
        notice: notice(&list),
        roles: told::roles(&list.board.roles),
        wrong,
        done: None,
    })
}

fn item(list: &CheckList, at: &AtConsole, (guard, held): &(Guard, Result<(), Refusal>)) -> Item {
    let link = |href: String, key| Some(Link { href, key });
    let own = |role, other| if at.access.is(role) { "joining-who-you" } else { other };
    let signs = own(ConsoleRole::Signatory, "joining-who-signatory");
    let keeps = own(ConsoleRole::Administrator, "joining-who-administrator");
    let here = routes::Activation(list.row.activation.id).path();
    let (who, link) = match guard {
        Guard::GeneralTerms => (signs, link(routes::GeneralTerms.path(), "joining-link-terms")),
        Guard::SpecialTerms => (signs, link(routes::SpecialTerms.path(), "joining-link-terms")),
        Guard::Agreement => {
            ("joining-who-both", link(routes::Processing.path(), "joining-link-dpa"))
        }
        Guard::Capability => (keeps, link(format!("{here}#gjor"), "joining-link-answer")),
        Guard::Officer => {
            (keeps, link(format!("{}#officer", routes::Joining.path()), "joining-link-officer"))
        }
        Guard::Controller => {
            (keeps, link(routes::Responsibility.path(), "joining-link-responsibility"))
        }
        Guard::Address => ("joining-who-register", None),
        _ => ("joining-who-operator", None),
    };
    let code = held.as_ref().err().map(|refusal| refusal.code().as_str().to_owned());
    Item { key: told::guard_key(*guard), detail: detail(list, *guard), code, link, who }
}

fn detail(list: &CheckList, guard: Guard) -> Detail {
    let accepted = |document| {
        let found = list.board.documents.iter().find(|one| one.0 == document);
        let accepted = found.and_then(|one| one.2.as_ref());
        accepted.map_or(Detail::None, |found| {
            let version = found.acceptance.version.to_string();
            Detail::Accepted(found.signer.clone(), version, found.acceptance.at)
        })
    };
    let since = |day: Option<_>| day.map_or(Detail::None, Detail::Since);
    match guard {
        Guard::GeneralTerms => accepted(Document::General),
        Guard::SpecialTerms => accepted(Document::Special),
        Guard::Digifin => since(list.board.facts.member_from),
        Guard::Network => since(list.board.facts.network_since),
        Guard::Officer => Detail::Text(list.board.facts.officer.clone().unwrap_or_default()),
        Guard::Agreement if !list.known.module.requires_agreement(list.known.deployment) => {
            Detail::NotNeeded
        }
        Guard::Capability => match &list.known.proof {
            Some(Proof::Journal { tested_on, .. }) => {
                let until = add_months(*tested_on, CAPABILITY_MONTHS);
                Detail::Tested(*tested_on, until.yesterday().unwrap_or(until))
            }
            Some(Proof::Console { journal_route }) => Detail::Text(journal_route.clone()),
            None => Detail::None,
        },
        _ => Detail::None,
    }
}

fn activation(list: &CheckList) -> Item {
    let active_from = list.row.activation.active_from;
    Item {
        key: "joining-guard-activation",
        detail: active_from.map_or(Detail::None, |at| Detail::Since(at.in_oslo().date)),
        code: active_from.is_none().then(|| "ONLY_OPERATOR_ACTIVATES".to_owned()),
        link: None,
        who: "joining-who-operator",
    }
}

/// What the reader can do now; the act asks the rules again.
fn moves(list: &CheckList, at: &AtConsole) -> Vec<Move> {
    let (keeps, signs) =
        (at.access.is(ConsoleRole::Administrator), at.access.is(ConsoleRole::Signatory));
    let is_ready = list.to_order.iter().all(|found| found.1.is_ok());
    let mut moves = Vec::new();
    match list.row.activation.state {
        Standing::Draft if keeps => moves.extend([Move::Confirm, Move::Cancel]),
        Standing::CapabilityConfirmed if keeps => {
            moves.extend(is_ready.then_some(Move::Order));
            moves.push(Move::Cancel);
        }
        Standing::Ordered if keeps => {
            let is_here = !matches!(list.row.answered_in, Some(Proof::Journal { .. }));
            moves.extend((is_here && list.row.test == TestMessage::Sent).then_some(Move::Answer));
            moves.push(Move::Cancel);
        }
        Standing::Active | Standing::Suspended | Standing::WindDown if signs => {
            moves.push(Move::Notice);
        }
        Standing::NoticeGiven if signs => moves.push(Move::Withdraw),
        _ => {}
    }
    moves
}

/// Why it is stopped.
fn stopped(list: &CheckList) -> Option<&'static str> {
    let held = &list.row.activation;
    let cause = held.cause.filter(|_| held.service() == Service::Suspended)?;
    Some(match cause {
        Cause::Agreement => "joining-stopped-dpa",
        Cause::Capability => "joining-stopped-capability",
        Cause::Security | Cause::TermsNotAccepted => "joining-stopped-operator",
    })
}

fn notice(list: &CheckList) -> Option<NoticeView> {
    let held = &list.row.activation;
    let is_in_use = matches!(
        held.state,
        Standing::Active | Standing::Suspended | Standing::NoticeGiven | Standing::WindDown
    );
    is_in_use.then(|| NoticeView {
        earliest: earliest_last_day(list.board.today),
        typed: String::new(),
        last_day: held.last_day(),
    })
}
