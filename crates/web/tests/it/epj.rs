//! `/epj/Messages…`: the journal system's own door.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_actions::epj::{letters, moving, setup};
use helsebro_domain::epj::{EpjSystem, Handover};
use helsebro_domain::ids::{EnvelopeId, EpjId};
use helsebro_partners::oidc::Machine;
use helsebro_testkit::ids;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::browser::{Answer, Doors};

const TOKEN: &str = "solviks-token";
const UNIT: &str = "8140101";

/// A number for every proof; each is used once.
static PROOFS: AtomicU32 = AtomicU32::new(0);

/// The town with a journal system at Solvik, where home nursing works.
async fn opened() -> Doors {
    let doors = Doors::open().await;
    let system = EpjSystem {
        id: EpjId::from_uuid(doors.town.new_uuid()),
        municipality: ids::SOLVIK,
        name: "Journal".to_owned(),
        client_id: "epj-solvik".to_owned(),
        handover: Handover::Fetched,
    };
    setup::connect(&doors.town.acts, &system).await.unwrap();
    let to = Some(system.id);
    moving::move_unit(&doors.town.acts, ids::SOLVIK, ids::HOME_NURSING, to).await.unwrap();
    knows(&doors, TOKEN, "epj-solvik", "310000019");
    doors
}

/// HelseID knows this token as a client's.
fn knows(doors: &Doors, token: &str, client_id: &str, org: &str) {
    let machine = Machine {
        client_id: client_id.to_owned(),
        orgnr_parent: Some(org.to_owned()),
        proof_id: String::new(),
        proof_ends: doors.town.now().plus(core::time::Duration::from_secs(70)),
    };
    doors.helseid.token_is_machines(token, machine);
}

fn call(method: Method, path: &str, body: Option<&Value>) -> Request<Body> {
    let proof = format!("proof-{}", PROOFS.fetch_add(1, Ordering::Relaxed));
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", format!("DPoP {TOKEN}"))
        .header("dpop", proof)
        .header("api-version", "2")
        .header("nhn-source-system", "Journal, v1")
        .header("content-type", "application/json")
        .body(body)
        .unwrap()
}

async fn get(doors: &Doors, path: &str) -> Answer {
    doors.browser().send(call(Method::GET, path, None)).await
}

async fn listed(doors: &Doors) -> Vec<Value> {
    let path = format!("/epj/Messages?ReceiverHerIds={UNIT}&IncludeMetadata=true");
    let answer = get(doors, &path).await.is(200);
    serde_json::from_str(&answer.body).unwrap()
}

fn left(document: &[u8]) -> Value {
    json!({
        "contentType": "application/xml", "contentTransferEncoding": "base64",
        "businessDocument": STANDARD.encode(document),
    })
}

/// Kari writes, and the worker has written the document.
async fn one_waits(doors: &Doors) -> Value {
    let sent = doors.town.kari_writes().await;
    let id = EnvelopeId::from_uuid(sent.thread.uuid());
    letters::written(&doors.town.acts, ids::SOLVIK, id, b"<MsgHead/>").await.unwrap();
    listed(doors).await.remove(0)
}

/// S1-2.1-b: what waits is listed, fetched, marked as read and receipted.
#[tokio::test]
async fn s1_2_1_b_a_message_is_listed_fetched_and_receipted() {
    let doors = opened().await;
    let one = one_waits(&doors).await;
    assert_eq!(one["receiverHerId"], 8_140_101);
    assert_eq!(one["senderHerId"], 8_000_002);
    assert_eq!(one["isAppRec"], false);
    let id = one["id"].as_str().unwrap();
    let answer = get(&doors, &format!("/epj/Messages/{id}/business-document")).await.is(200);
    let document: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(document["contentTransferEncoding"], "base64");
    let bytes = STANDARD.decode(document["businessDocument"].as_str().unwrap()).unwrap();
    assert_eq!(bytes, b"<MsgHead/>");

    let read = format!("/epj/Messages/{id}/read/{UNIT}");
    doors.browser().send(call(Method::PUT, &read, None)).await.is(204);
    assert!(listed(&doors).await.is_empty());
    doors.browser().send(call(Method::PUT, &read, None)).await.is(204);

    let receipt = json!({"appRecStatus": "Rejected", "appRecErrorList": [{"errorCode": "E35"}]});
    let to = format!("/epj/Messages/{id}/apprec/{UNIT}");
    doors.browser().send(call(Method::POST, &to, Some(&receipt))).await.is(201);
    let answer = get(&doors, &format!("/epj/Messages/{id}/apprec")).await.is(200);
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(said[0]["appRecStatus"], "Rejected");
    assert_eq!(said[0]["appRecErrorList"][0]["errorCode"], "E35");
    let answer = get(&doors, &format!("/epj/Messages/{id}/status")).await.is(200);
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(said[0]["transportDeliveryState"], "Rejected");
}

