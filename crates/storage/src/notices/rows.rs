//! Notices as they are decided, and read again.

use helsebro_domain::ids::{MunicipalityId, NoticeId, PersonId};
use helsebro_domain::notices::{
    ContactLanguage, NoticeChannel, NoticeState, Occasion, Sending, Standing, TEXT_VERSION,
    Template,
};
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// The most notices in a history; older ones are not listed.
pub const MAX_HISTORY: usize = 50;

const ADD: &str = "INSERT INTO notices (person, id, about, occasion, fact, place, owner, standing, \
     is_owed, channel, template, version, language, point_mac, shown_sealed, confirmed_on, \
     state, why, decided_at, due_at, ended_at, sendings, not_taken) VALUES ($1, $2, $3, $4, $5, $6, \
     $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 0, 0) \
     ON CONFLICT DO NOTHING";
const IS_DECIDED: &str = "SELECT COUNT(*) FROM notices WHERE fact = $1 AND occasion = $2";
// Sent, delivered, or sent with an outcome that nobody knows, itself or the one that it went
// together with: not one that is reported failed.
const FIRST_SENT: &str = "SELECT MIN(COALESCE(n.sending_at, n.ended_at)) FROM notices n \
     WHERE n.fact = $1 AND n.occasion = $2 AND (n.state IN (2, 3, 5) \
     OR (n.state = 6 AND n.why = 'OUTCOME_UNKNOWN') \
     OR (n.state = 6 AND n.why = 'SENT_TOGETHER' AND EXISTS (SELECT 1 FROM notices o \
     WHERE o.point_mac = n.point_mac AND o.template = n.template AND o.id <> n.id \
     AND o.sending_at >= n.due_at AND o.sending_at <= n.ended_at AND (o.state IN (2, 3, 5) \
     OR (o.state = 6 AND o.why = 'OUTCOME_UNKNOWN')))))";
const ONE: &str = "SELECT person, id, about, occasion, fact, place, owner, standing, is_owed, \
     channel, template, language, point_mac, state, decided_at, due_at, sending_at, sendings, \
     not_taken FROM notices WHERE id = $1";
const HISTORY: &str = "SELECT id, occasion, standing, channel, shown_sealed, state, why, \
     decided_at, due_at, sending_at, ended_at FROM notices WHERE person = $1 \
     ORDER BY id DESC LIMIT 50";
const COUNTS: &str = "SELECT state, is_owed, COUNT(*), CAST(SUM(sendings) AS BIGINT) FROM notices \
     GROUP BY state, is_owed ORDER BY state, is_owed";

const IS_TOLD: &str = "SELECT COUNT(*) FROM notices WHERE fact = $1 AND occasion = $2 \
     AND point_mac = $3 AND id <> $4";

const TRIAL: &str = "SELECT id, fact, place, is_owed, state, sendings, not_taken FROM notices \
     WHERE id > $1 ORDER BY id LIMIT 5000";
const SENDINGS: &str = "SELECT id, object, at FROM audit_lines WHERE event = 'NOTICE_SENT' \
     AND id > $1 AND object IS NOT NULL ORDER BY id LIMIT 5000";
pub(super) const STATEMENTS: &[&str] =
    &[ADD, IS_DECIDED, IS_TOLD, FIRST_SENT, ONE, HISTORY, COUNTS, TRIAL, SENDINGS];

const fn channel_column(channel: NoticeChannel) -> i64 {
    match channel {
        NoticeChannel::Sms => 0,
        NoticeChannel::Email => 1,
    }
}

fn channel(stored: Option<i64>) -> Option<NoticeChannel> {
    stored.map(|stored| if stored == 1 { NoticeChannel::Email } else { NoticeChannel::Sms })
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// To whom.
    pub person: PersonId,
    /// Whom it concerns.
    pub about: PersonId,
    /// What has happened.
    pub occasion: Occasion,
    /// The message, request, power of attorney or look-up.
    pub fact: Uuid,
    /// The conversation, for a message.
    pub place: Option<Uuid>,
    /// Whose municipality it is, for a message.
    pub owner: Option<MunicipalityId>,
    /// What she is to whom it concerns.
    pub standing: Standing,
}

/// A notice to be stored: where it goes, or why it goes nowhere.
#[derive(Debug, Clone)]
pub struct NewNotice<'a> {
    /// Its id.
    pub id: NoticeId,
    /// What it is about.
    pub told: Told,
    /// Where it goes; none when it goes nowhere.
    pub point: Option<NewPoint<'a>>,
    /// Why it goes nowhere.
    pub why: Option<&'static str>,
    /// When this was decided.
    pub decided_at: Instant,
    /// When it may be sent first.
    pub due_at: Instant,
}

