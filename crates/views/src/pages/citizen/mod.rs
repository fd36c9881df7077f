//! The citizen's pages.

mod check;
mod contacts;
mod home;
mod me;
mod new_message;
mod print;
mod receipt;
mod refused;
mod thread;
mod threads;

pub use check::CheckPage;
pub use contacts::{ContactLine, ContactPage, ContactsPage, Writing};
pub use home::{HomePage, NewsLine, Visit};
pub use me::{MePage, MeStatus};
pub use new_message::{ChooseContactPage, NewMessagePage, Restored};
pub use print::ThreadPrintPage;
pub use receipt::ReceiptPage;
pub use refused::{OpenContact, WritingRefusedPage};
pub use thread::{Ending, PromiseState, Reading, ReplyBox, ThreadPage, ThreadStatus};
pub use threads::{DraftLine, LastBy, LineState, ThreadLine, ThreadsPage};
