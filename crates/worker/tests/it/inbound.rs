//! Messages from the journal system, as they come on the wire.

use helsebro_actions::dialog::contacts::{self, Replaced};
use helsebro_actions::dialog::desk::receive::{NotReceived, Outcome};
use helsebro_actions::dialog::{inbox, thread};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::NumberFault;
use helsebro_testkit::{Town, ids, in_town};
use helsebro_worker::inbound::{NotTaken, Taken, take_in};

/// One of the message reader's own examples.
fn example(name: &str) -> String {
    let folder = "../messaging/tests/messages";
    std::fs::read_to_string(format!("{folder}/{name}.xml")).unwrap()
}

async fn taken(town: &Town, text: &str) -> Result<Taken, NotTaken> {
    take_in(&town.acts, text.as_bytes()).await
}

/// The answer in the examples, to a conversation of the town's.
fn answer_to(thread: ThreadId, name: &str) -> String {
    example(name).replace("0198c0de-0001-7000-8000-000000000001", &thread.to_string())
}

/// S1-2.1.1-b: the list from the journal system is the whole truth.
#[tokio::test]
async fn s1_2_1_1_b_a_list_creates_and_changes_and_an_empty_one_closes_all() {
    in_town(async |town| {
        let first = taken(&town, &example("kontaktliste-kari")).await.unwrap();
        assert_eq!(first.act, "contact_list");
        // Both are known by their service ids; phone and page are new.
        let changed = Replaced { created: 0, updated: 2, closed: 0 };
        assert_eq!(first.outcome, Outcome::Contacts(changed));
        let again = taken(&town, &example("kontaktliste-kari")).await.unwrap();
        assert_eq!(again.outcome, Outcome::Duplicate);
        let kari = town.citizen(ids::KARI);
        assert_eq!(contacts::list(&town.acts, &kari).await.unwrap().len(), 2);
        let last = taken(&town, &example("kontaktliste-tom")).await.unwrap();
        let closed = Replaced { created: 0, updated: 0, closed: 2 };
        assert_eq!(last.outcome, Outcome::Contacts(closed));
        assert_eq!(contacts::list(&town.acts, &kari).await.unwrap().len(), 0);
    })
    .await;
}

/// S1-2.1.1-a: a message from the journal system opens a conversation.
#[tokio::test]
async fn s1_2_1_1_a_a_message_from_the_unit_opens_a_conversation_under_the_named_service() {
    in_town(async |town| {
        let text = example("dialog-engangskontakt").replace("FRISK", "HJSP-OST");
        let opened = taken(&town, &text).await.unwrap();
        assert_eq!(opened.act, "staff_starts_thread_without_reply");
        let Outcome::Started(thread) = opened.outcome else { panic!("{opened:?}") };
        let kari = town.citizen(ids::KARI);
        let shown = thread::open(&town.acts, &kari, thread).await.unwrap();
        assert_eq!(shown.messages.len(), 1);
        assert_eq!(taken(&town, &text).await.unwrap().outcome, Outcome::Duplicate);
        assert_eq!(inbox::unread(&town.acts, &kari).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_the_citizen_does_not_get_or_another_unit_gives_opens_nothing() {
    in_town(async |town| {
        let text = example("dialog-engangskontakt");
        let refused = taken(&town, &text).await.unwrap_err();
        assert_eq!(refused.code(), Some("NO_SERVICE_NEED"));
        let text = text.replace("FRISK", "UKJENT").replace("000000000202", "000000000299");
        let refused = taken(&town, &text).await.unwrap_err();
        assert_eq!(refused.code(), Some("NOT_A_RECIPIENT_OF_SERVICE"));
    })
    .await;
}

/// S1-2.1.1-a: an answer lands in its conversation, with the name it carries.
#[tokio::test]
async fn s1_2_1_1_a_an_answer_lands_in_its_conversation_once() {
    in_town(async |town| {
        let thread = town.kari_writes().await.thread;
        let text = answer_to(thread, "dialog-svar");
        let answered = taken(&town, &text).await.unwrap();
        assert_eq!(answered.outcome, Outcome::Answered(thread));
        assert_eq!(taken(&town, &text).await.unwrap().outcome, Outcome::Duplicate);
        // The same message with its id written otherwise is the same message.
        let shouted = text.replace("0198c0de-0001-7000", "0198C0DE-0001-7000");
        assert_eq!(taken(&town, &shouted).await.unwrap().outcome, Outcome::Duplicate);
        let kari = town.citizen(ids::KARI);
        let shown = thread::open(&town.acts, &kari, thread).await.unwrap();
        assert_eq!(shown.messages.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_another_kind_keeps_what_it_is_called_and_warns() {
    in_town(async |town| {
        let thread = town.kari_writes().await.thread;
        let answered = taken(&town, &answer_to(thread, "dialog-annen-kode")).await.unwrap();
        assert_eq!(answered.outcome, Outcome::Answered(thread));
        let warnings: Vec<_> = answered.warnings.iter().map(|found| found.code.as_str()).collect();
        assert!(warnings.contains(&"answer_code_unexpected"), "{warnings:?}");
        let shown = thread::open(&town.acts, &town.citizen(ids::KARI), thread).await.unwrap();
        assert!(shown.messages[1].heading.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_refusal_and_a_closing_reach_their_conversation() {
    in_town(async |town| {
        let thread = town.kari_writes().await.thread;
        let refused = taken(&town, &answer_to(thread, "dialog-avvist")).await.unwrap();
        assert_eq!((refused.act, refused.outcome), ("staff_refuses", Outcome::Answered(thread)));
        let closed = taken(&town, &answer_to(thread, "dialog-avsluttet")).await.unwrap();
        assert_eq!((closed.act, closed.outcome), ("staff_closes", Outcome::Closed(thread)));
    })
    .await;
}

#[tokio::test]
async fn a_citizens_message_is_not_taken_from_a_journal_system() {
    in_town(async |town| {
        for name in ["dialog-henvendelse", "dialog-svar-fra-innbygger"] {
            let refused = taken(&town, &example(name)).await.unwrap_err();
            assert!(matches!(refused, NotTaken::WrongWay), "{name}: {refused}");
            assert_eq!(refused.code(), Some("T10"));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_known_here_is_told_by_its_code_and_nothing_of_the_person() {
    in_town(async |town| {
        let answer = example("dialog-svar");
        let lise = answer.replace("12864800015", "03429230054");
        let real = answer.replace("12864800015", "13116900216");
        let stranger = answer.replace("8140101", "8999901").replace("8140001", "8999902");
        for (text, code, part) in [
            (&lise, "E35", "the patient is not known here"),
            (&real, "E31", "not used in this environment"),
            (&stranger, "T99", "the sender is no unit here"),
            (&answer, "T99", "the conversation is not known here"),
            (&"<a/>".to_owned(), "T10", "root element"),
        ] {
            let refused = taken(&town, text).await.unwrap_err();
            assert_eq!(refused.code(), Some(code), "{refused}");
            assert!(refused.to_string().contains(part), "{refused}");
            for number in ["12864800015", "03429230054", "13116900216"] {
                assert!(!format!("{refused} {refused:?}").contains(number));
            }
        }
        let refused = taken(&town, &real).await.unwrap_err();
        assert!(matches!(refused, NotTaken::Patient(NumberFault::NotUsedHere)));
        let refused = taken(&town, &lise).await.unwrap_err();
        assert!(matches!(refused, NotTaken::NotReceived(NotReceived::UnknownPatient)));
    })
    .await;
}
