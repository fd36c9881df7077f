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

/// Who wrote or read.
#[derive(Clone, PartialEq, Eq)]
pub enum By {
    /// The reader.
    You,
    /// The reader, for the citizen of this full name.
    YouFor(String),
    /// Somebody who acts for the citizen (L-EFV-10).
    OnBehalf {
        /// Full name.
        name: String,
        /// The citizen's full name.
        of: String,
    },
    /// A member of staff, or the citizen as her helper reads her.
    Named {
        /// Full name.
        name: String,
        /// Title, as in «sykepleier».
        title: Option<String>,
    },
    /// Somebody at the unit, whose name is not shown.
    Unit(String),
}

impl By {
    /// The bare name, inside a sentence; empty for the reader.
    pub fn name(&self) -> &str {
        match self {
            Self::You | Self::YouFor(_) => "",
            Self::Named { name, .. } | Self::OnBehalf { name, .. } | Self::Unit(name) => name,
        }
    }
}

/// Somebody has read.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// Who.
    pub by: By,
    /// When first.
    pub at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_stands_until_its_last_instant() {
        let promised = Instant::from_micros(100);
        let standing = |now| Standing::at(Some(Some(promised)), Instant::from_micros(now));
        assert_eq!(standing(100), Standing::Waiting(promised));
        assert_eq!(standing(101), Standing::Late(promised));
        assert_eq!(Standing::at(Some(None), promised), Standing::Unpromised);
        assert_eq!(Standing::at(None, promised), Standing::Nothing);
    }
}
