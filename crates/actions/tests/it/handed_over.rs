//! Everything that is sealed for Solvik is handed over before its key is destroyed, and
//! whoever it is about sees that it was (L-PJL-25, L-ARK-13, § 5.6 case VII).

use helsebro_actions::joining::{self, ExportedField, HELD_KINDS};
use helsebro_domain::audit::Event;
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{PersonId, StaffId, ThreadId};
use helsebro_domain::joining::{Module, hex};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_storage::sealing::{MasterKey, Place, Vault};
use helsebro_storage::{Scope, SystemReason, Tx, Value, values};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;
use uuid::Uuid;

use crate::joining::code;
use crate::leaving::{over, solvik};

const SYSTEM: Scope = Scope::System(SystemReason::Operation);
const WRITTEN: &str = "Rips og stikkelsbær";

async fn run(town: &Town, sql: &'static str, row: &[Value<'_>]) {
    let put = async |mut tx: Tx| tx.execute(sql, row).await;
    town.base.db.write(SYSTEM, "test.put", put).await.unwrap();
}

async fn vault(town: &Town) -> Vault {
    let master = MasterKey::from_bytes([7; 32]);
    Vault::unlock(&town.base.db, Some(&master)).await.unwrap()
}

async fn sealed(vault: &Vault, table: &'static str, row: Uuid, column: &'static str) -> Vec<u8> {
    let label = (Controller::Municipality(ids::SOLVIK), Category::EpjRecord);
    vault.seal(label, Place { table, row, column }, WRITTEN.as_bytes()).await.unwrap()
}

