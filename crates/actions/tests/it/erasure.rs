//! L-GDPR-17, RR-04 to RR-06: what was granted to be erased is erased by somebody named, and told
//! of then; what must be kept is refused with its reason.

use helsebro_actions::ActError;
use helsebro_actions::disclosure::{asking, deciding, reading};
use helsebro_actions::retention::{self, PlanShown};
use helsebro_actions::rights::{self, Erasure, Given, NewRights, RequestShown, What};
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::ids::{RightsPartId, RightsRequestId, ThreadId};
use helsebro_domain::parties::{CareArea, ConsoleRole};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::retention::{Finding, PlanState};
use helsebro_domain::rights::{Kind, Outcome};
use helsebro_domain::time::Date;
use helsebro_storage::{Scope, SystemReason, Tx, values};
use helsebro_testkit::{Town, ids, in_town, told};

use crate::controllership::outsourced;
use crate::disclosure::{mona, wound_notes, written};
use crate::retention::{
    berit, closed, gro, roles, seen_about, two_records_of_home_nursing, units_copies,
};
use crate::rights::new;

fn yes() -> Given {
    Given {
        outcome: Outcome::Granted,
        words: "Vi sletter samtalen.".to_owned(),
        legal_reference: String::new(),
        journal_note: String::new(),
    }
}

fn code<T>(found: Result<T, ActError>) -> Option<ReasonCode> {
    match found.err() {
        Some(ActError::NotFound) => Some(ReasonCode::NotAvailable),
        Some(error) => told(&error),
        None => None,
    }
}

/// Kari demands that home nursing erases something.
async fn demands(town: &Town) -> (RightsRequestId, RightsPartId) {
    let new = NewRights { unit: Some(ids::HOME_NURSING), ..new(town, Kind::EraseEntry) };
    let kari = town.citizen(ids::KARI);
    let id = rights::send(&town.acts, &kari, &new).await.unwrap();
    let shown = rights::one(&town.acts, &kari, id).await.unwrap();
    (id, shown.parts[0].id)
}

async fn karis(town: &Town, id: RightsRequestId) -> RequestShown {
    rights::one(&town.acts, &town.citizen(ids::KARI), id).await.unwrap()
}

async fn grants(town: &Town, part: RightsPartId, named: &[ThreadId]) -> Result<(), ActError> {
    let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
    rights::answer_erasing(&town.acts, &hilde, part, (&yes(), named)).await
}

/// The plan of what was granted, as Berit sees it.
async fn plan(town: &Town) -> PlanShown {
    let all = retention::list(&town.acts, &berit()).await.unwrap();
    all.into_iter().find(|one| one.plan.granted.is_some()).unwrap()
}

