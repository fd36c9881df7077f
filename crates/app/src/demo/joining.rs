//! Solvik and Granli join, by the acts that every municipality joins by; Nordfjell has
//! not begun.

use anyhow::{Context, anyhow};
use helsebro_actions::Acts;
use helsebro_actions::controllership::console;
use helsebro_actions::joining::{self, NewMember, NewTerms};
use helsebro_domain::ids::{MunicipalityId, StaffId};
use helsebro_domain::joining::{
    Agreement, AssociationAgreement, Checklist, Deployment, Document, Kind, Module, Offer,
    OperatingBody, OperatorAccess, Placed, Proof, SubProcessor,
};
use helsebro_domain::parties::{CareArea, ConsoleAccess, OrgNumber};
use helsebro_domain::time::Date;
use helsebro_simulators::town::{GENERAL_TERMS, NEXT_SPECIAL_TERMS, SPECIAL_TERMS, Town, ids};

/// What signatories in the town sign by.
const AUTHORITY: &str = "Kommunedirektør, delegert fra kommunestyret";

/// The journal system that home nursing works in, and the day it was tested.
const JOURNAL: (&str, &str) = ("Fjellheim Journal", "5.1");
const TESTED_ON: Date = Date::constant(2026, 11, 20);

/// Since when the modules can be ordered; those that are not listed are not offered yet.
const OFFERED: [(Module, Date); 1] = [(Module::Dialog, Date::constant(2026, 1, 1))];

/// Who operates the town's platform, and what shows it.
const OPERATED_BY: (&str, &str, &str) = ("Helsebro Drift AS", "310000051", "HD 25/3");
const OPERATED_FROM: Date = Date::constant(2026, 1, 1);

/// The agreement with the municipalities' association.
const COOPERATION: (&str, Date) = ("KS 26/0033", Date::constant(2026, 1, 1));

/// How long the data processing agreements stand that are signed at the beginning, where a
/// municipality runs the platform for itself.
const AGREED: (Date, Date) = (Date::constant(2027, 1, 1), Date::constant(2027, 2, 28));

/// Who processes for the operator: each one's name and task.
const SUB_PROCESSORS: [(&str, &str); 2] = [("SMS-port", "SMS"), ("E-postport", "E-post")];

/// Who joins: who keeps the registers and who signs, and which services are put into use.
struct Joins {
    home: MunicipalityId,
    administrator: StaffId,
    signatory: StaffId,
    officer: &'static str,
    areas: &'static [CareArea],
}

const JOINED: [Joins; 2] = [
    Joins {
        home: ids::SOLVIK,
        administrator: ids::GRO,
        signatory: ids::BERIT,
        officer: "personvernombud@solvik.example",
        areas: &[CareArea::HomeServices, CareArea::HealthyLifeCentre, CareArea::NursingHome],
    },
    Joins {
        home: ids::GRANLI,
        administrator: ids::RAGNA,
        signatory: ids::LARS,
        officer: "personvernombud@granli.example",
        areas: &[CareArea::HomeServices],
    },
];

/// Publishes the town's terms, and lets the two that have joined do so.
pub(super) async fn play(acts: &Acts, plan: &Town) -> anyhow::Result<()> {
    joining::make_operators(acts, &plan.operators).await?;
    publish(acts).await?;
    let offers = OFFERED.map(|(module, available_from)| Offer {
        module,
        available_from,
        documentation: format!("https://helsebro.example/tjenester/{}", module.clause()),
    });
    joining::offer(acts, &offers).await?;
    let nina = joining::operator(acts, ids::NINA).await?;
    operated(acts, &nina).await?;
    // Nordfjell has not begun, and nobody has confirmed that the health network knows it.
    let known_since = Date::constant(2027, 1, 4);
    for home in plan.municipalities.iter().filter(|home| home.id != ids::NORDFJELL) {
        joining::confirm_network(acts, &nina, (home.id, known_since)).await?;
    }
    for joins in &JOINED {
        join(acts, plan, &nina, joins).await.context("a municipality could not join")?;
    }
    Ok(())
}

/// Who operates it, and what is agreed with the association.
async fn operated(acts: &Acts, nina: &OperatorAccess) -> anyhow::Result<()> {
    let (name, number, document) = OPERATED_BY;
    let body = OperatingBody {
        name: name.to_owned(),
        org_number: OrgNumber::parse(number).context("the operator has no number")?,
        from: OPERATED_FROM,
        document: document.to_owned(),
    };
    joining::enter_operating_body(acts, nina, &body).await?;
    let (document, from) = COOPERATION;
    let held = AssociationAgreement { document: document.to_owned(), from, last_day: None };
    Ok(joining::enter_association_agreement(acts, nina, &held).await?)
}

