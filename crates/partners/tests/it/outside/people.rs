use helsebro_domain::parties::{
    GuardianScope, Protection, RegistryStatus, ResponsibilityKind, TaskCode,
    protection_without_answer,
};
use helsebro_domain::time::Date;
use helsebro_partners::http::Limits;
use helsebro_partners::population::{
    BULK_MAX, EventKind, NoPopulationRegister, PopulationRegister,
};
use helsebro_partners::{PartnerFault, RegisterFault};
use helsebro_simulators::outside::{OutsideOrder, Party, Weather};

use super::world::{EMIL, KARI, LISE, Outside, SARA, SHORT, number};

#[tokio::test]
async fn only_what_holds_now_is_read() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let found = people.person(&number(KARI)).await.unwrap().unwrap();
    let kari = found.person;
    assert_eq!(kari.name.as_ref().unwrap().full(), "Kari Nilsen", "not the name she had");
    assert_eq!(kari.born, Some(Date::constant(1948, 6, 12)));
    assert_eq!(kari.status, RegistryStatus::Resident);
    assert_eq!(kari.protection, Protection::None, "not the one she had");
    assert!(kari.home.is_some());
    assert_eq!((kari.parents().count(), kari.children().count()), (0, 0));
    assert!(people.person(&number("06869544491")).await.unwrap().is_none());
}

/// L-PBRL-4-4: who is whose parent, and who lives together.
#[tokio::test]
async fn l_pbrl_4_4_lise_is_emils_mother_and_lives_with_him() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let found = people.people(&[number(LISE), number(EMIL)]).await.unwrap();
    let of = |digits: &str| {
        let held = found.iter().find(|found| found.person.is_called(&number(digits)));
        held.unwrap().person.clone()
    };
    let (lise, emil) = (of(LISE), of(EMIL));
    assert_eq!(emil.parents().collect::<Vec<_>>(), [&number(LISE)]);
    assert!(lise.children().any(|child| *child == number(EMIL)));
    assert_eq!(emil.parental[0].kind, ResponsibilityKind::Mother);
    assert!(lise.lives_with(&emil));
    outside.tell(OutsideOrder::Move {
        person: "lise".to_owned(),
        home: Some("Bakkeveien 9".to_owned()),
    });
    let moved = people.person(&number(LISE)).await.unwrap().unwrap().person;
    assert!(!moved.lives_with(&emil));
    outside.tell(OutsideOrder::Move { person: "lise".to_owned(), home: None });
    outside.tell(OutsideOrder::Move { person: "emil".to_owned(), home: None });
    let unknown = people.people(&[number(LISE), number(EMIL)]).await.unwrap();
    assert!(!unknown[0].person.lives_with(&unknown[1].person));
    outside.tell(OutsideOrder::Responsibility {
        child: "emil".to_owned(),
        parent: "lise".to_owned(),
        kind: None,
    });
    let emil = people.person(&number(EMIL)).await.unwrap().unwrap().person;
    assert_eq!(emil.parents().count(), 0);
}

/// § 1.6: the client category counts as confidential, a word nobody knows as strict.
#[tokio::test]
async fn s_1_6_protection_is_read_by_the_strictest() {
    let outside = Outside::start().await;
    let (people, all) = (outside.people(Limits::REGISTER), outside.people_seeing_all());
    for (level, protection) in [
        ("Unclassified", Protection::None),
        ("ClientAddress", Protection::Confidential),
        ("Confidential", Protection::Confidential),
        ("StrictlyConfidential", Protection::Strict),
        ("NewWord2028", Protection::Strict),
        ("", Protection::Strict),
    ] {
        outside
            .tell(OutsideOrder::Protection { person: "sara".to_owned(), level: level.to_owned() });
        for register in [&people, &all] {
            let sara = register.person(&number(SARA)).await.unwrap().unwrap().person;
            assert_eq!(sara.protection, protection, "{level}");
            assert_eq!(sara.home.is_some(), protection == Protection::None, "{level}");
        }
    }
}

/// § 1.6.7: whatever goes wrong, nobody is read as not protected, and nobody as not there.
#[tokio::test]
async fn s_1_6_7_an_outage_is_never_read_as_not_protected() {
    let outside = Outside::start().await;
    for weather in [Weather::Down, Weather::Lying, Weather::Cut, Weather::Busy(9)] {
        let people = outside.people(Limits::REGISTER);
        outside.weather(Party::Population, weather);
        let sara = number(SARA);
        for outcome in [
            people.person(&sara).await.map(drop),
            people.people(std::slice::from_ref(&sara)).await.map(drop),
            people.events(1).await.map(drop),
            people.check().await,
        ] {
            assert!(matches!(outcome, Err(RegisterFault::Fault(_))), "{weather:?}: {outcome:?}");
        }
        outside.weather(Party::Population, Weather::Fine);
    }
    let nowhere = NoPopulationRegister.person(&number(SARA)).await;
    assert!(matches!(nowhere, Err(RegisterFault::NotConfigured)));
    assert_eq!(protection_without_answer(None), Protection::Strict);
}

