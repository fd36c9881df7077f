//! How a unit works: its overview, hours, closed days and who leads the duty.

use helsebro_domain::parties::{MAX_PROMISE_DAYS, StaffNames, YouthDoor};
use helsebro_domain::time::{Date, DayHours};

use super::{Choice, Faults, Saved};
use crate::page::page;

/// The page `/ansatt/enheten`.
#[derive(Debug, Clone)]
pub struct UnitPage {
    /// The unit.
    pub name: String,
    /// The hours of each day, Monday first.
    pub week: Vec<DayHours>,
    /// Whether it is open on weekends and public holidays.
    pub days_off: DaysOff,
    /// The days that it has closed.
    pub closed: Vec<Date>,
    /// On which open day after the day of sending an answer is promised.
    pub promise_days: u8,
    /// How staff are shown.
    pub names: StaffNames,
    /// Whether it is open for youths of 13 to 15.
    pub youth: YouthDoor,
    /// Who leads the duty; none when everybody does.
    pub lead: Option<String>,
    /// Whoever is named, when she is away or no longer here and somebody else leads.
    pub named: Option<String>,
    /// How many standard replies there are.
    pub replies: usize,
    /// Who is, and will be, away.
    pub absences: Vec<AbsenceLine>,
    /// Where each is changed.
    pub links: UnitLinks,
}

page!(UnitPage, "staff/unit.html");

/// Where each part of how a unit works is changed.
#[derive(Debug, Clone)]
pub struct UnitLinks {
    /// Hours and promise.
    pub hours: String,
    /// Closed days.
    pub closed: String,
    /// Who leads the duty.
    pub lead: String,
    /// Names.
    pub names: String,
    /// Whether it is open for youths.
    pub youth: String,
    /// Standard replies.
    pub replies: String,
    /// Absences.
    pub absences: String,
    /// Powers of attorney on paper.
    pub papers: String,
}

/// What weekends and public holidays are to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysOff {
    /// It keeps them off.
    Kept,
    /// It is open on them, and counts them, where its week says so.
    Counted,
}

/// Somebody who is, or will be, away.
#[derive(Debug, Clone)]
pub struct AbsenceLine {
    /// Who.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last_day: Date,
    /// Who stands in; none when it goes to the queue.
    pub stand_in: Option<String>,
    /// What to post to take it back, when it is the reader's own.
    pub take_back: Option<String>,
}

/// The page `/ansatt/enheten/apningstider` (S1-2.1.1-a). Posts `day1` to `day7`,
/// `days_off` (`count` or nothing) and `promise_days`.
#[derive(Debug, Clone)]
pub struct HoursPage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The days, Monday first.
    pub days: Vec<DayField>,
    /// What weekends and public holidays are.
    pub days_off: DaysOff,
    /// On which open day an answer is promised.
    pub promise_days: u8,
    /// What was done just now; how many promises moved.
    pub saved: Saved,
    /// Who leads the duty, when that is not the reader.
    pub locked: Option<String>,
    /// What is wrong.
    pub faults: Faults,
}

page!(HoursPage, "staff/hours.html");

/// The field for one day's hours.
#[derive(Debug, Clone)]
pub struct DayField {
    /// Its id: `day1` for Monday.
    pub id: &'static str,
    /// The key of the day's name.
    pub number: usize,
    /// The hours as they are.
    pub hours: DayHours,
    /// What was typed instead, when it could not be taken.
    pub typed: Option<String>,
}

impl HoursPage {
    /// Whether weekends and holidays count.
    pub(crate) fn counts_days_off(&self) -> bool {
        self.days_off == DaysOff::Counted
    }

    /// What may be promised.
    pub(crate) fn promises(&self) -> Vec<u8> {
        (1..=MAX_PROMISE_DAYS).collect()
    }

    /// Whether this is promised.
    pub(crate) fn is_promised(&self, days: &u8) -> bool {
        self.promise_days == *days
    }

