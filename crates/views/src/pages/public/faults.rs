//! Pages for what went wrong. Each carries urgent help and a way on.

use helsebro_domain::time::Instant;

use super::Switchboard;

/// 404: it does not exist, or may not be known.
#[derive(Clone)]
pub struct NotFound {
    /// Where «Til forsiden» leads: `/`, `/hjem` or the staff's first page.
    pub home_href: String,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// 400, 405, 413, 415 or 422: what was sent cannot be taken.
#[derive(Clone)]
pub struct NotTaken {
    /// Why.
    pub why: NotTakenWhy,
    /// Where «Til forsiden» leads.
    pub home_href: String,
    /// What the person wrote, when it could be read.
    pub written: Option<String>,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// Why something that was sent cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTakenWhy {
    /// The address holds something that cannot be read.
    Address,
    /// It is more than is read.
    TooLarge,
    /// It is not what the page sends.
    Unclear,
    /// The address is asked in a way that it is not made for.
    Way,
}

impl NotTakenWhy {
    /// The key of the heading.
    pub const fn title_key(self) -> &'static str {
        match self {
            Self::Address => "public-not-taken-address-title",
            Self::TooLarge => "public-not-taken-large-title",
            Self::Unclear => "public-not-taken-unclear-title",
            Self::Way => "public-not-taken-way-title",
        }
    }

    /// The key of what to do.
    pub const fn body_key(self) -> &'static str {
        match self {
            Self::Address => "public-not-taken-address-body",
            Self::TooLarge => "public-not-taken-large-body",
            Self::Unclear => "public-not-taken-unclear-body",
            Self::Way => "public-not-taken-way-body",
        }
    }
}

/// 419: the form was open for too long; what was written is kept.
#[derive(Clone)]
pub struct Expired {
    /// Where the form is sent anew, with a fresh `csrf`.
    pub action: String,
    /// All its fields but `csrf`, hidden in the new form.
    pub fields: Vec<(String, String)>,
    /// What the person wrote, shown so that it can be seen or copied.
    pub written: Option<String>,
    /// Where to go instead.
    pub home_href: String,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// 429: many attempts in a short time.
#[derive(Clone)]
pub struct TooMany {
    /// How long to wait, in whole minutes, at least one.
    pub minutes: u32,
    /// Where to go then.
    pub home_href: String,
    /// What the person wrote, so that it can be copied.
    pub written: Option<String>,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// What is known about what was being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is sent; said only when true.
    NothingSent,
    /// Nobody knows.
    Unknown,
    /// Nothing was being sent.
    OnlyShown,
}

/// 500: our fault.
#[derive(Clone)]
pub struct OurFault {
    /// What was sent.
    pub outcome: Outcome,
    /// The code to quote on the phone, as in «K7Q2».
    pub code: String,
    /// Where «Prøv igjen» leads; with [`Outcome::Unknown`] the messages.
    pub retry_href: String,
    /// What the person wrote, so that it can be copied; only when nothing was stored.
    pub written: Option<String>,
    /// Whom to ring; empty when that could not be read either.
    pub switchboards: Vec<Switchboard>,
}

/// 503: closed for maintenance, or too busy.
#[derive(Clone)]
pub struct Down {
    /// Until when, when that is known.
    pub until: Option<Instant>,
    /// What the person wrote, so that it can be copied.
    pub written: Option<String>,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

impl Outcome {
    /// The key of what is said.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NothingSent => "public-our-fault-nothing-sent",
            Self::Unknown => "public-our-fault-unknown",
            Self::OnlyShown => "public-our-fault-shown",
        }
    }

    /// The key of the button's words.
    pub const fn retry_key(self) -> &'static str {
        match self {
            Self::NothingSent | Self::OnlyShown => "public-our-fault-retry",
            Self::Unknown => "public-our-fault-see-messages",
        }
    }
}

crate::page::page!(NotFound, "public/not_found.html");
crate::page::page!(NotTaken, "public/not_taken.html");
crate::page::page!(Expired, "public/expired.html");
crate::page::page!(TooMany, "public/too_many.html");
crate::page::page!(OurFault, "public/our_fault.html");
crate::page::page!(Down, "public/down.html");
