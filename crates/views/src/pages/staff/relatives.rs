//! Those around the patient of a conversation (L-PBRL-3-4, L-PBRL-4-3, L-PBRL-AGE).

use helsebro_domain::representation::{
    BlockClass, BlockReach, CHILD_UNTIL, DECIDED_FROM, YOUTH_UNTIL,
};
use helsebro_domain::time::Date;

use super::{Choice, DateTyped, Faults};
use crate::Words;
use crate::page::page;

/// The page `…/parorende`. Posts `act`: `decide` with `number`, the last day and `why`;
/// `block` with `parent`, `reach`, `class` and `why`; `open` with `parent`, `told` and `why`;
/// or `end-decision`, `end-block` and `end-opening` with `what`.
#[derive(Clone)]
pub struct RelativesPage {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The patient's given name.
    pub given: String,
    /// Her age.
    pub age: Option<i16>,
    /// Those with parental responsibility.
    pub parents: Vec<Choice>,
    /// Decisions that hold.
    pub decisions: Vec<RelativeRow<Date>>,
    /// What is closed.
    pub blocks: Vec<RelativeRow<BlockReach>>,
    /// What is opened.
    pub openings: Vec<RelativeRow<()>>,
    /// What was typed, when something is wrong with it.
    pub typed: RelativesTyped,
    /// What was done just now.
    pub done: Option<RelativesDone>,
    /// What is wrong.
    pub faults: Faults,
}

page!(RelativesPage, "staff/relatives.html");

impl core::fmt::Debug for RelativesPage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RelativesPage(…)")
    }
}

/// Something that holds.
#[derive(Clone)]
pub struct RelativeRow<T> {
    /// What to post to end it.
    pub value: String,
    /// About whom; none for every parent.
    pub name: Option<String>,
    /// The last day, or how much.
    pub what: T,
    /// Who decided it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What was typed.
#[derive(Clone, Default)]
pub struct RelativesTyped {
    /// In which of the forms.
    pub act: String,
    /// The number of the next of kin.
    pub number: String,
    /// The last day.
    pub last_day: DateTyped,
    /// Which parent.
    pub parent: String,
    /// How much is closed.
    pub reach: String,
    /// On what.
    pub class: String,
    /// Whether the youth has been told.
    pub told: String,
    /// Why.
    pub why: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelativesDone {
    /// Something was decided.
    Decided,
    /// Something was ended.
    Ended,
}

impl RelativesDone {
    /// What the address says, and what it means.
    pub fn from_value(value: &str) -> Option<Self> {
        [Self::Decided, Self::Ended].into_iter().find(|done| done.as_str() == value)
    }

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "bestemt",
            Self::Ended => "avsluttet",
        }
    }

    /// The key of what is said about it.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Decided => "staff-relatives-done-decided",
            Self::Ended => "staff-relatives-done-ended",
        }
    }
}

impl RelativesPage {
    /// Whether her own competence can be decided about.
    pub(crate) fn is_grown(&self) -> bool {
        self.age.is_none_or(|age| age >= DECIDED_FROM)
    }

    /// Whether something can be closed to a parent.
    pub(crate) fn is_young(&self) -> bool {
        self.age.is_some_and(|age| age < YOUTH_UNTIL)
    }

    /// Whether something can be opened to a parent.
    pub(crate) fn is_youth(&self) -> bool {
        self.age.is_some_and(|age| (CHILD_UNTIL..YOUTH_UNTIL).contains(&age))
    }

    /// The classes of what is closed, each with its key.
    pub(crate) fn classes() -> [(&'static str, &'static str); 3] {
        BlockClass::ALL.map(|class| {
            let key = match class {
                BlockClass::ChildsWish => "staff-relatives-class-childs-wish",
                BlockClass::Compelling => "staff-relatives-class-compelling",
                BlockClass::TakenOver => "staff-relatives-class-taken-over",
            };
            (class.as_str(), key)
        })
    }

    /// What was typed as the reason in one of the forms.
    pub(crate) fn why(&self, act: &str) -> &str {
        if self.typed.act == act { &self.typed.why } else { "" }
    }

    /// The id of the box for the reason in one of the forms.
    pub(crate) fn why_id(&self, act: &str) -> &'static str {
        match act {
            "decide" => "why-decide",
            "open" => "why-open",
            _ => "why-block",
        }
    }

    /// Whether this parent was chosen in one of the forms.
    pub(crate) fn is_parent(&self, act: &str, value: &str) -> bool {
        self.typed.act == act && self.typed.parent == value
    }
}

impl<T> RelativeRow<T> {
    /// About whom, in words.
    pub(crate) fn who(&self, w: &Words<'_>) -> String {
        self.name.clone().unwrap_or_else(|| w.t("staff-relatives-everybody"))
    }
}

impl RelativeRow<BlockReach> {
    /// The key of what is closed.
    pub(crate) const fn key(&self) -> &'static str {
        match self.what {
            BlockReach::Thread => "staff-relatives-block-thread",
            BlockReach::Everything => "staff-relatives-block-all",
        }
    }
}
