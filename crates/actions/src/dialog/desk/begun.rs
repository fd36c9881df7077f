//! A conversation that staff have begun to write and not sent, so that files can lie ready for
//! it. It is its writer's own: she finds it again, sends it or throws it away.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::{Desk, MAX_BEGUN, Reply};
use helsebro_domain::ids::{DraftId, PersonId, StaffId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::Thing;
use helsebro_storage::dialog::BegunRow;
use helsebro_storage::{Scope, Tx, audit, dialog};

use super::super::drafts::clean;
use crate::controllership::made;
use crate::{ActError, Acts, content, trail};

/// What is written so far. It does not print.
#[derive(Clone)]
pub struct Begun {
    /// With whom.
    pub person: PersonId,
    /// What it is about, as typed.
    pub topic: String,
    /// What it says, as typed.
    pub body: String,
    /// Whether she may answer.
    pub reply: Reply,
    /// Whether it needs an answer (N-07).
    pub weight: Weight,
}

/// Whether it was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It was, under this id.
    Under(DraftId),
    /// She has [`MAX_BEGUN`] at the unit already.
    TooMany,
}

/// One of those that she has begun. It does not print.
#[derive(Clone)]
pub struct Listed {
    /// Its id.
    pub id: DraftId,
    /// With whom.
    pub person: PersonId,
    /// What it is about, as typed.
    pub topic: String,
    /// When it was touched last.
    pub saved_at: Instant,
    /// How many files lie ready for it.
    pub files: i64,
}

/// Saves what is written so far, as it stands: anew, or over what was begun before.
///
/// # Errors
/// `NOT_A_RECIPIENT_OF_SERVICE` when the citizen does not get the unit's service today;
/// [`ActError::NotFound`] when nothing of hers was begun under the id.
pub async fn save(
    acts: &Acts,
    desk: &Desk,
    over: Option<DraftId>,
    begun: &Begun,
) -> Result<Saved, ActError> {
    let now = acts.now();
    let id = over.unwrap_or_else(|| DraftId::from_uuid(acts.fresh(now)));
    // The topic is one line; the text is what comes after it.
    let topic = clean(&begun.topic).replace('\n', " ");
    let text = format!("{topic}\n{}", clean(&begun.body));
    let home = desk.municipality();
    let sealed = content::seal_units(acts, home, place(id), &text).await?;
    let (person, reply, weight) = (begun.person, begun.reply, begun.weight);
    let row = BegunRow { person, reply, weight, saved_at: now, sealed };
    let line = line(acts, desk, (Event::DraftSaved, id), now);
    let register = made::at_hand(acts).await?;
    acts.db()
        .write(Scope::Municipality(home), "dialog.begun", async |mut tx| {
            let decided = may_save(&mut tx, desk, (over, person), now).await?;
            if let Ok(me) = decided
                && over.is_none()
                && dialog::count_begun(&mut tx, (desk.unit(), me)).await? >= MAX_BEGUN
            {
                return Ok::<_, ActError>(Ok(Saved::TooMany));
            }
            let line = match &decided {
                Ok(_) => AuditLine { subject: Some(person), ..line.clone() },
                Err(_) => line.clone(),
            };
            let me = match trail::settle(&mut tx, line, decided).await? {
                Ok(me) => me,
                Err(refusal) => return Ok(Err(refusal)),
            };
            dialog::save_begun(&mut tx, id, (desk.unit(), me), &row).await?;
            let under = (&*register, home, desk.unit());
            let under = made::for_unit(acts, &mut tx, under, now).await?;
            made::mark(&mut tx, (Thing::Begun, desk.unit().uuid(), id.uuid()), under).await?;
            Ok(Ok(Saved::Under(id)))
        })
        .await?
        .map_err(Into::into)
}

