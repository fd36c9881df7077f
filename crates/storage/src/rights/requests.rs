//! What a person has sent.

use helsebro_domain::controllership::{Party, Validity};
use helsebro_domain::ids::{PersonId, RightsRequestId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::representation::Sight;
use helsebro_domain::rights::{AnswerAs, Kind, Spot, Target, Wish};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, Viewer, values};

/// How many of her own somebody sees.
pub const MAX_LISTED_REQUESTS: usize = 200;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, asked_by, answer_as, kind, wish, municipality, care_area, unit, \
             written_from, written_to, named, may_send_on, target, reference, words, sent_at \
             FROM rights_requests ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO rights_requests (id, person, asked_by, answer_as, kind, wish, \
     municipality, care_area, unit, written_from, written_to, named, may_send_on, target, \
     reference, words, sent_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
     ON CONFLICT (id) DO NOTHING";
const BY: &str = columns!("WHERE asked_by = $1 AND person = $2 ORDER BY id DESC LIMIT 200");
const BY_FOR_YOUTHS: &str = columns!(
    "WHERE asked_by = $1 AND (person = $1 OR answer_as = 'TO_PARENT_OF_YOUTH') \
     ORDER BY id DESC LIMIT 200"
);
const ONE: &str = columns!("WHERE id = $1");
const OPEN: &str = "SELECT COUNT(DISTINCT r.id) FROM rights_requests r \
     JOIN rights_parts p ON p.request = r.id WHERE r.asked_by = $1 \
     AND p.state IN ('RECEIVED', 'IN_PROGRESS', 'GUIDED')";

pub(super) const STATEMENTS: &[&str] = &[ADD, BY, BY_FOR_YOUTHS, ONE, OPEN];

/// A request to be stored.
#[derive(Clone)]
pub struct NewRightsRequest<'a> {
    /// Its id; the same id again is the same request.
    pub id: RightsRequestId,
    /// About whom.
    pub person: PersonId,
    /// Who asks.
    pub asked_by: PersonId,
    /// How the answer is written.
    pub answer_as: AnswerAs,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// About which service.
    pub spot: Spot,
    /// About what was written when.
    pub written: Option<Validity>,
    /// To whom she sent it, when she named one herself.
    pub named: Option<Party>,
    /// Whether it may be sent on to those responsible without asking her again.
    pub may_send_on: bool,
    /// With whom something is not shared.
    pub target: Option<Target>,
    /// What it is called.
    pub reference: &'a str,
    /// Her own words, sealed.
    pub words: &'a [u8],
    /// When.
    pub sent_at: Instant,
}

/// A request as it is stored.
#[derive(Debug, Clone)]
pub struct StoredRequest {
    /// Its id.
    pub id: RightsRequestId,
    /// About whom.
    pub person: PersonId,
    /// Who asks.
    pub asked_by: PersonId,
    /// How the answer is written.
    pub answer_as: AnswerAs,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// About which service.
    pub spot: Spot,
    /// About what was written when.
    pub written: Option<Validity>,
    /// To whom she sent it, when she named one herself.
    pub named: Option<Party>,
    /// Whether it may be sent on without asking her again.
    pub may_send_on: bool,
    /// With whom something is not shared.
    pub target: Option<Target>,
    /// What it is called.
    pub reference: String,
    /// Her own words, sealed.
    pub words: Vec<u8>,
    /// When.
    pub sent_at: Instant,
}

impl FromRow for StoredRequest {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let wrong = |column, wanted| StorageError::Column { column, wanted };
        let (answer_as, kind, wish): (String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(5)?);
        let care_area: i64 = row.get(7)?;
        let from: Option<Instant> = row.get(9)?;
        let (named, target): (Option<String>, Option<String>) = (row.get(11)?, row.get(13)?);
        let may_send_on: i64 = row.get(12)?;
        let to: Option<Instant> = row.get(10)?;
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            asked_by: row.get(2)?,
            answer_as: AnswerAs::from_stored(&answer_as).ok_or(wrong(3, "an answer's way"))?,
            kind: Kind::from_code(&kind).ok_or(wrong(4, "a kind of request"))?,
            wish: Wish::from_stored(&wish).ok_or(wrong(5, "a wish"))?,
            spot: Spot {
                municipality: row.get(6)?,
                care_area: CareArea::from_code(care_area).ok_or(wrong(7, "a care area"))?,
                unit: row.get(8)?,
            },
            written: from.and_then(|from| Validity::new(from, to)),
            named: named.as_deref().and_then(Party::from_stored),
            may_send_on: may_send_on == 1,
            target: target.as_deref().and_then(Target::from_stored),
            reference: row.get(14)?,
            words: row.get(15)?,
            sent_at: row.get(16)?,
        })
    }
}

/// Stores a request; whether it is new. The same id again changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn add_request(tx: &mut Tx, new: &NewRightsRequest<'_>) -> Result<bool, StorageError> {
    tx.system()?;
    let named = new.named.map(Party::to_stored);
    let target = new.target.as_ref().map(Target::to_stored);
    let rows = tx
        .execute(
            ADD,
            values![
                new.id,
                new.person,
                new.asked_by,
                new.answer_as.as_str(),
                new.kind.code(),
                new.wish.as_str(),
                new.spot.municipality,
                i64::from(new.spot.care_area.code()),
                new.spot.unit,
                new.written.map(Validity::from),
                new.written.and_then(Validity::to),
                named,
                i64::from(new.may_send_on),
                target,
                new.reference,
                new.words,
                new.sent_at
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// What the one who looks has asked about the scope's citizen, newest first; about herself
/// also what she has asked about youths that she is a parent of.
///
/// # Errors
/// When the database fails.
pub async fn requests_by(tx: &mut Tx) -> Result<Vec<StoredRequest>, StorageError> {
    let viewer = tx.viewer()?;
    if viewer.actor == viewer.person {
        return tx.all(BY_FOR_YOUTHS, values![viewer.actor]).await;
    }
    let mut found: Vec<StoredRequest> = tx.all(BY, values![viewer.actor, viewer.person]).await?;
    found.retain(|one| is_for(viewer, one));
    Ok(found)
}

/// Whether an answer is for whoever looks. A parent who asked while the child was under 12
/// has nothing of it from the day the child is 12 (§ 4.6a).
fn is_for(viewer: Viewer, one: &StoredRequest) -> bool {
    viewer.sight != Sight::OpenedOnly || one.answer_as == AnswerAs::ToParentOfYouth
}

/// One of them; none when it is somebody else's, or she who looks did not ask for it.
///
/// # Errors
/// When the database fails.
pub async fn request_here(
    tx: &mut Tx,
    id: RightsRequestId,
) -> Result<Option<StoredRequest>, StorageError> {
    let viewer = tx.viewer()?;
    let found: Option<StoredRequest> = tx.optional(ONE, values![id]).await?;
    Ok(found.filter(|one| {
        let for_youth = viewer.actor == viewer.person && one.answer_as == AnswerAs::ToParentOfYouth;
        let is_about = one.person == viewer.person || for_youth;
        one.asked_by == viewer.actor && is_about && is_for(viewer, one)
    }))
}

/// One request, for those who answer a part of it.
///
/// # Errors
/// When the database fails.
pub async fn request(
    tx: &mut Tx,
    id: RightsRequestId,
) -> Result<Option<StoredRequest>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id]).await
}

/// How many of somebody's requests wait for an answer.
///
/// # Errors
/// When the database fails.
pub async fn open_requests_of(tx: &mut Tx, actor: PersonId) -> Result<i64, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(OPEN, values![actor]).await?;
    Ok(count)
}
