//! What jobs about notices need to know.

use helsebro_domain::ids::{
    EmergencyId, GrantId, JobId, MessageId, MunicipalityId, NoticeId, PersonId, RequestId, ThreadId,
};
use helsebro_domain::notices::{Occasion, Weight};
use helsebro_domain::time::Instant;
use serde::Deserialize;
use uuid::Uuid;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// The kind of the job that decides who is told of a fact; never renamed.
pub const DECIDE_NOTICES: &str = "DecideNotices";

/// The kind of the job that sends one notice, or looks what became of it; never renamed.
pub const SEND_NOTICE: &str = "SendNotice";

/// What has happened, by its ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeFact {
    /// A unit has written to a citizen.
    Message {
        /// Whose unit.
        municipality: MunicipalityId,
        /// In which conversation.
        thread: ThreadId,
        /// What.
        message: MessageId,
        /// To whom.
        person: PersonId,
        /// Whether the unit says that it needs an answer (N-07).
        weight: Weight,
    },
    /// A power of attorney was asked for. Of whom is found out later, so that the same
    /// is stored whoever it is.
    GrantAsked {
        /// The request.
        request: RequestId,
        /// Who asked.
        asker: PersonId,
    },
    /// One that was asked for was given.
    GrantGiven {
        /// It.
        grant: GrantId,
        /// By whom.
        giver: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// One was ended.
    GrantEnded {
        /// It.
        grant: GrantId,
        /// Who gave it.
        giver: PersonId,
        /// The other party, who did not end it.
        to: PersonId,
    },
    /// Who acted for somebody in a month was counted.
    Summarised {
        /// The summary.
        summary: Uuid,
        /// For whom.
        person: PersonId,
    },
    /// A service that somebody uses has got a last day (ON-15).
    ServiceEnds {
        /// That she is told.
        telling: Uuid,
        /// Whose service.
        municipality: MunicipalityId,
        /// Who.
        person: PersonId,
    },
    /// Somebody's record is to change hands, and she may say no (L-PJL-24).
    RecordMoves {
        /// That she is told.
        telling: Uuid,
        /// Who.
        person: PersonId,
    },
    /// A request about rights is answered, or what was restricted is used again.
    RightsAnswered {
        /// The part that is answered; or that she is told.
        telling: Uuid,
        /// Who.
        person: PersonId,
    },
    /// Somebody was looked up in an emergency.
    LookedUp {
        /// The look-up.
        emergency: EmergencyId,
        /// Who.
        person: PersonId,
    },
    /// A breach of security concerns somebody.
    Breach {
        /// That she is told of it.
        told: Uuid,
        /// Who.
        person: PersonId,
    },
    /// Somebody may be refused to write to a unit, or it was decided.
    Block {
        /// That she is told of it.
        told: Uuid,
        /// Whose unit.
        municipality: MunicipalityId,
        /// Who.
        person: PersonId,
    },
}

/// A fact, and which round of asking the contact register it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactPayload {
    /// What has happened.
    pub fact: NoticeFact,
    /// When.
    pub at: Instant,
    /// How many times the register did not answer.
    pub round: u32,
}

/// Which notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticePayload(pub NoticeId);

#[derive(Deserialize)]
struct StoredFact {
    version: u8,
    occasion: String,
    ids: Vec<String>,
    at: i64,
    round: u32,
}

#[derive(Deserialize)]
struct StoredNotice {
    version: u8,
    notice: String,
}

impl NoticeFact {
    /// What kind of occasion it is.
    pub const fn occasion(&self) -> Occasion {
        match self {
            Self::Message { weight: Weight::Plain, .. } => Occasion::Message,
            Self::Message { weight: Weight::NeedsAnswer, .. } => Occasion::Question,
            Self::GrantAsked { .. } => Occasion::GrantAsked,
            Self::GrantGiven { .. } => Occasion::GrantGiven,
            Self::GrantEnded { .. } => Occasion::GrantEnded,
            Self::Summarised { .. } => Occasion::Summarised,
            Self::LookedUp { .. } => Occasion::LookedUp,
            Self::Breach { .. } => Occasion::Breach,
            Self::Block { .. } => Occasion::Block,
            Self::ServiceEnds { .. } => Occasion::ServiceEnds,
            Self::RecordMoves { .. } => Occasion::RecordMoves,
            Self::RightsAnswered { .. } => Occasion::RightsAnswered,
        }
    }

