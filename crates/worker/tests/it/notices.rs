//! Who gets which SMS and e-mail, played through the jobs (N-07…N-10, SM-5…SM-9).

use core::time::Duration;

use crate::at_work::date;
use helsebro_actions::dialog::attachments::WithFiles;
use helsebro_actions::dialog::desk::answer::{self, NewAnswer};
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::{giving, months};
use helsebro_domain::dialog::{CloseReason, GotAnswer, Nature, Reply, Talk, TalkWay};
use helsebro_domain::ids::GrantId;
use helsebro_domain::notices::{
    Channels, ContactCard, ContactLanguage, Level, NoticeChoices, NoticeState, Reservation,
    SharedWith, Weight, Wish,
};
use helsebro_domain::parties::{Protection, Revealing};
use helsebro_domain::representation::{
    CitizenAccess, Coverage, Covers, Found, InRegister, Party, Terms, acting_for,
};
use helsebro_domain::text::Body;
use helsebro_testkit::{Town, ids, in_town};

use crate::outside::{ANNES, KARIS, Outside, anne_helps_kari, card, chooses, history, number};

const MESSAGE: &str = "Du har fått en ny melding. Logg inn på helsebro.example.";
const MESSAGE_NN: &str = "Du har fått ei ny melding. Logg inn på helsebro.example.";
const SOMETHING: &str = "Noe nytt er klart for deg på helsebro.example. Logg inn for å se.";

/// The same for Anne, who reads nynorsk.
const NOKO: &str = "Noko nytt er klart for deg på helsebro.example. Logg inn for å sjå.";

/// Kari has written, and Per answers.
async fn per_answers(town: &Town) {
    let per = town.per().await;
    let sent = town.kari_writes().await;
    town.takes(&per, sent.thread).await.unwrap();
    town.answers(&per, sent.thread, "Jeg kommer i dag.").await.unwrap();
}

fn sent(to: &str, text: &str) -> (String, String) {
    (to.to_owned(), text.to_owned())
}

fn annes_choice() -> NoticeChoices {
    let (helper_level, channels) = (Level::Normal, Channels::Email);
    NoticeChoices { helper_level, channels, ..NoticeChoices::default() }
}

/// N-07, N-09: Per answers. Kari gets one SMS and Anne, who helps her, one e-mail; neither
/// says what it is about.
#[tokio::test]
async fn n_07_n_09_per_answers_and_kari_gets_an_sms_and_anne_an_email() {
    in_town(async |town| {
        anne_helps_kari(&town, &[Covers::Messages]).await;
        chooses(&town, ids::ANNE, annes_choice()).await;
        Outside::of(&town).works(&town).await;
        let outside = Outside::of(&town);
        per_answers(&town).await;
        outside.works(&town).await;
        let expected = [sent(KARIS, MESSAGE), sent("anne@innbygger.example", MESSAGE_NN)];
        assert_eq!(outside.sent(), expected);
        let lines = history(&town, ids::KARI).await;
        let last = lines.last().unwrap();
        assert_eq!(*last, (NoticeState::Sent, None, Some("•••• 00 01".to_owned())));
        let annes = history(&town, ids::ANNE).await;
        assert_eq!(annes.last().unwrap().2.as_deref(), Some("a•••@innbygger.example"));
        // Run again, nothing more is sent.
        town.base.clock.move_on(Duration::from_secs(3_600));
        outside.works(&town).await;
        assert_eq!(outside.sent(), expected);
    })
    .await;
}

/// N-09: Anne's number stands on Kari's profile too: one notice in all.
#[tokio::test]
async fn n_09_one_notice_in_all_when_annes_number_stands_on_both() {
    in_town(async |town| {
        anne_helps_kari(&town, &[Covers::Messages]).await;
        chooses(&town, ids::ANNE, annes_choice()).await;
        Outside::of(&town).works(&town).await;
        let outside = Outside::of(&town);
        let karis = card(ANNES, "kari@innbygger.example", ContactLanguage::Nb);
        outside.krr.says(number(&town, ids::KARI), karis);
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(ANNES, MESSAGE)]);
    })
    .await;
}

