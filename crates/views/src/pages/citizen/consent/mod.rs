//! What somebody says yes to, and taking it back (L-GDPR-7, L-GDPR-13).

mod samples;
mod youths;

use helsebro_domain::consent::Level;
use helsebro_domain::time::Instant;

pub use youths::{YouthRow, Youths, YouthsDone};

use crate::Language;
use crate::pages::public::Switchboard;

/// `/meg/samtykke`. Posts `level`, `language` and `back` to the same address.
#[derive(Clone)]
pub struct Consent {
    /// Given name.
    pub given: String,
    /// Where she stands.
    pub stands: Stands,
    /// Whether the terms have changed since she said yes to them.
    pub asks_anew: bool,
    /// Those responsible for what she and their services write.
    pub responsible: Vec<ResponsibleFor>,
    /// What she said yes to and took back, newest first.
    pub ledger: Vec<LedgerRow>,
    /// The version of the terms.
    pub terms: String,
    /// The language chosen.
    pub language: Language,
    /// Where she was going.
    pub back: String,
    /// Whether the form came without a choice.
    pub has_fault: bool,
    /// What was just done.
    pub done: ConsentDone,
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
    /// For what age she is asked.
    pub asked_as: AskedAs,
    /// Whether there are youths whom she can say yes for.
    pub has_youths: bool,
}

/// For what age somebody is asked (L-GDPR-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedAs {
    /// 16 or more.
    Grown,
    /// 13 to 15, with a parent's consent.
    Youth,
}

/// Where she stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// She signs in for the first time.
    First,
    /// She has taken it back.
    Closed,
    /// She has said yes.
    Agreed(Level),
    /// She is 13 to 15, and no parent has consented.
    NeedsParent,
    /// She is too young to say yes.
    TooYoung,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentDone {
    /// Nothing.
    Nothing,
    /// A change was stored.
    Changed,
    /// It was taken back.
    Withdrawn,
}

/// A municipality that is responsible, and the services she gets from it.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponsibleFor {
    /// As in «Solvik kommune».
    pub name: String,
    /// Its switchboard.
    pub phone: String,
    /// Services with their phones.
    pub services: Vec<(String, String)>,
}

impl ResponsibleFor {
    /// The services, with commas between.
    pub fn services_in_a_row(&self) -> String {
        let names: Vec<&str> = self.services.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

/// A row of the ledger.
#[derive(Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// To how much; none when it was taken back.
    pub level: Option<Level>,
    /// The version of the terms.
    pub terms: String,
    /// When.
    pub at: Instant,
}

impl Consent {
    /// The levels that can be chosen, the fuller first.
    pub const LEVELS: [Level; 2] = [Level::Everything, Level::Looking];

    /// Whether there is a form on the page: not for somebody too young.
    pub fn is_for_her(&self) -> bool {
        !matches!(self.stands, Stands::TooYoung | Stands::NeedsParent)
    }

    /// Whether she is 13 to 15 and says yes to what is opened for her age.
    pub fn is_youth(&self) -> bool {
        self.asked_as == AskedAs::Youth
    }

    /// Whether she has said yes already.
    pub const fn has_agreed(&self) -> bool {
        matches!(self.stands, Stands::Agreed(_))
    }

    /// Whether this is what she has said yes to. Nothing is chosen beforehand.
    pub fn is_level(&self, level: &Level) -> bool {
        self.stands == Stands::Agreed(*level)
    }

    /// Whether this is the language chosen.
    pub fn is_language(&self, language: &Language) -> bool {
        self.language == *language
    }

    /// The key of the heading.
    pub const fn title_key(&self) -> &'static str {
        match self.stands {
            Stands::First => "consent-first-title",
            Stands::Closed => "consent-closed-title",
            Stands::Agreed(_) => "consent-title",
            Stands::NeedsParent | Stands::TooYoung => "consent-young-title",
        }
    }

    /// The key of the tab's title, which names nobody.
    pub const fn tab_key(&self) -> &'static str {
        match self.stands {
            Stands::First => "consent-title",
            _ => self.title_key(),
        }
    }

    /// The key of what is said first.
    pub fn lead_key(&self) -> &'static str {
        match self.stands {
            Stands::First => "consent-first-lead",
            Stands::Closed => "consent-closed-lead",
            Stands::Agreed(_) if self.is_youth() => "consent-has-youth",
            Stands::Agreed(Level::Everything) => "consent-has-everything",
            Stands::Agreed(Level::Looking) => "consent-has-looking",
            Stands::NeedsParent => "consent-youth-needs-parent",
            Stands::TooYoung => "consent-young-lead",
        }
    }

    /// The key of what was just done.
    pub const fn done_key(&self) -> Option<&'static str> {
        match self.done {
            ConsentDone::Nothing => None,
            ConsentDone::Changed => Some("consent-done-changed"),
            ConsentDone::Withdrawn => Some("consent-done-withdrawn"),
        }
    }

    /// The key of what a level is called.
    pub const fn level_key(&self, level: &Level) -> &'static str {
        match level {
            Level::Everything => "consent-level-everything",
            Level::Looking => "consent-level-looking",
        }
    }
}

impl LedgerRow {
    /// The key of what was said.
    pub const fn key(&self) -> &'static str {
        match self.level {
            None => "consent-ledger-withdrawn",
            Some(Level::Looking) => "consent-ledger-looking",
            Some(Level::Everything) => "consent-ledger-everything",
        }
    }
}

/// `/meg/samtykke/trekk-tilbake`: what happens, told before it is done. Posts there.
#[derive(Clone)]
pub struct WithdrawConsent {
    /// How many powers of attorney will end.
    pub grants: usize,
    /// Those to ring from then on.
    pub responsible: Vec<ResponsibleFor>,
}

impl WithdrawConsent {
    /// How many, as the words count.
    pub fn grants_count(&self) -> i64 {
        i64::try_from(self.grants).unwrap_or(i64::MAX)
    }
}

crate::page::page!(Consent, "citizen/consent/consent.html");
crate::page::page!(WithdrawConsent, "citizen/consent/withdraw.html");
