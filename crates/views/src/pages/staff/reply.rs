//! The box to answer in.

use helsebro_domain::notices::Weight;
use helsebro_domain::time::Instant;

use crate::pages::files::ListedFile;

use super::{Choice, NatureQuestion, ShownAs, TextFault};

/// The box to answer in. Posts `body`, `act` (`send`, `send_and_close`,
/// `save_draft`, or `insert` with `standard`) and,
/// when asked, `nature`. Its Debug does not tell what is in it.
#[derive(Clone)]
pub struct ReplyForm {
    /// Where it posts to.
    pub action: String,
    /// The name the citizen will see.
    pub shown_as: ShownAs,
    /// What was typed.
    pub body: String,
    /// The most letters.
    pub limit: usize,
    /// What is wrong with it.
    pub fault: Option<TextFault>,
    /// Whether staff are asked what kind of message it is.
    pub nature: NatureQuestion,
    /// Whether it needs an answer, so that more are told (N-07).
    pub weight: Weight,
    /// When the draft was saved, when there is one.
    pub saved_at: Option<Instant>,
    /// What lies ready to go along; none where files are not taken.
    pub files: Option<Vec<ListedFile>>,
    /// The unit's standard replies to put in.
    pub standard: Vec<Choice>,
}

impl ReplyForm {
    /// Whether it needs an answer.
    pub(crate) fn needs_answer(&self) -> bool {
        self.weight == Weight::NeedsAnswer
    }

    /// Whether staff are asked what kind of message it is.
    pub(crate) fn is_asked(&self) -> bool {
        self.nature == NatureQuestion::Ask
    }
}

impl core::fmt::Debug for ReplyForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ReplyForm(…)")
    }
}
