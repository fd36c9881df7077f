//! Persons as the two registers have them, in the registers' own words, so that
//! also words that nobody knows can stand there.

use std::fmt;

/// One person in both registers.
#[derive(Clone, PartialEq, Eq)]
pub struct Resident {
    /// A short name for orders and pages, as in `kari`.
    pub key: String,
    /// The number in use; a made-up one.
    pub number: String,
    /// Numbers she had before.
    pub former_numbers: Vec<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// When she was born, as in `1948-06-12`.
    pub born: String,
    /// The register's word on whether she is there, as in `Resident`.
    pub status: String,
    /// When she died.
    pub died: Option<String>,
    /// The register's word on her address, as in `Unclassified`.
    pub protection: String,
    /// Where she lives: a street and a number.
    pub home: Option<String>,
    /// Who has parental responsibility for her, and as what.
    pub parents: Vec<(String, String)>,
    /// Who looks after her.
    pub guardian: Option<Guardian>,
    /// What the contact register has; none when it has nothing.
    pub card: Option<Card>,
}

/// A guardian, in the register's words.
#[derive(Clone, PartialEq, Eq)]
pub struct Guardian {
    /// Her number.
    pub number: String,
    /// Of what kind, as in `Adult`.
    pub kind: String,
    /// About what, as in `PersonalInterests`.
    pub scope: String,
    /// Her tasks.
    pub tasks: Vec<String>,
}

/// What the contact register has of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Whether she has reserved herself.
    pub is_reserved: bool,
    /// `AKTIV` or `SLETTET`.
    pub status: String,
    /// The mobile.
    pub mobile: Option<Point>,
    /// The e-mail address.
    pub email: Option<Point>,
    /// The language.
    pub language: Option<String>,
}

/// A contact point.
#[derive(Clone, PartialEq, Eq)]
pub struct Point {
    /// The number or the address, as the person wrote it.
    pub value: String,
    /// The day it was last changed, as in `2026-12-01`.
    pub updated: String,
    /// The day it was last confirmed.
    pub verified: Option<String>,
    /// Whether it stands on others too.
    pub is_shared: bool,
}

impl Resident {
    /// The register's own id of her: it stays when the number changes, and has
    /// nothing of the number in it.
    pub(super) fn register_id(&self) -> String {
        format!("person-{}", self.key)
    }

    pub(super) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// Whether this is or was her number.
    pub(super) fn is_called(&self, number: &str) -> bool {
        self.number == number || self.former_numbers.iter().any(|former| former == number)
    }

    /// Whether her address is hidden from those who may not see such.
    pub(super) fn is_protected(&self) -> bool {
        self.protection != "Unclassified"
    }
}

impl Card {
    /// A card that is as it should be, with what is given on it.
    pub(super) fn fresh(mobile: Option<&str>, email: Option<&str>, on: &str) -> Self {
        let point = |value: &str| Point {
            value: value.to_owned(),
            updated: on.to_owned(),
            verified: None,
            is_shared: false,
        };
        Self {
            is_reserved: false,
            status: "AKTIV".to_owned(),
            mobile: mobile.map(point),
            email: email.map(point),
            language: Some("nb".to_owned()),
        }
    }
}

impl fmt::Debug for Resident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resident").field("key", &self.key).finish_non_exhaustive()
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card").finish_non_exhaustive()
    }
}

impl fmt::Debug for Guardian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guardian").field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Point").finish_non_exhaustive()
    }
}
