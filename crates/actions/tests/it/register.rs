//! What the population register says, and what follows from it (§ 1.6, S1-2.1-a).

use helsebro_actions::parties::register::{self, Followed, NotAsked};
use helsebro_actions::parties::sign_in::{self, SignedIn};
use helsebro_actions::representation::{asking, switching};
use helsebro_actions::{ActError, dialog};
use helsebro_domain::audit::{Actor, Event};
use helsebro_domain::ids::{PersonId, RequestId};
use helsebro_domain::parties::{
    GuardianScope, Guardianship, GuardianshipKind, Home, IdentityNumber, NumberPolicy,
    ParentalResponsibility, PersonName, Protection, RegisterPerson, RegistryStatus,
    ResponsibilityKind,
};
use helsebro_domain::representation::{Basis, Covers, EidLevel, GrantEnd};
use helsebro_domain::time::Date;
use helsebro_partners::population::{EventKind, FakePopulation};
use helsebro_storage::parties::RegisterFeed;
use helsebro_storage::{Scope, SystemReason, parties, representation};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

use crate::representation::{LIMITS, goes_over_to, grants, now, number, session, terms};

const SCOPE: Scope = Scope::System(SystemReason::Register);

/// A number that nobody in the town has.
const NEW: &str = "01818030270";

fn new_number() -> IdentityNumber {
    IdentityNumber::parse(NEW, &NumberPolicy::synthetic()).unwrap()
}

/// What the register says of somebody in the town, when nothing is special.
fn said(town: &Town, person: PersonId) -> RegisterPerson {
    let known = town.plan.person(person).unwrap();
    RegisterPerson {
        number: known.number.clone(),
        former_numbers: Vec::new(),
        name: Some(known.name.clone()),
        born: known.born,
        status: RegistryStatus::Resident,
        protection: Protection::None,
        home: Some(Home::opaque([1; 32])),
        parental: Vec::new(),
        guardians: Vec::new(),
    }
}

/// Somebody whom only the register knows.
fn stranger(home: u8) -> RegisterPerson {
    RegisterPerson {
        number: new_number(),
        former_numbers: Vec::new(),
        name: Some(PersonName::new("Nora", "Ny")),
        born: Some(date(1980, 1, 1)),
        status: RegistryStatus::Resident,
        protection: Protection::None,
        home: Some(Home::opaque([home; 32])),
        parental: Vec::new(),
        guardians: Vec::new(),
    }
}

fn responsible(parent: &RegisterPerson, child: &RegisterPerson) -> ParentalResponsibility {
    ParentalResponsibility {
        kind: ResponsibilityKind::Joint,
        responsible: parent.number.clone(),
        child: child.number.clone(),
    }
}

/// A register that knows Kari and Anne, and that has been asked about everybody.
async fn register(town: &Town) -> FakePopulation {
    let register = FakePopulation::default();
    for person in [ids::KARI, ids::ANNE, ids::SARA] {
        let protection = town.plan.person(person).unwrap().protection;
        register.says(RegisterPerson { protection, ..said(town, person) }, EventKind::Other);
    }
    begin(town, &register).await;
    register
}

/// Begins to follow, and asks about everybody.
async fn begin(town: &Town, asked: &FakePopulation) {
    register::follow(&town.acts, asked).await.unwrap();
    town.at(date(2027, 2, 3), 9, 0);
    while register::check(&town.acts, asked).await.unwrap() == Followed::More {}
}

async fn feed(town: &Town) -> Option<RegisterFeed> {
    let read =
        town.base.db.read(SCOPE, "test.feed", async |mut tx| parties::register_feed(&mut tx).await);
    read.await.unwrap()
}

async fn why_ended(town: &Town) -> Option<GrantEnd> {
    let read = town.base.db.read(SCOPE, "test.ended", async |mut tx| {
        representation::last_end(&mut tx, ids::ANNE, ids::KARI).await
    });
    read.await.unwrap()
}

