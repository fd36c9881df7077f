//! New sub-processors: announced by the operator, objected to by whoever is controller
//! (§ 6.6, GDPR 28 no. 2). What an objection stops, the sweep stops.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{MunicipalityId, SubProcessorChangeId};
use helsebro_domain::joining::{Objection, OperatorAccess, SubProcessor, SubProcessorChange};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole, Municipality};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::joining::ChangeRow;
use helsebro_storage::{Scope, Tx, joining, parties};

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S1-3.2-a", "L-GDPR-28"];

/// An objection is there already, or there is none.
const NOT_NOW: Refusal = Refusal::told(ReasonCode::InvalidTransition, RULES);

/// An announced sub-processor with what each municipality objects.
pub type AnnouncedSub = (ChangeRow, Vec<(Municipality, Objection)>);

/// Announces a new sub-processor to everybody.
///
/// # Errors
/// `NOTICE_TOO_SHORT` under 30 days; `DOCUMENT_MISSING` when it does not say who, where and
/// what.
pub async fn announce_sub_processor(
    acts: &Acts,
    who: &OperatorAccess,
    (new, from): (SubProcessor, Date),
) -> Result<SubProcessorChangeId, ActError> {
    let now = acts.now();
    let announced_on = now.in_oslo().date;
    let id = SubProcessorChangeId::from_uuid(acts.fresh(now));
    let row = ChangeRow {
        id,
        change: SubProcessorChange { new, announced_on, from, is_withdrawn: false },
    };
    acts.db()
        .write(OPERATOR, "joining.announce_sub_processor", async |mut tx| {
            let by = (Some(who.staff()), None);
            let mut line = line(
                acts,
                by,
                (Event::SubProcessorAnnounced, Object::SubProcessor(id.uuid())),
                now,
            );
            line.rules = RULES;
            let decided = row.change.may_be_announced();
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::add_change(&mut tx, &row, (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(id)
}

/// Takes an announced sub-processor back: no objection to it stops anything any more.
///
/// # Errors
/// `INVALID_TRANSITION` the second time; [`ActError::NotFound`] when there is none.
pub async fn withdraw_sub_processor(
    acts: &Acts,
    who: &OperatorAccess,
    id: SubProcessorChangeId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.withdraw_sub_processor", async |mut tx| {
            let row = joining::change(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let by = (Some(who.staff()), None);
            let mut line = line(
                acts,
                by,
                (Event::SubProcessorWithdrawn, Object::SubProcessor(id.uuid())),
                now,
            );
            line.rules = RULES;
            let decided = row.change.may_be_withdrawn();
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::withdraw_change(&mut tx, id, now).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Objects for the municipality, until the sub-processor is in use.
///
/// # Errors
/// `NOT_SIGNATORY` for who may not bind it; `INVALID_TRANSITION` from that day, and while
/// it objects already;
/// `DOCUMENT_MISSING` without a reason; [`ActError::NotFound`] when there is none.
pub async fn object_to_sub_processor(
    acts: &Acts,
    who: &ConsoleAccess,
    (id, reason): (SubProcessorChangeId, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    let home = who.municipality();
    acts.db()
        .write(Scope::Municipality(home), "joining.object", async |mut tx| {
            let row = joining::change(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let stands = stands(&mut tx, home, id).await?;
            let decided = signs(who)
                .and_then(|()| row.change.may_be_objected_to(reason, today))
                .and(if stands { Err(NOT_NOW) } else { Ok(()) });
            let by = (Some(who.staff()), Some(home));
            let mut line =
                line(acts, by, (Event::ObjectionMade, Object::SubProcessor(id.uuid())), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let by = (who.staff(), today);
            joining::object(&mut tx, (home, id), by, reason.trim()).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Takes the municipality's objection back, whenever it wants to.
///
/// # Errors
/// `NOT_SIGNATORY`; `INVALID_TRANSITION` when none stands.
pub async fn take_objection_back(
    acts: &Acts,
    who: &ConsoleAccess,
    id: SubProcessorChangeId,
) -> Result<(), ActError> {
    let now = acts.now();
    let home = who.municipality();
    acts.db()
        .write(Scope::Municipality(home), "joining.take_objection_back", async |mut tx| {
            let stands = stands(&mut tx, home, id).await?;
            let decided = signs(who).and(if stands { Ok(()) } else { Err(NOT_NOW) });
            let by = (Some(who.staff()), Some(home));
            let mut line =
                line(acts, by, (Event::ObjectionTakenBack, Object::SubProcessor(id.uuid())), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::take_objection_back(&mut tx, (home, id), now.in_oslo().date).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

async fn stands(
    tx: &mut Tx,
    home: MunicipalityId,
    id: SubProcessorChangeId,
) -> Result<bool, ActError> {
    let standing = joining::standing_objections(tx, home).await?;
    Ok(standing.iter().any(|(row, _)| row.id == id))
}

/// What is announced to the municipality, with what it objects; those that it objects to
/// are there however old they are.
///
/// # Errors
/// When the database fails.
pub async fn sub_processors(
    acts: &Acts,
    who: &ConsoleAccess,
) -> Result<Vec<(ChangeRow, Option<Objection>)>, ActError> {
    let home = who.municipality();
    acts.db()
        .read(Scope::Municipality(home), "joining.sub_processors", async |mut tx| {
            let mut found = joining::changes_for(&mut tx, home).await?;
            for (row, held) in joining::standing_objections(&mut tx, home).await? {
                if found.iter().all(|(shown, _)| shown.id != row.id) {
                    found.push((row, Some(held)));
                }
            }
            Ok(found)
        })
        .await
}

/// What is announced, with what every municipality objects.
///
/// # Errors
/// When the database fails.
pub async fn announced_sub_processors(
    acts: &Acts,
    _: &OperatorAccess,
) -> Result<Vec<AnnouncedSub>, ActError> {
    acts.db()
        .read(OPERATOR, "joining.announced_sub_processors", async |mut tx| {
            let mut found = Vec::new();
            for row in joining::changes(&mut tx).await? {
                let mut objections = Vec::new();
                for (home, objection) in joining::objections_to(&mut tx, row.id).await? {
                    let home = parties::municipality(&mut tx, home).await?;
                    objections.push((home.ok_or(ActError::NotFound)?, objection));
                }
                found.push((row, objections));
            }
            Ok(found)
        })
        .await
}

fn signs(who: &ConsoleAccess) -> Result<(), Refusal> {
    if who.is(ConsoleRole::Signatory) {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::NotSignatory, RULES))
}
