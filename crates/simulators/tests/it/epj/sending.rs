//! What the journal system sends when it is told to, as the schemas want it –
//! and what it sends on purpose that they do not.

use axum::http::{Method, StatusCode};
use helsebro_simulators::epj::{
    Enclosed, Kept, Nonsense, Order, OrderRefused, Posted, ReceiptSeen, Repeat, Told,
};

use super::schemas::{assert_invalid, assert_valid};
use super::wire;
use super::world::{Epj, HEALTHY, NURSING};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tell(service: &str) -> Order {
    Order::Tell {
        thread: None,
        patient: some("kari"),
        service: some(service),
        topic: "Nytt telefonnummer".into(),
        text: "Ring oss på <75 00> & spør.\nHilsen oss".into(),
        author: None,
    }
}

fn parts(document: &str, parts: &[&str]) {
    for part in parts {
        assert!(document.contains(part), "{part}\n{document}");
    }
}

#[tokio::test]
async fn an_answer_goes_into_the_thread_with_the_name_of_who_wrote_it() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let thread = epj.thread().await;
    let text = "Vi kommer i morgen.".to_owned();
    let order = Order::Answer {
        thread: thread.clone(),
        text,
        author: some("Per Olav Haug"),
        attachment: None,
    };
    let (entry, document) = epj.sends(order).await;
    assert_valid(&document);
    assert_eq!(entry.thread.as_ref(), Some(&thread));
    assert_eq!(entry.parent.as_ref(), Some(&thread));
    assert_eq!(entry.receipt, ReceiptSeen::Awaited);
    assert_eq!(entry.unit, Some(NURSING));
    parts(
        &document,
        &[
            "<GenDate>2027-02-02T09:00:00+01:00</GenDate>",
            "<Type V=\"DIALOG_INNBYGGER_EKONTAKT\"",
            "<Ack V=\"J\" DN=\"Ja\"/>",
            &format!("<RefToParent>{thread}</RefToParent>"),
            "<Sakstype>HJSP-OST</Sakstype>",
            "<TemaKodet V=\"19\" S=\"2.16.578.1.12.4.1.1.7602\"",
            "<TekstNotatInnhold>Vi kommer i morgen.</TekstNotatInnhold>",
            "<RolleNotat V=\"1\" S=\"2.16.578.1.12.4.1.1.9057\"",
            "<FamilyName>Haug</FamilyName><GivenName>Per Olav</GivenName>",
            "<FamilyName>Nilsen</FamilyName><GivenName>Kari</GivenName>",
            "<Id>12864800015</Id><TypeId V=\"FNR\"",
        ],
    );
    epj.door.assert_faultless();
}

#[tokio::test]
async fn a_file_goes_along_with_an_answer_as_the_schemas_have_it() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let thread = epj.thread().await;
    let own = Enclosed::Own {
        name: "<liste>.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        base64: "JVBERi0xLjc=".to_owned(),
    };
    for (file, named) in [
        (Enclosed::Ready(Kept::Picture), "Såret i dag.png (image/png)"),
        (Enclosed::Ready(Kept::Harmful), "Skjema.pdf (application/pdf)"),
        (Enclosed::Ready(Kept::Mislabelled), "Bilde.png (image/png)"),
        (own, "<liste>.pdf (application/pdf)"),
    ] {
        let (thread, text) = (thread.clone(), "Se vedlegget.".to_owned());
        let order = Order::Answer { thread, text, author: None, attachment: Some(file) };
        let (entry, document) = epj.sends(order).await;
        assert_valid(&document);
        assert_eq!(entry.attachments, [named]);
    }
    let order: Order = serde_json::from_str(
        r#"{"act": "answer", "thread": "t", "text": "x", "attachment": "picture"}"#,
    )
    .unwrap();
    let Order::Answer { attachment, .. } = order else { panic!("another order") };
    assert_eq!(attachment, Some(Enclosed::Ready(Kept::Picture)));
}

#[tokio::test]
async fn an_answer_answers_the_newest_the_citizen_wrote() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let thread = epj.thread().await;
    let reply = epj.gets(&wire::reply("r", &thread)).await;
    let order = Order::Answer {
        thread: thread.clone(),
        text: "Fint.".into(),
        author: None,
        attachment: None,
    };
    let (entry, _) = epj.sends(order).await;
    assert_eq!((entry.thread, entry.parent), (Some(thread), reply.msg_id));
}

#[tokio::test]
async fn a_question_and_a_word_can_start_a_thread_or_go_on_with_one() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let (entry, document) = epj.sends(tell("FRISK")).await;
    assert_valid(&document);
    assert_eq!(entry.thread, entry.msg_id);
    assert_eq!(entry.unit, Some(HEALTHY));
    assert_eq!(entry.text.as_deref(), Some("Ring oss på <75 00> & spør.\nHilsen oss"));
    parts(&document, &["V=\"EKI\" S=\"2.16.578.1.12.4.1.1.7601\"", "<Sakstype>FRISK</Sakstype>"]);
    assert!(!document.contains("ConversationRef"));

    let thread = epj.thread().await;
    let order = Order::Ask {
        thread: Some(thread.clone()),
        patient: None,
        service: None,
        topic: "Strømpene".into(),
        text: "Passer det kl. 10?".into(),
        author: some("Siri"),
    };
    let (entry, document) = epj.sends(order).await;
    assert_valid(&document);
    assert_eq!(entry.thread, Some(thread));
    assert_eq!(entry.author.as_deref(), Some("Siri"));
    parts(&document, &["V=\"DI\"", "<EmneSporsmal>Strømpene</EmneSporsmal>"]);
}

