//! Powers of attorney on paper, at a unit's desk: registered by one, confirmed by
//! another, withdrawn at once when the giver asks (S1-2.1-a).

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{GrantId, PaperGrantId, PersonId, StaffId};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{MAX_WAITING_PAPERS, PaperGrant, Party, Terms};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::representation::{self, PaperRow};
use helsebro_storage::{Scope, SystemReason, Tx, audit, dialog, parties};

use crate::{ActError, Acts, Sight, setup, trail};

const SCOPE: Scope = Scope::System(SystemReason::Representation);
const RULES: &[&str] = &["S1-2.1-a", "C-1.3"];

/// What stands on the paper.
#[derive(Debug, Clone)]
pub struct NewPaper {
    /// Who gives it: somebody who gets the unit's service.
    pub giver: PersonId,
    /// The number of whoever may act.
    pub receiver: IdentityNumber,
    /// For what and how long.
    pub terms: Terms,
    /// When it was signed.
    pub signed_on: Date,
}

/// A paper with the names on it.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The paper.
    pub paper: PaperGrant,
    /// What it became.
    pub granted: Option<GrantId>,
    /// The giver's full name.
    pub giver: String,
    /// The receiver's full name.
    pub receiver: String,
    /// Who registered it.
    pub by: String,
    /// Whether she who looks did so herself.
    pub is_own: bool,
}

/// The papers of a unit.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// Those that wait to be confirmed, oldest first.
    pub waiting: Vec<Paper>,
    /// Those that hold, newest first.
    pub held: Vec<Paper>,
}

/// What a colleague says of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It says what was registered.
    Confirm,
    /// It does not.
    Reject,
}

/// Registers a paper. It gives nothing until another has confirmed it.
///
/// # Errors
/// [`ActError::NotFound`] at a journal system's desk. `NO_SERVICE_NEED` for a giver who
/// does not get the unit's service today; the rule's refusal; one neutral answer for a
/// receiver who is not known, protected or dead. `TOO_MANY_REQUESTS` when as many wait
/// as may.
pub async fn register(acts: &Acts, desk: &Desk, new: &NewPaper) -> Result<PaperGrantId, ActError> {
    let me = desk.staff().ok_or(ActError::NotFound)?;
    let now = acts.now();
    let today = now.in_oslo().date;
    let id = PaperGrantId::from_uuid(acts.fresh(now));
    let mac = setup::number_mac(acts, &new.receiver).await?;
    let mut line = line(acts, desk, Event::PaperGrantRegistered, now);
    line.object = Object::PaperGrant(id.uuid());
    let is_served = serves(acts, desk, new.giver, today).await?;
    if is_served {
        line.subject = Some(new.giver);
    }
    acts.db()
        .write(SCOPE, "representation.register_paper", async |mut tx| {
            let receiver = parties::person_by_mac(&mut tx, &mac).await?.map(|found| found.id);
            let giver = representation::party(&mut tx, new.giver).await?;
            // As many look-ups for whoever is not known here (§ 1.4).
            let receiver = receiver.unwrap_or_else(|| PersonId::from_uuid(uuid::Uuid::nil()));
            let receiver = representation::party(&mut tx, receiver).await?;
            let waiting = representation::papers_waiting(&mut tx, desk.unit()).await?.len();
            let decided =
                may_register(is_served, waiting).and_then(|()| known(giver, receiver)).and_then(
                    |both| paper(id, desk, (me, now), new, &both).checked(both.each(), today),
                );
            let paper = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(paper) => paper,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            representation::add_paper(&mut tx, desk.municipality(), &paper).await?;
            Ok(Ok(id))
        })
        .await?
        .map_err(ActError::from)
}

/// Both of the two, as the register has them.
struct Both(Party, Party);

impl Both {
    const fn each(&self) -> (&Party, &Party) {
        (&self.0, &self.1)
    }
}

const fn may_register(is_served: bool, waiting: usize) -> Result<(), Refusal> {
    if !is_served {
        return Err(Refusal::neutral(ReasonCode::NoServiceNeed, RULES));
    }
    if waiting >= MAX_WAITING_PAPERS {
        return Err(Refusal::told(ReasonCode::TooManyRequests, RULES));
    }
    Ok(())
}

fn known(giver: Option<Party>, receiver: Option<Party>) -> Result<Both, Refusal> {
    match (giver, receiver) {
        (Some(giver), Some(receiver)) => Ok(Both(giver, receiver)),
        _ => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
    }
}

fn paper(
    id: PaperGrantId,
    desk: &Desk,
    (by, at): (StaffId, Instant),
    new: &NewPaper,
    both: &Both,
) -> PaperGrant {
    PaperGrant {
        id,
        unit: desk.unit(),
        giver: both.0.id,
        receiver: both.1.id,
        terms: new.terms,
        signed_on: new.signed_on,
        by,
        at,
    }
}

/// Whether somebody gets the desk's service today.
async fn serves(acts: &Acts, desk: &Desk, person: PersonId, today: Date) -> Result<bool, ActError> {
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "representation.serves", async |mut tx| {
            let held = dialog::contact_of_person_at(&mut tx, person, desk.unit(), today).await?;
            Ok(held.is_some())
        })
        .await
}

