//! From an identity provider's answer to a session (S1-2.1-c, S1-2.1-b).

use core::time::Duration;

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{AuditId, MunicipalityId, PersonId, SessionId};
use helsebro_domain::joining::OperatorAccess;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, EidLevel, InRegister};
use helsebro_domain::time::Instant;
use helsebro_storage::sealing::Place;
use helsebro_storage::sessions::{LogoutKey, NewSession, SessionToken, Who};
use helsebro_storage::{
    Scope, StorageError, SystemReason, audit, joining, parties, representation, sessions,
};

use super::sessions::SessionLimits;
use crate::{ActError, Acts, setup};

pub(crate) const SCOPE: Scope = Scope::System(SystemReason::SignIn);

/// What an identity provider says about who has signed in.
pub struct SignedIn<'a> {
    /// The identity number.
    pub pid: &'a str,
    /// Who issued it.
    pub issuer: &'a str,
    /// The provider's name for the session, when it gives one.
    pub sid: Option<&'a str>,
    /// The level, in the provider's word.
    pub acr: &'a str,
    /// The level, as we rank it.
    pub level: EidLevel,
    /// The id token, to be given back at logout.
    pub id_token: &'a str,
}

/// A session that has begun.
pub struct Begun {
    /// What the browser will hold.
    pub token: SessionToken,
    /// When it ends unless used.
    pub idle_until: Instant,
}

/// Begins a citizen's session.
///
/// # Errors
/// `EID_LEVEL_TOO_LOW` under level high; `NOT_AVAILABLE` for a number that is
/// not used here, a person who is not known, and one whom the register calls dead.
pub async fn citizen(
    acts: &Acts,
    who: &SignedIn<'_>,
    limits: SessionLimits,
) -> Result<Begun, ActError> {
    let found = match known_number(acts, who.pid).await? {
        Some(mac) => {
            acts.db()
                .read(SCOPE, "sign_in.person", async |mut tx| {
                    let Some(found) = parties::person_by_mac(&mut tx, &mac).await? else {
                        return Ok::<_, StorageError>(None);
                    };
                    representation::party(&mut tx, found.id).await
                })
                .await?
        }
        None => None,
    };
    let Some(person) = found else {
        return Err(refused(acts, Actor::Nobody, unknown()).await?);
    };
    if person.register == InRegister::Deceased {
        let refusal = Refusal::neutral(ReasonCode::RecipientDeceased, &["S1-2.1-c", "CH-01"]);
        return Err(refused(acts, Actor::Citizen(person.id), refusal).await?);
    }
    if let Err(refusal) = CitizenAccess::signed_in(person.id, who.level) {
        return Err(refused(acts, Actor::Citizen(person.id), refusal).await?);
    }
    begin(acts, Who::Citizen(person.id), who, limits).await
}

/// Begins a member of staff's session in the municipality of her longest
/// authorisation; for who works at no desk, in the one where she holds a role; for who
/// has neither and is an administrator at the operator, there.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when she is unknown, or authorised nowhere and without a
/// role today.
pub async fn staff(
    acts: &Acts,
    who: &SignedIn<'_>,
    limits: SessionLimits,
) -> Result<Begun, ActError> {
    let refusal = Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]);
    if who.level < EidLevel::High {
        let refusal = Refusal::told(ReasonCode::EidLevelTooLow, &["S1-2.1-b"]);
        return Err(refused(acts, Actor::Nobody, refusal).await?);
    }
    let Some(mac) = known_number(acts, who.pid).await? else {
        return Err(refused(acts, Actor::Nobody, refusal).await?);
    };
    let today = acts.now().in_oslo().date;
    let found = acts
        .db()
        .read(SCOPE, "sign_in.staff", async |mut tx| {
            let Some(staff) = parties::staff_by_mac(&mut tx, &mac).await? else {
                return Ok::<_, StorageError>(None);
            };
            let held = parties::authorisations(&mut tx, staff.id).await?;
            let roles = parties::roles_of(&mut tx, staff.id).await?;
            let operates = joining::operator_held(&mut tx, staff.id).await?;
            let operates = OperatorAccess::at(staff.id, &operates, today).is_ok();
            Ok(Some((staff.id, held, roles, operates)))
        })
        .await?;
    let Some((staff, held, roles, operates)) = found else {
        return Err(refused(acts, Actor::Nobody, refusal).await?);
    };
    let at_desk = held.iter().find(|found| found.holds_on(today)).map(|found| found.municipality);
    let in_role = roles.iter().find(|found| found.holds_on(today)).map(|found| found.municipality);
    match at_desk.or(in_role) {
        Some(home) => begin(acts, Who::Staff(staff, home), who, limits).await,
        None if operates => begin(acts, Who::Operator(staff), who, limits).await,
        None => Err(refused(acts, Actor::Staff(staff), refusal).await?),
    }
}

