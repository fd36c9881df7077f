//! Each row of the table of requests (§ 9), on both databases: who gets it, who does not see
//! it, and what follows when it is granted.

use helsebro_actions::breaches::{self, Keeper};
use helsebro_actions::dialog::desk::{take, thread};
use helsebro_actions::disclosure::{asking, deciding, reading};
use helsebro_actions::rights::{self, Given, Kept, NewRights, RequestShown, What};
use helsebro_actions::{ActError, Acts};
use helsebro_domain::audit::Event;
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{PersonId, RightsPartId, RightsRequestId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{CitizenAccess, acting_for as acts_for};
use helsebro_domain::rights::{Kind, Outcome, RightsDesk, TOLD_BEFORE_USE, Target, Wish};
use helsebro_domain::time::Date;
use helsebro_storage::{Scope, StorageError, SystemReason, representation};
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::outsourced;
use crate::disclosure::{at_solbakken, mona, wound_notes, written};
use crate::rights::new;

fn day(month: i8, day: i8) -> Date {
    Date::new(2027, month, day).unwrap()
}

fn yes(note: &str) -> Given {
    Given {
        outcome: Outcome::Granted,
        words: "Vi har gjort det du ba om.".to_owned(),
        legal_reference: String::new(),
        journal_note: note.to_owned(),
    }
}

fn code<T>(found: Result<T, ActError>) -> Option<ReasonCode> {
    match found.err() {
        Some(ActError::Refused(refusal)) => Some(refusal.code()),
        Some(ActError::NotFound) => Some(ReasonCode::NotAvailable),
        _ => None,
    }
}

fn asked(town: &Town, kind: Kind, wish: Wish) -> NewRights {
    let target = (kind == Kind::OpposeDisclosure).then_some(Target::Everybody);
    let unit = (kind != Kind::AccessPlatform).then_some(ids::NURSING_HOME);
    let transfer_to = (wish == Wish::GoToNamed).then_some(Party::Municipality(ids::GRANLI));
    NewRights { wish, target, unit, transfer_to, ..new(town, kind) }
}

async fn sends(town: &Town, new: &NewRights) -> RequestShown {
    let kari = town.citizen(ids::KARI);
    let id = rights::send(&town.acts, &kari, new).await.unwrap();
    rights::one(&town.acts, &kari, id).await.unwrap()
}

async fn again(town: &Town, id: RightsRequestId) -> RequestShown {
    rights::one(&town.acts, &town.citizen(ids::KARI), id).await.unwrap()
}

async fn at_operator(town: &Town) -> RightsDesk {
    RightsDesk::at_operator(&town.nina().await)
}

async fn grants(acts: &Acts, desk: &RightsDesk, part: RightsPartId) {
    rights::answer_part(acts, desk, part, &yes("J-7")).await.unwrap();
}

/// RR-01 to RR-12: the whole table. Each kind goes to whoever the resolver names that day:
/// the record to Fjordro, the case file to Solvik, what the platform holds to the operator.
/// Whoever answers for another sees nothing of it, nor does another citizen.
#[tokio::test]
async fn rr_01_to_rr_12_each_row_reaches_its_controller_and_nobody_else() {
    in_town(async |town| {
        outsourced(&town, day(1, 1), Some(day(12, 31))).await;
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let mona = rights::access(&town.acts, ids::MONA).await.unwrap();
        let nina = at_operator(&town).await;
        for kind in Kind::ALL {
            for wish in kind.wishes().iter().copied() {
                // What was written since Fjordro began; the rest is Solvik's.
                let written = helsebro_domain::controllership::Validity::days(day(1, 1), None);
                let new = NewRights { written, ..asked(&town, kind, wish) };
                if kind == Kind::WhoIsResponsible {
                    let sent = rights::send(&town.acts, &town.citizen(ids::KARI), &new).await;
                    assert_eq!(code(sent), Some(ReasonCode::InvalidTransition));
                    continue;
                }
                let shown = sends(&town, &new).await;
                let right = match kind {
                    Kind::AccessPlatform => &nina,
                    Kind::CaseFile => &hilde,
                    _ => &mona,
                };
                assert_eq!(shown.parts.len(), 1, "{kind:?} {wish:?}");
                let part = shown.parts[0].id;
                for desk in [&hilde, &mona, &nina] {
                    let read = rights::read(&town.acts, desk, part).await;
                    let took = rights::take(&town.acts, desk, part).await;
                    let used = rights::use_again(&town.acts, desk, part).await;
                    if core::ptr::eq(desk, right) {
                        assert!(read.is_ok() && took.is_ok(), "{kind:?}");
                        assert_eq!(code(used), Some(ReasonCode::InvalidTransition));
                    } else {
                        for refused in [code(read), code(took), code(used)] {
                            assert_eq!(refused, Some(ReasonCode::NotAvailable), "{kind:?}");
                        }
                    }
                }
                for stranger in [ids::ANNE, ids::OLA] {
                    let stranger = town.citizen(stranger);
                    let id = shown.id;
                    let seen = rights::one(&town.acts, &stranger, id).await.map(drop);
                    let lifted = rights::lift(&town.acts, &stranger, id).await;
                    let back = rights::withdraw(&town.acts, &stranger, id).await;
                    for refused in [seen, lifted, back] {
                        assert_eq!(code(refused), Some(ReasonCode::NotAvailable), "{kind:?}");
                    }
                }
                let clock = shown.parts[0].part.clock.unwrap();
                let due = if kind == Kind::OpposeDisclosure { day(2, 3) } else { day(3, 2) };
                assert_eq!(clock.due_on(), due, "{kind:?}");
            }
        }
    })
    .await;
}

/// RR-02, S1-3.1-b: what the platform holds is the operator's to give: the copy that her
/// inbox has and what she has done here herself, in the time that she has chosen.
#[tokio::test]
async fn rr_02_what_the_platform_holds_is_given_out_for_the_time_she_chose() {
    in_town(async |town| {
        town.kari_writes().await;
        let nina = at_operator(&town).await;
        let today = town.now().in_oslo().date;
        let tomorrow = today.tomorrow().unwrap();
        for (first, has_message) in [(today, true), (tomorrow, false)] {
            let written = helsebro_domain::controllership::Validity::days(first, None);
            let new = NewRights { written, ..asked(&town, Kind::AccessPlatform, Wish::Plain) };
            let shown = sends(&town, &new).await;
            assert_eq!(shown.parts[0].part.holders, [Party::Operator]);
            let part = shown.parts[0].id;
            grants(&town.acts, &nina, part).await;
            let entries = again(&town, shown.id).await.parts[0].entries.clone();
            let messages = entries.iter().filter(|one| one.event.is_none()).count();
            assert_eq!(messages > 0, has_message, "{first}");
            let asked = entries.iter().any(|one| one.event == Some(Event::RightsAsked));
            assert_eq!(asked, has_message, "{first}");
        }
    })
    .await;
}

/// RR-03, RR-04, RR-05, L-GDPR-16 (art. 19): whoever was given the data before is told that they were put
/// right at once, that they were erased or stood on the wrong person when that is carried out, and
/// with a no nobody is told.
#[tokio::test(flavor = "multi_thread")]
async fn rr_03_to_rr_05_those_who_got_the_data_before_are_told() {
    in_town(|town| async move {
        outsourced(&town, day(1, 1), None).await;
        let per = town.per().await;
        let id = asking::ask(&town.acts, &per, &wound_notes(&town)).await.unwrap();
        deciding::release(&town.acts, &mona(&town).await, id, &written()).await.unwrap();
        let desk = rights::access(&town.acts, ids::MONA).await.unwrap();
        let no = Given {
            outcome: Outcome::Refused,
            words: "Opplysningen er riktig slik den står.".to_owned(),
            legal_reference: "hpl. § 42".to_owned(),
            journal_note: "J-1".to_owned(),
        };
        let mut told = Vec::new();
        for (kind, given) in [
            (Kind::RectifyRecord, no),
            (Kind::RectifyRecord, yes("")),
            (Kind::EraseEntry, yes("")),
            (Kind::WrongPerson, yes("")),
        ] {
            let written = helsebro_domain::controllership::Validity::days(day(1, 1), None);
            let shown =
                sends(&town, &NewRights { written, ..asked(&town, kind, Wish::Plain) }).await;
            let part = shown.parts[0].id;
            rights::answer_part(&town.acts, &desk, part, &given).await.unwrap();
            let is_yes = given.outcome == Outcome::Granted;
            if is_yes && kind.deletes(Wish::Plain) {
                let read = reading::one(&town.acts, &per, id).await.unwrap();
                assert_eq!(read.changed.len(), told.len());
                rights::erase(&town.acts, &desk, part).await.unwrap();
            }
            told.extend(is_yes.then_some(kind));
            let happened = again(&town, shown.id).await.happened;
            assert_eq!(happened.iter().any(|one| one.what == What::RecipientsTold), is_yes);
            let read = reading::one(&town.acts, &per, id).await.unwrap();
            let kinds: Vec<Kind> = read.changed.iter().map(|(kind, _)| *kind).collect();
            assert_eq!(kinds.len(), told.len());
            assert!(told.iter().all(|kind| kinds.contains(kind)));
        }
    })
    .await;
}

/// RR-05, L-HPL-44, L-GDPR-33: what stood on the wrong person is entered as a possible breach
/// in the register of whoever answered, in the same transaction, and its 72 hours run.
#[tokio::test]
async fn rr_05_what_stood_on_the_wrong_person_is_assessed_as_a_breach() {
    in_town(async |town| {
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let shown = sends(&town, &asked(&town, Kind::WrongPerson, Wish::Plain)).await;
        grants(&town.acts, &hilde, shown.parts[0].id).await;
        let access = town.console(ids::HILDE, ids::SOLVIK).await;
        let found = breaches::list(&town.acts, Keeper::Home(&access)).await.unwrap();
        assert_eq!(found.len(), 1);
        let id = found[0].breach.id;
        let one = breaches::one(&town.acts, Keeper::Home(&access), id).await.unwrap();
        assert!(one.nature.starts_with(&shown.reference), "{}", one.nature);
        let hours = (one.breach.due_at.micros() - town.now().micros()) / 3_600_000_000;
        assert_eq!(hours, 72);
        let ragna = town.console(ids::RAGNA, ids::GRANLI).await;
        let theirs = breaches::list(&town.acts, Keeper::Home(&ragna)).await.unwrap();
        assert!(theirs.is_empty());
    })
    .await;
}

/// RR-06: the case file is the municipality's though Fjordro runs the service, and a no to
/// erasure needs its reference, but no note in the journal.
#[tokio::test]
async fn rr_06_a_case_file_is_the_municipalitys_and_a_no_has_its_reference() {
    in_town(async |town| {
        outsourced(&town, day(1, 1), None).await;
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let shown = sends(&town, &asked(&town, Kind::CaseFile, Wish::Erase)).await;
        let part = shown.parts[0].id;
        assert_eq!(shown.parts[0].part.holders, [Party::Municipality(ids::SOLVIK)]);
        let no = |legal: &str| Given {
            outcome: Outcome::Refused,
            words: "Saken må tas vare på etter arkivlova.".to_owned(),
            legal_reference: legal.to_owned(),
            journal_note: String::new(),
        };
        let without = rights::answer_part(&town.acts, &hilde, part, &no("")).await;
        assert_eq!(code(without), Some(ReasonCode::RefusalReferenceRequired));
        let reference = "Personvernforordningen artikkel 17 nr. 3 bokstav b og d";
        rights::answer_part(&town.acts, &hilde, part, &no(reference)).await.unwrap();
        let read = again(&town, shown.id).await;
        assert_eq!(read.parts[0].legal_reference.as_deref(), Some(reference));
    })
    .await;
}

/// RR-08, S2-3-e: she names who gets the record; without a name it is not sent. Both she and
/// whoever holds it read the name.
#[tokio::test]
async fn rr_08_she_names_who_gets_the_record() {
    in_town(async |town| {
        let named = asked(&town, Kind::Transfer, Wish::GoToNamed);
        let nobody = NewRights { transfer_to: None, ..named.clone() };
        let refused = rights::send(&town.acts, &town.citizen(ids::KARI), &nobody).await;
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        let shown = sends(&town, &named).await;
        let granli = Some(Party::Municipality(ids::GRANLI));
        assert_eq!(shown.transfer_to, granli);
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let (read, ..) = rights::read(&town.acts, &hilde, shown.parts[0].id).await.unwrap();
        assert_eq!(read.transfer_to, granli);
        let all = rights::receivers(&town.acts).await.unwrap();
        assert!(all.iter().any(|(party, name)| Some(*party) == granli && name.contains("Granli")));
        // Taken back, it is as if she had said nothing.
        rights::withdraw(&town.acts, &town.citizen(ids::KARI), shown.id).await.unwrap();
        assert_eq!(again(&town, shown.id).await.transfer_to, None);
        let (read, ..) = rights::read(&town.acts, &hilde, shown.parts[0].id).await.unwrap();
        assert_eq!(read.transfer_to, None);
    })
    .await;
}

/// RR-07: who gets no service anywhere says which record is not to be shared; nobody is asked for
/// her by chance.
#[tokio::test]
async fn rr_07_who_gets_no_service_says_which_record_she_means() {
    in_town(async |town| {
        let anne = town.citizen(ids::ANNE);
        let named = asked(&town, Kind::OpposeDisclosure, Wish::Plain);
        let all = NewRights { unit: None, ..named.clone() };
        let refused = rights::send(&town.acts, &anne, &all).await;
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        let previewed = rights::preview(&town.acts, &anne, &all).await.map(drop);
        assert_eq!(code(previewed), Some(ReasonCode::InvalidTransition));
        rights::send(&town.acts, &anne, &named).await.unwrap();
        let karis = NewRights { unit: None, ..asked(&town, Kind::OpposeDisclosure, Wish::Plain) };
        assert!(!sends(&town, &karis).await.parts.is_empty());
    })
    .await;
}

/// RR-09, L-PJL-22a: who at the service has seen or done what, by name and unit, is given out
/// to herself; another's is not in it, and whoever asks for her is not told.
#[tokio::test]
async fn rr_09_who_has_had_access_is_given_out_to_herself() {
    in_town(async |town| {
        let id = town.kari_writes().await.thread;
        let per = town.per().await;
        thread::open(&town.acts, &per, id).await.unwrap();
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let of =
            |kind| NewRights { unit: Some(ids::HOME_NURSING), ..asked(&town, kind, Wish::Plain) };
        let shown = sends(&town, &of(Kind::WhoHasAccessed)).await;
        grants(&town.acts, &hilde, shown.parts[0].id).await;
        let entries = again(&town, shown.id).await.parts[0].entries.clone();
        let read = entries.iter().find(|one| one.event == Some(Event::ThreadRead)).unwrap();
        assert!(read.words.contains("Per Haug"), "{}", read.words);
        let elsewhere = asked(&town, Kind::WhoHasAccessed, Wish::Plain);
        let shown = sends(&town, &elsewhere).await;
        grants(&town.acts, &hilde, shown.parts[0].id).await;
        let entries = again(&town, shown.id).await.parts[0].entries.clone();
        assert!(entries.iter().all(|one| one.event != Some(Event::ThreadRead)));
    })
    .await;
}

/// RR-10, L-GDPR-18, L-GDPR-21: what is contested is read and nothing else: not answered, not
/// sent on, not given out, until she lets it be used again, or whoever decided has, and told
/// her a day before (art. 18 no. 3). What she writes later is answered. An objection is decided
/// by a person and restricts nothing.
#[tokio::test(flavor = "multi_thread")]
async fn rr_10_what_is_restricted_is_read_and_not_used() {
    in_town(|town| async move {
        let id = at_solbakken(&town, ids::KARI).await;
        let staff = mona(&town).await;
        let disclosure =
            asking::ask(&town.acts, &town.per().await, &wound_notes(&town)).await.unwrap();
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let objects = sends(&town, &asked(&town, Kind::RestrictOrObject, Wish::Object)).await;
        grants(&town.acts, &hilde, objects.parts[0].id).await;
        assert!(!thread::open(&town.acts, &staff, id).await.unwrap().is_restricted);

        let shown = sends(&town, &asked(&town, Kind::RestrictOrObject, Wish::Restrict)).await;
        let part = shown.parts[0].id;
        grants(&town.acts, &hilde, part).await;
        assert_eq!(again(&town, shown.id).await.restricted, [Kept { part, until: None }]);
        assert!(thread::open(&town.acts, &staff, id).await.unwrap().is_restricted);
        let claimed = take::claim(&town.acts, &staff, id).await.map(drop);
        let on = take::forward(&town.acts, &staff, id, ids::HOME_NURSING).await.map(drop);
        let given = deciding::release(&town.acts, &staff, disclosure, &written()).await;
        for refused in [claimed, on, given] {
            assert_eq!(code(refused), Some(ReasonCode::Restricted));
        }
        // Another's conversations at the unit are used.
        let olas = at_solbakken(&town, ids::OLA).await;
        take::claim(&town.acts, &staff, olas).await.unwrap();

        rights::use_again(&town.acts, &hilde, part).await.unwrap();
        let until = town.now().plus(TOLD_BEFORE_USE);
        let read = again(&town, shown.id).await;
        assert_eq!(read.restricted, [Kept { part, until: Some(until) }]);
        assert_eq!(read.happened[0].what, What::UsedAgain);
        let twice = rights::use_again(&town.acts, &hilde, part).await;
        assert_eq!(code(twice), Some(ReasonCode::InvalidTransition));
        town.base.clock.set(until.minus(core::time::Duration::from_secs(1)));
        let claimed = take::claim(&town.acts, &staff, id).await.map(drop);
        assert_eq!(code(claimed), Some(ReasonCode::Restricted));
        town.base.clock.set(until);
        assert!(again(&town, shown.id).await.restricted.is_empty());
        take::claim(&town.acts, &staff, id).await.unwrap();

        let shown = sends(&town, &asked(&town, Kind::RestrictOrObject, Wish::Restrict)).await;
        grants(&town.acts, &hilde, shown.parts[0].id).await;
        assert!(thread::open(&town.acts, &staff, id).await.unwrap().is_restricted);
        town.at(town.now().in_oslo().date, 15, 0);
        town.replies(ids::KARI, id, "Kan dere ringe meg?").await.unwrap();
        assert!(!thread::open(&town.acts, &staff, id).await.unwrap().is_restricted);
        // Her own word holds at once, also while what was decided waits for its day.
        rights::use_again(&town.acts, &hilde, shown.parts[0].id).await.unwrap();
        rights::lift(&town.acts, &town.citizen(ids::KARI), shown.id).await.unwrap();
        assert!(again(&town, shown.id).await.restricted.is_empty());
    })
    .await;
}

/// RR-11, L-HPL-24: the record of somebody dead is asked for in one's own name, and given
/// only where it is noted who the nearest next of kin is.
#[tokio::test]
async fn rr_11_the_record_of_the_dead_is_given_where_next_of_kin_is_assessed() {
    in_town(async |town| {
        let shown = sends(&town, &asked(&town, Kind::Deceased, Wish::Plain)).await;
        let part = shown.parts[0].id;
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        let unassessed = rights::answer_part(&town.acts, &hilde, part, &yes("")).await;
        assert_eq!(code(unassessed), Some(ReasonCode::AssessmentMissing));
        grants(&town.acts, &hilde, part).await;
        let acting = acting_for(&town, ids::EMIL).await;
        let new = asked(&town, Kind::Deceased, Wish::Plain);
        let refused = rights::send(&town.acts, &acting, &new).await;
        assert_eq!(code(refused), Some(ReasonCode::NoRepresentationBasis));
    })
    .await;
}

pub(crate) async fn acting_for(town: &Town, child: PersonId) -> CitizenAccess {
    let now = town.now();
    let read = async |mut tx| {
        let lise = representation::party(&mut tx, ids::LISE).await?.unwrap();
        let child = representation::party(&mut tx, child).await?.unwrap();
        let found = representation::found(&mut tx, lise.id, child.id).await?;
        Ok::<_, StorageError>(acts_for(&lise, &child, &found, now).unwrap())
    };
    let scope = Scope::System(SystemReason::Rights);
    town.base.db.read(scope, "test.acting", read).await.unwrap()
}
