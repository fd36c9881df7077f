//! What staff have at hand at the desk: notes, talks, drafts, standard replies, names
//! and absences (S1-2.1-b, S1-2.1.1-a).

use core::time::Duration;

use helsebro_actions::dialog::desk::names::{self, NewNames};
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::desk::standard::{self, Kept};
use helsebro_actions::dialog::desk::talk::{self, NewTalk};
use helsebro_actions::dialog::desk::{answer::Answered, drafts, notes, take};
use helsebro_actions::dialog::{ShownAuthor, ShownEvent, start};
use helsebro_actions::parties::absence::{self, NewAbsence};
use helsebro_domain::dialog::{
    CloseReason, Desk, GotAnswer, MAX_STANDARD_REPLIES, MessageKind, Nature, ReturnedWhy, Talk,
    TalkWay,
};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::{AbsenceFault, NameReason, NamedStaff, StaffNames, StandIn};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::jobs::{self, AbsencePayload};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::date;

fn talked(town: &Town, thread: ThreadId, got: GotAnswer) -> NewTalk {
    let at = town.now().minus(Duration::from_secs(600));
    NewTalk {
        thread,
        talk: Talk { way: TalkWay::Phone, at },
        body: Body::parse("Vi ble enige om at jeg kommer klokken ti.").unwrap(),
        got,
        nature: Nature::NotAsked,
    }
}

/// S1-2.1.1-a: a talk is told of in the conversation, and stops the clock only when
/// whoever logs it says that the citizen got her answer.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_logged_talk_stops_the_clock_only_when_it_was_the_answer() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        let new = talked(&town, sent.thread, GotAnswer::No);
        talk::log(&town.acts, &per, &new).await.unwrap();
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(view.thread.awaiting.unwrap().promise_at, sent.promise_at);
        assert_eq!(view.thread.taken_by(), None);
        let logged = &view.messages[1];
        assert_eq!(logged.kind, MessageKind::Talk(new.talk));
        assert_eq!(logged.body, new.body.as_str());
        assert_eq!(logged.answered, None);
        let per_wrote =
            matches!(&logged.author, ShownAuthor::Staff { name, .. } if name == "Per Haug");
        assert!(per_wrote);

        let new = talked(&town, sent.thread, GotAnswer::Yes);
        talk::log(&town.acts, &per, &new).await.unwrap();
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(view.thread.awaiting, None);
        assert_eq!(view.thread.taken_by(), Some(ids::PER));
        assert_eq!(view.messages[2].answered, sent.promise_at.map(|at| (at, true)));
        assert_eq!(town.unread(ids::KARI).await, 0);
    })
    .await;
}

/// S1-2.1-b: an answer is not logged over a colleague's head, nor in what is closed;
/// a decision is no more given in a log than in a message (S1-2.1.1-a).
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_a_talk_is_logged_under_the_rules_of_an_answer() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        let answer = talked(&town, sent.thread, GotAnswer::Yes);
        let refused = talk::log(&town.acts, &siri, &answer).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::InvalidTransition));
        talk::log(&town.acts, &siri, &talked(&town, sent.thread, GotAnswer::No)).await.unwrap();
        let decision =
            NewTalk { body: Body::parse("Vedtaket er klart.").unwrap(), ..answer.clone() };
        let asked = talk::log(&town.acts, &per, &decision).await.unwrap();
        assert!(matches!(asked, Answered::AskNature));
        let decision = NewTalk { nature: Nature::Decision, ..decision };
        let refused = talk::log(&town.acts, &per, &decision).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::VedtakNotAllowedInDialog));
        town.closes(&per, sent.thread, (CloseReason::Answered, None)).await.unwrap();
        let refused = talk::log(&town.acts, &per, &answer).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::InvalidTransition));
        let epj = town.epj(ids::HOME_NURSING);
        let other = town.kari_writes().await.thread;
        let refused = talk::log(&town.acts, &epj, &talked(&town, other, GotAnswer::No)).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

async fn notes_down(town: &Town, desk: &Desk, thread: ThreadId, text: &str) {
    notes::write(&town.acts, desk, thread, &Body::parse(text).unwrap()).await.unwrap();
}

