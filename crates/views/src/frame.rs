//! What surrounds every page: who reads, in which language and colours, and when.

use helsebro_domain::time::Instant;

use crate::language::Language;

/// Everything a page needs to know besides its own content.
///
/// The console (its colours, menu and density) follows from who reads.
#[derive(Clone)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Light, dark, or as the device has it.
    pub theme: Theme,
    /// When the page is made; «i dag» counts from here.
    pub now: Instant,
    /// The path of this page with its query, for what leads back to it.
    pub path: String,
    /// The token that every form carries in its hidden field `csrf`; empty without a session.
    pub csrf: String,
    /// Whether this is the demo town.
    pub setting: Setting,
    /// Who reads.
    pub reader: Reader,
    /// When the session ends, when there is one.
    pub session: Option<SessionEnds>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Whether the people in it are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Real people.
    Real,
    /// The demo town; every page carries the strip that says so.
    Demo,
}

/// Who reads a page.
#[derive(Clone)]
pub enum Reader {
    /// Nobody is signed in.
    Nobody,
    /// A citizen.
    Citizen {
        /// Full name.
        name: String,
        /// How many conversations hold something unread.
        unread: u32,
    },
    /// A member of staff.
    Staff(StaffReader),
}

/// A member of staff who reads.
#[derive(Clone)]
pub struct StaffReader {
    /// Full name.
    pub name: String,
    /// Title, as in «sykepleier».
    pub title: String,
    /// The unit they work at now; none before it is chosen.
    pub unit: Option<String>,
    /// At how many units they are authorised today.
    pub units: usize,
    /// How many conversations nobody has taken.
    pub untaken: u32,
    /// Whether single keys do anything.
    pub keys: Keys,
}

/// Whether single keys do anything in the staff console (WCAG 2.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keys {
    /// They do.
    #[default]
    On,
    /// They do nothing.
    Off,
}

/// When a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionEnds {
    /// When it ends if nothing is done.
    pub idle_at: Instant,
    /// When it ends whatever is done.
    pub absolute_at: Instant,
}

/// Which of the consoles a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Console {
    /// The citizen's pages, and those before sign-in.
    Citizen,
    /// The staff console.
    Staff,
}

impl Console {
    /// The value of `data-konsoll`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "innbygger",
            Self::Staff => "ansatt",
        }
    }

    /// The value of `data-size`: consoles are denser.
    pub const fn size(self) -> &'static str {
        match self {
            Self::Citizen => "md",
            Self::Staff => "sm",
        }
    }
}

impl Theme {
    /// Every choice, as the profile lists them.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// The value of `data-color-scheme`.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Device => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The value in forms and storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that is written so.
    pub fn from_value(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text)
    }
}

impl Frame {
    /// The console, from who reads.
    pub const fn console(&self) -> Console {
        match self.reader {
            Reader::Staff(_) => Console::Staff,
            Reader::Nobody | Reader::Citizen { .. } => Console::Citizen,
        }
    }

    /// Whether the demo strip is shown.
    pub const fn is_demo(&self) -> bool {
        matches!(self.setting, Setting::Demo)
    }

    /// Whether the path lies at or under `place`.
    pub fn is_under(&self, place: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path == place || path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
    }
}
