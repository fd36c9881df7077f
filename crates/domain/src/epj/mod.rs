//! What passes between us and a unit's journal system (EPJ), and what became of
//! it: handing over, receipts, duplicates, and what may be sent again (S1-2.1-b).
//!
//! Not here: what a message says. That is dialogue; here it is something under way.

mod outgoing;
mod receipt;
mod resending;
mod system;
mod watch;

pub use outgoing::{Outgoing, OutgoingKind, OutgoingState};
pub use receipt::{AfterReceipt, MAX_RECEIPT_ERRORS, Receipt, ReceiptStatus, Verdict, are_failing};
pub use resending::{IdUse, MAX_IDENTICAL_RESENDS, Resend, SendFault, resend};
pub use system::{AnsweredIn, EpjClient, EpjSystem, Handover};
pub use watch::{RECEIPT_LATE_AFTER, RECEIPT_MISSING_AFTER, ReceiptWatch};