/// S1-2.1.1-a: an internal note is colleagues' alone. The citizen sees neither it nor
/// that there is one, and it goes with the conversation inside the municipality.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_note_is_never_shown_to_the_citizen() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let sent = town.kari_writes().await;
        let before = town.opens(ids::KARI, sent.thread).await.unwrap();
        notes_down(&town, &siri, sent.thread, "Plaster ligger i bil 3.").await;
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.notes.len(), 1);
        assert_eq!((view.notes[0].by.as_str(), view.notes[0].at), ("Siri Dahl", town.now()));
        assert_eq!(view.notes[0].text, "Plaster ligger i bil 3.");
        let after = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(after.messages.len(), before.messages.len());
        assert!(after.events.is_empty());
        assert_eq!(after.thread.last_at, before.thread.last_at);
        assert_eq!(town.unread(ids::KARI).await, 0);
        take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap();
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        assert_eq!(town.desk_opens(&liv, sent.thread).await.unwrap().notes.len(), 1);
        // The unit that sent it on writes no more in it, nor does its journal system.
        let text = Body::parse("Hei.").unwrap();
        for desk in [per, town.epj(ids::HOME_NURSING)] {
            let refused = notes::write(&town.acts, &desk, sent.thread, &text).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::NoServiceNeed));
        }
    })
    .await;
}

/// S1-2.1-b: what staff have begun to write is kept for the one who wrote it, and goes
/// when it is sent.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_a_draft_at_the_desk_is_its_writers_own() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        let long = "å".repeat(1_500);
        let at = drafts::save(&town.acts, &per, sent.thread, &long).await.unwrap();
        let draft = async |desk: &Desk| town.desk_opens(desk, sent.thread).await.unwrap().draft;
        assert_eq!(draft(&per).await, Some((at, long)));
        assert_eq!(draft(&siri).await, None);
        let mine = town.queue(&per, Queue::Mine).await.lines;
        assert_eq!(mine[0].draft_at, Some(at));
        drafts::save(&town.acts, &per, sent.thread, " ").await.unwrap();
        assert_eq!(draft(&per).await, None);
        drafts::save(&town.acts, &per, sent.thread, "Hei, Kari.").await.unwrap();
        town.answers(&per, sent.thread, "Hei, Kari.").await.unwrap();
        assert_eq!(draft(&per).await, None);
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        assert!(drafts::save(&town.acts, &liv, sent.thread, "Hei.").await.is_err());
    })
    .await;
}

/// S1-2.1-b: a unit's standard replies are its own, up to a limit.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_standard_replies_are_the_units_own() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let words =
            |title: &str, text: &str| (Topic::parse(title).unwrap(), Body::parse(text).unwrap());
        let keep = async |desk: &Desk, id, (title, text): (Topic, Body)| {
            standard::keep(&town.acts, desk, id, (&title, &text)).await
        };
        let kept = keep(&per, None, words("Timebestilling", "Ring oss.")).await.unwrap();
        assert_eq!(kept, Kept::Yes);
        keep(&siri, None, words("Ferie", "Vi har stengt i uke 29.")).await.unwrap();
        let list = standard::list(&town.acts, &per).await.unwrap();
        let titles: Vec<_> = list.iter().map(|reply| reply.title.as_str()).collect();
        assert_eq!(titles, ["Ferie", "Timebestilling"]);
        let id = Some(list[1].id);
        keep(&siri, id, words("Timebestilling", "Ring 75 00 01 20.")).await.unwrap();
        let changed = standard::list(&town.acts, &per).await.unwrap();
        assert_eq!(changed[1].text, "Ring 75 00 01 20.");
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        for other in [liv, hege] {
            assert!(standard::list(&town.acts, &other).await.unwrap().is_empty());
            assert!(keep(&other, id, words("x", "y")).await.is_err());
            assert!(standard::discard(&town.acts, &other, list[1].id).await.is_err());
        }
        for n in 2..MAX_STANDARD_REPLIES {
            keep(&per, None, words(&format!("Svar {n}"), "Hei.")).await.unwrap();
        }
        let over = keep(&per, None, words("Ett til", "Hei.")).await.unwrap();
        assert_eq!(over, Kept::TooMany);
        standard::discard(&town.acts, &per, list[0].id).await.unwrap();
        assert_eq!(keep(&per, None, words("Ett til", "Hei.")).await.unwrap(), Kept::Yes);
    })
    .await;
}

fn shown(author: &ShownAuthor) -> String {
    match author {
        ShownAuthor::Staff { name, title, .. } => format!("{name}|{title}"),
        ShownAuthor::Unit => "unit".to_owned(),
        _ => "other".to_owned(),
    }
}