async fn row(town: &Town, person: PersonId) -> parties::PersonRow {
    let read =
        town.base.db.read(SCOPE, "test.row", async |mut tx| parties::person(&mut tx, person).await);
    read.await.unwrap().unwrap()
}

async fn signs_in(town: &Town, pid: &str) -> Result<(), ActError> {
    let who = SignedIn {
        pid,
        issuer: "https://id.test",
        sid: Some("sid"),
        acr: "high",
        level: EidLevel::High,
        id_token: "a.b.c",
    };
    sign_in::citizen(&town.acts, &who, LIMITS).await.map(drop)
}

/// C-1.6, S1-2.1-a, CH-01, CH-02: protection, death and registry status end a power of
/// attorney, at once also for a page that is open, whichever of the two it is about; with
/// a line and the reason, which nobody is told.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_6_what_the_register_says_ends_powers_of_attorney_at_once() {
    type Change = fn(&mut RegisterPerson);
    let changes: [(Change, EventKind, GrantEnd, &str); 4] = [
        (
            |said| said.protection = Protection::Strict,
            EventKind::Protection,
            GrantEnd::Protected,
            "C-1.6",
        ),
        (
            |said| said.protection = Protection::Confidential,
            EventKind::Protection,
            GrantEnd::Protected,
            "C-1.6",
        ),
        (
            |said| said.status = RegistryStatus::Disappeared,
            EventKind::Status,
            GrantEnd::NotActive,
            "CH-02",
        ),
        (
            |said| said.status = RegistryStatus::Deceased { on: None },
            EventKind::Died,
            GrantEnd::Deceased,
            "CH-01",
        ),
    ];
    for (change, kind, why, rule) in changes {
        in_town(move |town| async move {
            let asked = register(&town).await;
            grants(&town, &Covers::ALL).await;
            let token = session(&town, ids::ANNE, "open").await;
            goes_over_to(&town, &token, ids::KARI).await.unwrap();
            let mut kari = said(&town, ids::KARI);
            change(&mut kari);
            asked.says(kari, kind);
            register::follow(&town.acts, &asked).await.unwrap();
            let (access, lost) = now(&town, &token).await;
            assert!(access.is_own(), "{why:?}");
            assert!(!lost.unwrap().is_withdrawn);
            assert_eq!(why_ended(&town).await, Some(why));
            let lines = town.lines(12).await;
            let ended = lines.iter().find(|line| line.event == Event::GrantEnded).unwrap();
            assert_eq!((ended.actor, ended.subject), (Actor::System, Some(ids::KARI)));
            assert!(ended.rules.contains(rule), "{:?}", ended.rules);
            let choices = switching::choices(&town.acts, &access).await.unwrap();
            assert!(choices.now.is_empty() && choices.past.is_empty());
            // What is not the person's own doing is not undone when it passes.
            asked.says(said(&town, ids::KARI), kind);
            register::follow(&town.acts, &asked).await.unwrap();
            assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
        })
        .await;
    }
}

/// C-1.6: who becomes protected is shortened in lists from then on, and the helper who
/// becomes protected helps nobody.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_6_whoever_becomes_protected_is_treated_so_everywhere() {
    in_town(|town| async move {
        let asked = register(&town).await;
        grants(&town, &Covers::ALL).await;
        let anne = RegisterPerson { protection: Protection::Strict, ..said(&town, ids::ANNE) };
        asked.says(anne, EventKind::Protection);
        register::follow(&town.acts, &asked).await.unwrap();
        assert_eq!(why_ended(&town).await, Some(GrantEnd::Protected));
        let row = row(&town, ids::ANNE).await;
        assert_eq!((row.name_in_lists().as_str(), row.born_in_lists()), ("Anne N.", None));
        let line = &town.lines(2).await;
        assert!(line.iter().any(|line| line.event == Event::RegisterChanged));
    })
    .await;
}

