//! Requests about rights, at the door of those who answer them, and what both doors share.

mod archive;
mod console;
mod file;
mod operator;
mod taken_out;

use axum::Router;
use axum::routing::get;
use helsebro_actions::controllership::Directory;
use helsebro_actions::rights::{Kept, RequestShown, What};
use helsebro_domain::controllership::{Party, Validity};
use helsebro_domain::ids::RightsPartId;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::rights::ErasureState;

use crate::routes::{Route, municipality, operator as at_operator};
use crate::web::Web;

pub(crate) use console::Answering;
pub(crate) use file::AnswerFile;
pub(crate) use taken_out::zip;

use archive::archive;

/// The pages of those who answer: a municipality's officer, and a provider's own.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(municipality::RightsList::PATTERN, get(console::list))
        .route(municipality::RightsPart::PATTERN, get(console::get).post(console::post))
        .route(at_operator::RightsList::PATTERN, get(operator::list))
        .route(at_operator::RightsPart::PATTERN, get(operator::get).post(operator::post))
}

/// What parties are called.
pub(crate) fn names(parties: &[Party], directory: &Directory) -> Vec<Option<String>> {
    parties.iter().map(|party| directory.party(*party).name).collect()
}

/// The days that a part is about, as people write them. It goes on until it was asked, and
/// that is not said; nor is a beginning before anybody was entered.
pub(crate) fn days(written: &[Validity], sent_at: Instant) -> Vec<(Option<Date>, Option<Date>)> {
    /// Whatever begins so early has no beginning that says anything.
    const OF_OLD: Date = Date::constant(2020, 1, 2);
    let day = |one: &Validity| {
        let first = one.from().in_oslo().date;
        let ends = one.to().filter(|to| *to <= sent_at);
        let last = ends.and_then(|_| one.last_day());
        ((first > OF_OLD).then_some(first), last)
    };
    written.iter().map(day).collect()
}

/// From when what is kept is used again: the last time, once all of it is settled.
pub(crate) fn used_from(held: &[Kept]) -> Option<Instant> {
    let until: Option<Vec<Instant>> = held.iter().map(|one| one.until).collect();
    until.and_then(|until| until.into_iter().max())
}

/// The key of what happened; by somebody, or by her who asked.
pub(crate) const fn key_of(what: What, by_somebody: bool) -> &'static str {
    match what {
        What::UsedAgain if by_somebody => "rights-happened-used-again-by",
        What::Sent => "rights-happened-sent",
        What::Opposed => "rights-happened-opposed",
        What::Lifted => "rights-happened-lifted",
        What::Taken => "rights-happened-taken",
        What::Extended => "rights-happened-extended",
        What::Answered => "rights-happened-answered",
        What::SentOn => "rights-happened-sent-on",
        What::Guided => "rights-happened-guided",
        What::Withdrawn => "rights-happened-withdrawn",
        What::Warned => "rights-happened-warned",
        What::JournalTold => "rights-happened-journal-told",
        What::RecipientsTold => "rights-happened-recipients-told",
        What::Erased => "rights-happened-erased",
        What::Restricted => "rights-happened-restricted",
        What::UsedAgain => "rights-happened-used-again",
    }
}

/// What came of the erasure that was granted in a part.
pub(crate) fn erasure_of(shown: &RequestShown, part: RightsPartId) -> Option<ErasureState> {
    let erasure = shown.erasures.iter().find(|one| one.part == part)?;
    Some(erasure.done_at.map_or(ErasureState::Waits, ErasureState::Done))
}
