//! A municipality's journal system, and who works in it.

use crate::ids::{EpjId, MunicipalityId};
use crate::refusals::{ReasonCode, Refusal};

/// How a journal system gets what is for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handover {
    /// It asks for it, and waits a while when there is nothing.
    Fetched,
    /// We post it to this address.
    Posted(String),
}

/// A journal system that a municipality has connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpjSystem {
    /// Our own id.
    pub id: EpjId,
    /// Whose it is.
    pub municipality: MunicipalityId,
    /// What it is called.
    pub name: String,
    /// Its client id at HelseID.
    pub client_id: String,
    /// How it gets what is for it.
    pub handover: Handover,
}

/// Where a conversation is answered. Both are the unit's own channels, with the
/// same rules and the same log (S1-2.1-b); one conversation is in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnsweredIn {
    /// In the console.
    Console,
    /// In the journal system.
    Epj,
}

/// The right of a journal system to use its own door: its token named the client
/// and the organisation that it is registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpjClient {
    epj: EpjId,
    municipality: MunicipalityId,
}

impl EpjClient {
    /// The access of a client that has shown a valid token.
    ///
    /// # Errors
    /// Neutral when the client is another, or comes for another organisation.
    pub fn of(
        system: &EpjSystem,
        registered_org: &str,
        client_id: &str,
        org: Option<&str>,
    ) -> Result<Self, Refusal> {
        if system.client_id != client_id || org != Some(registered_org) {
            return Err(Refusal::neutral(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]));
        }
        Ok(Self { epj: system.id, municipality: system.municipality })
    }

    /// Which journal system.
    pub const fn epj(&self) -> EpjId {
        self.epj
    }

    /// Whose.
    pub const fn municipality(&self) -> MunicipalityId {
        self.municipality
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// S1-2.1-b: a journal system comes in as itself and for its own municipality.
    #[test]
    fn s1_2_1_b_a_client_comes_in_only_as_itself_and_for_its_own_organisation() {
        let system = EpjSystem {
            id: EpjId::from_uuid(Uuid::from_u128(1)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(2)),
            name: "Journal".to_owned(),
            client_id: "epj-solvik".to_owned(),
            handover: Handover::Fetched,
        };
        let own = "310000019";
        let let_in = EpjClient::of(&system, own, "epj-solvik", Some(own)).unwrap();
        assert_eq!((let_in.epj(), let_in.municipality()), (system.id, system.municipality));
        for (client, org) in
            [("epj-granli", Some(own)), ("epj-solvik", Some("310000027")), ("epj-solvik", None)]
        {
            let refused = EpjClient::of(&system, own, client, org).unwrap_err();
            assert!(refused.is_neutral(), "{client} {org:?}");
        }
    }
}
