//! Data processing agreements: written by the operator, signed by both (ON-03, § 6.6).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{AgreementId, MunicipalityId};
use helsebro_domain::joining::{
    Agreement, AgreementFault, Checklist, OperatorAccess, processing_on,
};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::AgreementRow;
use helsebro_storage::{Scope, Tx, joining};

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// What became of an agreement that was written.
pub type Drafted = Result<AgreementId, AgreementFault>;

/// Writes an agreement, which nobody has signed yet.
///
/// # Errors
/// The inner fault says what is wrong with its form.
pub async fn propose(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, agreement): (MunicipalityId, &Agreement),
) -> Result<Drafted, ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.propose", async |mut tx| {
            draft(acts, &mut tx, (who, municipality, now), agreement).await
        })
        .await
}

/// Writes the agreement that the municipality is offered today: the whole checklist, and
/// everybody who processes for the operator by now.
///
/// # Errors
/// The inner fault says what is wrong with its form.
pub async fn propose_whole(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, last_day): (MunicipalityId, Date),
) -> Result<Drafted, ActError> {
    let now = acts.now();
    let from = now.in_oslo().date;
    acts.db()
        .write(OPERATOR, "joining.propose_whole", async |mut tx| {
            let agreement = whole(acts, &mut tx, (from, last_day)).await?;
            draft(acts, &mut tx, (who, municipality, now), &agreement).await
        })
        .await
}

/// The agreement that is offered on a day: the whole checklist, and everybody who processes for
/// the operator by then.
pub(super) async fn whole(
    acts: &Acts,
    tx: &mut Tx,
    (from, last_day): (Date, Date),
) -> Result<Agreement, ActError> {
    let changes = joining::changes(tx).await?;
    let changes: Vec<_> = changes.into_iter().map(|row| row.change).collect();
    let subs = acts.platform().sub_processors.clone();
    Ok(Agreement {
        items: Checklist::full(),
        from,
        last_day: Some(last_day),
        is_signed: false,
        sub_processors: processing_on(subs, &changes, from),
    })
}

async fn draft(
    acts: &Acts,
    tx: &mut Tx,
    (who, municipality, now): (&OperatorAccess, MunicipalityId, Instant),
    agreement: &Agreement,
) -> Result<Drafted, ActError> {
    if let Err(fault) = agreement.checked() {
        return Ok(Err(fault));
    }
    let id = AgreementId::from_uuid(acts.fresh(now));
    let event = (Event::ProcessingAgreed, Object::Processing(id.uuid()));
    let mut line = line(acts, (Some(who.staff()), Some(municipality)), event, now);
    line.rules = &["S1-3.2-a"];
    helsebro_storage::audit::append(tx, &line).await?;
    joining::add_agreement(tx, (municipality, id), agreement).await?;
    Ok(Ok(id))
}

/// The municipality's agreements, newest first.
///
/// # Errors
/// When the database fails.
pub async fn agreements(acts: &Acts, who: &ConsoleAccess) -> Result<Vec<AgreementRow>, ActError> {
    let scope = Scope::Municipality(who.municipality());
    acts.db()
        .read(scope, "joining.agreements", async |mut tx| {
            Ok(joining::agreements_of(&mut tx, who.municipality()).await?)
        })
        .await
}

/// Signs an agreement for the municipality.
///
/// # Errors
/// `NOT_SIGNATORY` for who may not bind it; `DPA_INCOMPLETE` when something is missing in
/// it; `INVALID_TRANSITION` when it is signed already.
pub async fn sign(acts: &Acts, who: &ConsoleAccess, id: AgreementId) -> Result<(), ActError> {
    let now = acts.now();
    let home = who.municipality();
    acts.db()
        .write(Scope::Municipality(home), "joining.sign", async |mut tx| {
            let row = joining::agreement(&mut tx, home, id).await?.ok_or(ActError::NotFound)?;
            let event = (Event::ProcessingSigned, Object::Processing(id.uuid()));
            let mut line = line(acts, (Some(who.staff()), Some(home)), event, now);
            line.rules = &["S1-3.2-a"];
            let signer = Refusal::told(ReasonCode::NotSignatory, &["S1-3.2-a"]);
            let decided = match who.is(ConsoleRole::Signatory) {
                false => Err(signer),
                true => unsigned(row.signed.is_some()).and(row.agreement.may_be_signed()),
            };
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::sign_agreement(&mut tx, (home, id), (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Signs an agreement for the operator, after the municipality.
///
/// # Errors
/// `DPA_INCOMPLETE` when something is missing in it; `INVALID_TRANSITION` when the
/// municipality has not signed, or the operator has.
pub async fn countersign(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, id): (MunicipalityId, AgreementId),
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.countersign", async |mut tx| {
            let row =
                joining::agreement(&mut tx, municipality, id).await?.ok_or(ActError::NotFound)?;
            let event = (Event::ProcessingSigned, Object::Processing(id.uuid()));
            let mut line = line(acts, (Some(who.staff()), Some(municipality)), event, now);
            line.rules = &["S1-3.2-a"];
            let first = row.signed.is_none() || row.countersigned.is_some();
            let decided = unsigned(first).and(row.agreement.may_be_signed());
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::sign_agreement(&mut tx, (municipality, id), (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

const fn unsigned(out_of_turn: bool) -> Result<(), Refusal> {
    if out_of_turn {
        return Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-03"]));
    }
    Ok(())
}
