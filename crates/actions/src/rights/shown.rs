//! A request with its parts, opened, for whoever may see it.

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::{Party, Validity};
use helsebro_domain::ids::{RightsPartId, RightsRequestId, StaffId, UnitId};
use helsebro_domain::notices::Occasion;
use helsebro_domain::rights::{AnswerAs, Kind, Outcome, Part, Standing, Target, Wish};
use helsebro_domain::time::Instant;
use helsebro_storage::rights::{self, EntryRow, StoredPart, StoredRequest};
use helsebro_storage::{Tx, notices, retention};

use super::{SCOPE, answer_of, entry_of, reason_of, words_of};
use crate::controllership::{Directory, directory};
use crate::{ActError, Acts, content};

/// A request.
#[derive(Clone)]
pub struct RequestShown {
    /// Its id.
    pub id: RightsRequestId,
    /// What it is called.
    pub reference: String,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// At which unit.
    pub unit: Option<UnitId>,
    /// What that is called.
    pub place: Option<String>,
    /// About what was written when.
    pub written: Option<Validity>,
    /// With whom something is not shared.
    pub target: Option<Target>,
    /// Whether what went to the wrong one may be sent on without asking her again.
    pub may_send_on: bool,
    /// How the answer is written.
    pub answer_as: AnswerAs,
    /// Her own words.
    pub words: String,
    /// When.
    pub sent_at: Instant,
    /// Its parts, in order.
    pub parts: Vec<PartShown>,
    /// What has happened, newest first.
    pub happened: Vec<Happened>,
    /// What those named are called.
    pub directory: Directory,
    /// Whether what is not shared still is not.
    pub is_opposed: bool,
    /// To whom she wants her record to go (RR-08).
    pub transfer_to: Option<Party>,
    /// What is kept and not used now.
    pub restricted: Vec<Kept>,
    /// What was granted to be erased.
    pub erasures: Vec<Erasure>,
}

/// What was granted to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    /// In which part.
    pub part: RightsPartId,
    /// When it was done; none while it waits to be carried out.
    pub done_at: Option<Instant>,
}

/// What is kept and not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// After which part.
    pub part: RightsPartId,
    /// Until when, once it is settled.
    pub until: Option<Instant>,
}

/// A part of it.
#[derive(Clone)]
pub struct PartShown {
    /// Its id.
    pub id: RightsPartId,
    /// Its number on the page, from 1.
    pub place: i64,
    /// The part.
    pub part: Part,
    /// About what was written when.
    pub written: Vec<Validity>,
    /// When it was received.
    pub received_at: Instant,
    /// Who works on it.
    pub taken_by: Option<StaffId>,
    /// Whether it was sent on from another part.
    pub was_sent_on: bool,
    /// Why there is more time.
    pub reason: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
    /// The words of the law.
    pub legal_reference: Option<String>,
    /// What the note in the journal is called: not for her.
    pub journal_note: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When she was first told that there is an answer.
    pub told_at: Option<Instant>,
    /// For whom.
    pub answered_by: Option<Party>,
    /// How many things were given out with it.
    pub entries: Vec<Entry>,
}

/// Something that was given out.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it was written.
    pub at: Instant,
    /// Whether she wrote it, or somebody for her.
    pub by_citizen: bool,
    /// What stands there; who did it, when it is no message.
    pub words: String,
    /// What was done, when it is no message.
    pub event: Option<Event>,
}

/// What happened with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// She sent it.
    Sent,
    /// It holds that something is not shared.
    Opposed,
    /// It does not hold any more.
    Lifted,
    /// Somebody began.
    Taken,
    /// The time was extended.
    Extended,
    /// It was answered.
    Answered,
    /// It was sent on to those responsible.
    SentOn,
    /// She was told who is responsible.
    Guided,
    /// She took it back.
    Withdrawn,
    /// Those who answer were warned.
    Warned,
    /// The journal systems were told what is not shared.
    JournalTold,
    /// Those who had got the data before were told (GDPR art. 19).
    RecipientsTold,
    /// What was granted to be erased was erased.
    Erased,
    /// What is kept is not used.
    Restricted,
    /// It is used again.
    UsedAgain,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Instant,
    /// What.
    pub what: What,
    /// By whom; none when she did it, or it happened by itself.
    pub by: Option<Party>,
}

impl What {
    const ALL: [(Self, &'static str); 15] = [
        (Self::Sent, "SENT"),
        (Self::Opposed, "OPPOSED"),
        (Self::Lifted, "LIFTED"),
        (Self::Taken, "TAKEN"),
        (Self::Extended, "EXTENDED"),
        (Self::Answered, "ANSWERED"),
        (Self::SentOn, "SENT_ON"),
        (Self::Guided, "GUIDED"),
        (Self::Withdrawn, "WITHDRAWN"),
        (Self::Warned, "WARNED"),
        (Self::JournalTold, "JOURNAL_TOLD"),
        (Self::RecipientsTold, "RECIPIENTS_TOLD"),
        (Self::Erased, "ERASED"),
        (Self::Restricted, "RESTRICTED"),
        (Self::UsedAgain, "USED_AGAIN"),
    ];

    /// As it is stored.
    pub(super) fn stored(self) -> String {
        let found = Self::ALL.iter().find(|(what, _)| *what == self);
        found.map_or_else(String::new, |(_, text)| (*text).to_owned())
    }

    fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, stored)| *stored == text).map(|(what, _)| *what)
    }
}

impl PartShown {
    /// Whether those who have it must answer.
    pub fn is_theirs(&self) -> bool {
        self.part.standing.must_answer()
    }

    /// Those responsible, when it went to somebody else.
    pub fn responsible(&self) -> &[Party] {
        match &self.part.standing {
            Standing::Misdirected(right) => right,
            _ => &[],
        }
    }