/// L-GDPR-24, N-09: a helper who has chosen nothing is told of nothing; nor one whose power of
/// attorney does not cover messages, or not the unit whose name tells something.
#[tokio::test]
async fn n_09_a_helper_is_told_of_what_she_chose_and_may_see() {
    in_town(async |town| {
        let per = town.per().await;
        let grant = anne_helps_kari(&town, &[Covers::Messages]).await;
        Outside::of(&town).works(&town).await;
        let outside = Outside::of(&town);
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS]);
        chooses(&town, ids::ANNE, annes_choice()).await;
        town.set_up(ids::HOME_NURSING, |unit| unit.revealing = Revealing::Yes).await;
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS, KARIS]);
        giving::end(&town.acts, &town.citizen(ids::KARI), grant).await.unwrap();
        anne_helps_kari(&town, &[Covers::Appointments]).await;
        outside.works(&town).await;
        let before = outside.places().len();
        town.set_up(ids::HOME_NURSING, |unit| unit.revealing = Revealing::No).await;
        town.desk_writes(&per, ids::KARI, Reply::Allowed).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places().len(), before + 1);
    })
    .await;
}

/// N-07: what the unit marks as needing an answer reaches the lowest level too, and says no
/// more than any other.
#[tokio::test]
async fn n_07_what_needs_an_answer_reaches_the_lowest_level() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let level = Level::Limited;
        let chosen = NoticeChoices { level, ..NoticeChoices::default() };
        chooses(&town, ids::KARI, chosen).await;
        let per = town.per().await;
        let thread = town.kari_writes().await.thread;
        town.takes(&per, thread).await.unwrap();
        for (weight, expected) in [(Weight::Plain, 0), (Weight::NeedsAnswer, 1)] {
            let body = Body::parse("Passer det klokka ti?").unwrap();
            let new = NewAnswer { thread, body, nature: Nature::NotAsked, closing: None };
            let with = (WithFiles::None, weight);
            answer::answer_with(&town.acts, &per, &new, with).await.unwrap();
            outside.works(&town).await;
            assert_eq!(outside.places().len(), expected, "{weight:?}");
        }
        assert_eq!(outside.sent(), [sent(KARIS, MESSAGE)]);
    })
    .await;
}

/// N-04, N-07: on the lowest level nothing is told of a message; a topic that is switched on is, and
/// one that is switched off is not (SM-8).
#[tokio::test]
async fn n_07_sm_8_level_and_topic_decide() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        for (level, messages, expected) in [
            (Level::Limited, Wish::ByLevel, 0),
            (Level::Limited, Wish::Always, 1),
            (Level::Full, Wish::Never, 1),
            (Level::Full, Wish::ByLevel, 2),
        ] {
            let chosen = NoticeChoices { level, messages, ..NoticeChoices::default() };
            chooses(&town, ids::KARI, chosen).await;
            per_answers(&town).await;
            outside.works(&town).await;
            assert_eq!(outside.places().len(), expected, "{level:?} {messages:?}");
        }
    })
    .await;
}

/// N-01, N-10: by night nothing is sent; in the morning one SMS tells of all that came, and
/// none of what was read meanwhile.
#[tokio::test]
async fn n_01_n_10_the_night_is_quiet_and_what_was_read_is_not_told() {
    in_town(async |town| {
        let per = town.per().await;
        let outside = Outside::of(&town);
        let thread = town.kari_writes().await.thread;
        town.takes(&per, thread).await.unwrap();
        town.at(date(2027, 2, 2), 20, 0);
        town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
        town.at(date(2027, 2, 2), 22, 0);
        town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        town.at(date(2027, 2, 3), 8, 59);
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        town.at(date(2027, 2, 3), 9, 0);
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(KARIS, MESSAGE)]);
        let ends: Vec<_> = history(&town, ids::KARI).await.into_iter().map(|line| line.1).collect();
        assert_eq!(ends, [None, Some("SENT_TOGETHER".to_owned())]);

        town.at(date(2027, 2, 3), 21, 0);
        town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
        outside.works(&town).await;
        town.opens(ids::KARI, thread).await.unwrap();
        town.at(date(2027, 2, 4), 9, 0);
        outside.works(&town).await;
        assert_eq!(outside.sent().len(), 1);
        let last = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!((last.0, last.1.as_deref()), (NoticeState::GivenUp, Some("OPENED")));
    })
    .await;
}

