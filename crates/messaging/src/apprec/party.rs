//! `Sender` and `Receiver` of a receipt: the same two levels as in a message,
//! in other words.

use crate::common::Code;
use crate::common::ident::{Ident, her_id, hpr, org_number};
use crate::error::ReadError;
use crate::limits::{MAX_ID_CHARS, MAX_IDENTS, MAX_SHORT_CHARS};
use crate::msghead::{Organisation, Party, Professional};
use crate::names::OID_9051;
use crate::warning::Warnings;
use crate::write::{CannotWrite, What, Xml, short};
use crate::xml::Element;

pub(super) fn read(
    root: &Element,
    side: &str,
    warnings: &mut Warnings,
) -> Result<Party, ReadError> {
    let hcp = root.required(side, "AppRec")?.required("HCP", side)?;
    let place = format!("{side}/HCP");
    if let Some(person) = hcp.one("HCProf", &place)? {
        let professional = professional(person, &format!("{place}/HCProf"), warnings)?;
        let professional = Some(professional);
        return Ok(Party { organisation: Organisation::default(), unit: None, professional });
    }
    let inst = hcp.required("Inst", &place)?;
    let place = format!("{place}/Inst");
    let unit = inst.all("Dept").next();
    let person = inst.all("HCPerson").next();
    Ok(Party {
        organisation: organisation(inst, &place, warnings)?,
        unit: unit
            .map(|found| organisation(found, &format!("{place}/Dept"), warnings))
            .transpose()?,
        professional: person
            .map(|found| professional(found, &format!("{place}/HCPerson"), warnings))
            .transpose()?,
    })
}

fn organisation(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Organisation, ReadError> {
    let idents = idents(element, place)?;
    Ok(Organisation {
        name: element.line_in("Name", place, MAX_SHORT_CHARS)?,
        her_id: her_id(&idents, place, warnings)?,
        org_number: org_number(&idents, place, warnings)?,
    })
}

fn professional(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Professional, ReadError> {
    let idents = idents(element, place)?;
    Ok(Professional {
        name: element.line_in("Name", place, MAX_SHORT_CHARS)?,
        her_id: her_id(&idents, place, warnings)?,
        hpr: hpr(&idents, place, warnings)?,
    })
}

/// The identifier and the additional ones. A kind has no code system here.
fn idents(element: &Element, place: &str) -> Result<Vec<Ident>, ReadError> {
    let mut idents = Vec::new();
    let own = [(element, "TypeId")];
    for (holder, kind) in own.into_iter().chain(element.all("AdditionalId").map(|id| (id, "Type")))
    {
        if idents.len() >= MAX_IDENTS {
            return Err(ReadError::too_large(place, "identifiers", MAX_IDENTS));
        }
        let Some(number) = holder.line_in("Id", place, MAX_ID_CHARS)? else { continue };
        let Some(kind) = holder.one(kind, place)? else { continue };
        let mut kind = Code::read(kind, place)?;
        kind.system.get_or_insert_with(|| OID_9051.to_owned());
        idents.push(Ident { kind, number });
    }
    Ok(idents)
}

/// A party whose names are writable.
pub(super) struct CleanParty {
    organisation: Level,
    unit: Option<Level>,
    professional: Option<Level>,
}

struct Level {
    name: String,
    /// Number, kind and what the kind is called.
    idents: Vec<(String, &'static str, &'static str)>,
}

impl CleanParty {
    pub(super) fn of(party: &Party) -> Result<Self, CannotWrite> {
        let professional = party.professional.as_ref().map(|person| {
            let hpr = (&person.hpr, "HPR", "HPR-nummer");
            level(person.name.as_deref(), [(&person.her_id, "HER", "HER-id"), hpr])
        });
        Ok(Self {
            organisation: organisation_level(&party.organisation)?,
            unit: party.unit.as_ref().map(organisation_level).transpose()?,
            professional: professional.transpose()?,
        })
    }

    pub(super) fn write(&self, side: &str, xml: &mut Xml) {
        xml.element(side, &[], |xml| {
            xml.element("HCP", &[], |xml| {
                xml.element("Inst", &[], |xml| {
                    self.organisation.write_first(xml);
                    self.unit.iter().for_each(|unit| unit.write("Dept", xml));
                    self.organisation.write_more(xml);
                    self.professional.iter().for_each(|person| person.write("HCPerson", xml));
                });
            });
        });
    }
}

impl Level {
    fn write(&self, name: &str, xml: &mut Xml) {
        xml.element(name, &[], |xml| {
            self.write_first(xml);
            self.write_more(xml);
        });
    }

    /// The name and the first identifier; those below stand between it and the others.
    fn write_first(&self, xml: &mut Xml) {
        xml.maybe_text("Name", &self.name);
        if let Some((number, kind, words)) = self.idents.first() {
            xml.text("Id", number);
            xml.empty("TypeId", &[("V", kind), ("DN", words)]);
        }
    }

    fn write_more(&self, xml: &mut Xml) {
        for (number, kind, words) in self.idents.iter().skip(1) {
            xml.element("AdditionalId", &[], |xml| {
                xml.text("Id", number);
                xml.empty("Type", &[("V", kind), ("DN", words)]);
            });
        }
    }
}

fn organisation_level(unit: &Organisation) -> Result<Level, CannotWrite> {
    let number = (&unit.org_number, "ENH", "Organisasjonsnummeret i Enhetsregisteret");
    level(unit.name.as_deref(), [(&unit.her_id, "HER", "HER-id"), number])
}

fn level(
    name: Option<&str>,
    idents: [(&Option<String>, &'static str, &'static str); 2],
) -> Result<Level, CannotWrite> {
    let mut kept = Vec::new();
    for (number, kind, words) in idents {
        if let Some(number) = number {
            kept.push((short(number, What::UnitNumber)?, kind, words));
        }
    }
    Ok(Level { name: short(name.unwrap_or_default(), What::UnitName)?, idents: kept })
}