    /// The id that it is known by among facts of its kind.
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Message { message, .. } => message.uuid(),
            Self::GrantAsked { request, .. } => request.uuid(),
            Self::GrantGiven { grant, .. } | Self::GrantEnded { grant, .. } => grant.uuid(),
            Self::Summarised { summary, .. } => *summary,
            Self::ServiceEnds { telling, .. }
            | Self::RecordMoves { telling, .. }
            | Self::RightsAnswered { telling, .. } => *telling,
            Self::LookedUp { emergency, .. } => emergency.uuid(),
            Self::Breach { told, .. } | Self::Block { told, .. } => *told,
        }
    }

    fn ids(&self) -> Vec<Uuid> {
        match self {
            Self::Message { municipality, thread, message, person, .. } => {
                vec![message.uuid(), municipality.uuid(), thread.uuid(), person.uuid()]
            }
            Self::GrantAsked { request, asker } => vec![request.uuid(), asker.uuid()],
            Self::GrantGiven { grant, giver, to } | Self::GrantEnded { grant, giver, to } => {
                vec![grant.uuid(), giver.uuid(), to.uuid()]
            }
            Self::Summarised { summary, person } => vec![*summary, person.uuid()],
            Self::LookedUp { emergency, person } => vec![emergency.uuid(), person.uuid()],
            Self::Breach { told, person } => vec![*told, person.uuid()],
            Self::RecordMoves { telling, person } | Self::RightsAnswered { telling, person } => {
                vec![*telling, person.uuid()]
            }
            Self::Block { told, municipality, person } => {
                vec![*told, municipality.uuid(), person.uuid()]
            }
            Self::ServiceEnds { telling, municipality, person } => {
                vec![*telling, municipality.uuid(), person.uuid()]
            }
        }
    }

    fn of(occasion: Occasion, ids: &[Uuid]) -> Option<Self> {
        Some(match (occasion, ids) {
            (Occasion::Message | Occasion::Question, &[message, municipality, thread, person]) => {
                Self::Message {
                    weight: occasion.weight(),
                    municipality: MunicipalityId::from_uuid(municipality),
                    thread: ThreadId::from_uuid(thread),
                    message: MessageId::from_uuid(message),
                    person: PersonId::from_uuid(person),
                }
            }
            (Occasion::Summarised, &[summary, person]) => {
                Self::Summarised { summary, person: PersonId::from_uuid(person) }
            }
            (Occasion::GrantAsked, &[request, asker]) => Self::GrantAsked {
                request: RequestId::from_uuid(request),
                asker: PersonId::from_uuid(asker),
            },
            (Occasion::GrantGiven, &[grant, giver, to]) => Self::GrantGiven {
                grant: GrantId::from_uuid(grant),
                giver: PersonId::from_uuid(giver),
                to: PersonId::from_uuid(to),
            },
            (Occasion::GrantEnded, &[grant, giver, to]) => Self::GrantEnded {
                grant: GrantId::from_uuid(grant),
                giver: PersonId::from_uuid(giver),
                to: PersonId::from_uuid(to),
            },
            (Occasion::Breach, &[told, person]) => {
                Self::Breach { told, person: PersonId::from_uuid(person) }
            }
            (Occasion::RecordMoves, &[telling, person]) => {
                Self::RecordMoves { telling, person: PersonId::from_uuid(person) }
            }
            (Occasion::RightsAnswered, &[telling, person]) => {
                Self::RightsAnswered { telling, person: PersonId::from_uuid(person) }
            }
            (Occasion::Block, &[told, municipality, person]) => Self::Block {
                told,
                municipality: MunicipalityId::from_uuid(municipality),
                person: PersonId::from_uuid(person),
            },
            (Occasion::ServiceEnds, &[telling, municipality, person]) => Self::ServiceEnds {
                telling,
                municipality: MunicipalityId::from_uuid(municipality),
                person: PersonId::from_uuid(person),
            },
            (Occasion::LookedUp, &[emergency, person]) => Self::LookedUp {
                emergency: EmergencyId::from_uuid(emergency),
                person: PersonId::from_uuid(person),
            },
            _ => return None,
        })
    }
}

