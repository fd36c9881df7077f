//! Who answers for what, entered and answered on both databases.

use helsebro_actions::breaches::{self, Keeper};
use helsebro_actions::controllership::agreements::{self, Head};
use helsebro_actions::controllership::decisions::{self, NewDecision};
use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::organisations::{self, NewOrganisation};
use helsebro_actions::controllership::{at_unit, console, history_of, services, unit_notice};
use helsebro_actions::{ActError, Acts, epj, joining, retention, setup};
use helsebro_domain::audit::Event;
use helsebro_domain::controllership::registering::{FieldKind, Kind};
use helsebro_domain::controllership::{Controllers, OrgKind, Party, Place, Row, Scope, Validity};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId, StaffId, UnitId};
use helsebro_domain::parties::{CareArea, ConsoleAccess, ConsoleRole, RoleHeld};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant};
use helsebro_testkit::{Town, ids, in_town};

const SOLBAKKEN: Place = Place::Unit(CareArea::NursingHome, ids::NURSING_HOME);

pub(crate) async fn at(town: &Town, staff: StaffId, home: MunicipalityId) -> ConsoleAccess {
    console::access(&town.acts, staff, home).await.unwrap()
}

pub(crate) async fn gro(town: &Town) -> ConsoleAccess {
    at(town, ids::GRO, ids::SOLVIK).await
}

pub(crate) async fn hilde(town: &Town) -> ConsoleAccess {
    at(town, ids::HILDE, ids::SOLVIK).await
}

pub(crate) async fn fjordro(town: &Town) -> OrgId {
    let new = NewOrganisation {
        kind: OrgKind::PrivateCommercial,
        name: "Fjordro Omsorg AS".to_owned(),
        org_number: Some("310000043".to_owned()),
        contact: "personvern@fjordro.example".to_owned(),
        phone: "75 00 09 00".to_owned(),
    };
    organisations::enter(&town.acts, &gro(town).await, &new).await.unwrap()
}

pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub(crate) fn head(
    title: &str,
    others: Vec<Party>,
    scope: Scope,
    days: (Date, Option<Date>),
) -> Head {
    let (first, last) = (Some(days.0), days.1);
    Head { title: title.to_owned(), others, scopes: vec![scope], first, last }
}

/// Fills in everything that is asked for, as long as something is.
pub(crate) async fn filled(acts: &Acts, access: &ConsoleAccess, id: AgreementId) {
    loop {
        let row = agreements::one(acts, access, id).await.unwrap();
        let empty: Vec<(String, String)> = row
            .draft
            .fields()
            .into_iter()
            .filter(|field| !field.optional && row.draft.answer(&field.key).is_none())
            .map(|field| {
                let answer = match field.kind {
                    FieldKind::Line | FieldKind::Text if field.key == "ko-1.name" => {
                        "Midtbygda legevakt KO"
                    }
                    FieldKind::Line | FieldKind::Text => "Som vedlegg 1 sier",
                    FieldKind::Day => "2027-01-15",
                    FieldKind::Choice(all) => all[0],
                    FieldKind::Tick => "YES",
                };
                (field.key, answer.to_owned())
            })
            .collect();
        if empty.is_empty() {
            return;
        }
        agreements::fill_in(acts, access, (id, &empty)).await.unwrap();
    }
}

/// Solbakken is run by Fjordro from a day.
pub(crate) async fn outsourced(town: &Town, first: Date, last: Option<Date>) -> AgreementId {
    let access = gro(town).await;
    let provider = Party::Org(fjordro(town).await);
    let scope = Scope { municipality: ids::SOLVIK, place: SOLBAKKEN };
    let head = head("D-2027-1", vec![provider], scope, (first, last));
    let id = agreements::begin(&town.acts, &access, (Kind::Service, &head)).await.unwrap();
    filled(&town.acts, &access, id).await;
    agreements::bring_into_force(&town.acts, &access, id).await.unwrap();
    let new = NewDelivery {
        place: SOLBAKKEN,
        first,
        last,
        how: How::Outsourced(id),
        runs: None,
        under: None,
    };
    deliveries::enter(&town.acts, &access, new).await.unwrap();
    id
}

async fn rows(town: &Town, area: CareArea, unit: UnitId) -> Vec<(Date, Row)> {
    let since = Instant::start_of(day(2027, 1, 1));
    let asked = (ids::SOLVIK, area, Some(unit));
    let found = history_of(&town.acts, asked, Validity::starting(since)).await.unwrap();
    found.iter().map(|one| (one.validity.from().in_oslo().date, one.resolution.row)).collect()
}

