//! Pieces that several citizen pages share.

use helsebro_domain::time::Instant;

use crate::pages::public::OpenNow;

/// A contact in a list.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// The contact's id, what forms post as `contact`.
    pub value: String,
    /// Its name, as in «Hjemmesykepleien Solvik øst».
    pub name: String,
    /// Its page.
    pub href: String,
    /// Whether it is open now.
    pub open: OpenNow,
    /// The phone number.
    pub phone: String,
    /// Whether one can write to it.
    pub write: Write,
}

/// Whether one can write to a contact.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// One can, here.
    Here(String),
    /// It takes no messages; ring instead.
    RingInstead,
}

impl ContactCard {
    /// Where one writes to it, when one can.
    pub fn write_href(&self) -> Option<&str> {
        match &self.write {
            Write::Here(href) => Some(href),
            Write::RingInstead => None,
        }
    }
}

/// Why a topic cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicFault {
    /// Nothing is written.
    Missing,
    /// So many letters too long.
    TooLong(u32),
}

/// Why a message cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFault {
    /// Nothing is written.
    Missing,
    /// So many letters too long.
    TooLong(u32),
}

/// Why what was written before stands in the form again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It does not; this is an ordinary form.
    No,
    /// The session ended, and the person signed in again.
    AfterSignIn,
    /// It was taken along from a message that could not be sent elsewhere.
    TakenAlong,
}

/// A promise as a page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing waits for an answer.
    Nothing,
    /// An answer is promised by then.
    Waiting(Instant),
    /// The time is past without an answer.
    Late(Instant),
    /// Something waits, and no time could be promised.
    Unpromised,
}

impl Standing {
    /// How it stands at `now`: what waits, with the promise when there is one.
    pub fn at(awaiting: Option<Option<Instant>>, now: Instant) -> Self {
        match awaiting {
            None => Self::Nothing,
            Some(None) => Self::Unpromised,
            Some(Some(promised)) if now <= promised => Self::Waiting(promised),
            Some(Some(promised)) => Self::Late(promised),
        }
    }
}
