//! Names for ids, and ids for names.

use std::collections::HashMap;

use anyhow::{Context as _, bail};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{MunicipalityId, OrgId, UnitId};
use uuid::Uuid;

/// What the one who runs the platform is called here.
const OPERATOR: &str = "operator";

/// The names of everybody and everything that facts are about.
#[derive(Default)]
pub(super) struct Names {
    of: HashMap<Uuid, String>,
    municipalities: HashMap<String, MunicipalityId>,
    organisations: HashMap<String, OrgId>,
    units: HashMap<(MunicipalityId, String), UnitId>,
}

impl Names {
    pub(super) fn municipality(&mut self, name: &str, id: MunicipalityId) {
        self.of.insert(id.uuid(), name.to_owned());
        self.municipalities.insert(name.to_owned(), id);
    }

    pub(super) fn organisation(&mut self, name: &str, id: OrgId) {
        self.of.insert(id.uuid(), name.to_owned());
        self.organisations.insert(name.to_owned(), id);
    }

    pub(super) fn unit(&mut self, municipality: MunicipalityId, name: &str, id: UnitId) {
        self.of.insert(id.uuid(), name.to_owned());
        self.units.insert((municipality, name.to_owned()), id);
    }

    /// Names something that is not asked for by its name.
    pub(super) fn thing(&mut self, name: &str, id: Uuid) {
        self.of.insert(id, name.to_owned());
    }

    /// The name of an id; the id itself when it has none.
    pub(super) fn name(&self, id: Uuid) -> String {
        self.of.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    pub(super) fn party_name(&self, party: Party) -> String {
        match party {
            Party::Operator => OPERATOR.to_owned(),
            Party::Municipality(id) => self.name(id.uuid()),
            Party::Org(id) => self.name(id.uuid()),
        }
    }

    /// The municipality of this name or id.
    pub(super) fn find_municipality(&self, text: &str) -> anyhow::Result<MunicipalityId> {
        let named = self.municipalities.get(text).copied();
        let known = || self.municipalities.values().copied().find(|id| id.to_string() == text);
        named.or_else(known).with_context(|| format!("no municipality is called «{text}»"))
    }

    /// The unit of this name or id.
    pub(super) fn find_unit(&self, of: MunicipalityId, text: &str) -> anyhow::Result<UnitId> {
        let named = self.units.get(&(of, text.to_owned())).copied();
        let known = || self.units.values().copied().find(|id| id.to_string() == text);
        named.or_else(known).with_context(|| format!("no unit there is called «{text}»"))
    }

    /// The party of this name or id.
    pub(super) fn find_party(&self, text: &str) -> anyhow::Result<Party> {
        if text == OPERATOR {
            return Ok(Party::Operator);
        }
        if let Ok(id) = self.find_municipality(text) {
            return Ok(Party::Municipality(id));
        }
        let named = self.organisations.get(text).copied();
        let known = || self.organisations.values().copied().find(|id| id.to_string() == text);
        match named.or_else(known) {
            Some(id) => Ok(Party::Org(id)),
            None => bail!("no party is called «{text}»"),
        }
    }
}
