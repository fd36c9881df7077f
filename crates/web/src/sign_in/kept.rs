//! What was written when the session was already over.
//!
//! A form that comes without a session is not thrown away: the person sees her
//! text, and when a citizen signs in from there it comes along, sealed, and lies
//! as a draft when she is back (experience § 4.4). It is saved only if what it
//! was for is hers, so another person at the same machine never gets it. Staff
//! have no drafts; they see their text and can copy it.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::parties::sessions::LiveWho;
use helsebro_domain::ids::{ContactId, DraftId, ThreadId};
use helsebro_domain::representation::CitizenAccess;
use helsebro_views::pages::public::Expired;
use url::form_urlencoded;

use crate::error::{Origin, Typed, WebError};
use crate::extract::typed_before_session;
use crate::page::Shell;
use crate::routes::{Route, citizen, public};
use crate::session;
use crate::web::Web;

/// The field that says where a text was written.
const PLACE: &str = "kept_for";

/// The most bytes of text that come along; a message of the longest kind fits.
const MAX_KEPT: usize = 6 * 1024;

/// A text and what it was for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Kept {
    /// The address that the form was sent to.
    #[serde(rename = "kept_for", default)]
    pub(super) path: String,
    #[serde(default)]
    pub(super) draft: String,
    #[serde(default)]
    pub(super) topic: String,
    #[serde(default)]
    pub(super) body: String,
    #[serde(default)]
    pub(super) to_staff: String,
}

/// What an address says that a text was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Contact(ContactId),
    Draft(DraftId),
    Thread(ThreadId),
}

impl Kept {
    fn of(typed: &Typed) -> Option<Self> {
        let field = |name: &str| typed.field(name).unwrap_or_default().to_owned();
        let draft = typed.field("draft").or(typed.field("submission")).unwrap_or_default();
        let path = typed.action.split('?').next().unwrap_or_default().to_owned();
        let kept = Self {
            path,
            draft: draft.to_owned(),
            topic: field("topic"),
            body: field("body"),
            to_staff: field("to_staff"),
        };
        let size = kept.topic.len() + kept.body.len();
        (kept.what_for().is_some() && size > 0 && kept.to_text().len() <= MAX_KEPT).then_some(kept)
    }

