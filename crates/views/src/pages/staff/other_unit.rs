//! What was written at another unit than the one worked at now.

use crate::page::page;

/// Shown instead of doing something with what was written at a unit, when the reader has gone
/// to another one meanwhile, in another window (S1-2.1-b). Posts all that was typed, with
/// `act` = `back`.
#[derive(Clone)]
pub struct OtherUnit {
    /// The work list of the unit that she works at now.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// All that was typed, by field.
    pub fields: Vec<(&'static str, String)>,
    /// The message, to look at.
    pub written: Option<String>,
    /// The unit that she works at now.
    pub here: String,
    /// The unit where it was written.
    pub there: String,
    /// Whether she may still work there.
    pub way: WayBack,
}

page!(OtherUnit, "staff/other_unit.html");

impl core::fmt::Debug for OtherUnit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("OtherUnit(…)")
    }
}

/// Whether one may still work at the unit where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayBack {
    /// She may.
    Open,
    /// Her authorisation there has ended.
    Ended,
}

impl OtherUnit {
    /// Whether she may go back to where it was written.
    pub(crate) fn is_open(&self) -> bool {
        self.way == WayBack::Open
    }
}
