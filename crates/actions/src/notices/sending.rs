//! One notice on its way to a gateway: looked at, begun, and ended.
//!
//! Before anything leaves, it is stored that it is about to; after the gateway has
//! answered, how. What happens in between nobody knows, and the rule says what then.

use core::time::Duration;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{JobId, MessageId, NoticeId, ThreadId};
use helsebro_domain::notices::{
    Address, ContactLanguage, NotNotified, NoticeState, Planned, REPORT_WAIT, ServiceText, Step,
    sending_time,
};
use helsebro_domain::time::Instant;
use helsebro_storage::jobs;
use helsebro_storage::notices::{self, NewSending, NoticeRow, SentHow};
use helsebro_storage::{StorageError, Tx, audit};

use super::SCOPE;
use super::deciding::{REGISTER_PAUSE, point_mac, shown_sealed};
use super::loading::{Candidate, Cards, found_again, opened};
use crate::{ActError, Acts, trail};

/// It was read before it was told (N-10).
const OPENED: &str = "OPENED";

/// She may no longer be told.
const NO_RIGHT: &str = "NO_REPRESENTATION_BASIS";

/// It waited together with another for the morning.
const TOGETHER: &str = "SENT_TOGETHER";

/// The worker did not come back from the gateway.
const DID_NOT_COME_BACK: &str = "DID_NOT_COME_BACK";

/// The text held what it must not (SM-3).
const SENSITIVE: &str = "SENSITIVE_CONTENT";

/// A notice that is to be sent now, as soon as the contact register has answered.
#[derive(Debug, Clone)]
pub struct Ready {
    row: NoticeRow,
    /// Whom the register must be asked about.
    pub candidate: Candidate,
}

/// What is to be done with a notice.
#[derive(Debug, Clone)]
pub enum Looked {
    /// Nothing now.
    Done,
    /// It is to be sent.
    Ready(Box<Ready>),
}

/// What is handed to a gateway.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which notice.
    pub id: NoticeId,
    /// Which sending of it, from 1.
    pub sending: u32,
    /// Our name for the sending, which comes back with reports on it.
    pub reference: String,
    /// Where to.
    pub to: Address,
    /// What it says.
    pub text: ServiceText,
    /// In which language.
    pub language: ContactLanguage,
    /// Whether it was handed over before, and nobody knows what came of that.
    pub is_repeated: bool,
}

/// Whether a sending was begun.
#[derive(Debug, Clone)]
pub enum Begun {
    /// It was: hand it over.
    Now(Box<Order>),
    /// It was not, and need not be.
    NotNeeded,
    /// The register did not answer for everybody.
    NotAnswered,
}

