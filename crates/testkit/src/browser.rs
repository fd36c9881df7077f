//! A browser without a window: it keeps cookies, remembers the token of the last
//! form it saw, and follows nothing by itself.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request};
use helsebro_partners::helseid::StaffSignedIn;
use helsebro_partners::idporten::CitizenSignedIn;
use tower::ServiceExt;
use url::{Url, form_urlencoded};

use crate::{Doors, Town};

/// The most bytes of a page that are read.
const MAX_PAGE: usize = 4 * 1024 * 1024;

/// A browser at the doors of a town.
pub struct Browser {
    /// The doors.
    pub doors: Doors,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
}

/// What came back.
pub struct Page {
    /// The status.
    pub status: u16,
    /// What it leads on to.
    pub location: Option<String>,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its text.
    pub text: String,
}

impl Page {
    /// Whether the words stand in the text.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// A header's value, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of the first field of this name.
    pub fn field(&self, name: &str) -> Option<String> {
        let tag = self.text.split('<').find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
        let (_, value) = tag.split_once("value=\"")?;
        value.split('"').next().map(str::to_owned)
    }

    /// Where the forms of the page are sent, each once.
    pub fn actions(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .text
            .split("action=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|action| action.replace("&amp;", "&"))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Browser {
    /// A new browser at these doors.
    pub const fn at(doors: Doors) -> Self {
        Self { doors, cookies: BTreeMap::new(), token: None }
    }

    /// A browser at the same doors that holds nothing.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::at(self.doors.clone())
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path);
        self.send(request, Body::empty()).await
    }

    /// Sends a form with the token of the last form that was seen.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.clone().unwrap_or_default();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_as_it_is(path, &all).await
    }

    /// Sends a form as it is.
    pub async fn post_as_it_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a form as it is with these headers.
    pub async fn post_with(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Page {
        let mut request =
            Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(request, Body::from(body)).await
    }

    /// Goes where a page leads on to.
    pub async fn follow(&mut self, page: &Page) -> Page {
        let to = page.location.clone().expect("a page that leads on");
        self.get(&to).await
    }

    /// A citizen signs in, as in `kari`.
    pub async fn sign_in_citizen(&mut self, town: &Town, key: &str) -> Page {
        let code = format!("code-{key}");
        let outcome = CitizenSignedIn {
            pid: town.number(key).digits().to_owned(),
            acr: "idporten-loa-high".to_owned(),
            sid: Some(format!("sid-{key}")),
            id_token: "a.b.c".into(),
            auth_time: None,
            locale: None,
        };
        self.doors.id_porten.code_gives(&code, Ok(outcome));
        let page = self.come_back("/logg-inn", &code).await;
        assert_eq!(page.status, 303, "{key} is not signed in: {}", page.text);
        page
    }

    /// A member of staff signs in, as in `per`.
    pub async fn sign_in_staff(&mut self, town: &Town, key: &str) -> Page {
        let code = format!("code-{key}");
        let outcome = StaffSignedIn {
            pid: town.number(key).digits().to_owned(),
            hpr: None,
            name: None,
            orgnr_parent: None,
            orgnr_child: None,
            sid: Some(format!("sid-{key}")),
            id_token: "a.b.c".into(),
            auth_time: None,
        };
        self.doors.helse_id.code_gives(&code, Ok(outcome));
        self.come_back("/ansatt/logg-inn", &code).await
    }

    /// Sets out from a sign-in and comes back with a code.
    pub async fn come_back(&mut self, from: &str, code: &str) -> Page {
        let (gate, _) = from.split_once('?').unwrap_or((from, ""));
        let out = self.get(from).await;
        let there = out.location.and_then(|to| Url::parse(&to).ok()).expect("a way to sign in");
        let state = there.query_pairs().find(|(name, _)| name == "state").expect("a state").1;
        let mut issuer = there.clone();
        issuer.set_path("/");
        issuer.set_query(None);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("code", code).append_pair("state", &state);
        query.append_pair("iss", issuer.as_str());
        self.get(&format!("{gate}/tilbake?{}", query.finish())).await
    }

    /// The cookies as a browser sends them.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Forgets a cookie.
    pub fn forget(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let held: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match held.is_empty() {
            true => request,
            false => request.header(COOKIE, held.join("; ")),
        };
        let request = request.body(body).expect("a request");
        let response = self.doors.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie of plain letters"));
        }
        let is_stream = parts
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
        let bytes = match is_stream {
            // A stream goes on; that it began is all that is asked.
            true => axum::body::Bytes::new(),
            false => to_bytes(body, MAX_PAGE).await.expect("a page"),
        };
        let location = parts.headers.get(LOCATION).and_then(|to| to.to_str().ok());
        let page = Page {
            status: parts.status.as_u16(),
            location: location.map(str::to_owned),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        };
        self.token = page.field("csrf").or(self.token.take());
        page
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if value.is_empty() || attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
