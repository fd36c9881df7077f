//! An SMS gateway in memory, for tests of other rooms.

use super::{Sms, SmsGateway};
use crate::oidc::Later;
use crate::sending::{Accepted, SendFailed};
use crate::sending_fake::{FakeSender, Written};

/// Keeps what it is handed, also what comes twice.
pub type FakeSms = FakeSender<Sms>;

impl Written for Sms {
    fn texts(&self) -> Vec<&str> {
        vec![&self.text]
    }
}

impl SmsGateway for FakeSms {
    fn send<'a>(&'a self, sms: &'a Sms) -> Later<'a, Accepted, SendFailed> {
        self.take(sms)
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        self.answers()
    }
}