pub(crate) fn code<T>(found: Result<T, ActError>) -> Option<ReasonCode> {
    match found.err() {
        Some(ActError::Refused(refusal)) => Some(refusal.code()),
        _ => None,
    }
}

/// S2-0-c: a municipality that is founded answers for all its services itself.
#[tokio::test]
async fn s2_0_c_a_founded_municipality_delivers_everything_itself() {
    in_town(async |town| {
        let found = rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await;
        assert_eq!(found, [(day(2027, 1, 1), Row::Ct10)]);
        let (stretch, unit, names) = unit_notice(&town.acts, ids::NURSING_HOME).await.unwrap();
        let solvik = Party::Municipality(ids::SOLVIK);
        assert_eq!(stretch.resolution.controllers, Controllers::One(solvik));
        assert_eq!(unit.id, ids::NURSING_HOME);
        assert_eq!(names.party(solvik).name.as_deref(), Some("Solvik kommune"));
    })
    .await;
}

/// CTX-1 and CTX-2: outsourced, a joint journal from mid-month, and its end.
#[tokio::test]
async fn ctx_1_and_ctx_2_the_answer_changes_on_the_days_that_were_entered() {
    in_town(async |town| {
        let service = outsourced(&town, day(2027, 3, 1), Some(day(2027, 12, 31))).await;
        let access = gro(&town).await;
        let provider = agreements::one(&town.acts, &access, service).await.unwrap().draft.others;
        let scope = Scope { municipality: ids::SOLVIK, place: SOLBAKKEN };
        let days = (day(2027, 6, 15), None);
        let joint = head("FJ-2027-1", provider, scope, days);
        let new = (Kind::JointRecord, &joint);
        let joint = agreements::begin(&town.acts, &access, new).await.unwrap();
        let refused = agreements::bring_into_force(&town.acts, &access, joint).await;
        assert_eq!(code(refused), Some(ReasonCode::AgreementIncomplete));
        filled(&town.acts, &access, joint).await;
        agreements::bring_into_force(&town.acts, &access, joint).await.unwrap();
        agreements::end(&town.acts, &access, (joint, day(2027, 9, 15))).await.unwrap();
        assert_eq!(
            rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await,
            [
                (day(2027, 1, 1), Row::Ct10),
                (day(2027, 3, 1), Row::Ct30),
                (day(2027, 6, 15), Row::Ct20),
                (day(2027, 9, 16), Row::Ct30),
                (day(2028, 1, 1), Row::Ct10),
            ]
        );
        let notes = rows(&town, CareArea::HomeServices, ids::HOME_NURSING).await;
        assert_eq!(notes, [(day(2027, 1, 1), Row::Ct10)]);
    })
    .await;
}

/// S2-0-f: when a service agreement gets an earlier last day, what stands on it ends that day, and
/// one that begins later is in the way.
#[tokio::test(flavor = "multi_thread")]
async fn s2_0_f_what_stands_on_an_agreement_ends_with_it() {
    in_town(|town| async move {
        let service = outsourced(&town, day(2027, 3, 1), Some(day(2027, 12, 31))).await;
        let access = gro(&town).await;
        let early = agreements::end(&town.acts, &access, (service, day(2027, 2, 1))).await;
        assert_eq!(code(early), Some(ReasonCode::InvalidTransition));
        agreements::end(&town.acts, &access, (service, day(2027, 6, 30))).await.unwrap();
        assert_eq!(town.lines(1).await[0].event, Event::DeliveryEnded);
        assert_eq!(
            rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await,
            [
                (day(2027, 1, 1), Row::Ct10),
                (day(2027, 3, 1), Row::Ct30),
                (day(2027, 7, 1), Row::Ct10)
            ]
        );
        agreements::end(&town.acts, &access, (service, day(2027, 12, 31))).await.unwrap();
        let again = rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await;
        assert_eq!(again.last(), Some(&(day(2027, 7, 1), Row::Ct10)));
    })
    .await;
}

