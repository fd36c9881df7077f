//! What is held for a municipality beside its conversations, for handing over: each kind is
//! one table, read in the order of one key (§ 5.6 case VII).

use helsebro_domain::ids::{LeavingId, MunicipalityId, PersonId, StaffId};
use helsebro_domain::joining::Leaving;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most keys whose size is read at once.
const MAX_READ: u32 = 500;

const ADD: &str = "INSERT INTO leaving_stretches (leaving, number, kind, after_key, last_key) \
     VALUES ($1, $2, $3, $4, $5)";
const OF_PART: &str = "SELECT kind, after_key, last_key FROM leaving_stretches \
     WHERE leaving = $1 AND number = $2 ORDER BY kind";
const THREADS: &str = "SELECT COUNT(*) FROM threads WHERE municipality = $1";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// Somebody of whom there is a record here.
    Person,
    /// A member of staff.
    Staff,
    /// When.
    At,
    /// Which day.
    Day,
    /// A number, or yes and no as 1 and 0.
    Number,
    /// A word of the tables.
    Text,
    /// The id of something else that is handed over.
    Id,
    /// What is sealed for the unit.
    Sealed,
}

/// What a field of a record holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Held {
    /// Somebody.
    Person(PersonId),
    /// A member of staff.
    Staff(StaffId),
    /// When.
    At(Instant),
    /// Which day.
    Day(Date),
    /// A number.
    Number(i64),
    /// A word.
    Text(String),
    /// An id.
    Id(Uuid),
    /// Sealed.
    Sealed(Vec<u8>),
}

/// A kind of records that are handed over.
#[derive(Debug)]
pub struct HeldKind {
    /// Its name.
    pub name: &'static str,
    /// The table that its seals are bound to.
    pub table: &'static str,
    /// Its fields by name, after its key. That of something sealed is what its seal is
    /// bound to.
    pub fields: &'static [(&'static str, Is)],
    sizes: &'static str,
    rows: &'static str,
    beyond: &'static str,
}

/// One of them.
pub struct HeldRecord {
    /// Its kind.
    pub kind: &'static HeldKind,
    /// Its key, which its seals are bound to.
    pub key: Uuid,
    /// What is there of its fields.
    pub fields: Vec<(&'static str, Held)>,
}

/// Those of one kind that are in a part: after one key, up to another and with it.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// Which kind.
    pub kind: &'static HeldKind,
    /// After which key.
    pub after: Uuid,
    /// Up to which.
    pub last: Uuid,
}

macro_rules! sizes {
    ($table:literal, $key:literal, $owner:literal, $size:literal) => {
        concat!(
            "SELECT x.",
            $key,
            ", CAST(SUM(",
            $size,
            ") AS BIGINT) FROM ",
            $table,
            " x WHERE x.",
            $owner,
            " = $1 AND x.",
            $key,
            " > $2 GROUP BY x.",
            $key,
            " ORDER BY x.",
            $key,
            " LIMIT $3"
        )
    };
}

macro_rules! rows {
    ($name:literal, $table:literal, $key:literal, $owner:literal, $columns:literal) => {
        concat!(
            "SELECT '",
            $name,
            "', x.",
            $key,
            ", ",
            $columns,
            " FROM ",
            $table,
            " x WHERE x.",
            $owner,
            " = $1 AND x.",
            $key,
            " > $2 AND x.",
            $key,
            " <= $3 ORDER BY x.",
            $key
        )
    };
}

macro_rules! beyond {
    ($name:literal, $table:literal, $key:literal, $owner:literal) => {
        concat!(
            "SELECT x.",
            $key,
            " FROM ",
            $table,
            " x WHERE x.",
            $owner,
            " = $1 AND NOT EXISTS (SELECT 1 FROM leaving_stretches s WHERE s.leaving = $2 \
             AND s.kind = '",
            $name,
            "' AND x.",
            $key,
            " > s.after_key AND x.",
            $key,
            " <= s.last_key) LIMIT 1"
        )
    };
}