/// S1-2.1-b: how staff are named, by the unit and for one patient, in everything that
/// the citizen reads, also what was written before.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_names_are_shown_as_the_unit_and_the_patients_choice_say() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        town.desk_opens(&per, sent.thread).await.unwrap();
        town.answers(&per, sent.thread, "Jeg kommer i dag.").await.unwrap();
        let read = async || {
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            let reader = view.messages[0].read_by.first().map(|read| shown(&read.reader));
            (shown(&view.messages[1].author), reader.unwrap())
        };
        let both = |text: &str| (text.to_owned(), text.to_owned());
        for (names, expected) in [
            (StaffNames::Shown, "Per Haug|sykepleier"),
            (StaffNames::GivenAndTitle, "Per|sykepleier"),
            (StaffNames::TitleOnly, "Sykepleier|"),
            (StaffNames::Hidden, "unit"),
        ] {
            town.set_up(ids::HOME_NURSING, |unit| unit.staff_names = names).await;
            assert_eq!(read().await, both(expected));
        }
        town.set_up(ids::HOME_NURSING, |unit| unit.staff_names = StaffNames::Shown).await;
        let reason = NameReason::parse("Har truet en kollega.").unwrap();
        let chosen = NewNames::Chosen(StaffNames::TitleOnly, reason);
        names::choose(&town.acts, &per, sent.thread, &chosen).await.unwrap();
        assert_eq!(read().await, both("Sykepleier|"));
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.names, StaffNames::TitleOnly);
        assert_eq!(view.names_chosen.unwrap().reason, "Har truet en kollega.");
        // Colleagues see who wrote.
        assert_eq!(shown(&view.messages[1].author), "Per Haug|sykepleier");
        // Others read what the unit shows.
        let words = ("Hei", "Når kommer dere?");
        let olas = town.writes(ids::OLA, ids::HOME_NURSING, words).await.unwrap();
        town.answers(&per, olas.thread, "I morgen.").await.unwrap();
        let view = town.opens(ids::OLA, olas.thread).await.unwrap();
        assert_eq!(shown(&view.messages[1].author), "Per Haug|sykepleier");
        names::choose(&town.acts, &per, sent.thread, &NewNames::AsTheUnit).await.unwrap();
        assert_eq!(read().await, both("Per Haug|sykepleier"));
    })
    .await;
}

/// L-EFV-3: whoever is not named to a citizen cannot be chosen by her either.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_3_a_patient_from_whom_names_are_hidden_names_nobody() {
    in_town(|town| async move {
        let per = town.per().await;
        town.set_up(ids::HOME_NURSING, |unit| unit.named_staff = NamedStaff::On).await;
        let sent = town.kari_writes().await;
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let kari = town.citizen(ids::KARI);
        let choices =
            async || start::prospect(&town.acts, &kari, contact).await.unwrap().staff.len();
        assert_eq!(choices().await, 2);
        let reason = NameReason::parse("Har truet en kollega.").unwrap();
        let chosen = NewNames::Chosen(StaffNames::GivenAndTitle, reason);
        names::choose(&town.acts, &per, sent.thread, &chosen).await.unwrap();
        assert_eq!(choices().await, 0);
        let new = start::NewThread {
            to_staff: Some(ids::PER),
            ..town.message(contact, "Hei", "Er Per der?")
        };
        let again = start::send(&town.acts, &kari, &new).await.unwrap();
        let view = town.opens(ids::KARI, again.thread).await.unwrap();
        assert_eq!(view.thread.taken_by(), None);
    })
    .await;
}

async fn away(
    town: &Town,
    desk: &Desk,
    (from, last): (i8, i8),
    stand_in: StandIn,
) -> AbsencePayload {
    let day = |day| date(2027, 2, day);
    let new = NewAbsence { from: day(from), last_day: day(last), stand_in };
    let absence = absence::say(&town.acts, desk, new).await.unwrap().unwrap();
    AbsencePayload { municipality: ids::SOLVIK, unit: ids::HOME_NURSING, absence: absence.id }
}

