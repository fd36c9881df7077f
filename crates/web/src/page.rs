//! From a context to an answer: the frame of a page, and the page in it.
//!
//! A handler takes a [`Shell`] and hands it a context from `helsebro_views`:
//!
//! ```ignore
//! /// `GET /helsekontakter`.
//! #[tracing::instrument(name = "web.citizen.contacts", skip_all)]
//! async fn get(State(web): State<Web>, citizen: Citizen, shell: Shell) -> Result<Response, WebError> {
//!     let found = contacts::list(web.acts(), &citizen.access).await?;
//!     shell.page(&Contacts { contacts: cards(found), switchboards: shell.switchboards(&web).await })
//! }
//! ```
//!
//! A handler for staff takes [`AtDesk`](crate::extract::AtDesk) in the place of
//! `Citizen`, and `PathId(thread): PathId<ThreadId>` where the address has an id.
//! A form that does something is taken last, as `CheckedForm(form): CheckedForm<F>`
//! where `F: Deserialize`, and is answered by [`see`]`(&staff::Thread(id))`, never by a
//! page, unless something must be put right.

use core::time::Duration;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::Cookie;
use helsebro_actions::dialog::{desk, inbox};
use helsebro_actions::parties::{self, profile};
use helsebro_actions::{breaches, controllership, rights};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{Dice, MunicipalityId, StaffId};
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::time::Instant;
use helsebro_views::pages::municipality::Told;
use helsebro_views::pages::public::Switchboard;
use helsebro_views::{
    Acting, Console, Frame, Language, MoreUnits, Page, SessionEnds, Shortcuts, Theme, Who,
};

use crate::error::WebError;
use crate::extract::{AtDesk, Chosen};
use crate::routes::Route;
use crate::session::{self, Crumb, Held};
use crate::web::Web;

/// How long before the end of a session its holder is warned.
const WARN_BEFORE: Duration = Duration::from_secs(120);

/// The frame of a page for one request.
pub struct Shell {
    frame: Frame,
    cookies: Vec<Cookie<'static>>,
}

impl Shell {
    /// The language of the page.
    pub fn language(&self) -> Language {
        self.frame.language
    }

    /// A text in the language of the page.
    pub fn words(&self, key: &str) -> String {
        helsebro_views::Words::of(&self.frame).t(key)
    }

    /// Who answers, by name, as in «Solvik kommune og Fjordro Omsorg AS».
    pub fn who(&self, told: &Told) -> String {
        told.who(&helsebro_views::Words::of(&self.frame))
    }

    /// When the page is made.
    pub fn now(&self) -> Instant {
        self.frame.now
    }

    /// The frame, as the page will have it.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The page, drawn.
    ///
    /// # Errors
    /// When the template cannot be written out.
    pub fn page<P: Page>(&self, page: &P) -> Result<Response, WebError> {
        let html = page.render(&self.frame)?;
        Ok(self.dressed(Html(html).into_response()))
    }

    /// The page, drawn, with a status that says that something is wrong in it.
    ///
    /// # Errors
    /// When the template cannot be written out.
    pub fn page_with<P: Page>(&self, status: StatusCode, page: &P) -> Result<Response, WebError> {
        let mut response = self.page(page)?;
        *response.status_mut() = status;
        Ok(response)
    }

    /// Counts anew what a citizen has not read, when what she asked for may have
    /// changed that.
    pub(crate) async fn counted_anew(
        mut self,
        web: &Web,
        citizen: &CitizenAccess,
    ) -> Result<Self, WebError> {
        if let Some(who) = &mut self.frame.who {
            who.count = inbox::unread(web.acts(), citizen).await?;
        }
        Ok(self)
    }

    /// The same frame around a page of its own words only, as for print.
    #[must_use]
    pub fn with_console(mut self, console: Console) -> Self {
        self.frame.console = console;
        self
    }

    /// The full name of whoever the session acts for.
    pub(crate) fn acts_for(&self) -> Option<&str> {
        self.frame.acting.as_ref().map(|acting| acting.name.as_str())
    }

