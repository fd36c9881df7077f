//! A municipality on its way out: what is held is handed over and receipted, and then its
//! key is destroyed (§ 5.6 case VII).
//!
//! Each step is one transaction with its line, and the next looks at what is stored: a
//! process that dies between two of them leaves nothing half-way.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{LeavingId, MunicipalityId, ThreadId};
use helsebro_domain::joining::{Leaving, OperatorAccess, Receipted, volumes_of};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole, Municipality};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_storage::joining::{HELD_KINDS, HeldKind, NewVolume, Stretch};
use helsebro_storage::{Scope, Tx, joining, parties, sealing};
use uuid::Uuid;

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["L-PJL-25", "L-ARK-13", "S1-6-c"];

/// A municipality on its way out, as the operator sees it.
#[derive(Debug, Clone)]
pub struct GoneHome {
    /// Which.
    pub home: Municipality,
    /// How far it has come.
    pub leaving: Leaving,
}

/// Begins with every municipality whose services are all over and finished.
pub(super) async fn begin_all(acts: &Acts) -> Result<(), ActError> {
    let gone = acts
        .db()
        .read(OPERATOR, "joining.gone", async |mut tx| {
            Ok::<_, ActError>(joining::gone(&mut tx).await?)
        })
        .await?;
    for home in gone {
        begin(acts, home).await?;
    }
    Ok(())
}

/// From now nothing more is sealed for it, and what will be handed over is laid down.
async fn begin(acts: &Acts, home: MunicipalityId) -> Result<(), ActError> {
    let now = acts.now();
    let id = LeavingId::from_uuid(acts.fresh(now));
    acts.db()
        .write(OPERATOR, "joining.begin_leaving", async |mut tx| {
            // It may have begun something since, or be about to.
            joining::hold(&mut tx, home).await?;
            if !joining::gone(&mut tx).await?.contains(&home) {
                return Ok(());
            }
            let volumes = volumes(&mut tx, home).await?;
            joining::begin_leaving(&mut tx, (id, home, now), &volumes).await?;
            sealing::close_in(&mut tx, home, now).await?;
            let mut line = line(acts, (None, Some(home)), (Event::LeavingBegun, Object::None), now);
            line.rules = RULES;
            helsebro_storage::audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(())
        })
        .await?;
    acts.vault().forget();
    Ok(())
}

