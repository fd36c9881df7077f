//! Records that change hands, planned, shown, chosen about and carried out, on both
//! databases (§ 5.6).

use helsebro_actions::ActError;
use helsebro_actions::controllership::agreements;
use helsebro_actions::controllership::custody::{self, NewPlan};
use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::organisations::{self, NewOrganisation};
use helsebro_actions::controllership::{register, successions, tasks};
use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::controllership::moving::{Cause, Fate};
use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::controllership::{
    Category, Controllers, CustodyCase, Entry, OrgKind, Party, Place, Question, Row, Scope,
    TaskKind, Whose, current_controller, resolve,
};
use helsebro_domain::ids::{CustodyId, OrgId, PersonId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::Covers;
use helsebro_domain::rights::{Kind as Request, Wish};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{Scope as DbScope, SystemReason, Tx, values};
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::{at, code, day, filled, fjordro, gro, head, hilde};
use crate::representation::acting;

const NURSES: Place = Place::Unit(CareArea::HomeServices, ids::HOME_NURSING);
const SOLVIK: Party = Party::Municipality(ids::SOLVIK);

async fn beta(town: &Town) -> OrgId {
    organisation(town, "Beta Omsorg").await
}

pub(crate) async fn organisation(town: &Town, name: &str) -> OrgId {
    let new = NewOrganisation {
        kind: OrgKind::PrivateNonprofit,
        name: name.to_owned(),
        org_number: None,
        contact: String::new(),
        phone: String::new(),
    };
    organisations::enter(&town.acts, &gro(town).await, &new).await.unwrap()
}

/// Home nursing is Fjordro's from February until a day.
pub(crate) async fn outsourced(town: &Town, last: Date) -> OrgId {
    let access = gro(town).await;
    let org = fjordro(town).await;
    let scope = Scope { municipality: ids::SOLVIK, place: NURSES };
    let days = (day(2027, 2, 3), Some(last));
    let head = head("H-2027-1", vec![Party::Org(org)], scope, days);
    let id = agreements::begin(&town.acts, &access, (Kind::Service, &head)).await.unwrap();
    filled(&town.acts, &access, id).await;
    agreements::bring_into_force(&town.acts, &access, id).await.unwrap();
    let new = NewDelivery {
        place: NURSES,
        first: days.0,
        last: days.1,
        how: How::Outsourced(id),
        runs: None,
        under: None,
    };
    deliveries::enter(&town.acts, &access, new).await.unwrap();
    org
}

pub(crate) async fn answers_for(town: &Town, whose: PersonId, written: Instant) -> Controllers {
    let register = register(&town.acts).await.unwrap();
    let now = town.acts.now();
    let (home, area) = (ids::SOLVIK, CareArea::HomeServices);
    let asked = Question::new(Category::EpjRecord, home, area, Some(ids::HOME_NURSING), now);
    let entry = Entry { created_at: Some(written), ..Entry::default() };
    current_controller(&register, &asked.with(entry), Whose::Person(whose)).controllers
}

pub(crate) async fn planned(
    town: &Town,
    case: CustodyCase,
    at: Date,
    to: Option<Party>,
) -> CustodyId {
    let new = NewPlan { case, place: NURSES, day: at, to };
    custody::plan(&town.acts, &gro(town).await, new).await.unwrap()
}

/// How many notices about records that change hands are to be decided.
pub(crate) async fn notified(town: &Town) -> i64 {
    let waiting = "SELECT COUNT(*) FROM jobs WHERE payload LIKE '%record-moves%'";
    let scope = DbScope::System(SystemReason::Controllership);
    let counted = async |mut tx: Tx| tx.one(waiting, values![]).await;
    let (count,): (i64,) = town.base.db.read(scope, "test.jobs", counted).await.unwrap();
    count
}

/// CTX-8, S2-3-e: the business goes to Beta; Kari names Solvik, Gerd does nothing.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_8_what_would_move_is_counted_then_told_chosen_carried_out_and_received() {
    in_town(|town| async move {
        let fjordro = Party::Org(outsourced(&town, day(2027, 12, 31)).await);
        let beta = Party::Org(beta(&town).await);
        town.at(day(2027, 2, 10), 9, 0);
        let written = town.acts.now();
        town.kari_writes().await;
        let words = ("Medisin", "Når kommer dere med medisinen?");
        town.writes(ids::GERD, ids::HOME_NURSING, words).await.unwrap();
        let id =
            planned(&town, CustodyCase::BusinessTransferred, day(2027, 6, 30), Some(beta)).await;
        let access = gro(&town).await;
        let report = custody::report(&town.acts, &access, id).await.unwrap();
        let record = &report.lines[0];
        assert_eq!(
            (record.fate, record.to, record.cause),
            (Fate::Moves, Some(beta), Cause::BusinessGoesOver)
        );
        assert_eq!(record.controllers, Controllers::One(fjordro));
        assert_eq!((record.counts.messages, record.counts.people), (2, 2));
        let kept: Vec<_> = report.lines[1..]
            .iter()
            .map(|line| (line.category, line.fate, line.counts.messages))
            .collect();
        assert_eq!(
            kept,
            [
                (Category::CaseFile, Fate::Stays, 0),
                (Category::Dissemination, Fate::Stays, 0),
                (Category::Platform, Fate::Stays, 2),
            ]
        );
        let kari = town.citizen(ids::KARI);
        assert!(custody::concerning(&town.acts, &kari).await.unwrap().is_empty());
        let early = custody::choose(&town.acts, &kari, (id, Some(SOLVIK))).await;
        assert!(matches!(early, Err(ActError::NotFound)));
        town.at(day(2027, 6, 30), 9, 0);
        let untold = custody::carry_out(&town.acts, &gro(&town).await, id).await;
        assert_eq!(code(untold), Some(ReasonCode::Pjl24NoticeMissing));
        town.at(day(2027, 5, 20), 9, 0);
        assert_eq!(notified(&town).await, 0);
        custody::tell(&town.acts, &gro(&town).await, (id, None)).await.unwrap();
        // Kari and Gerd get an SMS or e-mail besides (L-PJL-24), by a job, and once.
        assert_eq!(notified(&town).await, 0);
        for _ in 0..2 {
            assert!(!custody::tell_concerned(&town.acts, id).await.unwrap());
            assert_eq!(notified(&town).await, 2);
        }
        assert_eq!(custody::concerning(&town.acts, &kari).await.unwrap().len(), 1);
        let ahead = register(&town.acts).await.unwrap();
        assert_eq!(ahead.facts().custody.iter().map(|event| event.id).collect::<Vec<_>>(), [id]);
        assert_eq!(answers_for(&town, ids::GERD, written).await, Controllers::One(fjordro));
        custody::choose(&town.acts, &kari, (id, Some(SOLVIK))).await.unwrap();
        let ola = town.citizen(ids::OLA);
        assert!(matches!(
            custody::choose(&town.acts, &ola, (id, None)).await,
            Err(ActError::NotFound)
        ));
        // Nor does who helps her choose, whatever she helps with (L-PJL-24).
        let anne = acting(&town, &Covers::ALL).await;
        let helped = custody::choose(&town.acts, &anne, (id, None)).await;
        assert_eq!(code(helped), Some(ReasonCode::NoRepresentationBasis));
        let report = custody::report(&town.acts, &gro(&town).await, id).await.unwrap();
        let hers = report.lines.iter().find(|line| line.cause == Cause::PatientNamed).unwrap();
        assert_eq!((hers.to, hers.counts.messages), (Some(SOLVIK), 1));
        town.at(day(2027, 6, 30), 9, 0);
        custody::carry_out(&town.acts, &gro(&town).await, id).await.unwrap();
        assert_eq!(answers_for(&town, ids::GERD, written).await, Controllers::One(fjordro));
        let gone = custody::report(&town.acts, &gro(&town).await, id).await.unwrap().gone;
        let gone: Vec<_> = gone.iter().map(|one| (one.receiver, one.records)).collect();
        assert!(gone.contains(&(beta, 1)) && gone.contains(&(SOLVIK, 1)), "{gone:?}");
        custody::receive(&town.acts, &gro(&town).await, (id, SOLVIK), "").await.unwrap();
        let bare = custody::receive(&town.acts, &gro(&town).await, (id, beta), "").await;
        assert_eq!(code(bare), Some(ReasonCode::DocumentMissing));
        custody::receive(&town.acts, &gro(&town).await, (id, beta), "Brev 1.7.2027").await.unwrap();
        assert_eq!(answers_for(&town, ids::GERD, written).await, Controllers::One(beta));
        assert_eq!(answers_for(&town, ids::KARI, written).await, Controllers::One(SOLVIK));
        let twice = custody::carry_out(&town.acts, &gro(&town).await, id).await;
        assert_eq!(code(twice), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// S2-3-e, RR-08: by a request, too, Kari has her record go to Solvik and not where the others'
/// go.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_e_a_request_sends_her_record_to_the_one_she_names() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 12, 31)).await;
        let beta = Party::Org(beta(&town).await);
        town.at(day(2027, 2, 10), 9, 0);
        town.kari_writes().await;
        let business = CustodyCase::BusinessTransferred;
        let id = planned(&town, business, day(2027, 6, 30), Some(beta)).await;
        town.at(day(2027, 5, 20), 9, 0);
        custody::tell(&town.acts, &gro(&town).await, (id, None)).await.unwrap();
        let wish = NewRights {
            wish: Wish::GoToNamed,
            unit: Some(ids::HOME_NURSING),
            transfer_to: Some(SOLVIK),
            ..crate::rights::new(&town, Request::Transfer)
        };
        rights::send(&town.acts, &town.citizen(ids::KARI), &wish).await.unwrap();
        let report = custody::report(&town.acts, &gro(&town).await, id).await.unwrap();
        let hers = report.lines.iter().find(|line| line.cause == Cause::PatientNamed).unwrap();
        assert_eq!((hers.to, hers.counts.messages), (Some(SOLVIK), 1));
    })
    .await;
}

/// L-PJL-24: telling is one telling and one job, however many are concerned; the job goes on
/// where it broke off, and whose record was deleted has nothing that moves.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_24_those_concerned_are_told_by_a_job_that_goes_on_where_it_broke_off() {
    const JOBS: &str = "SELECT COUNT(*) FROM jobs WHERE kind = 'TellOfCustody'";
    const PLAN: &str = "INSERT INTO retention_plans (id, municipality, made_by, made_at, \
         after_thread) SELECT t.id, t.municipality, $2, $3, t.id FROM threads t WHERE t.id = $1";
    const DELETED: &str = "INSERT INTO deleted_records (thread, plan, at) VALUES ($1, $1, $2)";
    in_town(|town| async move {
        outsourced(&town, day(2027, 12, 31)).await;
        town.at(day(2027, 2, 10), 9, 0);
        town.kari_writes().await;
        let words = ("Medisin", "Når kommer dere med medisinen?");
        let gerds = town.writes(ids::GERD, ids::HOME_NURSING, words).await.unwrap().thread;
        let to = Some(Party::Org(beta(&town).await));
        let id = planned(&town, CustodyCase::BusinessTransferred, day(2027, 6, 30), to).await;
        town.at(day(2027, 5, 20), 9, 0);
        let early = custody::tell_concerned(&town.acts, id).await.unwrap();
        assert_eq!((early, notified(&town).await), (false, 0));
        let access = gro(&town).await;
        custody::tell(&town.acts, &access, (id, None)).await.unwrap();
        let now = town.acts.now();
        let scope = DbScope::System(SystemReason::Controllership);
        let counted = async |mut tx: Tx| {
            tx.execute(PLAN, values![gerds, access.staff(), now]).await?;
            tx.execute(DELETED, values![gerds, now]).await?;
            tx.one::<(i64,)>(JOBS, values![]).await
        };
        assert_eq!(town.base.db.write(scope, "test.jobs", counted).await.unwrap().0, 1);
        // Asked for twice, as when it breaks off before it is known to be done.
        for _ in 0..2 {
            assert!(!custody::tell_concerned(&town.acts, id).await.unwrap());
            assert_eq!(notified(&town).await, 1);
        }
    })
    .await;
}

