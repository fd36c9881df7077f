//! What each person has chosen.

use helsebro_domain::ids::PersonId;
use helsebro_domain::notices::{Channels, Level, NoticeChoices, Wish};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const ONE: &str = "SELECT level, helper_level, channels, messages, helped, grants \
     FROM notice_choices WHERE person = $1";
const SET: &str = "INSERT INTO notice_choices (person, level, helper_level, channels, messages, \
     helped, grants, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
     ON CONFLICT (person) DO UPDATE SET level = $2, helper_level = $3, channels = $4, \
     messages = $5, helped = $6, grants = $7, changed_at = $8";

pub(super) const STATEMENTS: &[&str] = &[ONE, SET];

struct Stored(NoticeChoices);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(NoticeChoices {
            level: level(row.get(0)?),
            helper_level: level(row.get(1)?),
            channels: match row.get::<i64>(2)? {
                1 => Channels::Email,
                2 => Channels::Both,
                _ => Channels::Sms,
            },
            messages: wish(row.get(3)?),
            helped: wish(row.get(4)?),
            grants: wish(row.get(5)?),
        }))
    }
}

const fn level(stored: i64) -> Level {
    match stored {
        0 => Level::Limited,
        2 => Level::Full,
        _ => Level::Normal,
    }
}

const fn level_column(level: Level) -> i64 {
    match level {
        Level::Limited => 0,
        Level::Normal => 1,
        Level::Full => 2,
    }
}

const fn wish(stored: i64) -> Wish {
    match stored {
        1 => Wish::Always,
        2 => Wish::Never,
        _ => Wish::ByLevel,
    }
}

const fn wish_column(wish: Wish) -> i64 {
    match wish {
        Wish::ByLevel => 0,
        Wish::Always => 1,
        Wish::Never => 2,
    }
}

/// What the scope's citizen has chosen; none when she has not.
///
/// # Errors
/// When the database fails.
pub async fn choices(tx: &mut Tx) -> Result<Option<NoticeChoices>, StorageError> {
    let citizen = tx.citizen()?;
    Ok(tx.optional::<Stored>(ONE, values![citizen]).await?.map(|stored| stored.0))
}

/// What somebody has chosen; as it is without a choice when she has not. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn choices_of(tx: &mut Tx, person: PersonId) -> Result<NoticeChoices, StorageError> {
    tx.system()?;
    let stored = tx.optional::<Stored>(ONE, values![person]).await?;
    Ok(stored.map(|stored| stored.0).unwrap_or_default())
}

/// Stores what the scope's citizen chooses.
///
/// # Errors
/// When the database fails.
pub async fn set_choices(
    tx: &mut Tx,
    chosen: &NoticeChoices,
    now: Instant,
) -> Result<(), StorageError> {
    let citizen = tx.citizen()?;
    let channels = match chosen.channels {
        Channels::Sms => 0_i64,
        Channels::Email => 1,
        Channels::Both => 2,
    };
    tx.ensure_one(
        SET,
        values![
            citizen,
            level_column(chosen.level),
            level_column(chosen.helper_level),
            channels,
            wish_column(chosen.messages),
            wish_column(chosen.helped),
            wish_column(chosen.grants),
            now,
        ],
    )
    .await
}
