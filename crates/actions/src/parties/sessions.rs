//! Sessions: found, extended, ended here and from elsewhere.

use core::time::Duration;

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{MunicipalityId, PersonId, SessionId, StaffId};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::representation::{CitizenAccess, EidLevel, GrantEnd, Reach};
use helsebro_domain::time::Instant;
use helsebro_storage::sealing::Place;
use helsebro_storage::sessions::{LogoutKey, NewAttempt, Session, TokenUse, Who};
use helsebro_storage::{Tx, audit, parties, representation as stored, sessions};
use uuid::Uuid;

pub use helsebro_storage::sessions::{Door, EndedWhy, Over, SessionToken};

use super::sign_in::{SCOPE, hint_place, line};
use crate::representation::{self, switching};
use crate::{ActError, Acts};

/// How long a session lives.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// Unused.
    pub idle: Duration,
    /// At most.
    pub absolute: Duration,
}

/// How long a sign-in may take from start to answer.
const ATTEMPT_LIFETIME: Duration = Duration::from_secs(20 * 60);

/// A live session, as a door needs it.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its id.
    pub id: SessionId,
    /// When it began.
    pub created_at: Instant,
    /// When it ends unless used.
    pub idle_until: Instant,
    /// When it ends in any case.
    pub absolute_until: Instant,
    /// Whose it is.
    pub who: LiveWho,
}

/// Whose session it is.
#[derive(Debug, Clone)]
pub enum LiveWho {
    /// A citizen's.
    Citizen {
        /// The right it gives.
        access: CitizenAccess,
        /// The full name, for the header.
        name: String,
        /// The given name, for the greeting.
        given: String,
        /// Whom she acts for now, when not for herself.
        acting_for: Option<ActingFor>,
        /// Whom she could no longer act for when this request came, and whether that
        /// person withdrew it herself. The session is her own again.
        lost: Option<Lost>,
    },
    /// A member of staff's.
    Staff {
        /// Who.
        staff: StaffId,
        /// For which municipality.
        municipality: MunicipalityId,
        /// The full name.
        name: String,
        /// The title.
        title: String,
    },
    /// An administrator's at the operator.
    Operator {
        /// Who.
        staff: StaffId,
        /// The full name.
        name: String,
    },
}

/// Whom somebody acts for, as every page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingFor {
    /// Who.
    pub person: PersonId,
    /// The full name.
    pub name: String,
    /// The given name.
    pub given: String,
}

/// Whom somebody can no longer act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The full name, as she who acted has seen it all along.
    pub name: String,
    /// Whether the power of attorney was withdrawn. Of other reasons nothing is told.
    pub is_withdrawn: bool,
}

/// The live session that a token opens; its use is noted at a named interval.
///
/// # Errors
/// When the database fails.
pub async fn resume(
    acts: &Acts,
    token: &SessionToken,
    limits: SessionLimits,
) -> Result<Option<Live>, ActError> {
    let now = acts.now();
    let Some((session, who, refusal)) = found(acts, token, now).await? else { return Ok(None) };
    if let (Some(refusal), Who::Citizen(actor), Some(person)) =
        (refusal, session.who, session.acting_for)
    {
        switching::lost(acts, session.id, (actor, person), refusal).await?;
    }
    let idle_until = touched(acts, &session, now, limits).await?;
    Ok(Some(Live { idle_until, ..live(&session, who) }))
}

/// The live session that a token opens, for what a page asks by itself: that an
/// open page does so is no use, and the session ends when nobody is there.
///
/// # Errors
/// When the database fails.
pub async fn peek(acts: &Acts, token: &SessionToken) -> Result<Option<Live>, ActError> {
    let now = acts.now();
    Ok(found(acts, token, now).await?.map(|(session, who, _)| live(&session, who)))
}

/// Why a token no longer opens a session; none when it does, or nobody knows.
///
/// # Errors
/// When the database fails.
pub async fn over(acts: &Acts, token: &SessionToken) -> Result<Option<Over>, ActError> {
    let now = acts.now();
    acts.db()
        .read(SCOPE, "sessions.over", async |mut tx| Ok(sessions::over(&mut tx, token, now).await?))
        .await
}

