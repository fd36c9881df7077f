//! What surrounds every page: who reads, in which language and colours, and when.

use core::fmt;

use helsebro_domain::time::Instant;

use crate::{Language, Plain};

/// Everything a page needs to know besides its own content.
#[derive(Clone)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Light, dark, or as the device has it.
    pub theme: Theme,
    /// Whose pages these are; decides colours, menu and density.
    pub console: Console,
    /// The path of this page with its query, for what leads back to it.
    pub path: String,
    /// The token that every form carries in its hidden field `csrf`.
    pub csrf: String,
    /// When the page is made; «i dag» counts from here.
    pub now: Instant,
    /// Who is signed in.
    pub who: Option<Who>,
    /// Whom she acts for, when not for herself; its banner is on every page.
    pub acting: Option<Acting>,
    /// The clock of the demo town; its strip is on every page there.
    pub demo: Option<Instant>,
    /// When the session ends, when there is one.
    pub session: Option<SessionEnds>,
}

/// Whose pages these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Console {
    /// Pages that anybody may see.
    Public,
    /// The citizen's.
    Citizen,
    /// The staff's.
    Staff,
    /// The municipality's: who answers for what, and its agreements.
    Municipality,
    /// The operator's: orders and terms.
    Operator,
    /// The demo town's own.
    Demo,
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

/// Who is signed in, as the header tells it.
#[derive(Clone)]
pub struct Who {
    /// Full name; for staff with the title, as in «Per Haug, sykepleier».
    pub name: String,
    /// For staff the unit they work at now.
    pub detail: Option<String>,
    /// Citizens: conversations with something unread. Staff: those nobody has taken.
    pub count: u32,
    /// Whether «Bytt enhet» is offered.
    pub more_units: MoreUnits,
    /// Whether single keys do anything.
    pub shortcuts: Shortcuts,
    /// Whether she is in the municipality's console for a provider alone: nothing there is hers but
    /// the requests and the provider's own.
    pub is_provider: bool,
}

/// Whom somebody acts for.
#[derive(Clone, PartialEq, Eq)]
pub struct Acting {
    /// The value that every form carries, so that none is taken for another person.
    pub value: String,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
}

/// Whether a member of staff can change to another unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MoreUnits {
    /// They have authorisations at more units.
    Yes,
    /// They have not.
    #[default]
    No,
}

/// Whether single keys do anything in the staff console (WCAG 2.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shortcuts {
    /// They do.
    #[default]
    On,
    /// They do nothing.
    Off,
}

/// When a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionEnds {
    /// When the reader is warned.
    pub warn_from: Instant,
    /// When it ends if nothing is done.
    pub idle_at: Instant,
    /// When it ends whatever is done.
    pub absolute_at: Instant,
}

impl Console {
    /// The value of `data-konsoll`, which the style sheet's colours hang on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public | Self::Citizen | Self::Demo => "innbygger",
            Self::Staff => "ansatt",
            Self::Municipality => "kommune",
            Self::Operator => "drift",
        }
    }

    /// The value of `data-size`: consoles are denser than citizens' pages.
    pub const fn size(self) -> &'static str {
        match self {
            Self::Public | Self::Citizen => "md",
            Self::Staff | Self::Municipality | Self::Operator | Self::Demo => "sm",
        }
    }

    /// Whether this is the staff console.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Staff)
    }

    /// Whether this is the municipality's console.
    pub const fn is_municipality(self) -> bool {
        matches!(self, Self::Municipality)
    }

    /// Whether this is the operator's console.
    pub const fn is_operator(self) -> bool {
        matches!(self, Self::Operator)
    }

    /// The key of the console's name, for those who work.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Staff => Some("base-console-staff"),
            Self::Municipality => Some("base-console-municipality"),
            Self::Operator => Some("base-console-operator"),
            Self::Public | Self::Citizen | Self::Demo => None,
        }
    }

    /// Whether those who use it come in by the staff's door.
    pub const fn is_work(self) -> bool {
        self.key().is_some()
    }

    /// Whether this is the citizen's console.
    pub const fn is_citizen(self) -> bool {
        matches!(self, Self::Citizen)
    }

    /// Whether this is the demo town's own pages.
    pub const fn is_demo(self) -> bool {
        matches!(self, Self::Demo)
    }
}

impl Theme {
    /// Every choice, in the order the profile lists them.
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

impl SessionEnds {
    /// The first of the two ends.
    pub fn at(&self) -> Instant {
        self.idle_at.min(self.absolute_at)
    }

    /// Whether the first end is one that doing something moves.
    pub fn can_be_extended(&self) -> bool {
        self.idle_at < self.absolute_at
    }
}

impl Who {
    /// Whether «Bytt enhet» is offered.
    pub fn has_more_units(&self) -> bool {
        self.more_units == MoreUnits::Yes
    }
}

impl Frame {
    /// Whether the path lies at or under `place`.
    pub fn is_under(&self, place: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path == place || path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whom the reader acts for, on pages that are the citizen's or anybody's.
    pub fn acts_for(&self) -> Option<&Acting> {
        match self.console {
            Console::Citizen | Console::Public => self.acting.as_ref(),
            Console::Staff | Console::Municipality | Console::Operator | Console::Demo => None,
        }
    }

    /// Where the reader's own name leads.
    pub fn own_href(&self) -> &'static str {
        if self.acting.is_some() { "/meg/opptrer-for" } else { "/meg" }
    }

    /// Where the wordmark leads.
    pub fn home(&self) -> &'static str {
        match (self.console, &self.who) {
            (Console::Staff, _) => "/ansatt/arbeidsliste",
            (Console::Municipality, _) => "/kommune/ansvar",
            (Console::Operator, _) => "/drift/bestillinger",
            (Console::Demo, _) => "/demo",
            (Console::Citizen | Console::Public, Some(_)) => "/hjem",
            (Console::Citizen | Console::Public, None) => "/",
        }
    }

    /// The full name of who is signed in.
    pub fn name(&self) -> &str {
        self.who.as_ref().map_or("", |who| who.name.as_str())
    }

    /// Where one signs out.
    pub fn sign_out_path(&self) -> &'static str {
        if self.console.is_work() { "/ansatt/logg-ut" } else { "/logg-ut" }
    }

    /// Who is signed in, where the header says so; the demo's own pages do not.
    pub fn signed_in(&self) -> Option<&Who> {
        if self.console.is_demo() { None } else { self.who.as_ref() }
    }

    /// The languages one can change to.
    pub fn other_languages(&self) -> impl Iterator<Item = Language> {
        let now = self.language;
        Language::ALL.into_iter().filter(move |language| *language != now)
    }

    /// Whole seconds until then; none when it is over.
    pub fn seconds_until(&self, at: impl Plain<Instant>) -> u64 {
        at.plain().since(self.now).as_secs()
    }

    /// Whether single keys do anything on this page.
    pub fn has_shortcuts(&self) -> bool {
        self.console.is_staff()
            && self.who.as_ref().is_some_and(|who| who.shortcuts == Shortcuts::On)
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("console", &self.console).finish_non_exhaustive()
    }
}

impl fmt::Debug for Acting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Acting(…)")
    }
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Who").finish_non_exhaustive()
    }
}
