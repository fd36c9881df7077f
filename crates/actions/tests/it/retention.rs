//! L-PJL-25, L-ARK-13, L-BEV: what is deleted when its time has come, and what holds it
//! back.

use helsebro_actions::ActError;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::controllership::custody::{self, NewPlan};
use helsebro_actions::controllership::deliveries;
use helsebro_actions::dialog::desk::take;
use helsebro_actions::disclosure::AskedWords;
use helsebro_actions::disclosure::asking::{self, NewDisclosure, Whose};
use helsebro_actions::retention::{self, PlanShown, STEP};
use helsebro_actions::rights;
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::controllership::{CustodyCase, Delivery, Mode, Party, Place, Validity};
use helsebro_domain::dialog::CloseReason;
use helsebro_domain::disclosure::{Consent, Purpose};
use helsebro_domain::ids::{DeliveryId, MunicipalityId, RetentionPlanId, StaffId, ThreadId};
use helsebro_domain::parties::{CareArea, ConsoleAccess, ConsoleRole, RoleHeld};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::retention::{Finding, PlanState};
use helsebro_domain::rights::Kind;
use helsebro_domain::time::Date;
use helsebro_storage::controllership::add_delivery;
use helsebro_storage::{Scope, SystemReason, Tx, retention as stored, values};
use helsebro_testkit::{Town, ids, in_town, told};

use crate::controllership::outsourced;

const TEXT: &str = "Såret væsker, og jeg har feber.";

const SOLBAKKEN: Place = Place::Unit(CareArea::NursingHome, ids::NURSING_HOME);

/// A day on which what was written in February 2027 is due.
const DUE: Date = Date::constant(2037, 3, 1);

pub(crate) fn roles(staff: StaffId, home: MunicipalityId, all: &[ConsoleRole]) -> ConsoleAccess {
    let held = |role: &ConsoleRole| RoleHeld {
        staff,
        municipality: home,
        role: *role,
        from: Date::constant(2027, 1, 1),
        last_day: Date::constant(2040, 1, 1),
    };
    let held: Vec<_> = all.iter().map(held).collect();
    ConsoleAccess::at(staff, home, &held, DUE).unwrap()
}

pub(crate) fn gro() -> ConsoleAccess {
    roles(ids::GRO, ids::SOLVIK, &[ConsoleRole::Administrator])
}

pub(crate) fn berit() -> ConsoleAccess {
    roles(ids::BERIT, ids::SOLVIK, &[ConsoleRole::Signatory])
}

/// A conversation of Kari's at home nursing that was closed in February 2027.
pub(crate) async fn closed(town: &Town, topic: &str) -> ThreadId {
    let per = town.per().await;
    let sent = town.writes(ids::KARI, ids::HOME_NURSING, (topic, TEXT)).await.unwrap();
    town.takes(&per, sent.thread).await.unwrap();
    town.closes(&per, sent.thread, (CloseReason::Answered, None)).await.unwrap();
    sent.thread
}

fn count(shown: &PlanShown, area: CareArea) -> Vec<(Finding, i64)> {
    let of_area = shown.counts.iter().filter(|row| row.area == area);
    of_area.map(|row| (row.finding, row.conversations)).collect()
}

/// L-PJL-25, L-ARK-13: Gro looks through what is held, Berit carries it out. What home
/// nursing has of a closed conversation goes; Kari's own copy stays, and she sees that it
/// was done.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_what_is_due_is_deleted_by_another_and_kari_keeps_hers() {
    in_town(|town| async move {
        let thread = closed(&town, "Såret på leggen").await;
        let open = town.writes(ids::KARI, ids::HOME_NURSING, ("Plaster", TEXT)).await.unwrap();
        let early = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), early).await.unwrap();
        assert_eq!(shown.state, PlanState::Ready);
        let expected = vec![(Finding::NotYet, 1), (Finding::Open, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);
        retention::drop(&town.acts, &gro(), early).await.unwrap();

        assert!(seen_about(&town, thread).await > 0);
        helsebro_storage::audit::seal(&town.base.db).await.unwrap();
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        let expected = vec![(Finding::Delete, 1), (Finding::Open, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);
        retention::carry_out(&town.acts, &berit(), id).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        assert_eq!((shown.state, shown.done), (PlanState::Done, vec![(Finding::Delete, 1)]));
        assert_eq!(shown.begun_by.as_deref(), Some("Berit Sand"));

        let view = town.opens(ids::KARI, thread).await.unwrap();
        assert_eq!(view.messages[0].body, TEXT);
        assert_eq!(units_copies(&town, thread).await, (0, 1));
        assert_eq!(units_copies(&town, open.thread).await, (1, 0));
        let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
        let list = seen::list(&town.acts, &town.citizen(ids::KARI), asked).await.unwrap();
        assert_eq!(list.lines[0].event, Event::RecordDeleted);
        assert_eq!(list.lines[0].thread.as_ref().map(|(id, _)| *id), Some(thread));
        // Who had looked into it went with it; that it was deleted stays.
        assert_eq!(seen_about(&town, thread).await, 1);
        assert!(helsebro_storage::audit::verify(&town.base.db, None).await.unwrap().is_well());

        let again = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), again).await.unwrap();
        let expected = vec![(Finding::Open, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);
    })
    .await;
}

