//! A unit that works in its journal system: what goes there, what comes back, and
//! what happens when it does not (S1-2.1-b, S1-2.1.1-a).

use std::sync::Arc;

use core::time::Duration;
use helsebro_actions::consent;
use helsebro_actions::dialog::{ShownDelivery, desk, thread};
use helsebro_actions::epj::door::{self, Waiting};
use helsebro_actions::epj::{moving, setup, watching};
use helsebro_domain::consent::Level;
use helsebro_domain::dialog::ThreadState;
use helsebro_domain::epj::{AnsweredIn, EpjClient, EpjSystem, Handover, Receipt, ReceiptStatus};
use helsebro_domain::ids::{EpjId, ThreadId};
use helsebro_domain::parties::{
    HerId, IdentityNumber, NumberPolicy, PersonName, Protection, RegisterPerson,
};
use helsebro_messaging::{DigitalStatus, Incoming, Meaning, meaning, read_incoming};
use helsebro_partners::epj::FakeEpj;
use helsebro_partners::population::{EventKind, FakePopulation};
use helsebro_testkit::{Town, ids, in_town};
use uuid::Uuid;

use crate::at_work::{work_through, work_with, worker_asking, worker_posting_to};
use crate::register::said;

const ORG: &str = "310000019";
const UNIT_HER: &str = "8140101";

/// Solvik's journal system at its door.
pub(crate) struct Journal<'t> {
    town: &'t Town,
    client: EpjClient,
}

impl<'t> Journal<'t> {
    /// Connects it, and moves home nursing to it.
    pub(crate) async fn of(town: &'t Town, handover: Handover) -> Self {
        let system = EpjSystem {
            id: EpjId::from_uuid(town.new_uuid()),
            municipality: ids::SOLVIK,
            name: "Journal".to_owned(),
            client_id: "epj-solvik".to_owned(),
            handover,
        };
        setup::connect(&town.acts, &system).await.unwrap();
        let client = EpjClient::of(&system, ORG, "epj-solvik", Some(ORG)).unwrap();
        let journal = Self { town, client };
        journal.works(Some(system.id)).await;
        journal
    }

    /// Moves home nursing to it, or back to the console.
    async fn works(&self, epj: Option<EpjId>) -> moving::Moved {
        moving::move_unit(&self.town.acts, ids::SOLVIK, ids::HOME_NURSING, epj).await.unwrap()
    }

    pub(crate) async fn waiting(&self) -> Vec<Waiting> {
        work_through(self.town).await;
        let hers = [HerId::parse(UNIT_HER).unwrap()];
        door::waiting(&self.town.acts, &self.client, &hers, 100).await.unwrap()
    }

    /// The one message that waits, and what it means.
    pub(crate) async fn one(&self) -> (Waiting, Meaning) {
        let mut waiting = self.waiting().await;
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        let one = waiting.remove(0);
        let document = self.document(&one).await;
        let Ok(Incoming::Message(envelope)) = read_incoming(&document) else {
            panic!("no message")
        };
        let meaning = meaning(&envelope).unwrap();
        (one, meaning)
    }

    pub(crate) async fn document(&self, one: &Waiting) -> Vec<u8> {
        door::document(&self.town.acts, &self.client, one.transport).await.unwrap()
    }

    pub(crate) async fn fetches(&self, one: &Waiting) {
        door::handed_over(&self.town.acts, &self.client, one.transport).await.unwrap();
    }

    pub(crate) async fn receipts(&self, one: &Waiting, status: ReceiptStatus, codes: &[&str]) {
        let errors = codes.iter().map(ToString::to_string).collect();
        let receipt = Receipt { status, errors };
        door::receipt(&self.town.acts, &self.client, one.transport, &receipt).await.unwrap();
    }

    pub(crate) async fn leaves(&self, document: &str) -> Uuid {
        let left = door::leave(&self.town.acts, &self.client, None, document.as_bytes()).await;
        work_through(self.town).await;
        left.unwrap().uuid()
    }

    /// What the receipt that waits says of the message it answers.
    pub(crate) async fn receipt_given(&self) -> (ReceiptStatusOnWire, Vec<String>, String) {
        let waiting = self.waiting().await;
        let one = waiting.iter().find(|one| one.is_receipt).expect("a receipt");
        let document = self.document(one).await;
        self.fetches(one).await;
        let Ok(Incoming::Receipt(receipt)) = read_incoming(&document) else { panic!("no receipt") };
        let codes = receipt.errors.iter().map(|error| error.value.clone()).collect();
        (receipt.status, codes, receipt.original.id.raw().to_owned())
    }
}

