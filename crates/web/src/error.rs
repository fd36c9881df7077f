//! What a handler answers when it cannot answer, and the page that says so.
//!
//! A handler returns a [`WebError`]; which page that is depends on language,
//! colours and who is signed in, so it is drawn afterwards by [`told`], around
//! all routes. Logged once, there.

use core::fmt;
use core::time::Duration;
use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::ActError;
use helsebro_actions::parties::sessions::Lost;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_views::RenderError;
use helsebro_views::pages::citizen::{OtherPerson, RightLost};
use helsebro_views::pages::public::{
    Down, Expired, NotFound, NotTaken, NotTakenWhy, OurFault, Outcome, TooMany,
};
use url::form_urlencoded;

use crate::page::{Shell, support_code};
use crate::routes::{Route, citizen, operator, public, staff};
use crate::session::same;
use crate::sign_in::way_in;
use crate::web::Web;

/// Why there is no ordinary answer.
pub enum WebError {
    /// Nobody is signed in by this door (`LOGIN_REQUIRED`).
    LoginRequired,
    /// She has not said yes to using the platform (L-GDPR-6); whoever looks is led to
    /// where she can.
    ConsentMissing,
    /// It does not exist, or the asker may not know of it (§ 1.4).
    NotFound,
    /// The rules said no, and the asker may know why.
    Refused(Refusal),
    /// She could act for somebody until now (S1-2.1-a). Nothing was done.
    RightLost(Lost),
    /// The form is about another person than the session acts for now: it was changed
    /// in another tab. Nothing was done.
    OtherPerson,
    /// The form was open for too long, or came from another page than ours.
    FormTooOld(Box<Typed>),
    /// Too many tries.
    TooMany {
        /// How long to wait.
        wait: Duration,
    },
    /// What was sent cannot be read.
    NotUnderstood(StatusCode),
    /// No turn came in time.
    Busy,
    /// Something under us failed.
    Fault(Box<dyn std::error::Error + Send + Sync>),
    /// A bug of ours, in a word for the log.
    Bug(&'static str),
}

/// What somebody had typed in a form that was not taken.
#[derive(Default)]
pub struct Typed {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) from: Origin,
}

/// Whether the browser said that the form came from a page of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    /// It did.
    Us,
    /// It did not say, or it came from elsewhere.
    #[default]
    Elsewhere,
}

/// The fields that hold what a person wrote, the longest kind first.
const WRITTEN_FIELDS: [&str; 4] = ["body", "reason", "guidance", "topic"];

/// Where a form leaves what was written while it is dealt with, so that a page
/// about a fault can give it back.
#[derive(Clone, Default)]
pub(crate) struct Scribble(Arc<OnceLock<String>>);

impl Scribble {
    /// Leaves it; the first time counts.
    pub(crate) fn leave(&self, written: Option<String>) {
        if let Some(written) = written {
            // There is one form in a request.
            let _ = self.0.set(written);
        }
    }
}

impl Typed {
    /// What the person wrote.
    pub(crate) fn written(&self) -> Option<String> {
        WRITTEN_FIELDS.iter().find_map(|name| self.field(name)).map(str::to_owned)
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(found, _)| found == name)?;
        (!found.1.is_empty()).then_some(found.1.as_str())
    }
}

impl fmt::Debug for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoginRequired => f.write_str("LoginRequired"),
            Self::ConsentMissing => f.write_str("ConsentMissing"),
            Self::NotFound => f.write_str("NotFound"),
            Self::Refused(refusal) => write!(f, "Refused({})", refusal.shown()),
            Self::RightLost(_) => f.write_str("RightLost"),
            Self::OtherPerson => f.write_str("OtherPerson"),
            Self::FormTooOld(_) => f.write_str("FormTooOld"),
            Self::TooMany { wait } => write!(f, "TooMany({wait:?})"),
            Self::NotUnderstood(status) => write!(f, "NotUnderstood({status})"),
            Self::Busy => f.write_str("Busy"),
            Self::Fault(source) => write!(f, "Fault({source})"),
            Self::Bug(what) => write!(f, "Bug({what})"),
        }
    }
}

