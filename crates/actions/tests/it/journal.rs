//! What comes from a unit's journal system, into the same acts as the console's.

use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::desk::receive::{
    NotReceived, Outcome, Received, ReceivedAct, ReceivedService, receive,
};
use helsebro_actions::dialog::{ShownAuthor, ShownEvent};
use helsebro_domain::audit::{Actor, Decision, Event};
use helsebro_domain::dialog::{CloseReason, MessageKind, Reply, ServiceId};
use helsebro_domain::ids::{PersonId, ThreadId};
use helsebro_domain::parties::{HerId, IdentityNumber, NumberPolicy};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, MAX_BODY, Topic};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

const HOME_NURSING: &str = "8140101";
const HEALTHY_LIFE: &str = "8140102";
const GRANLI_HOME_CARE: &str = "8140201";

fn her(text: &str) -> HerId {
    HerId::parse(text).unwrap()
}

fn body(text: &str) -> Body {
    Body::parse_from_epj(text).unwrap()
}

fn from(town: &Town, sender: &str, person: PersonId, act: ReceivedAct) -> Received {
    Received {
        from: None,
        sender_level1: None,
        sender_level2: her(sender),
        patient: town.plan.person(person).unwrap().number.clone(),
        message_id: town.new_uuid().to_string(),
        conversation: None,
        author: "August Berg".to_owned(),
        service: None,
        act,
        files: Vec::new(),
    }
}

fn in_conversation(town: &Town, sender: &str, thread: ThreadId, act: ReceivedAct) -> Received {
    let conversation = Some(thread.to_string());
    Received { conversation, ..from(town, sender, ids::KARI, act) }
}

fn starts(reply: Reply) -> ReceivedAct {
    let topic = Topic::parse("Prøvesvar").unwrap();
    ReceivedAct::Starts { topic, body: body("Prøvene er fine."), reply }
}

fn answers(text: &str) -> ReceivedAct {
    ReceivedAct::Answers { heading: None, body: body(text) }
}

/// S1-2.1-b and S1-2.1.1-a: a message from the journal system opens a
/// conversation like the console's, with its author's name; with EKI the citizen
/// cannot answer.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_the_journal_system_starts_a_conversation() {
    in_town(|town| async move {
        for (reply, may_reply) in [(Reply::Allowed, true), (Reply::NotAllowed, false)] {
            let message = from(&town, HOME_NURSING, ids::KARI, starts(reply));
            let Outcome::Started(thread) = receive(&town.acts, &message).await.unwrap() else {
                panic!("not started")
            };
            let view = town.opens(ids::KARI, thread).await.unwrap();
            assert_eq!((view.topic.as_str(), view.unit.id), ("Prøvesvar", ids::HOME_NURSING));
            assert_eq!(view.messages[0].author, ShownAuthor::Epj("August Berg".to_owned()));
            assert_eq!(view.may_reply.is_ok(), may_reply);
            // The console shows it too, taken by nobody.
            let seen = town.desk_opens(&town.per().await, thread).await.unwrap();
            assert_eq!((seen.messages.len(), seen.taken_by), (1, None));
        }
        let events: Vec<_> = town.lines(50).await.into_iter().map(|line| line.event).collect();
        assert_eq!(events.iter().filter(|event| **event == Event::EnvelopeReceived).count(), 2);
        assert_eq!(events.iter().filter(|event| **event == Event::ThreadStarted).count(), 2);
    })
    .await;
}

/// S1-2.1.1-a: an answer from the journal system stops the clock, whoever has the
/// conversation in the console, and leaves it with her.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_an_answer_from_the_journal_system_is_an_answer() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let siri = town.siri().await;
        town.takes(&siri, sent.thread).await.unwrap();
        let act = ReceivedAct::Answers { heading: Some("Attest".into()), body: body("Vedlagt.") };
        let message = in_conversation(&town, HOME_NURSING, sent.thread, act);
        let outcome = receive(&town.acts, &message).await.unwrap();
        assert_eq!(outcome, Outcome::Answered(sent.thread));
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        let answer = &view.messages[1];
        assert_eq!(answer.heading.as_deref(), Some("Attest"));
        assert_eq!(answer.answered.map(|(_, kept)| kept), Some(true));
        assert_eq!((view.thread.awaiting, view.thread.taken_by()), (None, Some(ids::SIRI)));
    })
    .await;
}

/// S1-2.1.1-a: a text from a journal system of up to 20,000 letters is shown in full.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_long_answer_is_shown_in_full() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let long = "å".repeat(20 * MAX_BODY);
        let message = in_conversation(&town, HOME_NURSING, sent.thread, answers(&long));
        receive(&town.acts, &message).await.unwrap();
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(view.messages[1].body, long);
    })
    .await;
}

