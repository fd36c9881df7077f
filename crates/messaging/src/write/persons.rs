//! Persons: the patient, who acts for her, and lists of persons.

use helsebro_domain::parties::NumberKind;

use super::text::short;
use super::{CannotWrite, Person, Representative, What, Xml};
use crate::limits::{MAX_PERSONS, MAX_SHORT_CHARS};
use crate::names::{COMMON, OID_7611, OID_8116, PERSONS, RELATION};
use crate::pasientrelasjon::Relation;

/// A person whose name is writable.
pub(super) struct CleanPerson {
    family: String,
    given: String,
    number: String,
    kind: (&'static str, &'static str),
}

/// Who acts for the patient, writable.
pub(super) struct CleanRepresentative {
    person: CleanPerson,
    relation: Relation,
    phone: Option<String>,
}

/// The names of a person's elements: the head has its own, other documents
/// borrow those of the common components.
pub(super) struct Names {
    family: &'static str,
    given: &'static str,
    ident: &'static str,
    id: &'static str,
    kind: &'static str,
    telecom: &'static str,
    address: &'static str,
}

pub(super) const MSGHEAD_NAMES: Names = Names {
    family: "FamilyName",
    given: "GivenName",
    ident: "Ident",
    id: "Id",
    kind: "TypeId",
    telecom: "TeleCom",
    address: "TeleAddress",
};

const COMMON_NAMES: Names = Names {
    family: "fk1:FamilyName",
    given: "fk1:GivenName",
    ident: "fk1:Ident",
    id: "fk1:Id",
    kind: "fk1:TypeId",
    telecom: "fk1:TeleCom",
    address: "fk1:TeleAddress",
};

impl CleanPerson {
    pub(super) fn of(person: &Person) -> Result<Self, CannotWrite> {
        let family = short(person.name.family(), What::PersonName)?;
        let given = short(person.name.given(), What::PersonName)?;
        if family.is_empty() && given.is_empty() {
            return Err(CannotWrite::Empty(What::PersonName));
        }
        let kind = match person.number.kind() {
            NumberKind::Fnr => ("FNR", "Fødselsnummer"),
            NumberKind::Dnr => ("DNR", "D-nummer"),
        };
        Ok(Self { family, given, number: person.number.digits().to_owned(), kind })
    }

    pub(super) fn all(persons: &[Person]) -> Result<Vec<Self>, CannotWrite> {
        if persons.len() > MAX_PERSONS {
            let (what, unit) = (What::Persons, "persons");
            return Err(CannotWrite::TooLong { what, most: MAX_PERSONS, unit });
        }
        persons.iter().map(Self::of).collect()
    }

    /// What stands inside the person's element.
    pub(super) fn write(&self, names: &Names, phone: Option<&str>, xml: &mut Xml) {
        xml.maybe_text(names.family, &self.family);
        xml.maybe_text(names.given, &self.given);
        xml.element(names.ident, &[], |xml| {
            xml.text(names.id, &self.number);
            xml.empty(names.kind, &[("V", self.kind.0), ("S", OID_8116), ("DN", self.kind.1)]);
        });
        if let Some(phone) = phone {
            xml.element(names.telecom, &[], |xml| {
                xml.empty(names.address, &[("V", &format!("tel:{phone}"))]);
            });
        }
    }
}

impl CleanRepresentative {
    pub(super) fn of(acting: &Representative) -> Result<Self, CannotWrite> {
        let phone = acting.phone.as_deref().map(phone).filter(|phone| !phone.is_empty());
        let person = CleanPerson::of(&acting.person)?;
        Ok(Self { person, relation: acting.relation, phone })
    }

    pub(super) fn write(&self, xml: &mut Xml) {
        xml.element("Pasientrelasjon", &[("xmlns", RELATION), ("xmlns:fk1", COMMON)], |xml| {
            xml.element("Person", &[], |xml| {
                self.person.write(&COMMON_NAMES, self.phone.as_deref(), xml);
            });
            let (code, name) = (self.relation.as_str(), self.relation.name());
            xml.empty("Relasjon", &[("V", code), ("S", OID_7611), ("DN", name)]);
        });
    }
}

pub(super) fn write_list(persons: &[CleanPerson], xml: &mut Xml) {
    xml.element("Personer", &[("xmlns", PERSONS), ("xmlns:fk1", COMMON)], |xml| {
        for person in persons {
            xml.element("Person", &[], |xml| person.write(&COMMON_NAMES, None, xml));
        }
    });
}

/// What is left is part of an address, where most signs have another meaning.
fn phone(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '+').take(MAX_SHORT_CHARS).collect()
}
