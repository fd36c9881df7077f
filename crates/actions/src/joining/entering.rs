//! What is entered about a municipality that joins, and about what is offered.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{ActivationId, MunicipalityId};
use helsebro_domain::joining::{
    Digifin, Module, Offer, OperatorAccess, OperatorHeld, Placed, Proof,
};
use helsebro_domain::parties::{CareArea, ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::joining::FactsRow;
use helsebro_storage::{Scope, SystemReason, joining};

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// The most letters of what is entered.
const MAX_ENTERED: usize = 200;

/// That a municipality is a member of the financing scheme.
#[derive(Debug, Clone, Copy)]
pub struct NewMember<'a> {
    /// Which.
    pub municipality: MunicipalityId,
    /// From which day.
    pub from: Date,
    /// What shows it.
    pub document: &'a str,
}

/// Says how citizens reach the data protection officer. The officer herself may, too.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for other roles; `DPO_CONTACT_MISSING` for an empty text.
pub async fn set_officer(acts: &Acts, who: &ConsoleAccess, text: &str) -> Result<(), ActError> {
    let may = who.is(ConsoleRole::Administrator) || who.is(ConsoleRole::Dpo);
    let empty = Refusal::told(ReasonCode::DpoContactMissing, &["L-GDPR-37"]);
    let decided = if may { entered(text, empty) } else { Err(not_hers()) };
    own(acts, who, decided, |facts| facts.officer = Some(text.trim().to_owned())).await
}

/// Says what the impact assessment is filed under (W-DPIA).
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for other roles; `DOCUMENT_MISSING` for an empty text.
pub async fn set_impact(acts: &Acts, who: &ConsoleAccess, text: &str) -> Result<(), ActError> {
    let may = who.is(ConsoleRole::Administrator) || who.is(ConsoleRole::Dpo);
    let empty = Refusal::told(ReasonCode::DocumentMissing, &["L-GDPR-35"]);
    let decided = if may { entered(text, empty) } else { Err(not_hers()) };
    own(acts, who, decided, |facts| facts.impact_reference = Some(text.trim().to_owned())).await
}

async fn own(
    acts: &Acts,
    who: &ConsoleAccess,
    decided: Result<(), Refusal>,
    change: impl Fn(&mut FactsRow),
) -> Result<(), ActError> {
    let now = acts.now();
    let municipality = who.municipality();
    acts.db()
        .write(Scope::Municipality(municipality), "joining.enter", async |mut tx| {
            let by = (Some(who.staff()), Some(municipality));
            let line = line(acts, by, (Event::JoiningFactSet, Object::None), now);
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let mut facts = joining::facts_of(&mut tx, municipality).await?;
            change(&mut facts);
            joining::save_facts(&mut tx, municipality, &facts).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Registers membership in the financing scheme, with what shows it (ON-04).
///
/// # Errors
/// `DOCUMENT_MISSING` when nothing shows it.
pub async fn register_member(
    acts: &Acts,
    who: &OperatorAccess,
    new: NewMember<'_>,
) -> Result<(), ActError> {
    let missing = Refusal::told(ReasonCode::DocumentMissing, &["S1-5.2-f", "ON-04"]);
    let decided = entered(new.document, missing);
    by_operator(acts, who, (new.municipality, decided), |facts| {
        facts.digifin = Digifin::Member;
        facts.member_from = Some(new.from);
        facts.member_document = Some(new.document.trim().to_owned());
    })
    .await
}

/// Notes that membership of the health network is confirmed (G-NET).
///
/// # Errors
/// When the database fails.
pub async fn confirm_network(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, since): (MunicipalityId, Date),
) -> Result<(), ActError> {
    by_operator(acts, who, (municipality, Ok(())), |facts| facts.network_since = Some(since)).await
}

async fn by_operator(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, decided): (MunicipalityId, Result<(), Refusal>),
    change: impl Fn(&mut FactsRow),
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.enter_by_operator", async |mut tx| {
            let by = (Some(who.staff()), Some(municipality));
            let line = line(acts, by, (Event::JoiningFactSet, Object::None), now);
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let mut facts = joining::facts_of(&mut tx, municipality).await?;
            change(&mut facts);
            joining::save_facts(&mut tx, municipality, &facts).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Puts modules into the catalogue (S1-2-b, S1-2-c).
///
/// # Errors
/// When the database fails.
pub async fn offer(acts: &Acts, offers: &[Offer]) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.offer", async |mut tx| {
            for one in offers {
                let event = (Event::JoiningFactSet, Object::None);
                let mut line = line(acts, (None, None), event, now);
                line.rules = &["S1-2-b", "S1-2-c"];
                helsebro_storage::audit::append(&mut tx, &line).await?;
                joining::add_offer(&mut tx, one).await?;
            }
            Ok(())
        })
        .await
}

/// A journal system that was tested with a module.
#[derive(Debug, Clone, Copy)]
pub struct TestedProduct<'a> {
    /// The product and its version.
    pub product: (&'a str, &'a str),
    /// The module and the type of service.
    pub place: (Module, CareArea),
    /// What the evidence is filed under.
    pub evidence: &'a str,
    /// The day of the test.
    pub tested_on: Date,
}

