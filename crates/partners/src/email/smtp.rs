//! A mail server over SMTP, spoken to step by step: only so is it known whether
//! a letter had been handed over when the line broke.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::time::Clock;
use lettre::Address;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as From, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use secrecy::{ExposeSecret, SecretString};

use super::{MAX_MAIL, MAX_SUBJECT, Mail, MailSender};
use crate::breaker::{After, Breaker};
use crate::faults::BadSettings;
use crate::oidc::Later;
use crate::sending::{Accepted, Reference, SendFailed, Why, remote_id};

/// How the line to the server is kept from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// From the first byte (port 465).
    Tls,
    /// After the greeting, and not without (port 587).
    StartTls,
    /// Not at all: on this machine itself alone.
    LoopbackPlain,
}

/// Where the mail server is, and who we are there.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept from being read.
    pub security: SmtpSecurity,
    /// User and password, if it wants them.
    pub login: Option<(String, SecretString)>,
    /// The name that letters are from.
    pub from_name: String,
    /// The address that letters are from; what cannot be delivered comes back to
    /// the same mailbox, with the reference behind a plus.
    pub from_address: String,
    /// How long each step may take.
    pub patience: Duration,
}

/// Whether letters can be from this name and address.
pub fn is_sender(name: &str, address: &str) -> bool {
    address.is_ascii() && address.parse::<Address>().is_ok() && !name.contains(char::is_control)
}

/// A mail server over SMTP.
pub struct SmtpMail {
    host: String,
    port: u16,
    security: SmtpSecurity,
    credentials: Option<Credentials>,
    from: Mailbox,
    hello: ClientId,
    patience: Duration,
    breaker: Breaker,
}

/// How many steps one sending may take altogether, in time.
const STEPS: u32 = 3;