/// One record of each kind: about Gerd, who has no conversation, but where one is needed.
async fn filled(town: &Town, (thread, staff): (ThreadId, StaffId)) {
    const STANDARD: &str = "INSERT INTO standard_replies (unit, id, municipality, text, \
         changed_at) VALUES ($1, $2, $3, $4, $5)";
    const NAMES: &str = "INSERT INTO name_displays (municipality, person, names, reason, staff, \
         at) VALUES ($1, $2, 'UNIT', $3, $4, $5)";
    const COMPETENCE: &str = "INSERT INTO competence_decisions (id, patient, named, \
         municipality, unit, decided_by, reason, valid_from, last_day, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
    const BLOCK: &str = "INSERT INTO parent_blocks (id, child, parent, thread, municipality, \
         set_by, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const OPENING: &str = "INSERT INTO parent_openings (id, child, parent, thread, \
         municipality, opened_by, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const CHANNEL: &str = "INSERT INTO channel_blocks (id, person, municipality, unit, begun_by, \
         noticed_at, at_once, reasons_citizen, reasons_unit, comment_citizen, comment_unit, \
         decision_citizen, decision_unit) \
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7, $8, $8, $9, $9)";
    const EMERGENCY: &str = "INSERT INTO emergencies (id, municipality, unit, staff, person, \
         class, reason_citizen, reason_unit, opened_at, until_at, review_by) \
         VALUES ($1, $2, $3, $4, $5, 'LIFE', $6, $6, $7, $7, $8)";
    const DISCLOSURE: &str = "INSERT INTO disclosures (id, municipality, unit, asker, \
         source_municipality, source_unit, person, purpose, consent, relation, period_from, \
         period_to, days, asked_at, words_citizen, words_unit, words_source, is_overridden, \
         state, given_citizen, given_unit, given_source) VALUES ($1, $2, $3, $4, $2, $3, $5, \
         'CARE', 0, 'NONE', $6, $6, 1, $7, $8, $8, $8, 0, 'RELEASED', $9, $9, $9)";
    const OPPOSED: &str = "INSERT INTO noted_oppositions (person, unit, municipality, staff, \
         at, reason) VALUES ($1, $2, $3, $4, $5, $6)";
    const BREACH: &str = "INSERT INTO breaches (id, municipality, aware_at, due_at, \
         registered_at, registered_by, nature, assessment, delay, kinds, measures) \
         VALUES ($1, $2, $3, $3, $3, $4, $5, $6, $7, $8, $9)";
    let vault = &vault(town).await;
    let (home, unit, now, day) =
        (ids::SOLVIK, ids::HOME_NURSING, town.acts.now(), date(2027, 2, 2));
    let gerd: PersonId = ids::GERD;
    let id = Uuid::from_u128(1 << 90);
    let words = async |table, column| sealed(vault, table, id, column).await;
    let text = words("standard_replies", "text").await;
    run(town, STANDARD, values![unit, id, home, text, now]).await;
    let reason = sealed(vault, "name_displays", gerd.uuid(), "reason").await;
    run(town, NAMES, values![home, gerd, reason, staff, now]).await;
    let reason = words("competence_decisions", "reason").await;
    run(town, COMPETENCE, values![id, gerd, ids::KARI, home, unit, staff, reason, day, now]).await;
    let reason = words("parent_blocks", "reason").await;
    run(town, BLOCK, values![id, gerd, ids::KARI, thread, home, staff, reason, now]).await;
    let reason = words("parent_openings", "reason").await;
    run(town, OPENING, values![id, gerd, ids::KARI, thread, home, staff, reason, now]).await;
    let (reasons, comment, decision) = (
        words("channel_blocks", "reasons").await,
        words("channel_blocks", "comment").await,
        words("channel_blocks", "decision").await,
    );
    run(town, CHANNEL, values![id, gerd, home, unit, staff, now, reasons, comment, decision]).await;
    let reason = words("emergencies", "reason").await;
    run(town, EMERGENCY, values![id, home, unit, staff, gerd, reason, now, day]).await;
    let (asked, given) = (words("disclosures", "words").await, words("disclosures", "given").await);
    run(town, DISCLOSURE, values![id, home, unit, staff, gerd, day, now, asked, given]).await;
    let reason = sealed(vault, "noted_oppositions", gerd.uuid(), "reason").await;
    run(town, OPPOSED, values![gerd, unit, home, staff, now, reason]).await;
    let (nature, assessment, delay) = (
        words("breaches", "nature").await,
        words("breaches", "assessment").await,
        words("breaches", "delay").await,
    );
    let (kinds, measures) = (words("breaches", "kinds").await, words("breaches", "measures").await);
    let row = values![id, home, now, staff, nature, assessment, delay, kinds, measures];
    run(town, BREACH, row).await;
}

/// L-PJL-25, L-ARK-13: every kind of record is in what is handed over, opened; Gerd, who has
/// no conversation, finds it under who has seen; and the key stays while something is held
/// that was not handed over.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_everything_sealed_for_the_unit_is_handed_over_before_its_key_goes() {
    in_town(|town| async move {
        let acts = &town.acts;
        let solvik = solvik(&town).await;
        filled(&town, (solvik.thread, solvik.cast.eli.staff())).await;
        let solvik = over(&town, solvik).await;
        let (cast, hilde) = (&solvik.cast, &solvik.hilde);
        town.at(date(2027, 3, 16), 9, 0);
        let export = joining::export(acts, &cast.eli, 1).await.unwrap();
        assert_eq!(export.threads.len(), 1);
        for kind in HELD_KINDS {
            let found: Vec<_> =
                export.records.iter().filter(|record| record.kind == kind.name).collect();
            let [record] = found.as_slice() else { panic!("one of {}", kind.name) };
            let written = ExportedField::Text(WRITTEN.to_owned());
            let opened = record.fields.iter().filter(|field| field.1 == written).count();
            let sealed = kind.fields.iter();
            let sealed =
                sealed.filter(|field| field.1 == helsebro_storage::joining::Is::Sealed).count();
            assert_eq!(opened, sealed, "{}", kind.name);
        }
        let lines = town.lines(20).await;
        let about = |person| {
            let lines = lines.iter().filter(|line| line.event == Event::RecordExported);
            lines.filter(|line| line.subject == Some(person)).count()
        };
        assert_eq!(about(ids::GERD), 1);
        assert!(about(ids::KARI) > 0);

        let sum = joining::note_export(acts, &cast.eli, (1, b"a file")).await.unwrap();
        joining::confirm_export(acts, hilde, &hex(&sum)).await.unwrap();
        joining::sign_receipt(acts, &cast.rolf, ("Arkivet", "Direktør")).await.unwrap();
        let destroy = async || joining::destroy_key(acts, &cast.nina, ids::SOLVIK).await;
        const LATE: &str = "INSERT INTO standard_replies (unit, id, municipality, text, \
             changed_at) VALUES ($1, $2, $3, $4, $5)";
        const GONE: &str = "DELETE FROM standard_replies WHERE id = $1";
        let now = acts.now();
        let late = Uuid::from_u128(1 << 100);
        run(&town, LATE, values![ids::HOME_NURSING, late, ids::SOLVIK, &b"sealed"[..], now]).await;
        assert_eq!(code(destroy().await), ReasonCode::ExportNotConfirmed);
        run(&town, GONE, values![late]).await;
        destroy().await.unwrap();
    })
    .await;
}

