//! Neutral refusals: what is another's, what does not exist, and what is kept from the
//! asker are answered with the same words after the same steps (§ 1.4).

use helsebro_actions::ActError;
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::clinical::{self, Decides};
use helsebro_actions::representation::paper::{self, NewPaper};
use helsebro_domain::ids::{
    AttachmentId, AuditId, ContactId, DraftId, GrantId, PersonId, RequestId, ThreadId,
};
use helsebro_domain::parties::{IdentityNumber, Protection};
use helsebro_domain::representation::{CitizenAccess, Covers, InRegister};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

use crate::acts_people::{self, Door, Tie, persona};
use crate::acts_table::{self, Things, prepared};
use crate::representation::{goes_over_to, registered, session};

/// What the asker can notice of an answer: its words, and how much was done.
#[derive(Debug, PartialEq, Eq)]
struct Noticed {
    words: String,
    statements: u64,
    lines: usize,
}

async fn noticed(town: &Town, does: impl Future<Output = Result<(), ActError>>) -> Noticed {
    let mark = town.lines(1).await[0].id;
    let before = town.base.db.statements();
    let words = match does.await {
        Ok(()) => "yes".to_owned(),
        Err(ActError::NotFound) => "not found".to_owned(),
        Err(ActError::Refused(refusal)) => refusal.shown().as_str().to_owned(),
        Err(ActError::Storage(fault)) => panic!("{fault}"),
    };
    let statements = town.base.db.statements() - before;
    let lines = town.lines(10).await.into_iter().take_while(|line| line.id != mark).count();
    Noticed { words, statements, lines }
}

const TRIED: [&str; 17] = [
    "read the conversation",
    "see the receipt again",
    "write more in it",
    "look at the contact",
    "look at a new one with the contact",
    "start a new one with the contact",
    "save a draft to the contact",
    "save a draft in the conversation",
    "throw away the person's draft",
    "ask about what Per did",
    "answer who waits",
    "answer who offers",
    "take back what the person offers",
    "withdraw the person's power of attorney",
    "look at the person's request about rights",
    "take back the person's request about rights",
    "open a file that the person sent",
];

/// § 1.4: Kari's, Sara's (whose address is protected) and nobody's are alike to Ola.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_what_is_anothers_and_what_does_not_exist_are_alike() {
    in_town(|town| async move {
        let ola = town.citizen(ids::OLA);
        let tries = async |what: &str, on: Things| {
            noticed(&town, acts_table::citizen(&town, &ola, what, on)).await
        };
        for what in TRIED {
            // What is asked about is a line of Per's; others need something of their own.
            let needs = if what.ends_with("what Per did") { "look at what Per did" } else { what };
            let karis = prepared(&town, needs, ids::KARI).await;
            let saras = prepared(&town, needs, ids::SARA).await;
            // The first answer may have to fetch a key.
            tries(what, karis).await;
            let none = tries(what, nothing(&town)).await;
            assert_eq!(none.words, "not found", "{what}");
            assert_eq!(tries(what, karis).await, none, "{what}, Kari's");
            assert_eq!(tries(what, saras).await, none, "{what}, Sara's");
        }
    })
    .await;
}

/// § 1.4, C-1.6: whether she exists, is protected, dead or gone, or has closed a child
/// to a parent: whoever would act for her gets one answer.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_whoever_cannot_be_acted_for_is_as_one_who_does_not_exist() {
    in_town(|town| async move {
        let token = session(&town, ids::LISE, "s").await;
        registered(&town, ids::GERD, Protection::None, InRegister::Deceased).await;
        registered(&town, ids::BJORG, Protection::None, InRegister::NotActive).await;
        let blocked = Door::of(&town, persona(ids::LISE, ids::EMIL, Tie::Blocked)).await;
        blocked.tie(&town).await;
        let nobody = PersonId::from_uuid(town.new_uuid());
        let tries = async |whom| noticed(&town, goes_over_to(&town, &token, whom)).await;
        let none = tries(nobody).await;
        assert_eq!((none.words.as_str(), none.lines), ("not found", 1));
        for whom in [ids::KARI, ids::SARA, ids::GERD, ids::BJORG, ids::EMIL, ids::JONAS] {
            assert_eq!(tries(whom).await, none, "{whom}");
        }
    })
    .await;
}

