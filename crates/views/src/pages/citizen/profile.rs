//! The citizen's own page.

use crate::{Language, Theme};

/// `/meg`. One form posts `language` (`nb`, `nn`, `en`) and `theme` (`device`,
/// `light`, `dark`) to `/meg`; another posts to `/meg/logg-ut-overalt`.
#[derive(Clone)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// The language chosen.
    pub language: Language,
    /// The colours chosen.
    pub theme: Theme,
    /// Whether the choice was just stored.
    pub saved: Saved,
}

/// Whether something was just stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It was.
    Now,
    /// Nothing was.
    No,
}
