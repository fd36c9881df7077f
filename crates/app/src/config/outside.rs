//! The sections about registers and gateways outside, put together.

use helsebro_partners::email::SmtpSettings;
use helsebro_partners::krr::KrrSettings;
use helsebro_partners::maskinporten::MaskinportenSettings;
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::PersonApiSettings;
use helsebro_partners::sms::SmsSettings;
use helsebro_web::{MailReportDoor, ReportDoor};
use url::Url;

use super::{Problems, Sections};

/// The registers and gateways outside; each that is not given is none.
#[derive(Debug, Clone, Default)]
pub(crate) struct OutsideSettings {
    /// The contact register, and where tokens for it come from.
    pub(crate) contacts: Option<(MaskinportenSettings, KrrSettings)>,
    /// The population register, and who we are at HelseID for it.
    pub(crate) population: Option<(ClientSettings, PersonApiSettings)>,
    /// The SMS gateway.
    pub(crate) sms: Option<SmsSettings>,
    /// The mail server.
    pub(crate) email: Option<SmtpSettings>,
    /// How the SMS gateway reports.
    pub(crate) reports: Option<ReportDoor>,
    /// Where letters that came back are handed to.
    pub(crate) mail_reports: Option<MailReportDoor>,
    /// Where people change what the contact register has of them.
    pub(crate) contact_page: Option<Url>,
}

impl OutsideSettings {
    /// What is sent and never told of again, with what to do about it.
    pub(crate) fn unreported(&self) -> Vec<(&'static str, &'static str)> {
        let sms = self.sms.is_some() && self.reports.is_none();
        let mail = self.email.is_some() && self.mail_reports.is_none();
        let tell = "set sms.reports_secret_file, and tell the supplier the address";
        let hand = "set email.reports_secret_file, and have your mail server hand them on";
        let all = [(sms, "delivery reports", tell), (mail, "letters that come back", hand)];
        all.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, what, how)| (what, how)).collect()
    }
}

impl Sections {
    /// All of them, when each can be used.
    pub(super) fn outside(&self, problems: &mut Problems) -> Option<OutsideSettings> {
        let contacts = self.krr.settings(problems).map(|krr| match krr {
            None => Some(None),
            Some(krr) => self.maskinporten.settings(problems).map(|tokens| Some((tokens, krr))),
        });
        let population = self.population.settings(&self.helseid, &self.numbers, problems);
        let (sms, email) = (self.sms.settings(problems), self.email.settings(problems));
        let (reports, page) = (self.sms.reports(problems), self.krr.page(problems));
        let mail_reports = self.email.reports(problems);
        Some(OutsideSettings {
            contacts: contacts??,
            population: population?,
            sms: sms?,
            email: email?,
            reports: reports?,
            mail_reports: mail_reports?,
            contact_page: page?,
        })
    }
}

/// A partner's address, when it is one that can be called.
pub(super) fn address(key: &str, text: &str, problems: &mut Problems) -> Option<String> {
    match helsebro_partners::http::check_address(text) {
        Ok(()) => Some(text.to_owned()),
        Err(why) => {
            problems.add(key, why.to_string());
            None
        }
    }
}