/// § 5.6 case I, CTX-7: the record stays, the municipality is reminded each year, and
/// receives it when the provider needs it no more.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_7_the_record_stays_with_the_provider_until_the_municipality_receives_it() {
    in_town(|town| async move {
        let fjordro = Party::Org(outsourced(&town, day(2027, 6, 30)).await);
        town.at(day(2027, 2, 10), 9, 0);
        let written = town.acts.now();
        town.kari_writes().await;
        town.at(day(2028, 7, 2), 9, 0);
        assert_eq!(answers_for(&town, ids::KARI, written).await, Controllers::One(fjordro));
        tasks::watch(&town.acts).await.unwrap();
        let kinds = async |town: &Town| -> Vec<TaskKind> {
            let (open, _) = tasks::list(&town.acts, &gro(town).await).await.unwrap();
            open.iter().map(|row| row.task.kind).collect()
        };
        assert!(kinds(&town).await.contains(&TaskKind::Archive));
        assert_eq!(tasks::watch(&town.acts).await.unwrap(), 0);
        let id = planned(&town, CustodyCase::ContractEnds, day(2028, 7, 1), Some(SOLVIK)).await;
        custody::carry_out(&town.acts, &gro(&town).await, id).await.unwrap();
        custody::receive(&town.acts, &gro(&town).await, (id, SOLVIK), "").await.unwrap();
        assert_eq!(answers_for(&town, ids::KARI, written).await, Controllers::One(SOLVIK));
        tasks::watch(&town.acts).await.unwrap();
        assert!(!kinds(&town).await.contains(&TaskKind::Archive));
    })
    .await;
}

