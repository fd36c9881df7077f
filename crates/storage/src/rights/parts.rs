//! The parts that controllers have of requests.

use helsebro_domain::controllership::{Party, Row as RuleRow, Validity};
use helsebro_domain::ids::{PersonId, RightsPartId, RightsRequestId, StaffId};
use helsebro_domain::rights::{Clock, Kind, Part, Planned, Standing, State};
use helsebro_domain::time::{Date, Instant};

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many parts a work list shows of each of open and answered.
pub const MAX_LISTED_PARTS: usize = 200;

/// What is misdirected is owed no answer; it stands before all that is.
const MISDIRECTED_FIRST: Date = Date::constant(1970, 1, 1);

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.request, p.sent_on_from, p.place, p.kind, p.holders, p.standing, \
             p.responsible, p.written, p.rule_row, p.state, p.received_at, p.extended, \
             p.taken_by, p.legal_reference, p.journal_note, p.reason, p.answer, p.answered_at, \
             p.answered_by FROM rights_parts p ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO rights_parts (id, request, sent_on_from, place, kind, holders, \
     standing, responsible, written, rule_row, state, received_at, extended, due_on) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const ADD_HOLDER: &str =
    "INSERT INTO rights_holders (party, is_open, due_on, part) VALUES ($1, $2, $3, $4)";
const REMOVE_HOLDERS: &str = "DELETE FROM rights_holders WHERE party = $1 AND is_open = $2 \
     AND due_on = $3 AND part = $4";
const OF_REQUEST: &str = columns!("WHERE p.request = $1 ORDER BY p.place LIMIT 100");
const ONE: &str = columns!("WHERE p.id = $1");
const CHANGE: &str = "UPDATE rights_parts SET state = $2, extended = $3, due_on = $4, \
     taken_by = $5, legal_reference = $6, journal_note = $7, reason = $8, answer = $9, \
     answered_at = $10, answered_by = $11 WHERE id = $1 AND state = $12 AND extended = $13";
macro_rules! listed {
    ($open:literal, $order:literal) => {
        concat!(
            "SELECT p.id, p.request, p.kind, p.holders, p.standing, p.responsible, \
             p.written, p.state, p.received_at, p.extended, p.taken_by, r.person, r.reference, \
             r.sent_at FROM rights_holders h JOIN rights_parts p ON p.id = h.part \
             JOIN rights_requests r ON r.id = p.request \
             WHERE h.party = $1 AND h.is_open = ",
            $open,
            " ORDER BY ",
            $order,
            " LIMIT 200"
        )
    };
}
// What is due first stands first; of what is answered, the newest.
const LISTED_OPEN: &str = listed!("1", "h.due_on, h.part");
const LISTED_DONE: &str = listed!("0", "h.due_on DESC, h.part DESC");

pub(super) const STATEMENTS: &[&str] =
    &[ADD, ADD_HOLDER, REMOVE_HOLDERS, OF_REQUEST, ONE, CHANGE, LISTED_OPEN, LISTED_DONE];

/// A part to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewPart<'a> {
    /// Its id.
    pub id: RightsPartId,
    /// Of which request.
    pub request: RightsRequestId,
    /// The part that it was sent on from.
    pub sent_on_from: Option<RightsPartId>,
    /// Its place in the request.
    pub place: i64,
    /// What it is.
    pub planned: &'a Planned,
    /// When.
    pub at: Instant,
}

/// A part as it is stored.
#[derive(Debug, Clone)]
pub struct StoredPart {
    /// Its id.
    pub id: RightsPartId,
    /// Of which request.
    pub request: RightsRequestId,
    /// The part that it was sent on from.
    pub sent_on_from: Option<RightsPartId>,
    /// Its place in the request.
    pub place: i64,
    /// The part, and what it is about.
    pub planned: Planned,
    /// When it was received.
    pub received_at: Instant,
    /// Who works on it.
    pub taken_by: Option<StaffId>,
    /// The words of the law.
    pub legal_reference: Option<String>,
    /// What the note in the journal is called.
    pub journal_note: Option<String>,
    /// Why there is more time, sealed.
    pub reason: Option<Vec<u8>>,
    /// What was answered, sealed.
    pub answer: Option<Vec<u8>>,
    /// When.
    pub answered_at: Option<Instant>,
    /// For whom.
    pub answered_by: Option<Party>,
}

/// What a step changes besides the part itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct PartChange<'a> {
    /// Who works on it.
    pub taken_by: Option<StaffId>,
    /// The words of the law.
    pub legal_reference: Option<&'a str>,
    /// What the note in the journal is called.
    pub journal_note: Option<&'a str>,
    /// Why there is more time, sealed.
    pub reason: Option<&'a [u8]>,
    /// What was answered, sealed.
    pub answer: Option<&'a [u8]>,
    /// When.
    pub answered_at: Option<Instant>,
    /// For whom.
    pub answered_by: Option<Party>,
}

