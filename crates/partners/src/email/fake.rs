//! A mail server in memory, for tests of other rooms.

use super::{Mail, MailSender};
use crate::oidc::Later;
use crate::sending::{Accepted, SendFailed};
use crate::sending_fake::{FakeSender, Written};

/// Keeps what it is handed, also what comes twice.
pub type FakeMail = FakeSender<Mail>;

impl Written for Mail {
    fn texts(&self) -> Vec<&str> {
        vec![&self.subject, &self.text]
    }
}

impl MailSender for FakeMail {
    fn send<'a>(&'a self, mail: &'a Mail) -> Later<'a, Accepted, SendFailed> {
        self.take(mail)
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        self.answers()
    }
}