/// Where a notice goes, and in which text.
#[derive(Debug, Clone)]
pub struct NewPoint<'a> {
    /// Which way.
    pub channel: NoticeChannel,
    /// The text.
    pub template: Template,
    /// Its language.
    pub language: ContactLanguage,
    /// Keyed hash of the contact point.
    pub mac: &'a [u8; 32],
    /// What its owner recognises it by, sealed.
    pub shown_sealed: &'a [u8],
    /// When the register last had it confirmed.
    pub confirmed_on: Option<Date>,
}

/// A notice on its way.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    /// Its id.
    pub id: NoticeId,
    /// What it is about.
    pub told: Told,
    /// Which way it goes; none when it goes nowhere.
    pub channel: Option<NoticeChannel>,
    /// The text.
    pub template: Option<Template>,
    /// Its language.
    pub language: ContactLanguage,
    /// Keyed hash of the contact point.
    pub point_mac: Option<[u8; 32]>,
    /// How far it has come.
    pub sending: Sending,
}

/// A notice as whoever got it sees it later.
#[derive(Debug, Clone)]
pub struct ShownNotice {
    /// Its id.
    pub id: NoticeId,
    /// What had happened.
    pub occasion: Occasion,
    /// What she was to whom it concerned.
    pub standing: Standing,
    /// Which way it went; none when nowhere.
    pub channel: Option<NoticeChannel>,
    /// What she recognises the contact point by, sealed.
    pub shown_sealed: Option<Vec<u8>>,
    /// Where it stands.
    pub state: NoticeState,
    /// Why, when it was not sent.
    pub why: Option<String>,
    /// When it was decided.
    pub decided_at: Instant,
    /// When it may be sent first.
    pub due_at: Instant,
    /// When it was handed to the gateway.
    pub sending_at: Option<Instant>,
    /// When that was heard of which is its last state.
    pub ended_at: Option<Instant>,
}

/// How many notices stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeCounts {
    /// Where.
    pub state: NoticeState,
    /// Whether they are owed.
    pub is_owed: bool,
    /// How many.
    pub notices: i64,
    /// How many times they were handed to a gateway.
    pub sendings: i64,
}

const fn standing_column(standing: Standing) -> i64 {
    match standing {
        Standing::Own => 0,
        Standing::Parent => 1,
        Standing::Helper => 2,
    }
}

const fn standing(stored: i64) -> Standing {
    match stored {
        0 => Standing::Own,
        1 => Standing::Parent,
        _ => Standing::Helper,
    }
}

fn occasion(stored: &str) -> Result<Occasion, StorageError> {
    Occasion::from_stored(stored).ok_or(StorageError::Column { column: 0, wanted: "an occasion" })
}

fn state(stored: i64) -> Result<NoticeState, StorageError> {
    NoticeState::from_stored(stored)
        .ok_or(StorageError::Column { column: 0, wanted: "a notice's state" })
}

impl FromRow for NoticeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (stored, language): (String, Option<String>) = (row.get(3)?, row.get(11)?);
        let template: Option<String> = row.get(10)?;
        Ok(Self {
            id: row.get(1)?,
            told: Told {
                person: row.get(0)?,
                about: row.get(2)?,
                occasion: occasion(&stored)?,
                fact: row.get(4)?,
                place: row.get(5)?,
                owner: row.get(6)?,
                standing: standing(row.get(7)?),
            },
            channel: channel(row.get(9)?),
            template: template.as_deref().and_then(Template::from_id),
            language: language
                .as_deref()
                .and_then(ContactLanguage::from_tag)
                .unwrap_or(ContactLanguage::Nb),
            point_mac: row.get(12)?,
            sending: Sending {
                state: state(row.get(13)?)?,
                is_owed: row.get::<i64>(8)? == 1,
                decided_at: row.get(14)?,
                due_at: row.get(15)?,
                sending_at: row.get(16)?,
                sendings: row.get(17)?,
                not_taken: row.get(18)?,
            },
        })
    }
}

impl FromRow for ShownNotice {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let stored: String = row.get(1)?;
        Ok(Self {
            id: row.get(0)?,
            occasion: occasion(&stored)?,
            standing: standing(row.get(2)?),
            channel: channel(row.get(3)?),
            shown_sealed: row.get(4)?,
            state: state(row.get(5)?)?,
            why: row.get(6)?,
            decided_at: row.get(7)?,
            due_at: row.get(8)?,
            sending_at: row.get(9)?,
            ended_at: row.get(10)?,
        })
    }
}

impl FromRow for NoticeCounts {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            state: state(row.get(0)?)?,
            is_owed: row.get::<i64>(1)? == 1,
            notices: row.get(2)?,
            sendings: row.get(3)?,
        })
    }
}

