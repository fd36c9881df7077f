//! What does not say yet under which answer to who is controller it was made.
//!
//! Messages, notes and decisions about a patient are entries of a unit's record; answers and
//! conversations that are begun and replies kept ready are the unit's too. A file is a part of
//! its message, and a talk that is logged is one. What is kept on the platform part has one
//! answer at a time, and none of its own.

use helsebro_domain::ids::{MunicipalityId, ResolutionId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many from before are given theirs at a time, of each kind.
pub const RESOLVED_AT_A_TIME: usize = 200;

macro_rules! unit_then {
    ($id:literal) => {
        concat!(
            "JOIN units u ON u.id = COALESCE((SELECT e.from_unit FROM thread_events e \
             WHERE e.thread = t.id AND e.from_unit IS NOT NULL AND e.id > ",
            $id,
            " ORDER BY e.id LIMIT 1), t.unit)"
        )
    };
}

const MESSAGES: &str = concat!(
    "SELECT m.id, m.at, t.municipality, u.id, u.care_area, m.thread \
     FROM messages m JOIN threads t ON t.id = m.thread ",
    unit_then!("m.id"),
    " WHERE m.resolution IS NULL ORDER BY m.id LIMIT 200"
);
const NOTES: &str = concat!(
    "SELECT m.id, m.at, t.municipality, u.id, u.care_area, m.thread \
     FROM internal_notes m JOIN threads t ON t.id = m.thread ",
    unit_then!("m.id"),
    " WHERE m.resolution IS NULL ORDER BY m.id LIMIT 200"
);
const OPENINGS: &str = concat!(
    "SELECT o.id, o.created_at, t.municipality, u.id, u.care_area, o.thread \
     FROM parent_openings o JOIN threads t ON t.id = o.thread ",
    unit_then!("o.id"),
    " WHERE o.resolution IS NULL ORDER BY o.id LIMIT 200"
);
const DECISIONS: &str = "SELECT d.id, d.created_at, d.municipality, u.id, u.care_area, d.id \
     FROM competence_decisions d JOIN units u ON u.id = d.unit \
     WHERE d.resolution IS NULL ORDER BY d.id LIMIT 200";
// One for all of a child's conversations was set at the unit of whoever set it.
const BLOCKS: &str = "SELECT b.id, b.created_at, b.municipality, u.id, u.care_area, b.id \
     FROM parent_blocks b LEFT JOIN threads t ON t.id = b.thread \
     JOIN units u ON u.id = COALESCE(t.unit, (SELECT a.unit FROM authorisations a \
     WHERE a.staff = b.set_by AND a.municipality = b.municipality \
     ORDER BY a.valid_from LIMIT 1)) \
     WHERE b.resolution IS NULL ORDER BY b.id LIMIT 200";
const DRAFTS: &str = "SELECT d.staff, d.saved_at, d.municipality, u.id, u.care_area, d.thread \
     FROM desk_drafts d JOIN threads t ON t.id = d.thread JOIN units u ON u.id = t.unit \
     WHERE d.resolution IS NULL ORDER BY d.thread, d.staff LIMIT 200";
const REPLIES: &str = "SELECT s.id, s.changed_at, s.municipality, u.id, u.care_area, s.unit \
     FROM standard_replies s JOIN units u ON u.id = s.unit \
     WHERE s.resolution IS NULL ORDER BY s.unit, s.id LIMIT 200";
const BEGUN: &str = "SELECT b.id, b.saved_at, b.municipality, u.id, u.care_area, b.unit \
     FROM desk_begun b JOIN units u ON u.id = b.unit \
     WHERE b.resolution IS NULL ORDER BY b.unit, b.id LIMIT 200";
const GIVE_MESSAGE: &str = "UPDATE messages SET resolution = $3 \
     WHERE thread = $1 AND id = $2 AND resolution IS NULL";
const GIVE_NOTE: &str = "UPDATE internal_notes SET resolution = $3 \
     WHERE thread = $1 AND id = $2 AND resolution IS NULL";
const GIVE_OPENING: &str = "UPDATE parent_openings SET resolution = $3 \
     WHERE thread = $1 AND id = $2 AND resolution IS NULL";
const GIVE_DECISION: &str = "UPDATE competence_decisions SET resolution = $3 \
     WHERE id = $1 AND id = $2 AND resolution IS NULL";
const GIVE_BLOCK: &str = "UPDATE parent_blocks SET resolution = $3 \
     WHERE id = $1 AND id = $2 AND resolution IS NULL";
const GIVE_DRAFT: &str = "UPDATE desk_drafts SET resolution = $3 \
     WHERE thread = $1 AND staff = $2 AND resolution IS NULL";
const GIVE_REPLY: &str = "UPDATE standard_replies SET resolution = $3 \
     WHERE unit = $1 AND id = $2 AND resolution IS NULL";
const GIVE_BEGUN: &str = "UPDATE desk_begun SET resolution = $3 \
     WHERE unit = $1 AND id = $2 AND resolution IS NULL";
const LEFT_MESSAGES: &str = "SELECT COUNT(*) FROM messages WHERE resolution IS NULL";
const LEFT_NOTES: &str = "SELECT COUNT(*) FROM internal_notes WHERE resolution IS NULL";
const LEFT_OPENINGS: &str = "SELECT COUNT(*) FROM parent_openings WHERE resolution IS NULL";
const LEFT_DECISIONS: &str = "SELECT COUNT(*) FROM competence_decisions WHERE resolution IS NULL";
const LEFT_BLOCKS: &str = "SELECT COUNT(*) FROM parent_blocks WHERE resolution IS NULL";
const LEFT_DRAFTS: &str = "SELECT COUNT(*) FROM desk_drafts WHERE resolution IS NULL";
const LEFT_REPLIES: &str = "SELECT COUNT(*) FROM standard_replies WHERE resolution IS NULL";
const LEFT_BEGUN: &str = "SELECT COUNT(*) FROM desk_begun WHERE resolution IS NULL";

pub(super) const STATEMENTS: &[&str] = &[
    MESSAGES,
    NOTES,
    OPENINGS,
    DECISIONS,
    BLOCKS,
    DRAFTS,
    REPLIES,
    BEGUN,
    GIVE_MESSAGE,
    GIVE_NOTE,
    GIVE_OPENING,
    GIVE_DECISION,
    GIVE_BLOCK,
    GIVE_DRAFT,
    GIVE_REPLY,
    GIVE_BEGUN,
    LEFT_MESSAGES,
    LEFT_NOTES,
    LEFT_OPENINGS,
    LEFT_DECISIONS,
    LEFT_BLOCKS,
    LEFT_DRAFTS,
    LEFT_REPLIES,
    LEFT_BEGUN,
];

/// What is made under an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A message.
    Message,
    /// A note for colleagues.
    Note,
    /// A conversation of a youth that was opened to a parent.
    Opening,
    /// A clinician's decision about somebody's competence.
    Decision,
    /// What is closed to a parent.
    Block,
    /// An answer that somebody at a unit has begun.
    Draft,
    /// A reply that a unit keeps ready.
    StandardReply,
    /// A conversation that somebody at a unit has begun.
    Begun,
}