/// S1-2.1.1-a: 26, 30 and 31 of 7602 are shown for what they are and stop the clock.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_refusal_from_the_journal_system_is_shown_with_its_code() {
    in_town(|town| async move {
        for code in [26, 30, 31] {
            let sent = town.kari_writes().await;
            let act = ReceivedAct::Refuses { code, body: None };
            let message = in_conversation(&town, HOME_NURSING, sent.thread, act);
            let outcome = receive(&town.acts, &message).await.unwrap();
            assert_eq!(outcome, Outcome::Answered(sent.thread));
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            assert_eq!(view.messages[1].kind, MessageKind::RefusedByEpj(code));
            assert_eq!(view.thread.awaiting, None);
        }
    })
    .await;
}

/// S1-2.1.1-a: the journal system closes, with or without a last word.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_journal_system_closes_a_conversation() {
    in_town(|town| async move {
        for (last, messages) in [(None, 1), (Some(body("Takk for nå.")), 2)] {
            let sent = town.kari_writes().await;
            let act = ReceivedAct::Closes { body: last };
            let message = in_conversation(&town, HOME_NURSING, sent.thread, act);
            let outcome = receive(&town.acts, &message).await.unwrap();
            assert_eq!(outcome, Outcome::Closed(sent.thread));
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            assert_eq!(view.messages.len(), messages);
            let closed =
                ShownEvent::Closed { at: town.now(), reason: CloseReason::ByEpj, guidance: None };
            assert!(view.events == [closed]);
        }
    })
    .await;
}

/// A message that comes twice, or eight times at once, is taken in once.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_with_the_same_id_is_taken_in_once() {
    in_town(|town| async move {
        let message = from(&town, HOME_NURSING, ids::KARI, starts(Reply::Allowed));
        let taken = (0..8).map(|_| {
            let (acts, message) = (town.acts.clone(), message.clone());
            tokio::spawn(async move { receive(&acts, &message).await.unwrap() })
        });
        let mut started = 0;
        for outcome in taken.collect::<Vec<_>>() {
            match outcome.await.unwrap() {
                Outcome::Started(_) => started += 1,
                outcome => assert_eq!(outcome, Outcome::Duplicate),
            }
        }
        assert_eq!(started, 1);
        let other = Received { act: answers("Hei."), ..message };
        assert_eq!(receive(&town.acts, &other).await.unwrap(), Outcome::Duplicate);
        assert_eq!(town.inbox(ids::KARI).await.lines.len(), 1);
        assert_eq!(town.unread(ids::KARI).await, 1);
    })
    .await;
}

/// What is not known here is told as that, leaves its line and nothing else, and
/// may come again.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_here_is_not_taken_in_and_leaves_its_line() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let stranger = IdentityNumber::parse("15871200038", &NumberPolicy::synthetic());
        let mut no_patient = from(&town, HOME_NURSING, ids::KARI, starts(Reply::Allowed));
        no_patient.patient = stranger.unwrap_or_else(|_| made_up());
        let no_sender = from(&town, "8149999", ids::KARI, starts(Reply::Allowed));
        let elsewhere = in_conversation(&town, GRANLI_HOME_CARE, sent.thread, answers("Hei."));
        let mut wrong_patient = in_conversation(&town, HOME_NURSING, sent.thread, answers("Hei."));
        wrong_patient.patient = town.plan.person(ids::OLA).unwrap().number.clone();
        let unnamed = from(&town, HOME_NURSING, ids::KARI, answers("Hei."));
        let list = ReceivedAct::Contacts(vec![listed("HJSP-OST", GRANLI_HOME_CARE)]);
        let other_unit = from(&town, HOME_NURSING, ids::KARI, list);
        for (message, why, actor) in [
            (&no_patient, "UnknownPatient", Actor::Epj(ids::SOLVIK)),
            (&no_sender, "UnknownSender", Actor::Nobody),
            (&elsewhere, "UnknownConversation", Actor::Epj(ids::GRANLI)),
            (&wrong_patient, "UnknownConversation", Actor::Epj(ids::SOLVIK)),
            (&unnamed, "UnknownConversation", Actor::Epj(ids::SOLVIK)),
            (&other_unit, "UnknownUnit", Actor::Epj(ids::SOLVIK)),
        ] {
            let not = receive(&town.acts, message).await.unwrap_err();
            assert_eq!(format!("{not:?}"), why);
            let line = &town.lines(1).await[0];
            let code = Decision::Refused(ReasonCode::NotAvailable);
            assert_eq!((line.event, line.decision), (Event::EnvelopeReceived, code));
            assert_eq!(line.actor, actor);
        }
        assert_eq!(town.opens(ids::KARI, sent.thread).await.unwrap().messages.len(), 1);
        assert_eq!(town.inbox(ids::KARI).await.lines.len(), 1);
        // The same message, put right, is no duplicate.
        let right = Received { conversation: Some(sent.thread.to_string()), ..unnamed };
        assert_eq!(receive(&town.acts, &right).await.unwrap(), Outcome::Answered(sent.thread));
    })
    .await;
}

