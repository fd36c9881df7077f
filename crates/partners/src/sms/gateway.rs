//! A gateway over the net, in either contract.

use std::sync::Arc;

use helsebro_domain::time::Clock;
use url::Url;

use super::link::{self, LinkAccount};
use super::puzzel::{self, PuzzelAccount};
use super::{MAX_SMS, Sms, SmsContract, SmsGateway};
use crate::faults::{BadSettings, Step};
use crate::http::{self, Limits, Line};
use crate::oidc::Later;
use crate::sending::{Accepted, SendFailed, Why};

/// Where a gateway is, and who we are there.
#[derive(Debug, Clone)]
pub struct SmsSettings {
    /// The whole address that texts are posted to.
    pub address: String,
    /// What stands as the sender: at most eleven letters and digits.
    pub sender: String,
    /// In which contract, and as whom.
    pub account: SmsAccount,
    /// How long we wait; [`Limits::GATEWAY`] unless there is a reason.
    pub limits: Limits,
}

/// Who we are at a gateway.
#[derive(Debug, Clone)]
pub enum SmsAccount {
    /// At LINK Mobility.
    Link(LinkAccount),
    /// At Puzzel.
    Puzzel(PuzzelAccount),
}

impl SmsAccount {
    /// The contract that goes with it.
    pub const fn contract(&self) -> SmsContract {
        match self {
            Self::Link(_) => SmsContract::Link,
            Self::Puzzel(_) => SmsContract::Puzzel,
        }
    }
}

/// The most letters that a sender can have.
const MAX_SENDER: usize = 11;

/// Whether phones show this as a sender.
pub fn is_sender(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_SENDER
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
}

/// An SMS gateway over the net.
pub struct SmsOverHttp {
    line: Line,
    address: Url,
    sender: String,
    account: SmsAccount,
}

impl SmsOverHttp {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(settings: &SmsSettings, clock: Arc<dyn Clock>) -> Result<Self, BadSettings> {
        let (mut address, trust) = http::base(&settings.address)?;
        let path = address.path().trim_end_matches('/').to_owned();
        address.set_path(&path);
        let sender = settings.sender.clone();
        if !is_sender(&sender) {
            return Err(BadSettings::Sender);
        }
        let line = Line::new("the SMS gateway", settings.limits, trust, clock)
            .map_err(|_| BadSettings::Tls)?;
        Ok(Self { line, address, sender, account: settings.account.clone() })
    }

    async fn hand_over(&self, sms: &Sms) -> Result<Accepted, SendFailed> {
        if sms.text.is_empty() || sms.text.chars().count() > MAX_SMS {
            return Err(SendFailed::Permanent(Why::BadMessage));
        }
        let post = self.line.client().post(self.address.clone());
        let call = match &self.account {
            SmsAccount::Link(account) => link::call(post, account, &self.sender, sms),
            SmsAccount::Puzzel(account) => puzzel::call(post, account, &self.sender, sms),
        };
        let answer = self.line.send(Step::Delivery, call).await.map_err(|fault| {
            tracing::warn!(reference = sms.reference.as_str(), %fault, "an SMS was not answered for");
            SendFailed::from(&fault)
        })?;
        match &self.account {
            SmsAccount::Link(_) => link::verdict(&answer),
            SmsAccount::Puzzel(_) => puzzel::verdict(&answer, &sms.reference),
        }
    }

    /// Whether anybody answers at the address; no question about sending is asked.
    async fn reach(&self) -> Result<(), SendFailed> {
        let call = self.line.client().get(self.address.clone());
        match self.line.send(Step::Delivery, call).await {
            Ok(_) => Ok(()),
            Err(fault) => Err(SendFailed::from(&fault)),
        }
    }
}

impl SmsGateway for SmsOverHttp {
    fn send<'a>(&'a self, sms: &'a Sms) -> Later<'a, Accepted, SendFailed> {
        Box::pin(self.hand_over(sms))
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        Box::pin(self.reach())
    }
}

/// No gateway: the platform runs, and no SMS is sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSms;

impl SmsGateway for NoSms {
    fn send<'a>(&'a self, _sms: &'a Sms) -> Later<'a, Accepted, SendFailed> {
        Box::pin(core::future::ready(Err(SendFailed::NotConfigured)))
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        Box::pin(core::future::ready(Err(SendFailed::NotConfigured)))
    }
}
