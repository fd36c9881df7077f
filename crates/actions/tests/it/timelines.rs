//! The timelines of § 5.5 as they are entered and stored, on both databases.

use helsebro_actions::controllership::agreements;
use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::organisations::{self, NewOrganisation};
use helsebro_actions::controllership::{processings, register};
use helsebro_actions::joining;
use helsebro_actions::rights::{self, Given};
use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::controllership::{
    Category, Controllers, Delivery, Entry, Flag, LegalPerson, Mark, Mode, OrgKind, Origin, Party,
    Place, Processor, Question, Resolution, Row, Scope, Validity, resolve,
};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId};
use helsebro_domain::parties::{CareArea, ConsoleAccess};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind as Right, Outcome, Standing};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::controllership::add_delivery;
use helsebro_storage::{Scope as DbScope, SystemReason, Tx};
use helsebro_testkit::{Town, ids, in_town, oslo};

use crate::controllership::{at, code, day, filled, gro, head, outsourced};

pub(crate) const CLINIC: Place = Place::Area(CareArea::EmergencyClinic);
const NURSING: Place = Place::Unit(CareArea::NursingHome, ids::NURSING_HOME);

const fn one(home: MunicipalityId) -> Controllers {
    Controllers::One(Party::Municipality(home))
}

async fn answer(town: &Town, question: &Question) -> Resolution {
    resolve(&register(&town.acts).await.unwrap(), question)
}

/// The record of somebody at the emergency clinic on behalf of a municipality.
async fn at_clinic(town: &Town, home: MunicipalityId, when: Instant) -> Resolution {
    let area = CareArea::EmergencyClinic;
    answer(town, &Question::new(Category::EpjRecord, home, area, None, when)).await
}

pub(crate) fn own(place: Place, first: Date) -> NewDelivery {
    NewDelivery { place, first, last: None, how: How::Own, runs: None, under: None }
}

/// Nordfjell is host for the clinics of these, from a day, when all have signed.
pub(crate) async fn host(
    town: &Town,
    others: &[MunicipalityId],
    first: Date,
) -> (ConsoleAccess, AgreementId) {
    let eli = at(town, ids::ELI, ids::NORDFJELL).await;
    let scope = Scope { municipality: ids::NORDFJELL, place: CLINIC };
    let others = others.iter().copied().map(Party::Municipality).collect();
    let head = head("V-2026-1", others, scope, (first, None));
    let id = agreements::begin(&town.acts, &eli, (Kind::Host, &head)).await.unwrap();
    filled(&town.acts, &eli, id).await;
    agreements::bring_into_force(&town.acts, &eli, id).await.unwrap();
    (eli, id)
}

/// The delivery that a municipality has for its clinic.
async fn clinic_of(town: &Town, access: &ConsoleAccess) -> DeliveryId {
    let held = deliveries::list(&town.acts, access).await.unwrap();
    held.iter().find(|one| one.scope.place == CLINIC).unwrap().id
}

/// CTX-3: Solvik's own clinic answers until midnight; then the host that it joins does, as it
/// did for Granli a year before.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_3_a_neighbour_that_joins_has_the_host_answer_from_midnight() {
    in_town(|town| async move {
        let (_, id) = host(&town, &[ids::GRANLI, ids::SOLVIK], day(2026, 1, 1)).await;
        let ragna = at(&town, ids::RAGNA, ids::GRANLI).await;
        for (access, first) in [(&ragna, day(2026, 1, 1)), (&gro(&town).await, day(2027, 1, 1))] {
            let new = NewDelivery { how: How::Host(id), ..own(CLINIC, first) };
            deliveries::enter(&town.acts, access, new).await.unwrap();
        }
        for (home, when, row, controller) in [
            (ids::SOLVIK, oslo(day(2026, 12, 31), 23, 30), Row::Ct10, ids::SOLVIK),
            (ids::SOLVIK, oslo(day(2027, 1, 1), 0, 30), Row::Ct40, ids::NORDFJELL),
            (ids::GRANLI, oslo(day(2025, 12, 31), 23, 59), Row::Ct10, ids::GRANLI),
            (ids::GRANLI, oslo(day(2026, 1, 1), 0, 0), Row::Ct40, ids::NORDFJELL),
        ] {
            let found = at_clinic(&town, home, when).await;
            assert_eq!((found.row, found.controllers), (row, one(controller)), "{when}");
        }
    })
    .await;
}