async fn may_save(
    tx: &mut Tx,
    desk: &Desk,
    (over, person): (Option<DraftId>, PersonId),
    now: Instant,
) -> Result<Result<StaffId, Refusal>, ActError> {
    let Some(me) = desk.staff() else { return Ok(Err(not_there())) };
    if let Some(id) = over
        && dialog::begun(tx, id, (desk.unit(), me)).await?.is_none()
    {
        return Ok(Err(not_there()));
    }
    let today = now.in_oslo().date;
    if dialog::contact_of_person_at(tx, person, desk.unit(), today).await?.is_none() {
        let code = ReasonCode::NotARecipientOfService;
        return Ok(Err(Refusal::told(code, &["S1-2.1.1-a", "S1-2.1.1-b"])));
    }
    Ok(Ok(me))
}

/// What she has written so far.
///
/// # Errors
/// [`ActError::NotFound`] when nothing of hers was begun under the id.
pub async fn load(acts: &Acts, desk: &Desk, id: DraftId) -> Result<Begun, ActError> {
    let home = desk.municipality();
    let now = acts.now();
    let row = acts
        .db()
        .write(Scope::Municipality(home), "dialog.begun_one", async |mut tx| {
            opened(acts, &mut tx, desk, (Event::DraftSaved, id), now).await
        })
        .await?;
    let (_, BegunRow { person, reply, weight, sealed, .. }) = row?;
    let text = content::open_units(acts, home, place(id), &sealed).await?;
    let (topic, body) = text.split_once('\n').unwrap_or((&text, ""));
    Ok(Begun { person, topic: topic.to_owned(), body: body.to_owned(), reply, weight })
}

/// All that she has begun at the unit, what was touched last first.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, desk: &Desk) -> Result<Vec<Listed>, ActError> {
    let home = desk.municipality();
    let Some(me) = desk.staff() else { return Ok(Vec::new()) };
    let rows = acts
        .db()
        .read(Scope::Municipality(home), "dialog.begun_by", async |mut tx| {
            Ok::<_, ActError>(dialog::begun_by(&mut tx, (desk.unit(), me)).await?)
        })
        .await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        let text = content::open_units(acts, home, place(row.id), &row.sealed).await?;
        let topic = text.lines().next().unwrap_or_default().trim().to_owned();
        let (id, person, saved_at, files) = (row.id, row.person, row.saved_at, row.files);
        listed.push(Listed { id, person, topic, saved_at, files });
    }
    Ok(listed)
}

/// Throws away what she has begun under an id, and the files that lie ready for it.
///
/// # Errors
/// [`ActError::NotFound`] when nothing of hers was begun under the id.
pub async fn discard(acts: &Acts, desk: &Desk, id: DraftId) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::DraftDiscarded, id);
    let line = line(acts, desk, about, now);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.drop_begun", async |mut tx| {
            let (me, row) = match opened(acts, &mut tx, desk, about, now).await? {
                Ok(found) => found,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            dialog::discard_all_of_begun(&mut tx, id, me).await?;
            if !dialog::discard_begun(&mut tx, id, (desk.unit(), me)).await? {
                return Err(ActError::NotFound);
            }
            audit::append(&mut tx, &AuditLine { subject: Some(row.person), ..line.clone() })
                .await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(Into::into)
}

/// What she has begun under an id; what is not hers leaves its line.
pub(in super::super) async fn opened(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    (event, id): (Event, DraftId),
    now: Instant,
) -> Result<Result<(StaffId, BegunRow), Refusal>, ActError> {
    if let Some(me) = desk.staff()
        && let Some(row) = dialog::begun(tx, id, (desk.unit(), me)).await?
    {
        return Ok(Ok((me, row)));
    }
    let refusal = not_there();
    audit::append(tx, &line(acts, desk, (event, id), now).refused(refusal)).await?;
    Ok(Err(refusal))
}

/// A line about what was begun.
pub(in super::super) fn line(
    acts: &Acts,
    desk: &Desk,
    (event, id): (Event, DraftId),
    now: Instant,
) -> AuditLine {
    let mut line = trail::at_desk(acts, desk, event, now);
    line.object = Object::Draft(id.uuid());
    line.rules = &["S1-2.1.1-a"];
    line
}

const fn not_there() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1.1-a"])
}

fn place(id: DraftId) -> (&'static str, uuid::Uuid, &'static str) {
    ("desk_begun", id.uuid(), "text")
}
