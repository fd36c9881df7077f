//! `/meldinger/ny` and `/meldinger/ny/til/{kontakt}`: whom to, and what.

use helsebro_domain::time::Instant;

use super::super::{Field, FieldFault, Switchboard, UnitInfo, page};
use super::ContactLine;

page! {
    /// «Hvem vil du skrive til?» Posts `contact` to its own path.
    ChooseContactPage => "citizen/choose_contact.html" {
        /// The contacts with the value that `contact` takes; those that cannot be
        /// written to stand in the list with the reason.
        pub contacts: Vec<(String, ContactLine)>,
        /// What is wrong with the choice.
        pub fault: Option<FieldFault>,
        /// Whom to ring when something is missing.
        pub switchboards: Vec<Switchboard>,
    }
}

page! {
    /// «Skriv til …». Posts `topic`, `body` and `draft` to its own path; the button
    /// `then=check` goes on, `then=save` saves the draft.
    NewMessagePage => "citizen/new_message.html" {
        /// To whom.
        pub to: UnitInfo,
        /// What it is about.
        pub topic: Field,
        /// What it says.
        pub body: Field,
        /// The reference of the draft, in the hidden field `draft`.
        pub draft: String,
        /// When the draft was saved.
        pub saved_at: Option<Instant>,
        /// Where a script saves the draft as it is typed: same fields, answers with
        /// the saved draft's time as JSON `{"saved_at":"09.14"}`.
        pub autosave_href: String,
        /// Where the draft can be thrown away, once it is saved. Post with `csrf`.
        pub discard_href: Option<String>,
        /// When an answer is promised for what is sent now.
        pub promise_at: Option<Instant>,
        /// Whether the text was brought back.
        pub restored: Restored,
    }
}

/// Whether a text was brought back to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Restored {
    /// It was not.
    #[default]
    No,
    /// The session ended while it was written.
    AfterSignIn,
    /// It was taken along from a conversation or unit that could not take it.
    TakenAlong,
}