/// L-PJL-25: what is held is handed over in parts of a size that can be held, each the
/// same however often it is fetched, and together all there is.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_25_many_records_are_handed_over_in_several_parts() {
    in_town(|town| async move {
        const STANDARD: &str = "INSERT INTO standard_replies (unit, id, municipality, text, \
             changed_at) VALUES ($1, $2, $3, $4, $5)";
        let solvik = solvik(&town).await;
        let vault = vault(&town).await;
        let now = town.acts.now();
        let mut rows = Vec::new();
        for number in 1..=501 {
            let id = Uuid::from_u128(number << 90);
            rows.push((id, sealed(&vault, "standard_replies", id, "text").await));
        }
        let put = async |mut tx: Tx| {
            for (id, text) in &rows {
                tx.execute(STANDARD, values![ids::HOME_NURSING, id, ids::SOLVIK, text, now])
                    .await?;
            }
            Ok::<_, helsebro_storage::StorageError>(())
        };
        town.base.db.write(SYSTEM, "test.put", put).await.unwrap();
        let solvik = over(&town, solvik).await;
        let eli = &solvik.cast.eli;
        town.at(date(2027, 3, 16), 9, 0);
        let leaving = joining::leaving(&town.acts, eli).await.unwrap().unwrap();
        assert_eq!(leaving.volumes.len(), 2);
        let export = async |number| joining::export(&town.acts, eli, number).await.unwrap();
        let (first, second) = (export(1).await, export(2).await);
        let shape = |export: &joining::Export| (export.records.len(), export.threads.len());
        assert_eq!((shape(&first), shape(&second)), ((500, 0), (1, 1)));
        assert_eq!(shape(&export(1).await), (500, 0));
    })
    .await;
}

/// ON-21: whoever begins anew in the moment when its way out begins has not left: of the two
/// one is tried again, and sees the other.
#[tokio::test(flavor = "multi_thread")]
async fn on_21_beginning_anew_and_leaving_do_not_pass_each_other() {
    in_town(|town| async move {
        const OPEN: &str = "UPDATE leavings SET ended_at = began_at WHERE ended_at IS NULL";
        const KEYS: &str = "UPDATE data_keys SET closed_at = NULL";
        const CLOSED: &str = "SELECT COUNT(*) FROM data_keys WHERE closed_at IS NOT NULL";
        let solvik = solvik(&town).await;
        let solvik = over(&town, solvik).await;
        let (acts, eli) = (&town.acts, &solvik.cast.eli);
        town.at(date(2027, 3, 17), 9, 0);
        for _ in 0..8 {
            run(&town, OPEN, values![]).await;
            run(&town, KEYS, values![]).await;
            let placed = (Module::Dialog, CareArea::HomeServices);
            let (swept, created) =
                tokio::join!(joining::sweep(acts), joining::create(acts, eli, placed));
            swept.unwrap();
            let created = created.unwrap();
            assert!(joining::leaving(acts, eli).await.unwrap().is_none());
            let closed = async |mut tx: Tx| tx.one::<(i64,)>(CLOSED, values![]).await;
            let closed = town.base.db.read(SYSTEM, "test.closed", closed).await.unwrap();
            assert_eq!(closed.0, 0);
            joining::cancel(acts, eli, created).await.unwrap();
        }
    })
    .await;
}
