//! What a plan would move, copy or leave, counted before anything goes.
//!
//! Whoever plans holds a role and sees no citizen (S2-0-k): the report counts. What
//! becomes of one person's record, she reads herself.

use std::collections::BTreeMap;

use helsebro_domain::controllership::moving::{Cause, Fate, Heap, Plan, heaps};
use helsebro_domain::controllership::{
    Category, Controllers, Entry, Party, Place, Question, Register, Validity, deliverer,
    holders_now, resolve,
};
use helsebro_domain::ids::{CustodyId, UnitId};
use helsebro_domain::parties::{CareArea, ConsoleAccess};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::{
    self as stored, Declined, Going, PlanRow, RecordKind, Said, Stretch,
};
use helsebro_storage::{Tx, parties};

use super::super::{SCOPE, register};
use crate::{ActError, Acts};

/// How many there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Messages, and talks that were logged.
    pub messages: i64,
    /// Notes for colleagues.
    pub notes: i64,
    /// Files that go along with messages.
    pub files: i64,
    /// Notices by SMS and e-mail.
    pub notices: i64,
    /// People they are about, when it is counted: for each kind of data and answer once.
    pub people: i64,
}

impl Counts {
    /// How many records.
    pub const fn records(&self) -> i64 {
        self.messages + self.notes + self.files + self.notices
    }
}

/// A row of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What kind of data.
    pub category: Category,
    /// Who was controller when they were made.
    pub controllers: Controllers,
    /// What becomes of them.
    pub fate: Fate,
    /// Who gets them, or a copy of them.
    pub to: Option<Party>,
    /// Why.
    pub cause: Cause,
    /// How many.
    pub counts: Counts,
}

/// What a plan would do; what went, once it is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The plan.
    pub row: PlanRow,
    /// What it would do; empty when it is carried out.
    pub lines: Vec<Line>,
    /// What went, receiver by receiver.
    pub gone: Vec<Going>,
    /// Those whom somebody has named and who can still say no, never by whom.
    pub named: Vec<Party>,
    /// Those who have said no.
    pub declined: Vec<Declined>,
}

/// The report of a plan of the municipality's, or of one by which something comes to it.
///
/// # Errors
/// [`ActError::NotFound`] for any other.
pub async fn report(
    acts: &Acts,
    access: &ConsoleAccess,
    id: CustodyId,
) -> Result<Report, ActError> {
    access.with_a_duty()?;
    let register = register(acts).await?;
    let now = acts.now();
    acts.db()
        .read(SCOPE, "controllership.custody_report", async |mut tx| {
            let plans = stored::plans_of(&mut tx, access.municipality()).await?;
            let row = plans.into_iter().find(|row| row.plan.id == id).ok_or(ActError::NotFound)?;
            let gone = stored::goings(&mut tx, id).await?;
            let lines = match row.carried_out {
                Some(_) => Vec::new(),
                None => lines(&mut tx, (&register, &row.plan), now).await?,
            };
            let named = match row.carried_out {
                None => stored::named_in(&mut tx, id).await?,
                Some(_) => waiting(&row.plan, &gone),
            };
            let declined = stored::declines(&mut tx, id).await?;
            Ok::<_, ActError>(Report { row, lines, gone, named, declined })
        })
        .await
}

/// Those who were named, and have not said that it is there.
fn waiting(plan: &Plan, gone: &[Going]) -> Vec<Party> {
    let waits = |one: &&Going| one.received.is_none() && Some(one.receiver) != plan.to;
    let all = gone.iter().filter(waits).map(|one| one.receiver);
    all.filter(|receiver| !plan.from.contains(receiver)).collect()
}