/// CTX-4, TV-13, L-KL-20-8: Solvik gives notice 2027-02-15 and is in it for a year; a day less
/// is refused and changes nothing; the host answers through the last day.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_4_and_tv_13_whoever_leaves_a_host_is_in_it_for_a_year() {
    in_town(|town| async move {
        let access = gro(&town).await;
        let (_, id) = host(&town, &[ids::SOLVIK], day(2027, 1, 1)).await;
        let new = NewDelivery { how: How::Host(id), ..own(CLINIC, day(2027, 1, 1)) };
        deliveries::enter(&town.acts, &access, new).await.unwrap();
        let clinic = clinic_of(&town, &access).await;
        town.at(day(2027, 2, 15), 9, 0);
        let end = async |last| deliveries::end(&town.acts, &access, (clinic, last)).await;
        let short = end(day(2028, 2, 14)).await;
        assert_eq!(code(short), Some(ReasonCode::HostNoticeTooShort));
        let held = deliveries::list(&town.acts, &access).await.unwrap();
        assert_eq!(held.iter().find(|one| one.id == clinic).unwrap().validity.to(), None);
        end(day(2028, 2, 15)).await.unwrap();
        for (when, row, controller) in [
            (oslo(day(2028, 2, 15), 23, 59), Row::Ct40, ids::NORDFJELL),
            (oslo(day(2028, 2, 16), 0, 0), Row::Ct10, ids::SOLVIK),
        ] {
            let found = at_clinic(&town, ids::SOLVIK, when).await;
            assert_eq!((found.row, found.controllers), (row, one(controller)), "{when}");
        }
    })
    .await;
}

/// TV-13: another notice than the law's year is what the agreement says, and what has not
/// begun binds nobody.
#[tokio::test(flavor = "multi_thread")]
async fn tv_13_another_time_to_leave_a_host_is_what_was_agreed() {
    in_town(|town| async move {
        let eli = at(&town, ids::ELI, ids::NORDFJELL).await;
        let access = gro(&town).await;
        let scope = Scope { municipality: ids::NORDFJELL, place: CLINIC };
        let others = vec![Party::Municipality(ids::SOLVIK)];
        let head = head("V-2027-6", others, scope, (day(2027, 1, 1), None));
        let id = agreements::begin(&town.acts, &eli, (Kind::Host, &head)).await.unwrap();
        let agreed = [("vk-7.months".to_owned(), "SIX_MONTHS".to_owned())];
        agreements::fill_in(&town.acts, &eli, (id, &agreed)).await.unwrap();
        filled(&town.acts, &eli, id).await;
        agreements::bring_into_force(&town.acts, &eli, id).await.unwrap();
        let new = NewDelivery { how: How::Host(id), ..own(CLINIC, day(2028, 2, 1)) };
        deliveries::enter(&town.acts, &access, new).await.unwrap();
        let clinic = clinic_of(&town, &access).await;
        let end = async |last| deliveries::end(&town.acts, &access, (clinic, last)).await;
        town.at(day(2027, 2, 15), 9, 0);
        end(day(2029, 12, 31)).await.unwrap();
        // The year that ends on 2028-02-29 would end on 2029-02-28; six months end sooner.
        town.at(day(2028, 2, 29), 9, 0);
        assert_eq!(code(end(day(2028, 8, 28)).await), Some(ReasonCode::HostNoticeTooShort));
        end(day(2028, 8, 29)).await.unwrap();
        // All agree that it ends at once: then nobody is in it any longer.
        agreements::end(&town.acts, &eli, (id, day(2028, 3, 31))).await.unwrap();
        assert_eq!(code(end(day(2028, 3, 30)).await), Some(ReasonCode::HostNoticeTooShort));
        end(day(2028, 3, 31)).await.unwrap();
    })
    .await;
}