#[tokio::test]
async fn a_slow_register_is_given_up_in_time() {
    let outside = Outside::start().await;
    let people = outside.people(SHORT);
    outside.weather(Party::Population, Weather::Slow(5_000));
    let outcome = people.person(&number(KARI)).await;
    let slow = matches!(&outcome, Err(RegisterFault::Fault(PartnerFault::TooSlow { .. })));
    assert!(slow, "{outcome:?}");
}

/// L-PBRL-4-7: words that nobody knows do not break, and give nothing.
#[tokio::test]
async fn l_pbrl_4_7_guardians_are_read_by_scope_and_unknown_words_give_nothing() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let aslaug = number("18814933489");
    for (scope, read, gives) in [
        ("PersonalInterests", GuardianScope::Personal, true),
        ("PersonalAndFinancialInterests", GuardianScope::Both, true),
        ("FinancialInterests", GuardianScope::Financial, false),
        ("NewWord2028", GuardianScope::Unknown, false),
    ] {
        outside.tell(OutsideOrder::Guardian {
            ward: "aslaug".to_owned(),
            guardian: Some("trond".to_owned()),
            scope: scope.to_owned(),
            tasks: vec!["tvangsfullbyrdelseOgForliksrådet".to_owned(), "to ord".to_owned()],
        });
        let ward = people.person(&aslaug).await.unwrap().unwrap().person;
        assert_eq!(ward.guardians[0].scope, read, "{scope}");
        let tasks: Vec<&str> = ward.guardians[0].tasks.iter().map(TaskCode::as_str).collect();
        assert_eq!(tasks, ["tvangsfullbyrdelseOgForliksrådet"]);
        assert_eq!(ward.personal_guardians().count() == 1, gives, "{scope}");
    }
}

#[tokio::test]
async fn the_dead_and_the_gone_are_known_as_such() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let on = Some(Date::constant(2027, 1, 26));
    let borghild = people.person(&number("25923122225")).await.unwrap().unwrap().person;
    assert_eq!(borghild.status, RegistryStatus::Deceased { on });
    for (word, status) in [
        ("Emigrated", RegistryStatus::Emigrated),
        ("Disappeared", RegistryStatus::Disappeared),
        ("Discontinued", RegistryStatus::Discontinued),
        ("Inactive", RegistryStatus::NotResident),
        ("NewWord2028", RegistryStatus::Unknown),
    ] {
        outside.tell(OutsideOrder::Status { person: "kari".to_owned(), status: word.to_owned() });
        let kari = people.person(&number(KARI)).await.unwrap().unwrap().person;
        assert_eq!(kari.status, status, "{word}");
    }
}

#[tokio::test]
async fn one_who_gets_a_new_number_is_found_by_both_and_keeps_her_id() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let (before, after) = (number("43829230020"), number("06869544491"));
    let elin = people.person(&before).await.unwrap().unwrap();
    outside.tell(OutsideOrder::Renumber {
        person: "elin".to_owned(),
        number: after.digits().to_owned(),
    });
    for asked in [&before, &after] {
        let found = people.person(asked).await.unwrap().unwrap();
        assert_eq!(found.id, elin.id);
        assert_eq!(found.person.number, after);
        assert_eq!(found.person.former_numbers, std::slice::from_ref(&before));
    }
    let by_id = people.by_id(&elin.id).await.unwrap().unwrap();
    assert_eq!(by_id.person.number, after);
}

#[tokio::test]
async fn changes_come_in_order_with_gaps_and_from_where_we_were() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    assert_eq!(people.latest_event().await.unwrap(), None);
    let kari = || "kari".to_owned();
    outside.tell(OutsideOrder::Protection { person: kari(), level: "Confidential".to_owned() });
    outside.tell(OutsideOrder::Reservation { person: kari(), reserved: true });
    outside.tell(OutsideOrder::Death { person: kari(), on: "2027-02-02".to_owned() });
    let events = people.events(0).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Protection, EventKind::Contact, EventKind::Died]);
    assert!(events.windows(2).all(|two| two[1].sequence > two[0].sequence + 1), "gaps");
    let last = events[2].sequence;
    assert_eq!(people.latest_event().await.unwrap(), Some(last));
    assert_eq!(people.events(last).await.unwrap().len(), 1, "from there and on");
    assert_eq!(people.events(last + 1).await.unwrap(), []);
    let who = people.by_id(&events[2].person).await.unwrap().unwrap();
    assert!(who.person.status.is_deceased());
}

#[tokio::test]
async fn a_hundred_are_one_call_and_more_are_not_asked_for() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    let mut many = vec![number(KARI); BULK_MAX];
    assert_eq!(people.people(&many).await.unwrap().len(), 1);
    many.push(number(KARI));
    let refused = people.people(&many).await;
    assert!(matches!(refused, Err(RegisterFault::TooMany { limit: BULK_MAX })));
    assert_eq!(people.people(&[]).await.unwrap(), []);
}

#[tokio::test]
async fn no_fault_and_no_address_tells_whom_we_asked_for() {
    let outside = Outside::start().await;
    let people = outside.people(Limits::REGISTER);
    outside.weather(Party::Population, Weather::Cut);
    let outcome = people.person(&number(SARA)).await.unwrap_err();
    let told = format!("{outcome} {outcome:?}");
    assert!(!told.contains(SARA) && !told.contains("http"), "{told}");
    assert_eq!(helsebro_partners::population::RegisterId::new(SARA), None);
}
