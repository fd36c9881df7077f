//! Which version is in force, what changed since, and whether an old acceptance counts
//! (S1-0-b, S1-0-c, ON-31 to ON-34).

use jiff::Span;

use crate::time::Date;

use super::terms::{Acceptance, Change, Document, Kind, TermsVersion, VersionNumber};

/// How many days a material version may be in force unaccepted before the operator may
/// warn that the service stops (ON-34) [D].
pub const OVERDUE_DAYS: i64 = 90;

/// How a municipality stands with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// What it accepted counts.
    Current,
    /// It has accepted nothing.
    Missing,
    /// What it accepted is older than a material change.
    Outdated,
}

/// How long a material version has been in force without being accepted (ON-33, ON-34).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overdue {
    /// It is accepted, or nothing material is in force.
    No,
    /// Services go on, orders do not; it is flagged since that day.
    Since(Date),
    /// The operator may warn, and stop the service 30 days later.
    MayBeWarned(Date),
}

/// The version in force on a day: the published one that came into force last (S1-0-b).
pub fn current(
    versions: &[TermsVersion],
    document: Document,
    today: Date,
) -> Option<&TermsVersion> {
    published(versions, document)
        .filter(|version| version.effective_from <= today)
        .max_by_key(|version| (version.effective_from, version.version))
}

/// What changed from the version that was accepted to this one, as its acceptor reads it:
/// the lines of every version after the accepted one (S1-0-c).
pub fn changed_since<'a>(
    versions: &'a [TermsVersion],
    accepted: Option<VersionNumber>,
    to: &TermsVersion,
) -> Vec<&'a Change> {
    let mut found: Vec<&Change> = versions
        .iter()
        .filter(|version| version.document == to.document)
        .flat_map(|version| &version.changes)
        .filter(|change| accepted.is_none_or(|accepted| change.version > accepted))
        .filter(|change| change.version <= to.version)
        .collect();
    found.sort_by_key(|change| (change.version, change.on, change.text.as_str()));
    // Each version's text may carry the whole log.
    found.dedup();
    found
}

/// Whether an acceptance of this version counts on a day: every version after it that is
/// in force is editorial (ON-31).
pub fn counts(
    versions: &[TermsVersion],
    document: Document,
    accepted: VersionNumber,
    today: Date,
) -> bool {
    published(versions, document)
        .filter(|version| version.version > accepted && version.effective_from <= today)
        .all(|version| version.kind == Kind::Editorial)
}

/// How a municipality stands with the general terms (G-GEN).
pub fn general_standing(
    versions: &[TermsVersion],
    acceptances: &[Acceptance],
    today: Date,
) -> Standing {
    standing(versions, acceptances, (Document::General, VersionNumber::new(0, 0)), today)
}

/// How a municipality stands with the special terms for a module that needs a version of
/// at least `floor` (G-SPEC, S1-0-h). That the general ones change later asks for no new
/// acceptance of these (ON-36).
pub fn special_standing(
    versions: &[TermsVersion],
    acceptances: &[Acceptance],
    floor: VersionNumber,
    today: Date,
) -> Standing {
    standing(versions, acceptances, (Document::Special, floor), today)
}

fn standing(
    versions: &[TermsVersion],
    acceptances: &[Acceptance],
    (document, floor): (Document, VersionNumber),
    today: Date,
) -> Standing {
    let Some(newest) = newest(acceptances, document) else { return Standing::Missing };
    if newest >= floor && counts(versions, document, newest, today) {
        return Standing::Current;
    }
    Standing::Outdated
}

/// How long the newest material version has been in force without being accepted; a
/// municipality that has accepted nothing is not overdue, it has not joined.
pub fn overdue(
    versions: &[TermsVersion],
    acceptances: &[Acceptance],
    document: Document,
    today: Date,
) -> Overdue {
    let Some(accepted) = newest(acceptances, document) else { return Overdue::No };
    let since = published(versions, document)
        .filter(|version| version.version > accepted && version.kind == Kind::Material)
        .map(|version| version.effective_from)
        .filter(|from| *from <= today)
        .min();
    match since {
        None => Overdue::No,
        Some(since) if today >= since.saturating_add(Span::new().days(OVERDUE_DAYS)) => {
            Overdue::MayBeWarned(since)
        }
        Some(since) => Overdue::Since(since),
    }
}

/// From which day a material version will be in force that is published and not accepted; the
/// first of several (ON-32). A municipality that has accepted nothing has not joined.
pub fn ahead(
    versions: &[TermsVersion],
    acceptances: &[Acceptance],
    document: Document,
    today: Date,
) -> Option<Date> {
    let accepted = newest(acceptances, document)?;
    published(versions, document)
        .filter(|version| version.version > accepted && version.kind == Kind::Material)
        .map(|version| version.effective_from)
        .filter(|from| *from > today)
        .min()
}

/// How many days after its first day a municipality is reminded of a material version that it
/// has not accepted (ON-33).
pub const REMINDER_DAYS: [i64; 3] = [0, 30, 60];

/// How many reminders are due of terms that have been in force since a day.
pub fn reminders(since: Date, today: Date) -> usize {
    let is_due = |days: &&i64| today >= since.saturating_add(Span::new().days(**days));
    REMINDER_DAYS.iter().filter(is_due).count()
}

fn newest(acceptances: &[Acceptance], document: Document) -> Option<VersionNumber> {
    acceptances
        .iter()
        .filter(|accepted| accepted.document == document)
        .map(|accepted| accepted.version)
        .max()
}

fn published(versions: &[TermsVersion], document: Document) -> impl Iterator<Item = &TermsVersion> {
    versions
        .iter()
        .filter(move |version| version.document == document && version.published_on.is_some())
}