    fn dressed(&self, mut response: Response) -> Response {
        for cookie in &self.cookies {
            if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }

    /// The switchboards of the municipalities here; none when they cannot be read.
    pub async fn switchboards(&self, web: &Web) -> Vec<Switchboard> {
        switchboards(web).await.unwrap_or_default()
    }

    /// The frame for a request.
    pub(crate) async fn of(web: &Web, parts: &mut Parts) -> Result<Self, WebError> {
        Self::with(web, parts, Unread::AskedFor).await
    }

    async fn with(web: &Web, parts: &mut Parts, unread: Unread) -> Result<Self, WebError> {
        let mut shell = Self::bare(web, parts);
        let Some(held) = session::of(parts, web).await? else { return Ok(shell) };
        shell.cookies.clear();
        shell.frame.csrf = session::csrf(&held.token.to_text());
        shell.frame.session = Some(ends(&held));
        shell.frame.who = who(web, parts, &held, unread).await?;
        shell.frame.acting = acting(&held);
        Ok(shell)
    }

    /// The frame without asking anything of the database: nobody is signed in.
    pub(crate) fn bare(web: &Web, parts: &Parts) -> Self {
        let Chosen { language, theme } = Chosen::by(web, &parts.headers);
        let (browser, cookies) = match Crumb::Browser.read(web, &parts.headers) {
            Some(browser) => (browser, Vec::new()),
            None => {
                let browser = session::new_browser(web);
                let cookie = Crumb::Browser.holding(web, browser.clone());
                (browser, vec![cookie])
            }
        };
        let frame = Frame {
            language,
            theme,
            console: console(parts.uri.path()),
            path: parts.uri.path_and_query().map_or("/", |found| found.as_str()).to_owned(),
            csrf: session::csrf(&browser),
            now: web.now(),
            who: None,
            acting: None,
            demo: web.demo().map(|demo| demo.clock.now()),
            session: None,
        };
        Self { frame, cookies }
    }
}

impl FromRequestParts<Web> for Shell {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        Self::of(web, parts).await
    }
}

/// The frame of a citizen's page that finds out by itself what she has not read.
pub(crate) struct Uncounted(Shell);

impl Uncounted {
    /// The frame, with the number in its header.
    pub(crate) fn with_count(self, count: u32) -> Shell {
        let Self(mut shell) = self;
        if let Some(who) = &mut shell.frame.who {
            who.count = count;
        }
        shell
    }
}

impl FromRequestParts<Web> for Uncounted {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        Shell::with(web, parts, Unread::ToldLater).await.map(Self)
    }
}

/// Where the number of a citizen's unread conversations comes from.
#[derive(Clone, Copy)]
enum Unread {
    AskedFor,
    ToldLater,
}

/// Goes to a route after something was done.
pub fn see(route: &impl Route) -> Response {
    Redirect::to(&route.path()).into_response()
}

/// Goes to a route after something was done, with what to say there.
pub fn see_with(route: &impl Route, query: &str) -> Response {
    Redirect::to(&format!("{}?{query}", route.path())).into_response()
}

/// A short code that a person can read on the phone and that finds the log line.
pub fn support_code(dice: &dyn Dice) -> String {
    /// Without those that are mistaken for each other.
    const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0_u8; 6];
    dice.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// The switchboards of the municipalities here, by name; public.
pub(crate) async fn switchboards(web: &Web) -> Result<Vec<Switchboard>, WebError> {
    let found = parties::staff::municipalities(web.acts()).await?;
    let told = found
        .into_iter()
        .map(|home| Switchboard { name: home.legal_name(), phone: home.switchboard });
    Ok(told.collect())
}

fn console(path: &str) -> Console {
    let under = |start: &str| path == start || path.starts_with(&format!("{start}/"));
    if under("/ansatt") {
        Console::Staff
    } else if under("/kommune") {
        Console::Municipality
    } else if under("/drift") {
        Console::Operator
    } else if under("/demo") {
        Console::Demo
    } else if ["/hjem", "/meg", "/meldinger", "/helsekontakter"].into_iter().any(under) {
        Console::Citizen
    } else {
        Console::Public
    }
}

fn ends(held: &Held) -> SessionEnds {
    let (idle_at, absolute_at) = (held.live.idle_until, held.live.absolute_until);
    SessionEnds { warn_from: idle_at.min(absolute_at).minus(WARN_BEFORE), idle_at, absolute_at }
}

/// Whom the session acts for.
fn acting(held: &Held) -> Option<Acting> {
    use helsebro_actions::parties::sessions::LiveWho;
    let LiveWho::Citizen { acting_for: Some(other), .. } = &held.live.who else { return None };
    let (name, given) = (other.name.clone(), other.given.clone());
    Some(Acting { value: other.person.to_string(), name, given })
}