impl Thing {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Message,
        Self::Note,
        Self::Opening,
        Self::Decision,
        Self::Block,
        Self::Draft,
        Self::StandardReply,
        Self::Begun,
    ];

    /// What `doctor` calls several of them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Message => "messages",
            Self::Note => "notes",
            Self::Opening => "openings to parents",
            Self::Decision => "decisions about competence",
            Self::Block => "blocks for parents",
            Self::Draft => "answers begun",
            Self::StandardReply => "standard replies",
            Self::Begun => "conversations begun",
        }
    }

    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Message => (MESSAGES, GIVE_MESSAGE, LEFT_MESSAGES),
            Self::Note => (NOTES, GIVE_NOTE, LEFT_NOTES),
            Self::Opening => (OPENINGS, GIVE_OPENING, LEFT_OPENINGS),
            Self::Decision => (DECISIONS, GIVE_DECISION, LEFT_DECISIONS),
            Self::Block => (BLOCKS, GIVE_BLOCK, LEFT_BLOCKS),
            Self::Draft => (DRAFTS, GIVE_DRAFT, LEFT_DRAFTS),
            Self::StandardReply => (REPLIES, GIVE_REPLY, LEFT_REPLIES),
            Self::Begun => (BEGUN, GIVE_BEGUN, LEFT_BEGUN),
        }
    }
}

/// Something from before, and the unit that had it then.
#[derive(Debug, Clone, Copy)]
pub struct Unresolved {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub at: Instant,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The unit.
    pub unit: UnitId,
    /// The unit's service.
    pub care_area: CareArea,
    /// What it lies in: its conversation, its unit, or itself.
    pub within: Uuid,
}

impl FromRow for Unresolved {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let area: i64 = row.get(4)?;
        let wanted = "a care area";
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            municipality: row.get(2)?,
            unit: row.get(3)?,
            care_area: CareArea::from_code(area)
                .ok_or(StorageError::Column { column: 4, wanted })?,
            within: row.get(5)?,
        })
    }
}

/// The oldest of a kind that have no answer yet.
///
/// # Errors
/// When the database fails.
pub async fn unresolved(tx: &mut Tx, thing: Thing) -> Result<Vec<Unresolved>, StorageError> {
    tx.system()?;
    tx.all(thing.texts().0, values![]).await
}

/// Gives something its answer, unless it has one. `within` is what it lies in: its
/// conversation, its unit, or itself.
///
/// # Errors
/// When the database fails.
pub async fn give_resolution(
    tx: &mut Tx,
    (thing, within, id): (Thing, Uuid, Uuid),
    resolution: ResolutionId,
) -> Result<(), StorageError> {
    tx.execute(thing.texts().1, values![within, id, resolution]).await?;
    Ok(())
}

/// How many of a kind have no answer yet.
///
/// # Errors
/// When the database fails.
pub async fn how_many_unresolved(tx: &mut Tx, thing: Thing) -> Result<i64, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(thing.texts().2, values![]).await?;
    Ok(count)
}
