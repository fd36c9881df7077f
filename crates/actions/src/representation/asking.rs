//! A helper asks or a citizen offers; the other answers.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::ids::{GrantId, JobId, RequestId};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{
    Asker, CitizenAccess, Deed, Direction, GrantRequest, NewRequest, Terms,
};
use helsebro_storage::jobs::{self, NoticeFact, RequestPayload};
pub use helsebro_storage::representation::MadeRequest;
use helsebro_storage::representation::{self, Answer, NewRequestRow};
use helsebro_storage::{Scope, audit, parties};

use super::party;
use crate::{ActError, Acts, notices, setup, trail};

/// A request or an offer that waits for a citizen's answer.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// It.
    pub request: GrantRequest,
    /// Who asks or offers, by her full name in the register.
    pub asker: String,
    /// Her given name.
    pub given: String,
}

/// What a citizen does with a request or an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Gives what is asked for, or takes what is offered.
    Grant,
    /// Says no.
    Decline,
    /// Says no, and does not want to hear from her again. She is not told.
    DeclineAndBlock,
}

/// Asks for a power of attorney from whoever has this number.
///
/// The same is stored and answered whether that person is known here, is anybody at
/// all, or has blocked the asker (§ 1.4).
///
/// # Errors
/// What lies with the asker: [`NewRequest::ask`]. `NO_REPRESENTATION_BASIS` when the
/// number is her own or acts for somebody already.
pub async fn ask(
    acts: &Acts,
    citizen: &CitizenAccess,
    number: &IdentityNumber,
    terms: Terms,
) -> Result<(), ActError> {
    begin(acts, citizen, Direction::Asked, (number, terms)).await
}

/// Offers a power of attorney to whoever has this number. As [`ask`], the other way.
///
/// # Errors
/// What lies with the giver: [`NewRequest::offer`]. `NO_REPRESENTATION_BASIS` when the
/// number is her own or she acts for somebody.
pub async fn offer(
    acts: &Acts,
    citizen: &CitizenAccess,
    number: &IdentityNumber,
    terms: Terms,
) -> Result<(), ActError> {
    begin(acts, citizen, Direction::Offered, (number, terms)).await
}

async fn begin(
    acts: &Acts,
    citizen: &CitizenAccess,
    direction: Direction,
    (number, terms): (&IdentityNumber, Terms),
) -> Result<(), ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    let id = RequestId::from_uuid(acts.fresh(now));
    let number_mac = setup::number_mac(acts, number).await?;
    let event = match direction {
        Direction::Asked => Event::GrantAsked,
        Direction::Offered => Event::GrantOffered,
    };
    let mut line = own_line(acts, citizen, event);
    line.object = Object::GrantRequest(id.uuid());
    let asked = acts
        .db()
        .write(Scope::from(citizen), "representation.ask", async |mut tx| {
            parties::take_turn(&mut tx, citizen.actor()).await?;
            let asker = party(&mut tx, citizen.actor()).await?;
            let open = representation::open_by_asker(&mut tx, today).await?;
            let own = parties::has_number(&mut tx, citizen.actor(), &number_mac).await?;
            let decided =
                citizen.may(Deed::ManageHelpers).and_then(|()| not_herself(own)).and_then(|()| {
                    let asker = Asker { party: &asker, open };
                    NewRequest::made(direction, asker, terms, today)
                });
            let new = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(new) => new,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let row = NewRequestRow { id, number_mac, new, asked_at: now };
            representation::add_request(&mut tx, &row).await?;
            let job = (JobId::from_uuid(acts.fresh(now)), now);
            jobs::enqueue_request(&mut tx, RequestPayload { request: id }, job).await?;
            // Whether anybody has the number is looked at later, so that this takes the
            // same steps whoever it is.
            let fact = NoticeFact::GrantAsked { request: id, asker: citizen.actor() };
            notices::queue_in(acts, &mut tx, fact, now).await?;
            Ok(Ok(()))
        })
        .await?;
    Ok(asked?)
}

const fn not_herself(own: bool) -> Result<(), Refusal> {
    if own {
        return Err(Refusal::told(ReasonCode::NoRepresentationBasis, &["S1-2.1-a"]));
    }
    Ok(())
}

/// What a citizen has asked for and offered, newest first: whether it became a power of
/// attorney, and nothing else of what became of it.
///
/// # Errors
/// When the database fails.
pub async fn made(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<MadeRequest>, ActError> {
    acts.db()
        .read(Scope::Citizen(citizen.actor()), "representation.made", async |mut tx| {
            Ok(representation::made_by(&mut tx).await?)
        })
        .await
}

/// What waits for a citizen's own answer, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Waiting>, ActError> {
    if citizen.may(Deed::ManageHelpers).is_err() {
        return Ok(Vec::new());
    }
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::from(citizen), "representation.waiting", async |mut tx| {
            let own = party(&mut tx, citizen.person()).await?;
            let mac = parties::number_mac_of(&mut tx).await?;
            let mut waiting = Vec::new();
            for request in representation::requests_to(&mut tx, &mac, today).await? {
                // Who cannot be helped is not asked whether she wants to be, and somebody whose
                // address became protected after she asked is not told of (§ 1.6).
                let asker = party(&mut tx, request.asker).await?;
                if !request.direction.is_told(&asker, &own) {
                    continue;
                }
                if let Some(found) = parties::person(&mut tx, request.asker).await? {
                    let given = found.name.given().to_owned();
                    waiting.push(Waiting { request, asker: found.name.full(), given });
                }
            }
            Ok(waiting)
        })
        .await
}

