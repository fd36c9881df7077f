//! `[email]`: the mail server.

use std::time::Duration;

use helsebro_partners::email::{SmtpSecurity, SmtpSettings, is_sender};
use helsebro_web::MailReportDoor;
use serde::Deserialize;

use super::Problems;
use super::oidc::secret;
use super::sms::{reports_secret, trimmed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Email {
    host: String,
    port: i64,
    security: String,
    user: String,
    password_file: String,
    password: String,
    from_name: String,
    from_address: String,
    reports_secret_file: String,
    reports_secret: String,
}

/// How long each step with the server may take.
const PATIENCE: Duration = Duration::from_secs(10);

impl Email {
    /// The server, when one is given.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Option<SmtpSettings>> {
        if self.host.is_empty() {
            return Some(None);
        }
        let choices = [
            ("starttls", SmtpSecurity::StartTls),
            ("tls", SmtpSecurity::Tls),
            ("plain", SmtpSecurity::LoopbackPlain),
        ];
        let security = problems.choice("email.security", &self.security, &choices);
        let port = problems.within("email.port", self.port, 1..=u32::from(u16::MAX));
        if !is_sender(&self.from_name, &self.from_address) {
            problems.add("email.from_address", "must be an address, with a name that can be shown");
        }
        let login = if self.user.is_empty() {
            Some(None)
        } else {
            let names = ("email.password_file", "email.password");
            let how = "it is the one that goes with email.user";
            let password = secret(names, (&self.password_file, &self.password), how, problems);
            password.map(|password| Some((self.user.clone(), trimmed(&password))))
        };
        Some(Some(SmtpSettings {
            host: self.host.clone(),
            port: u16::try_from(port?).ok()?,
            security: security?,
            login: login?,
            from_name: self.from_name.clone(),
            from_address: self.from_address.clone(),
            patience: PATIENCE,
        }))
    }

    /// The secret in the address that letters which came back are handed to, when one
    /// is given.
    pub(super) fn reports(&self, problems: &mut Problems) -> Option<Option<MailReportDoor>> {
        let given = (self.reports_secret_file.as_str(), self.reports_secret.as_str());
        if given == ("", "") {
            return Some(None);
        }
        let names = ("email.reports_secret_file", "email.reports_secret");
        let secret = reports_secret(names, given, problems)?;
        Some(Some(MailReportDoor { secret }))
    }
}
