//! The desk takes, puts back, gives away, sends on, closes, and writes first.

use helsebro_actions::ActError;
use helsebro_actions::dialog::ShownEvent;
use helsebro_actions::dialog::desk::answer::{self, Answered, NewAnswer};
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::desk::start::{self as desk_start, NewByDesk, StartedByDesk};
use helsebro_actions::dialog::desk::take;
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::dialog::{CloseReason, Closing, Nature, Reply, StartedBy};
use helsebro_domain::parties::DialogSetting;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, Topic};
use helsebro_testkit::{ids, in_town, oslo, told};
use jiff::civil::date;

const INVALID: Option<ReasonCode> = Some(ReasonCode::InvalidTransition);

/// S1-2.1-b: of eight members of staff's tries at once, one of the two has it;
/// the other is told, and one event is shown.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_of_eight_who_take_at_once_one_wins_and_it_is_told_once() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let (per, siri) = (town.per().await, town.siri().await);
        let takes = (0..8).map(|n| {
            let (acts, desk) = (town.acts.clone(), if n % 2 == 0 { per } else { siri });
            tokio::spawn(async move {
                (desk.staff(), take::claim(&acts, &desk, sent.thread).await.is_ok())
            })
        });
        let mut winners = Vec::new();
        for take in takes.collect::<Vec<_>>() {
            let (who, won) = take.await.unwrap();
            winners.extend(won.then_some(who));
        }
        winners.dedup();
        assert_eq!(winners.len(), 1, "{winners:?}");
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.taken_by.map(|(id, _)| Some(id)), Some(winners[0]));
        assert_eq!(view.events.len(), 1);
    })
    .await;
}

/// S1-2.1-b: what is taken can be put back by anybody at the unit, and given to a
/// colleague who is authorised today, to nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_a_conversation_is_put_back_and_given_to_a_colleague() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let (per, siri) = (town.per().await, town.siri().await);
        let not_taken = take::put_back(&town.acts, &per, sent.thread).await.unwrap_err();
        assert_eq!(told(&not_taken), INVALID);
        town.takes(&per, sent.thread).await.unwrap();
        let hers = town.takes(&siri, sent.thread).await.unwrap_err();
        assert_eq!(told(&hers), INVALID);
        let over_his_head = town.answers(&siri, sent.thread, "Hei.").await.unwrap_err();
        assert_eq!(told(&over_his_head), INVALID);
        take::put_back(&town.acts, &siri, sent.thread).await.unwrap();
        town.takes(&siri, sent.thread).await.unwrap();
        let given = take::assign(&town.acts, &siri, sent.thread, ids::PER).await.unwrap();
        assert_eq!(given.taken_by(), Some(ids::PER));
        for stranger in [ids::JON, ids::LIV, ids::HEGE] {
            let refused = take::assign(&town.acts, &per, sent.thread, stranger).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        }
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.taken_by, Some((ids::PER, "Per Haug".to_owned())));
        let told: Vec<_> = view.events.iter().map(event_word).collect();
        assert_eq!(told, ["taken Per Haug", "put back", "taken Siri Dahl", "assigned Per Haug"]);
        // Who has it is the unit's own matter.
        assert!(town.opens(ids::KARI, sent.thread).await.unwrap().events.is_empty());
    })
    .await;
}

fn event_word(event: &ShownEvent) -> String {
    match event {
        ShownEvent::Taken { by, .. } => format!("taken {by}"),
        ShownEvent::PutBack { .. } => "put back".to_owned(),
        ShownEvent::Assigned { to, .. } => format!("assigned {to}"),
        ShownEvent::Forwarded { to, .. } => format!("forwarded {to}"),
        ShownEvent::Returned { from, why, .. } => format!("returned from {from} {why:?}"),
        ShownEvent::PromiseMoved { from, to, .. } => format!("moved {from} {to}"),
        ShownEvent::Closed { reason, guidance, .. } => format!("closed {reason:?} {guidance:?}"),
    }
}

/// S1-2.1.1-a: sent on, it leaves the old unit's list and stands in the new
/// one's, untaken; staff there see the whole conversation, and the citizen is told.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_sent_on_stands_at_the_new_unit_and_nowhere_else() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        town.takes(&per, sent.thread).await.unwrap();
        take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap();
        for part in [Queue::NotTaken, Queue::Mine, Queue::Open, Queue::Waiting, Queue::Closed] {
            assert!(town.queue(&per, part).await.lines.is_empty(), "{part:?}");
        }
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let list = town.queue(&liv, Queue::NotTaken).await;
        assert_eq!(list.lines.len(), 1);
        assert!(list.lines[0].is_forwarded);
        assert_eq!(list.lines[0].promise.unwrap().at, sent.promise_at.unwrap());
        let view = town.desk_opens(&liv, sent.thread).await.unwrap();
        assert_eq!(view.messages[0].body, "Såret på leggen væsker litt mer enn før.");
        assert_eq!(event_word(&view.events[1]), "forwarded Frisklivssentralen Solvik");
        town.answers(&liv, sent.thread, "Ring oss gjerne.").await.unwrap();
        let kari = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(kari.unit.id, ids::HEALTHY_LIFE);
        assert_eq!(event_word(&kari.events[0]), "forwarded Frisklivssentralen Solvik");
        town.replies(ids::KARI, sent.thread, "Takk.").await.unwrap();
    })
    .await;
}

