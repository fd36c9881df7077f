//! What comes: fetched, filed as it is, marked read, and receipts for our own.

use axum::http::{Method, StatusCode};
use helsebro_simulators::epj::{DoorSeen, EpjSeen, Order, ReceiptSeen, Way};

use super::wire;
use super::world::{Epj, NURSING, PLATFORM};

#[tokio::test]
async fn a_message_is_fetched_filed_and_marked_read() {
    let epj = Epj::start().await;
    let entry = epj.gets(&wire::question("q")).await;
    assert_eq!(entry.way, Way::Received);
    assert_eq!(entry.verdict, Vec::<String>::new());
    assert_eq!(entry.msg_id.as_deref(), Some(wire::id("q").as_str()));
    assert_eq!(entry.thread, entry.msg_id);
    assert_eq!(entry.parent, None);
    assert_eq!(entry.code.as_deref(), Some("HE"));
    assert_eq!(entry.topic.as_deref(), Some("Kompresjonsstrømper"));
    assert_eq!(entry.text.as_deref(), Some("Når kommer dere <i morgen>?"));
    assert_eq!(entry.service.as_deref(), Some("HJSP-OST"));
    assert_eq!(entry.unit, Some(NURSING));
    assert_eq!(entry.patient.as_deref(), Some("12864800015"));
    assert_eq!(entry.patient_name.as_deref(), Some("Kari Nilsen"));
    let document = epj.control.document(entry.number).unwrap();
    assert_eq!(String::from_utf8(document).unwrap(), wire::question("q"));

    let given = |seen: &EpjSeen| matches!(seen.entries[0].receipt, ReceiptSeen::Given { .. });
    let seen = epj.until("the receipt", given).await;
    assert_eq!((seen.received, seen.doubles, seen.door), (1, 0, DoorSeen::Open));
    assert_eq!(epj.door.count("GET", "/business-document"), 1);
    assert_eq!(epj.door.count("PUT", &format!("/read/{NURSING}")), 1);
    epj.door.assert_faultless();
}

#[tokio::test]
async fn a_message_on_anothers_behalf_says_who_acts() {
    let epj = Epj::start().await;
    let entry = epj.gets(&wire::question_by_proxy("q")).await;
    assert_eq!(entry.verdict, Vec::<String>::new());
    assert_eq!(entry.patient_name.as_deref(), Some("Kari Nilsen"));
    assert_eq!(entry.on_behalf, Some(("Anne Nilsen".to_owned(), "FU".to_owned())));
}

#[tokio::test]
async fn what_comes_twice_stands_twice_and_is_counted() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let first = epj.gets(&wire::question("q")).await;
    let second = epj.gets(&wire::question("q")).await;
    let other = epj.gets(&wire::question("other")).await;
    assert_eq!((first.double_of, second.double_of, other.double_of), (None, Some(1), None));
    let seen = epj.control.seen();
    assert_eq!((seen.received, seen.doubles), (3, 1));
}

#[tokio::test]
async fn a_reply_stands_in_the_thread_it_replies_to() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let thread = epj.thread().await;
    let reply = epj.gets(&wire::reply("r", &thread)).await;
    assert_eq!(reply.verdict, Vec::<String>::new());
    assert_eq!(reply.thread, Some(thread.clone()));
    assert_eq!(reply.parent, Some(thread));
    assert_eq!(reply.code.as_deref(), Some("22"));
}

#[tokio::test]
async fn a_receipt_for_our_own_is_noted_at_the_message_and_gets_none_itself() {
    let epj = Epj::start().await;
    let order = Order::TestLink;
    let (sent, _) = epj.sends(order).await;
    assert_eq!(sent.receipt, ReceiptSeen::Awaited);
    let (kind, date) = (sent.message_type.unwrap(), sent.gen_date.unwrap());
    let msg_id = sent.msg_id.unwrap();
    let original = (kind.as_str(), date.as_str(), msg_id.as_str());

    let came = epj.gets(&wire::receipt("ok", original, None)).await;
    assert_eq!(came.verdict, Vec::<String>::new());
    assert!(came.is_receipt);
    assert_eq!(came.receipt, ReceiptSeen::NotDue);
    assert_eq!(came.receipt_for.as_deref(), Some(msg_id.as_str()));
    let fine = ReceiptSeen::Came { status: 1, codes: Vec::new(), times: 1 };
    assert_eq!(epj.entry(sent.number).receipt, fine);

    epj.gets(&wire::receipt("no", original, Some("E35"))).await;
    let refused = ReceiptSeen::Came { status: 2, codes: vec!["E35".to_owned()], times: 2 };
    assert_eq!(epj.entry(sent.number).receipt, refused);
    assert_eq!(epj.door.posted().len(), 1, "a receipt got a receipt");
    assert_eq!(epj.control.seen().received, 0);
    epj.door.assert_faultless();
}

