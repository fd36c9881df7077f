//! The receipts this journal system gives, as it is told.

use axum::http::{Method, StatusCode};
use helsebro_simulators::epj::{
    EpjSeen, Lasting, Order, OrderRefused, ReceiptAnswer, ReceiptForm, ReceiptSeen,
};
use serde_json::json;

use super::schemas::assert_valid;
use super::wire;
use super::world::{Epj, NURSING};

fn receipts(answer: ReceiptAnswer, code: Option<&str>, lasting: Lasting) -> Order {
    Order::Receipts { answer, code: code.map(str::to_owned), lasting }
}

fn given(seen: &EpjSeen, number: u64) -> bool {
    let entry = seen.entries.iter().find(|entry| entry.number == number).unwrap();
    matches!(entry.receipt, ReceiptSeen::Given { .. })
}

#[tokio::test]
async fn ok_is_given_at_once_as_a_receipt_by_the_schema() {
    let epj = Epj::start().await;
    let entry = epj.gets(&wire::question("q")).await;
    epj.until("the receipt", |seen| given(seen, entry.number)).await;
    let [receipt] = &epj.door.posted()[..] else { panic!("one receipt") };
    assert_valid(receipt);
    for part in [
        "<Status V=\"1\" DN=\"OK\"/><OriginalMsgId>",
        "<MsgType V=\"DIALOG_INNBYGGER_EKONTAKT\" DN=\"Dialog\"/>",
        "<IssueDate>2027-02-02T08:00:00Z</IssueDate>",
        &format!("<Id>{}</Id></OriginalMsgId>", wire::id("q")),
        "<Sender><HCP><Inst><Name>Solvik kommune</Name><Id>8140001</Id>",
        "<Receiver><HCP><Inst><Name>Helsebro</Name><Id>90000</Id>",
    ] {
        assert!(receipt.contains(part), "{part}\n{receipt}");
    }
    epj.door.assert_faultless();
}

#[tokio::test]
async fn the_next_one_can_be_rejected_and_those_after_it_not() {
    let epj = Epj::start().await;
    epj.receipts(receipts(ReceiptAnswer::Rejected, Some("T02"), Lasting::Next)).await;
    let first = epj.gets(&wire::question("one")).await;
    epj.until("the first", |seen| given(seen, first.number)).await;
    let second = epj.gets(&wire::question("two")).await;
    epj.until("the second", |seen| given(seen, second.number)).await;
    let no = ReceiptSeen::Given { status: 2, code: Some("T02".into()), times: 1 };
    assert_eq!(epj.entry(first.number).receipt, no);
    let yes = ReceiptSeen::Given { status: 1, code: None, times: 1 };
    assert_eq!(epj.entry(second.number).receipt, yes);
    let posted = epj.door.posted();
    assert_valid(&posted[0]);
    assert!(posted[0].contains("<Status V=\"2\" DN=\"Avvist\"/><Error V=\"T02\""), "{}", posted[0]);
    assert!(!posted[1].contains("<Error"));
}

#[tokio::test]
async fn all_can_be_rejected_or_have_an_error_in_a_part() {
    let epj = Epj::start().await;
    epj.receipts(receipts(ReceiptAnswer::Rejected, None, Lasting::All)).await;
    for name in ["one", "two"] {
        let entry = epj.gets(&wire::question(name)).await;
        epj.until("the receipt", |seen| given(seen, entry.number)).await;
        let no = ReceiptSeen::Given { status: 2, code: Some("E35".into()), times: 1 };
        assert_eq!(epj.entry(entry.number).receipt, no);
    }
    epj.receipts(receipts(ReceiptAnswer::ErrorInPart, Some("E36"), Lasting::All)).await;
    let entry = epj.gets(&wire::question("three")).await;
    epj.until("the receipt", |seen| given(seen, entry.number)).await;
    let posted = epj.door.posted();
    assert_valid(&posted[2]);
    assert!(posted[2].contains("<Status V=\"3\" DN=\"OK, feil i delmelding\"/><Error V=\"E36\""));
}

#[tokio::test]
async fn receipts_can_be_held_back_and_released() {
    let epj = Epj::start().await;
    epj.receipts(receipts(ReceiptAnswer::Held, None, Lasting::All)).await;
    let entry = epj.gets(&wire::question("q")).await;
    assert_eq!(entry.receipt, ReceiptSeen::Held);
    // What is fetched after it shows that the round went on without it.
    epj.gets(&wire::question("other")).await;
    assert_eq!(epj.door.posted().len(), 0);
    epj.receipts(Order::ReleaseReceipts).await;
    assert!(given(&epj.control.seen(), entry.number));
    assert_eq!(epj.door.posted().len(), 2);
}

