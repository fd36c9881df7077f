//! The citizen's home.

use helsebro_domain::time::{Date, Instant};

use crate::pages::public::Switchboard;

use super::{ActingHome, ContactCard, GrantRow, HelpedNews, WaitingRow};

/// How many new things the home shows before «Se alle».
pub const MAX_NEWS: usize = 5;

/// How many of those who help her it names before it refers to the whole list.
const MAX_HELPERS: usize = 3;

/// `/hjem`: what is new, and whom to write to.
#[derive(Clone)]
pub struct Home {
    /// First name, for the greeting.
    pub first_name: String,
    /// When she acts for somebody, that the page is about that person.
    pub acting: Option<ActingHome>,
    /// Whether the terms have changed since she said yes to them.
    pub asks_anew: bool,
    /// Whether she just went back to acting for herself.
    pub is_back: bool,
    /// Requests for a power of attorney that wait for her answer.
    pub asked: Vec<WaitingRow>,
    /// Those who hold a power of attorney from her; the page names a few.
    pub helpers: Vec<GrantRow>,
    /// Those whom she helps, where there is something she has not read.
    pub helped: Vec<HelpedNews>,
    /// Today.
    pub today: Date,
    /// Unread conversations, newest first; the page shows [`MAX_NEWS`].
    pub news: Vec<News>,
    /// Contacts, by name.
    pub contacts: Vec<ContactCard>,
    /// Whom to ring when a service is missing.
    pub switchboards: Vec<Switchboard>,
}

impl Home {
    /// The news that the page shows.
    pub fn shown_news(&self) -> &[News] {
        &self.news[..self.news.len().min(MAX_NEWS)]
    }

    /// Those who help her, as many as the page shows.
    pub fn shown_helpers(&self) -> &[GrantRow] {
        &self.helpers[..self.helpers.len().min(MAX_HELPERS)]
    }

    /// Whether there is more than the page shows.
    pub fn has_more_news(&self) -> bool {
        self.news.len() > MAX_NEWS
    }
}

/// Something new.
#[derive(Clone, PartialEq, Eq)]
pub struct News {
    /// The conversation.
    pub href: String,
    /// From which unit.
    pub unit: String,
    /// What it is about.
    pub topic: String,
    /// When it came.
    pub at: Instant,
}

crate::page::page!(Home, "citizen/home.html");