/// S1-2.1.1-a: not to a unit that takes no messages, not to itself, and not out
/// of the municipality.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_is_not_sent_where_it_cannot_go() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let at = sent.thread;
        let inactive = take::forward(&town.acts, &per, at, ids::ALLOCATION).await.unwrap_err();
        assert_eq!(told(&inactive), Some(ReasonCode::UnitNotActive));
        let itself = take::forward(&town.acts, &per, at, ids::HOME_NURSING).await.unwrap_err();
        assert_eq!(told(&itself), INVALID);
        let nowhere = helsebro_domain::ids::UnitId::from_uuid(town.new_uuid());
        for away in [ids::GRANLI_HOME_CARE, nowhere] {
            let refused = take::forward(&town.acts, &per, at, away).await.unwrap_err();
            assert!(matches!(refused, ActError::NotFound));
            let line = &town.lines(1).await[0];
            assert_eq!(line.decision, Decision::Refused(ReasonCode::UnitNotActive));
        }
        assert_eq!(town.queue(&per, Queue::NotTaken).await.lines.len(), 1);
    })
    .await;
}

/// S1-2.1.1-a: only when the text sounds like a decision is one asked; a
/// decision is refused and leaves its line, an ordinary message is sent.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_decision_is_not_sent_as_an_answer_or_a_new_message() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let body = Body::parse("Vedtaket er klart, og klagefristen er tre uker.").unwrap();
        let answer_as = |nature| {
            let (body, closing) = (body.clone(), None);
            NewAnswer { thread: sent.thread, body, nature, closing }
        };
        let asked = answer::answer(&town.acts, &per, &answer_as(Nature::NotAsked)).await.unwrap();
        assert!(matches!(asked, Answered::AskNature));
        let refused = answer::answer(&town.acts, &per, &answer_as(Nature::Decision)).await;
        let code = ReasonCode::VedtakNotAllowedInDialog;
        assert_eq!(told(&refused.unwrap_err()), Some(code));
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.decision), (Event::ThreadAnswered, Decision::Refused(code)));
        assert_eq!(town.opens(ids::KARI, sent.thread).await.unwrap().messages.len(), 1);

        let start_as = |nature| NewByDesk {
            person: ids::KARI,
            topic: Topic::parse("Søknaden").unwrap(),
            body: body.clone(),
            reply: Reply::Allowed,
            nature,
        };
        let asked = desk_start::start(&town.acts, &per, &start_as(Nature::NotAsked)).await;
        assert!(matches!(asked.unwrap(), StartedByDesk::AskNature));
        let refused = desk_start::start(&town.acts, &per, &start_as(Nature::Decision)).await;
        assert_eq!(told(&refused.unwrap_err()), Some(code));
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.decision), (Event::ThreadStarted, Decision::Refused(code)));
        assert_eq!(town.inbox(ids::KARI).await.lines.len(), 1);

        let said = answer::answer(&town.acts, &per, &answer_as(Nature::Ordinary)).await.unwrap();
        assert!(matches!(said, Answered::Sent(_)));
    })
    .await;
}

/// S1-2.1.1-a: closed with a reason that the citizen reads, once; nothing more
/// is done with it at the desk.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_is_closed_with_a_reason_and_stays_closed() {
    in_town(|town| async move {
        let per = town.per().await;
        for reason in
            [CloseReason::Answered, CloseReason::SettledElsewhere, CloseReason::CitizenAsked]
        {
            let sent = town.kari_writes().await;
            let closed = town.closes(&per, sent.thread, (reason, None)).await.unwrap();
            assert_eq!((closed.is_open(), closed.awaiting), (false, None));
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            assert_eq!(event_word(&view.events[0]), format!("closed {reason:?} None"));
            let again = town.closes(&per, sent.thread, (reason, None)).await.unwrap_err();
            assert_eq!(told(&again), INVALID);
            for refused in [
                town.takes(&per, sent.thread).await.unwrap_err(),
                town.answers(&per, sent.thread, "Hei.").await.unwrap_err(),
                take::put_back(&town.acts, &per, sent.thread).await.unwrap_err(),
                take::assign(&town.acts, &per, sent.thread, ids::SIRI).await.unwrap_err(),
                take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap_err(),
            ] {
                assert_eq!(told(&refused), INVALID);
            }
        }
        assert_eq!(town.queue(&per, Queue::Closed).await.lines.len(), 3);
        assert_eq!(town.queue(&per, Queue::Open).await.counts.open, 0);
    })
    .await;
}

