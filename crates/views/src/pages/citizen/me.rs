//! `/meg`: name, language, colours, sessions.

use super::super::page;

page! {
    /// The citizen's profile. Posts `language` to `/meg/sprak`, `theme` to `/meg/utseende`,
    /// and to `/logg-ut/overalt`.
    MePage => "citizen/me.html" {
        /// Full name.
        pub name: String,
        /// The first six digits of the identity number and five dots.
        pub masked_number: String,
        /// What was just done.
        pub status: Option<MeStatus>,
        /// How many other sessions are open.
        pub other_sessions: u32,
    }
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeStatus {
    /// The language was saved.
    LanguageSaved,
    /// The colours were saved.
    ThemeSaved,
}
