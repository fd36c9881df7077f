//! The operator phases a service out: by instruction, with the receipt of everybody who
//! has it in use, and six months after the last (S1-6-a, S1-6-b, ON-18, ON-20).

use helsebro_domain::audit::{Event as Audited, Object};
use helsebro_domain::ids::{MunicipalityId, WindDownId};
use helsebro_domain::joining::{
    Acting, By, Event, Module, OperatorAccess, Receipt, State, wind_down_earliest,
};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole, Municipality};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::joining::{ActivationRow, WindDownRow};
use helsebro_storage::{Scope, Tx, joining, parties};

use super::facts::When;
use super::moving::{Ask, moved_in};
use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// The most letters of what an instruction or a notice is filed under.
pub(super) const MAX_DOCUMENT: usize = 200;

const RULES: &[&str] = &["S1-6-a", "S1-6-b", "ON-18"];

/// A phase-out to be announced.
#[derive(Debug, Clone, Copy)]
pub struct NewWindDown<'a> {
    /// Of what.
    pub module: Module,
    /// Who gave the instruction, by the name it is registered under.
    pub issuer: &'a str,
    /// The date of the instruction.
    pub dated: Date,
    /// What it is filed under.
    pub document: &'a str,
    /// The day the municipalities' association was told.
    pub association_told_on: Date,
}

/// A phase-out as the operator sees it.
#[derive(Debug, Clone)]
pub struct Winding {
    /// Who can instruct.
    pub bodies: Vec<String>,
    /// The phase-out that goes on, when one does.
    pub row: Option<WindDownRow>,
    /// Everybody who has it in use, with the day of the receipt.
    pub homes: Vec<(Municipality, Option<Date>)>,
    /// The first day that can be the last, when every receipt is there.
    pub earliest: Option<Date>,
}

/// A phase-out as a municipality sees it.
#[derive(Debug, Clone)]
pub struct Announced {
    /// It.
    pub row: WindDownRow,
    /// When this municipality said that it has received the notice.
    pub received_on: Option<Date>,
}