/// S2-0-k: only an administrator at home plans, tells, carries out and receives.
#[tokio::test(flavor = "multi_thread")]
async fn s2_0_k_nobody_but_an_administrator_at_home_moves_records() {
    in_town(|town| async move {
        let beta = Party::Org(beta(&town).await);
        outsourced(&town, day(2027, 12, 31)).await;
        let to = Some(beta);
        let new = NewPlan {
            case: CustodyCase::BusinessTransferred,
            place: NURSES,
            day: day(2027, 6, 30),
            to,
        };
        let refused = custody::plan(&town.acts, &hilde(&town).await, new).await;
        assert_eq!(code(refused), Some(ReasonCode::StaffNotAuthorised));
        let id = planned(&town, new.case, new.day, to).await;
        let ragna = at(&town, ids::RAGNA, ids::GRANLI).await;
        for tried in [
            custody::tell(&town.acts, &ragna, (id, None)).await,
            custody::carry_out(&town.acts, &ragna, id).await,
            custody::receive(&town.acts, &ragna, (id, beta), "Brev").await,
            custody::drop(&town.acts, &ragna, id).await,
        ] {
            assert!(matches!(tried, Err(ActError::NotFound)));
        }
        assert!(custody::report(&town.acts, &ragna, id).await.is_err());
        custody::drop(&town.acts, &gro(&town).await, id).await.unwrap();
        assert!(custody::list(&town.acts, &gro(&town).await).await.unwrap().is_empty());
    })
    .await;
}