/// A number that belongs to nobody in the town: a child's, moved by a day.
fn made_up() -> IdentityNumber {
    let found = (0..100).find_map(|control| {
        let digits = format!("158712000{control:02}");
        IdentityNumber::parse(&digits, &NumberPolicy::synthetic()).ok()
    });
    found.unwrap()
}

fn listed(id: &str, unit: &str) -> ReceivedService {
    ReceivedService {
        service: ServiceId::parse(id).unwrap(),
        name: "Hjemmesykepleien".to_owned(),
        unit: her(unit),
        phone: None,
        link: None,
        from: date(2026, 9, 1),
        last_day: None,
    }
}

/// S1-2.1-b: another unit's journal system has no service need; what was refused
/// is refused again when it comes again, and is not called a duplicate.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_what_was_refused_is_refused_again() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let other = in_conversation(&town, HEALTHY_LIFE, sent.thread, answers("Hei."));
        let closed = in_conversation(&town, HOME_NURSING, sent.thread, answers("Hei."));
        town.closes(&town.per().await, sent.thread, (CloseReason::Answered, None)).await.unwrap();
        let not_hers = from(&town, HOME_NURSING, ids::LISE, starts(Reply::Allowed));
        for (message, code) in [
            (&other, ReasonCode::NoServiceNeed),
            (&closed, ReasonCode::InvalidTransition),
            (&not_hers, ReasonCode::NotARecipientOfService),
        ] {
            for _ in 0..2 {
                let refused = receive(&town.acts, message).await.unwrap_err();
                let NotReceived::Act(ActError::Refused(refusal)) = refused else {
                    panic!("{refused:?}")
                };
                assert_eq!(refusal.code(), code);
                let lines = town.lines(2).await;
                assert!(lines.iter().any(|line| line.decision == Decision::Refused(code)));
            }
        }
        assert_eq!(town.opens(ids::KARI, sent.thread).await.unwrap().messages.len(), 1);
    })
    .await;
}

/// S1-2.1.1-a: a conversation begins once. A new question in it goes on in it;
/// under the same id nothing begins for another patient.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_begins_once() {
    in_town(|town| async move {
        let conversation = Some("samtale-17".to_owned());
        let begin = |person| Received {
            conversation: conversation.clone(),
            ..from(&town, HOME_NURSING, person, starts(Reply::Allowed))
        };
        let Outcome::Started(thread) = receive(&town.acts, &begin(ids::KARI)).await.unwrap() else {
            panic!("not started")
        };
        let again = receive(&town.acts, &begin(ids::KARI)).await.unwrap();
        assert_eq!(again, Outcome::Answered(thread));
        let refused = receive(&town.acts, &begin(ids::OLA)).await.unwrap_err();
        let NotReceived::Act(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code(), ReasonCode::InvalidTransition);
        assert!(town.inbox(ids::OLA).await.lines.is_empty());
        let message = from(&town, HOME_NURSING, ids::KARI, answers("Og en ting til."));
        let message = Received { conversation: conversation.clone(), ..message };
        assert_eq!(receive(&town.acts, &message).await.unwrap(), Outcome::Answered(thread));
    })
    .await;
}

/// S1-2.1.1-b: a list comes from the municipality's own address too, and its
/// service can be named when a conversation begins.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_list_comes_from_the_municipalitys_own_address() {
    in_town(|town| async move {
        let list = vec![listed("HJSP-OST", HOME_NURSING), listed("SAR", HOME_NURSING)];
        let mut message = from(&town, "8140999", ids::KARI, ReceivedAct::Contacts(list));
        message.sender_level1 = Some(her("8140001"));
        let Outcome::Contacts(replaced) = receive(&town.acts, &message).await.unwrap() else {
            panic!("no list")
        };
        assert_eq!((replaced.created, replaced.closed), (1, 1));
        let mut message = from(&town, HOME_NURSING, ids::KARI, starts(Reply::Allowed));
        message.service = ServiceId::parse("SAR");
        let Outcome::Started(thread) = receive(&town.acts, &message).await.unwrap() else {
            panic!("not started")
        };
        let kari = town.citizen(ids::KARI);
        let contact = town.opens(ids::KARI, thread).await.unwrap().thread.contact.unwrap();
        let contact = helsebro_actions::dialog::contacts::one(&town.acts, &kari, contact).await;
        assert_eq!(contact.unwrap().contact.listed.service.as_str(), "SAR");
        assert_eq!(town.queue(&town.per().await, Queue::Waiting).await.lines.len(), 1);
    })
    .await;
}
