//! What every handler has at hand.

use std::sync::Arc;

use helsebro_actions::Acts;
use helsebro_actions::parties::sessions::SessionLimits;
use helsebro_domain::ids::{EpjId, MunicipalityId, UnitId};
use helsebro_domain::time::Instant;
use helsebro_partners::helseid::{MachineSignIn, StaffSignIn};
use helsebro_partners::idporten::CitizenSignIn;
use helsebro_partners::krr::ContactRegister;
use helsebro_partners::population::PopulationRegister;
use helsebro_partners::seal::Seals;
use helsebro_partners::sms::SmsContract;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::limits::{LimitSettings, Limits};

/// What the doors are made from.
pub struct WebParts {
    /// What can be done.
    pub acts: Acts,
    /// Where citizens sign in.
    pub citizen_sign_in: Arc<dyn CitizenSignIn>,
    /// Where staff sign in.
    pub staff_sign_in: Arc<dyn StaffSignIn>,
    /// Who believes the tokens that journal systems show.
    pub machine_sign_in: Arc<dyn MachineSignIn>,
    /// The population register, for whoever signs in for the first time.
    pub population: Arc<dyn PopulationRegister>,
    /// The contact register: what it has of whoever looks at her own notices.
    pub contacts: Arc<dyn ContactRegister>,
    /// How the doors are set up.
    pub settings: WebSettings,
    /// Cancelled when the process is to end; streams end then.
    pub shutdown: CancellationToken,
}

/// How the doors are set up.
#[derive(Clone)]
pub struct WebSettings {
    /// Our own address, as browsers see it. With https cookies are locked to it.
    pub base_url: Url,
    /// ID-porten's name for itself, byte for byte.
    pub citizen_issuer: String,
    /// HelseID's name for itself, byte for byte.
    pub staff_issuer: String,
    /// The audience that a journal system's token must be for.
    pub epj_audience: String,
    /// The HER-id that our messages are sent from.
    pub our_her_id: String,
    /// How long a session lives.
    pub session: SessionLimits,
    /// How much is taken at a time.
    pub limits: LimitSettings,
    /// Whose address a request is said to come from.
    pub client_address: ClientAddress,
    /// Where SMS gateways report; none when they do not.
    pub reports: Option<ReportDoor>,
    /// Where letters that came back are handed to; none when they are not.
    pub mail_reports: Option<MailReportDoor>,
    /// Where people change what the contact register has of them.
    pub contact_page: Option<Url>,
    /// The seals of those who answer here.
    pub seals: Seals,
    /// The demo town's own pages, when this is the demo town.
    pub demo: Option<DemoControl>,
}

/// How an SMS gateway reports.
#[derive(Clone)]
pub struct ReportDoor {
    /// What its address holds, so that nobody else finds it.
    pub secret: String,
    /// How reports are written.
    pub contract: SmsContract,
}

impl core::fmt::Debug for ReportDoor {
    /// The contract alone.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ReportDoor").field("contract", &self.contract).finish_non_exhaustive()
    }
}

/// Where a mail server hands on letters that came back.
#[derive(Clone)]
pub struct MailReportDoor {
    /// What its address holds, so that nobody else finds it.
    pub secret: String,
}

impl core::fmt::Debug for MailReportDoor {
    /// That there is one.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("MailReportDoor").finish_non_exhaustive()
    }
}

/// Where the address of whoever asks is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAddress {
    /// The other end of the connection.
    Peer,
    /// The last entry of `X-Forwarded-For`, set by a proxy of ours.
    ForwardedFor,
}

/// The demo town's clock, and whom one can be there.
#[derive(Clone)]
pub struct DemoControl {
    /// The clock.
    pub clock: Arc<dyn MovableClock>,
    /// Whom one can be.
    pub who: Vec<DemoPerson>,
    /// The journal system beside the town.
    pub journal: Option<DemoJournal>,
    /// Where what was sent by SMS and e-mail is shown.
    pub sent: Option<Url>,
}

/// The journal system beside the demo town, and the unit that can work in it.
#[derive(Clone)]
pub struct DemoJournal {
    /// Our id for it.
    pub epj: EpjId,
    /// What it is called.
    pub name: String,
    /// Its own screen.
    pub screen: Url,
    /// The unit.
    pub unit: UnitId,
    /// Whose both are.
    pub municipality: MunicipalityId,
}

/// A clock that can be moved.
pub trait MovableClock: Send + Sync {
    /// What it shows.
    fn now(&self) -> Instant;
    /// Sets it; it goes on from there.
    fn set(&self, to: Instant);
    /// Moves it forward.
    fn advance(&self, by: core::time::Duration) {
        self.set(self.now().plus(by));
    }
}

/// Somebody one can be in the demo town.
#[derive(Clone)]
pub struct DemoPerson {
    /// A short name that the sign-in stand-ins know as well.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// What she is in the story.
    pub role: DemoRole,
}

/// What somebody is in the demo town.
#[derive(Clone)]
pub enum DemoRole {
    /// A citizen.
    Citizen {
        /// How old.
        age: i16,
        /// Which municipality; none for those whose address is protected.
        place: Option<String>,
    },
    /// Staff.
    Staff {
        /// Title.
        title: String,
        /// The unit.
        unit: String,
    },
}

/// What every handler has at hand. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    parts: WebParts,
    limits: Limits,
}

impl Web {
    /// The doors over these parts.
    pub fn new(parts: WebParts) -> Self {
        let limits = Limits::new(parts.settings.limits);
        Self(Arc::new(Inner { parts, limits }))
    }

    /// What can be done.
    pub fn acts(&self) -> &Acts {
        &self.0.parts.acts
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.acts().now()
    }

    /// How the doors are set up.
    pub fn settings(&self) -> &WebSettings {
        &self.0.parts.settings
    }

    /// The demo town's control, when this is the demo town.
    pub fn demo(&self) -> Option<&DemoControl> {
        self.settings().demo.as_ref()
    }

    /// Cancelled when the process is to end; a stream selects on it.
    pub fn shutdown(&self) -> &CancellationToken {
        &self.0.parts.shutdown
    }

    pub(crate) fn citizen_sign_in(&self) -> &dyn CitizenSignIn {
        &*self.0.parts.citizen_sign_in
    }

    pub(crate) fn population(&self) -> &dyn PopulationRegister {
        &*self.0.parts.population
    }

    pub(crate) fn staff_sign_in(&self) -> &dyn StaffSignIn {
        &*self.0.parts.staff_sign_in
    }

    pub(crate) fn contacts(&self) -> &dyn ContactRegister {
        &*self.0.parts.contacts
    }

    pub(crate) fn machine_sign_in(&self) -> &dyn MachineSignIn {
        &*self.0.parts.machine_sign_in
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Whether browsers reach us over https.
    pub(crate) fn is_secure(&self) -> bool {
        self.settings().base_url.scheme() == "https"
    }
}
