//! Powers of attorney on paper: one registers, another confirms (S1-2.1-a).

use helsebro_actions::ActError;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::representation::giving;
use helsebro_actions::representation::paper::{self, NewPaper, Verdict};
use helsebro_domain::audit::{Actor, Decision, Event};
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{GrantId, PaperGrantId, PersonId};
use helsebro_domain::parties::{IdentityNumber, Protection};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Basis, Covers, GrantSource, InRegister};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::date;

use crate::acts_people::terms;
use crate::acts_table::Things;
use crate::representation::{goes_over_to, now, registered, session};

fn paper_for(town: &Town, giver: PersonId, receiver: PersonId) -> NewPaper {
    NewPaper {
        giver,
        receiver: town.plan.person(receiver).unwrap().number.clone(),
        terms: terms(&[Covers::Messages]),
        signed_on: date(2027, 1, 29),
    }
}

async fn registers(town: &Town, desk: &Desk) -> PaperGrantId {
    let new = paper_for(town, ids::KARI, ids::INGRID);
    paper::register(&town.acts, desk, &new).await.unwrap()
}

async fn confirmed(town: &Town, id: PaperGrantId) -> GrantId {
    let per = town.per().await;
    paper::answer(&town.acts, &per, id, Verdict::Confirm).await.unwrap();
    let papers = paper::list(&town.acts, &per).await.unwrap();
    papers.held.iter().find(|held| held.paper.id == id).unwrap().granted.unwrap()
}

/// What an act of the table needs beforehand.
pub(crate) async fn prepared(town: &Town, what: &str) -> Option<(PaperGrantId, Option<GrantId>)> {
    let is_confirmed = what == "withdraw the one that was confirmed";
    if !is_confirmed && !what.ends_with("the one that Siri registered") {
        return None;
    }
    let id = registers(town, &town.siri().await).await;
    let granted = if is_confirmed { Some(confirmed(town, id).await) } else { None };
    Some((id, granted))
}

/// Somebody at a desk does something with a paper of Kari's.
pub(crate) async fn at_desk(
    town: &Town,
    desk: &Desk,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    let registered = || on.paper.unwrap().0;
    match what {
        "list powers of attorney on paper" => paper::list(acts, desk).await.map(drop),
        "register one of Kari's" => {
            let new = paper_for(town, ids::KARI, ids::INGRID);
            paper::register(acts, desk, &new).await.map(drop)
        }
        "confirm the one that Siri registered" => {
            paper::answer(acts, desk, registered(), Verdict::Confirm).await
        }
        "put away the one that Siri registered" => {
            paper::answer(acts, desk, registered(), Verdict::Reject).await
        }
        "withdraw the one that was confirmed" => {
            paper::withdraw(acts, desk, on.paper.unwrap().1.unwrap()).await
        }
        _ => panic!("nobody knows how to {what}"),
    }
}

/// S1-2.1-a, C-1.3: what Siri registers gives nothing until Per has confirmed it; Kari
/// sees who acts for her and who at the unit let them; withdrawn, it ends at once.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_staff_may_register_one_on_paper_with_four_eyes() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let new = paper_for(&town, ids::KARI, ids::ANNE);
        let id = paper::register(&town.acts, &siri, &new).await.unwrap();
        let token = session(&town, ids::ANNE, "s").await;
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
        let own = paper::answer(&town.acts, &siri, id, Verdict::Confirm).await.unwrap_err();
        assert_eq!(told(&own), Some(ReasonCode::FourEyes));
        let listed = paper::list(&town.acts, &per).await.unwrap();
        let waiting = &listed.waiting[0];
        assert_eq!(
            (waiting.giver.as_str(), waiting.receiver.as_str()),
            ("Kari Nilsen", "Anne Nilsen")
        );
        assert!(!waiting.is_own && listed.held.is_empty());

        let granted = confirmed(&town, id).await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        let (anne, _) = now(&town, &token).await;
        assert!(matches!(anne.basis(), Basis::PowerOfAttorney { grant, .. } if grant == granted));
        let kari = town.citizen(ids::KARI);
        let given = giving::given(&town.acts, &kari).await.unwrap();
        assert_eq!(given[0].grant.grant.source, GrantSource::Paper);
        let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
        let seen = seen::list(&town.acts, &kari, asked).await.unwrap();
        let done: Vec<_> = seen.lines.iter().map(|line| line.event).collect();
        assert!(done.contains(&Event::PaperGrantRegistered) && done.contains(&Event::GrantGiven));

        paper::withdraw(&town.acts, &siri, granted).await.unwrap();
        assert!(now(&town, &token).await.0.is_own());
        let lines = town.lines(5).await;
        let ended = lines.iter().find(|line| line.event == Event::GrantEnded).unwrap();
        assert_eq!((ended.actor, ended.subject), (Actor::Staff(ids::SIRI), Some(ids::KARI)));
    })
    .await;
}

/// § 1.4, C-1.6: a receiver who is not known, protected or dead is one answer; a giver
/// who does not get the unit's service cannot be reached; and another unit's paper is
/// as one that does not exist.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_4_staff_learn_nothing_from_a_number_on_a_paper() {
    in_town(|town| async move {
        let per = town.per().await;
        registered(&town, ids::GERD, Protection::None, InRegister::Deceased).await;
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        let number = |person| town.plan.person(person).unwrap().number.clone();
        for receiver in [nobody, number(ids::SARA), number(ids::GERD)] {
            let new = NewPaper { receiver, ..paper_for(&town, ids::KARI, ids::ANNE) };
            let refused = paper::register(&town.acts, &per, &new).await;
            assert!(matches!(refused, Err(ActError::NotFound)), "{refused:?}");
        }
        let strangers = paper_for(&town, ids::LISE, ids::ANNE);
        let refused = paper::register(&town.acts, &per, &strangers).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decision::Refused(ReasonCode::NoServiceNeed));
        assert_eq!(line.subject, None);

        let id = registers(&town, &per).await;
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let refused = paper::answer(&town.acts, &liv, id, Verdict::Confirm).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        // Kari has moved to a hidden address meanwhile: it is not confirmed either.
        registered(&town, ids::KARI, Protection::Strict, InRegister::Active).await;
        let late = paper::answer(&town.acts, &town.siri().await, id, Verdict::Confirm).await;
        assert!(matches!(late, Err(ActError::NotFound)));
        assert!(paper::list(&town.acts, &per).await.unwrap().waiting.is_empty());
    })
    .await;
}

/// S1-2.1-a: the receiver is 18, and what is put away gives nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_a_paper_for_a_child_or_put_away_gives_nothing() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        let young = paper_for(&town, ids::KARI, ids::JONAS);
        let refused = paper::register(&town.acts, &per, &young).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::ProxyAge));
        let id = registers(&town, &per).await;
        paper::answer(&town.acts, &siri, id, Verdict::Reject).await.unwrap();
        let again = paper::answer(&town.acts, &siri, id, Verdict::Confirm).await;
        assert!(matches!(again, Err(ActError::NotFound)));
        let papers = paper::list(&town.acts, &per).await.unwrap();
        assert!(papers.waiting.is_empty() && papers.held.is_empty());
    })
    .await;
}
