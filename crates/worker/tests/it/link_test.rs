//! The test message of an order goes over the wire to the journal system, and the system's own
//! answer settles it (ON-08).

use helsebro_actions::{ActError, joining};
use helsebro_domain::epj::Handover;
use helsebro_domain::ids::{ActivationId, EnvelopeId};
use helsebro_domain::joining::{Activation, Module, Placed, Proof, State, TestMessage};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_messaging::Meaning;
use helsebro_storage::joining::{ActivationRow, activation, add_activation, update_activation};
use helsebro_storage::{Scope, StorageError, SystemReason, Tx};
use helsebro_testkit::{Town, ids, in_town};
use uuid::Uuid;

use crate::epj::{Journal, written};

const SCOPE: Scope = Scope::System(SystemReason::Joining);

/// Solvik has ordered dialogue for its home services, which answer in their journal system.
async fn ordered(town: &Town) -> ActivationId {
    let id = ActivationId::from_uuid(town.new_uuid());
    let (module, care_area) = (Module::Dialog, CareArea::HomeServices);
    let held = Activation {
        id,
        placed: Placed { municipality: ids::SOLVIK, module, care_area },
        state: State::Ordered,
        ordered_by: Some(ids::GRO),
        active_from: None,
        cause: None,
        before_notice: None,
        notice_last_day: None,
        before_wind_down: None,
        wind_down_last_day: None,
    };
    let answered_in = Proof::Journal {
        product: "Fjellheim Journal".to_owned(),
        version: "5.1".to_owned(),
        evidence: String::new(),
        tested_on: Date::MIN,
    };
    let row = ActivationRow {
        activation: held,
        order: Some((1_001, town.now())),
        answered_in: Some(answered_in),
        test: TestMessage::NotSent,
        tested_at: None,
        warned_on: None,
        test_envelope: None,
    };
    let write = async |mut tx: Tx| {
        add_activation(&mut tx, &row.activation).await?;
        update_activation(&mut tx, &row).await
    };
    let done: Result<(), StorageError> = town.base.db.write(SCOPE, "test.order", write).await;
    done.unwrap();
    id
}

async fn row_of(town: &Town, id: ActivationId) -> ActivationRow {
    let found: Result<_, StorageError> =
        town.base.db.read(SCOPE, "test.row", async |mut tx| activation(&mut tx, id).await).await;
    found.unwrap().unwrap()
}

/// What a journal system writes in answer to a test (RKT).
fn answer_to(test: EnvelopeId, message: &str) -> String {
    let text = written("linjetest", message, None);
    let (head, tail) = text.split_once("<Foresporsel>").unwrap();
    let (_, tail) = tail.split_once("</Foresporsel>").unwrap();
    let note =
        "<Notat><TemaKodet V=\"RKT\" S=\"2.16.578.1.12.4.1.1.7603\" DN=\"Respons\"/></Notat>";
    let ack = "<Ack V=\"N\" DN=\"Nei\"/>";
    let refs = format!(
        "{ack}<ConversationRef><RefToParent>{test}</RefToParent>\
         <RefToConversation>{test}</RefToConversation></ConversationRef>"
    );
    format!("{head}{note}{tail}").replacen(ack, &refs, 1)
}

/// S1-5.1-e, ON-08: the test is sent over the wire and is answered by nobody but the journal
/// system; its answer to another message settles nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_e_and_on_08_the_test_message_is_answered_by_the_journal_system() {
    in_town(|town| async move {
        let acts = &town.acts;
        let nina = town.nina().await;
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let id = ordered(&town).await;
        let nowhere = joining::send_test(acts, &nina, id).await;
        let Err(ActError::Refused(refusal)) = nowhere else { panic!("it was sent nowhere") };
        assert_eq!(refusal.code(), ReasonCode::EpjNotConnected);
        assert_eq!(row_of(&town, id).await.test, TestMessage::NotSent);

        let journal = Journal::of(&town, Handover::Fetched).await;
        joining::send_test(acts, &nina, id).await.unwrap();
        let (waiting, meaning) = journal.one().await;
        let Meaning::LinkTest { refs } = meaning else { panic!("{meaning:?} is no test") };
        let test = EnvelopeId::from_uuid(refs.message.uuid().unwrap());
        let row = row_of(&town, id).await;
        assert_eq!((row.test, row.test_envelope), (TestMessage::Sent, Some(test)));
        assert!(joining::answer_test(acts, &gro, id).await.is_err(), "the console answered");

        journal.fetches(&waiting).await;
        let other = EnvelopeId::from_uuid(town.new_uuid());
        journal.leaves(&answer_to(other, &Uuid::from_u128(501).to_string())).await;
        assert_eq!(row_of(&town, id).await.test, TestMessage::Sent);

        journal.leaves(&answer_to(test, &Uuid::from_u128(502).to_string())).await;
        assert_eq!(row_of(&town, id).await.test, TestMessage::Answered);
        assert!(journal.waiting().await.is_empty(), "an answer to a test is not receipted");
    })
    .await;
}
