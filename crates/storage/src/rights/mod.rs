//! Requests about rights, the parts that controllers have of them, and what follows.
//!
//! Her own are read in her scope. A part belongs to whoever holds it, which may be two and
//! need not be a municipality, so the side that answers is read by the system, always with
//! the parties whose it is.

mod entries;
mod events;
mod follows;
mod parts;
mod providers;
mod requests;

pub use entries::{EntryRow, NewEntry, Written, add_entry, all_written, entries_of, written_at};
pub use events::{EventRow, add_event, events_of};
pub use follows::{
    OppositionRow, RestrictionRow, TransferRow, add_opposition, add_restriction,
    add_transfer_choice, journal_units, lift_opposition, lift_restriction, oppositions_of,
    restrictions_of, take_back_choice, transfer_choices_of,
};
pub use parts::{
    ListedPart, Listing, MAX_LISTED_PARTS, NewPart, PartChange, StoredPart, add_part, change_part,
    listed, part, parts_of,
};
pub use providers::{add_provider_role, provider_roles_of};
pub use requests::{
    MAX_LISTED_REQUESTS, NewRightsRequest, StoredRequest, add_request, open_requests_of, request,
    request_here, requests_by,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    entries::STATEMENTS,
    events::STATEMENTS,
    follows::STATEMENTS,
    parts::STATEMENTS,
    providers::STATEMENTS,
    requests::STATEMENTS,
];