/// Answers a request.
///
/// # Errors
/// [`ActError::NotFound`] when there is none such to answer; the rule's refusal of a
/// power of attorney that cannot be given.
pub async fn answer(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: RequestId,
    decision: Decision,
) -> Result<(), ActError> {
    settle(acts, citizen, (id, Direction::Asked), decision).await
}

/// Answers an offer.
///
/// # Errors
/// As [`answer`].
pub async fn answer_offer(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: RequestId,
    decision: Decision,
) -> Result<(), ActError> {
    settle(acts, citizen, (id, Direction::Offered), decision).await
}

async fn settle(
    acts: &Acts,
    citizen: &CitizenAccess,
    (id, direction): (RequestId, Direction),
    decision: Decision,
) -> Result<(), ActError> {
    let event = match (decision, direction) {
        (Decision::Grant, Direction::Asked) => Event::GrantGiven,
        (Decision::Grant, Direction::Offered) => Event::GrantAccepted,
        (Decision::Decline | Decision::DeclineAndBlock, _) => Event::GrantDeclined,
    };
    let about = (event, Object::GrantRequest(id.uuid()));
    trail::allowed(acts, citizen, Deed::ManageHelpers, about).await?;
    let now = acts.now();
    let today = now.in_oslo().date;
    let grant_id = GrantId::from_uuid(acts.fresh(now));
    let mut line = own_line(acts, citizen, event);
    line.object = Object::GrantRequest(id.uuid());
    let answered = acts
        .db()
        .write(Scope::from(citizen), "representation.answer", async |mut tx| {
            let found = representation::request(&mut tx, id).await?;
            let request = found.filter(|found| found.direction == direction);
            let request = request.ok_or(ActError::NotFound)?;
            if decision != Decision::Grant {
                representation::answer(&mut tx, id, Answer::Declined, now).await?;
                if decision == Decision::DeclineAndBlock {
                    representation::block(&mut tx, request.asker, now).await?;
                }
                audit::append(&mut tx, &line).await?;
                return Ok(Ok(()));
            }
            let own = party(&mut tx, citizen.person()).await?;
            let began = party(&mut tx, request.asker).await?;
            let decided = request.approve(grant_id, (&own, &began), today);
            let giver = direction.sides(began.id, own.id).0;
            let line = AuditLine { subject: Some(giver), ..granted(&line, grant_id) };
            let grant = match trail::settle(&mut tx, line, decided).await? {
                Ok(grant) => grant,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if representation::answer(&mut tx, id, Answer::Granted(grant.id), now).await? {
                match direction {
                    Direction::Asked => representation::add_grant(&mut tx, &grant, now).await?,
                    Direction::Offered => representation::add_offered(&mut tx, id, today).await?,
                }
                // Whoever began is told that it was answered.
                let (giver, to) = (grant.giver, began.id);
                let fact = NoticeFact::GrantGiven { grant: grant.id, giver, to };
                notices::queue_in(acts, &mut tx, fact, now).await?;
            }
            Ok::<_, ActError>(Ok(()))
        })
        .await;
    if let Err(ActError::NotFound) = answered {
        return Err(trail::not_hers(acts, citizen, event, line.object).await?);
    }
    Ok(answered??)
}

/// Takes back what a citizen has offered and nobody has accepted. One that was declined is
/// taken back all the same, so that she does not learn that it was.
///
/// # Errors
/// [`ActError::NotFound`] when there is none such.
pub async fn take_back(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: RequestId,
) -> Result<(), ActError> {
    let about = (Event::GrantOfferTakenBack, Object::GrantRequest(id.uuid()));
    trail::allowed(acts, citizen, Deed::ManageHelpers, about).await?;
    let now = acts.now();
    let mut line = own_line(acts, citizen, about.0);
    line.object = about.1;
    let is_done = acts
        .db()
        .write(Scope::from(citizen), "representation.take_back", async |mut tx| {
            let when = (now, now.in_oslo().date);
            let is_done = representation::take_back(&mut tx, id, when).await?;
            if is_done {
                audit::append(&mut tx, &line).await?;
            }
            Ok::<_, ActError>(is_done)
        })
        .await?;
    if !is_done {
        return Err(trail::not_hers(acts, citizen, about.0, about.1).await?);
    }
    Ok(())
}

fn granted(line: &AuditLine, id: GrantId) -> AuditLine {
    let mut line = line.clone();
    line.object = Object::Grant(id.uuid());
    line
}

pub(super) fn own_line(acts: &Acts, citizen: &CitizenAccess, event: Event) -> AuditLine {
    let mut line = trail::by_citizen(acts, citizen, event, acts.now());
    line.rules = &["S1-2.1-a"];
    line
}
