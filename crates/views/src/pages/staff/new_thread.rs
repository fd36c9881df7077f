//! `/ansatt/samtaler/ny`: the unit begins a conversation.

use super::super::{Field, page};
use super::NatureQuestion;

page! {
    /// «Ny samtale». Posts `person`, `topic`, `body`, `reply` (`allowed`, `not_allowed`)
    /// and, when asked, `nature` to its own path.
    NewThreadPage => "staff/new_thread.html" {
        /// The citizens who have the unit as a contact today.
        pub recipients: Vec<RecipientChoice>,
        /// The citizen that is chosen, by value.
        pub person: Field,
        /// What it is about.
        pub topic: Field,
        /// What it says.
        pub body: Field,
        /// Whether the citizen may answer.
        pub may_reply: bool,
        /// The name that the citizen sees.
        pub shown_name: String,
        /// Whether staff must say what kind of message it is.
        pub nature: NatureQuestion,
    }
}

/// A citizen to choose.
#[derive(Clone)]
pub struct RecipientChoice {
    /// The value of `person`.
    pub value: String,
    /// The name, shortened for protected persons.
    pub name: String,
    /// The year of birth, to tell two of the same name apart.
    pub born_year: Option<i16>,
}