/// Something that will be handed over: of which kind, none for a conversation, and by which
/// key.
type Item = (Option<&'static HeldKind>, Uuid);

/// The parts: what each begins after, and how much is in it. Records come first.
async fn volumes(tx: &mut Tx, home: MunicipalityId) -> Result<Vec<NewVolume>, ActError> {
    let (mut items, mut sizes): (Vec<Item>, Vec<u64>) = (Vec::new(), Vec::new());
    for kind in HELD_KINDS {
        let mut after = Uuid::nil();
        loop {
            let some = joining::record_sizes(tx, home, (kind, after)).await?;
            let Some((last, _)) = some.last() else { break };
            after = *last;
            items.extend(some.iter().map(|(key, _)| (Some(kind), *key)));
            sizes.extend(some.iter().map(|(_, size)| *size));
        }
    }
    let mut after = ThreadId::from_uuid(Uuid::nil());
    loop {
        let some = joining::thread_sizes(tx, home, after).await?;
        let Some((last, _)) = some.last() else { break };
        after = *last;
        items.extend(some.iter().map(|(id, _)| (None, id.uuid())));
        sizes.extend(some.iter().map(|(_, size)| *size));
    }
    let mut items = items.into_iter();
    let mut before: Option<Item> = None;
    let mut volumes = Vec::new();
    for count in volumes_of(&sizes) {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        volumes.push(volume(items.by_ref().take(count), &mut before));
    }
    Ok(volumes)
}

/// A part of these, which come after the one before.
fn volume(items: impl Iterator<Item = Item>, before: &mut Option<Item>) -> NewVolume {
    let key_before = |before: &Option<Item>, kind: Option<&HeldKind>| match before {
        Some((of, key)) if of.map(|of| of.name) == kind.map(|kind| kind.name) => *key,
        _ => Uuid::nil(),
    };
    let after = ThreadId::from_uuid(key_before(before, None));
    let mut volume = NewVolume { after, conversations: 0, stretches: Vec::new() };
    for (kind, key) in items {
        let after = key_before(before, kind);
        *before = Some((kind, key));
        let Some(kind) = kind else {
            volume.conversations += 1;
            continue;
        };
        match volume.stretches.last_mut() {
            Some(stretch) if stretch.kind.name == kind.name => stretch.last = key,
            _ => volume.stretches.push(Stretch { kind, after, last: key }),
        }
    }
    volume
}

/// How far the municipality has come on its way out; none when it is not.
///
/// # Errors
/// When the database fails.
pub async fn leaving(acts: &Acts, who: &ConsoleAccess) -> Result<Option<Leaving>, ActError> {
    let home = who.municipality();
    acts.db()
        .read(Scope::Municipality(home), "joining.leaving", async |mut tx| {
            Ok::<_, ActError>(joining::leaving_of(&mut tx, home).await?)
        })
        .await
}

/// Says that what was handed over is whole, with the checksums that the receiver worked
/// out herself: the administrator's or the data protection officer's to do.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for other roles; `EXPORT_NOT_CONFIRMED` when a part is missing
/// or another than what was handed over.
pub async fn confirm_export(acts: &Acts, who: &ConsoleAccess, typed: &str) -> Result<(), ActError> {
    let now = acts.now();
    let home = who.municipality();
    acts.db()
        .write(Scope::Municipality(home), "joining.confirm_export", async |mut tx| {
            let leaving = going_on(&mut tx, home).await?;
            let decided = may_fetch(who).and_then(|()| leaving.confirm(typed));
            let by = (Some(who.staff()), Some(home));
            let mut line = line(acts, by, (Event::ExportConfirmed, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::confirm_export(&mut tx, &leaving, (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Signs that what was handed over lies in the municipality's own record or archive
/// system.
///
/// # Errors
/// `NOT_SIGNATORY` for other roles; `EXPORT_NOT_CONFIRMED` before it was found whole;
/// `FOUR_EYES` for whoever found so; `DOCUMENT_MISSING` without archive or authority.
pub async fn sign_receipt(
    acts: &Acts,
    who: &ConsoleAccess,
    (archive, authority): (&str, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let home = who.municipality();
    let new = Receipted {
        by: who.staff(),
        at: now,
        archive: archive.trim().to_owned(),
        authority: authority.trim().to_owned(),
    };
    acts.db()
        .write(Scope::Municipality(home), "joining.sign_receipt", async |mut tx| {
            let leaving = going_on(&mut tx, home).await?;
            let decided = if who.is(ConsoleRole::Signatory) {
                leaving.sign(&new)
            } else {
                Err(Refusal::told(ReasonCode::NotSignatory, RULES))
            };
            let by = (Some(who.staff()), Some(home));
            let mut line = line(acts, by, (Event::ExportReceipted, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::add_receipt(&mut tx, &leaving, &new).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Every municipality on its way out.
///
/// # Errors
/// When the database fails.
pub async fn gone_homes(acts: &Acts, _: &OperatorAccess) -> Result<Vec<GoneHome>, ActError> {
    acts.db()
        .read(OPERATOR, "joining.gone_homes", async |mut tx| {
            let mut found = Vec::new();
            for leaving in joining::leavings(&mut tx).await? {
                let home = parties::municipality(&mut tx, leaving.municipality).await?;
                found.push(GoneHome { home: home.ok_or(ActError::NotFound)?, leaving });
            }
            Ok(found)
        })
        .await
}

/// Destroys the key of what a municipality that has left answered for, when it has
/// receipted what was handed over, and not before. Nobody can open that any more, here
/// from this moment and in other processes within a minute; the citizens' own copies lie
/// under another key.
///
/// # Errors
/// `EXPORT_NOT_CONFIRMED` without the receipt, or when something is held that was not
/// handed over; `INVALID_TRANSITION` the second time; `NOTICE_TOO_SHORT` where a municipality runs
/// this for itself, while citizens have days left to take out what is theirs.
pub async fn destroy_key(
    acts: &Acts,
    who: &OperatorAccess,
    municipality: MunicipalityId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.destroy_key", async |mut tx| {
            let leaving = going_on(&mut tx, municipality).await?;
            let is_more_held = joining::is_more_held(&mut tx, &leaving).await?;
            let decided =
                leaving.may_destroy(acts.deployment(), now).and_then(|()| match is_more_held {
                    true => Err(Refusal::told(ReasonCode::ExportNotConfirmed, RULES)),
                    false => Ok(()),
                });
            let by = (Some(who.staff()), Some(municipality));
            let mut line = line(acts, by, (Event::DataKeyDestroyed, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            sealing::destroy_all_in(&mut tx, municipality, now).await?;
            joining::note_destroyed(&mut tx, leaving.id, (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    acts.vault().forget();
    Ok(())
}

/// The municipality's way out, when it is on one.
pub(super) async fn going_on(tx: &mut Tx, home: MunicipalityId) -> Result<Leaving, ActError> {
    joining::leaving_of(tx, home).await?.ok_or(ActError::NotFound)
}

/// Who fetches what is held and says that it is whole.
pub(super) fn may_fetch(who: &ConsoleAccess) -> Result<(), Refusal> {
    if who.is(ConsoleRole::Administrator) || who.is(ConsoleRole::Dpo) {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES))
}