impl From<ActError> for WebError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) if refusal.code() == ReasonCode::LoginRequired => {
                Self::LoginRequired
            }
            ActError::Refused(refusal) => Self::Refused(refusal),
            ActError::NotFound => Self::NotFound,
            ActError::Storage(source) => Self::Fault(Box::new(source)),
        }
    }
}

impl From<RenderError> for WebError {
    fn from(_: RenderError) -> Self {
        Self::Bug("a page could not be drawn")
    }
}

impl WebError {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::LoginRequired => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::RightLost(_) | Self::ConsentMissing => StatusCode::FORBIDDEN,
            Self::OtherPerson => StatusCode::CONFLICT,
            Self::FormTooOld(_) => StatusCode::from_u16(419).unwrap_or(StatusCode::FORBIDDEN),
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NotUnderstood(status) => *status,
            Self::Busy | Self::Fault(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Bug(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The error on its way out, until its page is drawn.
#[derive(Clone)]
struct Untold(Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Untold(Arc::new(self)));
        response
    }
}

/// Draws the page for an error that a handler, an extractor or a layer answered.
pub(crate) async fn told(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let scribble = Scribble::default();
    parts.extensions.insert(scribble.clone());
    let mut kept = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let error = match response.extensions_mut().remove::<Untold>() {
        Some(Untold(error)) => error,
        None if is_bare(&response) => Arc::new(WebError::NotUnderstood(response.status())),
        None => return response,
    };
    page(&web, &mut kept, &error, &scribble).await
}

/// Whether it is the framework's own word, in plain text, that it could not read
/// an address.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_plain = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    response.status().is_client_error() && is_plain
}