/// S1-2.1-a, CH-01: the dead are signed out, and nobody signs in as them.
#[tokio::test(flavor = "multi_thread")]
async fn ch_01_sessions_of_the_dead_end_and_none_begins() {
    in_town(|town| async move {
        let asked = register(&town).await;
        let token = session(&town, ids::KARI, "hers").await;
        let status = RegistryStatus::Deceased { on: Some(date(2027, 2, 3)) };
        asked.says(RegisterPerson { status, ..said(&town, ids::KARI) }, EventKind::Died);
        register::follow(&town.acts, &asked).await.unwrap();
        let live = helsebro_actions::parties::sessions::resume(&town.acts, &token, LIMITS);
        assert!(live.await.unwrap().is_none());
        let pid = number(&town, ids::KARI);
        assert!(matches!(signs_in(&town, pid.digits()).await, Err(ActError::NotFound)));
    })
    .await;
}

/// L-PBRL-AGE: a parent by the register, at least one of whom lives with the child, until
/// 00:00 on the twelfth birthday; also when the one who lives there is not known here.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_parents_come_from_the_register_and_end_on_the_twelfth_birthday() {
    in_town(|town| async move {
        let asked = register(&town).await;
        let (mut emil, mut lise) = (said(&town, ids::EMIL), said(&town, ids::LISE));
        let homes = [(4, 1, None, true), (5, 2, None, false), (6, 2, Some(1), true)];
        for (day, home, other, may) in homes {
            lise.home = Some(Home::opaque([home; 32]));
            lise.parental = vec![responsible(&lise, &emil)];
            emil.parental = vec![responsible(&lise, &emil)];
            if let Some(home) = other {
                let other = stranger(home);
                emil.parental.push(responsible(&other, &emil));
                asked.says(other, EventKind::Home);
            }
            asked.says(lise.clone(), EventKind::Home);
            asked.says(emil.clone(), EventKind::ParentalResponsibility);
            town.at(date(2027, 2, day), 9, 0);
            while register::check(&town.acts, &asked).await.unwrap() == Followed::More {}
            let token = session(&town, ids::LISE, "lises").await;
            let went = goes_over_to(&town, &token, ids::EMIL).await;
            assert_eq!(went.is_ok(), may, "{home} {other:?}");
        }
        // Years later, on the eve and on the day.
        for (day, hour, holds) in [(date(2029, 5, 1), 23, true), (date(2029, 5, 2), 0, false)] {
            town.at(day, hour, 0);
            let token = session(&town, ids::LISE, &format!("years-later-{hour}")).await;
            let (access, _) = now(&town, &token).await;
            let choices = switching::choices(&town.acts, &access).await.unwrap();
            let bases: Vec<Basis> = choices.now.iter().map(|choice| choice.basis).collect();
            assert_eq!(bases.contains(&Basis::Parent), holds, "{day}");
        }
    })
    .await;
}

/// L-PBRL-AGE, TV-16: an open page of a mother's stops at midnight.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_an_open_page_stops_at_midnight_of_the_twelfth_birthday() {
    in_town(|town| async move {
        town.at(date(2029, 5, 1), 23, 50);
        let token = session(&town, ids::LISE, "late").await;
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        town.at(date(2029, 5, 1), 23, 59);
        assert_eq!(now(&town, &token).await.0.basis(), Basis::Parent);
        town.at(date(2029, 5, 2), 0, 0);
        let (access, lost) = now(&town, &token).await;
        assert!(access.is_own() && lost.is_some());
        assert!(goes_over_to(&town, &token, ids::EMIL).await.is_err());
        assert!(dialog::inbox::list(&town.acts, &access, None).await.is_ok());
    })
    .await;
}

