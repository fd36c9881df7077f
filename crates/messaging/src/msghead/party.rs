//! `Sender` and `Receiver`: an organisation, and who in it.
//!
//! The national address register has two levels: the organisation, and within
//! it the unit or person that messages are for. Each has its HER-id.

use crate::common::ident::{self, her_id, hpr, org_number};
use crate::common::person_name;
use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::MAX_SHORT_CHARS;
use crate::warning::{WarningCode, Warnings};
use crate::xml::Element;

/// One end of the exchange.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// Level one.
    pub organisation: Organisation,
    /// Level two, when it is a unit.
    pub unit: Option<Organisation>,
    /// Level two, when it is a person, or a person within the unit.
    pub professional: Option<Professional>,
}

/// An organisation or a unit of one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// `OrganisationName`.
    pub name: Option<String>,
    /// Its HER-id, digits only.
    pub her_id: Option<String>,
    /// Its organisation number, nine digits.
    pub org_number: Option<String>,
}

/// A health professional.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Professional {
    /// Given, middle and family name in the order they are said.
    pub name: Option<String>,
    /// A HER-id of her own, digits only.
    pub her_id: Option<String>,
    /// Her number in the register of health personnel, digits only.
    pub hpr: Option<String>,
}

hides! {
    Party { organisation, unit, professional }
    Organisation { her_id, org_number }
    Professional { her_id }
}

impl Party {
    /// The HER-id of the organisation. With the citizen and `TjenesteId` it is
    /// the key of a health contact.
    pub fn her_level1(&self) -> Option<&str> {
        self.organisation.her_id.as_deref()
    }

    /// The HER-id of the unit, or else of the professional.
    pub fn her_level2(&self) -> Option<&str> {
        let unit = self.unit.as_ref().and_then(|unit| unit.her_id.as_deref());
        unit.or_else(|| self.professional.as_ref()?.her_id.as_deref())
    }

    /// The organisation number of the organisation, or else of the unit.
    pub fn org_number(&self) -> Option<&str> {
        let first = self.organisation.org_number.as_deref();
        first.or_else(|| self.unit.as_ref()?.org_number.as_deref())
    }

    /// The HPR number of the professional who sends or is to receive.
    pub fn author_hpr(&self) -> Option<&str> {
        self.professional.as_ref()?.hpr.as_deref()
    }
}

/// Reads `Sender` or `Receiver`.
pub(crate) fn read(
    info: &Element,
    side: &str,
    warnings: &mut Warnings,
) -> Result<Party, ReadError> {
    let top = info.required(side, "MsgInfo")?.required("Organisation", side)?;
    let top_place = format!("{side}/Organisation");
    let unit_place = format!("{top_place}/Organisation");
    let organisation = organisation(top, &top_place, warnings)?;
    let below = top.one("Organisation", &top_place)?;
    let unit = below.map(|found| self::organisation(found, &unit_place, warnings)).transpose()?;
    if below.is_some_and(|found| found.all("Organisation").next().is_some()) {
        warnings.add(WarningCode::OrganisationTooDeep, unit_place.clone());
    }
    let professional = match below {
        Some(found) => professional(found, &unit_place, warnings)?,
        None => None,
    };
    let professional = match professional {
        Some(found) => Some(found),
        None => self::professional(top, &top_place, warnings)?,
    };
    let party = Party { organisation, unit, professional };
    warn_of_missing(&party, &top_place, warnings);
    Ok(party)
}

fn organisation(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Organisation, ReadError> {
    let idents = ident::read_all(element, place)?;
    Ok(Organisation {
        name: element.line_in("OrganisationName", place, MAX_SHORT_CHARS)?,
        her_id: her_id(&idents, place, warnings)?,
        org_number: org_number(&idents, place, warnings)?,
    })
}

fn professional(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Option<Professional>, ReadError> {
    let Some(found) = element.one("HealthcareProfessional", place)? else { return Ok(None) };
    let place = format!("{place}/HealthcareProfessional");
    let idents = ident::read_all(found, &place)?;
    Ok(Some(Professional {
        name: person_name(found, &place)?,
        her_id: her_id(&idents, &place, warnings)?,
        hpr: hpr(&idents, &place, warnings)?,
    }))
}

fn warn_of_missing(party: &Party, place: &str, warnings: &mut Warnings) {
    if party.her_level1().is_none() {
        let code = if party.organisation.org_number.is_some() {
            WarningCode::OrgNumberForHerId
        } else {
            WarningCode::HerIdMissing
        };
        warnings.add(code, format!("{place}/Ident"));
    }
    let unit = party.unit.as_ref();
    if unit.is_some_and(|unit| unit.her_id.is_some()) {
        return;
    }
    if party.her_level2().is_some() {
        let element = format!("{place}/HealthcareProfessional/Ident");
        warnings.add(WarningCode::HerIdOnProfessional, element);
    } else if unit.is_some_and(|unit| unit.org_number.is_some()) {
        warnings.add(WarningCode::OrgNumberForHerId, format!("{place}/Organisation/Ident"));
    } else {
        warnings.add(WarningCode::HerIdMissing, format!("{place}/Organisation"));
    }
}