/// L-EFV-7: a message that came to the wrong place is not closed before the
/// sender is told the right one; when and where to is registered.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_7_the_wrong_place_is_closed_with_guidance_that_is_registered() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let without = Closing::new(CloseReason::WrongPlace, None).unwrap_err();
        assert_eq!(
            (without.code(), without.rules()),
            (ReasonCode::InvalidTransition, &["L-EFV-7"][..])
        );
        let to = "Ring Tildelingskontoret på 75 00 01 10.";
        town.at(date(2027, 2, 2), 11, 30);
        town.closes(&per, sent.thread, (CloseReason::WrongPlace, Some(to))).await.unwrap();
        let lines = town.lines(2).await;
        assert_eq!(lines[0].event, Event::RedirectGuidance);
        assert_eq!(
            (lines[0].at, lines[0].subject),
            (oslo(date(2027, 2, 2), 11, 30), Some(ids::KARI))
        );
        assert_eq!((lines[0].rules.as_str(), lines[1].event), ("L-EFV-7", Event::ThreadClosed));
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(event_word(&view.events[0]), format!("closed WrongPlace {:?}", Some(to)));
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(event_word(&view.events[0]), format!("closed WrongPlace {:?}", Some(to)));
    })
    .await;
}

/// S1-2.1.1-a: one answers and closes in one go, or neither.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_an_answer_may_close_and_then_both_are_done() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let new = NewAnswer {
            thread: sent.thread,
            body: Body::parse("Da er alt ordnet.").unwrap(),
            nature: Nature::NotAsked,
            closing: Some(Closing::new(CloseReason::Answered, None).unwrap()),
        };
        let answered = answer::answer(&town.acts, &per, &new).await.unwrap();
        let Answered::Sent(thread) = answered else { panic!("asked") };
        assert!(!thread.is_open());
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!((view.messages.len(), view.events.len()), (2, 1));
        let events: Vec<_> = town.lines(4).await.iter().map(|line| line.event).collect();
        assert!(events.contains(&Event::ThreadAnswered) && events.contains(&Event::ThreadClosed));
    })
    .await;
}

/// § 1.6: whom staff can write to is a list, and a list tells neither the whole name
/// nor the age of protected persons.
#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_recipients_tells_no_protected_persons_name_or_year_of_birth() {
    in_town(|town| async move {
        let per = town.per().await;
        let list = desk_start::recipients(&town.acts, &per).await.unwrap();
        let of = |person| list.iter().find(|one| one.person == person).unwrap();
        let (sara, kari) = (of(ids::SARA), of(ids::KARI));
        assert_eq!((sara.name.as_str(), sara.born_year), ("Sara L.", None));
        assert_eq!((kari.name.as_str(), kari.born_year), ("Kari Nilsen", Some(1948)));
    })
    .await;
}

/// S1-2.1.1-a: staff may start a conversation, with those who get the unit's
/// service today and no others.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_staff_start_a_conversation_with_those_who_get_the_service() {
    in_town(|town| async move {
        let per = town.per().await;
        let mut recipients = town.recipients(&per).await;
        recipients.sort_unstable();
        let expected =
            [ids::KARI, ids::OLA, ids::SARA, ids::GERD, ids::BJORG, ids::ARNE, ids::INGRID];
        assert_eq!(recipients, expected);
        let started = town.desk_writes(&per, ids::OLA, Reply::Allowed).await.unwrap();
        assert_eq!(started.started_by, StartedBy::Unit);
        assert_eq!(started.taken_by(), Some(ids::PER));
        assert_eq!(town.unread(ids::OLA).await, 1);
        assert!(town.opens(ids::OLA, started.id).await.unwrap().may_reply.is_ok());
        for stranger in [ids::LISE, ids::ANNE] {
            let refused = town.desk_writes(&per, stranger, Reply::Allowed).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::NotARecipientOfService));
            assert_eq!(town.unread(stranger).await, 0);
        }
        town.set_up(ids::HOME_NURSING, |unit| unit.dialog = DialogSetting::NotActive).await;
        let refused = town.desk_writes(&per, ids::OLA, Reply::Allowed).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::UnitNotActive));
    })
    .await;
}

/// § 1.6: a protected person's name is short in lists, whole for the one who has
/// taken her conversation.
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_person_is_shown_short_until_she_is_taken() {
    in_town(|town| async move {
        let words = ("Hei", "Når kommer dere?");
        let sent = town.writes(ids::SARA, ids::HOME_NURSING, words).await.unwrap();
        let per = town.per().await;
        let line = town.queue(&per, Queue::NotTaken).await.lines.remove(0);
        assert!(line.is_protected && !line.name.contains("Lund"), "{}", line.name);
        assert_eq!(line.born_year, None);
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert!(!view.name.contains("Lund") && view.age.is_none());
        town.takes(&per, sent.thread).await.unwrap();
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!((view.name.as_str(), view.age), ("Sara Lund", None));
        let siris = town.desk_opens(&town.siri().await, sent.thread).await.unwrap();
        assert!(!siris.name.contains("Lund"));
        assert_eq!(siris.masked_number, "088890 •••••");
    })
    .await;
}
