//! The checks of a strict journal system: each fault found, and nothing more.

use super::wire;
use super::world::{Epj, HEALTHY, PLATFORM};

/// What to change in a fine question, and the one thing then said.
const FAULTS: &[(&str, &str, &str)] = &[
    ("msghead/2006-05-24\"><MsgInfo", "msghead/2005-01-01\"><MsgInfo", "MsgHead har feil navnerom"),
    ("v1.2 2006-05-24", "v1.1", "MIGversion er feil"),
    ("<GenDate>2027-02-02T08:00:00Z", "<GenDate>2027-02-02T08:00:00", "GenDate mangler tidssone"),
    ("<Ack V=\"J\"", "<Ack V=\"X\"", "Ack er verken J eller N"),
    ("<Id>90000</Id>", "<Id>90009</Id>", "Sender er ikke plattformens HER-id-er"),
    ("<Id>8140001</Id>", "<Id>8140002</Id>", "Receiver har ikke vår HER-id på nivå 1"),
    ("<FamilyName>Nilsen</FamilyName>", "", "pasientens navn mangler"),
    ("<Id>12864800015</Id>", "<Id>1286480001</Id>", "pasientens nummer har ikke elleve siffer"),
    ("V=\"FNR\"", "V=\"XXX\"", "pasientens nummer har feil type eller kodeverk"),
    ("<Sakstype>HJSP-OST</Sakstype>", "", "Sakstype mangler"),
    ("Kompresjonsstrømper", "", "EmneSporsmal mangler"),
    ("Når kommer dere &lt;i morgen&gt;?", "", "teksten mangler"),
    ("1.1.7601", "1.1.7602", "TypeForesp har feil kodeverk"),
    ("V=\"HE\"", "V=\"SB\"", "koden er ikke en innbygger kan sende"),
    (
        "dialog/2013-01-23",
        "dialog/2006-10-11",
        "det første dokumentet er ikke en Dialogmelding 1.1",
    ),
    ("<MsgType V=\"XML\"", "<MsgType V=\"Q\"", "RefDoc/MsgType er verken XML eller A"),
    ("V=\"2027-02-02T09:00:00+01:00\"", "V=\"2027-02-02T09:00:00\"", "IssueDate mangler tidssone"),
    ("DIALOG_INNBYGGER_EKONTAKT", "DIALOG_INNBYGGER_ANNET", "meldingstypen er ukjent her"),
];

#[tokio::test]
async fn each_fault_of_a_question_is_found_alone() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    for (place, (fine, odd, fault)) in FAULTS.iter().enumerate() {
        let question = wire::question(&format!("q{place}"));
        assert!(question.contains(fine), "{fine}");
        let entry = epj.gets(&question.replacen(fine, odd, 1)).await;
        assert_eq!(entry.verdict, [*fault], "{odd}");
    }
}

#[tokio::test]
async fn the_door_and_the_message_must_name_the_same_parties() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    epj.door.put(HEALTHY, PLATFORM, wire::question("q"));
    let seen = epj.until("the message", |seen| seen.received == 1).await;
    let said = "HER-id i meldingen er en annen enn den døren oppga";
    assert_eq!(seen.entries[0].verdict, [said]);
}

#[tokio::test]
async fn a_patient_that_is_missing_and_an_id_that_is_none_are_found() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let question = wire::question("q");
    let (start, end) = (question.find("<Patient>").unwrap(), question.find("</Patient>").unwrap());
    let without = format!("{}{}", &question[..start], &question[end + "</Patient>".len()..]);
    assert_eq!(epj.gets(&without).await.verdict, ["Patient mangler"]);
    let odd = question.replacen(&wire::id("q"), "12345", 1);
    assert_eq!(epj.gets(&odd).await.verdict, ["MsgId er ikke en UUID"]);
}

#[tokio::test]
async fn a_reply_must_say_what_it_replies_to_and_a_proxy_who_she_is() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let reply = wire::reply("r", &wire::id("q"));
    let start = reply.find("<ConversationRef>").unwrap();
    let end = reply.find("</ConversationRef>").unwrap() + "</ConversationRef>".len();
    let loose = format!("{}{}", &reply[..start], &reply[end..]);
    assert_eq!(epj.gets(&loose).await.verdict, ["et svar må ha ConversationRef"]);
    let proxy = wire::question_by_proxy("p").replace("V=\"FU\"", "V=\"??\"");
    let said = "Relasjon har ukjent kode eller feil kodeverk";
    assert_eq!(epj.gets(&proxy).await.verdict, [said]);
}

#[tokio::test]
async fn a_receipt_must_be_for_something_we_sent_and_repeat_its_type_and_date() {
    let epj = Epj::start().await;
    let (sent, _) = epj.sends(helsebro_simulators::epj::Order::TestLink).await;
    let (kind, date) = (sent.message_type.unwrap(), sent.gen_date.unwrap());
    let msg_id = sent.msg_id.unwrap();
    let unknown = wire::receipt("a", (&kind, &date, &wire::id("none")), None);
    let said = "kvitteringen gjelder en melding vi ikke har sendt";
    assert_eq!(epj.gets(&unknown).await.verdict, [said]);
    let other_type = wire::receipt("b", ("APPREC", &date, &msg_id), None);
    let said = "OriginalMsgId/MsgType er en annen enn meldingens";
    assert_eq!(epj.gets(&other_type).await.verdict, [said]);
    let other_date = wire::receipt("c", (&kind, "2027-02-02T08:00:00Z", &msg_id), None);
    let said = "OriginalMsgId/IssueDate er en annen enn meldingens GenDate";
    assert_eq!(epj.gets(&other_date).await.verdict, [said]);
    let fine = wire::receipt("d", (&kind, &date, &msg_id), Some("E35"));
    let unreasoned = fine.replacen("1.1.8221", "1.1.9999", 1);
    assert_eq!(epj.gets(&unreasoned).await.verdict, ["Error har feil kodeverk"]);
}
