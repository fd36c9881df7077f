//! `/meldinger/utkast/{draft}/vedlegg`: files without script (S1-2.1.1-a).

use axum::body::Body;
use axum::http::{Request, header};
use helsebro_testkit::files::{harmful, png};
use helsebro_testkit::ids;

use crate::browser::{Answer, Browser, Doors};

const EDGE: &str = "en-kant-som-ikke-finnes";

/// A form of parts, as a browser writes it: its fields first, the file last.
fn in_parts(fields: &[(&str, &str)], name: &str, file: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    body
}

async fn sends(browser: &mut Browser, path: &str, body: Vec<u8>) -> Answer {
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let request = Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body));
    browser.send(request.expect("a request")).await
}

async fn uploads(browser: &mut Browser, path: &str, name: &str, file: &[u8]) -> Answer {
    let token = browser.token().await;
    sends(browser, path, in_parts(&[("csrf", &token)], name, file)).await
}

/// Kari has a draft; the place of its files comes back.
async fn begun(doors: &Doors) -> (Browser, String) {
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    let draft = doors.town.new_uuid().to_string();
    let mut kari = doors.citizen(ids::KARI).await;
    let text = [("act", "attach"), ("draft", &draft), ("topic", "Plaster"), ("body", "Hei.")];
    let to = kari.post(&format!("/meldinger/ny/til/{contact}"), &text).await.is(303);
    let place = format!("/meldinger/utkast/{draft}/vedlegg");
    assert_eq!(to.location(), place);
    (kari, place)
}

/// S1-2.1.1-a: laid in the draft, sent with the message, and handed out as a download
/// that a browser can do nothing else with.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_file_goes_along_and_leaves_as_a_download() {
    let doors = Doors::open().await;
    let (mut kari, place) = begun(&doors).await;
    let picture = png(300_000);
    uploads(&mut kari, &place, "plaster.png", &picture).await.is(303);
    kari.get(&place).await.is(200).says("plaster.png");
    let check = place.replace("/vedlegg", "/se-over");
    let page = kari.get(&check).await.is(200).says("plaster.png");
    let action = page.action(&check);
    let receipt = kari.post(&action, &[("act", "send"), ("files", "1")]).await.is(303);
    let thread = receipt.location().replace("/kvittering", "");
    let href = kari.get(&thread).await.is(200).link(&format!("{thread}/vedlegg/"));
    let answer = kari.get(&href).await.is(200);
    assert_eq!(answer.header("content-type"), "image/png");
    assert!(
        answer.header("content-disposition").starts_with("attachment; filename=\"plaster.png\"")
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("sandbox"));
    assert_eq!(answer.header("content-length"), picture.len().to_string());
    doors.citizen(ids::OLA).await.get(&href).await.is(404);
}

/// A form that is not ours, or is about somebody else, lays nothing in the draft.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_the_pages_token_is_not_taken() {
    let doors = Doors::open().await;
    let (mut kari, place) = begun(&doors).await;
    for fields in [vec![], vec![("csrf", "feil")]] {
        sends(&mut kari, &place, in_parts(&fields, "a.png", &png(9))).await.is(419);
    }
    let token = kari.token().await;
    let for_anne = ids::ANNE.to_string();
    let fields = [("csrf", token.as_str()), ("acting_for", &for_anne)];
    sends(&mut kari, &place, in_parts(&fields, "a.png", &png(9))).await.is(409);
    kari.get(&place).await.is(200).says_nothing_of("a.png");
}

/// S1-2.1.1-a: what is not taken is told in words, and nothing of it is kept.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_what_is_not_taken_is_told_in_words() {
    let doors = Doors::open().await;
    let (mut kari, place) = begun(&doors).await;
    for (name, file, says) in [
        ("plaster.pdf", harmful(), "inneholder skadelig kode"),
        ("Rapport.docx", b"PK\x03\x04".to_vec(), "Rapport.docx er noe annet"),
        ("stort.png", png(18_000_000), "Filen er 18,1"),
        ("tom.png", Vec::new(), "Velg en fil først"),
    ] {
        uploads(&mut kari, &place, name, &file).await.is(422).says(says);
    }
    kari.get(&place).await.is(200).says("Ingen filer er lagt ved");
}

/// The scanner is away when it is sent: she is told, and the words and the file stand.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_nothing_is_sent_that_nobody_has_looked_through() {
    let doors = Doors::open().await;
    let (mut kari, place) = begun(&doors).await;
    doors.town.scanner.go_away();
    uploads(&mut kari, &place, "plaster.png", &png(9)).await.is(303);
    let check = place.replace("/vedlegg", "/se-over");
    let action = kari.get(&check).await.is(200).action(&check);
    let sent = kari.post(&action, &[("act", "send"), ("files", "1")]).await.is(303);
    kari.get(sent.location()).await.is(200).says("Meldingen er ikke sendt").says("plaster.png");
    kari.get(&place.replace("/vedlegg", "")).await.is(200).says("Hei.");
}