/// L-PBRL-4-7: a guardian by the register, when the mandate reaches personal matters.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_4_7_guardians_come_from_the_register() {
    in_town(|town| async move {
        let asked = register(&town).await;
        let token = session(&town, ids::ANNE, "annes").await;
        for (scope, may) in [
            (GuardianScope::Financial, false),
            (GuardianScope::Personal, true),
            (GuardianScope::Unknown, false),
            (GuardianScope::Both, true),
        ] {
            let guardian = Some(number(&town, ids::ANNE));
            let kind = GuardianshipKind::Adult;
            let held = Guardianship { kind, guardian, scope, tasks: Vec::new() };
            let kari = RegisterPerson { guardians: vec![held], ..said(&town, ids::KARI) };
            asked.says(kari, EventKind::Guardianship);
            register::follow(&town.acts, &asked).await.unwrap();
            assert_eq!(goes_over_to(&town, &token, ids::KARI).await.is_ok(), may, "{scope:?}");
        }
        asked.says(said(&town, ids::KARI), EventKind::Guardianship);
        register::follow(&town.acts, &asked).await.unwrap();
        assert!(now(&town, &token).await.1.is_some());
    })
    .await;
}

/// § 1.6.7: an outage is no answer. What was said last holds, and of whom nothing was
/// ever said, the strictest.
#[tokio::test(flavor = "multi_thread")]
async fn s_1_6_7_while_the_register_is_away_what_it_said_last_holds() {
    in_town(|town| async move {
        let asked = register(&town).await;
        grants(&town, &Covers::ALL).await;
        let before = feed(&town).await;
        asked.says(said(&town, ids::KARI), EventKind::Protection);
        asked.go_away();
        town.at(date(2027, 2, 4), 9, 0);
        let away = |ended: Result<Followed, NotAsked>| matches!(ended, Err(NotAsked::Register(_)));
        assert!(away(register::follow(&town.acts, &asked).await));
        assert!(away(register::check(&town.acts, &asked).await));
        assert_eq!(feed(&town).await, before);
        assert_eq!(row(&town, ids::KARI).await.protection, Protection::None);
        assert_eq!(row(&town, ids::SARA).await.protection, Protection::Strict);
        assert_eq!(why_ended(&town).await, None);
        let unknown = register::come_in(&town.acts, &asked, &new_number()).await;
        assert!(matches!(unknown, Err(NotAsked::Register(_))));
        assert!(signs_in(&town, NEW).await.is_err());

        asked.come_back();
        asked.says(stranger(3), EventKind::Other);
        let kept = register::come_in(&town.acts, &asked, &new_number()).await.unwrap().unwrap();
        forget_answer(&town, kept).await;
        let row = row(&town, kept).await;
        assert_eq!((row.protection, row.name_in_lists().as_str()), (Protection::Strict, "Nora N."));
    })
    .await;
}

/// As if the register had never answered about her.
async fn forget_answer(town: &Town, person: PersonId) {
    let forget = "UPDATE people SET register_as_of = NULL WHERE id = $1";
    town.base
        .db
        .write(SCOPE, "test.forget", async |mut tx| {
            tx.execute(forget, helsebro_storage::values![person]).await.map(drop)
        })
        .await
        .unwrap();
}

/// S1-2.1-c: whoever signs in for the first time is fetched, once.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_c_whoever_comes_in_for_the_first_time_is_fetched() {
    in_town(|town| async move {
        let asked = register(&town).await;
        assert_eq!(register::come_in(&town.acts, &asked, &new_number()).await.unwrap(), None);
        assert!(signs_in(&town, NEW).await.is_err());
        let mut emil = said(&town, ids::EMIL);
        let mut mother = stranger(1);
        mother.parental = vec![responsible(&mother, &emil)];
        emil.parental = mother.parental.clone();
        asked.says(emil, EventKind::ParentalResponsibility);
        asked.says(mother, EventKind::Other);
        let first = register::come_in(&town.acts, &asked, &new_number()).await.unwrap();
        assert_eq!(register::come_in(&town.acts, &asked, &new_number()).await.unwrap(), first);
        signs_in(&town, NEW).await.unwrap();
        let nora = row(&town, first.unwrap()).await;
        assert_eq!((nora.name.full().as_str(), nora.born), ("Nora Ny", Some(date(1980, 1, 1))));
        let came = town.lines(9).await;
        assert_eq!(came.iter().filter(|line| line.event == Event::PersonCameIn).count(), 1);
        // Her child was here before her.
        let access = town.citizen(first.unwrap());
        let choices = switching::choices(&town.acts, &access).await.unwrap();
        assert_eq!(choices.now[0].person, ids::EMIL);
    })
    .await;
}

