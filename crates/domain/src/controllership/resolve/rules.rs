//! The table: one line a row, the first that holds wins.

use crate::controllership::{
    CommunityClause, Construct, ControllerMode, HostController, Mode, RecordOperator,
};

use super::answers;
use super::case::{Case, Found, Hosted, Line, Recent};
use super::flags;
use super::lines;
use super::{Category, Resolution};
use crate::controllership::Row;
use crate::controllership::register::Delivering;

/// One row: when it holds, and what it gives.
struct Rule {
    row: Row,
    holds: fn(&Case<'_>) -> bool,
    gives: fn(&Case<'_>) -> Resolution,
}

const fn rule(row: Row, holds: fn(&Case<'_>) -> bool, gives: fn(&Case<'_>) -> Resolution) -> Rule {
    Rule { row, holds, gives }
}

/// The rows in the order in which they are asked (§ 5.2).
const RULES: &[Rule] = &[
    rule(Row::Ct00, is_decided, answers::as_decided),
    rule(Row::Ct01, is_operators_platform, answers::platform_of_operator),
    rule(Row::Ct02, is_own_platform, answers::platform_of_municipality),
    rule(Row::Ct62, is_contested, answers::contested),
    rule(Row::Ct20, is_joint_in_municipalitys, lines::joint),
    rule(Row::Ct21, is_joint_in_providers, lines::joint),
    rule(Row::Ct22, is_joint_in_third_partys, lines::joint),
    rule(Row::Ct23, is_independent_in_municipalitys, lines::independent),
    rule(Row::Ct24, is_independent_in_providers, lines::independent),
    rule(Row::Ct25, is_independent_in_third_partys, lines::independent),
    rule(Row::Ct61, has_ended_lately, answers::last_holder),
    rule(Row::Ct03, is_sent, answers::sender),
    rule(Row::Ct33, is_own_case, answers::own_case),
    rule(Row::Ct44, is_case_under_host, answers::case_under_host),
    rule(Row::Ct10, is_own, answers::own),
    rule(Row::Ct63, is_incomplete, lines::incomplete),
    rule(Row::Ct30, is_alone_in_its_own, lines::alone),
    rule(Row::Ct31, is_alone_in_municipalitys, lines::alone),
    rule(Row::Ct32, is_alone_in_third_partys, lines::alone),
    rule(Row::Ct40, has_host_for_all, answers::host),
    rule(Row::Ct41, has_deviating_host, answers::deviating_host),
    rule(Row::Ct42, has_silent_host, answers::silent_host),
    rule(Row::Ct50, has_community, answers::community),
    rule(Row::Ct51, has_one_participant, answers::participant),
    rule(Row::Ct52, has_joint_participants, answers::participants),
    rule(Row::Ct53, has_silent_community, answers::silent_community),
];

/// What holds when no row does: nobody delivers.
const OTHERWISE: Rule = rule(Row::Ct60, |_| true, answers::nobody);

/// The answer to a case.
pub(super) fn decide(case: &Case<'_>) -> Resolution {
    let rule = RULES.iter().find(|rule| (rule.holds)(case)).unwrap_or(&OTHERWISE);
    let mut answer = (rule.gives)(case);
    answer.row = rule.row;
    answers::name_once(&mut answer);
    flags::add(case, &mut answer);
    answer
}

fn is_decided(case: &Case<'_>) -> bool {
    case.decision.is_some()
}

fn is_operators_platform(case: &Case<'_>) -> bool {
    case.question.category == Category::Platform && case.register.mode() == ControllerMode::Operator
}

fn is_own_platform(case: &Case<'_>) -> bool {
    case.question.category == Category::Platform
        && case.register.mode() == ControllerMode::Municipality
}

/// Two at the same place; or, for a record, a host whose own deliveries lead on.
fn is_contested(case: &Case<'_>) -> bool {
    match &case.found {
        Found::Several(_) => true,
        Found::Host(hosted) => case.question.category == Category::EpjRecord && leads_on(hosted),
        _ => false,
    }
}

fn leads_on(hosted: &Hosted<'_>) -> bool {
    match &hosted.in_the_way {
        Delivering::Nobody => false,
        Delivering::One(delivery) => !matches!(delivery.mode, Mode::Outsourced(_)),
        Delivering::Several(_) => true,
    }
}

fn joint<'r>(case: &Case<'r>) -> Option<Line<'r>> {
    case.line.filter(|line| matches!(line.construct(), Some(Construct::Joint26)))
}

fn is_joint_in_municipalitys(case: &Case<'_>) -> bool {
    joint(case).is_some_and(|line| line.runs() == RecordOperator::Municipality)
}