    /// The text with what it is for, on one line.
    pub(super) fn to_text(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(self.fields());
        pairs.finish()
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let mut kept = Self {
            path: String::new(),
            draft: String::new(),
            topic: String::new(),
            body: String::new(),
            to_staff: String::new(),
        };
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match &*name {
                PLACE => kept.path = value.into_owned(),
                "draft" => kept.draft = value.into_owned(),
                "topic" => kept.topic = value.into_owned(),
                "body" => kept.body = value.into_owned(),
                "to_staff" => kept.to_staff = value.into_owned(),
                _ => {}
            }
        }
        kept.what_for().is_some().then_some(kept)
    }

    fn fields(&self) -> [(&'static str, &str); 5] {
        [
            (PLACE, &self.path),
            ("draft", &self.draft),
            ("topic", &self.topic),
            ("body", &self.body),
            ("to_staff", &self.to_staff),
        ]
    }

    fn what_for(&self) -> Option<For> {
        let rest = self.path.strip_prefix("/meldinger/")?;
        if let Some(contact) = rest.strip_prefix("ny/til/") {
            return contact.parse().ok().map(For::Contact);
        }
        if let Some(draft) = rest.strip_prefix("utkast/") {
            return draft.parse().ok().map(For::Draft);
        }
        rest.parse().ok().map(For::Thread)
    }

    /// Whether it is small enough to come along.
    pub(super) fn fits(&self) -> bool {
        self.to_text().len() <= MAX_KEPT && self.what_for().is_some()
    }

    /// Saves it as the citizen's draft and tells where it lies; nothing when what
    /// it was for is not hers.
    pub(super) async fn restore(
        &self,
        web: &Web,
        citizen: &CitizenAccess,
    ) -> Result<Option<String>, WebError> {
        let acts = web.acts();
        let id = self.draft.parse().unwrap_or_else(|_| DraftId::new(acts.now(), acts.dice()));
        let Some(what_for) = self.what_for() else { return Ok(None) };
        let (id, target) = match what_for {
            For::Contact(contact) => (id, DraftTarget::Contact(contact)),
            For::Thread(thread) => (id, DraftTarget::Thread(thread)),
            For::Draft(draft) => match drafts::one(acts, citizen, draft).await {
                Ok(found) => (draft, found.target),
                Err(ActError::NotFound) => return Ok(None),
                Err(error) => return Err(error.into()),
            },
        };
        let to_staff = self.to_staff.parse().ok();
        let typed = drafts::Typed { topic: &self.topic, body: &self.body, to_staff };
        match drafts::save(acts, citizen, id, target, typed).await {
            Ok(_) => {}
            Err(ActError::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        let place = match target {
            DraftTarget::Contact(_) => citizen::Draft(id).path(),
            DraftTarget::Thread(thread) => citizen::Thread(thread).path(),
        };
        Ok(Some(format!("{place}?etter=innlogging")))
    }
}

/// Around the citizen's and the staff's routes: a form without the session that
/// it takes is answered with the text in it, and not read by any handler.
pub(crate) async fn keep_text(State(web): State<Web>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let held = match session::of(&mut parts, &web).await {
        Ok(held) => held,
        Err(error) => return error.into_response(),
    };
    let fits = match held.as_ref().map(|held| &held.live.who) {
        Some(LiveWho::Citizen { .. }) => !is_staffs(&parts),
        Some(LiveWho::Staff { .. } | LiveWho::Operator { .. }) => is_staffs(&parts),
        None => false,
    };
    if fits {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let typed = match typed_before_session(&parts, body, &web).await {
        Ok(typed) => typed,
        Err(error) => return error.into_response(),
    };
    offered(&web, &parts, &typed).await.unwrap_or_else(IntoResponse::into_response)
}

fn is_staffs(parts: &Parts) -> bool {
    let path = parts.uri.path();
    ["/ansatt", "/kommune", "/drift"].into_iter().any(|start| path.starts_with(start))
}

/// The page with the text, and the way in that takes it along.
async fn offered(web: &Web, parts: &Parts, typed: &Typed) -> Result<Response, WebError> {
    let shell = Shell::bare(web, parts);
    let (action, fields) = match (typed.from, is_staffs(parts)) {
        (Origin::Us, false) => (public::SignIn.path(), along(typed)),
        (Origin::Us, true) => {
            (public::StaffSignIn.path(), vec![(PLACE.to_owned(), page_of(parts))])
        }
        (Origin::Elsewhere, _) => (String::new(), Vec::new()),
    };
    let page = Expired {
        action,
        fields,
        written: typed.written(),
        home_href: public::Front.path(),
        switchboards: shell.switchboards(web).await,
    };
    shell.page_with(WebError::LoginRequired.status(), &page)
}

/// The page that an act of the staff's stands on: the conversation, where the
/// address names one.
fn page_of(parts: &Parts) -> String {
    let path = parts.uri.path();
    match path.strip_prefix("/ansatt/samtaler/").and_then(|rest| rest.split_once('/')) {
        Some((thread, _)) => format!("/ansatt/samtaler/{thread}"),
        None => path.to_owned(),
    }
}

/// What goes along to the sign-in: the text, or only where it was written when it
/// is too long; then it stands on the page to be copied.
fn along(typed: &Typed) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    match Kept::of(typed) {
        Some(kept) => kept.fields().map(owned).into(),
        None => vec![owned((PLACE, typed.action.split('?').next().unwrap_or_default()))],
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn typed(action: &str, body: &str) -> Typed {
        let fields =
            vec![("body".to_owned(), body.to_owned()), ("csrf".to_owned(), "x".to_owned())];
        Typed { action: action.to_owned(), fields, from: Origin::Us }
    }

    #[test]
    fn a_text_comes_along_with_what_it_was_for() {
        let thread = ThreadId::from_uuid(Uuid::from_u128(7));
        let kept = Kept::of(&typed(&citizen::Thread(thread).path(), "Hei\nhei & ha det")).unwrap();
        assert_eq!(Kept::from_text(&kept.to_text()), Some(kept.clone()));
        assert_eq!(kept.what_for(), Some(For::Thread(thread)));
        assert!(!kept.to_text().contains('\n'));
    }

    #[test]
    fn whom_it_was_to_comes_along_with_a_text() {
        let path = citizen::NewMessage(ContactId::from_uuid(Uuid::from_u128(7))).path();
        let mut typed = typed(&path, "Hei");
        typed.fields.push(("to_staff".to_owned(), "someone".to_owned()));
        let kept = Kept::from_text(&Kept::of(&typed).unwrap().to_text()).unwrap();
        assert_eq!(kept.to_staff, "someone");
    }

    #[test]
    fn what_is_for_nothing_or_too_long_or_empty_does_not_come_along() {
        let thread = citizen::Thread(ThreadId::from_uuid(Uuid::from_u128(7))).path();
        assert_eq!(Kept::of(&typed("/meg", "Hei")), None);
        assert_eq!(Kept::of(&typed("/meldinger/ny", "Hei")), None);
        assert_eq!(Kept::of(&typed(&thread, "")), None);
        assert_eq!(Kept::of(&typed(&thread, &"x".repeat(MAX_KEPT))), None);
        assert_eq!(Kept::from_text(""), None);
    }
}