/// SM-7, § 1.6.3: Sara's address is strictly protected; the text says nothing, whatever it is.
#[tokio::test]
async fn sm_7_sara_gets_the_text_that_says_nothing() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let per = town.per().await;
        town.lists(
            ids::HOME_NURSING,
            ids::SARA,
            &[helsebro_testkit::service("HJSP", ids::HOME_NURSING, None)],
        )
        .await;
        town.desk_writes(&per, ids::SARA, Reply::Allowed).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent("90000005", MESSAGE)]);
    })
    .await;
}

/// SM-6: Emil is nine: his mother is told in his stead. Jonas is fourteen: he is told himself, at
/// what is his own, and she is not.
#[tokio::test]
async fn sm_6_a_childs_mother_is_told_and_a_youths_is_not() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let per = town.per().await;
        let service = helsebro_testkit::service("HJSP", ids::HOME_NURSING, None);
        for child in [ids::EMIL, ids::JONAS] {
            town.lists(ids::HOME_NURSING, child, std::slice::from_ref(&service)).await;
        }
        town.desk_writes(&per, ids::EMIL, Reply::Allowed).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent("90000004", MESSAGE)]);
        town.desk_writes(&per, ids::JONAS, Reply::Allowed).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), ["90000004", "90000006"]);
        // His mother's number on his card is not his own.
        let hers = card("90000004", "", ContactLanguage::Nb);
        outside.krr.says(number(&town, ids::JONAS), hers);
        town.desk_writes(&per, ids::JONAS, Reply::Allowed).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places().len(), 2);
    })
    .await;
}

/// SM-5, C-8.6, CHX-3, L-EFV-9: a reservation hinders no service message; a shared number gets the plain text; and
/// whoever the register does not have sees in her history why nothing came.
#[tokio::test]
async fn sm_5_chx_3_what_the_contact_register_says_is_heeded() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let mut karis = card(KARIS, "", ContactLanguage::Nb);
        karis.reservation = Reservation::Reserved;
        outside.krr.says(number(&town, ids::KARI), karis.clone());
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(KARIS, MESSAGE)]);
        karis.mobile.as_mut().unwrap().shared = SharedWith::Others;
        outside.krr.says(number(&town, ids::KARI), karis.clone());
        asks_kari(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.sent()[1], sent(KARIS, MESSAGE));
        let old = helsebro_testkit::oslo(date(2025, 8, 1), 12, 0);
        karis.mobile.as_mut().unwrap().updated = Some(old);
        outside.krr.says(number(&town, ids::KARI), karis);
        per_answers(&town).await;
        outside.krr.says(number(&town, ids::OLA), ContactCard::not_registered());
        outside.works(&town).await;
        let last = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!(last, (NoticeState::GivenUp, Some("CONTACT_STALE".to_owned()), None));
        assert_eq!(outside.sent().len(), 2);
    })
    .await;
}

async fn asks_kari(town: &Town) {
    let anne = town.citizen(ids::ANNE);
    let terms = Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: None };
    asking::ask(&town.acts, &anne, &number(town, ids::KARI), terms).await.unwrap();
}

/// S1-2.1-a: one that Kari offers is told of to Anne, and Kari is told when it is accepted; both
/// in the words that say nothing.
#[tokio::test]
async fn s1_2_1_a_an_offered_power_of_attorney_is_told_of_to_the_other_side() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let (kari, anne) = (town.citizen(ids::KARI), town.citizen(ids::ANNE));
        let terms = Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: None };
        asking::offer(&town.acts, &kari, &number(&town, ids::ANNE), terms).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(ANNES, NOKO)]);
        let offer = asking::waiting(&town.acts, &anne).await.unwrap()[0].request.id;
        asking::answer_offer(&town.acts, &anne, offer, Decision::Grant).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [ANNES, KARIS]);
        // A protected person is not told that somebody wants to be helped.
        asking::offer(&town.acts, &kari, &number(&town, ids::SARA), terms).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [ANNES, KARIS]);
    })
    .await;
}

