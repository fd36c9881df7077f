//! The keys, and what a member of staff has chosen for herself.

use crate::page::page;
use crate::{Language, Shortcuts, Theme};

/// The page `/ansatt/snarveier` (WCAG 2.1.4). Posts `shortcuts` (`on` or `off`),
/// `language` (`nb`, `nn`, `en`) and `theme` (`device`, `light`, `dark`).
#[derive(Debug, Clone)]
pub struct ShortcutsPage {
    /// The work list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Whether single keys do anything, as stored.
    pub keys: Shortcuts,
    /// The language that is stored.
    pub language: Language,
    /// The theme that is stored.
    pub theme: Theme,
    /// Whether it was saved just now.
    pub saved: Saved,
}

page!(ShortcutsPage, "staff/shortcuts.html");

/// Whether the choices were saved just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// They were.
    JustNow,
    /// They were not.
    No,
}

impl ShortcutsPage {
    /// Whether single keys do anything.
    pub fn is_on(&self) -> bool {
        self.keys == Shortcuts::On
    }

    /// Whether the theme is this one.
    pub(crate) fn is_theme(&self, theme: Theme) -> bool {
        self.theme == theme
    }

    /// Whether it was saved just now.
    pub fn is_saved(&self) -> bool {
        self.saved == Saved::JustNow
    }
}
