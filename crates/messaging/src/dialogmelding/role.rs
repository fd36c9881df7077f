//! `RollerRelatertNotat`: a person and her role in what is written.

use crate::common::ident::hpr_of;
use crate::common::{Code, person_name};
use crate::error::ReadError;
use crate::hidden::hides;
use crate::limits::MAX_PARTS;
use crate::xml::Element;

/// One person's role.
#[derive(Clone, PartialEq, Eq)]
pub struct Role {
    /// `RolleNotat/@V` from 9057: 1 is the author.
    pub code: Option<String>,
    /// Her name in the order it is said.
    pub name: Option<String>,
    /// Her number in the register of health personnel, digits only.
    pub hpr: Option<String>,
}

hides! { Role {} }

/// The author's code in 9057.
const AUTHOR: &str = "1";

impl Role {
    /// Whether she wrote it.
    pub fn is_author(&self) -> bool {
        self.code.as_deref() == Some(AUTHOR)
    }
}

pub(super) fn read_all(element: &Element, place: &str) -> Result<Vec<Role>, ReadError> {
    let place = format!("{place}/RollerRelatertNotat");
    let mut roles = Vec::new();
    for role in element.all("RollerRelatertNotat") {
        if roles.len() >= MAX_PARTS {
            return Err(ReadError::too_large(&place, "elements", MAX_PARTS));
        }
        roles.push(read(role, &place)?);
    }
    Ok(roles)
}

fn read(element: &Element, place: &str) -> Result<Role, ReadError> {
    let code = match element.one("RolleNotat", place)? {
        Some(found) => Code::read(found, &format!("{place}/RolleNotat"))?.value,
        None => None,
    };
    let mut role = Role { code, name: None, hpr: None };
    // The person stands here, or within the unit that she belongs to.
    for holder in [Some(element), element.one("TilknyttetEnhet", place)?].into_iter().flatten() {
        for kind in ["HealthcareProfessional", "Person"] {
            let Some(person) = holder.one(kind, place)? else { continue };
            if role.name.is_none() {
                role.name = person_name(person, place)?;
                role.hpr = hpr_of(person, place)?;
            }
        }
    }
    Ok(role)
}
