//! The operator's terms: what is published and what is a draft, and whom it affects.

use helsebro_domain::time::Date;

use super::{Change, Wrong};
use crate::page::page;

/// The page `/drift/vilkar`.
#[derive(Debug, Clone)]
pub struct ShelfPage {
    /// The versions, newest first.
    pub rows: Vec<ShelfRow>,
}

page!(ShelfPage, "joining/shelf.html");

/// A version.
#[derive(Debug, Clone)]
pub struct ShelfRow {
    /// The title.
    pub title: String,
    /// The number.
    pub version: String,
    /// The first day.
    pub from: Date,
    /// Whether it is material.
    pub is_material: bool,
    /// When it was published; none for a draft.
    pub published_on: Option<Date>,
    /// Since when it waits to be looked at again with the association (S1-7-a).
    pub review_since: Option<Date>,
    /// Where it is.
    pub href: String,
}

/// The page `/drift/vilkar/{terms}`. Posts nothing but its token: it publishes.
#[derive(Debug, Clone)]
pub struct VersionPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The version.
    pub row: ShelfRow,
    /// The day the association was consulted.
    pub consulted_on: Option<Date>,
    /// What changed in it.
    pub changes: Vec<Change>,
    /// Whom it affects.
    pub affected: Vec<String>,
    /// What is wrong.
    pub wrong: Wrong,
}

page!(VersionPage, "joining/version.html");