/// The session, whose it is, and why she may no longer act for whom she acted for.
async fn found(
    acts: &Acts,
    token: &SessionToken,
    now: Instant,
) -> Result<Option<(Session, LiveWho, Option<Refusal>)>, ActError> {
    acts.db()
        .read(SCOPE, "sessions.find", async |mut tx| {
            let Some(session) = sessions::find(&mut tx, token, now).await? else {
                return Ok::<_, ActError>(None);
            };
            let mut refused = None;
            let who = match session.who {
                Who::Citizen(person) => {
                    let found = citizen(&mut tx, &session, person, now).await?;
                    let Some((who, refusal)) = found else { return Ok(None) };
                    refused = refusal;
                    who
                }
                Who::Staff(staff, municipality) => match parties::staff(&mut tx, staff).await? {
                    Some(found) => LiveWho::Staff {
                        staff,
                        municipality,
                        name: found.name.full(),
                        title: found.title,
                    },
                    None => return Ok(None),
                },
                Who::Operator(staff) => match parties::staff(&mut tx, staff).await? {
                    Some(found) => LiveWho::Operator { staff, name: found.name.full() },
                    None => return Ok(None),
                },
            };
            Ok(Some((session, who, refused)))
        })
        .await
}

/// Whose session it is and whom she acts for, worked out anew.
async fn citizen(
    tx: &mut Tx,
    session: &Session,
    person: PersonId,
    now: Instant,
) -> Result<Option<(LiveWho, Option<Refusal>)>, ActError> {
    let Some(own) = &session.citizen else { return Ok(None) };
    let (name, given) = (own.name.full(), own.name.given().to_owned());
    let reach = own.stand.reach(now.in_oslo().date);
    let access = CitizenAccess::signed_in(person, EidLevel::High)?.within(reach);
    let herself = |lost| LiveWho::Citizen {
        access,
        name: name.clone(),
        given: given.clone(),
        acting_for: None,
        lost,
    };
    // Whoever has not said yes to the platform uses nothing of it, for others neither.
    let acts_for = session.acting_for.filter(|_| reach != Reach::Nothing);
    let Some(whom) = acts_for else { return Ok(Some((herself(None), None))) };
    let Some(other) = parties::person(tx, whom).await? else {
        return Ok(Some((herself(None), None)));
    };
    match representation::access(tx, person, whom, now).await? {
        Ok(access) => {
            let acting_for = Some(ActingFor {
                person: whom,
                name: other.name.full(),
                given: other.name.given().to_owned(),
            });
            Ok(Some((LiveWho::Citizen { access, name, given, acting_for, lost: None }, None)))
        }
        Err(refusal) => {
            let is_withdrawn = withdrawn(tx, person, whom).await?;
            let lost = Lost { name: other.name.full(), is_withdrawn };
            Ok(Some((herself(Some(lost)), Some(refusal))))
        }
    }
}

/// Whether the last power of attorney between the two was withdrawn by its giver, who
/// may still be told of.
async fn withdrawn(tx: &mut Tx, actor: PersonId, person: PersonId) -> Result<bool, ActError> {
    let why = stored::last_end(tx, actor, person).await?;
    let giver = stored::party(tx, person).await?;
    Ok(why == Some(GrantEnd::Withdrawn)
        && giver.is_some_and(|giver| giver.can_be_represented().is_ok()))
}

fn live(session: &Session, who: LiveWho) -> Live {
    Live {
        id: session.id,
        created_at: session.created_at,
        idle_until: session.idle_until,
        absolute_until: session.absolute_until,
        who,
    }
}

async fn touched(
    acts: &Acts,
    session: &Session,
    now: Instant,
    limits: SessionLimits,
) -> Result<Instant, ActError> {
    if !session.needs_touch(now) {
        return Ok(session.idle_until);
    }
    acts.db()
        .write(SCOPE, "sessions.touch", async |mut tx| {
            sessions::touch(&mut tx, session, now, limits.idle).await
        })
        .await?;
    Ok(now.plus(limits.idle).min(session.absolute_until))
}

