//! The language and colours of a page, from what the browser holds.
//!
//! The cookies are set from the profile at sign-in and whenever a choice is made,
//! so that no page needs to ask the database.

use axum::http::{HeaderMap, header};
use helsebro_views::{Language, Theme};

use crate::session::Crumb;
use crate::web::Web;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) language: Language,
    pub(crate) theme: Theme,
}

impl Chosen {
    pub(crate) fn by(web: &Web, headers: &HeaderMap) -> Self {
        let language = Crumb::Language.read(web, headers);
        let theme = Crumb::Theme.read(web, headers);
        Self {
            language: wished(language.as_deref(), headers),
            theme: theme.and_then(|value| Theme::from_value(&value)).unwrap_or_default(),
        }
    }
}

/// What was chosen counts before what the browser asks for.
fn wished(chosen: Option<&str>, headers: &HeaderMap) -> Language {
    if let Some(language) = chosen.and_then(Language::from_tag) {
        return language;
    }
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::from_accept(asked.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_choice_counts_before_the_browsers_wish_and_bokmal_is_the_last() {
        let asks = |wish: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(wish));
            headers
        };
        assert_eq!(wished(Some("en"), &asks("nn-NO")), Language::En);
        assert_eq!(wished(None, &asks("nn-NO,nb;q=0.5")), Language::Nn);
        assert_eq!(wished(Some("tlh"), &asks("de, en-GB;q=0.8")), Language::En);
        assert_eq!(wished(None, &HeaderMap::new()), Language::Nb);
    }
}
