//! What the harness and the part that it kills say to each other: what there is in
//! a file, what to do as one JSON line in, what was done as short lines out.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// The folder of a run.
#[derive(Debug, Clone)]
pub(in crate::bench) struct Place(pub(in crate::bench) PathBuf);

impl Place {
    pub(in crate::bench) fn path(&self) -> &Path {
        &self.0
    }

    /// The database, when it is SQLite.
    pub(in crate::bench) fn database(&self) -> PathBuf {
        self.0.join("town.db")
    }

    /// What wraps the database's keys.
    pub(in crate::bench) fn master_key(&self) -> PathBuf {
        self.0.join("master.key")
    }

    /// Where sealed audit blocks are noted.
    pub(in crate::bench) fn chain(&self) -> PathBuf {
        self.0.join("audit.chain")
    }

    /// What the killed processes logged.
    pub(in crate::bench) fn log(&self) -> PathBuf {
        self.0.join("parts.log")
    }

    /// The server's own folder, when it is PostgreSQL.
    pub(in crate::bench) fn server(&self) -> PathBuf {
        self.0.join("postgres")
    }

    fn plan(&self) -> PathBuf {
        self.0.join("plan.json")
    }
}

/// What there is, the same for the whole run. The numbers in it are synthetic.
#[derive(Serialize, Deserialize)]
pub(super) struct Plan {
    /// The database's address.
    pub(super) url: String,
    pub(super) seed: u64,
    /// How many send at once.
    pub(super) senders: u64,
    /// The journal system.
    pub(super) epj: String,
    /// Where it takes messages.
    pub(super) post_to: String,
    pub(super) citizens: Vec<PlannedCitizen>,
}

/// Somebody who may write to the unit.
#[derive(Serialize, Deserialize)]
pub(super) struct PlannedCitizen {
    pub(super) person: String,
    pub(super) contact: String,
    pub(super) number: String,
}

impl Plan {
    pub(super) fn write(&self, place: &Place) -> anyhow::Result<()> {
        let text = serde_json::to_string(self)?;
        std::fs::write(place.plan(), text).context("the plan could not be written")
    }

    pub(super) fn read(place: &Place) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(place.plan()).context("there is no plan")?;
        serde_json::from_str(&text).context("the plan cannot be read")
    }
}

/// What a part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Does {
    /// Sends, takes in and hands over until it is killed.
    Storms,
    /// Does the jobs until none is left.
    Settles,
}

/// What one part is to do.
#[derive(Serialize, Deserialize)]
pub(super) struct Orders {
    pub(super) does: Does,
    pub(super) round: u64,
    /// How far the town's clock is moved from the system's.
    pub(super) moved_micros: i64,
    /// Drafts whose sending was cut off: sent again as they were.
    pub(super) again: Vec<Draft>,
    /// What the journal system leaves.
    pub(super) letters: Vec<Letter>,
}

/// A draft, by the conversation it becomes, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) thread: String,
    pub(super) citizen: usize,
}

/// What a letter from the journal system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum LetterKind {
    /// An answer to the citizen (19).
    Answer,
    /// A receipt for her message.
    Receipt,
}

/// A letter from the journal system about a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Letter {
    /// What its sender calls the sending.
    pub(super) name: String,
    /// Its own id.
    pub(super) message: String,
    pub(super) kind: LetterKind,
    pub(super) thread: String,
    pub(super) citizen: usize,
}

/// What a part tells of what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// It is at work.
    Ready,
    /// It is about to send.
    Tried(Draft),
    /// The act has answered.
    Sent { thread: String, reference: String },
    /// The journal system has left a letter.
    Left { name: String, arrival: String },
    /// Something was refused that should not be.
    Wrong(String),
    /// No job is left.
    Settled,
}

impl Told {
    /// As one line.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Ready => "ready".to_owned(),
            Self::Tried(Draft { thread, citizen }) => format!("tried {thread} {citizen}"),
            Self::Sent { thread, reference } => format!("sent {thread} {reference}"),
            Self::Left { name, arrival } => format!("left {name} {arrival}"),
            Self::Wrong(what) => format!("wrong {what}"),
            Self::Settled => "settled".to_owned(),
        }
    }

    /// What a line says; none when it is not one of ours.
    pub(super) fn of(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        Some(match words.as_slice() {
            ["ready"] => Self::Ready,
            ["settled"] => Self::Settled,
            ["tried", thread, citizen] => {
                Self::Tried(Draft { thread: (*thread).to_owned(), citizen: citizen.parse().ok()? })
            }
            ["sent", thread, reference] => {
                Self::Sent { thread: (*thread).to_owned(), reference: (*reference).to_owned() }
            }
            ["left", name, arrival] => {
                Self::Left { name: (*name).to_owned(), arrival: (*arrival).to_owned() }
            }
            ["wrong", what @ ..] => Self::Wrong(what.join(" ")),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_reads_back_and_a_torn_line_does_not() {
        let thread = "01a3750e-c87b-7101-8101-010101010101".to_owned();
        for told in [
            Told::Ready,
            Told::Tried(Draft { thread: thread.clone(), citizen: 7 }),
            Told::Sent { thread: thread.clone(), reference: "SOL-2027-000001".to_owned() },
            Told::Left { name: "a".to_owned(), arrival: thread },
            Told::Wrong("REFUSED so".to_owned()),
            Told::Settled,
        ] {
            assert_eq!(Told::of(&told.line()), Some(told));
        }
        for torn in ["", "rea", "sent", "sent x", "tried x y", "left a"] {
            assert_eq!(Told::of(torn), None, "{torn}");
        }
    }
}