/// S2-0-k: only an administrator writes, only at home, and each try leaves its line.
#[tokio::test]
async fn s2_0_k_who_is_no_administrator_enters_nothing_and_leaves_a_line() {
    in_town(async |town| {
        let own = NewDelivery {
            place: SOLBAKKEN,
            first: day(2027, 3, 1),
            last: None,
            how: How::Own,
            runs: None,
            under: None,
        };
        let refused = deliveries::enter(&town.acts, &hilde(&town).await, own).await;
        assert_eq!(code(refused), Some(ReasonCode::StaffNotAuthorised));
        let line = town.lines(1).await.remove(0);
        assert_eq!(line.event.as_str(), "DELIVERY_ENTERED");
        assert_eq!(line.org, Some(ids::SOLVIK));
        assert!(deliveries::list(&town.acts, &hilde(&town).await).await.unwrap().len() == 1);
        for (staff, home) in [(ids::PER, ids::SOLVIK), (ids::GRO, ids::GRANLI)] {
            let refused = console::access(&town.acts, staff, home).await;
            assert_eq!(code(refused), Some(ReasonCode::StaffNotAuthorised));
        }
    })
    .await;
}

/// S2-0-k: whoever leads security reads agreements and who answers for what, and enters
/// nothing, signs nothing, and reads nothing of breaches or of anybody's record.
#[tokio::test]
async fn s2_0_k_whoever_only_reads_sees_agreements_and_nothing_about_anybody() {
    in_town(async |town| {
        for role in ConsoleRole::ALL.into_iter().filter(|role| role.only_reads()) {
            let (from, last_day) = (day(2027, 1, 1), day(2027, 12, 31));
            let held =
                RoleHeld { staff: ids::JON, municipality: ids::SOLVIK, role, from, last_day };
            setup::give_roles(&town.acts, &[held]).await.unwrap();
            let jon = at(&town, ids::JON, ids::SOLVIK).await;
            assert!(agreements::list(&town.acts, &jon).await.unwrap().is_empty());
            assert_eq!(deliveries::list(&town.acts, &jon).await.unwrap().len(), 1);
            let scope = Scope { municipality: ids::SOLVIK, place: SOLBAKKEN };
            let head = head("Utkast", Vec::new(), scope, (day(2027, 3, 1), None));
            let begun = agreements::begin(&town.acts, &jon, (Kind::Service, &head)).await;
            assert_eq!(code(begun), Some(ReasonCode::StaffNotAuthorised), "{role:?}");
            let breaches = breaches::list(&town.acts, Keeper::Home(&jon)).await;
            assert_eq!(code(breaches), Some(ReasonCode::StaffNotAuthorised), "{role:?}");
            let plans = retention::list(&town.acts, &jon).await;
            assert_eq!(code(plans), Some(ReasonCode::StaffNotAuthorised), "{role:?}");
            let costs = joining::charges(&town.acts, &jon).await;
            assert_eq!(code(costs), Some(ReasonCode::StaffNotAuthorised), "{role:?}");
            let usage = joining::usage(&town.acts, &jon).await;
            assert_eq!(code(usage), Some(ReasonCode::StaffNotAuthorised), "{role:?}");
        }
    })
    .await;
}

/// S1-3.1-a: what a screen says of a unit follows the register, in names.
#[tokio::test]
async fn s1_3_1_a_a_screen_names_the_provider_from_the_day_that_it_delivers() {
    in_town(async |town| {
        let access = gro(&town).await;
        let org = fjordro(&town).await;
        let scope = Scope { municipality: ids::SOLVIK, place: SOLBAKKEN };
        let days = (day(2027, 3, 1), None);
        let head = head("D-2027-9", vec![Party::Org(org)], scope, days);
        let id = agreements::begin(&town.acts, &access, (Kind::Service, &head)).await.unwrap();
        filled(&town.acts, &access, id).await;
        agreements::bring_into_force(&town.acts, &access, id).await.unwrap();
        let how = How::Outsourced(id);
        let new = NewDelivery {
            place: SOLBAKKEN,
            first: days.0,
            last: None,
            how,
            runs: None,
            under: None,
        };
        deliveries::enter(&town.acts, &access, new).await.unwrap();
        let unit = epj::setup::unit(&town.acts, ids::NURSING_HOME).await.unwrap().unwrap();
        for (on, name) in
            [(day(2027, 2, 28), "Solvik kommune"), (day(2027, 3, 1), "Fjordro Omsorg AS")]
        {
            town.at(on, 9, 0);
            let (answer, names) = at_unit(&town.acts, &unit).await.unwrap();
            let [party] = answer.controllers.parties() else { panic!("{answer:?}") };
            assert_eq!(names.party(*party).name.as_deref(), Some(name));
        }
    })
    .await;
}

