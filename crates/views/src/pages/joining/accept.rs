//! Terms to be read and accepted, with what changed since last time (S1-0-c, S1-1-b).

use helsebro_domain::time::{Date, Instant};

use super::Wrong;
use crate::page::page;

/// The pages `/kommune/oppkobling/generelle-vilkar` and `…/saerskilte-vilkar`. Posts
/// `version` and `authority`.
#[derive(Debug, Clone)]
pub struct AcceptPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The document's title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The id of the version that is shown.
    pub id: String,
    /// Its first day.
    pub from: Date,
    /// Whether it is material.
    pub is_material: bool,
    /// The regulation that caused it.
    pub legal_basis: Option<String>,
    /// Who accepted which version, and when.
    pub accepted: Option<(String, Instant)>,
    /// Whether this version is accepted.
    pub is_accepted: bool,
    /// Whether the reader may accept it.
    pub may_accept: bool,
    /// Who may, by name.
    pub signatories: Vec<String>,
    /// What changed since the version that was accepted.
    pub changes: Vec<Change>,
    /// What it says.
    pub clauses: Vec<Clause>,
    /// What gives the authority to sign, as typed.
    pub authority: String,
    /// What is wrong.
    pub wrong: Wrong,
}

page!(AcceptPage, "joining/accept.html");

/// A line of the change log.
#[derive(Debug, Clone)]
pub struct Change {
    /// Of which version.
    pub version: String,
    /// Dated.
    pub on: Date,
    /// What was changed.
    pub text: String,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// As in «5.3».
    pub number: String,
    /// Its heading.
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}
