//! Who was controller of a service when, as a picture and as a table.

use helsebro_domain::time::Date;

use super::{CustodyRow, Line, Told, Wrongs};
use crate::page::page;

/// The page `/kommune/ansvar/{unit}`. Asked with `dato`, it says who answered then.
#[derive(Debug, Clone)]
pub struct TimelinePage {
    /// The way back.
    pub back: String,
    /// The page itself.
    pub action: String,
    /// Whether something was saved just now.
    pub saved: bool,
    /// The unit.
    pub unit: String,
    /// The code of its care area.
    pub area: u8,
    /// Who answers today.
    pub today: Told,
    /// From when nobody answers, or it is not settled who.
    pub ahead: Option<(Date, Told)>,
    /// Where what happens then is entered, by who may.
    pub enter: Option<String>,
    /// The picture.
    pub figure: Figure,
    /// The same as a table.
    pub lines: Vec<Line>,
    /// The deliveries that can be given an end: value, what it is called, first day, last day.
    pub deliveries: Vec<DeliveryRow>,
    /// The day that was asked about, as it was typed.
    pub asked: String,
    /// Who answered on that day.
    pub on_day: Option<(Date, Told)>,
    /// What is wrong with what was typed.
    pub wrongs: Wrongs,
    /// The plans by which its records change hands.
    pub custody: Vec<CustodyRow>,
    /// Where the public notice of the unit is.
    pub notice: String,
}

page!(TimelinePage, "municipality/timeline.html");

/// A delivery.
#[derive(Debug, Clone)]
pub struct DeliveryRow {
    /// What is posted to end it.
    pub value: String,
    /// Who delivers.
    pub who: String,
    /// Whether it is of the unit, its care area, or of all services.
    pub width: &'static str,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Option<Date>,
    /// Whether the reader may end it.
    pub can_end: bool,
}

/// A picture of three tracks over one axis of time.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// Years and quarters: where, the year when it begins one, and the first day.
    pub ticks: Vec<Tick>,
    /// Where today is.
    pub today: i64,
    /// Who is controller.
    pub controllers: Vec<Bar>,
    /// Who delivers.
    pub deliveries: Vec<Bar>,
    /// The agreements, each on a row of its own.
    pub agreements: Vec<Bar>,
    /// How high it is.
    pub height: i64,
}

/// A line of the axis.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    /// Where.
    pub x: i64,
    /// The day.
    pub day: Date,
}

/// A bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Where it begins.
    pub x: i64,
    /// How wide it is.
    pub width: i64,
    /// How high up.
    pub y: i64,
    /// What stands in it; for a gap nothing.
    pub label: String,
    /// How it is drawn: `own`, `other`, `joint`, `gap`, `own-light`, `other-light`, `plain`.
    pub look: &'static str,
    /// Whether it is still to come.
    pub planned: bool,
}

impl DeliveryRow {
    /// The key of how wide it is.
    pub fn width_key(&self) -> String {
        format!("responsible-width-{}", self.width)
    }
}

impl Tick {
    /// Whether a year begins here.
    pub fn is_year(&self) -> bool {
        self.day.month() == 1
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.day.year()
    }

    /// The key of the month.
    pub fn month_key(&self) -> String {
        format!("responsible-month-{}", self.day.month())
    }
}

impl Bar {
    /// Whether a label finds room in so much.
    pub fn fits(label: &str, width: i64) -> bool {
        let letters = i64::try_from(label.chars().count()).unwrap_or(i64::MAX);
        width >= letters.saturating_mul(8).saturating_add(16)
    }

    /// Whether its label finds room.
    pub fn has_room(&self) -> bool {
        Self::fits(&self.label, self.width)
    }

    /// Where its label begins.
    pub const fn label_x(&self) -> i64 {
        self.x + 10
    }

    /// Where the line of its label is.
    pub const fn label_y(&self) -> i64 {
        self.y + 27
    }

    /// How wide the plate under a label is.
    pub fn plate(&self) -> i64 {
        let letters = i64::try_from(self.label.chars().count()).unwrap_or(0);
        letters * 8 + 16
    }
}

impl Figure {
    /// The bars whose label finds no room, with their numbers.
    pub fn cramped(&self) -> Vec<(usize, &Bar)> {
        let all = self.controllers.iter().chain(&self.deliveries).chain(&self.agreements);
        all.filter(|bar| !bar.has_room() && !bar.label.is_empty())
            .enumerate()
            .map(|(place, bar)| (place + 1, bar))
            .collect()
    }

    /// The number of a bar whose label finds no room.
    pub fn number(&self, bar: &Bar) -> Option<usize> {
        self.cramped()
            .into_iter()
            .find(|(_, other)| core::ptr::eq(*other, bar))
            .map(|(number, _)| number)
    }
}

impl TimelinePage {
    /// The rows of the table in one text, for who hears the picture.
    pub(crate) fn story(&self, w: &crate::Words<'_>) -> String {
        let told = self.lines.iter().map(|line| {
            let who = line.told.who(w);
            match (line.first, line.last) {
                (Some(first), Some(last)) => w.a3(
                    "responsible-story-both",
                    "first",
                    w.day(first),
                    "last",
                    w.day(last),
                    "who",
                    who,
                ),
                (Some(first), None) => {
                    w.a2("responsible-story-from", "first", w.day(first), "who", who)
                }
                (None, Some(last)) => {
                    w.a2("responsible-story-until", "last", w.day(last), "who", who)
                }
                (None, None) => w.a("responsible-story-always", "who", who),
            }
        });
        told.collect::<Vec<_>>().join(" ")
    }
}