/// Notes that a journal system supports a module, whoever uses it; for the operator's
/// commands (G-EPJ). What is known of the product is replaced.
///
/// # Errors
/// `DOCUMENT_MISSING` without a product, a version or evidence; `EPJ_CAPABILITY_MISSING` for a
/// test that is still to come or too old to count.
pub async fn enter_product(acts: &Acts, new: TestedProduct<'_>) -> Result<(), ActError> {
    let now = acts.now();
    let (product, version) = (new.product.0.trim(), new.product.1.trim());
    let untested = Proof::Journal {
        product: product.to_owned(),
        version: version.to_owned(),
        evidence: String::new(),
        tested_on: Date::MIN,
    };
    let missing = Refusal::told(ReasonCode::DocumentMissing, &["S1-5.1-d"]);
    let tested = (new.evidence.trim(), new.tested_on);
    let decided = entered(product, missing)
        .and_then(|()| entered(version, missing))
        .and_then(|()| untested.tested_again(tested, now.in_oslo().date));
    acts.db()
        .write(OPERATOR, "joining.enter_product", async |mut tx| {
            let mut line = line(acts, (None, None), (Event::JoiningFactSet, Object::None), now);
            line.rules = &["S1-5.1-d"];
            match trail::settle(&mut tx, line, decided.clone()).await? {
                Ok(proof) => {
                    Ok::<_, ActError>(Ok(joining::add_proof(&mut tx, new.place, &proof).await?))
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await??;
    Ok(())
}

/// Notes that a journal system supports a module, with the evidence of its test (G-EPJ).
///
/// # Errors
/// When the database fails.
pub async fn add_proof(
    acts: &Acts,
    who: &OperatorAccess,
    (placed, proof): (Placed, &Proof),
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.add_proof", async |mut tx| {
            let by = (Some(who.staff()), Some(placed.municipality));
            let line = line(acts, by, (Event::JoiningFactSet, Object::None), now);
            helsebro_storage::audit::append(&mut tx, &line).await?;
            Ok(joining::add_proof(&mut tx, (placed.module, placed.care_area), proof).await?)
        })
        .await
}

/// Notes a new test of the journal system that an activation is answered in, with its
/// evidence: what was lost by age is there again (ON-13, ON-14).
///
/// # Errors
/// `DOCUMENT_MISSING` without evidence; `EPJ_CAPABILITY_MISSING` when it is not answered in
/// a journal system, or the test is still to come, too old to count or older than the one
/// there is; [`ActError::NotFound`].
pub async fn prove(
    acts: &Acts,
    who: &OperatorAccess,
    (id, (evidence, tested_on)): (ActivationId, (&str, Date)),
) -> Result<(), ActError> {
    let now = acts.now();
    let evidence = evidence.trim();
    acts.db()
        .write(OPERATOR, "joining.prove", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let placed = row.activation.placed;
            let none = Refusal::told(ReasonCode::EpjCapabilityMissing, &["S1-5.1-d"]);
            let held = joining::proof_of(&mut tx, &row).await?;
            let decided = held
                .or_else(|| row.answered_in.clone())
                .ok_or(none)
                .and_then(|held| held.tested_again((evidence, tested_on), now.in_oslo().date));
            let by = (Some(who.staff()), Some(placed.municipality));
            let event = (Event::JoiningFactSet, Object::Activation(id.uuid()));
            let mut line = line(acts, by, event, now);
            line.rules = &["S1-5.1-d", "ON-13"];
            match trail::settle(&mut tx, line, decided).await? {
                Ok(proof) => {
                    let place = (placed.module, placed.care_area);
                    Ok::<_, ActError>(Ok(joining::add_proof(&mut tx, place, &proof).await?))
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await??;
    Ok(())
}

/// Enters that somebody works for the operator for a time; for the operator's commands.
///
/// # Errors
/// When she does from that day already, is not known as staff, or the database fails.
pub async fn enter_operator(acts: &Acts, held: &OperatorHeld) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.enter_operator", async |mut tx| {
            let event = (Event::OperatorEntered, Object::None);
            let mut line = line(acts, (None, None), event, now);
            line.rules = &["S1-5.1-e"];
            helsebro_storage::audit::append(&mut tx, &line).await?;
            Ok(joining::add_operator(&mut tx, held).await?)
        })
        .await
}

/// Says who works for the operator; for founding.
///
/// # Errors
/// When one of them does from that day already, or the database fails.
pub async fn make_operators(acts: &Acts, operators: &[OperatorHeld]) -> Result<(), ActError> {
    acts.db()
        .write(Scope::System(SystemReason::Seed), "joining.make_operators", async |mut tx| {
            for one in operators {
                joining::add_operator(&mut tx, one).await?;
            }
            Ok(())
        })
        .await
}

fn entered(text: &str, missing: Refusal) -> Result<(), Refusal> {
    let letters = text.trim().chars().count();
    if letters == 0 || letters > MAX_ENTERED { Err(missing) } else { Ok(()) }
}

const fn not_hers() -> Refusal {
    Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-1-b"])
}
