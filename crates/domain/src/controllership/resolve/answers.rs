//! What the rows give: who is controller, who processes, who answers requests.

use crate::controllership::{
    CommunityClause, ControllerMode, Controllers, Delivery, HostController, Mark, Mode, MoveBasis,
    Named, Party, Processor, Row, System, Whose,
};
use crate::ids::MunicipalityId;
use crate::time::Instant;

use super::case::{Case, Community, Found, Heir, Hosted};
use super::rules::decide;

use super::{Category, HeldBy, Origin, Question, Resolution};
use crate::controllership::custody;

/// CT-00: as the decision says; what it does not say is as it would otherwise be.
pub(super) fn as_decided(case: &Case<'_>) -> Resolution {
    let Some(decision) = case.decision else { return blank(case) };
    let beneath = decide(&Case { decision: None, ..again(case, case.question) });
    let mut answer = Resolution {
        beneath: Some(beneath.row),
        decision: Some(decision.id),
        moves: MoveBasis::CaseByCase,
        marks: vec![Mark::Override],
        ..beneath
    };
    let otherwise = core::mem::take(&mut answer.processors);
    take_named(&mut answer, &decision.named);
    if decision.named.processors.is_none() {
        answer.processors = otherwise;
    }
    answer
}

/// CT-01: the operator.
pub(super) fn platform_of_operator(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    answer.responsible.clear();
    one(case, &mut answer, Party::Operator, System::Platform);
    answer
}

/// CT-02: the municipality, which has somebody run the platform for it.
pub(super) fn platform_of_municipality(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    answer.responsible.clear();
    one(case, &mut answer, case.own(), System::Platform);
    let processings = case.register.processing(case.own(), System::Platform, case.at());
    answer.agreements.extend(processings.iter().filter_map(|processing| processing.agreement));
    if answer.agreements.is_empty() {
        answer.marks.push(Mark::DpaMissing);
    }
    answer
}

/// CT-03: whoever is controller for what is sent; whoever runs the platform processes.
pub(super) fn sender(case: &Case<'_>) -> Resolution {
    let of = |category| decide(&again(case, Question { category, ..case.question }));
    let mut answer = match case.entry().origin {
        Some(Origin::EpjRecord) => of(Category::EpjRecord),
        Some(Origin::CaseFile) => of(Category::CaseFile),
        None => either(of(Category::EpjRecord), &of(Category::CaseFile)),
    };
    answer.beneath = Some(answer.row);
    answer.moves = MoveBasis::Nothing;
    let runner = match case.register.mode() {
        ControllerMode::Operator => Party::Operator,
        ControllerMode::Municipality => case.own(),
    };
    answer.processors.clear();
    for controller in answer.controllers.parties().to_vec() {
        if controller == runner {
            continue;
        }
        answer.processors.push(Processor { party: runner, controller });
        let agreed = case
            .register
            .processing(controller, System::Platform, case.at())
            .into_iter()
            .filter(|processing| processing.processor == runner)
            .find_map(|processing| processing.agreement);
        match (agreed, controller) {
            (Some(agreement), _) => answer.agreements.push(agreement),
            (None, Party::Municipality(_)) => answer.marks.push(Mark::DpaMissing),
            (None, _) => answer.marks.push(Mark::DpaMissingForSender),
        }
    }
    answer
}

/// Another question about the same service.
fn again<'r>(case: &Case<'r>, question: Question) -> Case<'r> {
    Case::of(case.register, question, case.ground, case.heir)
}

/// The answer for a record or for a case file, when it was not said which.
fn either(record: Resolution, case_file: &Resolution) -> Resolution {
    if record.controllers == case_file.controllers {
        return record;
    }
    let mut parties = record.controllers.parties().to_vec();
    let others = case_file.controllers.parties().iter();
    parties.extend(others.filter(|party| !record.controllers.parties().contains(party)));
    let mut answer = record;
    answer.receivers.clone_from(&parties);
    answer.controllers = Controllers::Candidates(parties);
    answer.marks.push(Mark::EntryNeeded);
    answer
}

/// CT-10: the municipality.
pub(super) fn own(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    one(case, &mut answer, case.own(), System::Epj);
    answer.moves = MoveBasis::Need;
    answer
}