    /// Whether it was just saved.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}

impl UnitPage {
    /// Whether weekends and holidays count.
    pub(crate) fn counts_days_off(&self) -> bool {
        self.days_off == DaysOff::Counted
    }
}

/// The page `/ansatt/enheten/stengt` (S1-2.1.1-a). Posts `act` (`close` with `day`,
/// `month` and `year`, or `open` with `date`).
#[derive(Debug, Clone)]
pub struct ClosedDaysPage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The days that are closed.
    pub days: Vec<Date>,
    /// What was typed.
    pub typed: DateTyped,
    /// What was done just now; how many promises moved.
    pub moved: Option<u32>,
    /// Who leads the duty, when that is not the reader.
    pub locked: Option<String>,
    /// What is wrong.
    pub faults: Faults,
}

page!(ClosedDaysPage, "staff/closed_days.html");

/// A date as it is typed in three fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateTyped {
    /// The day of the month.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

/// The page `/ansatt/enheten/vakt`. Posts `staff`; nothing for everybody.
#[derive(Debug, Clone)]
pub struct DutyPage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Those who work here today.
    pub colleagues: Vec<Choice>,
    /// Who is named.
    pub chosen: String,
    /// What was done just now.
    pub saved: Saved,
    /// What is wrong.
    pub faults: Faults,
}

page!(DutyPage, "staff/duty.html");

impl DutyPage {
    /// Whether this one is named.
    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.chosen == value
    }

    /// Whether it was just saved.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}

/// The page `/ansatt/enheten/fravaer`. Posts `act` (`say` with `from_day` … and
/// `last_day` …, and `stand_in`, nothing for the queue; or `take_back` with `absence`).
#[derive(Debug, Clone)]
pub struct AbsencePage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Who is, and will be, away.
    pub list: Vec<AbsenceLine>,
    /// The first day, as typed.
    pub from: DateTyped,
    /// The last day, as typed.
    pub last: DateTyped,
    /// Those who can stand in.
    pub colleagues: Vec<Choice>,
    /// Who does.
    pub chosen: String,
    /// What was done just now.
    pub saved: Saved,
    /// What is wrong.
    pub faults: Faults,
}

page!(AbsencePage, "staff/absence.html");

impl AbsencePage {
    /// Whether this one stands in.
    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.chosen == value
    }

    /// Whether it was just saved.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}

/// The pages `/ansatt/enheten/standardsvar` and `…/{ref}`. Posts `title`, `body` and
/// `act` (`keep` or `discard`).
#[derive(Debug, Clone)]
pub struct StandardPage {
    /// Where one came from.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The unit's replies: what they are called, what they say, and their pages.
    pub list: Vec<StandardLine>,
    /// Whether one of them is changed, or a new one written.
    pub what: StandardWhat,
    /// Its title, as typed.
    pub title: String,
    /// Its text, as typed.
    pub body: String,
    /// The most letters of each.
    pub limits: (usize, usize),
    /// What was done just now.
    pub saved: Saved,
    /// What is wrong.
    pub faults: Faults,
}

page!(StandardPage, "staff/standard.html");

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandardWhat {
    /// A new reply.
    New,
    /// One that is there.
    Changed,
}

/// A reply in the list.
#[derive(Debug, Clone)]
pub struct StandardLine {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
}

impl StandardPage {
    /// Whether one that is there is changed.
    pub(crate) fn is_change(&self) -> bool {
        self.what == StandardWhat::Changed
    }

    /// The key of the title.
    pub(crate) fn title_key(&self) -> &'static str {
        if self.is_change() { "staff-standard-change-title" } else { "staff-standard-title" }
    }

    /// Whether it was just saved.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}

/// The page `/ansatt/enheten/ungdom` (L-GDPR-8). Posts `youth` (`open` or `closed`).
#[derive(Debug, Clone)]
pub struct UnitYouthPage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// How it is.
    pub door: YouthDoor,
    /// What was done just now.
    pub saved: Saved,
    /// Who leads the duty, when that is not the reader.
    pub locked: Option<String>,
}

page!(UnitYouthPage, "staff/youth.html");

impl UnitPage {
    /// Whether it is open for youths.
    pub(crate) fn is_open_to_youth(&self) -> bool {
        self.youth == YouthDoor::Open
    }
}

impl UnitYouthPage {
    /// Whether it is open for youths.
    pub(crate) fn is_open(&self) -> bool {
        self.door == YouthDoor::Open
    }

    /// Whether it was saved just now.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}