type ReceiptStatusOnWire = helsebro_messaging::AppRecStatus;

/// An answer (19) or a question (DI) as the town's journal writes it: one of the
/// reader's own examples with other ids.
pub(crate) fn written(example: &str, message: &str, conversation: Option<ThreadId>) -> String {
    let text =
        std::fs::read_to_string(format!("../messaging/tests/messages/{example}.xml")).unwrap();
    let text = replaced(&text, "MsgId", message);
    match conversation {
        Some(thread) => {
            let text = replaced(&text, "RefToParent", &thread.to_string());
            replaced(&text, "RefToConversation", &thread.to_string())
        }
        None => text,
    }
}

/// The same text with another value in the first element of this name.
fn replaced(text: &str, element: &str, value: &str) -> String {
    let open = format!("<{element}>");
    let Some(from) = text.find(&open) else { return text.to_owned() };
    let from = from + open.len();
    let to = from + text[from..].find('<').unwrap();
    format!("{}{value}{}", &text[..from], &text[to..])
}

/// S1-2.1.1-a: what colleagues have noted, and how staff are shown, is in nothing that
/// goes to the journal system, not even when the conversation moves there.
#[tokio::test]
async fn s1_2_1_1_a_an_internal_note_never_leaves() {
    in_town(async |town| {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        let note = helsebro_domain::text::Body::parse("Tyttebærsylte i bil 3.").unwrap();
        desk::notes::write(&town.acts, &per, sent.thread, &note).await.unwrap();
        desk::drafts::save(&town.acts, &per, sent.thread, "Tyttebærsylte").await.unwrap();
        let journal = Journal::of(&town, Handover::Fetched).await;
        town.replies(ids::KARI, sent.thread, "Og en ting til.").await.unwrap();
        let waiting = journal.waiting().await;
        assert_eq!(waiting.len(), 2);
        for one in &waiting {
            let document = String::from_utf8(journal.document(one).await).unwrap();
            assert!(!document.contains("Tyttebærsylte"));
        }
    })
    .await;
}

async fn delivery(town: &Town, id: ThreadId) -> Option<ShownDelivery> {
    let view = thread::open(&town.acts, &town.citizen(ids::KARI), id).await.unwrap();
    view.messages.first().unwrap().delivery
}

async fn answered_in(town: &Town, id: ThreadId) -> AnsweredIn {
    let view = thread::open(&town.acts, &town.citizen(ids::KARI), id).await.unwrap();
    view.thread.answered_in
}

/// S1-2.1-b, S1-2.1.1-a: Kari's message reaches the journal system as an HE, is
/// receipted, answered with a 19, and the answer gets its receipt.
#[tokio::test]
async fn s1_2_1_b_a_message_goes_to_the_journal_system_and_its_answer_comes_back() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        assert_eq!(delivery(&town, sent.thread).await, Some(ShownDelivery::Queued));
        let (one, meaning) = journal.one().await;
        assert_eq!(one.message.uuid(), sent.thread.uuid());
        let Meaning::CitizenWrites { message, text, acting } = meaning else { panic!("no HE") };
        assert_eq!(text, "Såret på leggen væsker litt mer enn før.");
        assert_eq!(message.topic.as_deref(), Some("Såret på leggen"));
        assert!(message.service_id.is_some() && acting.is_none());
        assert_eq!(message.refs.conversation, None);

        journal.fetches(&one).await;
        assert!(journal.waiting().await.is_empty());
        let handed_over = ShownDelivery::HandedOver { is_late: false };
        assert_eq!(delivery(&town, sent.thread).await, Some(handed_over));
        journal.receipts(&one, ReceiptStatus::Ok, &[]).await;
        let received = ShownDelivery::Received { with_errors: false };
        assert_eq!(delivery(&town, sent.thread).await, Some(received));

        let answer = "7c2a0d9e-6f37-4a57-9a3c-1d2e3f405162";
        journal.leaves(&written("dialog-svar", answer, Some(sent.thread))).await;
        let (status, codes, original) = journal.receipt_given().await;
        assert_eq!((status, codes.len()), (ReceiptStatusOnWire::Ok, 0));
        assert_eq!(original, answer);
        let view = thread::open(&town.acts, &town.citizen(ids::KARI), sent.thread).await.unwrap();
        assert_eq!(view.messages.len(), 2);
        assert_eq!(view.thread.awaiting, None);
    })
    .await;
}

