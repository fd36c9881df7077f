//! The picture of who was responsible when.

use helsebro_actions::controllership::Directory;
use helsebro_domain::controllership::registering::{AgreementState, Stretch};
use helsebro_domain::controllership::{Delivery, Mode, Party, Validity};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::time::{Date, Instant, add_months};
use helsebro_views::pages::municipality::{Bar, Figure, How, Tick};

use super::told::{Reader, told};

/// Where the axis begins and ends, in the picture's own units.
const LEFT: i64 = 170;
const RIGHT: i64 = 1170;
/// How many months before and after today it shows.
const MONTHS: (i16, i16) = (16, 14);
/// How far apart two rows of agreements are.
const ROW: i64 = 52;

/// Time laid out along the axis.
struct Axis {
    from: Instant,
    to: Instant,
    now: Instant,
}

impl Axis {
    fn around(now: Instant) -> Self {
        let today = now.in_oslo().date;
        let begin = add_months(today, -MONTHS.0).first_of_month();
        let end = add_months(today, MONTHS.1).first_of_month();
        Self { from: Instant::start_of(begin), to: Instant::start_of(end), now }
    }

    fn x(&self, at: Instant) -> i64 {
        let at = at.clamp(self.from, self.to).micros();
        let (from, to) = (self.from.micros(), self.to.micros());
        LEFT + (at - from) / 1_000_000 * (RIGHT - LEFT) / ((to - from) / 1_000_000)
    }

    /// Where something that holds for a time begins, and how wide it is.
    fn span(&self, validity: Validity) -> Option<(i64, i64)> {
        let (from, to) = (self.x(validity.from()), self.x(validity.to().unwrap_or(self.to)));
        (to > from).then_some((from, to - from))
    }

    fn ticks(&self) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut day = self.from.in_oslo().date;
        while Instant::start_of(day) < self.to {
            if matches!(day.month(), 1 | 4 | 7 | 10) {
                ticks.push(Tick { x: self.x(Instant::start_of(day)), day });
            }
            day = add_months(day, 1);
        }
        ticks
    }
}

/// What the picture is made from.
pub(super) struct Drawn<'a> {
    /// Whose municipality.
    pub(super) home: MunicipalityId,
    /// The answers.
    pub(super) stretches: &'a [Stretch],
    /// The deliveries of the place, the narrowest last.
    pub(super) deliveries: &'a [Delivery],
    /// The names.
    pub(super) directory: &'a Directory,
    /// What is said where nobody is.
    pub(super) nobody: String,
}

/// The picture, as things stand.
pub(super) fn figure(drawn: &Drawn<'_>, now: Instant) -> Figure {
    let axis = Axis::around(now);
    let agreements = agreements(drawn, &axis);
    let rows = i64::try_from(agreements.len()).unwrap_or(0);
    Figure {
        ticks: axis.ticks(),
        today: axis.x(now),
        controllers: drawn.stretches.iter().filter_map(|one| answer(drawn, &axis, one)).collect(),
        deliveries: deliveries(drawn, &axis),
        height: 170 + rows * ROW + 36,
        agreements,
    }
}

fn answer(drawn: &Drawn<'_>, axis: &Axis, stretch: &Stretch) -> Option<Bar> {
    let (x, width) = axis.span(stretch.validity)?;
    let told = told(&stretch.resolution, drawn.directory, Reader::Console);
    let names: Vec<String> = told.names.into_iter().flatten().collect();
    let own = drawn.directory.party(Party::Municipality(drawn.home)).name;
    let is_own = names.first() == own.as_ref() && names.len() == 1;
    let (look, label) = match told.how {
        How::Nobody | How::Contested => ("gap", drawn.nobody.clone()),
        How::Joint | How::Each => ("joint", fitting(&names, width)),
        How::One if is_own => ("own", fitting(&names, width)),
        How::One => ("other", fitting(&names, width)),
    };
    let planned = stretch.validity.from() > axis.now;
    Some(Bar { x, width, y: 40, label, look, planned })
}

/// The names as they find room: whole, or each by its first word, as in «Solvik».
fn fitting(names: &[String], width: i64) -> String {
    let whole = names.join(" + ");
    if Bar::fits(&whole, width) {
        return whole;
    }
    let first = |name: &String| name.split(' ').next().unwrap_or_default().to_owned();
    names.iter().map(first).collect::<Vec<_>>().join(" + ")
}

/// Who delivers: of two that hold at once the narrower is drawn over the wider.
fn deliveries(drawn: &Drawn<'_>, axis: &Axis) -> Vec<Bar> {
    let bar = |delivery: &Delivery| {
        let (x, width) = axis.span(delivery.validity)?;
        let (party, look) = deliverer(delivery, drawn.home);
        let name = drawn.directory.party(party).name.unwrap_or_default();
        let label = fitting(&[name], width);
        let planned = delivery.validity.from() > axis.now;
        Some(Bar { x, width, y: 106, label, look, planned })
    };
    let mut bars: Vec<Bar> = Vec::new();
    for delivery in drawn.deliveries {
        let Some(new) = bar(delivery) else { continue };
        bars = bars.into_iter().flat_map(|old| without(old, (new.x, new.x + new.width))).collect();
        bars.push(new);
    }
    bars.sort_by_key(|bar| bar.x);
    bars
}

/// What is left of a bar on both sides of a stretch.
fn without(bar: Bar, (from, to): (i64, i64)) -> Vec<Bar> {
    let end = bar.x + bar.width;
    if to <= bar.x || end <= from {
        return vec![bar];
    }
    let left = Bar { width: from - bar.x, ..bar.clone() };
    let right = Bar { x: to, width: end - to, ..bar };
    [left, right].into_iter().filter(|bar| bar.width > 0).collect()
}

/// Who delivers, and how that is drawn.
pub(super) const fn deliverer(delivery: &Delivery, home: MunicipalityId) -> (Party, &'static str) {
    match &delivery.mode {
        Mode::Own => (Party::Municipality(home), "own-light"),
        Mode::Outsourced(found) => (found.provider, "other-light"),
        Mode::Host { host, .. } => (Party::Municipality(*host), "other-light"),
        Mode::TaskCommunity { community, .. } => (Party::Org(*community), "other-light"),
    }
}

fn agreements(drawn: &Drawn<'_>, axis: &Axis) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let wanted: Vec<_> =
        drawn.stretches.iter().flat_map(|one| one.resolution.agreements.iter()).collect();
    for found in &drawn.directory.agreements {
        if found.state != AgreementState::InForce || !wanted.contains(&&found.draft.id) {
            continue;
        }
        let validity = found.draft.first.and_then(|first| Validity::days(first, found.draft.last));
        let Some((x, width)) = validity.and_then(|validity| axis.span(validity)) else { continue };
        let y = 170 + i64::try_from(bars.len()).unwrap_or(0) * ROW;
        let label = found.draft.title.clone();
        bars.push(Bar { x, width, y, label, look: "plain", planned: false });
    }
    bars
}

/// Since when anything is known of a place; the day on which the first record begins.
pub(super) fn since(deliveries: &[Delivery], today: Date) -> Instant {
    let first = deliveries.iter().map(|delivery| delivery.validity.from()).min();
    first.unwrap_or_else(|| Instant::start_of(today))
}
