//! An answer as it is printed.

use helsebro_domain::controllership::{Controllers, Party, Question, Resolution, Row};
use serde_json::{Value, json};

use super::names::Names;

/// The answer as lines for people.
pub(super) fn lines(names: &Names, question: &Question, answer: &Resolution) -> Vec<String> {
    let parties = |parties: &[Party]| {
        let named: Vec<String> = parties.iter().map(|party| names.party_name(*party)).collect();
        if named.is_empty() { "nobody".to_owned() } else { named.join(", ") }
    };
    let row = answer.row;
    let mut lines = vec![
        format!("row          {}: {}", row.code(), because(row)),
        format!("controllers  {}{}", parties(answer.controllers.parties()), held(answer)),
        format!("turn to      {}", parties(&answer.receivers)),
    ];
    if let Some(beneath) = answer.beneath {
        lines.insert(1, format!("beneath      {}: {}", beneath.code(), because(beneath)));
    }
    for processor in &answer.processors {
        let (party, controller) = (processor.party, processor.controller);
        let (party, controller) = (names.party_name(party), names.party_name(controller));
        lines.push(format!("processor    {party} for {controller}"));
    }
    for municipality in &answer.responsible {
        lines.push(format!("responsible  {}", names.name(municipality.uuid())));
    }
    if let Some(delegating) = answer.delegating {
        lines.push(format!("delegating   {}", names.name(delegating.uuid())));
    }
    let used = answer.agreements.iter().map(|id| ("agreement", id.uuid()));
    let used = used.chain(answer.deliveries.iter().map(|id| ("delivery", id.uuid())));
    let used = used.chain(answer.decision.iter().map(|id| ("decision", id.uuid())));
    lines.extend(used.map(|(what, id)| format!("{what:<12} {}", names.name(id))));
    lines.push(format!("moves        {}", answer.moves.code(question.at)));
    for flag in &answer.flags {
        lines.push(format!("flag         {} ({})", flag.code(), flag.clauses().join(", ")));
    }
    lines.extend(answer.marks.iter().map(|mark| format!("mark         {}", mark.code())));
    lines.push(format!("clauses      {}", answer.clauses().join(", ")));
    lines
}

/// The answer as one JSON object.
pub(super) fn json(names: &Names, question: &Question, answer: &Resolution) -> Value {
    let party = |party: &Party| names.party_name(*party);
    let parties = |parties: &[Party]| parties.iter().map(party).collect::<Vec<_>>();
    let processors: Vec<Value> = answer
        .processors
        .iter()
        .map(|one| json!({ "party": party(&one.party), "for": party(&one.controller) }))
        .collect();
    let flags: Vec<Value> = answer
        .flags
        .iter()
        .map(|flag| json!({ "code": flag.code(), "clauses": flag.clauses() }))
        .collect();
    let named = |id: uuid::Uuid| names.name(id);
    json!({
        "at": question.at.to_string(),
        "category": question.category.as_str(),
        "row": answer.row.code(),
        "reason": answer.row.reason(),
        "beneath": answer.beneath.map(Row::code),
        "controllers": {
            "kind": answer.controllers.kind(),
            "parties": parties(answer.controllers.parties()),
        },
        "contact": answer.contact().map(|one| party(&one)),
        "receivers": parties(&answer.receivers),
        "processors": processors,
        "responsible": answer.responsible.iter().map(|id| named(id.uuid())).collect::<Vec<_>>(),
        "delegating": answer.delegating.map(|id| named(id.uuid())),
        "agreements": answer.agreements.iter().map(|id| named(id.uuid())).collect::<Vec<_>>(),
        "deliveries": answer.deliveries.iter().map(|id| named(id.uuid())).collect::<Vec<_>>(),
        "decision": answer.decision.map(|id| named(id.uuid())),
        "moves": answer.moves.code(question.at),
        "flags": flags,
        "marks": answer.marks.iter().map(|mark| mark.code()).collect::<Vec<_>>(),
        "clauses": answer.clauses(),
        "takes_new": answer.takes_new(),
        "may_delete": answer.may_delete(),
    })
}

const fn held(answer: &Resolution) -> &'static str {
    match answer.controllers {
        Controllers::Nobody | Controllers::One(_) => "",
        Controllers::Joint(_) => " (jointly)",
        Controllers::Candidates(_) => " (one of them; it depends on the entry)",
        Controllers::Contested(_) => " (contested)",
    }
}

/// Why a row answers as it does.
const fn because(row: Row) -> &'static str {
    match row {
        Row::Ct00 => "a law, regulation or decision says who",
        Row::Ct01 => "the platform part is the operator's",
        Row::Ct02 => "the municipality runs the platform for itself",
        Row::Ct03 => "whoever answers for what is sent",
        Row::Ct10 => "the municipality delivers itself",
        Row::Ct20 => "joint controllers; the municipality runs the journal system",
        Row::Ct21 => "joint controllers; the provider runs the journal system",
        Row::Ct22 => "joint controllers; a third party runs the journal system",
        Row::Ct23 => "each for its own entries; the municipality runs the journal system",
        Row::Ct24 => "each for its own entries; the provider runs the journal system",
        Row::Ct25 => "each for its own entries; a third party runs the journal system",
        Row::Ct30 => "the provider, without a joint journal, in a system of its own",
        Row::Ct31 => "the provider, without a joint journal, in the municipality's system",
        Row::Ct32 => "the provider, without a joint journal, in a third party's system",
        Row::Ct33 => "the case file is the municipality's, whoever delivers",
        Row::Ct40 => "the host has taken over, for all patients",
        Row::Ct41 => "the host agreement says something else",
        Row::Ct42 => "the host, and its agreement does not say so yet",
        Row::Ct44 => "the host for delegated cases, the participant for its own",
        Row::Ct50 => "the task community itself",
        Row::Ct51 => "the participant that the agreement names",
        Row::Ct52 => "those that the agreement names, jointly",
        Row::Ct53 => "each participant for its own residents, until the agreement says who",
        Row::Ct60 => "nobody is registered to deliver",
        Row::Ct61 => "the last delivery has ended; its holder answers for what is old",
        Row::Ct62 => "more than one is registered to deliver",
        Row::Ct63 => "the joint journal does not say who",
    }
}
