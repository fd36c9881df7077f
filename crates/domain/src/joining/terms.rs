//! Terms documents and their versions (S1-0-a to S1-0-l).

use core::fmt;

use crate::ids::{AcceptanceId, MunicipalityId, StaffId, TermsId};
use crate::time::{Date, Instant};

/// The most bytes a terms text may have.
pub const MAX_TERMS_BYTES: usize = 200_000;

/// The most lines of the change log that one version carries.
pub const MAX_CHANGES: usize = 100;

/// The most clauses of one version.
pub const MAX_CLAUSES: usize = 200;

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// The general terms of the portal.
    General,
    /// The special terms for municipalities, which stand on the general ones (S1-1-a).
    Special,
}

impl Document {
    /// Both, the one that the other stands on first.
    pub const ALL: [Self; 2] = [Self::General, Self::Special];

    /// The document as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::General => "GENERAL",
            Self::Special => "SPECIAL_KOMMUNE",
        }
    }

    /// The document that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.as_str() == text)
    }
}

/// A version's number, as in «3.1».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionNumber {
    major: u16,
    minor: u16,
}

impl VersionNumber {
    /// The number with these parts.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Reads «3.1».
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.trim().split_once('.')?;
        let part = |text: &str| {
            let is_digits =
                (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            is_digits.then(|| text.parse().ok()).flatten()
        };
        Some(Self { major: part(major)?, minor: part(minor)? })
    }
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// What kind of change a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Wording and links: an earlier acceptance still counts (S1-0-l).
    Editorial,
    /// It changes what the parties owe each other, prices too: it must be accepted anew
    /// (S1-0-f).
    Material,
}

impl Kind {
    /// The kind as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "EDITORIAL",
            Self::Material => "MATERIAL",
        }
    }

    /// The kind that is stored so; what an older binary does not know is taken as material.
    pub fn from_stored(text: &str) -> Self {
        if text == Self::Editorial.as_str() { Self::Editorial } else { Self::Material }
    }
}

/// A line of the change log. One version may have several, on different days (S1-0-e).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of which version.
    pub version: VersionNumber,
    /// Dated.
    pub on: Date,
    /// What was changed.
    pub text: String,
}

/// A clause of a version. One that is gone later keeps its number and its text in the
/// versions that had it (S1-0-k).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// As in «5.3».
    pub number: String,
    /// Its heading.
    pub heading: String,
    /// Its text; paragraphs on lines of their own.
    pub text: String,
}

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsVersion {
    /// Our own id.
    pub id: TermsId,
    /// Which document.
    pub document: Document,
    /// Its number.
    pub version: VersionNumber,
    /// Its title.
    pub title: String,
    /// What kind of change it is.
    pub kind: Kind,
    /// The first day it applies.
    pub effective_from: Date,
    /// The day it was published; none while it is a draft.
    pub published_on: Option<Date>,
    /// The day the municipalities' association was consulted (S1-5.3-d).
    pub consulted_on: Option<Date>,
    /// The regulation that caused it (S1-0-j).
    pub legal_basis: Option<String>,
    /// What was changed in it, oldest first (S1-0-c).
    pub changes: Vec<Change>,
    /// What it says, in order.
    pub clauses: Vec<Clause>,
    /// SHA-256 of the text, so that an acceptance names exactly what was read.
    pub text_hash: [u8; 32],
}

/// That somebody with authority accepted a version for a municipality (S1-1-b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Our own id.
    pub id: AcceptanceId,
    /// For whom.
    pub municipality: MunicipalityId,
    /// Of which document.
    pub document: Document,
    /// Which version.
    pub version: VersionNumber,
    /// SHA-256 of the text that was accepted.
    pub text_hash: [u8; 32],
    /// Who signed.
    pub signer: StaffId,
    /// What gives her the authority, as in «kommunedirektør, delegert 2026/12».
    pub authority: String,
    /// When.
    pub at: Instant,
    /// The general version in force when special terms were accepted (S1-1-a).
    pub on_general: Option<VersionNumber>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_number_is_two_numbers_in_order() {
        assert_eq!(VersionNumber::parse("3.1"), Some(VersionNumber::new(3, 1)));
        assert_eq!(VersionNumber::new(3, 1).to_string(), "3.1");
        assert!(VersionNumber::new(2, 10) > VersionNumber::new(2, 9));
        for bad in ["", "3", "3.", ".1", "3.x", "3.1.2", "-1.0", "1234.0"] {
            assert_eq!(VersionNumber::parse(bad), None, "{bad}");
        }
    }
}