/// Which parts of a work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Those that wait for somebody.
    Open,
    /// Those that do not any more.
    Done,
}

/// A part in a work list.
#[derive(Debug, Clone)]
pub struct ListedPart {
    /// Its id.
    pub id: RightsPartId,
    /// Of which request.
    pub request: RightsRequestId,
    /// The part.
    pub part: Part,
    /// About what was written when.
    pub written: Vec<Validity>,
    /// When it was received.
    pub received_at: Instant,
    /// Who works on it.
    pub taken_by: Option<StaffId>,
    /// About whom.
    pub person: PersonId,
    /// What the request is called.
    pub reference: String,
    /// When she sent it.
    pub sent_at: Instant,
}

fn parties_text(parties: &[Party]) -> String {
    let texts: Vec<String> = parties.iter().map(|party| party.to_stored()).collect();
    texts.join(" ")
}

fn parties_from(text: &str) -> Vec<Party> {
    text.split(' ').filter_map(Party::from_stored).collect()
}

const fn standing_text(standing: &Standing) -> &'static str {
    match standing {
        Standing::Alone => "ALONE",
        Standing::Jointly => "JOINTLY",
        Standing::Contested => "CONTESTED",
        Standing::Holding => "HOLDING",
        Standing::Misdirected(_) => "MISDIRECTED",
    }
}

fn standing_from(text: &str, responsible: &str) -> Option<Standing> {
    Some(match text {
        "ALONE" => Standing::Alone,
        "JOINTLY" => Standing::Jointly,
        "CONTESTED" => Standing::Contested,
        "HOLDING" => Standing::Holding,
        "MISDIRECTED" => Standing::Misdirected(parties_from(responsible)),
        _ => return None,
    })
}

fn responsible_text(standing: &Standing) -> String {
    match standing {
        Standing::Misdirected(right) => parties_text(right),
        _ => String::new(),
    }
}

/// Times in one column, as `from-to` in microseconds with spaces between.
fn written_text(written: &[Validity]) -> String {
    let texts: Vec<String> = written
        .iter()
        .map(|one| {
            let to = one.to().map(|to| to.micros().to_string()).unwrap_or_default();
            format!("{}:{to}", one.from().micros())
        })
        .collect();
    texts.join(" ")
}

fn written_from(text: &str) -> Vec<Validity> {
    text.split(' ')
        .filter_map(|one| {
            let (from, to) = one.split_once(':')?;
            let from = Instant::from_micros(from.parse().ok()?);
            let to = match to {
                "" => None,
                to => Some(Instant::from_micros(to.parse().ok()?)),
            };
            Validity::new(from, to)
        })
        .collect()
}

/// The part of its kind, holders, standing, those responsible and state.
fn part_from(
    texts: (&str, &str, &str, &str, &str),
    (received_at, extended): (Instant, i64),
) -> Option<Part> {
    let (kind, holders, standing, responsible, state) = texts;
    let kind = Kind::from_code(kind)?;
    let standing = standing_from(standing, responsible)?;
    let mut part = Part::received(kind, parties_from(holders), standing, received_at);
    part.state = State::from_stored(state)?;
    part.clock = part.clock.map(|clock| Clock { extended: extended == 1, ..clock });
    Some(part)
}

impl FromRow for StoredPart {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let text = |column| -> Result<String, StorageError> { row.get(column) };
        let (kind, holders, standing) = (text(4)?, text(5)?, text(6)?);
        let (responsible, written, rule_row, state) = (text(7)?, text(8)?, text(9)?, text(10)?);
        let (received_at, extended): (Instant, i64) = (row.get(11)?, row.get(12)?);
        let texts = (
            kind.as_str(),
            holders.as_str(),
            standing.as_str(),
            responsible.as_str(),
            state.as_str(),
        );
        let wrong = StorageError::Column { column: 4, wanted: "a part of a request" };
        let part = part_from(texts, (received_at, extended)).ok_or(wrong)?;
        let wrong = StorageError::Column { column: 9, wanted: "a row of the table" };
        let rule_row = RuleRow::from_code(&rule_row).ok_or(wrong)?;
        let answered_by: Option<String> = row.get(19)?;
        Ok(Self {
            id: row.get(0)?,
            request: row.get(1)?,
            sent_on_from: row.get(2)?,
            place: row.get(3)?,
            planned: Planned { part, written: written_from(&written), row: rule_row },
            received_at,
            taken_by: row.get(13)?,
            legal_reference: row.get(14)?,
            journal_note: row.get(15)?,
            reason: row.get(16)?,
            answer: row.get(17)?,
            answered_at: row.get(18)?,
            answered_by: answered_by.as_deref().and_then(Party::from_stored),
        })
    }
}

