//! One service on its way: what is done, what is missing and why, and who can do it.

use helsebro_domain::time::{Date, Instant};

use super::board::{colour, state_key};
use super::{Flag, Wrong};
use crate::Words;
use crate::page::page;

/// The page `/kommune/oppkobling/{activation}`. Posts `act` = `confirm` (with `route`),
/// `journal` (with `product` and `version`), `order`, `cancel`, `answer`, `notice` (with `last_day`) or
/// `withdraw`.
#[derive(Debug, Clone)]
pub struct ChecklistPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Whose.
    pub home: String,
    /// The module, as in «DIALOG».
    pub module: &'static str,
    /// The code of the care area.
    pub area: u8,
    /// The state, as it is stored.
    pub state: &'static str,
    /// What is missing, of what must be in place to order.
    pub missing: Vec<Item>,
    /// What is in place.
    pub in_place: Vec<Item>,
    /// What comes after the order.
    pub later: Vec<Item>,
    /// What is pointed out and stops nothing.
    pub flags: Vec<Flag>,
    /// The key of why it is stopped.
    pub stopped: Option<&'static str>,
    /// The day it was warned that it will be stopped, and the first day that it can be.
    pub warned: Option<(Date, Date)>,
    /// The clause that the tasks follow from.
    pub clause: &'static str,
    /// The order's number and time.
    pub order: Option<(u32, Instant)>,
    /// What the reader can do now.
    pub moves: Vec<Move>,
    /// What is typed about where it is answered.
    pub route: String,
    /// What is typed about the journal system: the product and its version.
    pub journal: (String, String),
    /// The notice, when it is in use.
    pub notice: Option<NoticeView>,
    /// Who signs, who keeps the registers, who is data protection officer.
    pub roles: Vec<(&'static str, Vec<String>)>,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(ChecklistPage, "joining/list.html");

/// One thing that must be in place.
#[derive(Debug, Clone)]
pub struct Item {
    /// The key of its name.
    pub key: &'static str,
    /// What shows it, when it is in place.
    pub detail: Detail,
    /// The code of what is missing.
    pub code: Option<String>,
    /// Where it is done, with the key of the link's words.
    pub link: Option<Link>,
    /// The key of who can do it.
    pub who: &'static str,
}

/// Where something is done.
#[derive(Debug, Clone)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The key of its words.
    pub key: &'static str,
}

/// What shows that something is in place.
#[derive(Debug, Clone)]
pub enum Detail {
    /// Nothing more to say.
    None,
    /// Accepted by somebody, in a version, on a day.
    Accepted(String, String, Instant),
    /// Since a day.
    Since(Date),
    /// Tested on a day, good until another.
    Tested(Date, Date),
    /// What was entered.
    Text(String),
    /// Not needed for this module.
    NotNeeded,
}

/// What the reader can do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Say where it is answered.
    Confirm,
    /// Order.
    Order,
    /// Take it back.
    Cancel,
    /// Answer the test message.
    Answer,
    /// Give notice.
    Notice,
    /// Take the notice back.
    Withdraw,
}

/// Notice, given or to be given.
#[derive(Debug, Clone)]
pub struct NoticeView {
    /// The first day that can be the last.
    pub earliest: Date,
    /// What is typed.
    pub typed: String,
    /// The last day, when notice is given.
    pub last_day: Option<Date>,
}

impl ChecklistPage {
    /// How many of what the order needs are in place, and of how many.
    pub(crate) fn count(&self) -> (usize, usize) {
        let done = self.in_place.len();
        (done, done + self.missing.len())
    }

    /// How far the bar reaches, in hundredths.
    pub(crate) fn reach(&self) -> usize {
        let (done, all) = self.count();
        (done * 100).checked_div(all).unwrap_or(0)
    }

    /// Whether the reader can do this now.
    pub(crate) fn can(&self, wanted: &str) -> bool {
        self.moves.iter().any(|one| one.as_str() == wanted)
    }

    /// The key of the state's word.
    pub(crate) fn state_key(&self) -> String {
        state_key(self.state)
    }

    /// The colour beside the word.
    pub(crate) fn colour(&self) -> &'static str {
        colour(self.state)
    }

    /// Whether it waits to be ordered.
    pub(crate) fn is_before_order(&self) -> bool {
        matches!(self.state, "DRAFT" | "CAPABILITY_CONFIRMED")
    }
}

impl Move {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Order => "order",
            Self::Cancel => "cancel",
            Self::Answer => "answer",
            Self::Notice => "notice",
            Self::Withdraw => "withdraw",
        }
    }
}

impl Item {
    /// The key of the code's words.
    pub(crate) fn code_key(&self) -> String {
        self.code.as_deref().map(super::key).unwrap_or_default()
    }

    /// What shows it.
    pub(crate) fn shown(&self, w: &Words<'_>) -> String {
        match &self.detail {
            Detail::None => w.t("joining-in-place"),
            Detail::Accepted(who, version, at) => {
                let day = w.day(at.in_oslo().date);
                w.a3("joining-accepted", "who", who, "version", version, "day", day)
            }
            Detail::Since(day) => w.a("joining-since", "day", w.day(*day)),
            Detail::Tested(day, last) => {
                w.a2("joining-tested", "day", w.day(*day), "last", w.day(*last))
            }
            Detail::Text(text) => text.clone(),
            Detail::NotNeeded => w.t("joining-not-needed"),
        }
    }
}