macro_rules! kinds {
    ($(
        $name:literal of $table:literal by $key:literal for $owner:literal,
        $size:literal, $columns:literal, [$(($field:literal, $is:ident)),+ $(,)?];
    )+) => {
        /// Every kind, in the order in which they are handed over.
        pub const HELD_KINDS: &[HeldKind] = &[$(HeldKind {
            name: $name,
            table: $table,
            fields: &[$(($field, Is::$is)),+],
            sizes: sizes!($table, $key, $owner, $size),
            rows: rows!($name, $table, $key, $owner, $columns),
            beyond: beyond!($name, $table, $key, $owner),
        }),+];

        pub(super) const STATEMENTS: &[&str] = &[
            ADD, OF_PART, THREADS,
            $(
                sizes!($table, $key, $owner, $size),
                rows!($name, $table, $key, $owner, $columns),
                beyond!($name, $table, $key, $owner),
            )+
        ];
    };
}

kinds! {
    "standard_replies" of "standard_replies" by "id" for "municipality",
    "LENGTH(x.text)",
    "(SELECT u.name FROM units u WHERE u.id = x.unit), x.text, x.changed_at",
    [("unit", Text), ("text", Sealed), ("changed_at", At)];

    "name_displays" of "name_displays" by "person" for "municipality",
    "LENGTH(x.reason)",
    "x.person, x.names, x.reason, x.staff, x.at",
    [("patient", Person), ("names", Text), ("reason", Sealed), ("chosen_by", Staff), ("at", At)];

    "competence_decisions" of "competence_decisions" by "id" for "municipality",
    "LENGTH(x.reason)",
    "x.patient, x.named, (SELECT u.name FROM units u WHERE u.id = x.unit), x.decided_by, \
     x.reason, x.valid_from, x.last_day, x.created_at, x.ended_at",
    [
        ("patient", Person), ("named", Person), ("unit", Text), ("decided_by", Staff),
        ("reason", Sealed), ("valid_from", Day), ("last_day", Day), ("at", At),
        ("ended_at", At),
    ];

    "parent_blocks" of "parent_blocks" by "id" for "municipality",
    "LENGTH(x.reason)",
    "x.child, x.parent, x.thread, x.set_by, x.reason_class, x.reason, x.created_at, x.ended_at",
    [
        ("patient", Person), ("parent", Person), ("conversation", Id), ("decided_by", Staff),
        ("class", Text), ("reason", Sealed), ("at", At), ("ended_at", At),
    ];

    "parent_openings" of "parent_openings" by "id" for "municipality",
    "LENGTH(x.reason)",
    "x.child, x.parent, x.thread, x.opened_by, x.reason, x.created_at, x.ended_at",
    [
        ("patient", Person), ("parent", Person), ("conversation", Id), ("decided_by", Staff),
        ("reason", Sealed), ("at", At), ("ended_at", At),
    ];

    "channel_blocks" of "channel_blocks" by "id" for "municipality",
    "LENGTH(x.reasons_unit) + COALESCE(LENGTH(x.comment_unit), 0) \
     + COALESCE(LENGTH(x.decision_unit), 0)",
    "x.person, (SELECT u.name FROM units u WHERE u.id = x.unit), x.begun_by, x.noticed_at, \
     x.at_once, x.reasons_unit, x.commented_at, x.comment_unit, x.decided_by, x.decided_at, \
     x.last_day, x.decision_unit, x.lifted_at, x.lifted_by",
    [
        ("patient", Person), ("unit", Text), ("begun_by", Staff), ("at", At),
        ("at_once", Number), ("reasons", Sealed), ("commented_at", At), ("comment", Sealed),
        ("decided_by", Staff), ("decided_at", At), ("last_day", Day), ("decision", Sealed),
        ("lifted_at", At), ("lifted_by", Staff),
    ];

    "emergencies" of "emergencies" by "id" for "municipality",
    "LENGTH(x.reason_unit)",
    "x.person, (SELECT u.name FROM units u WHERE u.id = x.unit), x.staff, x.class, \
     x.reason_unit, x.is_compelling, x.opened_at, x.until_at, x.review_by, x.judged_at, \
     x.judged_by, x.verdict",
    [
        ("patient", Person), ("unit", Text), ("opened_by", Staff), ("class", Text),
        ("reason", Sealed), ("is_compelling", Number), ("at", At), ("until", At),
        ("review_by", Day), ("judged_at", At),
        ("judged_by", Staff), ("verdict", Number),
    ];

    "disclosures_asked" of "disclosures" by "id" for "municipality",
    "LENGTH(x.words_unit) + COALESCE(LENGTH(x.given_unit), 0)",
    "x.person, (SELECT u.name FROM units u WHERE u.id = x.unit), x.asker, \
     (SELECT u.name FROM units u WHERE u.id = x.source_unit), x.purpose, x.relation, \
     x.period_from, x.period_to, x.asked_at, x.words_unit, x.is_overridden, x.state, \
     x.decided_at, x.basis, x.until_at, x.given_unit",
    [
        ("patient", Person), ("unit", Text), ("asked_by", Staff), ("asked_of", Text),
        ("purpose", Text), ("relation", Text), ("period_from", Day), ("period_to", Day),
        ("at", At), ("words", Sealed), ("overridden", Number), ("state", Text),
        ("decided_at", At), ("basis", Text), ("until", At), ("given", Sealed),
    ];

    "disclosures_given" of "disclosures" by "id" for "source_municipality",
    "LENGTH(x.words_source) + COALESCE(LENGTH(x.given_source), 0)",
    "x.person, (SELECT u.name FROM units u WHERE u.id = x.source_unit), \
     (SELECT u.name FROM units u WHERE u.id = x.unit), x.purpose, x.relation, x.period_from, \
     x.period_to, x.asked_at, x.words_source, x.is_overridden, x.state, x.decided_by, \
     x.decided_at, x.basis, x.until_at, x.given_source",
    [
        ("patient", Person), ("unit", Text), ("asked_from", Text), ("purpose", Text),
        ("relation", Text), ("period_from", Day), ("period_to", Day), ("at", At),
        ("words", Sealed), ("overridden", Number), ("state", Text), ("decided_by", Staff),
        ("decided_at", At), ("basis", Text), ("until", At), ("given", Sealed),
    ];

    "noted_oppositions" of "noted_oppositions" by "person" for "municipality",
    "LENGTH(x.reason)",
    "x.person, (SELECT u.name FROM units u WHERE u.id = x.unit), x.staff, x.at, x.reason",
    [
        ("patient", Person), ("unit", Text), ("noted_by", Staff), ("at", At),
        ("reason", Sealed),
    ];

    "breaches" of "breaches" by "id" for "municipality",
    "LENGTH(x.nature) + COALESCE(LENGTH(x.assessment), 0) + COALESCE(LENGTH(x.delay), 0) \
     + COALESCE(LENGTH(x.kinds), 0) + COALESCE(LENGTH(x.measures), 0)",
    "x.aware_at, x.due_at, x.registered_at, x.registered_by, x.nature, x.risk, x.assessed_at, \
     x.assessed_by, x.assessment, x.concerned, x.authority_at, x.authority_reference, x.delay, \
     x.persons, x.persons_at, x.closed_at, x.closed_by, x.kinds, x.measures, x.records",
    [
        ("aware_at", At), ("due_at", At), ("at", At), ("registered_by", Staff),
        ("nature", Sealed), ("risk", Text), ("assessed_at", At), ("assessed_by", Staff),
        ("assessment", Sealed), ("concerned", Number), ("authority_told_at", At),
        ("authority_reference", Text), ("delay", Sealed), ("persons", Text),
        ("persons_at", At), ("closed_at", At), ("closed_by", Staff),
        ("kinds", Sealed), ("measures", Sealed), ("records", Number),
    ];
}

