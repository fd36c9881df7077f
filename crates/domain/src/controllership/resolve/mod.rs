//! Who is controller: the decision table (§ 5).
//!
//! Pure, total and deterministic: the same facts and the same question give the same
//! answer. `case` looks up what the question touches, `rules` is the table, one line
//! a row, `answers` says what a row gives, `flags` what is added to any row.

mod answers;
mod case;
mod flags;
mod lines;
mod rules;

use crate::ids::{MunicipalityId, UnitId};
use crate::parties::CareArea;
use crate::time::Instant;

use super::{Category, Party, Register, Resolution};
use case::Case;

pub(super) use case::heir;

/// What is asked (§ 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Question {
    /// What kind of data it is.
    pub category: Category,
    /// The municipality on whose behalf the unit acts: where the person stays.
    pub municipality: MunicipalityId,
    /// The service.
    pub care_area: CareArea,
    /// The unit, when one is meant.
    pub unit: Option<UnitId>,
    /// The instant.
    pub at: Instant,
    /// What is known of the entry.
    pub entry: Entry,
}

/// What is known of the entry that is asked about. What is not known and needed
/// gives all candidates, never a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Entry {
    /// When it was written.
    pub created_at: Option<Instant>,
    /// Who wrote it.
    pub author: Option<Party>,
    /// In which part of an incomplete joint journal it stands.
    pub partition: Option<Partition>,
    /// What kind of data is sent, of something that is sent.
    pub origin: Option<Origin>,
    /// Who keeps the case, under a host.
    pub held_by: Option<HeldBy>,
    /// Where the person lives.
    pub residence: Option<MunicipalityId>,
}

/// A part of a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partition {
    /// The provider's own.
    Own,
    /// The one that both write in.
    Shared,
}

/// What kind of data is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// From a record.
    EpjRecord,
    /// From a case file.
    CaseFile,
}

/// Who keeps a case under a host (CT-44).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeldBy {
    /// The host, to whom it was delegated.
    Host,
    /// The participant, which has kept or reversed it.
    Participant,
}

impl Question {
    /// The question without anything about an entry.
    pub fn new(
        category: Category,
        municipality: MunicipalityId,
        care_area: CareArea,
        unit: Option<UnitId>,
        at: Instant,
    ) -> Self {
        Self { category, municipality, care_area, unit, at, entry: Entry::default() }
    }

    /// The same about this entry.
    #[must_use]
    pub const fn with(self, entry: Entry) -> Self {
        Self { entry, ..self }
    }

    /// The same at another instant.
    #[must_use]
    pub const fn at(self, at: Instant) -> Self {
        Self { at, ..self }
    }
}

/// Who is controller (§ 5.2).
pub fn resolve(register: &Register, question: &Question) -> Resolution {
    rules::decide(&Case::new(register, question))
}

/// Who delivers what is asked about, and so writes the entries of its record; none when
/// nobody does, or more than one.
pub fn deliverer(register: &Register, question: &Question) -> Option<Party> {
    Case::new(register, &Question { category: Category::EpjRecord, ..*question }).deliverer()
}

/// Who would be controller if no law, regulation or decision placed it.
pub(super) fn resolve_undecided(register: &Register, question: &Question) -> Resolution {
    rules::decide(&Case { decision: None, ..Case::new(register, question) })
}
