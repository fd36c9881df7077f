//! What is done with an activation, by the one table of the rules (§ 7.3).

use helsebro_domain::audit::{Event as Audited, Object};
use helsebro_domain::ids::{ActivationId, MunicipalityId, StaffId};
use helsebro_domain::joining::{
    Acting, Activation, By, Cause, Event, Facts, Form, Loss, MIN_REASON, Module, Notice,
    Obligation, OperatorAccess, Placed, Proof, Request, TestMessage, Transition, WindDown, fee_due,
};
use helsebro_domain::parties::{CareArea, ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::ActivationRow;
use helsebro_storage::{Scope, Tx, joining, sealing};

use super::board::reviewed;
use super::facts::{Known, When};
use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// How many times an order is given a number before it is given up: so many others have
/// then been given one in the same moment.
const ORDER_TRIES: u32 = 10;

/// What is asked beside the event itself.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// What.
    pub event: Event,
    /// The municipality's notice.
    pub notice: Option<Notice>,
    /// Why, in words.
    pub reason: &'a str,
    /// Why the operator stops it.
    pub cause: Cause,
    /// When the operator warned.
    pub loss: Option<Loss>,
    /// The operator's phase-out.
    pub wind_down: Option<&'a WindDown>,
    /// What a document is filed under.
    pub document: &'a str,
    /// Who enters it, when whoever acts did so on paper.
    pub entered_by: Option<StaffId>,
}

impl Ask<'_> {
    /// Nothing beside it.
    pub(crate) const fn plain(event: Event) -> Self {
        Self {
            event,
            notice: None,
            reason: "",
            cause: Cause::Security,
            loss: None,
            wind_down: None,
            document: "",
            entered_by: None,
        }
    }
}

/// By whom, and in which scope.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asker {
    pub(crate) acting: Acting,
    pub(crate) scope: Scope,
}

impl Asker {
    pub(super) fn console(who: &ConsoleAccess, by: By) -> Self {
        let role = match by {
            By::Signatory => ConsoleRole::Signatory,
            _ => ConsoleRole::Administrator,
        };
        let staff = who.staff();
        let acting = if who.is(role) {
            Acting::Registered { staff, by }
        } else {
            Acting::Unregistered { staff, by }
        };
        Self { acting, scope: Scope::Municipality(who.municipality()) }
    }

    pub(super) const fn operator(who: &OperatorAccess) -> Self {
        let acting = Acting::Registered { staff: who.staff(), by: By::Operator };
        Self { acting, scope: OPERATOR }
    }

    pub(crate) const fn system() -> Self {
        Self { acting: Acting::System, scope: OPERATOR }
    }
}

