//! Requests about rights, sent, split, sent on and answered, on both databases (§ 9).

use helsebro_actions::rights::{self, Given, NewRights, RequestShown, What};
use helsebro_actions::{ActError, Acts};
use helsebro_domain::controllership::{Party, Scope as Record};
use helsebro_domain::ids::{PersonId, RightsPartId, RightsRequestId, StaffId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{
    AnswerAs, Covering, Kind, Opposition, Outcome, RightsDesk, State, Target, Timing, Wish,
};
use helsebro_domain::time::Date;
use helsebro_storage::jobs::RightsPayload;
use helsebro_storage::{Scope, SystemReason, Tx, rights as stored, values};
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::outsourced;

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub(crate) fn new(town: &Town, kind: Kind) -> NewRights {
    NewRights {
        id: RightsRequestId::from_uuid(town.new_uuid()),
        kind,
        wish: Wish::Plain,
        unit: Some(ids::NURSING_HOME),
        written: None,
        youth: None,
        to_municipality: false,
        may_send_on: true,
        target: None,
        transfer_to: None,
        words: "Det står feil om medisinene mine.".to_owned(),
    }
}

async fn sends(town: &Town, person: PersonId, new: &NewRights) -> RightsRequestId {
    rights::send(&town.acts, &town.citizen(person), new).await.unwrap()
}

pub(crate) async fn one(town: &Town, person: PersonId, id: RightsRequestId) -> RequestShown {
    rights::one(&town.acts, &town.citizen(person), id).await.unwrap()
}

pub(crate) async fn desk(acts: &Acts, staff: StaffId) -> RightsDesk {
    rights::access(acts, staff).await.unwrap()
}

fn no(reference: &str, note: &str) -> Given {
    Given {
        outcome: Outcome::Refused,
        words: "Opplysningen er riktig slik den står.".to_owned(),
        legal_reference: reference.to_owned(),
        journal_note: note.to_owned(),
    }
}

pub(crate) fn yes() -> Given {
    Given {
        outcome: Outcome::Granted,
        words: "Her er det du ba om.".to_owned(),
        legal_reference: String::new(),
        journal_note: String::new(),
    }
}

fn code<T>(found: Result<T, ActError>) -> Option<ReasonCode> {
    match found.err() {
        Some(ActError::Refused(refusal)) => Some(refusal.code()),
        Some(ActError::NotFound) => Some(ReasonCode::NotAvailable),
        _ => None,
    }
}

fn holders(shown: &RequestShown) -> Vec<Vec<Option<String>>> {
    let name = |party: &Party| shown.directory.party(*party).name;
    shown.parts.iter().map(|part| part.part.holders.iter().map(name).collect()).collect()
}

fn parts(shown: &RequestShown) -> Vec<RightsPartId> {
    shown.parts.iter().map(|part| part.id).collect()
}

/// S2-3-b, RR-01, CTX-2, S2-2-b2, L-EFV-12: notes from both sides of the day when Fjordro began are two parts
/// with two clocks, each seen by its own controller and by nobody else.
#[tokio::test]
async fn rr_01_access_over_a_boundary_is_two_parts_with_two_clocks() {
    in_town(async |town| {
        outsourced(&town, day(2027, 3, 1), Some(day(2027, 12, 31))).await;
        town.at(day(2027, 3, 20), 12, 0);
        let id = sends(&town, ids::KARI, &new(&town, Kind::AccessRecord)).await;
        let shown = one(&town, ids::KARI, id).await;
        let some = |name: &str| vec![Some(name.to_owned())];
        assert_eq!(holders(&shown), [some("Solvik kommune"), some("Fjordro Omsorg AS")]);
        for part in &shown.parts {
            let clock = part.part.clock.unwrap();
            assert_eq!(clock.due_on(), day(2027, 4, 20));
        }
        let (hilde, mona) = (desk(&town.acts, ids::HILDE).await, desk(&town.acts, ids::MONA).await);
        let [solviks, fjordros] = parts(&shown)[..] else { panic!("two parts") };
        for (desk, own, other) in [(&hilde, solviks, fjordros), (&mona, fjordros, solviks)] {
            let list = rights::list(&town.acts, desk).await.unwrap();
            let listed: Vec<_> = list.open.iter().map(|row| row.part.id).collect();
            assert_eq!(listed, [own]);
            assert!(rights::read(&town.acts, desk, own).await.is_ok());
            // S2-3-b: what is the other's is not found, in the same words as what is not there.
            let theirs = rights::read(&town.acts, desk, other).await;
            let nothing = RightsPartId::from_uuid(town.new_uuid());
            let nobodys = rights::read(&town.acts, desk, nothing).await;
            assert_eq!(code(theirs), Some(ReasonCode::NotAvailable));
            assert_eq!(code(nobodys), Some(ReasonCode::NotAvailable));
            assert_eq!(
                code(rights::take(&town.acts, desk, other).await),
                Some(ReasonCode::NotAvailable)
            );
        }
        assert!(rights::access(&town.acts, ids::GRO).await.is_err());
        assert!(rights::access(&town.acts, ids::PER).await.is_err());
    })
    .await;
}

/// L-GDPR-16, RRX-1, S2-3-c: sent to Solvik, sent on the same day; Fjordro's month begins then, and
/// Solvik can do nothing but guide or send on.
#[tokio::test]
async fn rrx_1_a_rectification_sent_to_the_wrong_one_is_sent_on_the_same_day() {
    in_town(async |town| {
        outsourced(&town, day(2027, 2, 1), Some(day(2027, 12, 31))).await;
        town.at(day(2027, 2, 5), 9, 0);
        let written = helsebro_domain::controllership::Validity::days(day(2027, 2, 1), None);
        let wrong = NewRights { to_municipality: true, written, ..new(&town, Kind::RectifyRecord) };
        let id = sends(&town, ids::KARI, &wrong).await;
        let shown = one(&town, ids::KARI, id).await;
        assert_eq!(shown.parts.len(), 1);
        assert_eq!(shown.parts[0].part.clock, None);
        let part = shown.parts[0].id;
        let hilde = desk(&town.acts, ids::HILDE).await;
        let refused = rights::answer_part(&town.acts, &hilde, part, &yes()).await;
        assert_eq!(code(refused), Some(ReasonCode::WrongController));
        assert_eq!(
            code(rights::take(&town.acts, &hilde, part).await),
            Some(ReasonCode::WrongController)
        );
        town.at(day(2027, 2, 5), 10, 20);
        rights::hand_over(&town.acts, &hilde, part).await.unwrap();
        let shown = one(&town, ids::KARI, id).await;
        let some = |name: &str| vec![Some(name.to_owned())];
        assert_eq!(holders(&shown), [some("Solvik kommune"), some("Fjordro Omsorg AS")]);
        assert_eq!(shown.parts[0].part.state, State::HandedOver);
        let clock = shown.parts[1].part.clock.unwrap();
        assert_eq!(clock.due_on(), day(2027, 3, 5));
        assert!(shown.parts[1].was_sent_on);
        let again = rights::hand_over(&town.acts, &hilde, part).await;
        assert_eq!(code(again), Some(ReasonCode::InvalidTransition));
        assert_eq!(one(&town, ids::KARI, id).await.parts.len(), 2);
    })
    .await;
}

/// S2-3-c: when she wants to be asked first, she is told who is responsible, and sends it on
/// herself.
#[tokio::test]
async fn s2_3_c_she_who_wants_to_be_asked_sends_it_on_herself() {
    in_town(async |town| {
        outsourced(&town, day(2027, 2, 1), Some(day(2027, 12, 31))).await;
        town.at(day(2027, 2, 5), 9, 0);
        let written = helsebro_domain::controllership::Validity::days(day(2027, 2, 1), None);
        let wrong = NewRights {
            to_municipality: true,
            may_send_on: false,
            written,
            ..new(&town, Kind::RectifyRecord)
        };
        let id = sends(&town, ids::KARI, &wrong).await;
        let part = one(&town, ids::KARI, id).await.parts[0].id;
        let hilde = desk(&town.acts, ids::HILDE).await;
        let refused = rights::hand_over(&town.acts, &hilde, part).await;
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        rights::guide(&town.acts, &hilde, part).await.unwrap();
        assert_eq!(one(&town, ids::KARI, id).await.parts[0].part.state, State::Guided);
        let anne = town.citizen(ids::ANNE);
        let hers = rights::send_on(&town.acts, &anne, (id, part)).await;
        assert_eq!(code(hers), Some(ReasonCode::NotAvailable));
        rights::send_on(&town.acts, &town.citizen(ids::KARI), (id, part)).await.unwrap();
        let shown = one(&town, ids::KARI, id).await;
        assert_eq!(shown.parts.len(), 2);
        assert_eq!(shown.happened[0].what, What::SentOn);
    })
    .await;
}

/// How many warnings are to be given.
async fn warnings(town: &Town) -> i64 {
    let waiting = "SELECT COUNT(*) FROM jobs WHERE kind = 'WarnOfRights'";
    let scope = Scope::System(SystemReason::Rights);
    let counted = async |mut tx: Tx| tx.one(waiting, values![]).await;
    let (count,): (i64,) = town.base.db.read(scope, "test.jobs", counted).await.unwrap();
    count
}

/// S2-3-c, § 5.4 no. 1, L-FVL-11: what went to the wrong one is a task the next working day, in
/// the list and by a warning, until she is told or it is sent on.
#[tokio::test]
async fn s2_3_c_what_went_to_the_wrong_one_is_a_task_the_next_working_day() {
    in_town(async |town| {
        outsourced(&town, day(2027, 2, 1), Some(day(2027, 12, 31))).await;
        town.at(day(2027, 2, 5), 9, 0);
        let written = helsebro_domain::controllership::Validity::days(day(2027, 2, 1), None);
        let wrong = NewRights { to_municipality: true, written, ..new(&town, Kind::RectifyRecord) };
        let id = sends(&town, ids::KARI, &wrong).await;
        let part = one(&town, ids::KARI, id).await.parts[0].id;
        let hilde = desk(&town.acts, ids::HILDE).await;
        let first = || async { rights::list(&town.acts, &hilde).await.unwrap().open.remove(0) };
        let monday = day(2027, 2, 8);
        let row = first().await;
        assert_eq!((row.due_on, row.timing), (Some(monday), Some(Timing::Soon)));
        let payload = RightsPayload { part, due_on: monday };
        assert_eq!(warnings(&town).await, 1);
        let early = rights::warn(&town.acts, payload).await.unwrap();
        assert_eq!(early, rights::Warned::NotNeeded);
        town.at(monday, 8, 0);
        assert_eq!(rights::warn(&town.acts, payload).await.unwrap(), rights::Warned::Done);
        town.at(day(2027, 2, 9), 8, 0);
        assert_eq!(first().await.timing, Some(Timing::Late));
        rights::guide(&town.acts, &hilde, part).await.unwrap();
        let late = rights::warn(&town.acts, payload).await.unwrap();
        assert_eq!(late, rights::Warned::NotNeeded);
    })
    .await;
}

/// L-GDPR-17,
/// RRX-3, RRX-4, L-GDPR-12, L-GDPR-15: more time within the month and with a reason; a no
/// with its reference and its note; the answer is hers alone.
#[tokio::test]
async fn rrx_3_and_4_more_time_and_a_refusal_have_what_the_law_wants() {
    in_town(async |town| {
        let id = sends(&town, ids::KARI, &new(&town, Kind::EraseEntry)).await;
        let part = one(&town, ids::KARI, id).await.parts[0].id;
        let hilde = desk(&town.acts, ids::HILDE).await;
        let acts = &town.acts;
        let short = rights::extend(acts, &hilde, part, "For mye").await;
        assert_eq!(code(short), Some(ReasonCode::ReasonTooShort));
        let without = rights::answer_part(acts, &hilde, part, &no("", "J-1")).await;
        assert_eq!(code(without), Some(ReasonCode::RefusalReferenceRequired));
        let unwritten = rights::answer_part(acts, &hilde, part, &no("hpl. § 43", "")).await;
        assert_eq!(code(unwritten), Some(ReasonCode::JournalNoteRequired));
        town.at(day(2027, 3, 3), 9, 0);
        let reason = "Journalen er lang og må leses av to.";
        let late = rights::extend(acts, &hilde, part, reason).await;
        assert_eq!(code(late), Some(ReasonCode::ExtensionTooLate));
        town.at(day(2027, 3, 2), 9, 0);
        rights::extend(acts, &hilde, part, reason).await.unwrap();
        let shown = one(&town, ids::KARI, id).await;
        assert_eq!(shown.parts[0].reason.as_deref(), Some(reason));
        assert_eq!(shown.parts[0].part.clock.unwrap().due_on(), day(2027, 5, 2));
        rights::answer_part(acts, &hilde, part, &no("hpl. § 43", "J-1")).await.unwrap();
        let kari = town.citizen(ids::KARI);
        let (_, read) = rights::answer(acts, &kari, (id, part)).await.unwrap();
        assert_eq!(read.legal_reference.as_deref(), Some("hpl. § 43"));
        assert_eq!(town.lines(1).await[0].event.as_str(), "RIGHTS_ANSWER_READ");
        for stranger in [ids::ANNE, ids::OLA] {
            let stranger = town.citizen(stranger);
            let theirs = rights::answer(acts, &stranger, (id, part)).await;
            assert_eq!(code(theirs.map(|_| ())), Some(ReasonCode::NotAvailable));
        }
    })
    .await;
}

/// L-GDPR-15,
/// RR-01: what she and the unit have written to each other goes along with the answer, and
/// nobody else's.
#[tokio::test]
async fn rr_01_what_is_kept_here_goes_along_with_the_answer() {
    in_town(async |town| {
        town.kari_writes().await;
        let at_home = NewRights { unit: Some(ids::HOME_NURSING), ..new(&town, Kind::AccessRecord) };
        let id = sends(&town, ids::KARI, &at_home).await;
        let olas = sends(
            &town,
            ids::OLA,
            &NewRights { id: RightsRequestId::from_uuid(town.new_uuid()), ..at_home.clone() },
        )
        .await;
        let hilde = desk(&town.acts, ids::HILDE).await;
        for (person, request, count) in [(ids::KARI, id, 1), (ids::OLA, olas, 0)] {
            let part = one(&town, person, request).await.parts[0].id;
            rights::answer_part(&town.acts, &hilde, part, &yes()).await.unwrap();
            let shown = one(&town, person, request).await;
            assert_eq!(shown.parts[0].entries.len(), count, "{person}");
        }
    })
    .await;
}

/// RRX-6, RR-07: what she opposes holds from the same instant, until she takes it back; it
/// cannot be refused.
#[tokio::test]
async fn rrx_6_what_is_opposed_is_in_the_way_at_once() {
    in_town(async |town| {
        let target = Some(Target::Enterprise(Party::Operator));
        let opposes = NewRights { target, ..new(&town, Kind::OpposeDisclosure) };
        let id = sends(&town, ids::KARI, &opposes).await;
        let solvik = Party::Municipality(ids::SOLVIK);
        let record = Record::unit(ids::SOLVIK, CareArea::NursingHome, ids::NURSING_HOME);
        let covers = async || {
            let scope = Scope::System(SystemReason::Rights);
            let rows = town
                .base
                .db
                .read(scope, "test.oppositions", async |mut tx| {
                    stored::oppositions_of(&mut tx, ids::KARI).await
                })
                .await
                .unwrap();
            let all: Vec<Opposition> = rows.into_iter().map(|row| row.opposition).collect();
            Opposition::all_cover(&all, record, solvik, town.now())
        };
        assert_eq!(covers().await, Covering::Yes);
        let hilde = desk(&town.acts, ids::HILDE).await;
        let part = one(&town, ids::KARI, id).await.parts[0].id;
        let refused = rights::answer_part(&town.acts, &hilde, part, &no("hpl. § 29", "")).await;
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        let stranger = rights::lift(&town.acts, &town.citizen(ids::ANNE), id).await;
        assert_eq!(code(stranger), Some(ReasonCode::NotAvailable));
        rights::lift(&town.acts, &town.citizen(ids::KARI), id).await.unwrap();
        assert_eq!(covers().await, Covering::No);
    })
    .await;
}

/// RRX-5, L-PBRL-3-4: Lise asks for Jonas (14) and gets the same whatever was left out; who
/// has no parental responsibility is answered as if there were no Jonas.
#[tokio::test]
async fn rrx_5_a_parent_of_a_youth_is_told_nothing_by_the_answer() {
    in_town(async |town| {
        let for_jonas = NewRights { youth: Some(ids::JONAS), ..new(&town, Kind::AccessRecord) };
        let lise = town.citizen(ids::LISE);
        let id = rights::send(&town.acts, &lise, &for_jonas).await.unwrap();
        let shown = rights::one(&town.acts, &lise, id).await.unwrap();
        assert_eq!(shown.answer_as, AnswerAs::ToParentOfYouth);
        let part = shown.parts[0].id;
        let hilde = desk(&town.acts, ids::HILDE).await;
        let unassessed = rights::answer_part(&town.acts, &hilde, part, &yes()).await;
        assert_eq!(code(unassessed), Some(ReasonCode::AssessmentMissing));
        let given = Given { journal_note: "J-14".to_owned(), ..yes() };
        rights::answer_part(&town.acts, &hilde, part, &given).await.unwrap();
        let read = rights::answer(&town.acts, &lise, (id, part)).await.unwrap().1;
        assert!(read.entries.is_empty());
        let nobody = NewRights {
            id: RightsRequestId::from_uuid(town.new_uuid()),
            youth: Some(PersonId::from_uuid(town.new_uuid())),
            ..for_jonas.clone()
        };
        for (who, asked) in [(ids::ANNE, &for_jonas), (ids::ANNE, &nobody), (ids::LISE, &nobody)] {
            let refused = rights::send(&town.acts, &town.citizen(who), asked).await;
            assert_eq!(code(refused), Some(ReasonCode::NotAvailable));
        }
        // Jonas's own list does not hold what his mother asked.
        let own = rights::mine(&town.acts, &town.citizen(ids::JONAS)).await.unwrap();
        assert!(own.is_empty());
    })
    .await;
}

/// L-GDPR-12,
/// § 9: sent twice it is one; those who answer are warned once it is near, and not when it
/// is answered.
#[tokio::test]
async fn a_request_sent_twice_is_one_and_its_day_is_watched() {
    in_town(async |town| {
        let asked = new(&town, Kind::AccessRecord);
        let id = sends(&town, ids::KARI, &asked).await;
        assert_eq!(sends(&town, ids::KARI, &asked).await, id);
        let shown = one(&town, ids::KARI, id).await;
        assert_eq!(shown.parts.len(), 1);
        let part = shown.parts[0].id;
        let payload = RightsPayload { part, due_on: day(2027, 3, 2) };
        let early = rights::warn(&town.acts, payload).await.unwrap();
        assert_eq!(early, rights::Warned::NotNeeded);
        town.at(day(2027, 2, 23), 8, 0);
        assert_eq!(rights::warn(&town.acts, payload).await.unwrap(), rights::Warned::Done);
        rights::withdraw(&town.acts, &town.citizen(ids::KARI), id).await.unwrap();
        let late = rights::warn(&town.acts, payload).await.unwrap();
        assert_eq!(late, rights::Warned::NotNeeded);
    })
    .await;
}
