//! Who answers for what: organisations, who delivers which service, the agreements
//! behind it, and the decisions that place controllership.
//!
//! What is in force is public, and what a host delivers is a fact of its neighbours
//! too, so all of it is read by the system; only a municipality's own is written.

mod agreements;
mod custody;
mod declines;
mod deliveries;
mod facts;
mod organisations;
mod overrides;
mod places;
mod processings;
mod resolutions;
mod successions;
mod tally;
mod tasks;
mod unresolved;

pub use agreements::{
    AgreementRow, add_agreement, agreement, agreements_of, answer_agreement, bring_into_force,
    set_agreement, set_agreement_end,
};
pub use custody::{
    Going, Gone, MAX_CHOICES, PlanRow, add_custody_telling, add_plan, carry_out, choices, choose,
    drop_plan, goings, own_choice, plan, plans_of, plans_of_person, receive, tell_plan,
    to_tell_of_plan,
};
pub(crate) use custody::{forget_choice, note_choice};
pub use declines::{Declined, MAX_RECEIVERS, decline, declines, named_in, open_again};
pub use deliveries::{add_delivery, deliveries_of, deliveries_under, delivery, end_delivery};
pub(crate) use facts::changed;
pub use facts::{facts, version};
pub use organisations::{OrganisationRow, add_organisation, organisation, organisations};
pub use overrides::{OverrideRow, add_override, confirm_override, overrides_of};
pub use resolutions::{Kept, keep_platform, keep_resolution, platform_at, resolution_of};
pub use successions::{add_succession, successions_of};
pub use tally::{RecordKind, Said, Sets, Stretch, Tally, gather, notices_sent, tally};
pub use tasks::{TaskRow, add_task, end_task, ended_tasks, open_tasks};
pub use unresolved::{
    RESOLVED_AT_A_TIME, Thing, Unresolved, give_resolution, how_many_unresolved, unresolved,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    agreements::STATEMENTS,
    custody::STATEMENTS,
    declines::STATEMENTS,
    deliveries::STATEMENTS,
    facts::STATEMENTS,
    organisations::STATEMENTS,
    overrides::STATEMENTS,
    processings::STATEMENTS,
    resolutions::STATEMENTS,
    successions::STATEMENTS,
    tally::STATEMENTS,
    tasks::STATEMENTS,
    unresolved::STATEMENTS,
];
