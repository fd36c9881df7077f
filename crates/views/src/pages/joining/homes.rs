//! The operator's municipalities: membership, network, and agreements to be signed.

use helsebro_domain::time::Date;

use super::{AgreementView, Wrong};
use crate::page::page;

/// The page `/drift/kommuner`.
#[derive(Debug, Clone)]
pub struct HomesPage {
    /// The municipalities, by name.
    pub rows: Vec<HomeRow>,
    /// Where new sub-processors are announced to all of them.
    pub subs: String,
    /// Where it stands who operates for them.
    pub operating: String,
}

page!(HomesPage, "joining/homes.html");

/// A municipality.
#[derive(Debug, Clone)]
pub struct HomeRow {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// Since when it is a member of the financing scheme.
    pub member_from: Option<Date>,
    /// Since when it is on the health network.
    pub network_since: Option<Date>,
}

/// The page `/drift/kommuner/{municipality}`. Posts `act` = `member` (with `from` and
/// `document`), `network`, `propose` (with `last_day`) or `sign` (with `agreement`).
#[derive(Debug, Clone)]
pub struct HomePage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The municipality.
    pub row: HomeRow,
    /// Where what it is charged stands.
    pub charges: String,
    /// What shows the membership.
    pub document: String,
    /// From which day, as typed.
    pub from: String,
    /// The last day of a new agreement, as typed.
    pub last_day: String,
    /// The agreements.
    pub agreements: Vec<AgreementView>,
    /// What is wrong.
    pub wrong: Wrong,
    /// Whether something was just saved.
    pub is_saved: bool,
}

page!(HomePage, "joining/home.html");