/// S1-2.1-b: what somebody has who is away shows to whoever stands in, and what is
/// given to her goes there too, also by a citizen's wish (L-EFV-3).
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_whoever_stands_in_sees_and_gets_what_is_hers() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let sent = town.kari_writes().await;
        town.takes(&siri, sent.thread).await.unwrap();
        let payload = away(&town, &siri, (2, 5), StandIn::Colleague(ids::PER)).await;
        assert_eq!(absence::begin(&town.acts, payload).await.unwrap(), 0);
        let mine = town.queue(&per, Queue::Mine).await;
        assert_eq!((mine.lines.len(), mine.stood_in.len(), mine.counts.mine), (0, 1, 1));
        assert_eq!(mine.stood_in[0].thread, sent.thread);
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        let away_now = view.away.unwrap();
        assert_eq!((away_now.last_day, away_now.is_stood_in), (date(2027, 2, 5), true));
        let words = ("Hei", "Når kommer dere?");
        let olas = town.writes(ids::OLA, ids::HOME_NURSING, words).await.unwrap().thread;
        let given = take::assign(&town.acts, &per, olas, ids::SIRI).await.unwrap();
        assert_eq!(given.taken_by(), Some(ids::PER));
        town.set_up(ids::HOME_NURSING, |unit| unit.named_staff = NamedStaff::On).await;
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = start::NewThread {
            to_staff: Some(ids::SIRI),
            ..town.message(contact, "Hei", "Er Siri der?")
        };
        let kari = town.citizen(ids::KARI);
        let named = start::send(&town.acts, &kari, &new).await.unwrap().thread;
        let view = town.desk_opens(&per, named).await.unwrap();
        assert_eq!(view.thread.taken_by(), Some(ids::PER));
        // She is back when her last day is over; what she takes herself is hers meanwhile.
        let own = take::assign(&town.acts, &siri, olas, ids::SIRI).await.unwrap();
        assert_eq!(own.taken_by(), Some(ids::SIRI));
        town.at(date(2027, 2, 6), 9, 0);
        assert!(town.queue(&per, Queue::Mine).await.stood_in.is_empty());
    })
    .await;
}

/// S1-2.1-b: where nobody stands in, what she has goes to the queue on the first day,
/// and she is told how much when she is back.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_where_nobody_stands_in_it_goes_to_the_queue() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let sent = town.kari_writes().await;
        town.takes(&siri, sent.thread).await.unwrap();
        let payload = away(&town, &siri, (3, 4), StandIn::Queue).await;
        assert_eq!(absence::begin(&town.acts, payload).await.unwrap(), 0);
        town.at(date(2027, 2, 3), 0, 0);
        let due = jobs::claim(&town.base.db, 100).await.unwrap();
        assert!(due.iter().any(|job| AbsencePayload::of(job) == Some(payload)));
        assert_eq!(absence::begin(&town.acts, payload).await.unwrap(), 1);
        assert_eq!(absence::begin(&town.acts, payload).await.unwrap(), 0);
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.taken_by, None);
        let told = |event: &ShownEvent| {
            matches!(event, ShownEvent::Returned { from, why: ReturnedWhy::Away, .. } if from == "Siri Dahl")
        };
        assert!(view.events.iter().any(told));
        town.takes(&per, sent.thread).await.unwrap();
        let given = take::assign(&town.acts, &per, sent.thread, ids::SIRI).await.unwrap();
        assert_eq!(given.taken_by(), None);
        assert_eq!(town.queue(&siri, Queue::NotTaken).await.returned, 0);
        town.at(date(2027, 2, 5), 8, 0);
        assert_eq!(town.queue(&siri, Queue::NotTaken).await.returned, 1);
        assert_eq!(town.queue(&per, Queue::NotTaken).await.returned, 0);
        town.at(date(2027, 2, 8), 8, 0);
        assert_eq!(town.queue(&siri, Queue::NotTaken).await.returned, 0);
    })
    .await;
}

/// S1-2.1-b: an absence is one's own, and whoever stands in works at the unit.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_an_absence_is_ones_own_to_say_and_to_take_back() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let payload = away(&town, &siri, (2, 5), StandIn::Queue).await;
        assert!(absence::take_back(&town.acts, &per, payload.absence).await.is_err());
        let list = absence::list(&town.acts, &per).await.unwrap();
        assert_eq!((list.len(), list[0].name.as_str()), (1, "Siri Dahl"));
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        assert!(absence::list(&town.acts, &hege).await.unwrap().is_empty());
        assert!(absence::take_back(&town.acts, &hege, payload.absence).await.is_err());
        let new = NewAbsence {
            from: date(2027, 2, 2),
            last_day: date(2027, 2, 3),
            stand_in: StandIn::Colleague(ids::JON),
        };
        let fault = absence::say(&town.acts, &per, new).await.unwrap().unwrap_err();
        assert_eq!(fault, AbsenceFault::StandInNotHere);
        absence::take_back(&town.acts, &siri, payload.absence).await.unwrap();
        assert!(absence::list(&town.acts, &per).await.unwrap().is_empty());
        let sent = town.kari_writes().await;
        let given = take::assign(&town.acts, &per, sent.thread, ids::SIRI).await.unwrap();
        assert_eq!(given.taken_by(), Some(ids::SIRI));
    })
    .await;
}