/// S1-3.1-a: what is entered stands on the next screen, within the same second too.
#[tokio::test]
async fn s1_3_1_a_a_screen_shows_what_was_entered_just_before() {
    in_town(async |town| {
        let unit = epj::setup::unit(&town.acts, ids::NURSING_HOME).await.unwrap().unwrap();
        let today = town.now().in_oslo().date;
        let row = async || at_unit(&town.acts, &unit).await.unwrap().0.row;
        assert_eq!(row().await, Row::Ct10);
        outsourced(&town, today, None).await;
        assert_eq!(row().await, Row::Ct30);
        let access = gro(&town).await;
        let held = deliveries::list(&town.acts, &access).await.unwrap();
        let fjordros = held.iter().find(|one| one.scope.place == SOLBAKKEN).unwrap().id;
        deliveries::end(&town.acts, &access, (fjordros, today)).await.unwrap();
        town.at(today.tomorrow().unwrap(), 0, 0);
        assert_eq!(row().await, Row::Ct10);
    })
    .await;
}

/// What is another municipality's is not found by its neighbour.
#[tokio::test]
async fn a_neighbour_finds_no_draft_and_ends_no_delivery() {
    in_town(async |town| {
        let access = gro(&town).await;
        let scope = Scope { municipality: ids::SOLVIK, place: SOLBAKKEN };
        let head = head("Utkast", Vec::new(), scope, (day(2027, 3, 1), None));
        let new = (Kind::Service, &head);
        let id = agreements::begin(&town.acts, &access, new).await.unwrap();
        let ragna = at(&town, ids::RAGNA, ids::GRANLI).await;
        assert!(matches!(agreements::one(&town.acts, &ragna, id).await, Err(ActError::NotFound)));
        let theirs = agreements::fill_in(&town.acts, &ragna, (id, &[])).await;
        assert!(matches!(theirs, Err(ActError::NotFound)));
        let own = deliveries::list(&town.acts, &access).await.unwrap().remove(0).id;
        let theirs = deliveries::end(&town.acts, &ragna, (own, day(2027, 3, 1))).await;
        assert!(matches!(theirs, Err(ActError::NotFound)));
        let nothing = DeliveryId::from_uuid(town.new_uuid());
        let none = deliveries::end(&town.acts, &ragna, (nothing, day(2027, 3, 1))).await;
        assert!(matches!(none, Err(ActError::NotFound)));
    })
    .await;
}

/// CT-62, S2-0-f: an overlap is refused at entry; what ends makes room.
#[tokio::test]
async fn ct_62_two_records_for_the_same_days_are_refused_until_the_first_has_an_end() {
    in_town(async |town| {
        outsourced(&town, day(2027, 3, 1), Some(day(2027, 12, 31))).await;
        let access = gro(&town).await;
        let own = NewDelivery {
            place: SOLBAKKEN,
            first: day(2027, 7, 1),
            last: None,
            how: How::Own,
            runs: None,
            under: None,
        };
        let refused = deliveries::enter(&town.acts, &access, own).await;
        assert_eq!(code(refused), Some(ReasonCode::DeliveryOverlap));
        let held = deliveries::list(&town.acts, &access).await.unwrap();
        let fjordros = held.iter().find(|one| one.scope.place == SOLBAKKEN).unwrap().id;
        deliveries::end(&town.acts, &access, (fjordros, day(2027, 6, 30))).await.unwrap();
        deliveries::enter(&town.acts, &access, own).await.unwrap();
        let granli = How::OutsourcedTo(Party::Municipality(ids::GRANLI));
        let wrong = NewDelivery { how: granli, ..own };
        let refused = deliveries::enter(&town.acts, &access, wrong).await;
        assert_eq!(code(refused), Some(ReasonCode::HostIsNotOutsourcing));
    })
    .await;
}