/// S1-2.1-b: what the journal system has is not answered in the console too.
#[tokio::test]
async fn s1_2_1_b_the_console_leaves_alone_what_is_in_the_journal_system() {
    in_town(async |town| {
        Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        assert_eq!(answered_in(&town, sent.thread).await, AnsweredIn::Epj);
        assert!(town.takes(&town.per().await, sent.thread).await.is_err());
        assert!(desk::thread::open(&town.acts, &town.per().await, sent.thread).await.is_ok());
    })
    .await;
}

/// S1-2.1-b: a message comes twice and is taken in once, with one receipt.
#[tokio::test]
async fn s1_2_1_b_what_comes_twice_is_taken_in_once_and_receipted_once() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let message = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
        let question = written("dialog-ny-med-svar", message, None);
        let first = journal.leaves(&question).await;
        let again = journal.leaves(&question).await;
        assert_eq!(first, again);
        // The same message in another wrapping is the same message.
        journal.leaves(&format!("{question}\n")).await;
        let receipts = journal.waiting().await;
        assert_eq!(receipts.iter().filter(|one| one.is_receipt).count(), 1);
        let (status, _, original) = journal.receipt_given().await;
        assert_eq!((status, original.as_str()), (ReceiptStatusOnWire::Ok, message));
    })
    .await;
}

/// S1-2.1-b: E35 stops what is sent about the person, says so to staff, and the
/// conversation is answered in the console; a contact list takes it up again.
#[tokio::test]
async fn s1_2_1_b_an_e35_stops_further_sends_until_the_journal_system_knows_her() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let first = town.kari_writes().await;
        let (one, _) = journal.one().await;
        let second = town.kari_writes().await;
        journal.fetches(&one).await;
        journal.receipts(&one, ReceiptStatus::Rejected, &["E35"]).await;
        for thread in [first.thread, second.thread] {
            assert_eq!(answered_in(&town, thread).await, AnsweredIn::Console);
            assert_eq!(delivery(&town, thread).await, Some(ShownDelivery::NotTaken));
        }
        assert!(journal.waiting().await.is_empty());
        let third = town.kari_writes().await;
        assert!(journal.waiting().await.is_empty());
        assert_eq!(delivery(&town, third.thread).await, None);
        assert!(town.takes(&town.per().await, third.thread).await.is_ok());

        journal
            .leaves(&written("kontaktliste-kari", "5d6e7f80-9102-4314-8526-378495a6b7c8", None))
            .await;
        journal.receipt_given().await;
        let fourth = town.kari_writes().await;
        let (one, _) = journal.one().await;
        assert_eq!(one.message.uuid(), fourth.thread.uuid());
    })
    .await;
}

/// S1-2.1-b: a refusal of any other kind brings the conversation to the console,
/// and the next message is sent as before.
#[tokio::test]
async fn s1_2_1_b_a_refused_message_is_answered_in_the_console() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let (one, _) = journal.one().await;
        journal.receipts(&one, ReceiptStatus::Rejected, &["T02"]).await;
        assert_eq!(answered_in(&town, sent.thread).await, AnsweredIn::Console);
        assert_eq!(delivery(&town, sent.thread).await, Some(ShownDelivery::NotTaken));
        let next = town.kari_writes().await;
        let (one, _) = journal.one().await;
        assert_eq!(one.message.uuid(), next.thread.uuid());
    })
    .await;
}

