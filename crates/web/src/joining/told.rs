//! What handlers here share: refusals at a field, days, guards and roles by name.

use helsebro_actions::ActError;
use helsebro_actions::joining::Named;
use helsebro_domain::joining::{
    AgreementItem, DPIA_MISSING, Guard, StopReview, TestMessage, Warning, reminders,
};
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_views::pages::joining::{AgreementView, Flag, ROLES, Wrong, role_key};
use serde::Deserialize;

use crate::error::WebError;

/// What was just done, in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    pub(super) gjort: String,
    pub(super) liste: String,
}

/// What the rules refused, to be told at a field; every other error goes on.
pub(super) fn refused(field: &'static str, error: ActError) -> Result<Wrong, WebError> {
    match error {
        ActError::Refused(refusal) if refusal.code() != ReasonCode::StaffNotAuthorised => {
            Ok(Wrong(Some((field, refusal.code().as_str().to_owned()))))
        }
        error => Err(error.into()),
    }
}

/// Why what a form asks for is not done: something typed is wrong, or something else.
pub(super) enum NotDone {
    /// Told at its field.
    Typed(Wrong),
    /// Told as everywhere.
    Other(WebError),
}

impl From<Wrong> for NotDone {
    fn from(wrong: Wrong) -> Self {
        Self::Typed(wrong)
    }
}

impl From<WebError> for NotDone {
    fn from(error: WebError) -> Self {
        Self::Other(error)
    }
}

/// What an act refused, to be told at this field.
pub(super) fn at(field: &'static str) -> impl FnOnce(ActError) -> NotDone {
    move |error| match refused(field, error) {
        Ok(wrong) => NotDone::Typed(wrong),
        Err(error) => NotDone::Other(error),
    }
}

/// What was done, or what was typed wrong; every other error goes on.
pub(super) fn parted<T>(result: Result<T, NotDone>) -> Result<Result<T, Wrong>, WebError> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(NotDone::Typed(wrong)) => Ok(Err(wrong)),
        Err(NotDone::Other(error)) => Err(error),
    }
}

/// A day that must be there, told at this field when it is not.
pub(super) fn day_at(field: &'static str, typed: &str) -> Result<Date, Wrong> {
    day(typed).ok_or_else(|| Wrong::no_day(field))
}

/// A day: «15.6.2027», or as a machine writes it, «2027-06-15».
pub(super) fn day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    let found = match typed.parse::<Date>() {
        Ok(date) => date,
        Err(_) => {
            let mut parts = typed.split('.').map(str::trim);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?
        }
    };
    (1990..=2100).contains(&found.year()).then_some(found)
}

/// An amount in øre: «25 000», «25000,50».
pub(super) fn amount(typed: &str) -> Option<i64> {
    let whole: i64 = decimal(typed, 2)?;
    (whole > 0).then_some(whole)
}

/// A part of the cost key in millionths: «0,0123».
pub(super) fn key(typed: &str) -> Option<u32> {
    decimal(typed, 6).and_then(|found| u32::try_from(found).ok())
}

/// A number with at most so many digits behind its sign, without the sign.
fn decimal(typed: &str, places: usize) -> Option<i64> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (whole, rest) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(rest) || rest.len() > places {
        return None;
    }
    format!("{whole}{rest:0<places$}").parse().ok()
}

/// The key of a guard's name.
pub(super) const fn guard_key(guard: Guard) -> &'static str {
    match guard {
        Guard::GeneralTerms => "joining-guard-general",
        Guard::SpecialTerms => "joining-guard-special",
        Guard::Agreement => "joining-guard-agreement",
        Guard::Capability => "joining-guard-capability",
        Guard::Digifin => "joining-guard-digifin",
        Guard::Controller => "joining-guard-controller",
        Guard::Officer => "joining-guard-officer",
        Guard::Network => "joining-guard-network",
        Guard::Address => "joining-guard-address",
        Guard::Tested => "joining-guard-tested",
        _ => "joining-guard-available",
    }
}

