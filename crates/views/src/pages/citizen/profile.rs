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

impl Profile {
    /// Whether the choice was just stored.
    pub fn is_saved(&self) -> bool {
        self.saved == Saved::Now
    }

    /// Whether this language is the one chosen.
    pub fn is_language(&self, language: &Language) -> bool {
        self.language == *language
    }

    /// Whether these colours are the ones chosen.
    pub fn is_theme(&self, theme: &Theme) -> bool {
        self.theme == *theme
    }

    /// The key of what a choice of colours is called.
    pub const fn theme_key(&self, theme: &Theme) -> &'static str {
        match theme {
            Theme::Device => "citizen-profile-theme-device",
            Theme::Light => "citizen-profile-theme-light",
            Theme::Dark => "citizen-profile-theme-dark",
        }
    }
}

crate::page::page!(Profile, "citizen/profile.html");