/// The feed goes on from where it came to, tells of gaps nothing, and follows whom it
/// knows by the register's own name, also under a new number.
#[tokio::test(flavor = "multi_thread")]
async fn changes_are_followed_by_their_place_also_under_a_new_number() {
    in_town(|town| async move {
        assert_eq!(feed(&town).await, None);
        let asked = register(&town).await;
        let begun = feed(&town).await.unwrap();
        assert_eq!(begun.next, 6);
        let kari = RegisterPerson {
            number: new_number(),
            former_numbers: vec![number(&town, ids::KARI)],
            name: Some(PersonName::new("Kari", "Nordmann")),
            ..said(&town, ids::KARI)
        };
        asked.says(kari, EventKind::Number);
        asked.says(said(&town, ids::OLA), EventKind::Name);
        assert_eq!(register::follow(&town.acts, &asked).await.unwrap(), Followed::All);
        assert_eq!(feed(&town).await.unwrap().next, 10);
        assert_eq!(row(&town, ids::KARI).await.name.full(), "Kari Nordmann");
        signs_in(&town, NEW).await.unwrap();
        let old = number(&town, ids::KARI);
        assert!(signs_in(&town, old.digits()).await.is_err());
        // Nothing new: the time is noted, nothing else is.
        town.at(date(2027, 2, 3), 10, 0);
        register::follow(&town.acts, &asked).await.unwrap();
        let again = feed(&town).await.unwrap();
        assert_eq!((again.next, again.followed_at), (10, town.now()));
    })
    .await;
}

/// § 1.4: asking about somebody leaves the same job whoever's number it was, and what the
/// register says of both is there when the request is answered.
#[tokio::test(flavor = "multi_thread")]
async fn c_neutral_asking_to_act_for_somebody_fetches_both_and_tells_nothing() {
    in_town(|town| async move {
        let asked = register(&town).await;
        let anne = town.citizen(ids::ANNE);
        let kari = RegisterPerson { protection: Protection::Strict, ..said(&town, ids::KARI) };
        asked.says(kari, EventKind::Protection);
        for number in [number(&town, ids::KARI), new_number()] {
            asking::ask(&town.acts, &anne, &number, terms(&[Covers::Messages])).await.unwrap();
        }
        let made = asking::made(&town.acts, &anne).await.unwrap();
        for request in made {
            register::asked_for(&town.acts, &asked, request.id).await.unwrap();
        }
        assert_eq!(row(&town, ids::KARI).await.protection, Protection::Strict);
        let nobody = RequestId::from_uuid(town.new_uuid());
        register::asked_for(&town.acts, &asked, nobody).await.unwrap();
    })
    .await;
}

/// Once a day everybody is asked about; one whom the register does not have keeps what is
/// known of her.
#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_asked_about_once_a_day() {
    in_town(|town| async move {
        let asked = register(&town).await;
        assert_eq!(register::check(&town.acts, &asked).await.unwrap(), Followed::All);
        let name = Some(PersonName::new("Anne", "Ås"));
        asked.says(RegisterPerson { name, ..said(&town, ids::ANNE) }, EventKind::Contact);
        register::follow(&town.acts, &asked).await.unwrap();
        assert_eq!(row(&town, ids::ANNE).await.name.full(), "Anne Nilsen");
        let next: Date = date(2027, 2, 4);
        town.at(next, 0, 0);
        while register::check(&town.acts, &asked).await.unwrap() == Followed::More {}
        assert_eq!(row(&town, ids::ANNE).await.name.full(), "Anne Ås");
        assert_eq!(row(&town, ids::OLA).await.protection, Protection::None);
    })
    .await;
}
