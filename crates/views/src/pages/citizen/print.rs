//! `/meldinger/{ref}/skriv-ut`: a conversation on paper.

use super::super::{Entry, UnitInfo, page};

page! {
    /// The conversation without menu and buttons, black on white.
    ThreadPrintPage => "citizen/print.html" {
        /// What it is about.
        pub topic: String,
        /// Whose it is: full name.
        pub name: String,
        /// The unit that answers now.
        pub unit: UnitInfo,
        /// Messages and happenings, oldest first.
        pub entries: Vec<Entry>,
        /// The reference of the first receipt.
        pub reference: Option<String>,
        /// Back to the conversation.
        pub thread_href: String,
    }
}
