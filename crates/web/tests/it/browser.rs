//! A browser without script: cookies, forms with their token, redirects not followed.

use core::num::NonZeroU32;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use helsebro_actions::parties::sessions::SessionLimits;
use helsebro_domain::ids::{Dice, PersonId, StaffId};
use helsebro_domain::time::Clock;
use helsebro_partners::helseid::{FakeHelseId, StaffSignedIn};
use helsebro_partners::idporten::{CitizenSignedIn, FakeIdPorten};
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::population::NoPopulationRegister;
use helsebro_partners::seal::Seals;
use helsebro_partners::sms::SmsContract;
use helsebro_testkit::{Town, on_sqlite};
use helsebro_web::{
    ClientAddress, LimitSettings, MailReportDoor, ReportDoor, Web, WebParts, WebSettings, router,
};
use secrecy::SecretString;
use tower::ServiceExt;
use url::{Url, form_urlencoded};

/// Where the citizens' identity provider is, as it names itself.
pub(crate) const IDPORTEN: &str = "https://idporten.example/";
/// Where the staff's is.
pub(crate) const HELSEID: &str = "https://helseid.example/";
/// Where we are.
pub(crate) const US: &str = "http://localhost:8080";

/// How long a session lives in these tests.
pub(crate) const SESSION: SessionLimits = SessionLimits {
    idle: Duration::from_secs(30 * 60),
    absolute: Duration::from_secs(2 * 60 * 60),
};

/// The town with its doors.
pub(crate) struct Doors {
    pub(crate) town: Town,
    pub(crate) idporten: Arc<FakeIdPorten>,
    pub(crate) helseid: Arc<FakeHelseId>,
    pub(crate) contacts: Arc<FakeKrr>,
    router: Router,
}

/// What the address that gateways report to holds.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// How the doors are set up in most of these tests.
pub(crate) fn settings() -> WebSettings {
    let many = NonZeroU32::new(100_000).expect("more than none");
    WebSettings {
        base_url: Url::parse(US).expect("an address"),
        citizen_issuer: IDPORTEN.to_owned(),
        staff_issuer: HELSEID.to_owned(),
        session: SESSION,
        limits: LimitSettings {
            forms_a_minute: many,
            sign_ins_a_minute: many,
            ..LimitSettings::default()
        },
        epj_audience: "nhn:msh".to_owned(),
        our_her_id: "8000002".to_owned(),
        client_address: ClientAddress::Peer,
        reports: Some(ReportDoor { secret: SECRET.to_owned(), contract: SmsContract::Link }),
        mail_reports: Some(MailReportDoor { secret: SECRET.to_owned() }),
        contact_page: Some(Url::parse("https://contacts.test/").expect("an address")),
        seals: Seals::default(),
        demo: None,
    }
}

impl Doors {
    /// The town with its doors open.
    pub(crate) async fn open() -> Self {
        Self::open_as(settings()).await
    }

    /// The same, set up in another way.
    pub(crate) async fn open_as(settings: WebSettings) -> Self {
        let town = Town::found(on_sqlite().await).await;
        let clock = town.base.clock.clone() as Arc<dyn Clock>;
        let dice = town.base.dice.clone() as Arc<dyn Dice>;
        let at = |issuer: &str| Url::parse(issuer).expect("an address");
        let idporten = Arc::new(FakeIdPorten::new(at(IDPORTEN), clock.clone(), dice.clone()));
        let helseid = Arc::new(FakeHelseId::new(at(HELSEID), clock, dice));
        let contacts = Arc::new(FakeKrr::default());
        let web = Web::new(WebParts {
            acts: town.acts.clone(),
            citizen_sign_in: idporten.clone(),
            staff_sign_in: helseid.clone(),
            machine_sign_in: helseid.clone(),
            population: Arc::new(NoPopulationRegister),
            contacts: contacts.clone(),
            settings,
            shutdown: tokio_util::sync::CancellationToken::new(),
        });
        Self { town, idporten, helseid, contacts, router: router(web) }
    }

    /// A browser that nobody has signed in with.
    pub(crate) fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), jar: BTreeMap::new() }
    }

    /// A browser that a citizen has signed in with.
    pub(crate) async fn citizen(&self, person: PersonId) -> Browser {
        let mut browser = self.browser();
        let answer = self.signs_in(&mut browser, person, "/logg-inn", "sid-1").await;
        assert_eq!(answer.location(), "/hjem");
        browser
    }

    /// A browser that a member of staff has signed in with.
    pub(crate) async fn staff(&self, staff: StaffId) -> Browser {
        let mut browser = self.browser();
        let answer = self.staff_signs_in(&mut browser, staff).await;
        assert_eq!(answer.location(), "/ansatt/arbeidsliste");
        browser
    }

    /// A citizen goes to sign in, does, and comes back; the last answer.
    pub(crate) async fn signs_in(
        &self,
        browser: &mut Browser,
        person: PersonId,
        from: &str,
        sid: &str,
    ) -> Answer {
        let sent = browser.get(from).await;
        self.comes_back(browser, person, &sent, sid).await
    }

    /// A citizen who was sent to sign in does, and comes back; the last answer.
    pub(crate) async fn comes_back(
        &self,
        browser: &mut Browser,
        person: PersonId,
        sent: &Answer,
        sid: &str,
    ) -> Answer {
        let code = format!("code-{person}-{sid}");
        self.idporten.code_gives(&code, Ok(self.signed_in(person, sid)));
        browser.get(&back("/logg-inn/tilbake", &state_of(sent), IDPORTEN, &code)).await
    }

    /// What ID-porten says of a citizen.
    pub(crate) fn signed_in(&self, person: PersonId, sid: &str) -> CitizenSignedIn {
        let found = self.town.plan.person(person).expect("somebody in the town");
        CitizenSignedIn {
            pid: found.number.digits().to_owned(),
            acr: "idporten-loa-high".to_owned(),
            sid: Some(sid.to_owned()),
            id_token: SecretString::from("the.id.token"),
            auth_time: None,
            locale: None,
        }
    }

    /// A member of staff goes to sign in, does, and comes back; the last answer.
    pub(crate) async fn staff_signs_in(&self, browser: &mut Browser, staff: StaffId) -> Answer {
        let member = self.town.plan.staff.iter().find(|one| one.staff.id == staff);
        let code = format!("code-{staff}");
        let who = StaffSignedIn {
            pid: member.expect("staff of the town").number.digits().to_owned(),
            hpr: None,
            name: None,
            orgnr_parent: None,
            orgnr_child: None,
            sid: Some("sid-staff".to_owned()),
            id_token: SecretString::from("the.staff.token"),
            auth_time: None,
        };
        self.helseid.code_gives(&code, Ok(who));
        let sent = browser.get("/ansatt/logg-inn").await;
        browser.get(&back("/ansatt/logg-inn/tilbake", &state_of(&sent), HELSEID, &code)).await
    }
}