/// The keyed hash of a number that is used here.
pub(super) async fn known_number(acts: &Acts, pid: &str) -> Result<Option<[u8; 32]>, ActError> {
    match IdentityNumber::parse(pid, acts.numbers()) {
        Ok(number) => Ok(Some(setup::number_mac(acts, &number).await?)),
        Err(_) => Ok(None),
    }
}

async fn begin(
    acts: &Acts,
    who: Who,
    given: &SignedIn<'_>,
    limits: SessionLimits,
) -> Result<Begun, ActError> {
    let now = acts.now();
    let id = SessionId::from_uuid(acts.fresh(now));
    let token = SessionToken::generate(acts.dice());
    let sealed = seal_hint(acts, id, given.id_token).await?;
    let SessionLimits { idle, absolute } = limits;
    let line = line(acts, Event::SignedIn, who, id, now);
    acts.db()
        .write(SCOPE, "sign_in.begin", async |mut tx| {
            let new = NewSession {
                id,
                token: &token,
                who,
                logout_key: given.sid.map(|sid| LogoutKey::of(given.issuer, sid)),
                acr: given.acr,
                id_token_hint: Some(&sealed),
                now,
                idle,
                absolute,
            };
            sessions::create(&mut tx, &new).await?;
            audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(Begun { token, idle_until: now.plus(Duration::min(idle, absolute)) })
}

/// A line about a session.
pub(crate) fn line(acts: &Acts, event: Event, who: Who, id: SessionId, now: Instant) -> AuditLine {
    let (actor, org, subject) = actor_of(who);
    let mut line = AuditLine::accepted(AuditId::from_uuid(acts.fresh(now)), now, event, actor);
    line.org = org;
    line.subject = subject;
    line.object = Object::Session(id.uuid());
    line.rules = match who {
        Who::Citizen(_) => &["S1-2.1-c"],
        Who::Staff(..) | Who::Operator(_) => &["S1-2.1-b"],
    };
    line
}

const fn actor_of(who: Who) -> (Actor, Option<MunicipalityId>, Option<PersonId>) {
    match who {
        Who::Citizen(person) => (Actor::Citizen(person), None, Some(person)),
        Who::Staff(staff, home) => (Actor::Staff(staff), Some(home), None),
        Who::Operator(staff) => (Actor::Staff(staff), None, None),
    }
}

async fn refused(acts: &Acts, actor: Actor, refusal: Refusal) -> Result<ActError, ActError> {
    let now = acts.now();
    let id = AuditId::from_uuid(acts.fresh(now));
    let line = AuditLine::accepted(id, now, Event::SignedIn, actor).refused(refusal);
    acts.db()
        .write(SCOPE, "sign_in.refused", async |mut tx| audit::append(&mut tx, &line).await)
        .await?;
    Ok(refusal.into())
}

const fn unknown() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1-c"])
}

/// The id token holds the identity number, so it rests sealed.
async fn seal_hint(acts: &Acts, id: SessionId, token: &str) -> Result<Vec<u8>, StorageError> {
    let label = (Controller::Platform, Category::Platform);
    acts.vault().seal(label, hint_place(id), token.as_bytes()).await
}

pub(crate) const fn hint_place(id: SessionId) -> Place {
    Place { table: "sessions", row: id.uuid(), column: "id_token_hint" }
}