/// CT-68: what went over is its successor's from the day.
#[tokio::test(flavor = "multi_thread")]
async fn ct_68_a_service_that_went_over_is_its_successors() {
    in_town(|town| async move {
        let area = Place::Area(CareArea::EmergencyClinic);
        let access = gro(&town).await;
        let over = (area, ids::GRANLI, day(2027, 4, 1));
        successions::enter(&town.acts, &access, over).await.unwrap();
        let twice = successions::enter(&town.acts, &access, over).await;
        assert_eq!(code(twice), Some(ReasonCode::InvalidTransition));
        let itself = (Place::Whole, ids::SOLVIK, day(2027, 4, 1));
        let refused = successions::enter(&town.acts, &access, itself).await;
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        let register = register(&town.acts).await.unwrap();
        let asked = |at| {
            let area = CareArea::EmergencyClinic;
            Question::new(Category::EpjRecord, ids::SOLVIK, area, None, Instant::start_of(at))
        };
        let granli = Controllers::One(Party::Municipality(ids::GRANLI));
        assert_eq!(
            resolve(&register, &asked(day(2027, 3, 31))).controllers,
            Controllers::One(SOLVIK)
        );
        assert_eq!(resolve(&register, &asked(day(2027, 4, 1))).controllers, granli);
    })
    .await;
}

