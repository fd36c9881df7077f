//! A row of the work list.

use helsebro_domain::time::Instant;

use super::TakenBy;

/// When an answer is promised, in the words of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The promise is broken, by so many minutes.
    Over {
        /// Whole minutes.
        minutes: u32,
    },
    /// Nobody has taken it and less than two hours are left.
    Soon {
        /// Whole minutes left.
        minutes: u32,
        /// The deadline.
        at: Instant,
    },
    /// Due today.
    Today {
        /// The deadline.
        at: Instant,
    },
    /// Due on a later day.
    Later {
        /// The deadline.
        at: Instant,
    },
    /// Nothing is promised.
    None,
}

/// A row of the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The conversation's reference, unique on the page.
    pub id: String,
    /// The conversation.
    pub href: String,
    /// Where [Ta] posts to; none when it is taken or closed.
    pub take: Option<String>,
    /// With whom; shortened for protected persons.
    pub name: String,
    /// The year of birth; none for protected persons.
    pub born_year: Option<i16>,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// What it is about.
    pub topic: String,
    /// How many messages nobody at the unit has read.
    pub unread: u32,
    /// When the last message was written.
    pub came: Instant,
    /// When an answer is promised.
    pub due: Due,
    /// Who has taken it.
    pub taken_by: TakenBy,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// Whether another unit sent it on.
    pub is_forwarded: bool,
    /// For whom the reader stands in, when she sees it for that.
    pub stands_in_for: Option<String>,
    /// When the reader's own draft was saved.
    pub draft_at: Option<Instant>,
    /// Whether focus lands here after an answer.
    pub is_next: bool,
}

impl Row {
    /// Whether something more is to be told of it.
    pub(crate) const fn has_second_line(&self) -> bool {
        self.is_protected
            || self.is_forwarded
            || self.stands_in_for.is_some()
            || self.draft_at.is_some()
    }

    /// The year of birth as text; empty when it is not shown.
    pub fn born(&self) -> String {
        self.born_year.map(|year| year.to_string()).unwrap_or_default()
    }
}

impl Due {
    /// How the cell looks: the words say the same.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Over { .. } => "hb-due hb-due--over",
            Self::Soon { .. } => "hb-due hb-due--soon",
            Self::Today { .. } => "hb-due hb-due--today",
            Self::Later { .. } | Self::None => "hb-due",
        }
    }

    /// The icon beside the words: filled when somebody must act.
    pub(crate) const fn icon(self) -> &'static str {
        match self {
            Self::Over { .. } | Self::Soon { .. } => "ExclamationmarkTriangleFill",
            Self::Today { .. } | Self::Later { .. } => "Clock",
            Self::None => "",
        }
    }
}