/// The state that a browser was sent to an identity provider with.
pub(crate) fn state_of(sent: &Answer) -> String {
    let url = Url::parse(sent.location()).expect("the provider's address");
    let found = url.query_pairs().find(|(name, _)| name == "state").map(|(_, value)| value);
    found.expect("a state").into_owned()
}

/// The address that an identity provider sends a browser back to.
pub(crate) fn back(path: &str, state: &str, issuer: &str, code: &str) -> String {
    let pairs = [("state", state), ("iss", issuer), ("code", code)];
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

/// A browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    jar: BTreeMap<String, String>,
}

/// What a browser was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// The most bytes of an answer that a test reads.
const MAX_ANSWER: usize = 4 * 1024 * 1024;

impl Browser {
    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    /// Sends a form of ours, with its token.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Sends a form as it is.
    pub(crate) async fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form(path).body(encoded(fields)).expect("a request")).await
    }

    /// Sends JSON, as a machine does.
    pub(crate) async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends anything.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.begin(request).await;
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, MAX_ANSWER).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A file that is there to be taken out.
    pub(crate) async fn takes_out(&mut self, path: &str) -> Vec<u8> {
        let answer = self.begin(Request::get(path).body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status(), 200, "{path}");
        to_bytes(answer.into_body(), MAX_ANSWER).await.expect("a body").to_vec()
    }

    /// Sends anything, and leaves the body to be read: it may be a stream.
    pub(crate) async fn begin(&mut self, mut request: Request<Body>) -> Response<Body> {
        if !self.jar.is_empty() {
            let pairs: Vec<String> =
                self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let value = pairs.join("; ").parse().expect("a cookie header");
            request.headers_mut().insert(header::COOKIE, value);
        }
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        self.keep_cookies(&answer);
        answer
    }

    /// The token of a form on any page.
    pub(crate) async fn token(&mut self) -> String {
        self.get("/hjelp").await.field("csrf")
    }

    /// A cookie that it holds.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.jar.get(name).map(String::as_str)
    }

    /// Puts a cookie into it.
    pub(crate) fn hold(&mut self, name: &str, value: &str) {
        self.jar.insert(name.to_owned(), value.to_owned());
    }

    fn keep_cookies(&mut self, answer: &Response<Body>) {
        for value in answer.headers().get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("a cookie of plain letters");
            let (name, rest) = text.split_once('=').expect("a cookie with a value");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.jar.remove(name);
            } else {
                self.jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A form as a page of ours sends it.
pub(crate) fn form(path: &str) -> axum::http::request::Builder {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, US)
}

/// The fields of a form.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> Body {
    Body::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish())
}

impl Answer {
    /// Where it leads.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        let found = self.headers.get(header::LOCATION).unwrap_or_else(|| {
            panic!("{} without a way on:\n{}", self.status, self.body);
        });
        found.to_str().expect("an address")
    }

    /// The value of the first hidden field of that name.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&mark).unwrap_or_else(|| {
            panic!("no field {name} in:\n{}", self.body);
        });
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The address that the first form on the page with this beginning is sent to.
    #[track_caller]
    pub(crate) fn action(&self, start: &str) -> String {
        let mark = format!("action=\"{start}");
        let (_, rest) = self.body.split_once(&mark).unwrap_or_else(|| {
            panic!("no form to {start} in:\n{}", self.body);
        });
        format!("{start}{}", rest.split('"').next().unwrap_or_default().replace("&amp;", "&"))
    }

    /// Where the first link that begins so leads.
    pub(crate) fn link(&self, start: &str) -> String {
        let from = self.body.find(&format!("href=\"{start}")).expect("a link") + 6;
        self.body[from..].split('"').next().expect("an address").to_owned()
    }

    /// One header.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Asserts the status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Asserts that it leads there.
    #[track_caller]
    pub(crate) fn leads_to(self, place: &str) -> Self {
        let answer = self.is(303);
        assert_eq!(answer.location(), place);
        answer
    }

    /// The page with ordinary blanks and without hyphens that nobody sees.
    fn words(&self) -> String {
        self.body.replace(['\u{a0}', '\u{202f}'], " ").replace("&nbsp;", " ").replace('\u{ad}', "")
    }

    /// Asserts that the page says this.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.words().contains(text), "«{text}» is not in:\n{}", self.body);
        self
    }

    /// Asserts that the page does not say this.
    #[track_caller]
    pub(crate) fn says_nothing_of(self, text: &str) -> Self {
        assert!(!self.words().contains(text), "«{text}» is in:\n{}", self.body);
        self
    }
}