/// CT-33: the municipality, whoever delivers.
pub(super) fn own_case(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    one(case, &mut answer, case.own(), System::CaseFile);
    answer.moves = MoveBasis::OnlyWhatIsNeeded;
    answer
}

/// CT-44: the host, or the participant that kept or reversed the case.
pub(super) fn case_under_host(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Host(hosted) = &case.found else { return answer };
    let host = Party::Municipality(hosted.host);
    match case.entry().held_by {
        Some(HeldBy::Host) => one(case, &mut answer, host, System::CaseFile),
        Some(HeldBy::Participant) => one(case, &mut answer, case.own(), System::CaseFile),
        None => candidates(&mut answer, vec![host, case.own()]),
    }
    answer
}

/// CT-40: the host.
pub(super) fn host(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Host(hosted) = &case.found else { return answer };
    one(case, &mut answer, Party::Municipality(hosted.host), System::Epj);
    answer.moves = MoveBasis::CaseByCase;
    answer
}

/// CT-41: as the clause says.
pub(super) fn deviating_host(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Host(Hosted { host, clause: Some(clause), .. }) = &case.found else {
        return answer;
    };
    let HostController::Deviates(named) = &clause.who else { return answer };
    take_named(&mut answer, named);
    if named.processors.is_none() {
        processed_by(case, &mut answer, Party::Municipality(*host));
    }
    answer.moves = MoveBasis::AsStated;
    answer.marks.push(Mark::DeviatesFromGuidance);
    answer
}

/// CT-42: the host, until the agreement says so.
pub(super) fn silent_host(case: &Case<'_>) -> Resolution {
    let mut answer = host(case);
    answer.receivers.push(case.own());
    answer.marks.push(Mark::ControllerClauseMissing);
    answer
}

/// CT-50: the community.
pub(super) fn community(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Community(found) = &case.found else { return answer };
    one(case, &mut answer, Party::Org(found.community), System::Epj);
    answer.moves = MoveBasis::CaseByCase;
    answer.marks.push(Mark::KoCannotDecide);
    answer
}

/// CT-51: the participant that the agreement names.
pub(super) fn participant(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Community(found) = &case.found else { return answer };
    let Some(CommunityClause::Participant(named)) = found.clause else { return answer };
    let (controller, itself) = (Party::Municipality(*named), Party::Org(found.community));
    answer.controllers = Controllers::One(controller);
    answer.receivers = vec![controller];
    processed_by(case, &mut answer, controller);
    if is_legal_community(case) {
        answer.processors.push(Processor { party: itself, controller });
        processed_by(case, &mut answer, itself);
    }
    answer.moves = MoveBasis::AsStated;
    answer.marks.push(Mark::KoCannotDecide);
    answer
}

/// CT-52: several jointly.
pub(super) fn participants(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Community(found) = &case.found else { return answer };
    let Some(CommunityClause::Joint(named)) = found.clause else { return answer };
    take_named(&mut answer, named);
    if named.processors.is_none() {
        processed_by(case, &mut answer, Party::Org(found.community));
    }
    answer.moves = MoveBasis::JointRecord;
    answer.marks.extend([Mark::JointCannotReject, Mark::KoCannotDecide]);
    answer
}

/// CT-53: each participant for its own residents, until the agreement says who.
///
/// Somebody who lives with none of them is served on behalf of the municipality where
/// she stays.
pub(super) fn silent_community(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let Found::Community(found) = &case.found else { return answer };
    let participants = taking_part(case, found);
    match case.entry().residence {
        Some(home) if participants.contains(&home) => {
            one(case, &mut answer, Party::Municipality(home), System::Epj);
        }
        Some(_) => one(case, &mut answer, case.own(), System::Epj),
        None => {
            candidates(&mut answer, participants.into_iter().map(Party::Municipality).collect())
        }
    }
    answer.moves = MoveBasis::CaseByCase;
    answer.marks.extend([Mark::ControllerClauseMissing, Mark::KoCannotDecide]);
    if matches!(found.clause, Some(CommunityClause::Community)) {
        answer.marks.push(Mark::KoNotLegalPerson);
    }
    answer
}