#[tokio::test]
async fn a_thread_can_be_closed_or_refused() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let thread = epj.thread().await;
    let (_, document) = epj.sends(Order::Close { thread: thread.clone(), text: None }).await;
    assert_valid(&document);
    parts(&document, &["<TemaKodet V=\"13\"", "DN=\"Dialog avsluttet\"/></Notat>"]);
    for code in ["26", "30", "31"] {
        let text = some("Feil sted");
        let order = Order::Refuse { thread: thread.clone(), code: code.into(), text };
        let (entry, document) = epj.sends(order).await;
        assert_valid(&document);
        assert_eq!(entry.code.as_deref(), Some(code));
    }
    let order = Order::Refuse { thread, code: "19".into(), text: None };
    assert_eq!(epj.control.tell(order).await, Err(OrderRefused::NoSuchCode));
}

#[tokio::test]
async fn a_contact_list_is_whole_or_empty() {
    let epj = Epj::start().await;
    let services = vec!["HJSP-OST".to_owned(), "FRISK".to_owned()];
    let (_, document) = epj.sends(Order::ListContacts { patient: "kari".into(), services }).await;
    assert_valid(&document);
    parts(
        &document,
        &[
            "V=\"DIALOG_INNBYGGER_TJENESTEOVERSIKT\"",
            "<TjenesteId>HJSP-OST</TjenesteId>",
            "<TjenesteNavn>Frisklivssentralen &amp; co</TjenesteNavn>",
            "<TjenesteOmråde>1</TjenesteOmråde>",
            "<FraDato>2026-09-01</FraDato><TilDato>2027-06-30</TilDato>",
            "<fk1:Id>8140102</fk1:Id><fk1:TypeId V=\"HER\"",
        ],
    );
    let empty = Order::ListContacts { patient: "ola".into(), services: Vec::new() };
    let (entry, document) = epj.sends(empty).await;
    assert_valid(&document);
    assert_eq!(entry.patient.as_deref(), Some("20906000106"));
    assert!(!document.contains("<Tjeneste>"));
}

#[tokio::test]
async fn digitally_active_citizens_and_the_link_can_be_asked_about() {
    let epj = Epj::start().await;
    let (entry, document) = epj.sends(Order::CheckActive { patients: Vec::new() }).await;
    assert_valid(&document);
    assert_eq!((entry.code.as_deref(), entry.patient), (Some("SIDAB"), None));
    parts(&document, &["<fk1:Id>12864800015</fk1:Id>", "<fk1:Id>20906000106</fk1:Id>"]);
    let one = Order::CheckActive { patients: vec!["ola".to_owned()] };
    let (_, document) = epj.sends(one).await;
    assert_valid(&document);
    assert!(!document.contains("12864800015"));
    let (entry, document) = epj.sends(Order::TestLink).await;
    assert_valid(&document);
    assert_eq!(entry.message_type.as_deref(), Some("DIALOG_INNBYGGER_TEST"));
    parts(&document, &["<TypeForesp V=\"KT\" S=\"2.16.578.1.12.4.1.1.7603\""]);
    epj.door.assert_faultless();
}

#[tokio::test]
async fn the_same_can_be_sent_again_alike_in_id_or_in_content_only() {
    let epj = Epj::start().await;
    let (first, document) = epj.sends(tell("HJSP-OST")).await;
    let again = |how| Order::Repeat { entry: first.number, how };
    let (entry, same) = epj.sends(again(Repeat::SameBytes)).await;
    assert_eq!(same, document);
    assert_eq!(entry.double_of, Some(first.number));
    let (entry, other) = epj.sends(again(Repeat::SameMsgId)).await;
    assert_ne!(other, document);
    assert_eq!(entry.msg_id, first.msg_id);
    assert_eq!(entry.text, first.text);
    assert_valid(&other);
    let (entry, new) = epj.sends(again(Repeat::NewMsgId)).await;
    assert_ne!(entry.msg_id, first.msg_id);
    assert_eq!(entry.text, first.text);
    assert_eq!(entry.double_of, None);
    assert_valid(&new);
}