/// Ends the session that a token opens, and gives back the id token for the
/// identity provider, so that it ends there too.
///
/// # Errors
/// When the database fails.
pub async fn end(acts: &Acts, token: &SessionToken) -> Result<Option<String>, ActError> {
    let now = acts.now();
    let found = acts
        .db()
        .read(SCOPE, "sessions.find", async |mut tx| sessions::find(&mut tx, token, now).await)
        .await?;
    let Some(session) = found else { return Ok(None) };
    let line = line(acts, Event::SignedOut, session.who, session.id, now);
    acts.db()
        .write(SCOPE, "sessions.end", async |mut tx| {
            sessions::end(&mut tx, session.id, EndedWhy::SignedOut, now).await?;
            audit::append(&mut tx, &line).await
        })
        .await?;
    let Some(sealed) = session.id_token_hint else { return Ok(None) };
    let label = (Controller::Platform, Category::Platform);
    let bytes = acts.vault().open(label, hint_place(session.id), &sealed).await?;
    Ok(String::from_utf8(bytes).ok())
}

/// Ends every session of a citizen.
///
/// # Errors
/// When the database fails.
pub async fn end_all(acts: &Acts, person: PersonId) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "sessions.end_all", async |mut tx| {
            for (id, who) in sessions::end_all_of(&mut tx, Who::Citizen(person), now).await? {
                audit::append(&mut tx, &line(acts, Event::SignedOut, who, id, now)).await?;
            }
            Ok::<_, ActError>(())
        })
        .await
}

/// Ends the sessions that an identity provider means by issuer and `sid`.
///
/// # Errors
/// When the database fails.
pub async fn end_elsewhere(acts: &Acts, issuer: &str, sid: &str) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "sessions.end_elsewhere", async |mut tx| {
            end_in(acts, &mut tx, LogoutKey::of(issuer, sid), now).await
        })
        .await
}

/// Ends the sessions that a logout token means, once. The token counts as used
/// only when they have ended, so that it may come again after a failure; an old
/// one cannot end a newer session of the same name.
///
/// # Errors
/// When the database fails.
pub async fn end_by_token(
    acts: &Acts,
    (issuer, sid): (&str, &str),
    (jti, expires): (&str, Instant),
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "sessions.end_by_token", async |mut tx| {
            match sessions::note_logout_token(&mut tx, issuer, jti, expires).await? {
                TokenUse::First => end_in(acts, &mut tx, LogoutKey::of(issuer, sid), now).await,
                TokenUse::Replay => Ok(()),
            }
        })
        .await
}

async fn end_in(acts: &Acts, tx: &mut Tx, key: LogoutKey, now: Instant) -> Result<(), ActError> {
    for (id, who) in sessions::end_by_logout_key(tx, key, now).await? {
        audit::append(tx, &line(acts, Event::SignedOut, who, id, now)).await?;
    }
    Ok(())
}

/// Remembers a sign-in that sets out, sealed, under its state.
///
/// # Errors
/// When the database fails.
pub async fn remember(acts: &Acts, door: Door, state: &str, pending: &str) -> Result<(), ActError> {
    let label = (Controller::Platform, Category::Platform);
    let sealed = acts.vault().seal(label, ATTEMPT, pending.as_bytes()).await?;
    let now = acts.now();
    acts.db()
        .write(SCOPE, "sessions.remember", async |mut tx| {
            let lifetime = ATTEMPT_LIFETIME;
            let new = NewAttempt { state, door, pending: &sealed, now, lifetime };
            Ok(sessions::begin_attempt(&mut tx, &new).await?)
        })
        .await
}

/// Takes what was remembered, once.
///
/// # Errors
/// When the database fails.
pub async fn recall(acts: &Acts, door: Door, state: &str) -> Result<Option<String>, ActError> {
    let now = acts.now();
    let sealed = acts
        .db()
        .write(SCOPE, "sessions.recall", async |mut tx| {
            sessions::take_attempt(&mut tx, state, door, now).await
        })
        .await?;
    let Some(sealed) = sealed else { return Ok(None) };
    let label = (Controller::Platform, Category::Platform);
    let bytes = acts.vault().open(label, ATTEMPT, &sealed).await?;
    Ok(String::from_utf8(bytes).ok())
}

const ATTEMPT: Place = Place { table: "login_attempts", row: Uuid::nil(), column: "pending" };

/// Clears away sessions and sign-ins whose time is long over.
///
/// # Errors
/// When the database fails.
pub async fn sweep(acts: &Acts, kept: Duration) -> Result<u64, ActError> {
    let before = acts.now().minus(kept);
    acts.db()
        .write(SCOPE, "sessions.sweep", async |mut tx| Ok(sessions::sweep(&mut tx, before).await?))
        .await
}
