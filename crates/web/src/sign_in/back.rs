//! Where a person goes once she is signed in: only to a place of ours.

use axum::http::request::Parts;
use url::form_urlencoded;

use crate::routes::{Door, Route, public};
use crate::session;
use crate::web::Web;

/// The longest way back that is remembered.
const MAX_BACK: usize = 512;

/// The way back, when it is a plain path of ours behind this door.
///
/// An address with a host, a scheme or anything that a browser could read as
/// one leads nowhere, so that a link cannot use our sign-in to send somebody on.
pub fn local_path(asked: &str, door: Door) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let is_path = asked.starts_with('/') && !asked.starts_with("//");
    if !is_path || asked.len() > MAX_BACK || !asked.bytes().all(plain) {
        return None;
    }
    let path = asked.split(['?', '#']).next().unwrap_or_default();
    let under = |start: &str| path == start || path.starts_with(&format!("{start}/"));
    let has_dots = path.split('/').any(|part| part == "." || part == "..");
    // Coming in must not lead straight out again.
    let is_gate =
        ["/logg-inn", "/logg-ut", "/utlogget", "/okt", "/ansatt/logg-inn", "/ansatt/logg-ut"]
            .into_iter()
            .any(under);
    let fits = match door {
        Door::Staff => ["/ansatt", "/kommune", "/drift"].into_iter().any(under),
        _ => !["/ansatt", "/kommune", "/drift"].into_iter().any(under),
    };
    (fits && !is_gate && !has_dots).then(|| asked.to_owned())
}

/// Where somebody who must sign in is sent, to come back here afterwards.
///
/// Whoever still holds the cookie of a session had one that is over. She is told
/// so first: the identity provider might otherwise let her in again at once,
/// and what was ended because nobody was there would go on (§ 5.7).
pub(crate) fn way_in(web: &Web, parts: &Parts) -> String {
    let asked = parts.uri.path_and_query().map_or("/", |found| found.as_str());
    if session::token(web, &parts.headers).is_some() {
        return format!("{}?tilbake={}", public::SignedOut.path(), encoded(asked));
    }
    way_in_to(asked)
}

/// The sign-in of the door that a path is behind, to come there afterwards.
pub(super) fn way_in_to(path: &str) -> String {
    if let Some(back) = local_path(path, Door::Staff) {
        return format!("{}?tilbake={}", public::StaffSignIn.path(), encoded(&back));
    }
    match local_path(path, Door::Citizen) {
        Some(back) => format!("{}?tilbake={}", public::SignIn.path(), encoded(&back)),
        None => public::SignIn.path(),
    }
}

fn encoded(path: &str) -> String {
    form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_in_is_by_the_door_that_the_path_is_behind() {
        assert_eq!(way_in_to("/meldinger?x=1"), "/logg-inn?tilbake=%2Fmeldinger%3Fx%3D1");
        let staff = "/ansatt/logg-inn?tilbake=%2Fansatt%2Farbeidsliste";
        assert_eq!(way_in_to("/ansatt/arbeidsliste"), staff);
        assert_eq!(way_in_to("https://other.example"), "/logg-inn");
    }

    #[test]
    fn only_a_plain_path_of_ours_is_a_way_back() {
        for (asked, door, expected) in [
            ("/meldinger?eldre=1", Door::Citizen, true),
            ("/hjem", Door::Citizen, true),
            ("/", Door::Citizen, true),
            ("/ansatt/arbeidsliste", Door::Staff, true),
            ("/ansatt/arbeidsliste", Door::Citizen, false),
            ("/hjem", Door::Staff, false),
            ("/ansattes", Door::Citizen, true),
            ("/kommune/ansvar", Door::Staff, true),
            ("/kommune/ansvar", Door::Citizen, false),
            ("/drift/bestillinger", Door::Staff, true),
            ("/drift/bestillinger", Door::Citizen, false),
            ("", Door::Citizen, false),
            ("hjem", Door::Citizen, false),
            ("https://other.example/hjem", Door::Citizen, false),
            ("//other.example/hjem", Door::Citizen, false),
            ("/\\other.example", Door::Citizen, false),
            ("/hjem\nSet-Cookie: x", Door::Citizen, false),
            ("/hjem og mer", Door::Citizen, false),
            ("/../hjem", Door::Citizen, false),
            ("/logg-ut", Door::Citizen, false),
            ("/logg-inn/tilbake?code=1", Door::Citizen, false),
            ("/ansatt/logg-ut", Door::Staff, false),
        ] {
            let found = local_path(asked, door);
            assert_eq!(found.is_some(), expected, "{asked:?} by {door:?}");
            assert!(found.is_none_or(|path| path == asked));
        }
        let long = format!("/{}", "a".repeat(MAX_BACK));
        assert_eq!(local_path(&long, Door::Citizen), None);
    }
}