/// CTX-6: two records of the same service came with an import: both get Granli's citizen's
/// request, and neither deletes anything.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_6_both_that_claim_it_get_the_request_and_neither_deletes() {
    in_town(|town| async move {
        let service = outsourced(&town, day(2027, 1, 1), Some(day(2027, 6, 30))).await;
        let held = deliveries::list(&town.acts, &gro(&town).await).await.unwrap();
        let first = held.iter().find(|one| one.scope.place == NURSING).unwrap();
        let id = DeliveryId::from_uuid(town.new_uuid());
        let second = Delivery { id, mode: Mode::Own, ..first.clone() };
        let add = async |mut tx: Tx| add_delivery(&mut tx, &second).await;
        let scope = DbScope::System(SystemReason::Seed);
        town.base.db.write(scope, "test.import", add).await.unwrap();
        let fjordro = agreements::one(&town.acts, &gro(&town).await, service).await.unwrap();
        let claimed = vec![Party::Municipality(ids::SOLVIK), fjordro.draft.others[0]];

        town.at(day(2027, 3, 1), 9, 0);
        let wish = crate::rights::new(&town, Right::EraseEntry);
        let kari = town.citizen(ids::KARI);
        let sent = rights::send(&town.acts, &kari, &wish).await.unwrap();
        let shown = rights::one(&town.acts, &kari, sent).await.unwrap();
        let mut holders: Vec<Party> =
            shown.parts.iter().flat_map(|part| part.part.holders.clone()).collect();
        holders.sort_unstable();
        let mut expected = claimed;
        expected.sort_unstable();
        assert_eq!(holders, expected);
        let yes = Given {
            outcome: Outcome::Granted,
            words: "Notatet er slettet, slik du ba om.".to_owned(),
            legal_reference: String::new(),
            journal_note: String::new(),
        };
        for part in &shown.parts {
            assert_eq!(part.part.standing, Standing::Contested);
            let staff = match part.part.holders[0] {
                Party::Municipality(_) => ids::HILDE,
                _ => ids::MONA,
            };
            let desk = rights::access(&town.acts, staff).await.unwrap();
            let granted = rights::answer_part(&town.acts, &desk, part.id, &yes).await;
            assert_eq!(code(granted), Some(ReasonCode::ContestedNoDelete));
        }
        let after = rights::one(&town.acts, &kari, sent).await.unwrap();
        assert!(after.parts.iter().all(|part| part.part.state.is_open()));
    })
    .await;
}

async fn entered(town: &Town, kind: OrgKind, name: &str) -> OrgId {
    let new = NewOrganisation {
        kind,
        name: name.to_owned(),
        org_number: None,
        contact: String::new(),
        phone: String::new(),
    };
    organisations::enter(&town.acts, &gro(town).await, &new).await.unwrap()
}

/// CTX-9: a community that is no legal person and is to be controller cannot come into force.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_9_a_community_that_is_no_legal_person_is_not_brought_into_force() {
    in_town(|town| async move {
        let access = gro(&town).await;
        let kind = OrgKind::TaskCommunity(LegalPerson::No);
        let community = entered(&town, kind, "Midtbygda legevakt KO").await;
        let scope = Scope { municipality: ids::SOLVIK, place: CLINIC };
        let others = vec![Party::Org(community), Party::Municipality(ids::GRANLI)];
        let head = head("KO-2027-1", others, scope, (day(2027, 3, 1), None));
        let new = (Kind::TaskCommunity, &head);
        let id = agreements::begin(&town.acts, &access, new).await.unwrap();
        let said = [
            ("ko-2.legal-person".to_owned(), "NO".to_owned()),
            ("ko-d.controller".to_owned(), "COMMUNITY".to_owned()),
        ];
        agreements::fill_in(&town.acts, &access, (id, &said)).await.unwrap();
        filled(&town.acts, &access, id).await;
        let refused = agreements::bring_into_force(&town.acts, &access, id).await;
        assert_eq!(code(refused), Some(ReasonCode::KoNotLegalPerson));
        let new = NewDelivery { how: How::TaskCommunity(id), ..own(CLINIC, day(2027, 3, 1)) };
        let unfounded = deliveries::enter(&town.acts, &access, new).await;
        assert_eq!(code(unfounded), Some(ReasonCode::AgreementMissing));
        let when = oslo(day(2027, 3, 1), 0, 0);
        assert_eq!(at_clinic(&town, ids::SOLVIK, when).await.row, Row::Ct10);
    })
    .await;
}