/// S1-2.1-b: a receipt that does not come is told, asked for once more, and given up.
#[tokio::test]
async fn s1_2_1_b_a_receipt_that_does_not_come_is_watched_for() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let (one, _) = journal.one().await;
        journal.fetches(&one).await;
        town.base.clock.move_on(Duration::from_secs(4 * 60 * 60));
        let late = ShownDelivery::HandedOver { is_late: true };
        assert_eq!(delivery(&town, sent.thread).await, Some(late));
        assert_eq!(watching::look(&town.acts).await.unwrap().repeated, 1);
        let (again, _) = journal.one().await;
        assert_eq!(again.message, one.message);
        assert_ne!(again.transport, one.transport);
        journal.fetches(&again).await;
        town.base.clock.move_on(Duration::from_secs(5 * 60 * 60));
        let watched = watching::look(&town.acts).await.unwrap();
        assert_eq!((watched.repeated, watched.given_up), (0, 0));
        town.base.clock.move_on(Duration::from_secs(96 * 60 * 60));
        assert_eq!(watching::look(&town.acts).await.unwrap().given_up, 1);
        assert_eq!(watching::look(&town.acts).await.unwrap().given_up, 0);
        assert_eq!(answered_in(&town, sent.thread).await, AnsweredIn::Console);
    })
    .await;
}

/// S1-2.1-b: a unit moves back to the console with its open conversations, and to
/// the journal system again; nothing is lost and nothing doubled.
#[tokio::test]
async fn s1_2_1_b_a_unit_moves_between_the_two_channels_with_its_open_conversations() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let fetched = town.kari_writes().await;
        let (one, _) = journal.one().await;
        journal.fetches(&one).await;
        journal.receipts(&one, ReceiptStatus::Ok, &[]).await;
        let queued = town.kari_writes().await;

        let moved = journal.works(None).await;
        assert_eq!(moved.withdrawn, 1);
        for sent in [&fetched, &queued] {
            assert_eq!(answered_in(&town, sent.thread).await, AnsweredIn::Console);
        }
        assert!(town.takes(&town.per().await, queued.thread).await.is_ok());
        // The journal system is told that it has nothing more to answer.
        let (closing, meaning) = journal.one().await;
        assert!(matches!(meaning, Meaning::StaffCloses { .. }));
        journal.fetches(&closing).await;
        journal.receipts(&closing, ReceiptStatus::Ok, &[]).await;

        journal.works(Some(journal.client.epj())).await;
        let waiting = journal.waiting().await;
        let ids: Vec<Uuid> = waiting.iter().map(|one| one.message.uuid()).collect();
        // What it had not got comes under its own id; what it has is not sent again.
        assert_eq!(ids, [queued.thread.uuid()]);
        assert_eq!(answered_in(&town, queued.thread).await, AnsweredIn::Epj);
    })
    .await;
}

/// S1-2.1-b: where messages are posted, they wait while the journal system is away,
/// and come once when it is back.
#[tokio::test]
async fn s1_2_1_b_a_journal_system_that_is_away_gets_its_messages_when_it_is_back() {
    in_town(async |town| {
        let address = "https://epj.test/inn".to_owned();
        let journal = Journal::of(&town, Handover::Posted(address.clone())).await;
        let epj = Arc::new(FakeEpj::default());
        let worker = worker_posting_to(&town, epj.clone());
        epj.go_away();
        let sent = town.kari_writes().await;
        work_with(&worker, &town).await;
        assert_eq!(delivery(&town, sent.thread).await, Some(ShownDelivery::Queued));
        town.base.clock.move_on(Duration::from_secs(60 * 60));
        work_with(&worker, &town).await;
        assert!(epj.posted().is_empty());
        epj.come_back();
        town.base.clock.move_on(Duration::from_secs(60 * 60));
        work_with(&worker, &town).await;
        let posted = epj.posted();
        assert_eq!(posted.len(), 1);
        assert_eq!(posted[0].0, address);
        let handed_over = ShownDelivery::HandedOver { is_late: false };
        assert_eq!(delivery(&town, sent.thread).await, Some(handed_over));
        assert!(journal.waiting().await.is_empty());
    })
    .await;
}

/// S1-2.1-b: another municipality's address in a message is not believed, whatever
/// door it came in by.
#[tokio::test]
async fn s1_2_1_b_a_message_under_anothers_address_is_refused_e10() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let question = written("dialog-ny-med-svar", "1c2d3e4f-5061-4728-93a4-b5c6d7e8f90a", None);
        journal.leaves(&question.replace("8140101", "8140201").replace("8140001", "8140002")).await;
        let waiting = {
            let hers = [HerId::parse("8140201").unwrap()];
            door::waiting(&town.acts, &journal.client, &hers, 10).await.unwrap()
        };
        let document = journal.document(&waiting[0]).await;
        let Ok(Incoming::Receipt(receipt)) = read_incoming(&document) else { panic!("no receipt") };
        assert_eq!(receipt.status, ReceiptStatusOnWire::Rejected);
        assert_eq!(receipt.errors[0].value, "E10");
    })
    .await;
}

