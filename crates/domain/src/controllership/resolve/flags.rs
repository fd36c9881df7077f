//! What is added to any row.

use crate::controllership::{Flag, Mark, Place};

use super::Resolution;
use super::case::{Case, Found, Heir, Line, Since};

/// Adds the flags of a case to its answer.
pub(super) fn add(case: &Case<'_>, answer: &mut Resolution) {
    let raised = [
        (Flag::HostHasOutsourced, host_has_outsourced(case)),
        (Flag::JointRecordCoversPart, case.line.is_some_and(|line| covers_part(case, &line))),
        (Flag::DeliveryEnded, case.line.is_some_and(|line| line.since == Since::Delivered)),
        (Flag::JointRecordEnded, case.line.is_some_and(|line| joint_has_ended(case, &line))),
        (
            Flag::Subcontractor,
            case.line.is_some_and(|line| line.outsourcing.subcontractor.is_some()),
        ),
        (Flag::Successor, case.heir != Heir::Itself),
    ];
    for (flag, is_raised) in raised {
        if is_raised && !answer.flags.contains(&flag) {
            answer.flags.push(flag);
        }
    }
    if answer.has(Flag::JointRecordEnded) && !answer.says(Mark::JointRecordEnded) {
        answer.marks.push(Mark::JointRecordEnded);
    }
    answer.flags.sort_unstable();
    answer.marks.sort_unstable();
    answer.marks.dedup();
}

fn host_has_outsourced(case: &Case<'_>) -> bool {
    matches!(case.found, Found::Host(_)) && case.line.is_some()
}

/// The delivery is wider than a unit, and only units of it have a joint journal.
fn covers_part(case: &Case<'_>, line: &Line<'_>) -> bool {
    line.since == Since::Delivers
        && !matches!(line.delivery.scope.place, Place::Unit(..))
        && line.ground.has_part(line.provider(), case.at())
        && line.ground.of_area().joint_record(line.provider(), case.at()).is_none()
}

fn joint_has_ended(case: &Case<'_>, line: &Line<'_>) -> bool {
    line.since == Since::Delivers
        && line.joint.is_none()
        && line.ground.ended_joint_record(line.provider(), case.at()).is_some()
}
