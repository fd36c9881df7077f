//! `/meldinger/{ref}/kvittering`: the receipt (L-EFV-6).

use helsebro_domain::time::Instant;

use super::super::page;

page! {
    /// «Meldingen er sendt»: to whom, from whom, when, the reference, and the promise.
    ReceiptPage => "citizen/receipt.html" {
        /// To which unit.
        pub unit: String,
        /// From whom: full name.
        pub from: String,
        /// When it was stored.
        pub at: Instant,
        /// The reference.
        pub reference: String,
        /// When an answer is promised.
        pub promise_at: Option<Instant>,
        /// The conversation.
        pub thread_href: String,
    }
}
