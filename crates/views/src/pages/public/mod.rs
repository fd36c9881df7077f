//! Pages before sign-in, and those that anybody may come to.

mod error;
mod front;
mod plain;
mod sign_in;

pub use error::{ErrorKind, ErrorPage, Kept, Outcome};
pub use front::{FrontNotice, FrontPage};
pub use plain::{AccessibilityPage, HelpPage, PrivacyPage, SignedOutPage};
pub use sign_in::{StaffSignInRefusal, StaffSignInRefusedPage};
