//! What is kept of a service, counted by who answers for it: what a plan would move.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{Context, SHA256};
use helsebro_domain::controllership::{Controllers, Party, Validity};
use helsebro_domain::ids::{CustodyId, PersonId, UnitId};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many records are read at a time.
const AT_A_TIME: usize = 1_000;

macro_rules! counted {
    ($from:literal) => {
        concat!(
            "SELECT COALESCE(r.controllers, ''), CASE WHEN c.person IS NULL THEN '' \
             ELSE COALESCE(c.named, 'STAYS') END, COUNT(*), COUNT(DISTINCT t.person) ",
            $from,
            " LEFT JOIN custody_choices c ON c.plan = $1 AND c.person = t.person \
             WHERE t.unit = $2 AND m.at >= $3 AND m.at < $4 GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 1000"
        )
    };
}

macro_rules! listed {
    ($what:literal, $from:literal) => {
        concat!(
            "SELECT ",
            $what,
            ".id, c.person, COALESCE(r.controllers, '') ",
            $from,
            " LEFT JOIN custody_choices c ON c.plan = $1 AND c.person = t.person \
             WHERE t.unit = $2 AND m.at >= $3 AND m.at < $4 AND ",
            $what,
            ".id > $5 ORDER BY ",
            $what,
            ".id LIMIT 1000"
        )
    };
}

const MESSAGES: &str = counted!(
    "FROM threads t JOIN messages m ON m.thread = t.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const NOTES: &str = counted!(
    "FROM threads t JOIN internal_notes m ON m.thread = t.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const FILES: &str = counted!(
    "FROM threads t JOIN messages m ON m.thread = t.id JOIN attachments a ON a.thread = t.id AND a.message = m.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const LIST_MESSAGES: &str = listed!(
    "m",
    "FROM threads t JOIN messages m ON m.thread = t.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const LIST_NOTES: &str = listed!(
    "m",
    "FROM threads t JOIN internal_notes m ON m.thread = t.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const LIST_FILES: &str = listed!(
    "a",
    "FROM threads t JOIN messages m ON m.thread = t.id JOIN attachments a ON a.thread = t.id AND a.message = m.id LEFT JOIN resolutions r ON r.id = m.resolution"
);
const NOTICES: &str = "SELECT COUNT(*) FROM notices n JOIN threads t ON t.id = n.place \
     WHERE t.unit = $1 AND n.decided_at >= $2 AND n.decided_at < $3";

pub(super) const STATEMENTS: &[&str] =
    &[MESSAGES, NOTES, FILES, LIST_MESSAGES, LIST_NOTES, LIST_FILES, NOTICES];

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// A message, or a talk that was logged.
    Message,
    /// A note for colleagues.
    Note,
    /// A file that goes along with a message.
    File,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Message, Self::Note, Self::File];
}

/// What those concerned have said of where their records go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// That they stay.
    Stays,
    /// To whom they go.
    To(Party),
}

/// Records of the same kind, made under the same controllers, about those who said the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What kind.
    pub kind: RecordKind,
    /// Who was controller when they were made; nobody when it is not said yet.
    pub controllers: Controllers,
    /// What those concerned have said.
    pub said: Said,
    /// How many records.
    pub records: i64,
    /// About how many people.
    pub people: i64,
}

/// Where and when records were written.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// The unit.
    pub unit: UnitId,
    /// When.
    pub written: Validity,
}

impl Stretch {
    fn to(&self) -> Instant {
        self.written.to().unwrap_or(Instant::from_micros(i64::MAX))
    }
}

/// The controllers as a resolution is stored with them.
fn controllers(text: &str) -> Controllers {
    let mut words = text.split(' ');
    let kind = words.next().unwrap_or_default();
    let parties = words.filter_map(Party::from_stored).collect();
    Controllers::from_stored(kind, parties).unwrap_or(Controllers::Nobody)
}

fn said(text: &str) -> Said {
    match text {
        "" => Said::Nothing,
        named => Party::from_stored(named).map_or(Said::Stays, Said::To),
    }
}

/// What a unit keeps of the record from a time, counted.
///
/// # Errors
/// When the database fails.
pub async fn tally(
    tx: &mut Tx,
    plan: CustodyId,
    stretch: &Stretch,
) -> Result<Vec<Tally>, StorageError> {
    tx.system()?;
    let mut found = Vec::new();
    for kind in RecordKind::ALL {
        let text = match kind {
            RecordKind::Message => MESSAGES,
            RecordKind::Note => NOTES,
            RecordKind::File => FILES,
        };
        let (from, to) = (stretch.written.from(), stretch.to());
        let rows: Vec<(String, String, i64, i64)> =
            tx.all(text, values![plan, stretch.unit, from, to]).await?;
        found.extend(rows.into_iter().map(|(under, choice, records, people)| Tally {
            kind,
            controllers: controllers(&under),
            said: said(&choice),
            records,
            people,
        }));
    }
    Ok(found)
}

/// How many notices a unit's conversations gave rise to in a time.
///
/// # Errors
/// When the database fails.
pub async fn notices_sent(tx: &mut Tx, stretch: &Stretch) -> Result<i64, StorageError> {
    tx.system()?;
    let (from, to) = (stretch.written.from(), stretch.to());
    let (count,): (i64,) = tx.one(NOTICES, values![stretch.unit, from, to]).await?;
    Ok(count)
}

struct Listed {
    id: Uuid,
    chose: Option<PersonId>,
    controllers: Controllers,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let under: String = row.get(2)?;
        Ok(Self { id: row.get(0)?, chose: row.get(1)?, controllers: controllers(&under) })
    }
}

/// Which records go together: how many, and a hash over their ids in order.
#[derive(Default)]
pub struct Sets(BTreeMap<Option<PersonId>, (i64, Context)>);

impl core::fmt::Debug for Sets {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sets(…)")
    }
}

impl Sets {
    fn add(&mut self, chose: Option<PersonId>, id: Uuid) {
        let (count, context) = self.0.entry(chose).or_insert_with(|| (0, Context::new(&SHA256)));
        *count += 1;
        context.update(id.as_bytes());
    }

    /// Those of one who has chosen for herself, or of everybody else.
    pub fn of(&mut self, chose: Option<PersonId>) -> (i64, [u8; 32]) {
        let (count, context) = self.0.remove(&chose).unwrap_or_else(|| (0, Context::new(&SHA256)));
        let mut hash = [0; 32];
        for (place, byte) in hash.iter_mut().zip(context.finish().as_ref()) {
            *place = *byte;
        }
        (count, hash)
    }
}

/// Adds the records of a unit from a time that are with one of these, page by page.
///
/// # Errors
/// When the database fails.
pub async fn gather(
    tx: &mut Tx,
    (plan, stretch): (CustodyId, &Stretch),
    goes: impl Fn(&Controllers) -> bool,
    sets: &mut Sets,
) -> Result<(), StorageError> {
    tx.system()?;
    for text in [LIST_MESSAGES, LIST_NOTES, LIST_FILES] {
        let mut after = Uuid::nil();
        loop {
            let (from, to) = (stretch.written.from(), stretch.to());
            let rows: Vec<Listed> =
                tx.all(text, values![plan, stretch.unit, from, to, after]).await?;
            for row in rows.iter().filter(|row| goes(&row.controllers)) {
                sets.add(row.chose, row.id);
            }
            match rows.last() {
                Some(last) if rows.len() == AT_A_TIME => after = last.id,
                _ => break,
            }
        }
    }
    Ok(())
}