/// Begins an activation (ON-05, ON-21).
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no administrator; as the table says.
pub async fn create(
    acts: &Acts,
    who: &ConsoleAccess,
    (module, care_area): (Module, CareArea),
) -> Result<ActivationId, ActError> {
    let when = When::now(acts).await?;
    let now = when.at;
    let municipality = who.municipality();
    let placed = Placed { municipality, module, care_area };
    let asker = Asker::console(who, By::Administrator);
    let id = ActivationId::from_uuid(acts.fresh(now));
    acts.db()
        .write(asker.scope, "joining.create", async |mut tx| {
            // It may be about to leave.
            joining::hold(&mut tx, municipality).await?;
            let known = Known::of(&mut tx, municipality, &when).await?;
            let facts = known.about(placed, None, TestMessage::NotSent);
            let held = joining::activations_of(&mut tx, municipality).await?;
            let before = held.iter().find(|row| row.activation.placed == placed);
            let before = before.map(|row| &row.activation);
            let request = Request::plain(Event::Create, asker.acting, now, &facts);
            let decided = administrator(who).and_then(|()| {
                Activation::create(id, placed, before, &request).map_err(|refused| refused.refusal)
            });
            let event = (Audited::ActivationMoved, Object::Activation(id.uuid()));
            let mut line = line(acts, (Some(who.staff()), Some(municipality)), event, now);
            line.rules = &["S1-2-a", "ON-05"];
            let draft = match trail::settle(&mut tx, line, decided).await? {
                Ok(draft) => draft,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            joining::add_activation(&mut tx, &draft).await?;
            // Whoever begins anew has not left after all (ON-21).
            if joining::end_leaving(&mut tx, municipality, now).await? {
                sealing::reopen_in(&mut tx, municipality).await?;
            }
            let by = (Some(who.staff()), now);
            let event = (id, acts.fresh(now));
            let why = (None, None);
            joining::add_activation_event(&mut tx, event, (Event::Create, "ON-05"), by, why)
                .await?;
            Ok(Ok(id))
        })
        .await?
        .map_err(ActError::from)
}

/// Confirms where the service is answered (ON-06).
///
/// # Errors
/// `EPJ_CAPABILITY_MISSING` when nothing shows that it can be; as the table says.
pub async fn confirm(
    acts: &Acts,
    who: &ConsoleAccess,
    (id, answered_in): (ActivationId, Proof),
) -> Result<(), ActError> {
    let asker = Asker::console(who, By::Administrator);
    let change = |row: &mut ActivationRow| row.answered_in = Some(answered_in.clone());
    moved(acts, asker, id, (Ask::plain(Event::Confirm), change)).await
}

/// Orders (ON-07).
///
/// # Errors
/// The first guard that does not hold.
pub async fn order(acts: &Acts, who: &ConsoleAccess, id: ActivationId) -> Result<(), ActError> {
    let asker = Asker::console(who, By::Administrator);
    moved(acts, asker, id, (Ask::plain(Event::Order), |_| {})).await
}

/// Takes an order back, before it is activated (ON-10).
///
/// # Errors
/// As the table says.
pub async fn cancel(acts: &Acts, who: &ConsoleAccess, id: ActivationId) -> Result<(), ActError> {
    let asker = Asker::console(who, By::Administrator);
    moved(acts, asker, id, (Ask::plain(Event::Cancel), |_| {})).await
}

/// Activates, with all guards asked again (ON-08).
///
/// # Errors
/// The first guard that does not hold; it stays ordered then.
pub async fn activate(acts: &Acts, who: &OperatorAccess, id: ActivationId) -> Result<(), ActError> {
    moved(acts, Asker::operator(who), id, (Ask::plain(Event::Activate), |_| {})).await
}

/// Refuses an order, with a reason (ON-09).
///
/// # Errors
/// `REASON_TOO_SHORT` under 20 letters.
pub async fn reject(
    acts: &Acts,
    who: &OperatorAccess,
    (id, reason): (ActivationId, &str),
) -> Result<(), ActError> {
    let ask = Ask { reason, ..Ask::plain(Event::Reject) };
    moved(acts, Asker::operator(who), id, (ask, |_| {})).await
}

/// Stops a service for a while, with a reason (ON-12).
///
/// # Errors
/// `REASON_TOO_SHORT` under 20 letters; as the table says.
pub async fn stop(
    acts: &Acts,
    who: &OperatorAccess,
    (id, reason): (ActivationId, &str),
) -> Result<(), ActError> {
    let ask = Ask { reason, ..Ask::plain(Event::Stop) };
    moved(acts, Asker::operator(who), id, (ask, |_| {})).await
}

/// Stops a service because material terms are not accepted, thirty days after the municipality
/// was warned of it in writing (ON-34).
///
/// # Errors
/// `REASON_TOO_SHORT` under 20 letters; `INVALID_TRANSITION` before 90 days are over, within
/// thirty of the warning, and for dialogue.
pub async fn stop_for_terms(
    acts: &Acts,
    who: &OperatorAccess,
    (id, reason, warned_on): (ActivationId, &str, Date),
) -> Result<(), ActError> {
    let (cause, loss) = (Cause::TermsNotAccepted, Some(Loss::WarnedOn(warned_on)));
    let ask = Ask { reason, cause, loss, ..Ask::plain(Event::Stop) };
    moved(acts, Asker::operator(who), id, (ask, |_| {})).await
}

/// Says that it was looked at again whether what the operator stopped must still be stopped,
/// and why it must (ON-12). After thirty days the reason names the municipality's consent.
///
/// # Errors
/// `REASON_TOO_SHORT` under 20 letters; `INVALID_TRANSITION` for what the operator has not
/// stopped.
pub async fn review_stop(
    acts: &Acts,
    who: &OperatorAccess,
    (id, reason): (ActivationId, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let reason = reason.trim();
    acts.db()
        .write(OPERATOR, "joining.review_stop", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let events = joining::events_of(&mut tx, &row).await?;
            let decided = match reviewed(&row, &events, now) {
                None => Err(ReasonCode::InvalidTransition),
                Some(_) if reason.chars().count() < MIN_REASON => Err(ReasonCode::ReasonTooShort),
                Some(_) => Ok(()),
            };
            let decided = decided.map_err(|code| Refusal::told(code, &["ON-12"]));
            let by = (Some(who.staff()), Some(home_of(&row)));
            let event = (Audited::ActivationMoved, Object::Activation(id.uuid()));
            let mut line = line(acts, by, event, now);
            line.rules = &["ON-12"];
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let event = (id, acts.fresh(now));
            joining::add_stop_review(&mut tx, event, (who.staff(), now), reason).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Takes a service up again that the operator stopped (ON-14).
///
/// # Errors
/// The first guard that does not hold.
pub async fn resume(acts: &Acts, who: &OperatorAccess, id: ActivationId) -> Result<(), ActError> {
    moved(acts, Asker::operator(who), id, (Ask::plain(Event::Resume), |_| {})).await
}

/// Gives notice, signed here; it is received the same day (ON-15, ON-22).
///
/// # Errors
/// `NOT_SIGNATORY`; `NOTICE_TOO_SHORT` under one month.
pub async fn give_notice(
    acts: &Acts,
    who: &ConsoleAccess,
    (id, last_day): (ActivationId, Date),
) -> Result<(), ActError> {
    let received_on = acts.now().in_oslo().date;
    let notice = Some(Notice { form: Form::Signed, received_on, last_day });
    let ask = Ask { notice, ..Ask::plain(Event::GiveNotice) };
    moved(acts, Asker::console(who, By::Signatory), id, (ask, |_| {})).await
}

/// Takes a notice back, until its last day is over (ON-16).
///
/// # Errors
/// `NOT_SIGNATORY`; as the table says.
pub async fn withdraw_notice(
    acts: &Acts,
    who: &ConsoleAccess,
    id: ActivationId,
) -> Result<(), ActError> {
    let asker = Asker::console(who, By::Signatory);
    moved(acts, asker, id, (Ask::plain(Event::WithdrawNotice), |_| {})).await
}

/// Asks for something, and stores what became of it.
async fn moved(
    acts: &Acts,
    asker: Asker,
    id: ActivationId,
    (ask, change): (Ask<'_>, impl Fn(&mut ActivationRow)),
) -> Result<(), ActError> {
    let when = When::now(acts).await?;
    let mut tries = 0;
    loop {
        let done = acts
            .db()
            .write(asker.scope, "joining.move", async |mut tx| {
                let mut row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
                change(&mut row);
                moved_in(acts, &mut tx, (asker.acting, ask), row, &when).await
            })
            .await;
        tries += 1;
        match done {
            // Two took the same number for their orders; the later takes the next.
            Err(ActError::Storage(error)) if error.is_taken() && tries < ORDER_TRIES => {}
            done => return Ok(done??),
        }
    }
}

/// The same, inside a transaction.
pub(crate) async fn moved_in(
    acts: &Acts,
    tx: &mut Tx,
    (acting, ask): (Acting, Ask<'_>),
    mut row: ActivationRow,
    when: &When,
) -> Result<Result<(), Refusal>, ActError> {
    let now = when.at;
    let placed = row.activation.placed;
    let id = row.activation.id;
    let known = Known::of(tx, placed.municipality, when).await?;
    let facts = known.about_row(tx, &row).await?;
    let frozen = Transition::of(Some(row.activation.state), ask.event)
        .and_then(|asked| asked.frozen(&facts));
    let decided = decide(&row.activation, (acting, ask), &facts, now);
    let event = (Audited::ActivationMoved, Object::Activation(id.uuid()));
    let by = ask.entered_by.or(acting.staff());
    let mut line = line(acts, (by, Some(placed.municipality)), event, now);
    line.rules = &["S1-5.1-e", "ON-05"];
    let (after, rule) = match trail::settle(tx, line, decided).await? {
        Ok(after) => after,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if ask.event == Event::Order {
        row.order = Some((joining::next_order_number(tx).await?, now));
    }
    if ask.event == Event::Activate {
        let (home, due) = (placed.municipality, fee_due(now.in_oslo().date));
        joining::set_due(tx, home, Obligation::DigifinFee, due).await?;
    }
    row.activation = after;
    joining::update_activation(tx, &row).await?;
    if placed.module == Module::Dialog {
        let place = (placed.municipality, placed.care_area);
        let held = &row.activation;
        joining::set_service(tx, place, (held.service(), held.last_day())).await?;
    }
    let reason = Some(ask.reason).filter(|reason| !reason.is_empty());
    let by: (Option<StaffId>, Instant) = (by, now);
    let event = (id, acts.fresh(now));
    joining::add_activation_event(tx, event, (ask.event, rule), by, (reason, frozen.as_deref()))
        .await?;
    Ok(Ok(()))
}

fn decide(
    held: &Activation,
    (acting, ask): (Acting, Ask<'_>),
    facts: &Facts,
    now: Instant,
) -> Result<(Activation, &'static str), Refusal> {
    if matches!(acting, Acting::Unregistered { by: By::Administrator, .. }) {
        return Err(not_authorised());
    }
    let plain = Request::plain(ask.event, acting, now, facts);
    let Ask { notice, reason, cause, loss, wind_down, document, .. } = ask;
    let request = Request { notice, reason, cause, loss, wind_down, document, ..plain };
    held.after(&request).map_err(|refused| refused.refusal)
}

fn administrator(who: &ConsoleAccess) -> Result<(), Refusal> {
    if who.is(ConsoleRole::Administrator) { Ok(()) } else { Err(not_authorised()) }
}

pub(super) const fn not_authorised() -> Refusal {
    Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-5.1-e"])
}

/// The municipality of an activation, when it is there; for doors that come by its id.
pub(crate) fn home_of(row: &ActivationRow) -> MunicipalityId {
    row.activation.placed.municipality
}
