//! What the parties outside share: persons, what was sent, and how each party is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;

use super::faults::{Party, Weather};
use super::guard::Guard;
use super::order::OrderRefused;
use super::persons::Resident;
use super::seen::{MailSeen, OutsideSeen, ReportSeen, SmsSeen};
use super::settings::{self, GrantClient, OutsideSettings, SmsUser};
use crate::SimulatorError;
use crate::oidc::bounded::Bounded;
use crate::oidc::keys::SigningKey;

/// The most texts, letters, reports and events that are kept.
const KEPT_LIMIT: usize = 10_000;

/// The most tokens and grants that are remembered.
const TOKEN_LIMIT: usize = 10_000;

/// How long a call of ours may take.
const CALL_LIMIT: Duration = Duration::from_secs(5);

/// The row of changes has gaps, as the real one has.
const EVENT_STEP: u64 = 3;

/// Everything outside.
pub(super) struct Hall {
    pub(super) clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    pub(super) issuer: String,
    pub(super) clients: Vec<GrantClient>,
    pub(super) key: SigningKey,
    pub(super) guard: Guard,
    pub(super) sms: SmsUser,
    pub(super) out: reqwest::Client,
    world: Mutex<World>,
}

/// What changes.
pub(super) struct World {
    pub(super) residents: Vec<Resident>,
    pub(super) weather: HashMap<Party, Weather>,
    pub(super) events: Vec<Event>,
    pub(super) tokens: Bounded<Given>,
    pub(super) grants: Bounded<()>,
    pub(super) sms_outcome: (Option<i64>, bool),
    pub(super) reports_to: Option<String>,
    pub(super) bounces_to: Option<String>,
    pub(super) mailboxes: HashMap<String, (bool, bool)>,
    pub(super) seen: OutsideSeen,
}

/// A token that Maskinporten gave.
pub(super) struct Given {
    pub(super) scopes: Vec<String>,
    pub(super) ends: i64,
}

/// A change in the population register.
pub(super) struct Event {
    pub(super) sequence: u64,
    pub(super) person: String,
    pub(super) kind: &'static str,
}

/// What a change was about.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Contact,
    Protection,
    Death,
    Status,
    Home,
    Responsibility,
    Guardianship,
    Number,
}

impl Change {
    const fn word(self) -> &'static str {
        match self {
            Self::Contact => "ChangeInCommonContactRegisterInformation",
            Self::Protection => "ChangeInAddressProtection",
            Self::Death => "PersonIsDeceased",
            Self::Status => "ChangeInStatus",
            Self::Home => "ChangeInResidentialAddress",
            Self::Responsibility => "ChangeInParentalResponsibility",
            Self::Guardianship => "ChangeInGuardianship",
            Self::Number => "ChangeInNorwegianIdentificationNumber",
        }
    }
}

impl Hall {
    pub(super) fn new(
        issuer: String,
        told: OutsideSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        settings::check(&told)?;
        let key = SigningKey::generate(jsonwebtoken::Algorithm::ES256, "outside-1".to_owned())?;
        let world = World {
            residents: told.residents,
            weather: HashMap::new(),
            events: Vec::new(),
            tokens: Bounded::new(TOKEN_LIMIT),
            grants: Bounded::new(TOKEN_LIMIT),
            sms_outcome: (None, false),
            reports_to: told.reports_to,
            bounces_to: told.bounces_to,
            mailboxes: HashMap::new(),
            seen: OutsideSeen::default(),
        };
        Ok(Self {
            clock,
            dice,
            issuer,
            clients: told.clients,
            key,
            guard: Guard::new(told.guard),
            sms: told.sms,
            out: outgoing()?,
            world: Mutex::new(world),
        })
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now().seconds()
    }

    pub(super) fn random(&self) -> String {
        let mut chance = [0; 16];
        self.dice.fill(&mut chance);
        URL_SAFE_NO_PAD.encode(chance)
    }

    /// Looks at or changes the world; never held over an await.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn weather(&self, party: Party) -> Weather {
        self.with(|world| world.weather.get(&party).copied().unwrap_or_default())
    }

    /// What a clock in the town shows.
    pub(super) fn shown(&self) -> String {
        let oslo = self.clock.now().in_oslo();
        format!("{} {:02}:{:02}", oslo.date, oslo.time.hour(), oslo.time.minute())
    }
}

impl World {
    pub(super) fn person(&mut self, key: &str) -> Result<&mut Resident, OrderRefused> {
        self.residents.iter_mut().find(|held| held.key == key).ok_or(OrderRefused::Nobody)
    }

    pub(super) fn called(&self, number: &str) -> Option<&Resident> {
        self.residents.iter().find(|held| held.is_called(number))
    }

    /// A change to her is told to who asks for changes.
    pub(super) fn changed(&mut self, key: &str, change: Change) -> Result<(), OrderRefused> {
        let person = self.person(key)?.register_id();
        let sequence = self.events.last().map_or(1, |last| last.sequence + EVENT_STEP);
        self.events.push(Event { sequence, person, kind: change.word() });
        if self.events.len() > KEPT_LIMIT {
            self.events.remove(0);
        }
        Ok(())
    }

    pub(super) fn forget(&mut self) {
        self.seen = OutsideSeen::default();
    }

    pub(super) fn keep_sms(&mut self, sms: SmsSeen) {
        keep(&mut self.seen.sms, sms);
    }

    pub(super) fn keep_mail(&mut self, mail: MailSeen) {
        keep(&mut self.seen.mail, mail);
    }

    pub(super) fn keep_report(&mut self, report: ReportSeen) {
        keep(&mut self.seen.reports, report);
    }

    pub(super) fn keep_bounce(&mut self, letter: String) {
        keep(&mut self.seen.bounces, letter);
    }
}

/// The client for pushing reports and fetching keys: over loopback, bounded.
fn outgoing() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .connect_timeout(CALL_LIMIT)
        .timeout(CALL_LIMIT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .tls_certs_only([])
        .build()
}

fn keep<T>(row: &mut Vec<T>, one: T) {
    row.push(one);
    if row.len() > KEPT_LIMIT {
        row.remove(0);
    }
}