/// S1-2.1-b: what is left is stored and answered at once; the same again is the same.
#[tokio::test]
async fn s1_2_1_b_what_is_left_twice_is_one() {
    let doors = opened().await;
    let body = left(b"<x/>");
    let send = |request| async { doors.browser().send(request).await.is(201).body };
    let first = send(call(Method::POST, "/epj/Messages", Some(&body))).await;
    assert_eq!(send(call(Method::POST, "/epj/Messages", Some(&body))).await, first);
    let mut named = call(Method::POST, "/epj/Messages", Some(&body));
    named.headers_mut().insert("idempotency-key", "sending-1".parse().unwrap());
    let third = send(named).await;
    assert_ne!(third, first);
    let mut again = call(Method::POST, "/epj/Messages", Some(&left(b"<y/>")));
    again.headers_mut().insert("idempotency-key", "sending-1".parse().unwrap());
    assert_eq!(send(again).await, third);
    let id: String = serde_json::from_str(&first).unwrap();
    let answer = get(&doors, &format!("/epj/Messages/{id}/status")).await.is(200);
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(said[0]["transportDeliveryState"], "Unconfirmed");
}

/// S1-2.1-b: no token, another's token, a spent proof: not let in, and told why.
#[tokio::test]
async fn s1_2_1_b_only_the_registered_client_comes_in_and_with_a_fresh_proof() {
    let doors = opened().await;
    let path = format!("/epj/Messages?ReceiverHerIds={UNIT}");
    let without = |name: &str| {
        let mut request = call(Method::GET, &path, None);
        request.headers_mut().remove(name);
        request
    };
    for name in ["authorization", "dpop"] {
        let answer = doors.browser().send(without(name)).await.is(401);
        assert!(answer.header("www-authenticate").starts_with("DPoP"), "{name}");
    }
    doors.browser().send(without("nhn-source-system")).await.is(400);
    let mut bearer = call(Method::GET, &path, None);
    bearer.headers_mut().insert("authorization", format!("Bearer {TOKEN}").parse().unwrap());
    doors.browser().send(bearer).await.is(401);
    let with = |token: &str| {
        let mut request = call(Method::GET, &path, None);
        let value = format!("DPoP {token}").parse().unwrap();
        request.headers_mut().insert("authorization", value);
        request
    };
    doors.browser().send(with("never-seen")).await.is(401);
    knows(&doors, "granlis", "epj-granli", "310000027");
    doors.browser().send(with("granlis")).await.is(403);
    knows(&doors, "borrowed", "epj-solvik", "310000027");
    doors.browser().send(with("borrowed")).await.is(403);

    let mut twice = call(Method::GET, &path, None);
    twice.headers_mut().insert("dpop", "the-same".parse().unwrap());
    let mut again = call(Method::GET, &path, None);
    again.headers_mut().insert("dpop", "the-same".parse().unwrap());
    doors.browser().send(twice).await.is(200);
    let answer = doors.browser().send(again).await.is(401);
    assert!(answer.header("www-authenticate").contains("invalid_dpop_proof"));
}

