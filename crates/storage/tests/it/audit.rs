//! Audit lines: written with the fact, found by person and by thing.

use helsebro_domain::audit::{Actor, AuditLine, Decision, Event, Object, Why};
use helsebro_domain::ids::{AuditId, MunicipalityId, PersonId, StaffId, UnitId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::audit::{self, Doings, Finding, From, Month, StoredLine};
use helsebro_storage::{Scope, values};
use std::time::Duration;
use uuid::Uuid;

use crate::harness::{SYSTEM, Town, both};

fn kari() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(1))
}

fn solvik() -> MunicipalityId {
    MunicipalityId::from_uuid(Uuid::from_u128(10))
}

fn granli() -> MunicipalityId {
    MunicipalityId::from_uuid(Uuid::from_u128(11))
}

fn line(town: &Town, event: Event, org: MunicipalityId) -> AuditLine {
    let actor = Actor::Staff(StaffId::from_uuid(Uuid::from_u128(20)));
    let mut line =
        AuditLine::accepted(AuditId::new(town.now(), &*town.dice), town.now(), event, actor);
    line.org = Some(org);
    line.subject = Some(kari());
    line.object = Object::Thread(Uuid::from_u128(30));
    line
}

async fn append(town: &Town, scope: Scope, line: &AuditLine) {
    town.db
        .write(scope, "test.append", async |mut tx| audit::append(&mut tx, line).await)
        .await
        .unwrap();
    town.clock.move_on(Duration::from_secs(1));
}

/// Catalogue § 1.4: everything the line says comes back as it was written.
#[tokio::test]
async fn a_line_comes_back_as_it_was_written() {
    both(async |town| {
        let refusal = Refusal::neutral(ReasonCode::StaffNotAuthorised, &["S1-2.1-b", "L-EFV-6"]);
        let mut written = line(&town, Event::ThreadForwarded, solvik()).refused(refusal);
        written.on_behalf_of = Some(PersonId::from_uuid(Uuid::from_u128(2)));
        written.inputs_hash = Some([7; 32]);
        written.basis = Some(Uuid::from_u128(40));
        written.unit = Some(UnitId::from_uuid(Uuid::from_u128(50)));
        written.why = Some(Why::Service);
        append(&town, Scope::Municipality(solvik()), &written).await;
        let read = town
            .db
            .read(SYSTEM, "test.latest", async |mut tx| audit::latest_lines(&mut tx, 10).await)
            .await
            .unwrap();
        let expected = StoredLine {
            id: written.id,
            at: written.at,
            event: Event::ThreadForwarded,
            actor: written.actor,
            on_behalf_of: written.on_behalf_of,
            org: Some(solvik()),
            subject: Some(kari()),
            object: Object::Thread(Uuid::from_u128(30)),
            decision: Decision::Refused(ReasonCode::StaffNotAuthorised),
            rules: "S1-2.1-b L-EFV-6".to_owned(),
            inputs_hash: Some([7; 32]),
            basis: Some(Uuid::from_u128(40)),
            unit: Some(UnitId::from_uuid(Uuid::from_u128(50))),
            why: Some(Why::Service),
        };
        assert_eq!(read, [expected]);
    })
    .await;
}

#[tokio::test]
async fn every_event_actor_and_thing_can_be_stored() {
    let id = Uuid::from_u128(9);
    let actors = [
        Actor::Citizen(PersonId::from_uuid(id)),
        Actor::Staff(StaffId::from_uuid(id)),
        Actor::Epj(MunicipalityId::from_uuid(id)),
        Actor::System,
        Actor::Nobody,
    ];
    let objects = [
        Object::Thread(id),
        Object::Unit(id),
        Object::Contact(id),
        Object::Draft(id),
        Object::Session(id),
        Object::Envelope(id),
        Object::None,
    ];
    both(async |town| {
        let mut written = Vec::new();
        for (number, event) in Event::ALL.iter().enumerate() {
            let mut line = line(&town, *event, solvik());
            line.actor = actors[number % actors.len()];
            line.object = objects[number % objects.len()];
            append(&town, SYSTEM, &line).await;
            written.push((line.event, line.actor, line.object));
        }
        let read = town
            .db
            .read(SYSTEM, "test.latest", async |mut tx| audit::latest_lines(&mut tx, 200).await)
            .await
            .unwrap();
        let read: Vec<_> =
            read.iter().rev().map(|line| (line.event, line.actor, line.object)).collect();
        assert_eq!(read, written);
    })
    .await;
}

/// The citizen sees every municipality's lines about her, a municipality its own,
/// whether they are sealed, wait for it, or both.
#[tokio::test]
async fn lines_are_found_by_person_newest_first_and_no_neighbour_surfaces() {
    both(async |town| {
        let mut ids = Vec::new();
        for (event, org) in [
            (Event::MessageSent, solvik()),
            (Event::ThreadRead, granli()),
            (Event::ThreadAnswered, solvik()),
        ] {
            let line = line(&town, event, org);
            append(&town, Scope::Municipality(org), &line).await;
            ids.push(line.id);
            if ids.len() == 1 {
                audit::seal(&town.db).await.unwrap();
            }
        }
        let mut about_anne = line(&town, Event::MessageSent, solvik());
        about_anne.subject = Some(PersonId::from_uuid(Uuid::from_u128(3)));
        about_anne.object = Object::Thread(Uuid::from_u128(31));
        append(&town, Scope::Municipality(solvik()), &about_anne).await;

        let own = async |from, limit| {
            let lines = town
                .db
                .read(Scope::Citizen(kari()), "test.own", async |mut tx| {
                    audit::own_lines(&mut tx, (Doings::Others, None), from, limit).await
                })
                .await
                .unwrap();
            lines.iter().map(|line| line.id).collect::<Vec<_>>()
        };
        for _ in 0..2 {
            assert_eq!(own(From::Newest, 10).await, [ids[2], ids[1], ids[0]]);
            assert_eq!(own(From::Newest, 2).await, [ids[2], ids[1]]);
            assert_eq!(own(From::Before(ids[1]), 2).await, [ids[0]]);

            for (org, expected) in [(solvik(), vec![ids[2], ids[0]]), (granli(), vec![ids[1]])] {
                let about = town
                    .db
                    .read(Scope::Municipality(org), "test.org", async |mut tx| {
                        audit::lines_about(&mut tx, kari(), From::Newest, 10).await
                    })
                    .await
                    .unwrap();
                let found: Vec<_> = about.iter().map(|line| line.id).collect();
                assert_eq!(found, expected);
            }
            audit::seal(&town.db).await.unwrap();
        }
    })
    .await;
}

