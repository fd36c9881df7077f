//! Signed-in sessions.

use core::time::Duration;

use helsebro_domain::consent::Stand;
use helsebro_domain::ids::{MunicipalityId, PersonId, SessionId, StaffId};
use helsebro_domain::parties::PersonName;
use helsebro_domain::time::Instant;

use super::{LogoutKey, SessionToken};
use crate::consent::{parent_says, portal_of};
use crate::{FromRow, Row, StorageError, Tx, values};

/// How often a session in use is written to at most; more often tells nobody more.
pub const TOUCH_INTERVAL: Duration = Duration::from_secs(60);

/// The longest text that names a level of assurance.
const MAX_ACR_BYTES: usize = 200;

/// The most sessions that one statement ends or sweeps.
const MAX_ENDED: u32 = 500;

const CREATE: &str = "INSERT INTO sessions (id, token_hash, person, staff, municipality, \
     logout_key, acr, id_token_hint, created_at, last_seen_at, idle_until, absolute_until) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)";
const LIVE: &str = "SELECT s.id, s.person, s.staff, s.municipality, s.acr, s.id_token_hint, \
     s.created_at, s.last_seen_at, s.idle_until, s.absolute_until, s.acting_for, p.given, \
     p.family, p.portal, p.born, p.youth_by FROM sessions s LEFT JOIN people p ON p.id = s.person WHERE s.token_hash = $1 \
     AND s.ended_at IS NULL AND s.idle_until > $2 AND s.absolute_until > $2";
const ENDED: &str = "SELECT ended_why, ended_at, idle_until, absolute_until FROM sessions \
     WHERE token_hash = $1";
const TOUCH: &str = "UPDATE sessions SET last_seen_at = $2, idle_until = $3 WHERE id = $1 \
     AND ended_at IS NULL AND idle_until > $2 AND absolute_until > $2";
const ACT_FOR: &str = "UPDATE sessions SET acting_for = $2 WHERE id = $1 AND ended_at IS NULL";
const END: &str = "UPDATE sessions SET ended_at = $2, ended_why = $3, id_token_hint = NULL \
     WHERE id = $1 AND ended_at IS NULL";
const END_BY_LOGOUT_KEY: &str = "UPDATE sessions SET ended_at = $2, ended_why = $3, \
     id_token_hint = NULL WHERE logout_key = $1 AND ended_at IS NULL \
     RETURNING id, person, staff, municipality";
const END_OF_PERSON: &str = "UPDATE sessions SET ended_at = $2, ended_why = $3, \
     id_token_hint = NULL WHERE person = $1 AND ended_at IS NULL \
     RETURNING id, person, staff, municipality";
const END_OF_STAFF: &str = "UPDATE sessions SET ended_at = $2, ended_why = $3, \
     id_token_hint = NULL WHERE staff = $1 AND ended_at IS NULL \
     RETURNING id, person, staff, municipality";
const SWEEP: &str = "DELETE FROM sessions WHERE id IN \
     (SELECT id FROM sessions WHERE absolute_until < $1 ORDER BY absolute_until LIMIT $2)";

pub(super) const STATEMENTS: &[&str] = &[
    CREATE,
    LIVE,
    ENDED,
    TOUCH,
    ACT_FOR,
    END,
    END_BY_LOGOUT_KEY,
    END_OF_PERSON,
    END_OF_STAFF,
    SWEEP,
];

/// Whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// A citizen's.
    Citizen(PersonId),
    /// A member of staff's, at work for one municipality.
    Staff(StaffId, MunicipalityId),
    /// An administrator's at the operator, outside the municipalities.
    Operator(StaffId),
}

/// A session that begins.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// What the browser will hold.
    pub token: &'a SessionToken,
    /// Whose it is.
    pub who: Who,
    /// By what the identity provider may end it.
    pub logout_key: Option<LogoutKey>,
    /// How sure we are who it is, in the provider's word.
    pub acr: &'a str,
    /// The id token to give back at logout, sealed.
    pub id_token_hint: Option<&'a [u8]>,
    /// When it begins.
    pub now: Instant,
    /// How long it lives unused.
    pub idle: Duration,
    /// How long it lives at most.
    pub absolute: Duration,
}