/// Announces a phase-out to everybody who has the module in use.
///
/// # Errors
/// `OPERATOR_WIND_DOWN_NO_INSTRUCTION` without a document, by somebody who is not
/// registered, or with a date to come; `INVALID_TRANSITION` while one goes on.
pub async fn announce_wind_down(
    acts: &Acts,
    who: &OperatorAccess,
    new: NewWindDown<'_>,
) -> Result<(), ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    let row = WindDownRow {
        id: WindDownId::from_uuid(acts.fresh(now)),
        issuer: new.issuer.to_owned(),
        dated: new.dated,
        document: new.document.trim().to_owned(),
        association_told_on: new.association_told_on,
        announced_at: now,
        last_day: None,
        begun_at: None,
        receipts: Vec::new(),
    };
    acts.db()
        .write(OPERATOR, "joining.announce_wind_down", async |mut tx| {
            let is_superior = joining::superior_bodies(&mut tx).await?.contains(&row.issuer);
            let letters = row.document.chars().count();
            let is_documented = (1..=MAX_DOCUMENT).contains(&letters);
            let is_past = row.dated <= today && row.association_told_on <= today;
            let goes_on = joining::wind_down_of(&mut tx, new.module).await?.is_some();
            let decided = match (is_superior && is_documented && is_past, goes_on) {
                (false, _) => Err(Refusal::told(ReasonCode::OperatorWindDownNoInstruction, RULES)),
                (true, true) => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
                (true, false) => Ok(()),
            };
            let mut line =
                line(acts, (Some(who.staff()), None), (Audited::WindDownMoved, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::add_wind_down(&mut tx, new.module, &row, who.staff()).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// The phase-out of a module, and everybody whom it affects.
///
/// # Errors
/// When the database fails.
pub async fn wind_down(
    acts: &Acts,
    _: &OperatorAccess,
    module: Module,
) -> Result<Winding, ActError> {
    acts.db()
        .read(OPERATOR, "joining.wind_down", async |mut tx| {
            let row = joining::wind_down_of(&mut tx, module).await?;
            let mut homes = Vec::new();
            for id in homes_of(&in_use(&mut tx, module).await?) {
                let home = parties::municipality(&mut tx, id).await?.ok_or(ActError::NotFound)?;
                let receipts = row.iter().flat_map(|row| &row.receipts);
                let own = receipts.filter(|one| one.municipality == id);
                homes.push((home, own.map(|one| one.received_on).next()));
            }
            let is_whole = homes.iter().all(|home| home.1.is_some());
            let receipts = row.as_ref().filter(|_| is_whole).map(|row| row.receipts.as_slice());
            let earliest = receipts.and_then(wind_down_earliest);
            Ok(Winding { bodies: joining::superior_bodies(&mut tx).await?, row, homes, earliest })
        })
        .await
}

/// Begins the phase-out for everybody at once.
///
/// # Errors
/// `WIND_DOWN_NOTICE_TOO_SHORT` while a receipt is missing, and under six months after the
/// last; [`ActError::NotFound`] when none is announced.
pub async fn begin_wind_down(
    acts: &Acts,
    who: &OperatorAccess,
    (module, last_day): (Module, Date),
) -> Result<(), ActError> {
    let when = When::now(acts).await?;
    let now = when.at;
    let acting = Acting::Registered { staff: who.staff(), by: By::Operator };
    acts.db()
        .write(OPERATOR, "joining.begin_wind_down", async |mut tx| {
            let row = joining::wind_down_of(&mut tx, module).await?.ok_or(ActError::NotFound)?;
            let live = in_use(&mut tx, module).await?;
            let asked = row.asked_with(last_day);
            let decided = match row.begun_at {
                Some(_) => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
                None => asked.may_begin(&homes_of(&live)),
            };
            let by = (Some(who.staff()), None);
            let mut line = line(acts, by, (Audited::WindDownMoved, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            for held in live {
                let ask = Ask { wind_down: Some(&asked), ..Ask::plain(Event::BeginWindDown) };
                let moved = moved_in(acts, &mut tx, (acting, ask), held, &when).await?;
                if let Err(refusal) = moved {
                    return Err(ActError::Refused(refusal));
                }
            }
            joining::begin_wind_down(&mut tx, row.id, (last_day, now), who.staff()).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Takes the phase-out back, since its instruction was withdrawn: everybody stands where
/// she stood before.
///
/// # Errors
/// `DOCUMENT_MISSING` without what shows it; [`ActError::NotFound`] when none goes on.
pub async fn withdraw_wind_down(
    acts: &Acts,
    who: &OperatorAccess,
    (module, document): (Module, &str),
) -> Result<(), ActError> {
    let when = When::now(acts).await?;
    let now = when.at;
    let document = document.trim();
    let acting = Acting::Registered { staff: who.staff(), by: By::Operator };
    acts.db()
        .write(OPERATOR, "joining.withdraw_wind_down", async |mut tx| {
            let row = joining::wind_down_of(&mut tx, module).await?.ok_or(ActError::NotFound)?;
            let letters = document.chars().count();
            let missing = Refusal::told(ReasonCode::DocumentMissing, &["S1-6-a", "ON-20"]);
            let decided = if (1..=MAX_DOCUMENT).contains(&letters) { Ok(()) } else { Err(missing) };
            let by = (Some(who.staff()), None);
            let mut line = line(acts, by, (Audited::WindDownMoved, Object::None), now);
            line.rules = &["S1-6-a", "ON-20"];
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::withdraw_wind_down(&mut tx, row.id, (document, now)).await?;
            let winding = joining::activations_in(&mut tx, State::WindDown).await?;
            let winding = winding.into_iter().filter(|one| one.activation.placed.module == module);
            for held in winding {
                let ask = Ask { document, ..Ask::plain(Event::WithdrawWindDown) };
                // One whose last day is over waits for midnight's sweep, and ends.
                let _over = moved_in(acts, &mut tx, (acting, ask), held, &when).await?;
            }
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// The phase-outs that are announced to the municipality.
///
/// # Errors
/// When the database fails.
pub async fn announced(
    acts: &Acts,
    who: &ConsoleAccess,
    module: Module,
) -> Result<Option<Announced>, ActError> {
    let home = who.municipality();
    acts.db()
        .read(Scope::Municipality(home), "joining.announced", async |mut tx| {
            let held = joining::activations_of(&mut tx, home).await?;
            let is_hers = held
                .iter()
                .any(|row| row.activation.placed.module == module && is_live(row.activation.state));
            let row = joining::wind_down_of(&mut tx, module).await?.filter(|_| is_hers);
            Ok::<_, ActError>(row.map(|row| {
                let own = row.receipts.iter().find(|one| one.municipality == home);
                let received_on = own.map(|one| one.received_on);
                Announced { row, received_on }
            }))
        })
        .await
}

/// Says that the municipality has received the notice, today: anybody with a role in its
/// console does. The second time changes nothing.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who holds no role; [`ActError::NotFound`] when nothing is
/// announced.
pub async fn receipt_wind_down(
    acts: &Acts,
    who: &ConsoleAccess,
    module: Module,
) -> Result<(), ActError> {
    let now = acts.now();
    let home = who.municipality();
    acts.db()
        .write(Scope::Municipality(home), "joining.receipt_wind_down", async |mut tx| {
            let row = joining::wind_down_of(&mut tx, module).await?.ok_or(ActError::NotFound)?;
            let roles = [ConsoleRole::Signatory, ConsoleRole::Administrator, ConsoleRole::Dpo];
            let decided = if roles.into_iter().any(|role| who.is(role)) {
                Ok(())
            } else {
                Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES))
            };
            let by = (Some(who.staff()), Some(home));
            let mut line = line(acts, by, (Audited::WindDownReceipted, Object::None), now);
            line.rules = RULES;
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let receipt = Receipt { municipality: home, received_on: now.in_oslo().date };
            let by = (who.staff(), now);
            joining::add_wind_down_receipt(&mut tx, row.id, receipt, by).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// What can be phased out of a module: what is in use, stopped or given notice of.
async fn in_use(tx: &mut Tx, module: Module) -> Result<Vec<ActivationRow>, ActError> {
    let live = joining::activations_live(tx).await?;
    let is_ours = |row: &ActivationRow| row.activation.placed.module == module;
    Ok(live.into_iter().filter(is_ours).collect())
}

const fn is_live(state: State) -> bool {
    matches!(state, State::Active | State::Suspended | State::NoticeGiven | State::WindDown)
}

/// Whose they are, each once.
fn homes_of(rows: &[ActivationRow]) -> Vec<MunicipalityId> {
    let mut homes: Vec<_> = rows.iter().map(|row| row.activation.placed.municipality).collect();
    homes.sort_unstable();
    homes.dedup();
    homes
}