impl FactPayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: StoredFact = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        let occasion = Occasion::from_stored(&stored.occasion)?;
        let ids: Option<Vec<Uuid>> = stored.ids.iter().map(|id| Uuid::try_parse(id).ok()).collect();
        let (fact, at) = (NoticeFact::of(occasion, &ids?)?, Instant::from_micros(stored.at));
        Some(Self { fact, at, round: stored.round })
    }

    fn to_json(self) -> String {
        let ids: Vec<String> = self.fact.ids().iter().map(|id| format!("\"{id}\"")).collect();
        format!(
            r#"{{"version":1,"occasion":"{}","ids":[{}],"at":{},"round":{}}}"#,
            self.fact.occasion().as_str(),
            ids.join(","),
            self.at.micros(),
            self.round
        )
    }
}

impl NoticePayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: StoredNotice = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        stored.notice.parse().ok().map(Self)
    }
}

/// Puts the job that decides who is told of a fact into the queue.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_fact(
    tx: &mut Tx,
    payload: FactPayload,
    run_at: Instant,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let FactPayload { fact, round, .. } = payload;
    let key = format!("{DECIDE_NOTICES}:{}:{}:{round}", fact.occasion().as_str(), fact.id());
    let json = payload.to_json();
    let new =
        NewJob { id, kind: DECIDE_NOTICES, idempotency_key: &key, payload: &json, run_at, now };
    enqueue(tx, &new).await
}

/// Puts a job that sends a notice, or looks at it again, into the queue. Two for the
/// same notice do it once: whoever comes second finds it changed.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_notice(
    tx: &mut Tx,
    notice: NoticeId,
    run_at: Instant,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let key = format!("{SEND_NOTICE}:{notice}:{id}");
    let json = format!(r#"{{"version":1,"notice":"{notice}"}}"#);
    let new = NewJob { id, kind: SEND_NOTICE, idempotency_key: &key, payload: &json, run_at, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(payload: String) -> Claim {
        Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: DECIDE_NOTICES.to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        }
    }

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let id = |n| Uuid::from_u128(n);
        let (giver, to) = (PersonId::from_uuid(id(5)), PersonId::from_uuid(id(6)));
        let grant = GrantId::from_uuid(id(7));
        for fact in [
            NoticeFact::Message {
                municipality: MunicipalityId::from_uuid(id(1)),
                thread: ThreadId::from_uuid(id(2)),
                message: MessageId::from_uuid(id(3)),
                person: PersonId::from_uuid(id(4)),
                weight: Weight::Plain,
            },
            NoticeFact::Message {
                municipality: MunicipalityId::from_uuid(id(1)),
                thread: ThreadId::from_uuid(id(2)),
                message: MessageId::from_uuid(id(3)),
                person: PersonId::from_uuid(id(4)),
                weight: Weight::NeedsAnswer,
            },
            NoticeFact::GrantAsked { request: RequestId::from_uuid(id(1)), asker: to },
            NoticeFact::GrantGiven { grant, giver, to },
            NoticeFact::GrantEnded { grant, giver, to },
            NoticeFact::Summarised { summary: id(10), person: to },
            NoticeFact::LookedUp { emergency: EmergencyId::from_uuid(id(9)), person: to },
        ] {
            let payload = FactPayload { fact, at: Instant::from_micros(77), round: 3 };
            assert_eq!(FactPayload::of(&claim(payload.to_json())), Some(payload));
            let newer = payload.to_json().replace(":1,", ":2,");
            assert_eq!(FactPayload::of(&claim(newer)), None);
        }
        assert_eq!(FactPayload::of(&claim("{}".to_owned())), None);
        let notice = NoticeId::from_uuid(id(8));
        let json = format!(r#"{{"version":1,"notice":"{notice}"}}"#);
        assert_eq!(NoticePayload::of(&claim(json)), Some(NoticePayload(notice)));
    }
}
