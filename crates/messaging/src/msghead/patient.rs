//! `Patient`: whom the message is about.
//!
//! The number is kept as it stood. Whether it can be a person's number is
//! decided by the domain, who it belongs to by those who know persons.

use crate::common::ident;
use crate::error::{AppRecCode, ReadError};
use crate::hidden::hides;
use crate::limits::MAX_SHORT_CHARS;
use crate::warning::{WarningCode, Warnings};
use crate::xml::Element;

/// The person a message is about.
#[derive(Clone, PartialEq, Eq)]
pub struct Patient {
    /// `FamilyName`.
    pub family: Option<String>,
    /// `GivenName`, with the middle name when one stands.
    pub given: Option<String>,
    /// The identity number, when one was given.
    pub ident: Option<PatientIdent>,
}

/// An identity number and what kind it is said to be.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientIdent {
    /// What it is said to be.
    pub kind: IdentKind,
    /// The number as it stood, unchecked.
    pub number: String,
}

hides! {
    Patient {}
    PatientIdent {}
}

/// The kinds of number for persons.
#[derive(Clone, PartialEq, Eq)]
pub enum IdentKind {
    /// National identity number, `FNR`.
    Fnr,
    /// D-number, `DNR`.
    Dnr,
    /// Any other code.
    Other(String),
}

hides! { IdentKind {} }

impl IdentKind {
    /// The code on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fnr => "FNR",
            Self::Dnr => "DNR",
            Self::Other(code) => code,
        }
    }
}

/// Reads the patient, or a person of the same parts, wherever she stands.
pub(crate) fn read(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Patient, ReadError> {
    let family = element.line_in("FamilyName", place, MAX_SHORT_CHARS)?;
    let mut given = element.line_in("GivenName", place, MAX_SHORT_CHARS)?;
    if let Some(middle) = element.line_in("MiddleName", place, MAX_SHORT_CHARS)? {
        given = Some(given.map_or_else(|| middle.clone(), |given| format!("{given} {middle}")));
    }
    Ok(Patient { family, given, ident: number(element, place, warnings)? })
}

fn number(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Option<PatientIdent>, ReadError> {
    let idents = ident::read_all(element, place)?;
    let mut chosen = None;
    for (code, kind) in [("FNR", IdentKind::Fnr), ("DNR", IdentKind::Dnr)] {
        let found = ident::one_of_kind(&idents, code, place, AppRecCode::E31, warnings)?;
        match (found, &chosen) {
            (Some(_), Some(_)) => {
                warnings.add(WarningCode::SeveralIdentityNumbers, format!("{place}/Ident"));
            }
            (Some(found), None) => {
                chosen = Some(PatientIdent { kind, number: found.number.clone() });
            }
            (None, _) => {}
        }
    }
    Ok(chosen.or_else(|| {
        let other = idents.into_iter().next()?;
        let kind = IdentKind::Other(other.kind.value().to_owned());
        Some(PatientIdent { kind, number: other.number })
    }))
}
