//! `[sms]`: the SMS gateway.

use helsebro_partners::http::Limits;
use helsebro_partners::sms::{
    LinkAccount, PuzzelAccount, SmsAccount, SmsContract, SmsSettings, is_sender,
};
use helsebro_web::ReportDoor;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::Problems;
use super::oidc::secret;
use super::outside::address;

/// How long the secret in the address is that a gateway reports to.
const MIN_SECRET: usize = 32;
const MAX_SECRET: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SmsSection {
    contract: String,
    address: String,
    sender: String,
    user: String,
    password_file: String,
    password: String,
    platform_id: String,
    platform_partner_id: String,
    gate_id: String,
    service_id: i64,
    reports_secret_file: String,
    reports_secret: String,
}

impl SmsSection {
    /// The gateway, when one is given.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Option<SmsSettings>> {
        let contracts = [
            ("none", None),
            ("link", Some(SmsContract::Link)),
            ("puzzel", Some(SmsContract::Puzzel)),
        ];
        let contract = problems.choice("sms.contract", &self.contract, &contracts)?;
        let Some(contract) = contract else { return Some(None) };
        let address = match problems.given("sms.address", &self.address) {
            Some(given) => address("sms.address", given, problems),
            None => None,
        };
        if !is_sender(&self.sender) {
            problems.add("sms.sender", "must be 1 to 11 letters, digits and spaces");
        }
        let user = problems.given("sms.user", &self.user);
        let names = ("sms.password_file", "sms.password");
        let how = "it is the one that the supplier gave";
        let password = secret(names, (&self.password_file, &self.password), how, problems);
        let account = match contract {
            SmsContract::Link => self.link(problems, password)?,
            SmsContract::Puzzel => self.puzzel(problems, password)?,
        };
        user?;
        let sender = self.sender.clone();
        Some(Some(SmsSettings { address: address?, sender, account, limits: Limits::GATEWAY }))
    }

    /// How the gateway reports, when a secret for that is given.
    pub(super) fn reports(&self, problems: &mut Problems) -> Option<Option<ReportDoor>> {
        if self.reports_secret_file.is_empty() && self.reports_secret.is_empty() {
            return Some(None);
        }
        let names = ("sms.reports_secret_file", "sms.reports_secret");
        let given = (self.reports_secret_file.as_str(), self.reports_secret.as_str());
        let found = reports_secret(names, given, problems)?;
        let contract = match self.contract.as_str() {
            "link" => SmsContract::Link,
            "puzzel" => SmsContract::Puzzel,
            _ => return Some(None),
        };
        Some(Some(ReportDoor { secret: found, contract }))
    }

    fn link(&self, problems: &mut Problems, password: Option<SecretString>) -> Option<SmsAccount> {
        let platform = problems.given("sms.platform_id", &self.platform_id);
        let partner = problems.given("sms.platform_partner_id", &self.platform_partner_id);
        Some(SmsAccount::Link(LinkAccount {
            user: self.user.clone(),
            password: trimmed(&password?),
            platform_id: platform?.to_owned(),
            platform_partner_id: partner?.to_owned(),
            gate_id: Some(&self.gate_id).filter(|id| !id.is_empty()).cloned(),
        }))
    }

    fn puzzel(
        &self,
        problems: &mut Problems,
        password: Option<SecretString>,
    ) -> Option<SmsAccount> {
        let service = problems.within("sms.service_id", self.service_id, 1..=u32::MAX);
        Some(SmsAccount::Puzzel(PuzzelAccount {
            service_id: service?.into(),
            user: self.user.clone(),
            password: trimmed(&password?),
        }))
    }
}

/// The secret in an address that reports come to.
pub(super) fn reports_secret(
    names: (&'static str, &'static str),
    given: (&str, &str),
    problems: &mut Problems,
) -> Option<String> {
    let found = trimmed(&secret(names, given, "it is one that you make yourself", problems)?);
    let found = found.expose_secret();
    let fits = (MIN_SECRET..=MAX_SECRET).contains(&found.len())
        && found.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !fits {
        problems.add(names.1, "must be 32 to 128 letters, digits and hyphens");
        return None;
    }
    Some(found.to_owned())
}

/// A password without the line end that a file has behind it.
pub(super) fn trimmed(password: &SecretString) -> SecretString {
    password.expose_secret().trim_end_matches(['\r', '\n']).into()
}