/// Stores a notice; false when its contact point is told of the fact already (N-09).
/// System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_notice(tx: &mut Tx, new: &NewNotice<'_>) -> Result<bool, StorageError> {
    tx.system()?;
    let Told { person, about, occasion, fact, place, owner, standing } = new.told;
    let point = new.point.as_ref();
    let state = if point.is_some() { NoticeState::Waiting } else { NoticeState::GivenUp };
    let ended_at = point.is_none().then_some(new.decided_at);
    let rows = tx
        .execute(
            ADD,
            values![
                person,
                new.id,
                about,
                occasion.as_str(),
                fact,
                place,
                owner,
                standing_column(standing),
                i64::from(occasion.is_owed()),
                point.map(|point| channel_column(point.channel)),
                point.map(|point| point.template.id()),
                point.map(|_| TEXT_VERSION),
                point.map(|point| point.language.tag()),
                point.map(|point| point.mac),
                point.map(|point| point.shown_sealed),
                point.and_then(|point| point.confirmed_on),
                state.stored(),
                new.why,
                new.decided_at,
                new.due_at,
                ended_at,
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Whether it was decided before who is told of a fact. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn is_decided(tx: &mut Tx, fact: Uuid, occasion: Occasion) -> Result<bool, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(IS_DECIDED, values![fact, occasion.as_str()]).await?;
    Ok(count > 0)
}

/// When somebody was first told of a fact whose id the caller has from a row it may read: the
/// sending time of the earliest notice that is not known to have failed (L-EFV-11).
///
/// # Errors
/// When the database fails.
pub async fn first_sent(
    tx: &mut Tx,
    fact: Uuid,
    occasion: Occasion,
) -> Result<Option<Instant>, StorageError> {
    let (at,): (Option<Instant>,) = tx.one(FIRST_SENT, values![fact, occasion.as_str()]).await?;
    Ok(at)
}

/// Whether a contact point is told of a fact by another notice (N-09). System scope only.
///
/// # Errors
/// When the database fails.
pub async fn is_told(tx: &mut Tx, row: &NoticeRow, mac: &[u8; 32]) -> Result<bool, StorageError> {
    tx.system()?;
    let occasion = row.told.occasion.as_str();
    let (count,): (i64,) = tx.one(IS_TOLD, values![row.told.fact, occasion, mac, row.id]).await?;
    Ok(count > 0)
}

/// One notice. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn notice(tx: &mut Tx, id: NoticeId) -> Result<Option<NoticeRow>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id]).await
}

/// The newest notices to the scope's citizen, newest first.
///
/// # Errors
/// When the database fails.
pub async fn history(tx: &mut Tx) -> Result<Vec<ShownNotice>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(HISTORY, values![citizen]).await
}

/// How many notices stand where, for whoever looks back at a trial. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx) -> Result<Vec<NoticeCounts>, StorageError> {
    tx.system()?;
    tx.all(COUNTS, values![]).await
}

/// A notice as whoever counts after a trial needs it.
#[derive(Debug, Clone, Copy)]
pub struct TrialNotice {
    /// The notice.
    pub id: Uuid,
    /// What it tells of.
    pub fact: Uuid,
    /// The conversation, for a message.
    pub place: Option<Uuid>,
    /// Whether it is owed.
    pub is_owed: bool,
    /// Where it stands.
    pub state: NoticeState,
    /// How many times it was handed over, but for those when it surely was not taken.
    pub sendings: u32,
    /// How many times it surely was not taken.
    pub not_taken: u32,
}

impl FromRow for TrialNotice {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            fact: row.get(1)?,
            place: row.get(2)?,
            is_owed: row.get::<i64>(3)? == 1,
            state: state(row.get(4)?)?,
            sendings: row.get(5)?,
            not_taken: row.get(6)?,
        })
    }
}

/// Every notice, for whoever counts after a trial. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn of_trial(tx: &mut Tx) -> Result<Vec<TrialNotice>, StorageError> {
    tx.system()?;
    let mut all: Vec<TrialNotice> = Vec::new();
    loop {
        let after = all.last().map_or(Uuid::nil(), |last| last.id);
        let some: Vec<TrialNotice> = tx.all(TRIAL, values![after]).await?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some);
    }
}

/// When each notice was handed over, for whoever counts after a trial. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn sendings_of_trial(tx: &mut Tx) -> Result<Vec<(Uuid, Instant)>, StorageError> {
    tx.system()?;
    let (mut all, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let some: Vec<(Uuid, Uuid, Instant)> = tx.all(SENDINGS, values![after]).await?;
        let Some((last, _, _)) = some.last() else { return Ok(all) };
        after = *last;
        all.extend(some.iter().map(|(_, notice, at)| (*notice, *at)));
    }
}
