//! `/hjem`: what is new, and whom to reach.

use helsebro_domain::time::Instant;

use super::super::{Switchboard, page};
use super::ContactLine;

/// How many news lines are shown before «Se alle».
pub const MAX_NEWS: usize = 5;

page! {
    /// The citizen's own front page.
    HomePage => "citizen/home.html" {
        /// The given name.
        pub given: String,
        /// Whether it is the first time.
        pub visit: Visit,
        /// What is unread, newest first; the page shows [`MAX_NEWS`].
        pub news: Vec<NewsLine>,
        /// Whom can be written to, and those that cannot.
        pub contacts: Vec<ContactLine>,
        /// Whom to ring when something is missing.
        pub switchboards: Vec<Switchboard>,
    }
}

/// Whether the citizen has been here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// The first time: a few short steps are shown.
    First,
    /// Been here before.
    Again,
}

/// Something new.
#[derive(Clone)]
pub struct NewsLine {
    /// Where it is.
    pub href: String,
    /// From which unit.
    pub unit: String,
    /// What it is about.
    pub topic: String,
    /// When it came.
    pub at: Instant,
}

impl HomePage {
    /// The news that fit.
    pub(crate) fn shown_news(&self) -> &[NewsLine] {
        &self.news[..self.news.len().min(MAX_NEWS)]
    }

    /// Whether there are more than fit.
    pub(crate) fn has_more_news(&self) -> bool {
        self.news.len() > MAX_NEWS
    }
}
