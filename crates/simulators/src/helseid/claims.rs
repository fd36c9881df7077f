//! HelseID's claims: which scope gives which.

use serde_json::{Map, Value, json};

use super::server::Office;
use super::settings::Organisation;
use crate::Fault;
use crate::oidc::Grant;

const PID: &str = "helseid://claims/identity/pid";
const SECURITY_LEVEL: &str = "helseid://claims/identity/security_level";
const NETWORK: &str = "helseid://claims/identity/network";
const HPR_NUMBER: &str = "helseid://claims/hpr/hpr_number";
const ORGNR_PARENT: &str = "helseid://claims/client/claims/orgnr_parent";
const ORGNR_CHILD: &str = "helseid://claims/client/claims/orgnr_child";
const AMR: &str = "helseid://claims/client/amr";

/// What HelseID says about the person and the client, by the scopes granted.
pub(super) fn about(office: &Office, grant: &Grant) -> Map<String, Value> {
    let mut claims = office.organisation(grant).map(of_client).unwrap_or_else(authenticated);
    claims.insert("idp".into(), json!("simulator"));
    claims.insert("amr".into(), json!(["external"]));
    identity(office, grant, &mut claims);
    claims
}

/// What HelseID says about a client and the organisation it acts for.
pub(super) fn of_client(organisation: &Organisation) -> Map<String, Value> {
    let mut claims = authenticated();
    claims.insert(ORGNR_PARENT.into(), json!(organisation.orgnr_parent));
    if let Some(child) = &organisation.orgnr_child {
        claims.insert(ORGNR_CHILD.into(), json!(child));
    }
    claims
}

fn authenticated() -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert("client_amr".into(), json!("private_key_jwt"));
    claims.insert(AMR.into(), json!("private_key_jwt"));
    claims
}

fn identity(office: &Office, grant: &Grant, claims: &mut Map<String, Value>) {
    let Some(person) = office.person(grant) else { return };
    if grant.has_scope("profile") {
        claims.insert("name".into(), json!(person.name()));
        claims.insert("given_name".into(), json!(person.given_name));
        claims.insert("family_name".into(), json!(person.family_name));
    }
    if grant.has_scope("helseid://scopes/identity/pid") {
        claims.insert(PID.into(), json!(person.pid));
    }
    if grant.has_scope("helseid://scopes/identity/security_level") {
        claims.insert(SECURITY_LEVEL.into(), json!(office.desk.told_level(&grant.level)));
    }
    if grant.has_scope("helseid://scopes/identity/network") {
        claims.insert(NETWORK.into(), json!("internett"));
    }
    if let Some(number) = &person.hpr_number
        && grant.has_scope("helseid://scopes/hpr/hpr_number")
        && !office.desk.faults.strikes(Fault::MissingHprNumber)
    {
        claims.insert(HPR_NUMBER.into(), json!(number));
    }
}