/// S1-2.1-b: rubbish is answered as far as it can be, and nothing of it is kept.
#[tokio::test]
async fn s1_2_1_b_rubbish_is_refused_and_the_next_message_is_taken_in() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let rubbish = journal.leaves("dette er ikke XML").await;
        let status = door::status(&town.acts, &journal.client, rubbish).await.unwrap();
        assert_eq!((status.is_taken, status.errors), (Some(false), vec!["T01".to_owned()]));
        assert!(journal.waiting().await.is_empty());
        let message = "2d3e4f50-6172-4839-a4b5-c6d7e8f90a1b";
        journal.leaves(&written("dialog-ny-med-svar", message, None)).await;
        assert_eq!(journal.receipt_given().await.0, ReceiptStatusOnWire::Ok);
    })
    .await;
}

/// S1-2.1.1-a: a closing from the journal system closes the conversation.
#[tokio::test]
async fn s1_2_1_1_a_the_journal_system_closes_a_conversation() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let message = "3e4f5061-7283-494a-b5c6-d7e8f90a1b2c";
        journal.leaves(&written("dialog-avsluttet", message, Some(sent.thread))).await;
        let view = thread::open(&town.acts, &town.citizen(ids::KARI), sent.thread).await.unwrap();
        assert!(matches!(view.thread.state, ThreadState::Closed { .. }));
    })
    .await;
}

/// S1-2.1.1-b: whoever gets a service for the first time is fetched from the population
/// register; while it is away the list waits, and nothing of it is lost.
#[tokio::test]
async fn s1_2_1_1_b_a_list_about_somebody_new_fetches_her() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let register = Arc::new(FakePopulation::default());
        let kari = said(&town, ids::KARI, Protection::None);
        let number = IdentityNumber::parse("01818030270", &NumberPolicy::synthetic()).unwrap();
        let nora = RegisterPerson { number, name: Some(PersonName::new("Nora", "Ny")), ..kari };
        register.says(nora, EventKind::Other);
        let worker = worker_asking(&town, register.clone());
        register.go_away();
        let list = std::fs::read_to_string("../messaging/tests/messages/kontaktliste-kari.xml");
        let list = list.unwrap().replace("12864800015", "01818030270");
        door::leave(&town.acts, &journal.client, None, list.as_bytes()).await.unwrap();
        work_with(&worker, &town).await;
        assert_eq!(journal.waiting().await.len(), 0);
        register.come_back();
        town.base.clock.move_on(Duration::from_secs(60 * 60));
        work_with(&worker, &town).await;
        let (status, codes, _) = journal.receipt_given().await;
        assert_eq!((status, codes.as_slice()), (ReceiptStatusOnWire::Ok, &[][..]));
        let per = town.per().await;
        let listed = desk::start::recipients(&town.acts, &per).await.unwrap();
        assert!(listed.iter().any(|one| one.name == "Nora Ny"));
    })
    .await;
}

/// L-GDPR-7, Digitalbruker: that somebody can be reached here, or no longer, is told to the
/// journal systems of those who serve her, at once.
#[tokio::test]
async fn l_gdpr_7_the_journal_system_is_told_that_a_citizen_comes_and_goes() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let kari = town.citizen(ids::KARI);
        consent::withdraw(&town.acts, &kari, "nb").await.unwrap();
        let (gone, meaning) = journal.one().await;
        let Meaning::DigitalStatusChanged { status, .. } = meaning else { panic!("{meaning:?}") };
        assert_eq!(status, DigitalStatus::Inactive);
        journal.fetches(&gone).await;
        consent::give(&town.acts, &kari, Level::Looking, "nb").await.unwrap();
        assert_eq!(journal.waiting().await.len(), 0);
        consent::give(&town.acts, &kari, Level::Everything, "nb").await.unwrap();
        let (_, meaning) = journal.one().await;
        let Meaning::DigitalStatusChanged { status, .. } = meaning else { panic!("{meaning:?}") };
        assert_eq!(status, DigitalStatus::Active);
    })
    .await;
}
