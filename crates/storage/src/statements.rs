//! The register of all statements.
//!
//! Each module lists its constants in `STATEMENTS` and stands in [`ALL`]. A test
//! prepares every one of them on both databases, which is what a checked query
//! macro would have given; another sees that no constant is left out.

use crate::{
    audit, blocks, breaches, consent, controllership, dialog, disclosure, epj, jobs, joining,
    notices, parties, representation, retention, rights, sealing, sessions,
};

/// The modules that have statements.
const ALL: &[(&str, &[&[&str]])] = &[
    ("audit", audit::STATEMENTS),
    ("blocks", blocks::STATEMENTS),
    ("breaches", breaches::STATEMENTS),
    ("consent", consent::STATEMENTS),
    ("controllership", controllership::STATEMENTS),
    ("dialog", dialog::STATEMENTS),
    ("disclosure", disclosure::STATEMENTS),
    ("epj", epj::STATEMENTS),
    ("jobs", jobs::STATEMENTS),
    ("joining", joining::STATEMENTS),
    ("notices", notices::STATEMENTS),
    ("parties", parties::STATEMENTS),
    ("representation", representation::STATEMENTS),
    ("retention", retention::STATEMENTS),
    ("rights", rights::STATEMENTS),
    ("sealing", sealing::STATEMENTS),
    ("sessions", sessions::STATEMENTS),
];

/// Every statement we have, with the module it stands in.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let of_module = |&(module, lists): &(&'static str, &'static [&'static [&'static str]])| {
        lists.iter().flat_map(move |list| list.iter().map(move |sql| (module, *sql)))
    };
    ALL.iter().flat_map(of_module).collect()
}