/// CTX-11: a letter from Fjordro's record is Fjordro's, the operator carries it, and an
/// agreement between Solvik and the operator is none between Fjordro and the operator.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_11_a_letter_is_the_providers_and_wants_its_own_agreement() {
    in_town(|town| async move {
        let service = outsourced(&town, day(2027, 2, 1), Some(day(2027, 12, 31))).await;
        let provider = agreements::one(&town.acts, &gro(&town).await, service).await.unwrap();
        let provider = provider.draft.others[0];
        let (nina, berit) = (town.nina().await, town.console(ids::BERIT, ids::SOLVIK).await);
        let agreed = crate::joining::agreement(None);
        let id = joining::propose(&town.acts, &nina, (ids::SOLVIK, &agreed)).await.unwrap();
        let id = id.unwrap();
        joining::sign(&town.acts, &berit, id).await.unwrap();
        joining::countersign(&town.acts, &nina, (ids::SOLVIK, id)).await.unwrap();
        let sent = async |when| {
            let (home, unit) = (ids::SOLVIK, Some(ids::NURSING_HOME));
            let area = CareArea::NursingHome;
            let asked = Question::new(Category::Dissemination, home, area, unit, when);
            let entry = Entry { origin: Some(Origin::EpjRecord), ..Entry::default() };
            answer(&town, &asked.with(entry)).await
        };
        let solviks = sent(oslo(day(2027, 1, 31), 12, 0)).await;
        assert_eq!((solviks.row, solviks.beneath), (Row::Ct03, Some(Row::Ct10)));
        assert!(!solviks.says(Mark::DpaMissing));
        let fjordros = sent(oslo(day(2027, 2, 1), 12, 0)).await;
        assert_eq!((fjordros.row, fjordros.beneath), (Row::Ct03, Some(Row::Ct30)));
        assert_eq!(fjordros.controllers, Controllers::One(provider));
        let carried = [Processor { party: Party::Operator, controller: provider }];
        assert_eq!(fjordros.processors, carried);
        assert!(fjordros.says(Mark::DpaMissingForSender));
    })
    .await;
}

/// CTX-12: the host has outsourced the clinic without a joint journal: the company answers for
/// what is written about Granli's residents, Nordfjell is responsible, and Granli delegates.
#[tokio::test(flavor = "multi_thread")]
async fn ctx_12_where_the_host_has_outsourced_its_provider_answers() {
    in_town(|town| async move {
        let (eli, hosted) = host(&town, &[ids::GRANLI], day(2026, 1, 1)).await;
        let company = entered(&town, OrgKind::Iks, "Kystlegevakten IKS").await;
        let scope = Scope { municipality: ids::NORDFJELL, place: CLINIC };
        let head = head("D-2027-2", vec![Party::Org(company)], scope, (day(2027, 2, 1), None));
        let service = agreements::begin(&town.acts, &eli, (Kind::Service, &head)).await.unwrap();
        filled(&town.acts, &eli, service).await;
        agreements::bring_into_force(&town.acts, &eli, service).await.unwrap();
        let new = NewDelivery { how: How::Outsourced(service), ..own(CLINIC, day(2027, 2, 1)) };
        deliveries::enter(&town.acts, &eli, new).await.unwrap();
        let ragna = at(&town, ids::RAGNA, ids::GRANLI).await;
        let new = NewDelivery { how: How::Host(hosted), ..own(CLINIC, day(2026, 1, 1)) };
        deliveries::enter(&town.acts, &ragna, new).await.unwrap();
        let eve = at_clinic(&town, ids::GRANLI, oslo(day(2027, 1, 31), 23, 59)).await;
        assert_eq!((eve.row, eve.controllers), (Row::Ct40, one(ids::NORDFJELL)));
        let night = at_clinic(&town, ids::GRANLI, oslo(day(2027, 2, 1), 2, 0)).await;
        let company = Controllers::One(Party::Org(company));
        assert_eq!((night.row, &night.controllers), (Row::Ct30, &company));
        assert!(night.has(Flag::HostHasOutsourced));
        assert_eq!(night.responsible, [ids::NORDFJELL]);
        assert_eq!(night.delegating, Some(ids::GRANLI));
        assert_eq!(night.agreements, [hosted, service]);
    })
    .await;
}

