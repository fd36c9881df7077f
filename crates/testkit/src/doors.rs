//! The doors of a founded town, in this process: no socket, no partner, the same
//! routes as a browser meets.

use core::num::NonZeroU32;
use core::time::Duration;
use std::sync::Arc;

use axum::Router;
use helsebro_actions::parties::sessions::SessionLimits;
use helsebro_domain::ids::Dice;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::time::Clock;
use helsebro_partners::helseid::FakeHelseId;
use helsebro_partners::idporten::FakeIdPorten;
use helsebro_simulators::town::Role;
use helsebro_web::{ClientAddress, LimitSettings, Web, WebParts, WebSettings};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{Browser, Town};

/// How long a session lives unused in the tests.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// How long a session lives at most in the tests.
const ABSOLUTE: Duration = Duration::from_secs(2 * 60 * 60);

/// More than any story sends.
const PLENTY: NonZeroU32 = NonZeroU32::new(100_000).unwrap();

/// The doors, and the two identity providers behind them.
#[derive(Clone)]
pub struct Doors {
    pub(crate) router: Router,
    /// Where citizens sign in.
    pub id_porten: Arc<FakeIdPorten>,
    /// Where staff sign in.
    pub helse_id: Arc<FakeHelseId>,
}

impl Town {
    /// The doors at an address, as in `http://localhost:8080`.
    pub fn doors(&self, base_url: &str) -> Doors {
        let clock = || self.base.clock.clone() as Arc<dyn Clock>;
        let dice = || self.base.dice.clone() as Arc<dyn Dice>;
        let address = |text: &str| Url::parse(text).expect("an address");
        let (citizens, staff) = (address("https://idporten.test"), address("https://helseid.test"));
        let id_porten = Arc::new(FakeIdPorten::new(citizens.clone(), clock(), dice()));
        let helse_id = Arc::new(FakeHelseId::new(staff.clone(), clock(), dice()));
        let settings = WebSettings {
            base_url: address(base_url),
            citizen_issuer: citizens.into(),
            staff_issuer: staff.into(),
            session: SessionLimits { idle: IDLE, absolute: ABSOLUTE },
            limits: LimitSettings {
                forms_a_minute: PLENTY,
                sign_ins_a_minute: PLENTY,
                ..LimitSettings::default()
            },
            client_address: ClientAddress::Peer,
            demo: None,
        };
        let web = Web::new(WebParts {
            acts: self.acts.clone(),
            citizen_sign_in: id_porten.clone(),
            staff_sign_in: helse_id.clone(),
            settings,
            shutdown: CancellationToken::new(),
        });
        Doors { router: helsebro_web::router(web), id_porten, helse_id }
    }

    /// A browser at doors of its own.
    pub fn browser(&self) -> Browser {
        Browser::at(self.doors("http://localhost:8080"))
    }

    /// A browser where a citizen is signed in, as in `kari`.
    pub async fn citizens_browser(&self, key: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in_citizen(self, key).await;
        browser
    }

    /// A browser where a member of staff is signed in, as in `per`.
    pub async fn staffs_browser(&self, key: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in_staff(self, key).await;
        browser
    }

    /// The number of somebody whom one can be.
    pub fn number(&self, key: &str) -> IdentityNumber {
        let persona = self.plan.persona(key).expect("somebody one can be");
        let number = match persona.role {
            Role::Citizen(id) => self.plan.person(id).map(|person| person.number.clone()),
            Role::Staff(id) => {
                let found = self.plan.staff.iter().find(|member| member.staff.id == id);
                found.map(|member| member.number.clone())
            }
        };
        number.expect("a number")
    }
}