#[tokio::test]
async fn a_receipt_that_came_twice_is_a_double() {
    let epj = Epj::start().await;
    let (sent, _) = epj.sends(Order::TestLink).await;
    let (kind, date) = (sent.message_type.unwrap(), sent.gen_date.unwrap());
    let original = (kind.as_str(), date.as_str(), sent.msg_id.as_deref().unwrap());
    epj.gets(&wire::receipt("ok", original, None)).await;
    epj.gets(&wire::receipt("ok", original, None)).await;
    assert_eq!(epj.control.seen().doubles, 1);
}

#[tokio::test]
async fn a_token_that_has_ended_is_renewed_and_one_the_door_will_not_have_is_replaced() {
    let epj = Epj::start().await;
    // A receipt that is given says that the round is done with the message.
    let done = async |name| {
        epj.gets(&wire::question(name)).await;
        let given = |seen: &EpjSeen| {
            let mut came = seen.entries.iter().filter(|entry| entry.way == Way::Received);
            came.all(|entry| matches!(entry.receipt, ReceiptSeen::Given { .. }))
        };
        epj.until("the receipt", given).await;
        epj.door.until_idle().await;
    };
    done("one").await;
    assert_eq!(epj.door.tokens(), 1);
    epj.door.refuse_next(Method::GET, "/business-document", StatusCode::UNAUTHORIZED);
    done("two").await;
    assert_eq!(epj.door.tokens(), 2);
    epj.clock.pass(3_600);
    epj.gets(&wire::question("three")).await;
    assert_eq!(epj.door.tokens(), 3);
    epj.door.assert_faultless();
}

#[tokio::test]
async fn a_door_that_is_down_is_tried_again_and_nothing_is_lost() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    epj.gets(&wire::question("one")).await;
    epj.door.go_down();
    epj.until("the fall", |seen| seen.door == DoorSeen::Down).await;
    epj.door.put(NURSING, PLATFORM, wire::question("two"));
    epj.door.come_up();
    let seen = epj.until("the second", |seen| seen.received == 2).await;
    assert_eq!(seen.door, DoorSeen::Open);
    assert_eq!(seen.doubles, 0);
}

#[tokio::test]
async fn a_message_the_door_cannot_hand_out_does_not_stop_the_others() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let gone = epj.door.put(NURSING, PLATFORM, wire::question("one"));
    epj.door.refuse_next(Method::GET, &format!("{gone}/business-document"), StatusCode::NOT_FOUND);
    epj.door.put(NURSING, PLATFORM, wire::question("two"));
    epj.until("both", |seen| seen.received == 2).await;
}

#[tokio::test]
async fn a_message_that_cannot_be_marked_read_is_marked_later_and_not_filed_again() {
    let epj = Epj::start().await;
    epj.door.refuse_next(
        Method::PUT,
        &format!("/read/{NURSING}"),
        StatusCode::INTERNAL_SERVER_ERROR,
    );
    epj.door.put(NURSING, PLATFORM, wire::question("one"));
    let given = |seen: &EpjSeen| {
        seen.entries.first().is_some_and(|e| matches!(e.receipt, ReceiptSeen::Given { .. }))
    };
    let seen = epj.until("the receipt", given).await;
    assert_eq!((seen.received, seen.doubles), (1, 0));
    assert_eq!(epj.door.count("PUT", &format!("/read/{NURSING}")), 2);
    assert_eq!(epj.door.count("GET", "/business-document"), 1);
}