/// How many lines of what others have done with a conversation Kari sees.
pub(crate) async fn seen_about(town: &Town, thread: ThreadId) -> usize {
    let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
    let list = seen::list(&town.acts, &town.citizen(ids::KARI), asked).await.unwrap();
    let is_it = |of: &Option<(ThreadId, _)>| of.as_ref().is_some_and(|(id, _)| *id == thread);
    list.lines.iter().filter(|line| is_it(&line.thread)).count()
}

/// How many texts the unit still has of a conversation, and how many times it was deleted.
pub(crate) async fn units_copies(town: &Town, thread: ThreadId) -> (i64, i64) {
    let copies = async |mut tx: Tx| {
        let (texts,): (i64,) = tx
            .one(
                "SELECT COUNT(*) FROM messages m JOIN message_texts t ON t.message = m.id \
                 WHERE m.thread = $1 AND LENGTH(t.unit_copy) > 0",
                values![thread],
            )
            .await?;
        let (gone,): (i64,) = tx
            .one("SELECT COUNT(*) FROM deleted_records WHERE thread = $1", values![thread])
            .await?;
        Ok::<_, helsebro_storage::StorageError>((texts, gone))
    };
    let scope = Scope::System(SystemReason::Seed);
    town.base.db.read(scope, "test.copies", copies).await.unwrap()
}

/// CT-62, L-PJL-25: contested data are never deleted, and what came up after the plan was
/// made holds back when its turn comes.
#[tokio::test(flavor = "multi_thread")]
async fn ct_62_what_is_contested_is_not_deleted_though_the_plan_said_so() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let thread = closed(&town, "Sår").await;
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        let expected = vec![(Finding::Delete, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);

        two_records_of_home_nursing(&town).await;
        town.at(DUE, 9, 10);
        retention::carry_out(&town.acts, &berit(), id).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        assert_eq!((shown.state, shown.done), (PlanState::Done, vec![(Finding::Contested, 1)]));
        assert_eq!(units_copies(&town, thread).await, (1, 0));
        let again = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), again).await.unwrap();
        let expected = vec![(Finding::Contested, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);
    })
    .await;
}

/// Home nursing, delivered by Fjordro as Solbakken is, and by the municipality itself for the
/// same days: only by import.
pub(crate) async fn two_records_of_home_nursing(town: &Town) {
    let first = of_solbakken(town).await;
    for mode in [first.mode.clone(), Mode::Own] {
        let id = DeliveryId::from_uuid(town.new_uuid());
        let mut record = Delivery { id, mode, ..first.clone() };
        record.scope.place = Place::Unit(CareArea::HomeServices, ids::HOME_NURSING);
        imports(town, &record).await;
    }
}

/// Solbakken, delivered by the municipality itself too for some of its days.
async fn a_second_record_on(town: &Town, (from, to): (Date, Date)) {
    let id = DeliveryId::from_uuid(town.new_uuid());
    let validity = Validity::days(from, Some(to)).unwrap();
    let first = of_solbakken(town).await;
    imports(town, &Delivery { id, validity, mode: Mode::Own, ..first }).await;
}

async fn of_solbakken(town: &Town) -> Delivery {
    let held = deliveries::list(&town.acts, &gro()).await.unwrap();
    held.into_iter().find(|one| one.scope.place == SOLBAKKEN).unwrap()
}

async fn imports(town: &Town, record: &Delivery) {
    let add = async |mut tx: Tx| add_delivery(&mut tx, record).await;
    town.base.db.write(Scope::System(SystemReason::Seed), "test.import", add).await.unwrap();
}

/// A conversation of Kari's that home nursing forwarded to Solbakken, and was closed there ten
/// days later.
async fn forwarded(town: &Town) -> ThreadId {
    let thread = town.writes(ids::KARI, ids::HOME_NURSING, ("Sår", TEXT)).await.unwrap().thread;
    take::forward(&town.acts, &town.per().await, thread, ids::NURSING_HOME).await.unwrap();
    town.at(Date::constant(2027, 2, 12), 9, 0);
    town.replies(ids::KARI, thread, TEXT).await.unwrap();
    let mona = town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap();
    town.takes(&mona, thread).await.unwrap();
    town.closes(&mona, thread, (CloseReason::Answered, None)).await.unwrap();
    thread
}