/// How the gateway answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It has it, under this name.
    Taken(Option<String>),
    /// It will never have it, for this reason.
    Refused(&'static str),
    /// It surely did not take it; it may be asked again after this.
    NotNow(&'static str, Option<Duration>),
    /// Nobody knows.
    Unknown(&'static str),
}

/// Looks what is to be done with a notice now.
///
/// # Errors
/// When the database fails.
pub async fn look(acts: &Acts, id: NoticeId) -> Result<Looked, ActError> {
    let now = acts.now();
    let found = acts
        .db()
        .read(SCOPE, "notices.look", async |mut tx| {
            let Some(row) = notices::notice(&mut tx, id).await? else { return Ok(None) };
            let is_opened = is_opened(&mut tx, &row).await?;
            Ok::<_, ActError>(Some((row, is_opened)))
        })
        .await?;
    let Some((row, is_opened)) = found else { return Ok(Looked::Done) };
    match by_day(&row, now) {
        Step::Nothing => {}
        Step::LookAt(at) => look_at(acts, id, at, now).await?,
        Step::WaitForReport(at) => wait_for_report(acts, &row, at, now).await?,
        Step::GiveUp(why) => give_up(acts, id, why.code(), now).await?,
        Step::Send | Step::Repeat if is_opened => give_up(acts, id, OPENED, now).await?,
        Step::Send | Step::Repeat => return ready(acts, row, now).await,
    }
    Ok(Looked::Done)
}

/// What the rule says, and never an SMS by night, however late it has become (N-01).
fn by_day(row: &NoticeRow, now: Instant) -> Step {
    let step = row.sending.step(now);
    let due = row.channel.map_or(now, |channel| sending_time(channel, now));
    match step {
        Step::Send | Step::Repeat if due > now => Step::LookAt(due),
        step => step,
    }
}

/// Whether she, or the person whom it concerns, has opened it already (N-10).
async fn is_opened(tx: &mut Tx, row: &NoticeRow) -> Result<bool, StorageError> {
    let (true, Some(thread)) = (row.told.occasion.is_message(), row.told.place) else {
        return Ok(false);
    };
    let (thread, message) = (ThreadId::from_uuid(thread), MessageId::from_uuid(row.told.fact));
    Ok(notices::has_opened(tx, thread, row.told.person, message).await?
        || notices::has_opened(tx, thread, row.told.about, message).await?)
}

/// Who is to be told, asked once more: much may have changed since it was decided.
async fn ready(acts: &Acts, row: NoticeRow, now: Instant) -> Result<Looked, ActError> {
    let (id, occasion) = (row.id, row.told.occasion);
    let Some(found) = found_again(acts, &row, now).await? else {
        give_up(acts, id, NO_RIGHT, now).await?;
        return Ok(Looked::Done);
    };
    let today = now.in_oslo().date;
    if let Err(why) = found.receiver().wants(occasion, occasion.weight(), today) {
        give_up(acts, id, why.code(), now).await?;
        return Ok(Looked::Done);
    }
    let Some(candidate) = opened(acts, found).await? else {
        give_up(acts, id, NotNotified::NoContact.code(), now).await?;
        return Ok(Looked::Done);
    };
    Ok(Looked::Ready(Box::new(Ready { row, candidate })))
}

/// Notes that a notice is about to be handed over, with what the register says now.
///
/// # Errors
/// When the database fails.
pub async fn begin(acts: &Acts, ready: &Ready, cards: &Cards) -> Result<Begun, ActError> {
    let now = acts.now();
    let Ready { row, candidate } = ready;
    let Some((card, parents)) = candidate.cards(cards) else { return Ok(Begun::NotAnswered) };
    let today = now.in_oslo().date;
    let points = candidate.receiver.points(row.told.occasion, card, &parents, today);
    let planned = match points {
        Ok(points) => points.into_iter().find(|point| Some(point.address.channel()) == row.channel),
        Err(why) => {
            give_up(acts, row.id, why.code(), now).await?;
            return Ok(Begun::NotNeeded);
        }
    };
    let text = planned.as_ref().and_then(|plan| ServiceText::without_values(plan.template));
    let (Some(planned), Some(text)) = (planned, text) else {
        give_up(acts, row.id, NotNotified::NoContact.code(), now).await?;
        return Ok(Begun::NotNeeded);
    };
    let mac = point_mac(acts, &planned).await?;
    let shown = shown_sealed(acts, row.id, &planned).await?;
    if !begin_in(acts, row, (&planned, &mac, &shown), now).await? {
        return Ok(Begun::NotNeeded);
    }
    let sending = row.sending.sendings + 1;
    Ok(Begun::Now(Box::new(Order {
        id: row.id,
        sending,
        reference: format!("{}-{sending}", row.id.uuid().simple()),
        to: planned.address,
        text,
        language: planned.language,
        is_repeated: row.sending.sendings > 0,
    })))
}

async fn begin_in(
    acts: &Acts,
    row: &NoticeRow,
    (planned, mac, shown): (&Planned, &[u8; 32], &[u8]),
    now: Instant,
) -> Result<bool, ActError> {
    let sending = row.sending;
    let new = NewSending {
        id: row.id,
        from: sending.state,
        sendings: sending.sendings,
        template: planned.template,
        language: planned.language,
        mac,
        shown_sealed: shown,
        confirmed_on: planned.confirmed_on,
    };
    let has_waited = sending.state == NoticeState::Waiting && sending.due_at > sending.decided_at;
    let mut line = trail::by_itself(acts, Event::NoticeSent, now);
    line.subject = Some(row.told.person);
    line.object = Object::Notice(row.id.uuid());
    line.org = row.told.owner;
    line.rules = &["SM-10"];
    acts.db()
        .write(SCOPE, "notices.begin", async |mut tx| {
            let tx = &mut tx;
            if notices::is_told(tx, row, mac).await? {
                let why = NotNotified::SamePoint.code();
                notices::give_up(tx, row.id, why, now).await?;
                return Ok(false);
            }
            let at = (row.id, mac);
            if has_waited
                && notices::sent_together(tx, at, planned.template, sending.due_at).await?
            {
                notices::give_up(tx, row.id, TOGETHER, now).await?;
                return Ok(false);
            }
            let begun = notices::begin_sending(tx, &new, now).await?;
            if begun {
                audit::append(tx, &line).await?;
            }
            Ok::<_, ActError>(begun)
        })
        .await
}

/// Notes how the gateway answered.
///
/// # Errors
/// When the database fails.
pub async fn ended(acts: &Acts, order: &Order, outcome: &Outcome) -> Result<(), ActError> {
    let now = acts.now();
    let which = (order.id, order.sending);
    acts.db()
        .write(SCOPE, "notices.ended", async |mut tx| {
            let tx = &mut tx;
            match outcome {
                Outcome::Taken(remote_id) => {
                    notices::sent(tx, which, &SentHow::Taken(remote_id.clone()), now).await?;
                }
                Outcome::Refused(why) => {
                    notices::sent(tx, which, &SentHow::Refused(why), now).await?;
                }
                Outcome::NotNow(why, asked) => {
                    let Some(row) = notices::notice(tx, order.id).await? else { return Ok(()) };
                    let next = row.sending.next_try(now, *asked);
                    let next = sending_time(order.to.channel(), next);
                    notices::not_taken(tx, which, (next, why)).await?;
                    let job = JobId::from_uuid(acts.fresh(now));
                    jobs::enqueue_notice(tx, order.id, next, (job, now)).await?;
                }
                Outcome::Unknown(why) => {
                    notices::unknown(tx, which, why).await?;
                    let job = JobId::from_uuid(acts.fresh(now));
                    let at = now.plus(REPORT_WAIT);
                    jobs::enqueue_notice(tx, order.id, at, (job, now)).await?;
                }
            }
            Ok(())
        })
        .await
}

/// Gives up a notice whose text held what it must not: a fault of ours (SM-3).
///
/// # Errors
/// When the database fails.
pub async fn leaked(acts: &Acts, order: &Order) -> Result<(), ActError> {
    ended(acts, order, &Outcome::Refused(SENSITIVE)).await
}

/// Looks again later, since the contact register did not answer.
///
/// # Errors
/// When the database fails.
pub async fn register_away(acts: &Acts, ready: &Ready) -> Result<(), ActError> {
    let now = acts.now();
    look_at(acts, ready.row.id, now.plus(REGISTER_PAUSE), now).await
}

async fn wait_for_report(
    acts: &Acts,
    row: &NoticeRow,
    at: Instant,
    now: Instant,
) -> Result<(), ActError> {
    acts.db()
        .write(SCOPE, "notices.unknown", async |mut tx| {
            let which = (row.id, row.sending.sendings);
            if row.sending.state == NoticeState::Sending {
                notices::unknown(&mut tx, which, DID_NOT_COME_BACK).await?;
            }
            let job = JobId::from_uuid(acts.fresh(now));
            jobs::enqueue_notice(&mut tx, row.id, at, (job, now)).await?;
            Ok(())
        })
        .await
}

async fn look_at(acts: &Acts, id: NoticeId, at: Instant, now: Instant) -> Result<(), ActError> {
    acts.db()
        .write(SCOPE, "notices.look_again", async |mut tx| {
            let job = JobId::from_uuid(acts.fresh(now));
            jobs::enqueue_notice(&mut tx, id, at, (job, now)).await?;
            Ok(())
        })
        .await
}

async fn give_up(
    acts: &Acts,
    id: NoticeId,
    why: &'static str,
    now: Instant,
) -> Result<(), ActError> {
    acts.db()
        .write(SCOPE, "notices.give_up", async |mut tx| {
            notices::give_up(&mut tx, id, why, now).await?;
            Ok(())
        })
        .await
}
