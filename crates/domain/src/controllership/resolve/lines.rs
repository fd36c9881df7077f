//! What the rows of an outsourced delivery give: with and without a joint journal.

use crate::controllership::{
    Construct, Controllers, Mark, MoveBasis, Party, Processor, RecordOperator, System,
};

use super::answers::{blank, vendors};
use super::case::{Case, Line, Since};
use super::{Partition, Resolution};

/// CT-20, CT-21, CT-22: both jointly.
pub(super) fn joint(case: &Case<'_>) -> Resolution {
    let Some(line) = &case.line else { return blank(case) };
    let both = vec![line.principal(), line.provider()];
    let mut answer = on_line(case, line, Controllers::Joint(both.clone()));
    let contact = line.joint.and_then(|joint| joint.contact).unwrap_or(line.principal());
    answer.receivers = first(contact, &both);
    answer.moves = MoveBasis::JointRecord;
    answer.marks.push(Mark::JointCannotReject);
    subcontracted(case, line, answer)
}

/// CT-23, CT-24, CT-25: each for its own entries.
pub(super) fn independent(case: &Case<'_>) -> Resolution {
    let Some(line) = &case.line else { return blank(case) };
    let controllers = match case.entry().author.and_then(|author| controller_of(line, author)) {
        Some(controller) => Controllers::One(controller),
        None => Controllers::Candidates(vec![line.principal(), line.provider()]),
    };
    let mut answer = on_line(case, line, controllers);
    answer.receivers = answer.controllers.parties().to_vec();
    answer.moves = MoveBasis::JointRecord;
    subcontracted(case, line, answer)
}

/// CT-63: as if there were no joint journal, as far as that can be said.
pub(super) fn incomplete(case: &Case<'_>) -> Resolution {
    let Some(line) = &case.line else { return blank(case) };
    let both = vec![line.principal(), line.provider()];
    let controllers = match case.entry().partition {
        Some(Partition::Own) => Controllers::One(line.provider()),
        Some(Partition::Shared) => Controllers::Contested(both.clone()),
        None => Controllers::Candidates(both.clone()),
    };
    let mut answer = on_line(case, line, controllers);
    if matches!(answer.controllers, Controllers::Contested(_)) {
        answer.marks.push(Mark::Contested);
    }
    answer.receivers = both;
    answer.moves = MoveBasis::CaseByCase;
    answer.marks.push(Mark::JointRecordIncomplete);
    subcontracted(case, line, answer)
}

/// CT-30, CT-31, CT-32: the provider alone.
pub(super) fn alone(case: &Case<'_>) -> Resolution {
    let Some(line) = &case.line else { return blank(case) };
    let mut answer = on_line(case, line, Controllers::One(line.provider()));
    answer.receivers = vec![line.provider()];
    answer.moves = MoveBasis::CaseByCase;
    answer.marks.push(Mark::NoControlWithoutJointRecord);
    if line.runs() == RecordOperator::Municipality {
        answer.marks.push(Mark::TenantSeparationRequired);
    }
    subcontracted(case, line, answer)
}

/// The controller for what somebody wrote in the joint journal: the author, unless
/// the agreement says otherwise; nobody when the author is not a party to it.
fn controller_of(line: &Line<'_>, author: Party) -> Option<Party> {
    if let Some(Construct::Independent(allocations)) = line.construct()
        && let Some(allocated) = allocations.iter().find(|each| each.author == author)
    {
        return Some(allocated.controller);
    }
    [line.principal(), line.provider()].into_iter().find(|party| *party == author)
}

fn on_line(case: &Case<'_>, line: &Line<'_>, controllers: Controllers) -> Resolution {
    let mut answer = blank(case);
    if matches!(controllers, Controllers::Candidates(_)) {
        answer.marks.push(Mark::EntryNeeded);
    }
    answer.processors = processors(case, line, &controllers);
    answer.controllers = controllers;
    if !answer.deliveries.contains(&line.delivery.id) {
        answer.deliveries.push(line.delivery.id);
    }
    answer.agreements.push(line.outsourcing.agreement);
    if let Some(joint) = line.joint {
        answer.agreements.push(joint.id);
        if joint.record_operator.is_none() {
            answer.marks.push(Mark::RecommendedClauseMissing);
        }
    }
    if line.since == Since::Delivered {
        answer.marks.push(Mark::DeliveryEnded);
    }
    answer
}

/// Whoever runs the system processes for the controllers that do not, and the
/// runner's vendor for all.
fn processors(case: &Case<'_>, line: &Line<'_>, controllers: &Controllers) -> Vec<Processor> {
    let runner = match line.runs() {
        RecordOperator::Municipality => line.principal(),
        RecordOperator::Provider => line.provider(),
        RecordOperator::ThirdParty(party) => party,
    };
    let parties = controllers.parties();
    let joint = matches!(controllers, Controllers::Joint(_));
    let below = vendors(case, runner, System::Epj);
    let mut found = Vec::new();
    for controller in parties.iter().copied() {
        if controller != runner && !(joint && parties.contains(&runner)) {
            found.push(Processor { party: runner, controller });
        }
        found.extend(below.iter().map(|vendor| Processor { party: *vendor, controller }));
    }
    found
}

/// What a subcontractor wrote in a journal of its own is its own (CT-67).
fn subcontracted(case: &Case<'_>, line: &Line<'_>, mut answer: Resolution) -> Resolution {
    let Some(subcontractor) =
        line.outsourcing.subcontractor.filter(|party| *party != line.provider())
    else {
        return answer;
    };
    match case.entry().author {
        Some(author) if author == subcontractor => {
            answer.controllers = Controllers::One(subcontractor);
            answer.receivers = vec![subcontractor];
            answer.moves = MoveBasis::CaseByCase;
            answer.processors = vendors(case, subcontractor, System::Epj)
                .into_iter()
                .map(|party| Processor { party, controller: subcontractor })
                .collect();
            answer.marks.retain(|mark| {
                !matches!(mark, Mark::EntryNeeded | Mark::JointCannotReject | Mark::Contested)
            });
        }
        Some(_) => {}
        None => {
            let mut candidates = answer.controllers.parties().to_vec();
            candidates.push(subcontractor);
            answer.controllers = Controllers::Candidates(candidates);
            answer.receivers.push(subcontractor);
            answer.marks.push(Mark::EntryNeeded);
        }
    }
    answer
}

/// The same parties with this one first.
fn first(contact: Party, parties: &[Party]) -> Vec<Party> {
    let mut ordered = vec![contact];
    ordered.extend(parties.iter().copied().filter(|party| *party != contact));
    ordered
}