async fn who(
    web: &Web,
    parts: &mut Parts,
    held: &Arc<Held>,
    unread: Unread,
) -> Result<Option<Who>, WebError> {
    use helsebro_actions::parties::sessions::LiveWho;
    match &held.live.who {
        LiveWho::Citizen { access, name, .. } => Ok(Some(Who {
            name: name.clone(),
            detail: None,
            count: match unread {
                Unread::AskedFor => inbox::unread(web.acts(), access).await?,
                Unread::ToldLater => 0,
            },
            more_units: MoreUnits::No,
            shortcuts: Shortcuts::Off,
            is_provider: false,
        })),
        LiveWho::Operator { name, .. } => Ok(Some(Who {
            name: name.clone(),
            detail: None,
            count: 0,
            more_units: MoreUnits::No,
            shortcuts: Shortcuts::Off,
            is_provider: false,
        })),
        LiveWho::Staff { staff, municipality, name, title } => {
            let label = format!("{name}, {title}");
            if console(parts.uri.path()) == Console::Municipality {
                let home = parties::staff::municipality(web.acts(), *municipality).await?;
                let provider = provider(web, (*staff, *municipality), parts.uri.path()).await?;
                return Ok(Some(Who {
                    name: label,
                    is_provider: provider.is_some(),
                    detail: provider.or_else(|| Some(home.legal_name())),
                    count: 0,
                    more_units: MoreUnits::No,
                    shortcuts: Shortcuts::Off,
                }));
            }
            // Whoever has no desk today still has a name in the header.
            let Ok(at) = AtDesk::from_request_parts(parts, web).await else {
                let (more_units, shortcuts) = (MoreUnits::No, Shortcuts::Off);
                return Ok(Some(Who {
                    name: label,
                    detail: None,
                    count: 0,
                    more_units,
                    shortcuts,
                    is_provider: false,
                }));
            };
            let counts = desk::queue::counts(web.acts(), &at.desk).await?;
            let chosen = profile::staffs(web.acts(), (*staff, *municipality)).await?;
            Ok(Some(Who {
                name: label,
                detail: Some(at.unit.name.clone()),
                count: counts.not_taken,
                more_units: at.more_units,
                shortcuts: match chosen.shortcuts {
                    parties::Shortcuts::On => Shortcuts::On,
                    parties::Shortcuts::Off => Shortcuts::Off,
                },
                is_provider: false,
            }))
        }
    }
}

/// The provider that somebody without a role in the municipality's console answers for, on the
/// pages where one can be.
async fn provider(
    web: &Web,
    (staff, municipality): (StaffId, MunicipalityId),
    path: &str,
) -> Result<Option<String>, WebError> {
    let is_there = ["/kommune/krav", "/kommune/leverandor"].iter().any(|at| path.starts_with(at));
    if !is_there || controllership::console::access(web.acts(), staff, municipality).await.is_ok() {
        return Ok(None);
    }
    let Ok(desk) = rights::access(web.acts(), staff).await else { return Ok(None) };
    let Some(provider) = breaches::provider(&desk) else { return Ok(None) };
    let names = controllership::names(web.acts()).await?;
    Ok(names.party(Party::Org(provider.org())).name)
}

/// The theme as a page takes it.
pub(crate) const fn theme(stored: parties::Theme) -> Theme {
    match stored {
        parties::Theme::Light => Theme::Light,
        parties::Theme::Dark => Theme::Dark,
        parties::Theme::Device => Theme::Device,
    }
}

/// The language as a page takes it, when one was chosen.
pub(crate) const fn language(stored: parties::Language) -> Option<Language> {
    match stored {
        parties::Language::Nb => Some(Language::Nb),
        parties::Language::Nn => Some(Language::Nn),
        parties::Language::En => Some(Language::En),
        parties::Language::Unset => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;
    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn a_support_code_is_short_and_easy_to_say() {
        assert_eq!(support_code(&Ones), "BBBBBB");
    }

    #[test]
    fn the_console_follows_from_the_address() {
        for (path, expected) in [
            ("/", Console::Public),
            ("/hjelp", Console::Public),
            ("/hjem", Console::Citizen),
            ("/meldinger/ny", Console::Citizen),
            ("/meldingerx", Console::Public),
            ("/ansatt/arbeidsliste", Console::Staff),
            ("/demo", Console::Demo),
            ("/kommune/ansvar", Console::Municipality),
            ("/drift/vilkar", Console::Operator),
        ] {
            assert_eq!(console(path), expected, "{path}");
        }
    }
}