/// A live session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub who: Who,
    /// How sure we are who it is, in the provider's word.
    pub acr: String,
    /// The id token to give back at logout, sealed.
    pub id_token_hint: Option<Vec<u8>>,
    /// When it began.
    pub created_at: Instant,
    /// When it was last noted as used.
    pub last_seen_at: Instant,
    /// When it ends unless used.
    pub idle_until: Instant,
    /// When it ends in any case.
    pub absolute_until: Instant,
    /// Whom the citizen acts for now; none when for herself.
    pub acting_for: Option<PersonId>,
    /// The citizen, as far as every request needs her; none for staff.
    pub citizen: Option<SessionCitizen>,
}

/// The citizen of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCitizen {
    /// What she is called.
    pub name: PersonName,
    /// Where she stands with the platform.
    pub stand: Stand,
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedWhy {
    /// Signed out here.
    SignedOut,
    /// Signed out at the identity provider, or at another service.
    SignedOutElsewhere,
    /// Signed in anew.
    Replaced,
    /// Ended for everyone who is this person.
    AllEnded,
}

/// Why a token no longer opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// It was not used for too long.
    Idle,
    /// It had lasted as long as it may.
    TooLong,
    /// It was ended before its time.
    Ended(EndedWhy),
}

impl Session {
    /// Whether its use should be noted now.
    pub fn needs_touch(&self, now: Instant) -> bool {
        now.since(self.last_seen_at) >= TOUCH_INTERVAL
    }
}

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut Tx, new: &NewSession<'_>) -> Result<(), StorageError> {
    tx.system()?;
    if new.acr.len() > MAX_ACR_BYTES {
        return Err(StorageError::TooLong { what: "a level of assurance" });
    }
    let (person, staff, municipality) = match new.who {
        Who::Citizen(person) => (Some(person), None, None),
        Who::Staff(staff, municipality) => (None, Some(staff), Some(municipality)),
        Who::Operator(staff) => (None, Some(staff), None),
    };
    let absolute_until = new.now.plus(new.absolute);
    let idle_until = new.now.plus(new.idle).min(absolute_until);
    tx.ensure_one(
        CREATE,
        values![
            new.id,
            new.token.hash(),
            person,
            staff,
            municipality,
            new.logout_key.as_ref().map(LogoutKey::bytes),
            new.acr,
            new.id_token_hint,
            new.now,
            idle_until,
            absolute_until,
        ],
    )
    .await
}

/// The live session that a token opens.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    token: &SessionToken,
    now: Instant,
) -> Result<Option<Session>, StorageError> {
    tx.system()?;
    tx.optional(LIVE, values![token.hash(), now]).await
}

/// Why the session of a token is over; none when it is live, or was removed long ago.
///
/// # Errors
/// When the database fails.
pub async fn over(
    tx: &mut Tx,
    token: &SessionToken,
    now: Instant,
) -> Result<Option<Over>, StorageError> {
    tx.system()?;
    let row: Option<(Option<i64>, Option<Instant>, Instant, Instant)> =
        tx.optional(ENDED, values![token.hash()]).await?;
    let Some((why, ended_at, idle_until, absolute_until)) = row else { return Ok(None) };
    Ok(match (why.and_then(EndedWhy::from_column), ended_at) {
        (Some(why), Some(_)) => Some(Over::Ended(why)),
        // Its time is over by whichever limit came first.
        _ if idle_until.min(absolute_until) > now => None,
        _ if idle_until < absolute_until => Some(Over::Idle),
        _ => Some(Over::TooLong),
    })
}

/// Notes that a session is in use and gives it `idle` more time, never past its
/// end. A session that has ended in the meantime stays ended.
///
/// # Errors
/// When the database fails.
pub async fn touch(
    tx: &mut Tx,
    session: &Session,
    now: Instant,
    idle: Duration,
) -> Result<(), StorageError> {
    tx.system()?;
    let idle_until = now.plus(idle).min(session.absolute_until);
    tx.execute(TOUCH, values![session.id, now, idle_until]).await?;
    Ok(())
}

