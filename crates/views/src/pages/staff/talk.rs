//! Logging a talk on the phone or at the counter.

use helsebro_domain::dialog::{GotAnswer, TalkWay};
use helsebro_domain::time::Date;

use super::{Decision, Faults, NatureQuestion};
use crate::page::page;

/// The page `/ansatt/samtaler/{ref}/kontakt` (S1-2.1.1-a). Posts `way` (`phone` or
/// `counter`), `day` (how many days ago), `clock`, `body`, `answered` (`yes` or `no`)
/// and, when asked, `nature`.
#[derive(Clone)]
pub struct TalkPage {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The citizen's given name.
    pub given: String,
    /// How they talked.
    pub way: Option<TalkWay>,
    /// The days that it may have been, today first.
    pub days: Vec<Date>,
    /// Which of them it was.
    pub day: usize,
    /// At what time, as typed.
    pub clock: String,
    /// What was said, as typed.
    pub body: String,
    /// The most letters of it.
    pub limit: usize,
    /// Whether the citizen got her answer.
    pub got: Option<GotAnswer>,
    /// Whether staff are asked what kind of message it is.
    pub nature: NatureQuestion,
    /// Whether staff said that it is a decision.
    pub decision: Option<Decision>,
    /// What is wrong.
    pub faults: Faults,
}

page!(TalkPage, "staff/talk.html");

impl TalkPage {
    /// Whether something stands in the way.
    pub(crate) fn has_errors(&self) -> bool {
        !self.faults.is_empty() || self.is_asked()
    }

    /// Whether staff are asked what kind of message it is.
    pub(crate) fn is_asked(&self) -> bool {
        self.nature == NatureQuestion::Ask
    }

    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &crate::Words<'_>) -> Vec<(&'static str, String)> {
        if !self.faults.is_empty() {
            return self.faults.list(w);
        }
        let refused = self.decision.is_some();
        let key = if refused { "staff-decision-refused" } else { "staff-nature-question" };
        if self.is_asked() { vec![("nature", w.t(key))] } else { Vec::new() }
    }

    /// Whether it was so.
    pub(crate) fn was(&self, way: &str) -> bool {
        match self.way {
            Some(TalkWay::Phone) => way == "phone",
            Some(TalkWay::Counter) => way == "counter",
            None => false,
        }
    }

    /// Whether the citizen got her answer, as it is posted.
    pub(crate) fn is_got(&self, answered: &str) -> bool {
        match self.got {
            Some(GotAnswer::Yes) => answered == "yes",
            Some(GotAnswer::No) => answered == "no",
            None => false,
        }
    }

    /// Whether it was on this day.
    pub(crate) fn is_day(&self, place: &usize) -> bool {
        self.day == *place
    }
}

impl core::fmt::Debug for TalkPage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("TalkPage(…)")
    }
}