/// § 1.4: a request to whoever has the number, to nobody, to a protected person and to
/// one who has blocked the asker is stored and answered alike.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_a_request_is_alike_whoevers_number_was_typed() {
    in_town(|town| async move {
        let lise = town.citizen(ids::LISE);
        let number = |person| town.plan.person(person).unwrap().number.clone();
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        blocks(&town, &town.citizen(ids::OLA), &lise).await;
        let terms = acts_people::terms(&[Covers::Messages]);
        let asks = async |number: &IdentityNumber| {
            noticed(&town, asking::ask(&town.acts, &lise, number, terms)).await
        };
        let none = asks(&nobody).await;
        assert_eq!((none.words.as_str(), none.lines), ("yes", 1));
        for person in [ids::KARI, ids::SARA, ids::OLA] {
            assert_eq!(asks(&number(person)).await, none, "{person}");
        }
    })
    .await;
}

/// § 1.4: and so is an offer of one.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_an_offer_is_alike_whoevers_number_was_typed() {
    in_town(|town| async move {
        let lise = town.citizen(ids::LISE);
        let number = |person| town.plan.person(person).unwrap().number.clone();
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        blocks(&town, &town.citizen(ids::OLA), &lise).await;
        let terms = acts_people::terms(&[Covers::Messages]);
        let offers = async |number: &IdentityNumber| {
            noticed(&town, asking::offer(&town.acts, &lise, number, terms)).await
        };
        let none = offers(&nobody).await;
        assert_eq!((none.words.as_str(), none.lines), ("yes", 1));
        for person in [ids::KARI, ids::SARA, ids::OLA] {
            assert_eq!(offers(&number(person)).await, none, "{person}");
        }
    })
    .await;
}

/// § 1.4: a paper to nobody and to a protected or dead person is refused alike at the desk,
/// and so is a next of kin who is named.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_whoever_is_named_at_the_desk_is_as_one_who_does_not_exist() {
    in_town(|town| async move {
        registered(&town, ids::BJORG, Protection::None, InRegister::Deceased).await;
        let per = town.per().await;
        let on = prepared(&town, "", ids::KARI).await;
        let number = |person| town.plan.person(person).unwrap().number.clone();
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        let terms = acts_people::terms(&[Covers::Messages]);
        let registers = async |receiver: IdentityNumber| {
            let (giver, signed_on) = (ids::KARI, date(2027, 1, 29));
            let new = NewPaper { giver, receiver, terms, signed_on };
            noticed(&town, async { paper::register(&town.acts, &per, &new).await.map(drop) }).await
        };
        let names = async |named: IdentityNumber| {
            let decides = Decides::Competence { named, last_day: date(2027, 6, 30) };
            let why = "Vurdert i dag sammen med fastlegen.";
            let at = (&town.acts, &per, on.thread);
            noticed(&town, clinical::decide(at.0, at.1, at.2, (&decides, why))).await
        };
        // The first answer may have to fetch a key.
        names(nobody.clone()).await;
        let (no_paper, no_decision) =
            (registers(nobody.clone()).await, names(nobody.clone()).await);
        assert_eq!(
            (no_paper.words.as_str(), no_decision.words.as_str()),
            ("not found", "not found")
        );
        for person in [ids::SARA, ids::BJORG] {
            assert_eq!(registers(number(person)).await, no_paper, "{person}");
            assert_eq!(names(number(person)).await, no_decision, "{person}");
        }
    })
    .await;
}

async fn blocks(town: &Town, person: &CitizenAccess, asker: &CitizenAccess) {
    let number = &town.plan.person(person.person()).unwrap().number;
    let terms = acts_people::terms(&[Covers::Messages]);
    asking::ask(&town.acts, asker, number, terms).await.unwrap();
    let waiting = asking::waiting(&town.acts, person).await.unwrap();
    let id = waiting[0].request.id;
    asking::answer(&town.acts, person, id, Decision::DeclineAndBlock).await.unwrap();
}

fn nothing(town: &Town) -> Things {
    let id = || town.new_uuid();
    Things {
        person: PersonId::from_uuid(id()),
        thread: ThreadId::from_uuid(id()),
        contact: ContactId::from_uuid(id()),
        draft: DraftId::from_uuid(id()),
        line: Some(AuditId::from_uuid(id())),
        request: RequestId::from_uuid(id()),
        grant: GrantId::from_uuid(id()),
        paper: None,
        file: Some(AttachmentId::from_uuid(id())),
        more: Some(id()),
    }
}
