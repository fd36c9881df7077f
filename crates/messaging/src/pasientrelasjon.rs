//! Pasientrelasjon: who acts for the patient, and by what right.
//!
//! It travels beside a citizen's message whenever another than she writes.

use crate::common::Code;
use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::{MAX_PARTS, MAX_SHORT_CHARS};
use crate::msghead::{Patient, read_person};
use crate::warning::Warnings;
use crate::xml::{Element, line};

/// Who acts for the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Pasientrelasjon {
    /// The persons, in order; the schema allows any number.
    pub persons: Vec<RelatedPerson>,
    /// `Relasjon`, usually from 7611.
    pub relation: Option<Code>,
}

/// A person related to the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct RelatedPerson {
    /// Who it is; the same parts as a patient's.
    pub person: Patient,
    /// `TeleCom`, without `tel:`.
    pub phone: Option<String>,
}

hides! {
    Pasientrelasjon {}
    RelatedPerson {}
}

/// By what right one person acts for another (7611).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// FO: parental responsibility.
    ParentalResponsibility,
    /// VE: guardianship.
    Guardianship,
    /// FU: a power of attorney.
    PowerOfAttorney,
    /// TD: a power of attorney that others gave, confirmed by the regular doctor.
    AssignedPowerOfAttorney,
}

impl Relation {
    /// The whole list.
    pub const ALL: [Self; 4] = [
        Self::ParentalResponsibility,
        Self::Guardianship,
        Self::PowerOfAttorney,
        Self::AssignedPowerOfAttorney,
    ];

    /// The code in 7611.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ParentalResponsibility => "FO",
            Self::Guardianship => "VE",
            Self::PowerOfAttorney => "FU",
            Self::AssignedPowerOfAttorney => "TD",
        }
    }

    /// What the list calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ParentalResponsibility => "Foreldreansvar",
            Self::Guardianship => "Vergemål",
            Self::PowerOfAttorney => "Fullmakt",
            Self::AssignedPowerOfAttorney => "Tildelt fullmakt",
        }
    }

    /// The right that a code names, if we know it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.as_str() == code)
    }
}

const PLACE: &str = "Pasientrelasjon";

pub(crate) fn read(
    element: &Element,
    warnings: &mut Warnings,
) -> Result<Pasientrelasjon, ReadError> {
    let mut persons = Vec::new();
    for found in element.all("Person") {
        if persons.len() >= MAX_PARTS {
            return Err(ReadError::too_large("Pasientrelasjon/Person", "elements", MAX_PARTS));
        }
        let place = "Pasientrelasjon/Person";
        persons.push(RelatedPerson {
            person: read_person(found, place, warnings)?,
            phone: phone(found, place)?,
        });
    }
    let relation = element
        .one("Relasjon", PLACE)?
        .map(|found| Code::read(found, "Pasientrelasjon/Relasjon"))
        .transpose()?;
    Ok(Pasientrelasjon { persons, relation })
}

/// The first phone number.
fn phone(person: &Element, place: &str) -> Result<Option<String>, ReadError> {
    for telecom in person.all("TeleCom").take(MAX_PARTS) {
        let place = format!("{place}/TeleCom");
        let Some(address) = telecom.one("TeleAddress", &place)? else { continue };
        let place = format!("{place}/TeleAddress");
        let address = address.attribute_line("V", &place, MAX_SHORT_CHARS)?.unwrap_or_default();
        let Some((scheme, number)) = address.split_once(':') else { continue };
        let number = line(number);
        if matches!(scheme.to_ascii_lowercase().as_str(), "tel" | "mob") && !number.is_empty() {
            return Ok(Some(number));
        }
    }
    Ok(None)
}