impl core::fmt::Debug for HeldRecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "HeldRecord({}, hidden)", self.kind.name)
    }
}

impl FromRow for HeldRecord {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let kind = named(&row.get::<String>(0)?)?;
        let mut fields = Vec::with_capacity(kind.fields.len());
        for (column, (name, is)) in (2..).zip(kind.fields) {
            let held = match is {
                Is::Person => row.get::<Option<PersonId>>(column)?.map(Held::Person),
                Is::Staff => row.get::<Option<StaffId>>(column)?.map(Held::Staff),
                Is::At => row.get::<Option<Instant>>(column)?.map(Held::At),
                Is::Day => row.get::<Option<Date>>(column)?.map(Held::Day),
                Is::Number => row.get::<Option<i64>>(column)?.map(Held::Number),
                Is::Text => row.get::<Option<String>>(column)?.map(Held::Text),
                Is::Id => row.get::<Option<Uuid>>(column)?.map(Held::Id),
                Is::Sealed => row.get::<Option<Vec<u8>>>(column)?.map(Held::Sealed),
            };
            fields.extend(held.map(|held| (*name, held)));
        }
        Ok(Self { kind, key: row.get(1)?, fields })
    }
}

fn named(name: &str) -> Result<&'static HeldKind, StorageError> {
    let found = HELD_KINDS.iter().find(|kind| kind.name == name);
    found.ok_or(StorageError::Column { column: 0, wanted: "a kind of records" })
}

