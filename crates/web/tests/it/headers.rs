//! What every answer tells the browser.

use helsebro_testkit::ids;
use url::Url;

use crate::browser::{Doors, settings};

#[tokio::test]
async fn every_answer_says_what_the_browser_may_do_with_it() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    for path in ["/", "/hjem", "/meldinger", "/meldinger/x", "/finnes-ikke", "/logg-ut/frontkanal"]
    {
        let answer = kari.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{path}: {policy}");
        assert!(policy.contains("https://idporten.example https://helseid.example"), "{path}");
        let framed = path == "/logg-ut/frontkanal";
        let ancestors = "frame-ancestors 'none'";
        assert_eq!(policy.contains(ancestors), !framed, "{path}: {policy}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn a_file_under_its_hash_is_kept_for_ever_and_not_sent_twice() {
    let doors = Doors::open().await;
    let mut browser = doors.browser();
    let address = helsebro_views::assets::href("helsebro.css");
    let first = browser.get(&address).await.is(200);
    assert!(first.header("cache-control").contains("immutable"));
    assert!(first.header("content-type").starts_with("text/css"));
    let again = axum::http::Request::get(&address).header("if-none-match", first.header("etag"));
    browser.send(again.body(axum::body::Body::empty()).unwrap()).await.is(304);
    let packed = axum::http::Request::get(&address).header("accept-encoding", "br, gzip");
    let packed = browser.send(packed.body(axum::body::Body::empty()).unwrap()).await.is(200);
    assert_eq!(packed.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn over_https_cookies_are_locked_to_this_host() {
    let mut https = settings();
    https.base_url = Url::parse("https://helsebro.example").unwrap();
    let doors = Doors::open_as(https).await;
    let kari = doors.citizen(ids::KARI).await;
    assert!(kari.cookie("__Host-helsebro").is_some());
    let mut browser = doors.browser();
    let answer = browser.get("/").await;
    let set = answer.header("set-cookie");
    for part in ["__Host-", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.contains(part), "{part}: {set}");
    }
    assert!(!set.contains("Domain"));
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}
