//! The operator's orders: what waits, and one of them with everything it waits for.

use helsebro_domain::time::{Date, Instant};

use super::board::{colour, state_key};
use super::{Flag, Wrong};
use crate::page::page;

/// The page `/drift/bestillinger`.
#[derive(Debug, Clone)]
pub struct OrdersPage {
    /// The lists, by state.
    pub tabs: Vec<Tab>,
    /// The list that is shown.
    pub rows: Vec<OrderRow>,
}

page!(OrdersPage, "joining/orders.html");

/// A list by state.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The key of its name.
    pub key: &'static str,
    /// Where it is.
    pub href: String,
    /// How many.
    pub count: usize,
    /// Whether it is the one that is shown.
    pub is_here: bool,
}

/// An order, or what became of one.
#[derive(Debug, Clone)]
pub struct OrderRow {
    /// Its number.
    pub number: Option<u32>,
    /// Where it is.
    pub href: String,
    /// Whose.
    pub home: String,
    /// The module.
    pub module: &'static str,
    /// The code of the care area.
    pub area: u8,
    /// Who ordered it, and when.
    pub ordered: Option<(String, Instant)>,
    /// How many guards hold, and of how many.
    pub held: (usize, usize),
    /// What is pointed out and stops nothing.
    pub flags: Vec<Flag>,
    /// The codes of those that do not.
    pub codes: Vec<String>,
    /// The key of where the test message stands.
    pub test_key: &'static str,
    /// Its last day, when it has one.
    pub last_day: Option<Date>,
}

impl OrderRow {
    /// Whether everything holds.
    pub(crate) fn is_ready(&self) -> bool {
        self.held.0 == self.held.1
    }

    /// The key of a code's words.
    pub(crate) fn code_key(code: &str) -> String {
        super::key(code)
    }
}

/// The page `/drift/bestillinger/{activation}`. Posts `act` = `test`, `activate`,
/// `reject`, `stop`, `review` (all with `reason`), `terms` (with `reason` and
/// `terms_warned`), `resume`, `prove` (with `evidence` and `tested`) or `notice` (with `signer`,
/// `received`, `last_day` and `document`).
#[derive(Debug, Clone)]
pub struct OrderPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The municipality's own page.
    pub home_href: String,
    /// The order.
    pub row: OrderRow,
    /// Its state, as it is stored.
    pub state: &'static str,
    /// Each guard: its name's key, and the code of what is missing.
    pub guards: Vec<(&'static str, Option<String>)>,
    /// What was done.
    pub events: Vec<OrderEvent>,
    /// Whether it is in use, also after notice, and can be stopped.
    pub can_stop: bool,
    /// Whether it is stopped, also after notice.
    pub is_stopped: bool,
    /// What else the operator can do with a reason: `review`, that it must still be stopped
    /// (ON-12), or `terms`, to stop it because the terms are not accepted (ON-34).
    pub further: Option<&'static str>,
    /// What is typed about when the municipality was warned of that.
    pub terms_warned: String,
    /// Whether the test message can be sent.
    pub can_test: bool,
    /// What is typed.
    pub reason: String,
    /// The journal system that it is answered in, as «product version».
    pub journal: Option<String>,
    /// What is typed about a new test of it: the evidence and the day.
    pub tested: (String, String),
    /// The notice that came as a letter, while one can be given.
    pub letter: Option<NoticeForm>,
    /// The day it was warned that it will be stopped, and the first day that it can be.
    pub warned: Option<(Date, Date)>,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(OrderPage, "joining/order.html");

/// Something that was done with an order.
#[derive(Debug, Clone)]
pub struct OrderEvent {
    /// The key of what.
    pub key: String,
    /// When.
    pub at: Instant,
    /// Why, in words.
    pub reason: Option<String>,
    /// The keys of what held then, and of what was pointed out.
    pub held: Vec<&'static str>,
}

/// A notice that came as a letter, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct NoticeForm {
    /// Who can have signed it: what is posted, and the name.
    pub signers: Vec<(String, String)>,
    /// Who has.
    pub signer: String,
    /// The day it was received.
    pub received: String,
    /// The last day that it asks for.
    pub last_day: String,
    /// What it is filed under.
    pub document: String,
}

impl NoticeForm {
    /// Whether this one has signed it.
    pub(crate) fn is_signer(&self, value: &str) -> bool {
        self.signer == value
    }
}

impl OrderPage {
    /// Whether the operator can do this as well.
    pub(crate) fn can(&self, what: &str) -> bool {
        self.further == Some(what)
    }

    /// The key of the state's word.
    pub(crate) fn state_key(&self) -> String {
        state_key(self.state)
    }

    /// The colour beside the word.
    pub(crate) fn colour(&self) -> &'static str {
        colour(self.state)
    }

    /// Whether it waits.
    pub(crate) fn is_waiting(&self) -> bool {
        self.state == "ORDERED"
    }

    /// The key of a code's words.
    pub(crate) fn code_key(code: &str) -> String {
        super::key(code)
    }
}
