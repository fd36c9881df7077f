//! How much is used: a sentence, a plot, and its table (S1-5.3-b).

use crate::page::page;
use crate::{Plain, Samples, Words};
use helsebro_domain::joining::{Month, Told};

/// How high the plot's bars are at most, and how wide each is with its gap.
const HEIGHT: u32 = 160;
/// The width of a bar with its gap.
const STEP: u32 = 96;

/// The pages `/kommune/statistikk` and `/drift/statistikk`.
#[derive(Debug, Clone)]
pub struct UsagePage {
    /// By municipality.
    pub homes: Vec<UsageView>,
    /// Where it is taken out for a spreadsheet, when it may be.
    pub csv: Option<String>,
}

page!(UsagePage, "joining/usage.html");

/// How much a municipality uses.
#[derive(Debug, Clone)]
pub struct UsageView {
    /// Its name.
    pub home: String,
    /// By month, oldest first.
    pub months: Vec<Month>,
}

/// A bar of the plot.
pub(crate) struct Bar {
    /// Where it begins.
    pub(crate) x: u32,
    /// Its top.
    pub(crate) y: u32,
    /// Its height.
    pub(crate) height: u32,
    /// The number over it.
    pub(crate) label: String,
    /// The month under it.
    pub(crate) month: String,
    /// Whether its number is not told.
    pub(crate) is_few: bool,
}

impl UsageView {
    /// How wide the plot is.
    pub(crate) fn width(&self) -> u32 {
        STEP * u32::try_from(self.months.len()).unwrap_or(1)
    }

    /// Whether a plot says more than its table: some number is told.
    pub(crate) fn is_plotted(&self) -> bool {
        self.months.iter().any(|month| month.messages != Told::Few)
    }

    /// The bars, from zero.
    pub(crate) fn bars(&self, w: &Words<'_>) -> Vec<Bar> {
        let most = self.months.iter().map(|month| count(month.messages)).max().unwrap_or(1).max(1);
        let bar = |(place, month): (u32, &Month)| {
            let height = count(month.messages) * HEIGHT / most;
            Bar {
                x: place * STEP + 8,
                y: 24 + HEIGHT - height,
                height,
                label: told(w, month.messages),
                month: w.t(format!("base-month-{}", month.first.month())),
                is_few: month.messages == Told::Few,
            }
        };
        (0_u32..).zip(&self.months).map(bar).collect()
    }

    /// The sentence that comes first.
    pub(crate) fn sentence(&self, w: &Words<'_>) -> String {
        let Some(last) = self.months.last() else { return w.t("usage-nothing") };
        w.a2(
            "usage-sentence",
            "count",
            told(w, last.messages),
            "month",
            w.month_and_year(last.first),
        )
    }
}

/// A number as it is told.
pub(crate) fn told(w: &Words<'_>, number: impl Plain<Told>) -> String {
    match number.plain() {
        Told::Few => w.t("usage-few"),
        Told::Exactly(count) => count.to_string(),
    }
}

const fn count(number: Told) -> u32 {
    match number {
        Told::Few => 0,
        Told::Exactly(count) => count,
    }
}

impl Samples for UsagePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let month = |month, count: u32| Month {
            first: helsebro_domain::time::Date::constant(2026, month, 1),
            messages: Told::of(count),
            conversations: Told::of(count / 3),
        };
        let view = |home: &str, counts: [u32; 3]| UsageView {
            home: home.to_owned(),
            months: [9, 10, 11].into_iter().zip(counts).map(|(at, n)| month(at, n)).collect(),
        };
        let one = Self { homes: vec![view("Solvik kommune", [71, 3, 112])], csv: None };
        let empty = Self { homes: vec![view("Nordfjell kommune", [0, 0, 0])], csv: None };
        let none = UsageView { home: "Granli kommune".to_owned(), months: Vec::new() };
        let csv = Some("/drift/statistikk?som=csv".to_owned());
        let all = Self { homes: vec![view("Solvik kommune", [71, 84, 97]), none], csv };
        vec![("one", one), ("empty", empty), ("all", all)]
    }
}
