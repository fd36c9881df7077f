//! Journal systems, what is under way to them, and what came from them.
//!
//! Documents pass through sealed. A row of the outbox belongs to a municipality;
//! it is written in the transaction of what makes it needed.

mod inbox;
mod outbox;
mod receipts;
pub mod reckoning;
mod stops;
mod systems;

pub use inbox::{
    Arrived, InboxEnd, InboxRow, NewArrival, add_arrival, arrival, end_arrival, newest_arrivals,
    was_settled,
};
pub use outbox::{
    NewOutgoing, OutboxRow, PAGE as OUTBOX_PAGE, ThreadDelivery, add_outgoing, count_repeat,
    deliveries_of, newest_outgoing, outgoing, outgoing_at_door, outgoing_by_id,
    outgoing_by_transport, queued_about, queued_of_unit, set_document, thread_named_by,
    unreceipted, update_outgoing, waiting_for,
};
pub use receipts::newest_receipts;
pub use stops::{is_stopped, lift_stop, stop};
pub use systems::{
    Backlog, add_system, backlog, mark_seen, system, system_by_client, systems_in, systems_of,
    update_system,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    inbox::STATEMENTS,
    outbox::STATEMENTS,
    receipts::STATEMENTS,
    reckoning::STATEMENTS,
    stops::STATEMENTS,
    systems::STATEMENTS,
];
