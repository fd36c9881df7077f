//! Writing an internal note.

use super::Faults;
use crate::page::page;

/// The page `/ansatt/samtaler/{ref}/notat`. Posts `body`.
#[derive(Clone)]
pub struct NotePage {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The citizen's given name.
    pub given: String,
    /// What was typed.
    pub body: String,
    /// The most letters of it.
    pub limit: usize,
    /// What is wrong.
    pub faults: Faults,
}

page!(NotePage, "staff/note.html");

impl core::fmt::Debug for NotePage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NotePage(…)")
    }
}