/// Keys of a kind after one, with how many bytes are sealed there.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn record_sizes(
    tx: &mut Tx,
    municipality: MunicipalityId,
    (kind, after): (&HeldKind, Uuid),
) -> Result<Vec<(Uuid, u64)>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<(Uuid, i64)> = tx.all(kind.sizes, values![municipality, after, MAX_READ]).await?;
    Ok(rows.into_iter().map(|(key, size)| (key, u64::try_from(size).unwrap_or(0))).collect())
}

/// Lays down what is in a part beside its conversations.
///
/// # Errors
/// When it is laid down already, or the database fails.
pub(super) async fn add_stretch(
    tx: &mut Tx,
    (leaving, number): (LeavingId, u32),
    stretch: &Stretch,
) -> Result<(), StorageError> {
    let row = values![leaving, number, stretch.kind.name, stretch.after, stretch.last];
    tx.ensure_one(ADD, row).await
}

/// What is in a part beside its conversations, kind by kind.
///
/// # Errors
/// When the scope is another's, a kind has too many rows or the database fails.
pub async fn held_records(
    tx: &mut Tx,
    leaving: &Leaving,
    number: u32,
) -> Result<Vec<HeldRecord>, StorageError> {
    own(tx, leaving.municipality)?;
    let stretches: Vec<(String, Uuid, Uuid)> = tx.all(OF_PART, values![leaving.id, number]).await?;
    let mut found = Vec::new();
    for (name, after, last) in stretches {
        let asked = values![leaving.municipality, after, last];
        let rows = tx.all(named(&name)?.rows, asked).await?;
        found.extend::<Vec<HeldRecord>>(rows);
    }
    Ok(found)
}

/// Whether anything is held for a municipality that is in no part of what it takes along.
/// System scope only.
///
/// # Errors
/// When the database fails.
pub async fn is_more_held(tx: &mut Tx, leaving: &Leaving) -> Result<bool, StorageError> {
    tx.system()?;
    let (threads,): (i64,) = tx.one(THREADS, values![leaving.municipality]).await?;
    let laid: i64 = leaving.volumes.iter().map(|volume| i64::from(volume.conversations)).sum();
    if threads > laid {
        return Ok(true);
    }
    for kind in HELD_KINDS {
        let asked = values![leaving.municipality, leaving.id];
        if tx.optional::<(Uuid,)>(kind.beyond, asked).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
