//! Who is responsible in a municipality, service by service.

use super::Told;
use crate::page::page;

/// The page `/kommune/ansvar`.
#[derive(Debug, Clone)]
pub struct ResponsibilityPage {
    /// The municipality.
    pub home: String,
    /// Its services.
    pub rows: Vec<ServiceRow>,
    /// Where a new record is entered; none for who only looks.
    pub enter: Option<String>,
    /// Where decisions are entered and confirmed.
    pub decisions: String,
    /// Where it is planned that records change hands.
    pub custody: String,
    /// What somebody must look at: where, and how much.
    pub tasks: (String, i64),
    /// Where it is entered that another municipality takes over.
    pub successions: String,
    /// Where the records of processing are.
    pub records: String,
    /// Whether something was stored just now.
    pub saved: bool,
}

page!(ResponsibilityPage, "municipality/responsibility.html");

/// A service.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// The code of its care area.
    pub area: u8,
    /// The unit.
    pub unit: String,
    /// Its timeline.
    pub href: String,
    /// Who answers today.
    pub told: Told,
}
