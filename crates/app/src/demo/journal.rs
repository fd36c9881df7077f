//! The journal system beside the town: the stand-in, and how it is connected.

use anyhow::{Context, anyhow};
use helsebro_actions::Acts;
use helsebro_actions::epj::setup;
use helsebro_domain::epj::{EpjSystem, Handover};
use helsebro_domain::ids::EpjId;
use helsebro_domain::parties::{HerId, Unit};
use helsebro_messaging::{Address, AddressLevel};
use helsebro_simulators::epj::{
    self, EpjHandle, EpjKey, EpjParty, EpjPatient, EpjService, EpjSettings, EpjSignIn, EpjUnit,
};
use helsebro_simulators::helseid::{MachineClient, MachineScope, Organisation};
use helsebro_simulators::town::{Role, Town, ids};
use helsebro_web::DemoJournal;
use tokio::net::TcpListener;
use url::Url;
use uuid::Uuid;

use crate::wiring::Base;

/// What it is called.
const NAME: &str = "Fjellheim Journal";

/// What it is called at HelseID.
const CLIENT_ID: &str = "fjellheim-journal";

/// Our own id for it.
const EPJ: EpjId = EpjId::from_uuid(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0e01));

/// The audience of its token, and the scope that gives one.
pub(super) const AUDIENCE: &str = "nhn:msh";
const SCOPE: &str = "nhn:msh/api";

/// Who we are on the town's message wire.
pub(super) fn us() -> Option<Address> {
    let level = |her_id, name: &str| {
        HerId::parse(her_id).map(|her_id| AddressLevel { her_id, name: name.to_owned() })
    };
    let organisation = level("8140900", "Helsebro")?;
    Some(Address { organisation, unit: level("8140901", "Digitale innbyggertjenester")? })
}

/// Its registration at HelseID's stand-in.
pub(super) fn machine(key: &EpjKey, plan: &Town) -> anyhow::Result<MachineClient> {
    let home = plan.municipalities.iter().find(|home| home.id == ids::SOLVIK);
    let home = home.context("the town has no Solvik")?;
    Ok(MachineClient {
        client_id: CLIENT_ID.to_owned(),
        keys: vec![key.public().clone()],
        organisation: Organisation {
            orgnr_parent: home.org_number.as_str().to_owned(),
            orgnr_child: None,
        },
        scopes: vec![MachineScope { scope: SCOPE.to_owned(), audience: AUDIENCE.to_owned() }],
    })
}

/// Connects it to Solvik, unless the town was kept and it is connected.
pub(super) async fn connect(acts: &Acts) -> anyhow::Result<()> {
    if setup::system(acts, EPJ).await?.is_some() {
        return Ok(());
    }
    let system = EpjSystem {
        id: EPJ,
        municipality: ids::SOLVIK,
        name: NAME.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        handover: Handover::Fetched,
    };
    setup::connect(acts, &system).await.context("the journal system could not be connected")
}

/// Starts it beside the town, and tells how the demo's page shows it.
pub(super) async fn start(
    base: &Base,
    plan: &Town,
    (base_url, issuer): (&Url, &str),
    listener: TcpListener,
    key: EpjKey,
) -> anyhow::Result<(EpjHandle, DemoJournal)> {
    let screen = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
    let us = us().context("our HER-ids cannot be read")?;
    let settings = EpjSettings {
        name: NAME.to_owned(),
        door: base_url.join("epj")?.to_string(),
        sign_in: EpjSignIn {
            issuer: issuer.to_owned(),
            token_url: format!("{issuer}/connect/token"),
            client_id: CLIENT_ID.to_owned(),
            key,
            scope: SCOPE.to_owned(),
        },
        organisation: organisation(plan)?,
        units: units(plan)?,
        platform: party(&us.organisation.name, &us.organisation.her_id)?,
        platform_service: party(&us.unit.name, &us.unit.her_id)?,
        patients: patients(plan)?,
    };
    let handle = epj::serve(listener, settings, base.clock.clone(), base.dice.clone())
        .await
        .context("the journal system's stand-in could not start")?;
    let journal = DemoJournal {
        epj: EPJ,
        name: NAME.to_owned(),
        screen,
        unit: ids::HOME_NURSING,
        municipality: ids::SOLVIK,
    };
    Ok((handle, journal))
}

fn organisation(plan: &Town) -> anyhow::Result<EpjParty> {
    let home = plan.municipalities.iter().find(|home| home.id == ids::SOLVIK);
    let home = home.context("the town has no Solvik")?;
    let her_id = home.her_id.as_ref().context("Solvik has no HER-id")?;
    party(&home.legal_name(), her_id)
}

fn units(plan: &Town) -> anyhow::Result<Vec<EpjUnit>> {
    let own = |unit: &&Unit| unit.municipality == ids::SOLVIK;
    let mut found = Vec::new();
    for unit in plan.units.iter().filter(own) {
        let Some(her_id) = &unit.her_id else { continue };
        found.push(EpjUnit { party: party(&unit.name, her_id)?, services: services(plan, unit) });
    }
    Ok(found)
}

/// The services of a unit that somebody in the town gets, each once.
fn services(plan: &Town, unit: &Unit) -> Vec<EpjService> {
    let mut found: Vec<EpjService> = Vec::new();
    for listed in plan.contacts.iter().flat_map(|list| &list.services) {
        if listed.unit != unit.id || found.iter().any(|seen| seen.id == listed.service.as_str()) {
            continue;
        }
        found.push(EpjService {
            id: listed.service.as_str().to_owned(),
            name: listed.name.clone(),
            from: listed.from.to_string(),
            last_day: listed.last_day.map(|day| day.to_string()),
        });
    }
    found
}

/// Those that one can be and who get something in Solvik.
fn patients(plan: &Town) -> anyhow::Result<Vec<EpjPatient>> {
    let mut found = Vec::new();
    for persona in &plan.who {
        let Role::Citizen(id) = persona.role else { continue };
        if !plan.contacts.iter().any(|list| list.person == id) {
            continue;
        }
        let person = plan.person(id).ok_or_else(|| anyhow!("{} is nobody", persona.key))?;
        found.push(EpjPatient {
            key: persona.key.to_owned(),
            number: person.number.digits().to_owned(),
            given_name: person.name.given().to_owned(),
            family_name: person.name.family().to_owned(),
        });
    }
    Ok(found)
}

fn party(name: &str, her_id: &HerId) -> anyhow::Result<EpjParty> {
    let her_id = her_id.as_str().parse().context("a HER-id is too long")?;
    Ok(EpjParty { name: name.to_owned(), her_id })
}