/// What held when something was done, and what was pointed out, by its words.
pub(super) fn frozen(findings: &str) -> Vec<&'static str> {
    let word = |name: &str| match name {
        DPIA_MISSING => Some("joining-flag-dpia"),
        name => Guard::from_id(name).filter(|guard| *guard != Guard::FourEyes).map(guard_key),
    };
    findings.split(' ').filter_map(word).collect()
}

/// What is pointed out, by its words.
pub(super) fn flags(warnings: &[Warning], review: Option<StopReview>, today: Date) -> Vec<Flag> {
    let flag = |key, day| Flag { key, day: Some(day) };
    let warned = warnings.iter().map(|warning| match *warning {
        Warning::DpiaMissing => Flag { key: "joining-flag-dpia", day: None },
        Warning::TermsAhead(day) => flag("joining-flag-ahead", day),
        Warning::TermsOverdue(since) => match reminders(since, today) {
            0 | 1 => flag("joining-flag-overdue", since),
            2 => flag("joining-flag-overdue-again", since),
            _ => flag("joining-flag-overdue-last", since),
        },
        Warning::TermsMayBeWarned(since) => flag("joining-flag-may-warn", since),
    });
    let review = review.map(|review| match review {
        StopReview::Ahead(at) => flag("joining-flag-review", at.in_oslo().date),
        StopReview::Due(at) => flag("joining-flag-review-due", at.in_oslo().date),
        StopReview::Done(day) => flag("joining-flag-reviewed", day),
        StopReview::NeedsConsent(day) => flag("joining-flag-consent", day),
    });
    warned.chain(review).collect()
}

/// The key of where the test message stands.
pub(super) const fn test_key(test: TestMessage) -> &'static str {
    match test {
        TestMessage::NotSent => "joining-test-none",
        TestMessage::Sent => "joining-test-sent",
        TestMessage::Answered => "joining-test-answered",
    }
}

/// Who holds which role.
pub(super) fn roles(held: &[(ConsoleRole, Named)]) -> Vec<(&'static str, Vec<String>)> {
    ROLES
        .into_iter()
        // Those who only read are told of when there is one.
        .filter(|role| !role.only_reads() || held.iter().any(|one| one.0 == *role))
        .map(|role| {
            let names = held.iter().filter(|one| one.0 == role).map(|one| one.1.1.clone());
            (role_key(role), names.collect())
        })
        .collect()
}

/// An agreement, as its page shows it.
pub(super) fn agreement(
    row: &helsebro_actions::joining::AgreementRow,
    today: Date,
) -> AgreementView {
    let agreement = &row.agreement;
    let holds = |item: &AgreementItem| agreement.items.holds(*item);
    let subs = agreement.sub_processors.iter();
    AgreementView {
        value: row.id.to_string(),
        from: agreement.from,
        last_day: agreement.last_day,
        holds: AgreementItem::ALL.into_iter().filter(holds).map(AgreementItem::id).collect(),
        lacks: agreement.items.missing().map(AgreementItem::id).collect(),
        sub_processors: subs
            .map(|one| (one.name.clone(), one.place.clone(), one.task.clone()))
            .collect(),
        signed: row.signed.map(|(_, at)| at),
        countersigned: row.countersigned.map(|(_, at)| at),
        has_ended: agreement.last_day.is_some_and(|last| last < today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_keys_are_read_as_they_are_written_here() {
        for (typed, ore) in [
            ("25 000", Some(2_500_000)),
            ("25000,5", Some(2_500_050)),
            ("0.01", Some(1)),
            ("0", None),
            ("", None),
            (",50", None),
            ("1,234", None),
            ("-1", None),
            ("ti", None),
        ] {
            assert_eq!(amount(typed), ore, "{typed}");
        }
        assert_eq!(key("0,0123"), Some(12_300));
        assert_eq!(key("1"), Some(1_000_000));
        assert_eq!(key("0,0000001"), None);
    }
}
