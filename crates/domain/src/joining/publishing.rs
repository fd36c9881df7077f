//! What a version must have before it is published (ON-30), and when terms are looked at
//! again (S1-7-a).

use jiff::Span;

use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, add_months};

use super::standing::current;
use super::terms::{Document, Kind, TermsVersion};

/// How many days ahead a material version must be published (ON-30) [D].
pub const MATERIAL_DAYS: i64 = 30;

/// How many months after it came into force a version is looked at again (S1-7-a) [D].
pub const REVIEW_MONTHS: i16 = 24;

/// Whether a draft may be published on a day (ON-30). `others` are the versions that are
/// there already.
///
/// # Errors
/// `TERMS_CHANGELOG_MISSING` without a line about what changed; `TERMS_DUPLICATE_ENTRY`
/// when a line stands there twice; `KS_NOT_CONSULTED` for a material change that the
/// association was not asked about before; `NOTICE_TOO_SHORT` when it is to apply before
/// it is published, or a material one within 30 days.
pub fn may_publish(
    draft: &TermsVersion,
    others: &[TermsVersion],
    today: Date,
) -> Result<(), Refusal> {
    let own = |version: &&TermsVersion| version.document == draft.document;
    let published = |version: &&TermsVersion| version.published_on.is_some();
    if !draft.changes.iter().any(|change| change.version == draft.version) {
        return Err(Refusal::told(ReasonCode::TermsChangelogMissing, &["S1-0-c", "ON-30"]));
    }
    // The log of older versions comes along with each new one; within one it stands once.
    let is_twice = |at: usize| draft.changes[..at].contains(&draft.changes[at]);
    if (0..draft.changes.len()).any(is_twice) {
        return Err(Refusal::told(ReasonCode::TermsDuplicateEntry, &["S1-0-e"]));
    }
    let newest = others.iter().filter(own).filter(published).map(|version| version.version).max();
    if draft.published_on.is_some() || newest.is_some_and(|newest| newest >= draft.version) {
        return Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-30"]));
    }
    if draft.kind == Kind::Material && draft.consulted_on.is_none_or(|asked| asked >= today) {
        return Err(Refusal::told(ReasonCode::KsNotConsulted, &["S1-5.3-d", "ON-30"]));
    }
    let ahead = if draft.kind == Kind::Material { MATERIAL_DAYS } else { 0 };
    if draft.effective_from < today.saturating_add(Span::new().days(ahead)) {
        return Err(Refusal::told(ReasonCode::NoticeTooShort, &["ON-30"]));
    }
    Ok(())
}

/// When a version is looked at again by the operator and the association. A reminder,
/// it stops nothing (S1-7-a).
pub fn review_due(effective_from: Date) -> Date {
    add_months(effective_from, REVIEW_MONTHS)
}

/// Since when the version in force waits to be looked at again; none when it does not. It
/// comes back with each version that has been in force so long (S1-7-a).
pub fn review_waits(versions: &[TermsVersion], document: Document, today: Date) -> Option<Date> {
    let due = review_due(current(versions, document, today)?.effective_from);
    (due <= today).then_some(due)
}