/// CT-60: nobody; the municipality receives and guides.
pub(super) fn nobody(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    answer.receivers = vec![case.own()];
    answer.moves = MoveBasis::Nothing;
    answer.marks.push(Mark::NoController);
    answer
}

/// CT-61: whoever holds the records of the delivery that ended.
pub(super) fn last_holder(case: &Case<'_>) -> Resolution {
    let Found::Nothing(Some(ended)) = &case.found else { return nobody(case) };
    let before = Instant::from_micros(ended.end.micros() - 1);
    let last =
        decide(&Case::of(case.register, case.question.at(before), case.ground, Heir::Itself));
    let mut answer = blank(case);
    answer.deliveries.push(ended.delivery.id);
    let record = custody::Held {
        ground: case.ground,
        whose: Whose::Everyone,
        written: case.entry().created_at,
        author: case.entry().author,
        holders: last.controllers.parties(),
    };
    match custody::last_event(&record, case.at()) {
        Some(event) => one(case, &mut answer, event.to, System::Epj),
        None => {
            answer.controllers = last.controllers;
            answer.receivers = last.receivers;
            answer.processors = last.processors;
            answer.agreements = last.agreements;
            let entry_needed = last.marks.contains(&Mark::EntryNeeded);
            answer.marks.extend(entry_needed.then_some(Mark::EntryNeeded));
        }
    }
    if case.asks_when_written() {
        answer.marks.push(Mark::EntryNeeded);
    }
    answer.moves = MoveBasis::CaseByCase;
    answer.marks.extend([Mark::NoController, Mark::DeliveryEnded]);
    answer
}

/// CT-62: all that claim it; the municipality coordinates.
pub(super) fn contested(case: &Case<'_>) -> Resolution {
    let mut answer = blank(case);
    let mut claimed: Vec<Party> = match &case.found {
        Found::Several(deliveries) => {
            let several = deliveries.as_slice().iter();
            several.map(|delivery| deliverer(case.own(), delivery)).collect()
        }
        Found::Host(hosted) => core::iter::once(Party::Municipality(hosted.host))
            .chain(
                hosted
                    .in_the_way
                    .as_slice()
                    .iter()
                    .map(|delivery| deliverer(Party::Municipality(hosted.host), delivery)),
            )
            .collect(),
        _ => Vec::new(),
    };
    claimed.sort_unstable();
    claimed.dedup();
    answer.receivers = core::iter::once(case.own())
        .chain(claimed.iter().copied().filter(|party| *party != case.own()))
        .collect();
    answer.controllers = Controllers::Contested(claimed);
    answer.moves = MoveBasis::Nothing;
    answer.marks.push(Mark::Contested);
    answer
}

/// Who a delivery says delivers.
fn deliverer(municipality: Party, delivery: &Delivery) -> Party {
    match &delivery.mode {
        Mode::Own => municipality,
        Mode::Outsourced(outsourcing) => outsourcing.provider,
        Mode::Host { host, .. } => Party::Municipality(*host),
        Mode::TaskCommunity { community, .. } => Party::Org(*community),
    }
}

/// Whether the task community of this case is a legal person of its own.
pub(super) fn is_legal_community(case: &Case<'_>) -> bool {
    match &case.found {
        Found::Community(found) => case.register.is_legal_community(found.community),
        _ => false,
    }
}

/// An answer with nobody in it, resting on what was found.
pub(super) fn blank(case: &Case<'_>) -> Resolution {
    let own = case.municipality();
    let mut answer = Resolution {
        row: Row::Ct60,
        beneath: None,
        controllers: Controllers::Nobody,
        processors: Vec::new(),
        receivers: Vec::new(),
        moves: MoveBasis::Nothing,
        flags: Vec::new(),
        marks: Vec::new(),
        responsible: vec![own],
        delegating: None,
        deliveries: Vec::new(),
        agreements: Vec::new(),
        decision: None,
    };
    match &case.found {
        Found::Nothing(_) => {}
        Found::Several(deliveries) => {
            let several = deliveries.as_slice().iter();
            answer.deliveries = several.map(|delivery| delivery.id).collect();
        }
        Found::Own(delivery) | Found::Outsourced(delivery) => answer.deliveries.push(delivery.id),
        Found::Host(hosted) => {
            answer.deliveries.push(hosted.delivery.id);
            let in_the_way = hosted.in_the_way.as_slice().iter();
            answer.deliveries.extend(in_the_way.map(|delivery| delivery.id));
            answer.agreements.push(hosted.agreement);
            answer.responsible = vec![hosted.host];
            answer.delegating = Some(own);
        }
        Found::Community(found) => {
            answer.deliveries.push(found.delivery.id);
            answer.agreements.extend(found.agreement.map(|agreement| agreement.id));
            answer.responsible = taking_part(case, found);
        }
    }
    answer
}

