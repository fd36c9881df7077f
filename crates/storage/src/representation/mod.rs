//! Who acts for whom: grants, requests, what the registers and clinicians say.
//!
//! What lies between two persons is loaded whole, in the system's scope; whether it
//! gives anything is the rule's to say.

mod clinical;
mod found;
mod grants;
mod months;
mod papers;
mod parties;
mod register;
mod requests;

pub use clinical::{
    BlockRow, DecisionRow, OpeningRow, add_block, add_decision, add_opening, blocks_at_desk,
    decisions_about_me, decisions_at_desk, end_block, end_decision, end_opening, openings_at_desk,
    openings_of_mine, parenthood_at_desk, parents_at_desk,
};
pub use found::{Tie, found, last_end, ties_of};
pub use grants::{
    GrantEnded, add_grant, add_offered, end_all_of, end_grant, grant, grants_given, grants_received,
};
pub use months::{count_helpers, helpers_by_month, keep_month, month_number};
pub use papers::{
    PaperRow, add_paper, answer_paper, end_on_paper, paper, paper_of, papers_held, papers_waiting,
};
pub use parties::{party, set_register};
pub use register::{children_of, guardians_of, parents_of, replace_guardians, replace_parents};
pub use requests::{
    Answer, MadeRequest, NewRequestRow, add_request, answer, block, is_blocked, made_by,
    open_by_asker, parties_of, request, requests_to, take_back,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    clinical::STATEMENTS,
    found::STATEMENTS,
    grants::STATEMENTS,
    months::STATEMENTS,
    papers::STATEMENTS,
    parties::STATEMENTS,
    register::STATEMENTS,
    requests::STATEMENTS,
];