#[tokio::test]
async fn a_receipt_is_noted_at_every_sending_of_its_message() {
    let epj = Epj::start().await;
    let (first, _) = epj.sends(tell("HJSP-OST")).await;
    let (kind, date) = (first.message_type.unwrap(), first.gen_date.unwrap());
    let again = Order::Repeat { entry: first.number, how: Repeat::SameBytes };
    let (second, _) = epj.sends(again.clone()).await;
    let original = (kind.as_str(), date.as_str(), first.msg_id.as_deref().unwrap());
    epj.gets(&wire::receipt("k", original, None)).await;
    let came = ReceiptSeen::Came { status: 1, codes: Vec::new(), times: 1 };
    assert_eq!(epj.entry(first.number).receipt, came);
    assert_eq!(epj.entry(second.number).receipt, came);
    let (third, _) = epj.sends(again).await;
    assert_eq!(epj.entry(third.number).receipt, came);
}

#[tokio::test]
async fn rubbish_is_rubbish_in_the_way_it_says() {
    let epj = Epj::start().await;
    let rubbish = |kind, bytes| Order::Rubbish { kind, her_id: None, bytes };
    for kind in [Nonsense::NotXml, Nonsense::Truncated, Nonsense::SchemaError] {
        let (entry, document) = epj.sends(rubbish(kind, None)).await;
        assert_invalid(&document);
        assert_eq!(entry.msg_id.is_some(), kind == Nonsense::SchemaError);
    }
    let (entry, document) = epj.sends(rubbish(Nonsense::LargeAttachment, Some(3_000))).await;
    assert_valid(&document);
    assert_eq!(entry.attachments, ["stort.pdf (application/pdf)"]);
    assert!(document.len() > 4_000);
    let (_, document) = epj.sends(rubbish(Nonsense::WrongReceiver, None)).await;
    assert_valid(&document);
    parts(&document, &["<Receiver><Organisation><OrganisationName>Helsebro<", "<Id>8999999</Id>"]);
    let order = Order::Rubbish { kind: Nonsense::ForeignSender, her_id: Some(7), bytes: None };
    let (_, document) = epj.sends(order).await;
    assert_valid(&document);
    parts(&document, &["<Sender><Organisation><OrganisationName>Solvik kommune<", "<Id>7</Id>"]);
    let refused = epj.control.tell(rubbish(Nonsense::LargeAttachment, Some(99_000_000))).await;
    assert_eq!(refused, Err(OrderRefused::TooLong));
    epj.door.assert_faultless();
}

#[tokio::test]
async fn an_attachment_of_eighteen_megabytes_can_be_sent() {
    let epj = Epj::start().await;
    let order = Order::Rubbish { kind: Nonsense::LargeAttachment, her_id: None, bytes: None };
    let told = epj.control.tell(order).await.unwrap();
    assert!(matches!(told.posted, Some(Posted::Taken { .. })), "{told:?}");
    let document = epj.control.document(told.entry.unwrap()).unwrap();
    assert!(document.len() > 24_000_000);
}

#[tokio::test]
async fn what_the_door_will_not_have_is_undelivered_and_says_why() {
    let epj = Epj::start().await;
    epj.door.refuse_next(Method::POST, "/Messages", StatusCode::PAYLOAD_TOO_LARGE);
    let told = epj.control.tell(tell("HJSP-OST")).await.unwrap();
    let refused = Posted::Refused { status: 413, error: "the door says no".into() };
    assert_eq!(told, Told { entry: Some(1), posted: Some(refused) });
    let undelivered = ReceiptSeen::Undelivered { status: Some(413) };
    assert_eq!(epj.entry(1).receipt, undelivered);
    let again = Order::Repeat { entry: 1, how: Repeat::SameBytes };
    let (entry, _) = epj.sends(again).await;
    assert_eq!(entry.receipt, ReceiptSeen::Awaited);
}

#[tokio::test]
async fn an_order_that_makes_no_sense_here_is_refused() {
    let epj = Epj::start().await;
    let nobody = || Order::ListContacts { patient: "nobody".into(), services: Vec::new() };
    let ask = |patient: Option<&str>, service: Option<&str>, text: &str| Order::Ask {
        thread: None,
        patient: patient.map(str::to_owned),
        service: service.map(str::to_owned),
        topic: "Emne".into(),
        text: text.into(),
        author: None,
    };
    let long = "x".repeat(20_001);
    let cases = [
        (
            Order::Answer { thread: "t".into(), text: "x".into(), author: None, attachment: None },
            OrderRefused::NoSuchThread,
        ),
        (nobody(), OrderRefused::NoSuchPatient),
        (ask(Some("kari"), Some("X"), "x"), OrderRefused::NoSuchService),
        (ask(Some("kari"), None, "x"), OrderRefused::Missing),
        (ask(None, Some("HJSP-OST"), "x"), OrderRefused::Missing),
        (ask(Some("kari"), Some("HJSP-OST"), &long), OrderRefused::TooLong),
        (Order::Repeat { entry: 1, how: Repeat::SameBytes }, OrderRefused::NoSuchEntry),
        (Order::CheckActive { patients: vec!["x".into()] }, OrderRefused::NoSuchPatient),
    ];
    for (order, refused) in cases {
        assert_eq!(epj.control.tell(order).await, Err(refused));
    }
    assert_eq!(epj.control.seen().entries.len(), 0);
}
