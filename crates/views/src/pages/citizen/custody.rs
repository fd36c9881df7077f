//! A citizen's record goes to somebody else: she reads it, says no, or says to whom
//! (S2-3-e, pjl § 24).

use helsebro_domain::time::Date;

use crate::Words;
use crate::page::page;

/// The page `/meg/ansvar/flytting/{custody}`. Posts `choice`: `stay` or a party.
#[derive(Clone)]
pub struct Moving {
    /// The way back.
    pub back: String,
    /// The page itself.
    pub action: String,
    /// What it is about: the code of a care area or a unit's name.
    pub covers: (Option<u8>, Option<String>),
    /// Who has it.
    pub from: String,
    /// Who gets it when she says nothing.
    pub to: String,
    /// When it goes.
    pub day: Date,
    /// Whom she can name; empty when it is too late.
    pub parties: Vec<(String, String)>,
    /// What she has said: `stay`, a party, or nothing.
    pub chosen: String,
    /// Where hers went, when it has gone.
    pub hers: Option<String>,
    /// Whom she had named, that has said no, and who gets it when she does not choose anew.
    pub declined: Option<(String, String)>,
    /// Whether it can stay where it is.
    pub can_stay: bool,
    /// Whether it was stored just now.
    pub saved: bool,
    /// What is wrong, in words.
    pub fault: Option<String>,
}

page!(Moving, "citizen/custody.html");

impl core::fmt::Debug for Moving {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Moving(…)")
    }
}

impl Moving {
    /// The words of what is wrong when she has chosen nothing, or cannot choose that.
    pub const FAULTS: [&'static str; 2] =
        ["responsible-moving-not-chosen", "responsible-moving-not-now"];

    /// Whether she can still choose.
    pub(crate) fn may_choose(&self) -> bool {
        !self.parties.is_empty()
    }

    /// Whether she has said that it shall stay.
    pub(crate) fn is_stay(&self) -> bool {
        self.chosen == "stay"
    }

    /// Whether she has named this one.
    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.chosen == value
    }

    /// What it is about, in words.
    pub(crate) fn place(&self, w: &Words<'_>) -> String {
        match &self.covers {
            (_, Some(unit)) => unit.clone(),
            (Some(area), None) => w.t(format!("citizen-care-area-{area}")),
            (None, None) => w.t("responsible-place-whole"),
        }
    }
}