impl FromRow for ListedPart {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let text = |column| -> Result<String, StorageError> { row.get(column) };
        let (kind, holders, standing) = (text(2)?, text(3)?, text(4)?);
        let (responsible, written, state) = (text(5)?, text(6)?, text(7)?);
        let (received_at, extended): (Instant, i64) = (row.get(8)?, row.get(9)?);
        let texts = (
            kind.as_str(),
            holders.as_str(),
            standing.as_str(),
            responsible.as_str(),
            state.as_str(),
        );
        let wrong = StorageError::Column { column: 2, wanted: "a part of a request" };
        Ok(Self {
            id: row.get(0)?,
            request: row.get(1)?,
            part: part_from(texts, (received_at, extended)).ok_or(wrong)?,
            written: written_from(&written),
            received_at,
            taken_by: row.get(10)?,
            person: row.get(11)?,
            reference: row.get(12)?,
            sent_at: row.get(13)?,
        })
    }
}

fn due_of(part: &Part) -> Option<Date> {
    part.clock.map(|clock| clock.due_on())
}

/// The row of the work list: whether it waits for those who hold it, and its day.
fn place_in_list(part: &Part) -> (i64, Date) {
    (i64::from(part.state.is_open()), due_of(part).unwrap_or(MISDIRECTED_FIRST))
}

/// Stores a part, and puts it on the list of each who holds it.
///
/// # Errors
/// When the database fails.
pub async fn add_part(tx: &mut Tx, new: &NewPart<'_>) -> Result<(), StorageError> {
    tx.system()?;
    let Planned { part, written, row } = new.planned;
    // What has no clock was received as it is stored.
    let received_at = part.clock.map_or(new.at, |clock| clock.received_at);
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.request,
            new.sent_on_from,
            new.place,
            part.kind.code(),
            parties_text(&part.holders),
            standing_text(&part.standing),
            responsible_text(&part.standing),
            written_text(written),
            row.code(),
            part.state.as_str(),
            received_at,
            i64::from(part.clock.is_some_and(|clock| clock.extended)),
            due_of(part)
        ],
    )
    .await?;
    let (is_open, due_on) = place_in_list(part);
    for holder in &part.holders {
        tx.ensure_one(ADD_HOLDER, values![holder.to_stored(), is_open, due_on, new.id]).await?;
    }
    Ok(())
}

/// The parts of a request, in order. Whoever asks has been let see the request.
///
/// # Errors
/// When the database fails.
pub async fn parts_of(
    tx: &mut Tx,
    request: RightsRequestId,
) -> Result<Vec<StoredPart>, StorageError> {
    tx.all(OF_REQUEST, values![request]).await
}

/// One part, for whoever answers it.
///
/// # Errors
/// When the database fails.
pub async fn part(tx: &mut Tx, id: RightsPartId) -> Result<Option<StoredPart>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id]).await
}

/// Stores a step that was taken with a part.
///
/// # Errors
/// When somebody has taken another step meanwhile, or the database fails.
pub async fn change_part(
    tx: &mut Tx,
    before: &StoredPart,
    (after, change): (&Part, PartChange<'_>),
) -> Result<(), StorageError> {
    tx.system()?;
    let was = &before.planned.part;
    let extended = |part: &Part| i64::from(part.clock.is_some_and(|clock| clock.extended));
    let kept = |new: Option<&str>, old: &Option<String>| new.map(str::to_owned).or(old.clone());
    let kept_bytes =
        |new: Option<&[u8]>, old: &Option<Vec<u8>>| new.map(<[u8]>::to_vec).or(old.clone());
    let answered_by = change.answered_by.or(before.answered_by).map(Party::to_stored);
    tx.ensure_one(
        CHANGE,
        values![
            before.id,
            after.state.as_str(),
            extended(after),
            due_of(after),
            change.taken_by.or(before.taken_by),
            kept(change.legal_reference, &before.legal_reference),
            kept(change.journal_note, &before.journal_note),
            kept_bytes(change.reason, &before.reason),
            kept_bytes(change.answer, &before.answer),
            change.answered_at.or(before.answered_at),
            answered_by,
            was.state.as_str(),
            extended(was)
        ],
    )
    .await?;
    let (old, new) = (place_in_list(was), place_in_list(after));
    if old != new {
        for holder in &after.holders {
            let party = holder.to_stored();
            tx.ensure_one(REMOVE_HOLDERS, values![party, old.0, old.1, before.id]).await?;
            tx.ensure_one(ADD_HOLDER, values![party, new.0, new.1, before.id]).await?;
        }
    }
    Ok(())
}

/// What a party has: what waits, or what does not any more, by the day.
///
/// # Errors
/// When the database fails.
pub async fn listed(
    tx: &mut Tx,
    party: Party,
    listing: Listing,
) -> Result<Vec<ListedPart>, StorageError> {
    tx.system()?;
    let sql = match listing {
        Listing::Open => LISTED_OPEN,
        Listing::Done => LISTED_DONE,
    };
    tx.all(sql, values![party.to_stored()]).await
}
