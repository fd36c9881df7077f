//! `/meldinger/utkast/{ref}/se-over`: look over before it is sent.

use helsebro_domain::time::Instant;

use super::super::{UnitInfo, page};

page! {
    /// «Se over og send». Posts `csrf` to its own path with `then=send`, or to
    /// `later_href` to keep the draft.
    CheckPage => "citizen/check.html" {
        /// To whom.
        pub to: UnitInfo,
        /// From whom: full name.
        pub from: String,
        /// What it is about.
        pub topic: String,
        /// What it says.
        pub body: String,
        /// When an answer is promised.
        pub promise_at: Option<Instant>,
        /// Back to the form, where topic and message can be changed.
        pub change_href: String,
        /// Where another contact can be chosen; none when there is only one.
        pub change_to_href: Option<String>,
        /// Keeps the draft and leaves.
        pub later_href: String,
    }
}
