//! The guards and the transitions as a lawyer reads them: `docs/joining.md` is written
//! from the two tables, so that neither can change without the document.
//!
//! After a change that is meant, run with `UPDATE_GOLDEN=1` and look at the document.

use std::fmt::Write;
use std::path::PathBuf;

use helsebro_domain::joining::{
    By, Event, Guard, ORGANISATION, State, TRANSITIONS, To, Transition,
};

const TOP: &str = "# Joining and leaving, in two tables\n\n\
    Written from the rules themselves (`crates/domain/src/joining/guard.rs` and\n\
    `crates/domain/src/joining/machine.rs`) by `crates/domain/tests/it/joining_table.rs`. What stands in\n\
    neither table is refused with `INVALID_TRANSITION`, and a refusal changes nothing.\n\n\
    `S1` is the special terms; `ON` is a row of the catalogue's § 7. A name that the catalogue\n\
    has inside a row and not among its guards is ours. EHF is the regulation on patient records\n\
    and e-health (2015-07-01-853), GDPR the data protection regulation. *Ours* is said of a number\n\
    or a rule that neither the terms nor the law give, and that the catalogue decides.\n\n\
    A row is read so: whoever is named may do it from the states in *from*, when every guard\n\
    holds at that moment; the first guard that does not hold is the reason that is told.\n";

const STATES: &str = "\n## States\n\n| state | means |\n|---|---|\n\
    | DRAFT | the municipality has begun |\n\
    | CAPABILITY_CONFIRMED | it has shown where citizens are answered |\n\
    | ORDERED | it has ordered, and the operator has not activated |\n\
    | ACTIVE | in use |\n\
    | SUSPENDED | stopped for a while: citizens read, nobody writes, and the unit's phone is shown |\n\
    | NOTICE_GIVEN | in use until the municipality's own last day, or stopped as in SUSPENDED |\n\
    | WIND_DOWN | in use until the operator's last day, or the municipality's own when that is earlier; or stopped |\n\
    | TERMINATED | over; a new one can be begun beside it |\n\
    | CANCELLED | taken back by the municipality before it was in use |\n\
    | REJECTED | refused by the operator |\n";

const fn when(guard: Guard) -> &'static str {
    match guard {
        Guard::Signatory => "the actor is registered as signatory of the municipality on the day",
        Guard::GeneralTerms => {
            "the municipality has accepted the general terms, and no material change of them has come into force since"
        }
        Guard::SpecialTerms => {
            "the municipality has accepted the special terms, no material change of them has come into force since, and the accepted version describes the module"
        }
        Guard::Agreement => {
            "the module needs no data processing agreement (dialogue and appointments, unless a municipality runs the platform for itself); or one stands with whoever is controller that is signed by both, holds every item of GDPR 28 (3) and whose sub-processors the municipality does not object to"
        }
        Guard::Capability => {
            "a test of the journal system with the module, at most 24 months old, or the console with a documented way into the journal"
        }
        Guard::Digifin => "the municipality is a member of the financing scheme",
        Guard::Controller => {
            "it is known, and not contested, who is controller for the area on the day"
        }
        Guard::Address => {
            "a unit that gives the service has an address in the address register, and a phone number"
        }
        Guard::Network => {
            "the operator has confirmed that the municipality is a member of the health network, from that day or before"
        }
        Guard::FourEyes => "whoever activates is registered at the operator, and did not order",
        Guard::Officer => {
            "the municipality has said how citizens reach its data protection officer"
        }
        Guard::Instruction => {
            "an instruction from a registered superior body, with its document, and the day the association was told"
        }
        Guard::SixMonths => {
            "the last day is six months or more after the last municipality's receipt"
        }
        Guard::OneMonth => "the last day is one month or more after the notice was received",
        Guard::Written => "the notice is signed here, or a letter or e-mail is registered",
        Guard::Available => {
            "the module is offered from that day or before, and is not being phased out"
        }
        Guard::Tested => {
            "the test message was answered: by the journal system itself, or at the console where that is what is answered in"
        }
        Guard::Reason => "the reason has 20 letters or more",
        Guard::Document => "it is said what the document is filed under",
        Guard::Lapsed => "what G-DPA asks for no longer holds",
        Guard::Lost => {
            "what G-EPJ asks for no longer holds, and 14 days have passed since the municipality was warned, or messages are failing"
        }
        Guard::Overdue => {
            "for security or the law; for terms that were not accepted only 90 days after they came into force and 30 after a warning, and never dialogue"
        }
        Guard::Running => "it is not stopped already",
        Guard::OwnCause => "it was stopped by the agreement or the capability",
        Guard::OperatorsCause => "it was stopped by the operator",
        Guard::NotOver => "the last day is not over",
        Guard::Over => "the last day is over",
    }
}

const fn who(by: By) -> &'static str {
    match by {
        By::Administrator => "the municipality's administrator",
        By::Signatory => "the municipality's signatory",
        By::Operator => "the operator",
        By::System => "the system",
    }
}