/// A power of attorney that is asked for, given and withdrawn is told of; that it was declined is
/// not, and a number that nobody has takes the same steps.
#[tokio::test]
async fn a_power_of_attorney_is_told_of_when_asked_for_given_and_withdrawn() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        asks_kari(&town).await;
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(KARIS, SOMETHING)]);
        let kari = town.citizen(ids::KARI);
        let request = asking::waiting(&town.acts, &kari).await.unwrap()[0].request.id;
        asking::answer(&town.acts, &kari, request, Decision::Grant).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS, ANNES]);
        let grant = giving::given(&town.acts, &kari).await.unwrap()[0].grant.grant.id;
        giving::end(&town.acts, &kari, grant).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS, ANNES, ANNES]);

        asks_kari(&town).await;
        let request = asking::waiting(&town.acts, &kari).await.unwrap()[0].request.id;
        asking::answer(&town.acts, &kari, request, Decision::DeclineAndBlock).await.unwrap();
        asks_kari(&town).await;
        let nobody = "12835812047";
        let nobody = helsebro_domain::parties::IdentityNumber::parse(nobody, town.acts.numbers());
        let terms = Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: None };
        let anne = town.citizen(ids::ANNE);
        asking::ask(&town.acts, &anne, &nobody.unwrap(), terms).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS, ANNES, ANNES]);
    })
    .await;
}

/// A talk on the phone is not told of, and a conversation that is closed with an answer once.
#[tokio::test]
async fn a_talk_is_not_told_of_and_an_answer_that_closes_once() {
    in_town(async |town| {
        use helsebro_actions::dialog::desk::talk::{self, NewTalk};
        let outside = Outside::of(&town);
        let per = town.per().await;
        let thread = town.kari_writes().await.thread;
        town.takes(&per, thread).await.unwrap();
        let talk = NewTalk {
            thread,
            talk: Talk { way: TalkWay::Phone, at: town.now() },
            got: GotAnswer::Yes,
            body: Body::parse("Avtalt ny bandasje.").unwrap(),
            nature: Nature::NotAsked,
        };
        talk::log(&town.acts, &per, &talk).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        town.answers(&per, thread, "Jeg kommer i dag.").await.unwrap();
        town.closes(&per, thread, (CloseReason::Answered, None)).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.sent(), [sent(KARIS, MESSAGE)]);
    })
    .await;
}

/// What Anne's power of attorney gives her now.
pub(crate) async fn anne_at_work(town: &Town, id: GrantId) -> CitizenAccess {
    let party = |id| {
        let born = town.plan.person(id).unwrap().born;
        Party { id, born, protection: Protection::None, register: InRegister::Active }
    };
    let kari = town.citizen(ids::KARI);
    let held = giving::given(&town.acts, &kari).await.unwrap();
    let grant = held.into_iter().find(|held| held.grant.grant.id == id).unwrap().grant.grant;
    let found = Found { grants: vec![grant], ..Found::default() };
    acting_for(&party(ids::ANNE), &party(ids::KARI), &found, town.now()).unwrap()
}

/// S1-2.1-a, SM-T5: when a month has gone Kari is told once that there is something new, and
/// reads who acted for her and how often; of whoever nobody acted for nothing is kept.
#[tokio::test]
async fn s1_2_1_a_each_month_kari_is_told_who_acted_for_her() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let grant = anne_helps_kari(&town, &[Covers::Messages]).await;
        let thread = town.kari_writes().await.thread;
        let anne = anne_at_work(&town, grant).await;
        for _ in 0..3 {
            helsebro_actions::dialog::thread::open(&town.acts, &anne, thread).await.unwrap();
        }
        outside.works(&town).await;
        let kari = town.citizen(ids::KARI);
        assert!(months::by_month(&town.acts, &kari).await.unwrap().is_empty());
        assert_eq!(months::summarise(&town.acts).await.unwrap(), 0);
        let before = outside.sent().len();
        town.at(date(2027, 3, 1), 10, 0);
        for told in [1, 0] {
            assert_eq!(months::summarise(&town.acts).await.unwrap(), told);
            outside.works(&town).await;
        }
        assert_eq!(outside.sent()[before..], [sent(KARIS, SOMETHING)]);
        let read = months::by_month(&town.acts, &kari).await.unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].name.as_str(), read[0].acts), ("Anne Nilsen", 3));
        assert_eq!(read[0].month, date(2027, 2, 1));
        let annes = months::by_month(&town.acts, &town.citizen(ids::ANNE)).await.unwrap();
        assert!(annes.is_empty());
    })
    .await;
}