/// L-GDPR-17, RR-04: Hilde grants that one conversation is erased. It is there until Berit, who
/// is another, carries it out; then the unit's copy is gone, Kari keeps hers, and is told.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_17_rr_04_what_is_granted_is_erased_when_another_carries_it_out() {
    in_town(|town| async move {
        let thread = closed(&town, "Såret på leggen").await;
        let kept = closed(&town, "Plaster").await;
        let open = town.writes(ids::KARI, ids::HOME_NURSING, ("Mer", "Ring meg.")).await.unwrap();
        let olas = town.writes(ids::OLA, ids::HOME_NURSING, ("Ola", "Hei.")).await.unwrap();
        let (id, part) = demands(&town).await;
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let found = rights::erasable(&town.acts, &hilde, part).await.unwrap();
        let finding = |thread| found.all.iter().find(|one| one.thread == thread).unwrap().finding;
        assert_eq!((found.all.len(), found.has_more), (3, false));
        assert_eq!((finding(thread), finding(open.thread)), (Finding::Delete, Finding::Open));

        let refused = grants(&town, part, &[thread, open.thread]).await;
        assert_eq!(code(refused), Some(ReasonCode::ErasureHeldBack));
        let refused = grants(&town, part, &[olas.thread]).await;
        assert_eq!(code(refused), Some(ReasonCode::NotAvailable));
        grants(&town, part, &[thread]).await.unwrap();
        assert_eq!(units_copies(&town, thread).await, (1, 0));
        assert_eq!(karis(&town, id).await.erasures, [Erasure { part, done_at: None }]);

        let shown = plan(&town).await;
        let (plan, one) = (shown.plan.id, Finding::Delete);
        assert_eq!((shown.state, shown.made_by.as_str()), (PlanState::Ready, "Hilde Bø"));
        assert_eq!(shown.counts.iter().map(|row| row.conversations).sum::<i64>(), 1);
        let both = roles(ids::HILDE, ids::SOLVIK, &[ConsoleRole::Dpo, ConsoleRole::Signatory]);
        for (access, expected) in
            [(&both, ReasonCode::FourEyes), (&gro(), ReasonCode::NotSignatory)]
        {
            let refused = retention::carry_out(&town.acts, access, plan).await;
            assert_eq!(code(refused), Some(expected));
            assert_eq!(town.lines(1).await[0].event, Event::DeletionBegun);
        }
        let dropped = retention::drop(&town.acts, &gro(), plan).await;
        assert_eq!(code(dropped), Some(ReasonCode::InvalidTransition));
        let at_desk = rights::erase(&town.acts, &hilde, part).await;
        assert_eq!(code(at_desk), Some(ReasonCode::NotSignatory));

        // The log keeps the fact (RR-04): who looked stays, and that it was deleted comes.
        helsebro_storage::audit::seal(&town.base.db).await.unwrap();
        let seen = seen_about(&town, thread).await;
        retention::carry_out(&town.acts, &berit(), plan).await.unwrap();
        assert!(seen > 0 && seen_about(&town, thread).await == seen + 1);
        let shown = retention::one(&town.acts, &berit(), plan).await.unwrap();
        assert_eq!((shown.state, shown.done), (PlanState::Done, vec![(one, 1)]));
        assert_eq!(shown.begun_by.as_deref(), Some("Berit Sand"));
        assert_eq!(units_copies(&town, thread).await, (0, 1));
        assert_eq!(units_copies(&town, kept).await, (1, 0));
        assert!(!town.opens(ids::KARI, thread).await.unwrap().messages[0].body.is_empty());
        let now = Some(town.now());
        let read = karis(&town, id).await;
        assert_eq!(read.erasures, [Erasure { part, done_at: now }]);
        assert_eq!(read.happened[0].what, What::Erased);
        let lines = town.lines(10).await;
        let deleted: Vec<_> =
            lines.iter().filter(|line| line.event == Event::RecordDeleted).collect();
        assert_eq!(deleted.len(), 1);
        assert_eq!(deleted[0].subject, Some(ids::KARI));
        assert_eq!(deleted[0].decision, Decision::Accepted);
        let twice = retention::carry_out(&town.acts, &berit(), plan).await;
        assert_eq!(code(twice), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// L-GDPR-17, RR-04, L-GDPR-19: what a provider has granted is carried out by the provider and no
/// municipality sees it; whoever was given the data before is told when it is done.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_17_a_provider_carries_out_its_own_and_those_who_got_it_are_told_then() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let per = town.per().await;
        let given = asking::ask(&town.acts, &per, &wound_notes(&town)).await.unwrap();
        deciding::release(&town.acts, &mona(&town).await, given, &written()).await.unwrap();
        let validity = helsebro_domain::controllership::Validity::days;
        let written = validity(Date::constant(2027, 1, 1), None);
        let new =
            NewRights { unit: Some(ids::NURSING_HOME), written, ..new(&town, Kind::EraseEntry) };
        let kari = town.citizen(ids::KARI);
        let id = rights::send(&town.acts, &kari, &new).await.unwrap();
        let part = karis(&town, id).await.parts[0].id;
        let fjordro = rights::access(&town.acts, ids::MONA).await.unwrap();
        rights::answer_part(&town.acts, &fjordro, part, &yes()).await.unwrap();
        let changed =
            || async { reading::one(&town.acts, &per, given).await.unwrap().changed.len() };
        assert_eq!(changed().await, 0);
        assert!(retention::list(&town.acts, &berit()).await.unwrap().is_empty());
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let theirs = rights::erase(&town.acts, &hilde, part).await;
        assert_eq!(code(theirs), Some(ReasonCode::NotAvailable));
        rights::erase(&town.acts, &fjordro, part).await.unwrap();
        assert_eq!(changed().await, 1);
        let happened = karis(&town, id).await.happened;
        assert_eq!(happened[0].what, What::RecipientsTold);
        assert_eq!(happened[1].what, What::Erased);
        let twice = rights::erase(&town.acts, &fjordro, part).await;
        assert_eq!(code(twice), Some(ReasonCode::InvalidTransition));
        assert_eq!(changed().await, 1);
    })
    .await;
}

/// CTX-6, CT-62, L-GDPR-17: what became contested after it was granted is not erased, and nobody
/// is told that it is.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_6_what_became_contested_after_it_was_granted_is_not_erased() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let thread = closed(&town, "Sår").await;
        let (id, part) = demands(&town).await;
        grants(&town, part, &[thread]).await.unwrap();
        two_records_of_home_nursing(&town).await;
        town.at(town.now().in_oslo().date, 15, 10);
        let refused = retention::carry_out(&town.acts, &berit(), plan(&town).await.plan.id).await;
        assert_eq!(code(refused), Some(ReasonCode::ContestedNoDelete));
        assert_eq!(units_copies(&town, thread).await, (1, 0));
        assert_eq!(plan(&town).await.state, PlanState::Ready);
        let read = karis(&town, id).await;
        assert_eq!(read.erasures, [Erasure { part, done_at: None }]);
        assert!(read.happened.iter().all(|one| one.what != What::Erased));
    })
    .await;
}

/// L-BEV, L-ARK-13, RR-04: what is kept for posterity is not granted away, and a no says why.
#[tokio::test(flavor = "multi_thread")]
async fn l_ark_13_what_is_kept_for_posterity_is_refused_with_its_reason() {
    in_town(|town| async move {
        let thread = closed(&town, "Samtale").await;
        let becomes = async |mut tx: Tx| {
            let sql = "UPDATE units SET care_area = $1 WHERE id = $2";
            tx.execute(sql, values![CareArea::MentalHealth.code(), ids::HOME_NURSING]).await
        };
        let scope = Scope::System(SystemReason::Seed);
        town.base.db.write(scope, "test.area", becomes).await.unwrap();
        let (id, part) = demands(&town).await;
        let refused = grants(&town, part, &[thread]).await;
        assert_eq!(code(refused), Some(ReasonCode::MustBePreserved));
        assert!(karis(&town, id).await.erasures.is_empty());
        assert!(karis(&town, id).await.parts[0].part.state.is_open());
    })
    .await;
}