const fn what(event: Event) -> &'static str {
    match event {
        Event::Create => "begins",
        Event::Confirm => "confirms where it is answered",
        Event::Order => "orders",
        Event::Activate => "activates",
        Event::Reject => "rejects the order",
        Event::Cancel => "cancels",
        Event::AgreementLapsed => "stops it when the agreement lapses",
        Event::Stop => "stops it",
        Event::CapabilityLost => "stops it when the capability is lost",
        Event::CauseGone => "takes it up when the cause is gone",
        Event::Resume => "takes it up again",
        Event::GiveNotice => "gives notice",
        Event::WithdrawNotice => "withdraws the notice",
        Event::LastDayOver => "ends it at 00:00 after the last day",
        Event::BeginWindDown => "begins the phase-out",
        Event::WithdrawWindDown => "withdraws the phase-out",
    }
}

fn from(row: &Transition) -> String {
    let name = |state: &Option<State>| state.map_or("nothing yet", State::as_str);
    row.from.iter().map(name).collect::<Vec<_>>().join(", ")
}

const fn to(row: &Transition) -> &'static str {
    match row.to {
        To::State(state) => state.as_str(),
        To::Same => "where it stands",
        To::BeforeNotice => "where it stood before the notice; SUSPENDED while it is stopped",
        To::BeforeWindDown => {
            "where it stood before, or NOTICE_GIVEN when notice stands; SUSPENDED while it is stopped"
        }
    }
}

fn ids(guards: &[Guard]) -> String {
    if guards.is_empty() {
        return "–".to_owned();
    }
    guards.iter().map(|guard| guard.id()).collect::<Vec<_>>().join(", ")
}

/// The clause that a row serves; those of its guards stand with the guards.
fn clause(id: &str) -> &'static str {
    match id {
        "ON-01" | "ON-21" => "S1-1-b",
        "ON-02" => "S1-1-a, S1-1-b, S1-5.2-f",
        "ON-03" => "S1-3.2-a, GDPR 28 (3)",
        "ON-04" => "S1-5.2-e, S1-5.2-f",
        "ON-05" => "S1-2-a, S1-2-b",
        "ON-06" | "ON-13" => "S1-5.1-d",
        "ON-07" => "S1-1-b, S1-5.1-c, S1-5.1-e",
        "ON-08" => "S1-5.1-e, S1-5.2-d",
        "ON-09" | "ON-10" => "S1-5.1-e",
        "ON-11" => "S1-3.2-a",
        "ON-12" => "GDPR 32, S1-5.3-d (ON-34)",
        "ON-14" => "S1-3.2-a, S1-5.1-d",
        "ON-15" | "ON-16" | "ON-17" | "ON-22" => "S1-6-c",
        "ON-18" => "S1-6-a, S1-6-b",
        "ON-19" => "S1-6-b",
        "ON-20" => "S1-6-a",
        _ => "",
    }
}

fn document() -> String {
    let mut text = String::from(TOP);
    text.push_str("\n## Guards\n\n| guard | holds when | clause |\n|---|---|---|\n");
    for guard in Guard::ALL {
        writeln!(text, "| {} | {} | {} |", guard.id(), when(*guard), guard.clause()).unwrap();
    }
    text.push_str(STATES);
    text.push_str("\n## What the municipality as a whole needs\n\n| row | gives | by | guards | clause |\n|---|---|---|---|---|\n");
    for row in ORGANISATION {
        let by: Vec<_> = row.by.iter().map(|by| who(*by)).collect();
        let (by, guards) = (by.join(" and "), ids(row.guards));
        let clauses = clause(row.id);
        writeln!(text, "| {} | {} | {by} | {guards} | {clauses} |", row.id, row.gives).unwrap();
    }
    text.push_str("\n## An activation: a municipality, a module and a care area\n\n| row | from | who does what | guards | to | clause |\n|---|---|---|---|---|---|\n");
    for row in TRANSITIONS {
        let (from, to, guards) = (from(row), to(row), ids(row.guards));
        let does = format!("{} {}", who(row.by), what(row.event));
        let clauses = clause(row.id);
        writeln!(text, "| {} | {from} | {does} | {guards} | {to} | {clauses} |", row.id).unwrap();
    }
    text
}

#[test]
fn the_two_tables_are_those_that_a_lawyer_reads() {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/joining.md"));
    let written = document();
    if updates() {
        std::fs::write(&path, &written).unwrap();
    }
    for id in ORGANISATION.iter().map(|row| row.id).chain(TRANSITIONS.iter().map(|row| row.id)) {
        assert_ne!(clause(id), "", "{id} serves no clause");
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(reviewed == written, "docs/joining.md has changed; look at it and set UPDATE_GOLDEN=1");
}

#[expect(
    clippy::disallowed_methods,
    reason = "the reviewer asks for the document to be written anew"
)]
fn updates() -> bool {
    std::env::var("UPDATE_GOLDEN").as_deref() == Ok("1")
}
