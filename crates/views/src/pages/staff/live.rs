//! What an open work list is told when something is new.

use super::work_list::PartLink;
use crate::page::page;

/// The fragment of one event on the work list's stream: the counts now, and how
/// many have come since the page was read. It is no page of its own.
#[derive(Debug, Clone)]
pub struct LiveUpdate {
    /// The parts with their counts.
    pub parts: Vec<PartLink>,
    /// How many have come since the page was read.
    pub news: u32,
    /// The list with the new ones in it.
    pub href: String,
}

page!(LiveUpdate, "staff/live.html");