/// Who processes for the operator, as every agreement in the town names them.
pub(super) fn sub_processors() -> Vec<SubProcessor> {
    let one = |(name, task): (&str, &str)| SubProcessor {
        name: name.to_owned(),
        place: "Norge".to_owned(),
        task: task.to_owned(),
    };
    SUB_PROCESSORS.map(one).to_vec()
}

/// A data processing agreement, signed by both.
async fn agree(acts: &Acts, nina: &OperatorAccess, berit: &ConsoleAccess) -> anyhow::Result<()> {
    let (from, last_day) = AGREED;
    let agreement = Agreement {
        items: Checklist::full(),
        from,
        last_day: Some(last_day),
        is_signed: false,
        sub_processors: acts.platform().sub_processors.clone(),
    };
    let home = berit.municipality();
    let id = joining::propose(acts, nina, (home, &agreement)).await??;
    joining::sign(acts, berit, id).await?;
    Ok(joining::countersign(acts, nina, (home, id)).await?)
}

async fn publish(acts: &Acts) -> anyhow::Result<()> {
    let plain = NewTerms {
        file: GENERAL_TERMS.as_bytes(),
        document: Document::General,
        kind: Kind::Material,
        consulted_on: Some(Date::constant(2026, 1, 10)),
        legal_basis: None,
        published_on: Some(Date::constant(2026, 1, 20)),
    };
    let regulation = Some("Forskrift om pasientjournal og e-helse");
    let special = NewTerms {
        file: SPECIAL_TERMS.as_bytes(),
        document: Document::Special,
        legal_basis: regulation,
        consulted_on: Some(Date::constant(2026, 4, 1)),
        published_on: Some(Date::constant(2026, 5, 1)),
        ..plain
    };
    let next = NewTerms {
        file: NEXT_SPECIAL_TERMS.as_bytes(),
        consulted_on: Some(Date::constant(2027, 1, 20)),
        published_on: None,
        ..special
    };
    for terms in [plain, special, next] {
        joining::add(acts, terms).await?.context("the town's terms cannot be read")?;
    }
    Ok(())
}

async fn join(
    acts: &Acts,
    plan: &Town,
    nina: &OperatorAccess,
    joins: &Joins,
) -> anyhow::Result<()> {
    let gro = console::access(acts, joins.administrator, joins.home).await?;
    let berit = console::access(acts, joins.signatory, joins.home).await?;
    for document in Document::ALL {
        let offered = joining::offered(acts, &berit, document).await?;
        joining::accept(acts, &berit, (document, offered.version.id), AUTHORITY).await?;
    }
    joining::set_officer(acts, &gro, joins.officer).await?;
    joining::set_impact(acts, &gro, "2026/311").await?;
    let from = Date::constant(2026, 6, 1);
    let member = NewMember { municipality: joins.home, from, document: "KS 26/0417" };
    joining::register_member(acts, nina, member).await?;
    if acts.deployment() == Deployment::Municipality {
        agree(acts, nina, &berit).await?;
    }
    for area in joins.areas {
        order(acts, (nina, &gro), *area).await?;
    }
    let units = plan.units.iter().filter(|unit| unit.municipality == joins.home);
    if units.count() == 0 {
        return Err(anyhow!("a municipality without units joined"));
    }
    Ok(())
}

async fn order(
    acts: &Acts,
    (nina, gro): (&OperatorAccess, &ConsoleAccess),
    care_area: CareArea,
) -> anyhow::Result<()> {
    let placed = Placed { municipality: gro.municipality(), module: Module::Dialog, care_area };
    let (product, version) = JOURNAL;
    let journal = Proof::Journal {
        product: product.to_owned(),
        version: version.to_owned(),
        evidence: "Testrapport 26-114".to_owned(),
        tested_on: TESTED_ON,
    };
    joining::add_proof(acts, nina, (placed, &journal)).await?;
    let id = joining::create(acts, gro, (Module::Dialog, care_area)).await?;
    joining::confirm(acts, gro, (id, journal)).await?;
    joining::order(acts, gro, id).await?;
    // The town's journal systems are not there yet while it is founded.
    joining::note_tested(acts, nina, id).await?;
    joining::activate(acts, nina, id).await?;
    Ok(())
}

/// The units as they are before anybody has joined.
pub(super) fn not_joined(plan: &Town) -> Vec<helsebro_domain::parties::Unit> {
    use helsebro_domain::parties::{Service, Unit};
    plan.units.iter().map(|unit| Unit { service: Service::None, ..unit.clone() }).collect()
}