/// The papers of the desk's unit; that they were looked at leaves a line.
///
/// # Errors
/// [`ActError::NotFound`] at a journal system's desk.
pub async fn list(acts: &Acts, desk: &Desk) -> Result<Papers, ActError> {
    let me = desk.staff().ok_or(ActError::NotFound)?;
    let today = acts.now().in_oslo().date;
    let papers = acts
        .db()
        .read(SCOPE, "representation.papers", async |mut tx| {
            let mut papers = Papers::default();
            for row in representation::papers_waiting(&mut tx, desk.unit()).await? {
                papers.waiting.extend(named(&mut tx, row, me).await?);
            }
            for row in representation::papers_held(&mut tx, desk.unit(), today).await? {
                papers.held.extend(named(&mut tx, row, me).await?);
            }
            Ok::<_, ActError>(papers)
        })
        .await?;
    let mut line = line(acts, desk, Event::PaperGrantsListed, acts.now());
    line.object = Object::Unit(desk.unit().uuid());
    acts.db()
        .write(SCOPE, "audit.papers", async |mut tx| Ok(audit::append(&mut tx, &line).await?))
        .await
        .map(|()| papers)
}

/// A paper with its names; none where an address has become protected since.
async fn named(tx: &mut Tx, row: PaperRow, me: StaffId) -> Result<Option<Paper>, ActError> {
    let PaperRow { paper, granted } = row;
    let giver = parties::person(tx, paper.giver).await?;
    let receiver = parties::person(tx, paper.receiver).await?;
    let by = parties::staff(tx, paper.by).await?;
    let (Some(giver), Some(receiver), Some(by)) = (giver, receiver, by) else { return Ok(None) };
    for person in [paper.giver, paper.receiver] {
        let party = representation::party(tx, person).await?;
        if party.is_none_or(|party| party.can_represent().is_err()) {
            return Ok(None);
        }
    }
    Ok(Some(Paper {
        paper,
        granted,
        giver: giver.name.full(),
        receiver: receiver.name.full(),
        by: by.name.full(),
        is_own: paper.by == me,
    }))
}

/// Confirms a paper that another has registered, or puts it away.
///
/// # Errors
/// [`ActError::NotFound`] when none such waits at the unit; `FOUR_EYES` for her who
/// registered it; the rule's refusal, as things are today.
pub async fn answer(
    acts: &Acts,
    desk: &Desk,
    id: PaperGrantId,
    verdict: Verdict,
) -> Result<(), ActError> {
    let me = desk.staff().ok_or(ActError::NotFound)?;
    let now = acts.now();
    let today = now.in_oslo().date;
    let grant_id = GrantId::from_uuid(acts.fresh(now));
    let event = match verdict {
        Verdict::Confirm => Event::GrantGiven,
        Verdict::Reject => Event::PaperGrantRejected,
    };
    let mut line = line(acts, desk, event, now);
    line.object = Object::PaperGrant(id.uuid());
    acts.db()
        .write(SCOPE, "representation.answer_paper", async |mut tx| {
            let Some(row) = representation::paper(&mut tx, id, desk.unit()).await? else {
                return Ok::<_, ActError>(Err(not_there(&mut tx, &line).await?));
            };
            let mut line = AuditLine { subject: Some(row.paper.giver), ..line.clone() };
            if verdict == Verdict::Reject {
                representation::answer_paper(&mut tx, id, (me, now), None).await?;
                audit::append(&mut tx, &line).await?;
                return Ok(Ok(()));
            }
            let giver = representation::party(&mut tx, row.paper.giver).await?;
            let receiver = representation::party(&mut tx, row.paper.receiver).await?;
            let decided = known(giver, receiver)
                .and_then(|both| row.paper.confirm(me, grant_id, both.each(), today));
            if decided.is_ok() {
                line.object = Object::Grant(grant_id.uuid());
            }
            let grant = match trail::settle(&mut tx, line, decided).await? {
                Ok(grant) => grant,
                Err(refusal) => return Ok(Err(refusal)),
            };
            representation::add_grant(&mut tx, &grant, now).await?;
            representation::answer_paper(&mut tx, id, (me, now), Some(grant.id)).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// Ends a power of attorney that the unit has confirmed, as its giver has asked. It
/// holds at once, also for a page that is open. Ended already, it stays as it is.
///
/// # Errors
/// [`ActError::NotFound`] when the unit has confirmed none such.
pub async fn withdraw(acts: &Acts, desk: &Desk, id: GrantId) -> Result<(), ActError> {
    desk.staff().ok_or(ActError::NotFound)?;
    let now = acts.now();
    let mut line = line(acts, desk, Event::GrantEnded, now);
    line.object = Object::Grant(id.uuid());
    let receiver = acts
        .db()
        .write(SCOPE, "representation.withdraw_paper", async |mut tx| {
            let Some(row) = representation::paper_of(&mut tx, id, desk.unit()).await? else {
                return Ok::<_, ActError>(Err(not_there(&mut tx, &line).await?));
            };
            if representation::end_on_paper(&mut tx, id, now).await? {
                let line = AuditLine { subject: Some(row.paper.giver), ..line.clone() };
                audit::append(&mut tx, &line).await?;
            }
            Ok(Ok(row.paper.receiver))
        })
        .await??;
    acts.news().tell(Sight::Citizen(receiver));
    Ok(())
}

async fn not_there(tx: &mut Tx, line: &AuditLine) -> Result<Refusal, ActError> {
    let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
    audit::append(tx, &line.clone().refused(refusal)).await?;
    Ok(refusal)
}

fn line(acts: &Acts, desk: &Desk, event: Event, now: Instant) -> AuditLine {
    let mut line = trail::at_desk(acts, desk, event, now);
    line.rules = RULES;
    line
}