/// What a plan that is made when everything is due would do with the one conversation.
async fn found_when_due(town: &Town) -> Vec<(Finding, i64)> {
    town.at(DUE, 9, 0);
    let id = retention::plan(&town.acts, &gro()).await.unwrap();
    let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
    count(&shown, CareArea::NursingHome)
}

/// CT-62: what was contested only for some days between the first and the last entry is not
/// deleted either.
#[tokio::test(flavor = "multi_thread")]
async fn ct_62_what_was_contested_between_two_entries_is_not_deleted() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        forwarded(&town).await;
        let days = (Date::constant(2027, 2, 5), Date::constant(2027, 2, 6));
        a_second_record_on(&town, days).await;
        assert_eq!(found_when_due(&town).await, [(Finding::Contested, 1)]);
    })
    .await;
}

/// S2-3-b: what was written where a provider is controller is not the municipality's to delete,
/// and is said to be another's.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_s2_3_b_a_providers_records_are_not_deleted_by_the_municipality() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        forwarded(&town).await;
        assert_eq!(found_when_due(&town).await, [(Finding::Anothers, 1)]);
    })
    .await;
}

/// L-BEV: a conversation that was forwarded from a service whose records are kept for
/// posterity is kept, whoever had it last.
#[tokio::test(flavor = "multi_thread")]
async fn l_bev_what_was_forwarded_is_kept_as_the_strictest_of_its_services_asks() {
    in_town(|town| async move {
        forwarded(&town).await;
        let becomes = async |mut tx: Tx| {
            let (area, unit) = (CareArea::MentalHealth.code(), ids::HOME_NURSING);
            let sql = "UPDATE units SET care_area = $1 WHERE id = $2";
            tx.execute(sql, values![area, unit]).await
        };
        town.at(DUE, 9, 0);
        let scope = Scope::System(SystemReason::Seed);
        town.base.db.write(scope, "test.area", becomes).await.unwrap();
        assert_eq!(found_when_due(&town).await, [(Finding::Preserved, 1)]);
    })
    .await;
}

/// L-GDPR-18, L-PJL-25: what somebody asks for while her conversation is being deleted comes
/// before it or after it: the two never pass each other.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_18_a_deletion_and_a_demand_at_once_are_one_after_the_other() {
    in_town(|town| async move {
        let thread = closed(&town, "Såret på leggen").await;
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let new = crate::rights::new(&town, Kind::AccessRecord);
        let kari = town.citizen(ids::KARI);
        let (berit, acts) = (berit(), &town.acts);
        let (carried_out, sent) =
            tokio::join!(retention::carry_out(acts, &berit, id), rights::send(acts, &kari, &new));
        carried_out.unwrap();
        sent.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        let deleted = units_copies(&town, thread).await == (0, 1);
        let held = shown.done == [(Finding::RightsRequest, 1)];
        assert!(deleted != held, "{:?}", shown.done);
    })
    .await;
}

/// S2-3-e, L-PJL-25: records that are planned to change hands while one of them is being deleted
/// are kept, or the one was deleted first.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_e_a_deletion_and_a_plan_of_custody_at_once_are_one_after_the_other() {
    in_town(|town| async move {
        let thread = closed(&town, "Såret på leggen").await;
        crate::custody::outsourced(&town, Date::constant(2037, 12, 31)).await;
        let beta = crate::custody::organisation(&town, "Beta Omsorg").await;
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let (berit, gro, acts) = (berit(), gro(), &town.acts);
        let new = NewPlan {
            case: CustodyCase::BusinessTransferred,
            place: Place::Unit(CareArea::HomeServices, ids::HOME_NURSING),
            day: Date::constant(2037, 6, 30),
            to: Some(Party::Org(beta)),
        };
        let (carried_out, planned) =
            tokio::join!(retention::carry_out(acts, &berit, id), custody::plan(acts, &gro, new));
        carried_out.unwrap();
        planned.unwrap();
        let shown = retention::one(acts, &gro, id).await.unwrap();
        let deleted = units_copies(&town, thread).await == (0, 1);
        let held = shown.done == [(Finding::Custody, 1)];
        assert!(deleted != held, "{:?}", shown.done);
    })
    .await;
}

/// L-PJL-25: a disclosure that waits holds back what is due.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_what_somebody_waits_for_is_held_back() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        closed(&town, "Såret på leggen").await;
        let number = town.plan.person(ids::KARI).unwrap().number.digits().to_owned();
        let new = NewDisclosure {
            whose: Whose::Number(number),
            source: ids::NURSING_HOME,
            purpose: Purpose::Care,
            consent: Consent::None,
            from: Date::constant(2027, 1, 1),
            to: Date::constant(2027, 2, 28),
            days: 7,
            words: AskedWords {
                what: "Sårjournal".to_owned(),
                why: "Jeg steller såret og må vite hva som er prøvd.".to_owned(),
                compelling: String::new(),
            },
        };
        asking::ask(&town.acts, &town.per().await, &new).await.unwrap();
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        let expected = vec![(Finding::Disclosure, 1)];
        assert_eq!(count(&shown, CareArea::HomeServices), expected);
    })
    .await;
}

