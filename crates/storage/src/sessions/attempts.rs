//! Sign-ins on their way, and logout tokens: both are good for one use.

use core::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

/// The longest issuer or token id.
const MAX_NAME_BYTES: usize = 500;

/// The longest sealed note about a sign-in.
const MAX_PENDING_BYTES: usize = 8 * 1024;

const BEGIN: &str = "INSERT INTO login_attempts (state_hash, door, pending, created_at, \
     expires_at) VALUES ($1, $2, $3, $4, $5)";
const TAKE: &str = "DELETE FROM login_attempts WHERE state_hash = $1 AND door = $2 \
     RETURNING pending, expires_at";
const NOTE_TOKEN: &str = "INSERT INTO logout_tokens (issuer, jti, expires_at) \
     VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const SWEEP_ATTEMPTS: &str = "DELETE FROM login_attempts WHERE state_hash IN \
     (SELECT state_hash FROM login_attempts WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
const SWEEP_TOKENS: &str = "DELETE FROM logout_tokens WHERE (issuer, jti) IN \
     (SELECT issuer, jti FROM logout_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";

pub(super) const STATEMENTS: &[&str] = &[BEGIN, TAKE, NOTE_TOKEN, SWEEP_ATTEMPTS, SWEEP_TOKENS];

/// By which door somebody signs in. An answer for one door does not open another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The citizens'.
    Citizen,
    /// The staff's.
    Staff,
}

/// A sign-in that sets out.
#[derive(Debug)]
pub struct NewAttempt<'a> {
    /// The state that must come back; its hash is stored.
    pub state: &'a str,
    /// By which door.
    pub door: Door,
    /// What must be remembered until then, sealed.
    pub pending: &'a [u8],
    /// When it sets out.
    pub now: Instant,
    /// How long it may take.
    pub lifetime: Duration,
}

/// Whether a token that is good for one use has been used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenUse {
    /// This is the first time.
    First,
    /// It has been used before.
    Replay,
}

/// Notes that a sign-in sets out.
///
/// # Errors
/// When the state is in use, what is to be remembered is too long, or the
/// database fails.
pub async fn begin_attempt(tx: &mut Tx, new: &NewAttempt<'_>) -> Result<(), StorageError> {
    tx.system()?;
    if new.pending.len() > MAX_PENDING_BYTES {
        return Err(StorageError::TooLong { what: "a sign-in" });
    }
    let expires_at = new.now.plus(new.lifetime);
    let (state, door) = (hash(new.state), new.door.column());
    tx.ensure_one(BEGIN, values![state, door, new.pending, new.now, expires_at]).await
}

/// Takes what was remembered, once. `None` when the state is unknown, used, for
/// another door or too old.
///
/// # Errors
/// When the database fails.
pub async fn take_attempt(
    tx: &mut Tx,
    state: &str,
    door: Door,
    now: Instant,
) -> Result<Option<Vec<u8>>, StorageError> {
    tx.system()?;
    let row: Option<(Vec<u8>, Instant)> =
        tx.optional(TAKE, values![hash(state), door.column()]).await?;
    Ok(row.filter(|(_, expires_at)| *expires_at > now).map(|(pending, _)| pending))
}

/// Notes that a logout token is used, and whether it was before.
///
/// # Errors
/// When its names are too long, or the database fails.
pub async fn note_logout_token(
    tx: &mut Tx,
    issuer: &str,
    jti: &str,
    expires_at: Instant,
) -> Result<TokenUse, StorageError> {
    tx.system()?;
    if issuer.len() > MAX_NAME_BYTES || jti.len() > MAX_NAME_BYTES {
        return Err(StorageError::TooLong { what: "the name of a logout token" });
    }
    match tx.execute(NOTE_TOKEN, values![issuer, jti, expires_at]).await? {
        0 => Ok(TokenUse::Replay),
        _ => Ok(TokenUse::First),
    }
}

pub(super) async fn sweep(tx: &mut Tx, before: Instant, limit: u32) -> Result<(), StorageError> {
    tx.execute(SWEEP_ATTEMPTS, values![before, limit]).await?;
    tx.execute(SWEEP_TOKENS, values![before, limit]).await?;
    Ok(())
}

impl Door {
    const fn column(self) -> i64 {
        match self {
            Self::Citizen => 1,
            Self::Staff => 2,
        }
    }
}

/// The state is random, so its plain hash tells nothing.
fn hash(state: &str) -> Vec<u8> {
    digest(&SHA256, state.as_bytes()).as_ref().to_vec()
}