/// CTX-3: Granli joins a host cooperation; its residents' answer changes at midnight.
#[tokio::test]
async fn ctx_3_a_host_answers_for_a_participant_from_the_day_it_joins() {
    in_town(async |town| {
        let host = at(&town, ids::ELI, ids::NORDFJELL).await;
        let area = Place::Area(CareArea::EmergencyClinic);
        let scope = Scope { municipality: ids::NORDFJELL, place: area };
        let others = vec![Party::Municipality(ids::GRANLI)];
        let head = head("V-2027-1", others, scope, (day(2027, 3, 1), None));
        let id = agreements::begin(&town.acts, &host, (Kind::Host, &head)).await.unwrap();
        filled(&town.acts, &host, id).await;
        agreements::bring_into_force(&town.acts, &host, id).await.unwrap();
        let ragna = at(&town, ids::RAGNA, ids::GRANLI).await;
        let new = NewDelivery {
            place: area,
            first: day(2027, 3, 1),
            last: None,
            how: How::Host(id),
            runs: None,
            under: None,
        };
        deliveries::enter(&town.acts, &ragna, new).await.unwrap();
        let asked = (ids::GRANLI, CareArea::EmergencyClinic, None);
        let since = Validity::starting(Instant::start_of(day(2027, 2, 1)));
        let found = history_of(&town.acts, asked, since).await.unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.resolution.row, one.resolution.controllers.clone()))
            .collect();
        let one = |id| Controllers::One(Party::Municipality(id));
        assert_eq!(told, [(Row::Ct10, one(ids::GRANLI)), (Row::Ct40, one(ids::NORDFJELL))]);
    })
    .await;
}

/// CTX-10 and S2-fn2: what may never stand there is refused at once, and nothing is kept.
#[tokio::test]
async fn ctx_10_a_task_community_with_a_bad_name_is_refused_when_it_is_saved() {
    in_town(async |town| {
        let access = gro(&town).await;
        let place = Place::Area(CareArea::EmergencyClinic);
        let scope = Scope { municipality: ids::SOLVIK, place };
        let head = head("KO", Vec::new(), scope, (day(2027, 3, 1), None));
        let new = (Kind::TaskCommunity, &head);
        let id = agreements::begin(&town.acts, &access, new).await.unwrap();
        let bad = [
            ("ko-3.members".to_owned(), "To fra hver".to_owned()),
            ("ko-1.name".to_owned(), "Midtbygda legevakt".to_owned()),
        ];
        let refused = agreements::fill_in(&town.acts, &access, (id, &bad)).await;
        assert_eq!(code(refused), Some(ReasonCode::KoNameInvalid));
        let row = agreements::one(&town.acts, &access, id).await.unwrap();
        assert!(row.draft.answers.is_empty());
    })
    .await;
}

/// S2-1-d, CTX-5: a decision counts when two have seen it, and only on its days.
#[tokio::test]
async fn ctx_5_a_decision_counts_when_the_officer_has_confirmed_it() {
    in_town(async |town| {
        let (gro, hilde) = (gro(&town).await, hilde(&town).await);
        let provider = Party::Org(fjordro(&town).await);
        let new = NewDecision {
            place: SOLBAKKEN,
            controllers: vec![provider],
            reference: " ".to_owned(),
            first: day(2027, 3, 1),
            last: Some(day(2027, 8, 31)),
        };
        let refused = decisions::enter(&town.acts, &gro, &new).await;
        assert_eq!(code(refused), Some(ReasonCode::OverrideWithoutReference));
        let new = NewDecision { reference: "HOD 2027/123".to_owned(), ..new };
        let id = decisions::enter(&town.acts, &gro, &new).await.unwrap();
        let before = rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await;
        assert_eq!(before, [(day(2027, 1, 1), Row::Ct10)]);
        let refused = decisions::confirm(&town.acts, &gro, id).await;
        assert_eq!(code(refused), Some(ReasonCode::StaffNotAuthorised));
        decisions::confirm(&town.acts, &hilde, id).await.unwrap();
        let after = rows(&town, CareArea::NursingHome, ids::NURSING_HOME).await;
        assert_eq!(
            after,
            [
                (day(2027, 1, 1), Row::Ct10),
                (day(2027, 3, 1), Row::Ct00),
                (day(2027, 9, 1), Row::Ct10),
            ]
        );
        assert!(decisions::confirm(&town.acts, &hilde, id).await.is_err());
    })
    .await;
}

/// RR-12: a citizen is told of the services that she gets.
#[tokio::test]
async fn rr_12_a_citizen_is_told_who_answers_for_each_of_her_services() {
    in_town(async |town| {
        let found = services(&town.acts, &town.citizen(ids::KARI)).await.unwrap();
        let units: Vec<UnitId> =
            found.iter().filter_map(|(area, _)| area.unit.as_ref().map(|unit| unit.id)).collect();
        assert_eq!(units.len(), 2);
        assert!(found.iter().all(|(area, _)| area.resolution.row == Row::Ct10));
        assert!(services(&town.acts, &town.citizen(ids::ANNE)).await.unwrap().is_empty());
    })
    .await;
}