impl SmtpMail {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(settings: &SmtpSettings, clock: Arc<dyn Clock>) -> Result<Self, BadSettings> {
        let is_here = matches!(settings.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        if settings.security == SmtpSecurity::LoopbackPlain && !is_here {
            return Err(BadSettings::NotEncrypted);
        }
        if !is_sender(&settings.from_name, &settings.from_address) {
            return Err(BadSettings::Sender);
        }
        let address: Address = settings.from_address.parse().map_err(|_| BadSettings::Sender)?;
        let hello = ClientId::Domain(address.domain().to_owned());
        let from = Mailbox::new(Some(settings.from_name.clone()), address);
        let credentials = settings.login.as_ref().map(|(user, password)| {
            Credentials::new(user.clone(), password.expose_secret().to_owned())
        });
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            security: settings.security,
            credentials,
            from,
            hello,
            patience: settings.patience,
            breaker: Breaker::new(clock),
        })
    }

    async fn hand_over(&self, mail: &Mail) -> Result<Accepted, SendFailed> {
        let letter = self.letter(mail).ok_or(SendFailed::Permanent(Why::BadMessage))?;
        let to: Address =
            mail.to.as_str().parse().map_err(|_| SendFailed::Permanent(Why::UnknownReceiver))?;
        let back = self.back(&mail.reference).ok_or(SendFailed::Permanent(Why::BadMessage))?;
        if !self.breaker.admits() {
            return Err(SendFailed::not_now(Why::LeftAlone));
        }
        let outcome = self.all_steps(&letter, back, to).await;
        self.note(&outcome, &mail.reference);
        outcome
    }

    async fn all_steps(
        &self,
        letter: &[u8],
        back: Address,
        to: Address,
    ) -> Result<Accepted, SendFailed> {
        let whole = self.patience.saturating_mul(STEPS);
        // Until the letter itself is written nothing is lost by giving up.
        let opening = tokio::time::timeout(whole, self.open(letter, back, to));
        let mut line = opening.await.map_err(|_| SendFailed::not_now(Why::TooSlow))??;
        let writing = tokio::time::timeout(whole, line.message(letter));
        let taken = match writing.await {
            Err(_) => return Err(SendFailed::Unknown(Why::TooSlow)),
            Ok(Ok(response)) => Ok(accepted(&response)),
            Ok(Err(error)) if error.is_permanent() || error.is_transient() => {
                Err(refused(&error, Why::BadMessage))
            }
            Ok(Err(error)) if error.is_timeout() => return Err(SendFailed::Unknown(Why::TooSlow)),
            Ok(Err(_)) => return Err(SendFailed::Unknown(Why::Broke)),
        };
        // It has answered for the letter; how we part makes no difference.
        let _ = tokio::time::timeout(self.patience, line.quit()).await;
        taken
    }

    /// Everything up to the letter itself.
    async fn open(
        &self,
        letter: &[u8],
        back: Address,
        to: Address,
    ) -> Result<AsyncSmtpConnection, SendFailed> {
        let mut line = self.greet().await?;
        let mut options = Vec::new();
        if !AsRef::<str>::as_ref(&to).is_ascii() {
            if !line.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(SendFailed::Permanent(Why::UnknownReceiver));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !letter.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = line.command(From::new(Some(back), options)).await;
        from.map_err(|error| refused(&error, Why::NotAllowed))?;
        let to = line.command(Rcpt::new(to, Vec::new())).await;
        to.map_err(|error| refused(&error, Why::UnknownReceiver))?;
        let data = line.command(Data).await;
        data.map_err(|error| refused(&error, Why::BadMessage))?;
        Ok(line)
    }

    /// A line to the server, encrypted and let in.
    async fn greet(&self) -> Result<AsyncSmtpConnection, SendFailed> {
        let tls = || {
            TlsParameters::new_rustls(self.host.clone())
                .map_err(|_| SendFailed::Misconfigured(Why::NotAllowed))
        };
        let at_once = match self.security {
            SmtpSecurity::Tls => Some(tls()?),
            SmtpSecurity::StartTls | SmtpSecurity::LoopbackPlain => None,
        };
        let server = (self.host.as_str(), self.port);
        let patience = Some(self.patience);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(server, patience, &self.hello, at_once, None);
        let line = tokio::time::timeout(self.patience, connecting).await;
        let line = line.map_err(|_| SendFailed::not_now(Why::TooSlow))?;
        let mut line = line.map_err(|error| refused(&error, Why::NotAllowed))?;
        if self.security == SmtpSecurity::StartTls {
            if !line.can_starttls() {
                return Err(SendFailed::Misconfigured(Why::NotAllowed));
            }
            let secured = line.starttls(tls()?, &self.hello).await;
            secured.map_err(|error| refused(&error, Why::NotAllowed))?;
        }
        if let Some(credentials) = &self.credentials {
            let let_in = line.auth(DEFAULT_MECHANISMS, credentials).await;
            let_in.map_err(|error| match refused(&error, Why::NotAllowed) {
                SendFailed::Permanent(why) => SendFailed::Misconfigured(why),
                other => other,
            })?;
        }
        Ok(line)
    }

    /// The letter as it is written on the line.
    fn letter(&self, mail: &Mail) -> Option<Vec<u8>> {
        let is_fine = !mail.subject.contains(char::is_control)
            && mail.subject.chars().count() <= MAX_SUBJECT
            && mail.text.chars().count() <= MAX_MAIL;
        if !is_fine {
            return None;
        }
        let to: Address = mail.to.as_str().parse().ok()?;
        let domain = self.from.email.domain();
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.subject)
            .message_id(Some(format!("<{}@{domain}>", mail.reference.as_str())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .ok()
            .map(|letter| letter.formatted())
    }

    /// Where what cannot be delivered comes back, with the reference in it.
    fn back(&self, reference: &Reference) -> Option<Address> {
        let (user, domain) = (self.from.email.user(), self.from.email.domain());
        format!("{user}+{}@{domain}", reference.as_str()).parse().ok()
    }

    fn note(&self, outcome: &Result<Accepted, SendFailed>, reference: &Reference) {
        match outcome {
            Ok(_) | Err(SendFailed::Permanent(_)) => self.breaker.answered(),
            Err(failed) => {
                tracing::warn!(reference = reference.as_str(), %failed, "a letter was not taken");
                if self.breaker.failed() == After::NowResting {
                    tracing::warn!("the mail server is left alone after repeated faults");
                }
            }
        }
    }

    async fn reach(&self) -> Result<(), SendFailed> {
        let mut line = self.greet().await?;
        let _ = tokio::time::timeout(self.patience, line.quit()).await;
        Ok(())
    }
}

/// What a server's no, or a broken line before the letter, means.
fn refused(error: &Error, for_good: Why) -> SendFailed {
    if error.is_permanent() {
        SendFailed::Permanent(for_good)
    } else if error.is_transient() {
        SendFailed::not_now(Why::Busy)
    } else if error.is_timeout() {
        SendFailed::not_now(Why::TooSlow)
    } else if error.is_tls() {
        SendFailed::Misconfigured(Why::NotAllowed)
    } else if error.is_response() {
        SendFailed::not_now(Why::BadAnswer)
    } else {
        SendFailed::not_now(Why::Unreachable)
    }
}

/// The server's own name for the letter, as most write it last.
fn accepted(response: &Response) -> Accepted {
    let last = response.first_line().and_then(|line| line.split_whitespace().last());
    Accepted { remote_id: last.and_then(remote_id) }
}

/// Nobody is to answer a letter that a machine wrote (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn core::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl MailSender for SmtpMail {
    fn send<'a>(&'a self, mail: &'a Mail) -> Later<'a, Accepted, SendFailed> {
        Box::pin(self.hand_over(mail))
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        Box::pin(self.reach())
    }
}

/// No mail server: the platform runs, and no e-mail is sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMail;

impl MailSender for NoMail {
    fn send<'a>(&'a self, _mail: &'a Mail) -> Later<'a, Accepted, SendFailed> {
        Box::pin(core::future::ready(Err(SendFailed::NotConfigured)))
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        Box::pin(core::future::ready(Err(SendFailed::NotConfigured)))
    }
}
