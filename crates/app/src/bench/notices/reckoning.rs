//! What is counted at the end, and what must hold.

use std::collections::{BTreeMap, BTreeSet};

use helsebro_domain::notices::{MAX_SENDINGS, NoticeState, REPORT_WAIT};
use helsebro_domain::time::Instant;
use helsebro_simulators::outside::SmsSeen;
use helsebro_storage::notices::{TrialNotice, of_trial, sendings_of_trial};
use helsebro_storage::{Scope, SystemReason};
use serde::Serialize;
use uuid::Uuid;

use super::part::Fact;
use crate::bench::trial::line::Count;
use crate::bench::trial::platform::Platform;

/// The most faults that are named; the rest are counted.
const MAX_NAMED: usize = 20;

/// What was found.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counted {
    /// Facts that somebody is told of.
    facts: usize,
    /// Of them owed.
    facts_owed: usize,
    notices: usize,
    /// Texts that the gateway took.
    sent: usize,
    /// Of them second and third ones of one notice, all owed.
    repeated: usize,
    /// Notices that were given up since nobody knows whether they were taken.
    given_up: usize,
    /// Of those, ones that the gateway had taken after all.
    given_up_though_taken: usize,
    delivered: usize,
    /// Faults: none of them may be.
    lost: usize,
    left_undone: usize,
    sent_twice: usize,
    repeated_too_soon: usize,
    repeated_after_report: usize,
    too_often: usize,
    faults: Vec<String>,
}

impl Count for Counted {
    fn holds(&self) -> bool {
        self.lost
            + self.left_undone
            + self.sent_twice
            + self.repeated_too_soon
            + self.repeated_after_report
            + self.too_often
            == 0
    }
}

impl Counted {
    fn fault(&mut self, text: String) {
        if self.faults.len() < MAX_NAMED {
            self.faults.push(text);
        }
    }
}

/// Holds every notice against what the gateway took and what was reported.
pub(super) async fn count(
    platform: &Platform,
    facts: &[Fact],
    texts: &[SmsSeen],
    reported: &BTreeMap<String, Instant>,
) -> anyhow::Result<Counted> {
    let scope = Scope::System(SystemReason::Operation);
    let (rows, handed) = platform
        .db
        .read(scope, "bench.notices", async |mut tx| {
            let rows = of_trial(&mut tx).await?;
            Ok::<_, helsebro_storage::StorageError>((rows, sendings_of_trial(&mut tx).await?))
        })
        .await?;
    let mut counted = Counted {
        facts: facts.len(),
        facts_owed: facts.iter().filter(|fact| fact.is_owed).count(),
        notices: rows.len(),
        sent: texts.len(),
        ..Counted::default()
    };
    none_lost(&mut counted, facts, &rows);
    let mut taken: BTreeMap<String, Vec<&SmsSeen>> = BTreeMap::new();
    for text in texts {
        let notice = text.reference.rsplit_once('-').map_or("", |(notice, _)| notice);
        taken.entry(notice.to_owned()).or_default().push(text);
    }
    let mut times: BTreeMap<Uuid, Vec<Instant>> = BTreeMap::new();
    for (notice, at) in handed {
        times.entry(notice).or_default().push(at);
    }
    for row in &rows {
        let none = Vec::new();
        let texts = taken.get(&row.id.simple().to_string()).map_or(&[][..], Vec::as_slice);
        one(&mut counted, row, texts, times.get(&row.id).unwrap_or(&none), reported);
    }
    Ok(counted)
}

/// Every fact that was told of as done has its notice.
fn none_lost(counted: &mut Counted, facts: &[Fact], rows: &[TrialNotice]) {
    let known: BTreeSet<String> = rows
        .iter()
        .flat_map(|row| [Some(row.fact), row.place])
        .flatten()
        .map(|id| id.to_string())
        .collect();
    for fact in facts.iter().filter(|fact| !known.contains(&fact.id)) {
        counted.lost += 1;
        counted.fault(format!("nobody was told of {}", fact.id));
    }
}

fn one(
    counted: &mut Counted,
    row: &TrialNotice,
    texts: &[&SmsSeen],
    handed: &[Instant],
    reported: &BTreeMap<String, Instant>,
) {
    let id = row.id;
    match row.state {
        NoticeState::Waiting | NoticeState::Sending | NoticeState::Unknown => {
            counted.left_undone += 1;
            counted.fault(format!("{id} was left {:?}", row.state));
        }
        NoticeState::GivenUp => {
            counted.given_up += 1;
            counted.given_up_though_taken += usize::from(!texts.is_empty());
        }
        NoticeState::Delivered => counted.delivered += 1,
        NoticeState::Sent | NoticeState::Failed => {}
    }
    let references: BTreeSet<&str> = texts.iter().map(|text| text.reference.as_str()).collect();
    if references.len() < texts.len() || (!row.is_owed && texts.len() > 1) {
        counted.sent_twice += 1;
        counted.fault(format!("{id} was sent {} times", texts.len()));
    }
    counted.repeated += texts.len().saturating_sub(1);
    if u32::try_from(texts.len()).unwrap_or(u32::MAX) > MAX_SENDINGS {
        counted.too_often += 1;
        counted.fault(format!("{id} was sent {} times", texts.len()));
    }
    if was_too_soon(row, texts.len(), handed) {
        counted.repeated_too_soon += 1;
        counted.fault(format!("{id} was repeated too soon"));
    }
    for text in texts {
        let Some(heard) = reported.get(&text.reference) else { continue };
        if handed.iter().any(|at| at > heard) {
            counted.repeated_after_report += 1;
            counted.fault(format!("{id} was repeated after a report"));
        }
    }
}

/// Whether it was handed over again before ten minutes had passed. What the gateway surely
/// did not take may be handed over again sooner; then only the whole time is looked at.
fn was_too_soon(row: &TrialNotice, texts: usize, handed: &[Instant]) -> bool {
    let repeats = u32::try_from(texts.saturating_sub(1)).unwrap_or(u32::MAX);
    let (Some(first), Some(last)) = (handed.first(), handed.last()) else { return false };
    let in_all = last.since(*first) < REPORT_WAIT.saturating_mul(repeats);
    let between = |pair: &[Instant]| pair[1].since(pair[0]) < REPORT_WAIT;
    in_all || (row.not_taken == 0 && handed.windows(2).any(between))
}