/// S1-3.1-b, CT-01, RR-02: what Kari asks of the platform itself goes to the operator, whoever has
/// her record; Solvik has nothing of it on its list.
#[tokio::test(flavor = "multi_thread")]
async fn s1_3_1_b_what_is_asked_of_the_platform_goes_to_the_operator() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let wish = crate::rights::new(&town, Right::AccessPlatform);
        let sent = rights::send(&town.acts, &kari, &wish).await.unwrap();
        let shown = rights::one(&town.acts, &kari, sent).await.unwrap();
        let holders: Vec<_> = shown.parts.iter().map(|part| part.part.holders.clone()).collect();
        assert_eq!(holders, [[Party::Operator]]);
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        assert!(rights::list(&town.acts, &hilde).await.unwrap().open.is_empty());
    })
    .await;
}

/// TV-17: a last day of 2027-03-15 is stored as the instant after it: a microsecond before is
/// inside, midnight is outside.
#[tokio::test(flavor = "multi_thread")]
async fn tv_17_the_edge_of_what_is_stored_is_midnight_after_the_last_day() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 2, 1), Some(day(2027, 3, 15))).await;
        let held = deliveries::list(&town.acts, &gro(&town).await).await.unwrap();
        let midnight = oslo(day(2027, 3, 16), 0, 0);
        let validity = Validity::days(day(2027, 2, 1), Some(day(2027, 3, 15)));
        let stored = held.iter().find(|one| one.scope.place == NURSING).unwrap().validity;
        assert_eq!((Some(stored), stored.to()), (validity, Some(midnight)));
        let (home, unit) = (ids::SOLVIK, Some(ids::NURSING_HOME));
        let asked = Question::new(Category::EpjRecord, home, CareArea::NursingHome, unit, midnight);
        let inside = asked.at(Instant::from_micros(midnight.micros() - 1));
        assert_eq!(answer(&town, &inside).await.row, Row::Ct30);
        assert_eq!(answer(&town, &asked).await.row, Row::Ct10);
    })
    .await;
}

/// CT-61, CT-60: whoever held the records of a service that ended answers for a year, with
/// nothing new taken in; after that nobody does.
#[tokio::test(flavor = "multi_thread")]
async fn ct_61_the_last_holder_answers_for_a_year_and_then_nobody() {
    in_town(|town| async move {
        let access = gro(&town).await;
        let held = deliveries::list(&town.acts, &access).await.unwrap().remove(0).id;
        deliveries::end(&town.acts, &access, (held, day(2027, 2, 28))).await.unwrap();
        for (when, row, controllers) in [
            (oslo(day(2027, 2, 28), 23, 59), Row::Ct10, one(ids::SOLVIK)),
            (oslo(day(2027, 3, 1), 0, 0), Row::Ct61, one(ids::SOLVIK)),
            (oslo(day(2028, 2, 29), 23, 59), Row::Ct61, one(ids::SOLVIK)),
            (oslo(day(2028, 3, 1), 0, 0), Row::Ct60, Controllers::Nobody),
        ] {
            let found = at_clinic(&town, ids::SOLVIK, when).await;
            assert_eq!(found.says(Mark::NoController), row != Row::Ct10);
            assert_eq!((found.row, found.controllers), (row, controllers), "{when}");
        }
    })
    .await;
}

/// L-GDPR-30: each unit's record, case files and dissemination have a row in the record of
/// processing, and the citizens' own pages one; each says who is controller.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_30_every_processing_has_a_row_that_says_who_is_controller() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let (found, _) = processings(&town.acts, ids::SOLVIK, town.now()).await.unwrap();
        let units = town.plan.units.iter().filter(|unit| unit.municipality == ids::SOLVIK);
        assert_eq!(found.len(), units.count() * 3 + 1);
        for one in &found {
            let own = Party::Municipality(ids::SOLVIK);
            let at_solbakken = one.unit.as_ref().is_some_and(|unit| unit.id == ids::NURSING_HOME);
            let holds = one.resolution.controllers.parties();
            match one.category {
                Category::Platform => {
                    assert_eq!((holds, &one.unit), (&[Party::Operator][..], &None))
                }
                Category::EpjRecord if at_solbakken => assert!(!holds.contains(&own), "{holds:?}"),
                // Each for what it sends.
                Category::Dissemination if at_solbakken => assert_eq!(holds.len(), 2),
                _ => assert_eq!(holds, [own], "{:?}", one.category),
            }
        }
    })
    .await;
}