#[tokio::test]
async fn a_receipt_can_be_withheld_or_given_twice() {
    let epj = Epj::start().await;
    epj.receipts(receipts(ReceiptAnswer::Withheld, None, Lasting::Next)).await;
    let none = epj.gets(&wire::question("none")).await;
    epj.receipts(receipts(ReceiptAnswer::Twice, None, Lasting::Next)).await;
    let twice = epj.gets(&wire::question("twice")).await;
    epj.until("two receipts", |seen| given(seen, twice.number)).await;
    assert_eq!(epj.entry(none.number).receipt, ReceiptSeen::Withheld);
    let both = ReceiptSeen::Given { status: 1, code: None, times: 2 };
    assert_eq!(epj.entry(twice.number).receipt, both);
    let posted = epj.door.posted();
    assert_eq!(posted.len(), 2);
    assert_ne!(posted[0], posted[1]);
}

#[tokio::test]
async fn receipts_can_be_given_by_the_doors_own_call() {
    let epj = Epj::start().await;
    epj.receipts(Order::ReceiptsAs { form: ReceiptForm::Json }).await;
    epj.receipts(receipts(ReceiptAnswer::Rejected, Some("E35"), Lasting::Next)).await;
    let no = epj.gets(&wire::question("no")).await;
    let yes = epj.gets(&wire::question("yes")).await;
    epj.until("both", |seen| given(seen, no.number) && given(seen, yes.number)).await;
    let [first, second] = &epj.door.apprecs()[..] else { panic!("two receipts") };
    assert_eq!(first.0, no.transport_id.unwrap());
    assert_eq!(first.1, NURSING);
    let error = json!([{"errorCode": "E35", "details": "Satt i simulatoren"}]);
    assert_eq!(first.2, json!({"appRecStatus": "Rejected", "appRecErrorList": error}));
    assert_eq!(second.2, json!({"appRecStatus": "Ok", "appRecErrorList": []}));
    assert_eq!(epj.door.posted().len(), 0);
    epj.door.assert_faultless();
}

#[tokio::test]
async fn what_cannot_be_read_is_rejected_as_no_xml() {
    let epj = Epj::start().await;
    let entry = epj.gets("dette er ikke XML").await;
    assert_eq!(entry.verdict.len(), 1);
    epj.until("the receipt", |seen| given(seen, entry.number)).await;
    let [(id, unit, told)] = &epj.door.apprecs()[..] else { panic!("one receipt") };
    assert_eq!((id, *unit), (entry.transport_id.as_ref().unwrap(), NURSING));
    assert_eq!(told["appRecErrorList"][0]["errorCode"], "T01");
}

#[tokio::test]
async fn a_receipt_that_did_not_come_through_is_given_later() {
    let epj = Epj::start().await;
    epj.door.refuse_next(Method::POST, "/Messages", StatusCode::SERVICE_UNAVAILABLE);
    let entry = epj.gets(&wire::question("q")).await;
    epj.until("the receipt", |seen| given(seen, entry.number)).await;
    assert_eq!(epj.door.posted().len(), 1);
}

#[tokio::test]
async fn a_receipt_the_door_will_not_have_is_not_tried_again() {
    let epj = Epj::start().await;
    epj.door.refuse_next(Method::POST, "/Messages", StatusCode::BAD_REQUEST);
    let entry = epj.gets(&wire::question("q")).await;
    let refused = ReceiptSeen::Undelivered { status: Some(400) };
    let said = |seen: &EpjSeen| {
        seen.entries.iter().any(|e| e.number == entry.number && e.receipt == refused)
    };
    epj.until("the refusal", said).await;
    epj.gets(&wire::question("other")).await;
    epj.door.until_idle().await;
    assert_eq!(epj.door.posted().len(), 1);
    assert_eq!(epj.entry(entry.number).receipt, refused);
}

#[tokio::test]
async fn one_more_receipt_can_be_given_to_a_message_that_has_one() {
    let epj = Epj::start().await;
    let entry = epj.gets(&wire::question("q")).await;
    epj.until("the receipt", |seen| given(seen, entry.number)).await;
    let order = Order::GiveReceipt {
        entry: entry.number,
        answer: ReceiptAnswer::Rejected,
        code: Some("E35".into()),
    };
    epj.receipts(order).await;
    let told = ReceiptSeen::Given { status: 2, code: Some("E35".into()), times: 2 };
    assert_eq!(epj.entry(entry.number).receipt, told);

    let give = |entry, code: &str| Order::GiveReceipt {
        entry,
        answer: ReceiptAnswer::Rejected,
        code: Some(code.to_owned()),
    };
    let refused = epj.control.tell(give(999, "E35")).await;
    assert_eq!(refused, Err(OrderRefused::NoSuchEntry));
    let refused = epj.control.tell(give(entry.number, "ALT FOR LANG")).await;
    assert_eq!(refused, Err(OrderRefused::NoSuchCode));
}