async fn page(web: &Web, parts: &mut Parts, error: &WebError, scribble: &Scribble) -> Response {
    if matches!(error, WebError::LoginRequired) && parts.method == Method::GET {
        return Redirect::to(&way_in(web, parts)).into_response();
    }
    if matches!(error, WebError::ConsentMissing) && parts.method == Method::GET {
        return to_consent(parts).into_response();
    }
    let code = support_code(web.acts().dice());
    log(error, &code, parts);
    // A page about a fault must not need what has failed.
    let shell = match error {
        WebError::Fault(_) | WebError::Busy => Shell::bare(web, parts),
        _ => Shell::of(web, parts).await.unwrap_or_else(|_| Shell::bare(web, parts)),
    };
    let drawn = draw(web, &shell, parts, error, (&code, scribble.0.get().cloned())).await;
    let mut response = match drawn {
        Ok(response) => response,
        Err(_) => error.status().into_response(),
    };
    *response.status_mut() = error.status();
    if let WebError::TooMany { wait } = error
        && let Ok(seconds) = HeaderValue::from_str(&wait.as_secs().max(1).to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// To where one says yes, and afterwards on to what was asked for.
fn to_consent(parts: &Parts) -> Redirect {
    let asked = parts.uri.path_and_query().map_or("/", |found| found.as_str());
    let back: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
    Redirect::to(&format!("{}?tilbake={back}", citizen::Consent.path()))
}

fn log(error: &WebError, code: &str, parts: &Parts) {
    let route = parts.uri.path().split('/').nth(1).unwrap_or_default();
    match error {
        WebError::Fault(source) => {
            let causes = causes(source.as_ref());
            tracing::error!(name: "web.fault", code, door = route, causes, "something under us failed");
        }
        WebError::Bug(what) => {
            tracing::error!(name: "web.bug", code, door = route, what, "a bug of ours");
        }
        WebError::Busy => tracing::warn!(name: "web.busy", code, "no turn came in time"),
        WebError::TooMany { .. } => tracing::info!(name: "web.too_many", code, "too many tries"),
        _ => tracing::debug!(name: "web.no", code, status = error.status().as_u16(), "said no"),
    }
}

fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    /// How far down the reasons are told.
    const DEPTH: usize = 6;
    let mut text = error.to_string();
    let mut next = error.source();
    for _ in 0..DEPTH {
        let Some(cause) = next else { break };
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

async fn draw(
    web: &Web,
    shell: &Shell,
    parts: &mut Parts,
    error: &WebError,
    (code, written): (&str, Option<String>),
) -> Result<Response, WebError> {
    let home_href = home_of(parts);
    let switchboards = shell.switchboards(web).await;
    match error {
        WebError::LoginRequired => shell.page(&Expired {
            action: String::new(),
            fields: Vec::new(),
            written: None,
            home_href,
            switchboards,
        }),
        WebError::RightLost(lost) => {
            shell.page(&RightLost { name: lost.name.clone(), is_withdrawn: lost.is_withdrawn })
        }
        WebError::OtherPerson => shell.page(&OtherPerson {
            choose_href: citizen::ActFor.path(),
            home_href: citizen::Home.path(),
        }),
        WebError::ConsentMissing => {
            let refusal = Refusal::told(ReasonCode::ConsentMissing, &["L-GDPR-7", "L-GDPR-6"]);
            crate::refused::page(web, shell, parts, (refusal, code)).await
        }
        WebError::NotFound => shell.page(&NotFound { home_href, switchboards }),
        WebError::NotUnderstood(status) => {
            let why = not_taken(*status, &parts.method);
            shell.page(&NotTaken { why, home_href, written, switchboards })
        }
        WebError::Refused(refusal) => {
            crate::refused::page(web, shell, parts, (*refusal, code)).await
        }
        WebError::FormTooOld(typed) => {
            let (action, fields) = match typed.from {
                Origin::Us => (typed.action.clone(), again(typed)),
                Origin::Elsewhere => (String::new(), Vec::new()),
            };
            let written = typed.written();
            shell.page(&Expired { action, fields, written, home_href, switchboards })
        }
        WebError::TooMany { wait } => {
            let minutes = u32::try_from(wait.as_secs().div_ceil(60)).unwrap_or(u32::MAX).max(1);
            shell.page(&TooMany { minutes, written, home_href, switchboards })
        }
        WebError::Busy | WebError::Fault(_) => {
            shell.page(&Down { until: None, written, switchboards: Vec::new() })
        }
        WebError::Bug(_) => {
            let (outcome, retry_href) = match parts.method {
                Method::GET => (Outcome::OnlyShown, parts.uri.path().to_owned()),
                _ => (Outcome::Unknown, home_href),
            };
            let code = code.to_owned();
            shell.page(&OurFault { outcome, code, retry_href, written: None, switchboards })
        }
    }
}

/// Why what was sent cannot be taken; whoever only looked has sent nothing but an
/// address.
fn not_taken(status: StatusCode, method: &Method) -> NotTakenWhy {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => NotTakenWhy::TooLarge,
        StatusCode::METHOD_NOT_ALLOWED => NotTakenWhy::Way,
        _ if *method == Method::GET => NotTakenWhy::Address,
        _ => NotTakenWhy::Unclear,
    }
}

/// The fields of a form but its old token.
fn again(typed: &Typed) -> Vec<(String, String)> {
    typed.fields.iter().filter(|(name, _)| name != "csrf").cloned().collect()
}

/// The first page of the console that an address belongs to.
fn home_of(parts: &Parts) -> String {
    let path = parts.uri.path();
    if path.starts_with("/drift") {
        return operator::Orders.path();
    }
    if path.starts_with("/ansatt") || path.starts_with("/kommune") {
        return staff::WorkList.path();
    }
    let own = ["/hjem", "/meg", "/meldinger", "/helsekontakter"];
    if own.iter().any(|start| path.starts_with(start)) {
        citizen::Home.path()
    } else {
        public::Front.path()
    }
}

/// Whether two form tokens are the same; an empty one never is.
pub(crate) fn token_fits(given: Option<&str>, ours: &str) -> bool {
    given.is_some_and(|given| !given.is_empty() && same(given, ours))
}