/// L-PJL-25: who made the plan does not carry it out, nor does anybody who may not bind
/// the municipality; another municipality's is nobody's; one goes on at a time.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_only_who_may_plans_and_another_carries_it_out() {
    in_town(|town| async move {
        town.at(DUE, 9, 0);
        for access in [berit(), roles(ids::HILDE, ids::SOLVIK, &[ConsoleRole::Dpo])] {
            let refused = retention::plan(&town.acts, &access).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
            let line = &town.lines(1).await[0];
            assert_eq!(line.event, Event::DeletionPlanned);
            assert_eq!(line.decision, Decision::Refused(ReasonCode::StaffNotAuthorised));
        }
        let both =
            roles(ids::GRO, ids::SOLVIK, &[ConsoleRole::Administrator, ConsoleRole::Signatory]);
        let id = retention::plan(&town.acts, &both).await.unwrap();
        let second = retention::plan(&town.acts, &gro()).await.unwrap_err();
        assert_eq!(told(&second), Some(ReasonCode::InvalidTransition));
        let dpo = roles(ids::HILDE, ids::SOLVIK, &[ConsoleRole::Dpo]);
        for (access, code) in [
            (&both, ReasonCode::FourEyes),
            (&gro(), ReasonCode::NotSignatory),
            (&dpo, ReasonCode::NotSignatory),
        ] {
            let refused = retention::carry_out(&town.acts, access, id).await.unwrap_err();
            assert_eq!(told(&refused), Some(code));
            assert_eq!(town.lines(1).await[0].event, Event::DeletionBegun);
        }
        let granli = [ConsoleRole::Administrator, ConsoleRole::Signatory];
        let ragna = roles(ids::RAGNA, ids::GRANLI, &granli);
        let theirs = retention::one(&town.acts, &ragna, id).await;
        assert!(matches!(theirs, Err(ActError::NotFound)));
        for done in [
            retention::carry_out(&town.acts, &ragna, id).await,
            retention::drop(&town.acts, &ragna, id).await,
            retention::drop(&town.acts, &gro(), RetentionPlanId::from_uuid(town.new_uuid())).await,
        ] {
            assert!(matches!(done, Err(ActError::NotFound)));
        }
        retention::carry_out(&town.acts, &berit(), id).await.unwrap();
        let twice = retention::carry_out(&town.acts, &berit(), id).await.unwrap_err();
        assert_eq!(told(&twice), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// L-PJL-25: more than a step holds is looked through and deleted in steps; whoever comes
/// after a crash goes on, and nothing is counted or deleted twice.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_what_was_broken_off_is_gone_on_with() {
    in_town(|town| async move {
        let many = usize::try_from(STEP).unwrap() + 3;
        for number in 0..many {
            town.at(Date::constant(2027, 2, 2), 9, i8::try_from(number).unwrap() % 60);
            closed(&town, &format!("Plaster {number}")).await;
        }
        town.at(DUE, 9, 0);
        let id = retention::plan(&town.acts, &gro()).await.unwrap();
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        let all = i64::try_from(many).unwrap();
        assert_eq!(count(&shown, CareArea::HomeServices), [(Finding::Delete, all)]);
        // Begun, and killed before the first step.
        let begin = async |mut tx: Tx| {
            let plan = stored::plan(&mut tx, id).await?.unwrap();
            let begun = plan.begin(&berit(), town.now()).unwrap();
            stored::set_plan(&mut tx, &begun).await
        };
        let scope = Scope::Municipality(ids::SOLVIK);
        assert!(town.base.db.write(scope, "test.begin", begin).await.unwrap());
        let (one, two) = tokio::join!(retention::go_on(&town.acts), retention::go_on(&town.acts));
        assert!(one.unwrap() + two.unwrap() >= 3);
        let shown = retention::one(&town.acts, &gro(), id).await.unwrap();
        assert_eq!((shown.state, shown.done), (PlanState::Done, vec![(Finding::Delete, all)]));
        let lines = town.lines(u32::try_from(many).unwrap() + 10).await;
        let deleted = lines.iter().filter(|line| line.event == Event::RecordDeleted).count();
        assert_eq!(deleted, many);
        let done = lines.iter().filter(|line| line.event == Event::DeletionDone).count();
        assert_eq!(done, 1);
        assert_eq!(retention::go_on(&town.acts).await.unwrap(), 0);
    })
    .await;
}