/// L-PJL-22a: nobody can take a sealed line out of a citizen's list without its being seen.
#[tokio::test]
async fn l_pjl_22a_a_sealed_line_that_she_would_not_find_is_named() {
    const HIDE: &str = "DELETE FROM audit_subjects WHERE id = $1";
    both(async |town| {
        let line = line(&town, Event::ThreadRead, solvik());
        append(&town, SYSTEM, &line).await;
        audit::seal(&town.db).await.unwrap();
        assert!(audit::verify(&town.db, None).await.unwrap().is_well());
        let hide = town
            .db
            .write(SYSTEM, "test.hide", async |mut tx| tx.ensure_one(HIDE, values![line.id]).await);
        hide.await.unwrap();
        let found = audit::verify(&town.db, None).await.unwrap().findings;
        assert!(matches!(found[..], [Finding::NotEntered(at)] if at.id == line.id.uuid()));
    })
    .await;
}

#[tokio::test]
async fn the_newest_lines_come_first_also_over_the_turn_of_a_month() {
    both(async |town| {
        let february = line(&town, Event::MessageSent, solvik());
        append(&town, SYSTEM, &february).await;
        town.clock.move_on(Duration::from_secs(40 * 24 * 3600));
        let march = line(&town, Event::ThreadRead, solvik());
        append(&town, SYSTEM, &march).await;
        let read = town
            .db
            .read(SYSTEM, "test.latest", async |mut tx| audit::latest_lines(&mut tx, 10).await)
            .await
            .unwrap();
        let read: Vec<(AuditId, Instant)> = read.iter().map(|line| (line.id, line.at)).collect();
        assert_eq!(read, [(march.id, march.at), (february.id, february.at)]);
    })
    .await;
}

/// L-PJL-22a: her own doings stand apart, a month can be looked at alone, and one line
/// is found by its id and by nobody else.
#[tokio::test]
async fn l_pjl_22a_lines_are_found_by_whose_they_are_and_by_month() {
    both(async |town| {
        let staff = line(&town, Event::ThreadRead, solvik());
        append(&town, SYSTEM, &staff).await;
        let mut own = line(&town, Event::MessageSent, solvik());
        own.actor = Actor::Citizen(kari());
        append(&town, SYSTEM, &own).await;
        let february = Month::of(town.now().in_oslo().date);
        town.clock.move_on(Duration::from_secs(40 * 24 * 3600));
        let later = line(&town, Event::ThreadRead, solvik());
        append(&town, SYSTEM, &later).await;
        audit::seal(&town.db).await.unwrap();
        let march = Month::of(town.now().in_oslo().date);
        for (doings, month, expected) in [
            (Doings::Others, None, vec![later.id, staff.id]),
            (Doings::Others, Some(february), vec![staff.id]),
            (Doings::Others, Some(march), vec![later.id]),
            (Doings::Own, None, vec![own.id]),
            (Doings::Own, Some(march), vec![]),
        ] {
            let found = town
                .db
                .read(Scope::Citizen(kari()), "test.own", async |mut tx| {
                    audit::own_lines(&mut tx, (doings, month), From::Newest, 10).await
                })
                .await
                .unwrap();
            let found: Vec<_> = found.iter().map(|line| line.id).collect();
            assert_eq!(found, expected, "{doings:?} {month:?}");
        }
        let stranger = PersonId::from_uuid(Uuid::from_u128(3));
        for (person, is_found) in [(kari(), true), (stranger, false)] {
            let one = town.db.read(Scope::Citizen(person), "test.one", async |mut tx| {
                audit::own_line(&mut tx, staff.id).await
            });
            assert_eq!(one.await.unwrap().is_some(), is_found);
        }
    })
    .await;
}

/// The room has no statement that changes a line, and two that remove one: it goes with the
/// record it tells of, and with it that it is entered (L-PJL-25).
#[test]
fn lines_are_only_ever_added_and_go_only_with_a_record() {
    const GO: [&str; 2] = [
        "DELETE FROM audit_lines WHERE month = $1 AND id = $2",
        "DELETE FROM audit_subjects WHERE subject = $1 AND id = $2",
    ];
    let mut gone = 0;
    for (module, sql) in helsebro_storage::statements::all() {
        let adds = sql.starts_with("SELECT") || sql.starts_with("INSERT");
        let touches =
            ["audit_lines", "audit_subjects", "audit_gone"].iter().any(|table| sql.contains(table));
        let goes = GO.contains(&sql);
        gone += u32::from(goes);
        assert!(adds || goes || !touches, "{module}: {sql}");
    }
    assert_eq!(gone, 2);
}