    /// How it was answered, when it is.
    pub const fn outcome(&self) -> Option<Outcome> {
        match self.part.state {
            helsebro_domain::rights::State::Answered(outcome) => Some(outcome),
            _ => None,
        }
    }
}

/// What is stored of one request.
pub(super) struct Loaded {
    pub(super) request: StoredRequest,
    pub(super) parts: Vec<StoredPart>,
    pub(super) events: Vec<rights::EventRow>,
    pub(super) entries: Vec<(RightsPartId, Vec<rights::EntryRow>)>,
    pub(super) told: Vec<(RightsPartId, Option<Instant>)>,
    pub(super) is_opposed: bool,
    pub(super) transfer_to: Option<Party>,
    pub(super) restricted: Vec<Kept>,
    pub(super) erasures: Vec<Erasure>,
}

pub(super) async fn load(
    tx: &mut Tx,
    request: StoredRequest,
    now: Instant,
) -> Result<Loaded, ActError> {
    let parts = rights::parts_of(tx, request.id).await?;
    let events = rights::events_of(tx, request.id).await?;
    let (mut entries, mut told, mut erasures) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        if let Some(plan) = retention::granted_of(tx, part.id).await? {
            erasures.push(Erasure { part: part.id, done_at: plan.done_at });
        }
        entries.push((part.id, rights::entries_of(tx, part.id).await?));
        let occasion = Occasion::RightsAnswered;
        told.push((part.id, notices::first_sent(tx, part.id.uuid(), occasion).await?));
    }
    let opposed = rights::oppositions_of(tx, request.person).await?;
    let is_opposed =
        opposed.iter().any(|one| one.request == request.id && one.opposition.lifted_at.is_none());
    let chosen = rights::transfer_choices_of(tx, request.person).await?;
    let chosen = chosen.into_iter().find(|one| one.request == request.id);
    let held = rights::restrictions_of(tx, request.person, now).await?;
    let held = held.into_iter().map(|one| Kept { part: one.part, until: one.restriction.until });
    let restricted = held.filter(|one| parts.iter().any(|part| part.id == one.part)).collect();
    let transfer_to = chosen.and_then(|one| one.named);
    Ok(Loaded {
        request,
        parts,
        events,
        entries,
        told,
        is_opposed,
        transfer_to,
        restricted,
        erasures,
    })
}

/// Opens what is sealed.
pub(super) async fn opened(acts: &Acts, loaded: Loaded) -> Result<RequestShown, ActError> {
    let Loaded { request, parts, events, entries, told, .. } = loaded;
    let Loaded { is_opposed, transfer_to, restricted, erasures, .. } = loaded;
    let directory = directory(acts, request.spot.municipality).await?;
    let words = content::open_citizens(acts, words_of(request.id), &request.words).await?;
    let mut shown = Vec::with_capacity(parts.len());
    for part in parts {
        let given = entries.iter().find(|(id, _)| *id == part.id);
        let given = given.map_or(&[][..], |(_, rows)| rows.as_slice());
        let told_at = told.iter().find(|(id, _)| *id == part.id).and_then(|(_, at)| *at);
        shown.push(PartShown { told_at, ..part_shown(acts, part, given).await? });
    }
    let unit = request.spot.unit;
    Ok(RequestShown {
        id: request.id,
        reference: request.reference,
        kind: request.kind,
        wish: request.wish,
        unit,
        place: unit.and_then(|unit| directory.unit(unit)).map(|unit| unit.name.clone()),
        written: request.written,
        target: request.target,
        may_send_on: request.may_send_on,
        answer_as: request.answer_as,
        words,
        sent_at: request.sent_at,
        parts: shown,
        happened: events
            .into_iter()
            .filter_map(|row| {
                Some(Happened { at: row.at, what: What::from_stored(&row.what)?, by: row.by })
            })
            .collect(),
        directory,
        is_opposed,
        transfer_to,
        restricted,
        erasures,
    })
}

async fn part_shown(
    acts: &Acts,
    part: StoredPart,
    given: &[rights::EntryRow],
) -> Result<PartShown, ActError> {
    let reason = match &part.reason {
        Some(sealed) => Some(content::open_citizens(acts, reason_of(part.id), sealed).await?),
        None => None,
    };
    let answer = match &part.answer {
        Some(sealed) => Some(content::open_citizens(acts, answer_of(part.id), sealed).await?),
        None => None,
    };
    let mut entries = Vec::with_capacity(given.len());
    for (place, row) in given.iter().enumerate() {
        let place = entry_of(part.id, place);
        let bytes = content::open_citizens_bytes(acts, place, &row.words).await?;
        let words = String::from_utf8_lossy(&bytes).into_owned();
        let EntryRow { at, by_citizen, event, .. } = *row;
        entries.push(Entry { at, by_citizen, words, event });
    }
    Ok(PartShown {
        id: part.id,
        place: part.place,
        part: part.planned.part,
        written: part.planned.written,
        received_at: part.received_at,
        taken_by: part.taken_by,
        was_sent_on: part.sent_on_from.is_some(),
        reason,
        answer,
        legal_reference: part.legal_reference,
        journal_note: part.journal_note,
        answered_at: part.answered_at,
        told_at: None,
        answered_by: part.answered_by,
        entries,
    })
}

/// A request that somebody answers a part of, read by the system.
pub(super) async fn by_id(acts: &Acts, id: RightsRequestId) -> Result<Option<Loaded>, ActError> {
    let now = acts.now();
    acts.db()
        .read(SCOPE, "rights.by_id", async |mut tx| {
            let Some(request) = rights::request(&mut tx, id).await? else { return Ok(None) };
            Ok::<_, ActError>(Some(load(&mut tx, request, now).await?))
        })
        .await
}