/// Who takes part in a task community; at least whoever has registered it.
fn taking_part(case: &Case<'_>, found: &Community<'_>) -> Vec<MunicipalityId> {
    let participants = found.agreement.map(|agreement| agreement.participants.clone());
    participants.filter(|some| !some.is_empty()).unwrap_or_else(|| vec![case.municipality()])
}

/// Those who process for somebody in a system.
pub(super) fn vendors(case: &Case<'_>, controller: Party, system: System) -> Vec<Party> {
    let found = case.register.processing(controller, system, case.at());
    found.into_iter().map(|processing| processing.processor).collect()
}

fn one(case: &Case<'_>, answer: &mut Resolution, controller: Party, system: System) {
    answer.processors = vendors(case, controller, system)
        .into_iter()
        .map(|party| Processor { party, controller })
        .collect();
    answer.controllers = Controllers::One(controller);
    answer.receivers = vec![controller];
}

fn candidates(answer: &mut Resolution, parties: Vec<Party>) {
    answer.receivers.clone_from(&parties);
    answer.controllers = Controllers::Candidates(parties);
    answer.marks.push(Mark::EntryNeeded);
}

/// Names everybody once. Several of whom all are the same are one, and then nothing
/// about an entry is needed to say who.
pub(super) fn name_once(answer: &mut Resolution) {
    keep_first(&mut answer.receivers);
    let named = answer.controllers.parties();
    if !matches!(named, [_]) && !names_twice(named) {
        return;
    }
    let mut parties = named.to_vec();
    keep_first(&mut parties);
    if let (Controllers::Candidates(_) | Controllers::Joint(_), [only]) =
        (&answer.controllers, parties.as_slice())
    {
        answer.controllers = Controllers::One(*only);
        answer.marks.retain(|mark| !matches!(mark, Mark::EntryNeeded | Mark::JointCannotReject));
    } else if let Some(several) = Controllers::from_stored(answer.controllers.kind(), parties) {
        answer.controllers = several;
    }
}

fn names_twice(parties: &[Party]) -> bool {
    parties
        .iter()
        .enumerate()
        .any(|(place, party)| parties.iter().take(place).any(|one| one == party))
}

fn keep_first(parties: &mut Vec<Party>) {
    if !names_twice(parties) {
        return;
    }
    let mut seen = Vec::new();
    parties.retain(|party| {
        let is_new = !seen.contains(party);
        seen.push(*party);
        is_new
    });
}

fn take_named(answer: &mut Resolution, named: &Named) {
    answer.controllers = match named.controllers.as_slice() {
        [] => {
            answer.marks.push(Mark::NoController);
            Controllers::Nobody
        }
        [controller] => Controllers::One(*controller),
        several => Controllers::Joint(several.to_vec()),
    };
    let contact = named.contact.into_iter();
    let others = named.controllers.iter().copied();
    answer.receivers =
        contact.chain(others.filter(|party| Some(*party) != named.contact)).collect();
    answer.processors = named
        .processors
        .iter()
        .flatten()
        .flat_map(|party| {
            let of = named.controllers.iter();
            of.map(|controller| Processor { party: *party, controller: *controller })
        })
        .collect();
}

/// The vendors of whoever runs the system process for every controller.
fn processed_by(case: &Case<'_>, answer: &mut Resolution, runner: Party) {
    let below = vendors(case, runner, System::Epj);
    for controller in answer.controllers.parties().to_vec() {
        answer.processors.extend(below.iter().map(|party| Processor { party: *party, controller }));
    }
}