/// The units and times of a plan, cut where other plans begin or end, so that each part
/// has one holder.
pub(super) async fn stretches(
    tx: &mut Tx,
    register: &Register,
    plan: &Plan,
) -> Result<Vec<Stretch>, ActError> {
    let home = plan.scope.municipality;
    let all = parties::units_of(tx, home).await?;
    let units: Vec<UnitId> = all
        .into_iter()
        .filter(|unit| plan.scope.place.covers(Place::Unit(unit.care_area, unit.id)))
        .map(|unit| unit.id)
        .collect();
    let edges = register.facts().custody.iter().filter(|one| one.scope.municipality == home);
    let mut cuts: Vec<Instant> = edges
        .flat_map(|one| [Some(one.written.from()), one.written.to()])
        .flatten()
        .filter(|cut| plan.written.holds_at(*cut))
        .chain([plan.written.from()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().map(Some).chain([plan.written.to()]);
    let parts: Vec<Validity> =
        cuts.iter().zip(ends).filter_map(|(from, to)| Validity::new(*from, to)).collect();
    let each = units
        .iter()
        .flat_map(|unit| parts.iter().map(|written| Stretch { unit: *unit, written: *written }));
    Ok(each.collect())
}

/// What is asked about a unit of a plan.
pub(super) fn question(plan: &Plan, unit: UnitId, at: Instant) -> Question {
    let area = plan.scope.place.care_area().unwrap_or(CareArea::HomeServices);
    Question::new(Category::EpjRecord, plan.scope.municipality, area, Some(unit), at)
}

/// Whether records of a stretch that these had then are with one of those a plan takes
/// them from.
pub(super) fn goes(
    (register, plan): (&Register, &Plan),
    (stretch, now): (&Stretch, Instant),
    controllers: &Controllers,
) -> bool {
    let asked = question(plan, stretch.unit, now);
    let then = (stretch.written.from(), controllers.parties());
    holders_now(register, &asked, then).iter().any(|party| plan.from.contains(party))
}

async fn lines(
    tx: &mut Tx,
    (register, plan): (&Register, &Plan),
    now: Instant,
) -> Result<Vec<Line>, ActError> {
    let heaps = heaps(plan);
    let records: Vec<Heap> =
        heaps.iter().copied().filter(|heap| heap.category == Category::EpjRecord).collect();
    let mut found = Found::default();
    let (mut copies, mut notices) = (0, 0);
    for stretch in stretches(tx, register, plan).await? {
        notices += stored::notices_sent(tx, &stretch).await?;
        let author = deliverer(register, &question(plan, stretch.unit, stretch.written.from()));
        for tally in stored::tally(tx, plan.id, &stretch).await? {
            if tally.kind == RecordKind::Message {
                copies += tally.records;
            }
            let its = goes((register, plan), (&stretch, now), &tally.controllers);
            let counts = counts(tally.kind, (tally.records, tally.people));
            for (fate, to, cause) in becomes((&records, author), (its, tally.said)) {
                found.add((&tally.controllers, fate, to, cause), counts);
            }
        }
    }
    let mut lines = found.lines(&records, plan);
    for heap in heaps.iter().filter(|heap| heap.category != Category::EpjRecord) {
        let counts = match heap.category {
            Category::Platform => Counts { messages: copies, ..Counts::default() },
            Category::Dissemination => Counts { notices, ..Counts::default() },
            Category::EpjRecord | Category::CaseFile => Counts::default(),
        };
        lines.push(other(register, plan, heap, counts));
    }
    Ok(lines)
}

/// What becomes of records: as those concerned have said, or as the plan says.
fn becomes(
    (records, author): (&[Heap], Option<Party>),
    (its, said): (bool, Said),
) -> Vec<(Fate, Option<Party>, Cause)> {
    match said {
        _ if !its => vec![(Fate::Stays, None, Cause::OthersHold)],
        Said::Stays => vec![(Fate::Stays, None, Cause::PatientOpposed)],
        Said::To(named) => vec![(Fate::Moves, Some(named), Cause::PatientNamed)],
        Said::Nothing => records
            .iter()
            .filter(|heap| heap.author.is_none_or(|own| author == Some(own)))
            .map(|heap| (heap.fate, heap.to, heap.cause))
            .collect(),
    }
}

fn counts(kind: RecordKind, (records, people): (i64, i64)) -> Counts {
    match kind {
        RecordKind::Message => Counts { messages: records, people, ..Counts::default() },
        RecordKind::Note => Counts { notes: records, ..Counts::default() },
        RecordKind::File => Counts { files: records, ..Counts::default() },
    }
}

/// What becomes of rows, by whom they go to, why, and under whom they are.
type Row = (Fate, Option<Party>, Cause, String);

/// Rows of the record as they are found, those that are alike together.
#[derive(Default)]
struct Found(BTreeMap<Row, (Controllers, Counts)>);

impl Found {
    fn add(
        &mut self,
        (controllers, fate, to, cause): (&Controllers, Fate, Option<Party>, Cause),
        counts: Counts,
    ) {
        let names: Vec<String> =
            controllers.parties().iter().map(|party| party.to_stored()).collect();
        let key = (fate, to, cause, format!("{} {}", controllers.kind(), names.join(" ")));
        let (_, sum) =
            self.0.entry(key).or_insert_with(|| (controllers.clone(), Counts::default()));
        sum.messages += counts.messages;
        sum.notes += counts.notes;
        sum.files += counts.files;
        sum.people += counts.people;
    }

    /// The rows; when nothing is there, what would become of it.
    fn lines(self, records: &[Heap], plan: &Plan) -> Vec<Line> {
        let line = |controllers, (fate, to, cause), counts| Line {
            category: Category::EpjRecord,
            controllers,
            fate,
            to,
            cause,
            counts,
        };
        if self.0.is_empty() {
            let from = Controllers::from_stored("JOINT", plan.from.clone());
            let from = match plan.from.as_slice() {
                [one] => Controllers::One(*one),
                _ => from.unwrap_or(Controllers::Nobody),
            };
            let each = records.iter().map(|heap| (heap.fate, heap.to, heap.cause));
            return each.map(|what| line(from.clone(), what, Counts::default())).collect();
        }
        let each = self.0.into_iter();
        each.map(|((fate, to, cause, _), (controllers, counts))| {
            line(controllers, (fate, to, cause), counts)
        })
        .collect()
    }
}

/// A heap that is no part of the record.
fn other(register: &Register, plan: &Plan, heap: &Heap, counts: Counts) -> Line {
    let last = Instant::from_micros(plan.at.micros() - 1);
    let area = plan.scope.place.care_area().unwrap_or(CareArea::HomeServices);
    let unit = match plan.scope.place {
        Place::Unit(_, unit) => Some(unit),
        Place::Whole | Place::Area(_) => None,
    };
    let asked = Question::new(heap.category, plan.scope.municipality, area, unit, last);
    let entry = Entry { created_at: Some(last), ..Entry::default() };
    Line {
        category: heap.category,
        controllers: resolve(register, &asked.with(entry)).controllers,
        fate: heap.fate,
        to: heap.to,
        cause: heap.cause,
        counts,
    }
}