/// Notes whom the citizen of a session acts for from now on; none for herself.
///
/// # Errors
/// When the database fails.
pub async fn act_for(
    tx: &mut Tx,
    id: SessionId,
    person: Option<PersonId>,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(ACT_FOR, values![id, person]).await?;
    Ok(())
}

/// Ends a session; one that has ended already stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn end(
    tx: &mut Tx,
    id: SessionId,
    why: EndedWhy,
    now: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(END, values![id, now, why.column()]).await?;
    Ok(())
}

/// Ends every session that the identity provider means by issuer and `sid`.
///
/// # Errors
/// When the database fails.
pub async fn end_by_logout_key(
    tx: &mut Tx,
    key: LogoutKey,
    now: Instant,
) -> Result<Vec<(SessionId, Who)>, StorageError> {
    tx.system()?;
    let why = EndedWhy::SignedOutElsewhere.column();
    let ended: Vec<Ended> = tx.all(END_BY_LOGOUT_KEY, values![key.bytes(), now, why]).await?;
    Ok(ended.into_iter().map(|ended| (ended.id, ended.who)).collect())
}

/// Ends every session of a person: a citizen's own, or a member of staff's in
/// every municipality.
///
/// # Errors
/// When the database fails.
pub async fn end_all_of(
    tx: &mut Tx,
    who: Who,
    now: Instant,
) -> Result<Vec<(SessionId, Who)>, StorageError> {
    tx.system()?;
    let why = EndedWhy::AllEnded.column();
    let ended: Vec<Ended> = match who {
        Who::Citizen(person) => tx.all(END_OF_PERSON, values![person, now, why]).await?,
        Who::Staff(staff, _) | Who::Operator(staff) => {
            tx.all(END_OF_STAFF, values![staff, now, why]).await?
        }
    };
    Ok(ended.into_iter().map(|ended| (ended.id, ended.who)).collect())
}

/// Removes some sessions, sign-ins and logout tokens whose time is long over, and
/// says how many sessions went.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StorageError> {
    tx.system()?;
    super::attempts::sweep(tx, before, MAX_ENDED).await?;
    tx.execute(SWEEP, values![before, MAX_ENDED]).await
}

impl EndedWhy {
    const fn column(self) -> i64 {
        match self {
            Self::SignedOut => 1,
            Self::SignedOutElsewhere => 2,
            Self::Replaced => 3,
            Self::AllEnded => 4,
        }
    }

    const fn from_column(value: i64) -> Option<Self> {
        Some(match value {
            1 => Self::SignedOut,
            2 => Self::SignedOutElsewhere,
            3 => Self::Replaced,
            4 => Self::AllEnded,
            _ => return None,
        })
    }
}

/// A session that was just ended.
struct Ended {
    id: SessionId,
    who: Who,
}

impl FromRow for Ended {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { id: row.get(0)?, who: who_from(row)? })
    }
}

impl FromRow for Session {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            who: who_from(row)?,
            acr: row.get(4)?,
            id_token_hint: row.get(5)?,
            created_at: row.get(6)?,
            last_seen_at: row.get(7)?,
            idle_until: row.get(8)?,
            absolute_until: row.get(9)?,
            acting_for: row.get(10)?,
            citizen: match row.get::<Option<String>>(11)? {
                None => None,
                Some(given) => Some(SessionCitizen {
                    name: PersonName::new(&given, &row.get::<String>(12)?),
                    stand: Stand {
                        portal: portal_of(row.get(13)?),
                        born: row.get(14)?,
                        parent: parent_says(row.get(15)?),
                    },
                }),
            },
        })
    }
}

/// Whose session a row tells of, from its columns 1 to 3.
fn who_from(row: &Row<'_>) -> Result<Who, StorageError> {
    match (row.get(1)?, row.get(2)?, row.get(3)?) {
        (Some(person), None, None) => Ok(Who::Citizen(person)),
        (None, Some(staff), Some(municipality)) => Ok(Who::Staff(staff, municipality)),
        (None, Some(staff), None) => Ok(Who::Operator(staff)),
        _ => Err(StorageError::Column { column: 1, wanted: "a citizen or a member of staff" }),
    }
}