/// S1-2.1-b: one municipality's journal system finds nothing of another's.
#[tokio::test]
async fn s1_2_1_b_a_journal_system_sees_its_own_municipalitys_messages_only() {
    let doors = opened().await;
    let one = one_waits(&doors).await;
    let id = one["id"].as_str().unwrap();
    get(&doors, "/epj/Messages?ReceiverHerIds=8140201").await.is(403);
    let other = EpjSystem {
        id: EpjId::from_uuid(doors.town.new_uuid()),
        municipality: ids::GRANLI,
        name: "Granlis".to_owned(),
        client_id: "epj-granli".to_owned(),
        handover: Handover::Fetched,
    };
    setup::connect(&doors.town.acts, &other).await.unwrap();
    knows(&doors, TOKEN, "epj-granli", "310000027");
    for path in ["", "/business-document", "/status", "/apprec"] {
        get(&doors, &format!("/epj/Messages/{id}{path}")).await.is(404);
    }
    let read = format!("/epj/Messages/{id}/read/{UNIT}");
    doors.browser().send(call(Method::PUT, &read, None)).await.is(404);
    get(&doors, &format!("/epj/Messages?ReceiverHerIds={UNIT}")).await.is(403);
}

/// S1-2.1-b: what is wrong with a call is told by its field, and never a 500.
#[tokio::test]
async fn s1_2_1_b_a_wrong_call_is_told_what_is_wrong() {
    let doors = opened().await;
    for (query, field) in [
        ("", "ReceiverHerIds"),
        ("?ReceiverHerIds=abc", "ReceiverHerIds"),
        ("?ReceiverHerIds=8140101&MessagesToFetch=0", "MessagesToFetch"),
        ("?ReceiverHerIds=8140101&MessagesToFetch=101", "MessagesToFetch"),
        ("?ReceiverHerIds=8140101&wait=26", "wait"),
    ] {
        let answer = get(&doors, &format!("/epj/Messages{query}")).await.is(400);
        assert!(answer.body.contains(field), "{query}: {}", answer.body);
    }
    let mut wrong = left(b"<x/>");
    wrong["contentTransferEncoding"] = json!("binary");
    let not_base64 = json!({
        "contentType": "application/xml", "contentTransferEncoding": "base64",
        "businessDocument": "!!",
    });
    for (body, field) in [
        (&wrong, "contentTransferEncoding"),
        (&not_base64, "businessDocument"),
        (&left(b""), "businessDocument"),
        (&json!({"contentType": "application/xml"}), "body"),
    ] {
        let request = call(Method::POST, "/epj/Messages", Some(body));
        let answer = doors.browser().send(request).await.is(400);
        assert!(answer.body.contains(field), "{}", answer.body);
    }
    let one = one_waits(&doors).await;
    let id = one["id"].as_str().unwrap();
    let to = format!("/epj/Messages/{id}/apprec/{UNIT}");
    for body in [
        json!({"appRecStatus": "Rejected"}),
        json!({"appRecStatus": "Perhaps"}),
        json!({"appRecStatus": "Rejected", "appRecErrorList": [{"errorCode": "Kari Nilsen"}]}),
    ] {
        doors.browser().send(call(Method::POST, &to, Some(&body))).await.is(400);
    }
    let other = format!("/epj/Messages/{id}/read/8140102");
    doors.browser().send(call(Method::PUT, &other, None)).await.is(403);
    get(&doors, "/epj/Messages/not-an-id").await.is(404);
    get(&doors, &format!("/epj/Messages/{}", Uuid::nil())).await.is(404);
}

/// S1-2.1-b: who waits is answered as soon as there is something.
#[tokio::test]
async fn s1_2_1_b_a_long_poll_is_answered_when_something_comes() {
    let doors = opened().await;
    let path = format!("/epj/Messages?ReceiverHerIds={UNIT}&wait=20");
    let waits = get(&doors, &path);
    let (answer, one) = tokio::join!(waits, async {
        tokio::task::yield_now().await;
        one_waits(&doors).await
    });
    let found: Vec<Value> = serde_json::from_str(&answer.is(200).body).unwrap();
    assert_eq!(found[0]["id"], one["id"]);
}