fn is_joint_in_providers(case: &Case<'_>) -> bool {
    joint(case).is_some_and(|line| line.runs() == RecordOperator::Provider)
}

fn is_joint_in_third_partys(case: &Case<'_>) -> bool {
    joint(case).is_some_and(|line| matches!(line.runs(), RecordOperator::ThirdParty(_)))
}

fn independent<'r>(case: &Case<'r>) -> Option<Line<'r>> {
    case.line.filter(|line| matches!(line.construct(), Some(Construct::Independent(_))))
}

fn is_independent_in_municipalitys(case: &Case<'_>) -> bool {
    independent(case).is_some_and(|line| line.runs() == RecordOperator::Municipality)
}

fn is_independent_in_providers(case: &Case<'_>) -> bool {
    independent(case).is_some_and(|line| line.runs() == RecordOperator::Provider)
}

fn is_independent_in_third_partys(case: &Case<'_>) -> bool {
    independent(case).is_some_and(|line| matches!(line.runs(), RecordOperator::ThirdParty(_)))
}

fn has_ended_lately(case: &Case<'_>) -> bool {
    matches!(&case.found, Found::Nothing(Some(ended)) if ended.recent == Recent::Yes)
}

fn is_sent(case: &Case<'_>) -> bool {
    case.question.category == Category::Dissemination && !matches!(case.found, Found::Nothing(_))
}

fn is_own_case(case: &Case<'_>) -> bool {
    case.question.category == Category::CaseFile
        && matches!(case.found, Found::Own(_) | Found::Outsourced(_) | Found::Community(_))
}

fn is_case_under_host(case: &Case<'_>) -> bool {
    case.question.category == Category::CaseFile && matches!(case.found, Found::Host(_))
}

fn is_own(case: &Case<'_>) -> bool {
    is_record(case) && matches!(case.found, Found::Own(_))
}

fn is_record(case: &Case<'_>) -> bool {
    case.question.category == Category::EpjRecord
}

fn is_incomplete(case: &Case<'_>) -> bool {
    case.line.is_some_and(|line| line.joint.is_some() && line.construct().is_none())
}

fn alone<'r>(case: &Case<'r>) -> Option<Line<'r>> {
    case.line.filter(|line| line.joint.is_none())
}

fn is_alone_in_its_own(case: &Case<'_>) -> bool {
    alone(case).is_some_and(|line| line.runs() == RecordOperator::Provider)
}

fn is_alone_in_municipalitys(case: &Case<'_>) -> bool {
    alone(case).is_some_and(|line| line.runs() == RecordOperator::Municipality)
}

fn is_alone_in_third_partys(case: &Case<'_>) -> bool {
    alone(case).is_some_and(|line| matches!(line.runs(), RecordOperator::ThirdParty(_)))
}

/// A record under a host that gives the service itself.
fn hosted<'c, 'r>(case: &'c Case<'r>) -> Option<&'c Hosted<'r>> {
    match &case.found {
        Found::Host(hosted)
            if is_record(case) && matches!(hosted.in_the_way, Delivering::Nobody) =>
        {
            Some(hosted)
        }
        _ => None,
    }
}

fn has_host_for_all(case: &Case<'_>) -> bool {
    hosted(case)
        .and_then(|hosted| hosted.clause)
        .is_some_and(|clause| clause.who == HostController::HostForAll)
}

fn has_deviating_host(case: &Case<'_>) -> bool {
    hosted(case)
        .and_then(|hosted| hosted.clause)
        .is_some_and(|clause| matches!(clause.who, HostController::Deviates(_)))
}

fn has_silent_host(case: &Case<'_>) -> bool {
    hosted(case).is_some_and(|hosted| hosted.clause.is_none())
}

/// What the agreement of a task community says, for a record; `Some(None)` when it
/// says nothing.
fn community<'r>(case: &Case<'r>) -> Option<Option<&'r CommunityClause>> {
    match &case.found {
        Found::Community(found) if is_record(case) => Some(found.clause),
        _ => None,
    }
}

/// Itself, and it is a legal person: only then can it be controller.
fn has_community(case: &Case<'_>) -> bool {
    matches!(community(case), Some(Some(CommunityClause::Community)))
        && answers::is_legal_community(case)
}

fn has_one_participant(case: &Case<'_>) -> bool {
    matches!(community(case), Some(Some(CommunityClause::Participant(_))))
}

fn has_joint_participants(case: &Case<'_>) -> bool {
    matches!(community(case), Some(Some(CommunityClause::Joint(_))))
}

/// It says nothing, or it names a community that cannot be controller.
fn has_silent_community(case: &Case<'_>) -> bool {
    match community(case) {
        Some(None) => true,
        Some(Some(CommunityClause::Community)) => !answers::is_legal_community(case),
        _ => false,
    }
}
