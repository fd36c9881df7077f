//! E-mail.
//!
//! What we ask: take this plain text for this address under this reference. What
//! comes back undelivered is a letter of its own, and is read here (RFC 3464).

mod bounce;
mod fake;
mod smtp;

use core::fmt;

use helsebro_domain::notices::EmailAddress;

pub use bounce::bounce;
pub use fake::FakeMail;
pub use smtp::{NoMail, SmtpMail, SmtpSecurity, SmtpSettings, is_sender};

use crate::oidc::Later;
use crate::sending::{Accepted, Reference, SendFailed};

/// The longest subject.
pub const MAX_SUBJECT: usize = 150;

/// The longest text.
pub const MAX_MAIL: usize = 5_000;

/// A plain letter. It prints as its reference.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Whose mailbox.
    pub to: EmailAddress,
    /// What it is headed.
    pub subject: String,
    /// What it says: text alone, no links that can be told apart, no pictures (SM-9).
    pub text: String,
    /// Our name for this sending; it becomes the letter's own id.
    pub reference: Reference,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// Who takes letters. A sending is never repeated in here.
pub trait MailSender: Send + Sync {
    /// Hands over a letter, once.
    fn send<'a>(&'a self, mail: &'a Mail) -> Later<'a, Accepted, SendFailed>;

    /// Asks whether we would be let in, without sending anything.
    fn check(&self) -> Later<'_, (), SendFailed>;
}