/// S1-3.2-a: what is sent on behalf of a municipality rests on its agreement of joining.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_2_a_the_agreement_of_joining_is_a_fact_of_the_resolver() {
    use helsebro_domain::controllership::Mark;
    in_town(|town| async move {
        let asked = |home, at| {
            let entry = Entry {
                origin: Some(helsebro_domain::controllership::Origin::EpjRecord),
                ..Entry::default()
            };
            let area = CareArea::HomeServices;
            Question::new(Category::Dissemination, home, area, None, at).with(entry)
        };
        let now = town.acts.now();
        let before = register(&town.acts).await.unwrap();
        let answer = resolve(&before, &asked(ids::NORDFJELL, now));
        assert_eq!(answer.row, Row::Ct03);
        assert!(answer.says(Mark::DpaMissing));
        crate::joining::agreed(&town).await;
        let after = register(&town.acts).await.unwrap();
        let answer = resolve(&after, &asked(ids::NORDFJELL, now));
        assert!(!answer.says(Mark::DpaMissing), "{answer:?}");
        assert!(resolve(&after, &asked(ids::GRANLI, now)).says(Mark::DpaMissing));
    })
    .await;
}

async fn open_kinds(town: &Town) -> Vec<TaskKind> {
    let (open, _) = tasks::list(&town.acts, &gro(town).await).await.unwrap();
    open.iter().map(|row| row.task.kind).collect()
}

/// S2-0-c: a delivery that ends without another is told four weeks before, and is over when
/// the register is put right.
#[tokio::test(flavor = "multi_thread")]
async fn s2_0_c_a_gap_is_told_until_the_register_is_put_right() {
    in_town(|town| async move {
        let access = gro(&town).await;
        let own = deliveries::list(&town.acts, &access).await.unwrap().remove(0).id;
        deliveries::end(&town.acts, &access, (own, day(2027, 3, 14))).await.unwrap();
        town.at(day(2027, 2, 14), 9, 0);
        tasks::watch(&town.acts).await.unwrap();
        assert!(!open_kinds(&town).await.contains(&TaskKind::Gap));
        town.at(day(2027, 2, 16), 9, 0);
        assert!(tasks::watch(&town.acts).await.unwrap() > 0);
        assert!(open_kinds(&town).await.contains(&TaskKind::Gap));
        let new = NewDelivery {
            place: Place::Whole,
            first: day(2027, 3, 15),
            last: None,
            how: How::Own,
            runs: None,
            under: None,
        };
        deliveries::enter(&town.acts, &gro(&town).await, new).await.unwrap();
        tasks::watch(&town.acts).await.unwrap();
        assert!(!open_kinds(&town).await.contains(&TaskKind::Gap));
    })
    .await;
}

/// S2-0-e: a review is there until somebody has said what came of it; the next comes a year
/// later.
#[tokio::test(flavor = "multi_thread")]
async fn s2_0_e_what_came_of_a_review_is_written_down() {
    in_town(|town| async move {
        town.at(day(2027, 6, 1), 9, 0);
        tasks::watch(&town.acts).await.unwrap();
        let review = async |town: &Town| {
            let (open, _) = tasks::list(&town.acts, &gro(town).await).await.unwrap();
            open.into_iter().find(|row| row.task.kind == TaskKind::Review)
        };
        let first = review(&town).await.unwrap();
        let short = tasks::done(&town.acts, &gro(&town).await, (first.id, "ok")).await;
        assert_eq!(code(short), Some(ReasonCode::ReasonTooShort));
        let by_officer = tasks::done(&town.acts, &hilde(&town).await, (first.id, "ok")).await;
        assert_eq!(code(by_officer), Some(ReasonCode::StaffNotAuthorised));
        let outcome = "Bemanningen er styrket i helgene.";
        tasks::done(&town.acts, &gro(&town).await, (first.id, outcome)).await.unwrap();
        tasks::watch(&town.acts).await.unwrap();
        assert_eq!(review(&town).await, None);
        town.at(day(2028, 6, 1), 9, 0);
        tasks::watch(&town.acts).await.unwrap();
        let next = review(&town).await.unwrap();
        assert!(next.task.due > first.task.due);
    })
    .await;
}
