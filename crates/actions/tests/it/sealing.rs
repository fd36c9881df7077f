//! What people write is sealed at rest (L-EFV-5): found in no file and no row, and
//! under the key of the one who answers for it.

use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::names::{self, NewNames};
use helsebro_actions::dialog::desk::queue::{self, Queue};
use helsebro_actions::dialog::desk::talk::{self, NewTalk};
use helsebro_actions::dialog::desk::{drafts as desk_drafts, notes, standard};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::dialog::{CloseReason, Desk, GotAnswer, Nature, Talk, TalkWay};
use helsebro_domain::ids::{DraftId, MessageId, ThreadId};
use helsebro_domain::joining::Deployment;
use helsebro_domain::parties::{NameReason, StaffNames};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::sealing::{self, Place};
use helsebro_storage::{Db, Scope, StorageError, SystemReason, values};
use helsebro_testkit::{TestDatabase, Town, ids, in_town};
use uuid::Uuid;

/// Planted in everything that is written; nothing else in the town holds it.
const MARK: &str = "Tyttebærsylte";

const SYSTEM: Scope = Scope::System(SystemReason::Operation);
const COPIES: &str = "SELECT citizen_copy, unit_copy FROM message_texts WHERE message = $1";
const SET_CITIZENS: &str = "UPDATE message_texts SET citizen_copy = $2 WHERE message = $1";
const SET_UNITS: &str = "UPDATE message_texts SET unit_copy = $2 WHERE message = $1";
const TABLES: &str = "SELECT table_name FROM information_schema.tables \
     WHERE table_schema = current_schema() ORDER BY table_name";

/// A whole story with the mark in every text.
async fn story(town: &Town) -> ThreadId {
    let marked = format!("{MARK} på leggen");
    let words = (marked.as_str(), marked.as_str());
    let sent = town.writes(ids::KARI, ids::HOME_NURSING, words).await.unwrap();
    let per = town.per().await;
    town.answers(&per, sent.thread, &marked).await.unwrap();
    town.replies(ids::KARI, sent.thread, &marked).await.unwrap();
    let draft = DraftId::from_uuid(town.new_uuid());
    let target = DraftTarget::Thread(sent.thread);
    let kari = town.citizen(ids::KARI);
    drafts::save(&town.acts, &kari, draft, target, words).await.unwrap();
    at_the_desk(town, &per, sent.thread, &marked).await;
    town.closes(&per, sent.thread, (CloseReason::WrongPlace, Some(&marked))).await.unwrap();
    sent.thread
}

/// What only colleagues read, with the mark in it.
async fn at_the_desk(town: &Town, per: &Desk, thread: ThreadId, marked: &str) {
    let body = Body::parse(marked).unwrap();
    notes::write(&town.acts, per, thread, &body).await.unwrap();
    desk_drafts::save(&town.acts, per, thread, marked).await.unwrap();
    let title = Topic::parse(marked).unwrap();
    standard::keep(&town.acts, per, None, (&title, &body)).await.unwrap();
    let chosen = NewNames::Chosen(StaffNames::TitleOnly, NameReason::parse(marked).unwrap());
    names::choose(&town.acts, per, thread, &chosen).await.unwrap();
    let talk = Talk { way: TalkWay::Counter, at: town.now() };
    let (got, nature) = (GotAnswer::No, Nature::NotAsked);
    talk::log(&town.acts, per, &NewTalk { thread, talk, body, got, nature }).await.unwrap();
}

/// L-EFV-5: neither what is written nor an identity number stands in the open
/// anywhere in the database.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_5_nothing_that_is_written_stands_in_the_open() {
    in_town(|town| async move {
        let thread = story(&town).await;
        assert!(town.opens(ids::KARI, thread).await.unwrap().topic.contains(MARK));
        let hidden = [MARK.to_owned()].into_iter().chain(numbers(&town));
        let all = everything(&town.base).await;
        // That the search finds what is there: a name, which is kept in clear.
        assert!(contains(&all, "Hjemmesykepleien Solvik øst"), "the search is blind");
        for word in hidden {
            assert!(!contains(&all, &word), "{word} stands in the open");
        }
    })
    .await;
}

fn numbers(town: &Town) -> impl Iterator<Item = String> {
    let people = town.plan.people.iter().map(|person| person.number.digits().to_owned());
    let staff = town.plan.staff.iter().map(|member| member.number.digits().to_owned());
    people.chain(staff)
}

/// Every byte of SQLite's files, or every row of PostgreSQL's tables as text.
async fn everything(base: &TestDatabase) -> Vec<u8> {
    let files = base.files();
    if files.is_empty() {
        return rows(&base.url).await;
    }
    files.iter().flat_map(|path| std::fs::read(path).unwrap()).collect()
}

async fn rows(url: &str) -> Vec<u8> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let wire = tokio::spawn(connection);
    let mut all = Vec::new();
    for table in client.query(TABLES, &[]).await.unwrap() {
        let table: String = table.get(0);
        let every = format!("SELECT CAST(t AS TEXT) FROM \"{table}\" t");
        for row in client.query(&every, &[]).await.unwrap() {
            let text: String = row.get(0);
            all.extend_from_slice(text.as_bytes());
        }
    }
    drop(client);
    wire.await.unwrap().unwrap();
    all
}

/// Whether a word is there, as it is or in hexadecimal, as PostgreSQL tells bytes.
fn contains(all: &[u8], word: &str) -> bool {
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    [word.as_bytes(), hex.as_bytes()]
        .iter()
        .any(|wanted| all.windows(wanted.len()).any(|window| window == *wanted))
}

async fn copies(db: &Db, message: MessageId) -> (Vec<u8>, Vec<u8>) {
    let read =
        db.read(SYSTEM, "test.copies", async |mut tx| tx.one(COPIES, values![message]).await);
    let found: Result<(Vec<u8>, Vec<u8>), StorageError> = read.await;
    found.unwrap()
}

async fn lay(db: &Db, sql: &'static str, message: MessageId, sealed: &[u8]) {
    let lay = db.write(SYSTEM, "test.lay", async |mut tx| {
        tx.ensure_one(sql, values![message, sealed]).await
    });
    let laid: Result<(), StorageError> = lay.await;
    laid.unwrap();
}

/// S1-2.1.1-a: the citizen's copy is under the platform's key, the unit's under
/// its own municipality's; neither key opens the other's.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_each_copy_opens_with_its_own_controllers_key_only() {
    in_town(|town| async move {
        let thread = story(&town).await;
        let message = town.opens(ids::KARI, thread).await.unwrap().messages[0].id;
        let (citizens, units) = copies(&town.base.db, message).await;
        let platform = (Controller::Platform, Category::Platform);
        let solvik = (Controller::Municipality(ids::SOLVIK), Category::EpjRecord);
        let granli = (Controller::Municipality(ids::GRANLI), Category::EpjRecord);
        let place = Place { table: "messages", row: message.uuid(), column: "text" };
        for (sealed, own) in [(&citizens, platform), (&units, solvik)] {
            for label in [platform, solvik, granli] {
                let opened = town.vault.open(label, place, sealed).await;
                assert_eq!(opened.is_ok(), label == own);
            }
        }
        let opened = town.vault.open(platform, place, &citizens).await.unwrap();
        assert!(String::from_utf8(opened).unwrap().contains(MARK));
    })
    .await;
}

/// L-EFV-5: a sealed text laid in another row, or in the other's column, does
/// not open there.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_5_a_sealed_text_moved_to_another_row_does_not_open() {
    in_town(|town| async move {
        let db = &town.base.db;
        let (one, other) = (story(&town).await, town.kari_writes().await.thread);
        let first = town.opens(ids::KARI, one).await.unwrap().messages[0].id;
        let second = town.opens(ids::KARI, other).await.unwrap().messages[0].id;
        let (citizens, units) = copies(db, first).await;
        let own = copies(db, second).await;
        let per = town.per().await;
        for foreign in [&citizens, &own.1] {
            lay(db, SET_CITIZENS, second, foreign).await;
            let opened = town.opens(ids::KARI, other).await.err().unwrap();
            assert!(matches!(opened, ActError::Storage(StorageError::Unsealable)));
        }
        for foreign in [&units, &own.0] {
            lay(db, SET_UNITS, second, foreign).await;
            let opened = town.desk_opens(&per, other).await.err().unwrap();
            assert!(matches!(opened, ActError::Storage(StorageError::Unsealable)));
        }
        lay(db, SET_CITIZENS, second, &own.0).await;
        lay(db, SET_UNITS, second, &own.1).await;
        assert!(town.opens(ids::KARI, other).await.is_ok());
        assert!(town.desk_opens(&per, other).await.is_ok());
    })
    .await;
}

/// Solvik has receipted what was handed over to it, as when it leaves.
async fn receipted(town: &Town) {
    use helsebro_domain::ids::LeavingId;
    use helsebro_domain::joining::Receipted;
    use helsebro_storage::{Tx, joining};

    let (home, at) = (town.solvik(), town.now());
    let write = async |mut tx: Tx| {
        let id = LeavingId::from_uuid(town.new_uuid());
        // Every conversation of the town lies in one part.
        let after = ThreadId::from_uuid(Uuid::nil());
        let all = joining::NewVolume { after, conversations: 50, stretches: Vec::new() };
        joining::begin_leaving(&mut tx, (id, home, at), &[all]).await?;
        let Some(leaving) = joining::leaving_of(&mut tx, home).await? else {
            panic!("it leaves");
        };
        joining::confirm_export(&mut tx, &leaving, (ids::HILDE, at)).await?;
        let (archive, authority) = ("Arkivet".to_owned(), "Direktør".to_owned());
        let receipt = Receipted { by: ids::BERIT, at, archive, authority };
        joining::add_receipt(&mut tx, &leaving, &receipt).await
    };
    town.base.db.write(SYSTEM, "test.receipted", write).await.unwrap();
}

/// Whoever answers for a copy can have it destroyed; the other copy is untouched,
/// and who meets the destroyed one is told so and not shown a fault. What was
/// written later in the same conversation is read, and it can be ended.
#[tokio::test(flavor = "multi_thread")]
async fn a_destroyed_key_takes_the_units_copy_and_leaves_the_citizens() {
    in_town(|town| async move {
        let db = &town.base.db;
        let gone = town.kari_writes().await.thread;
        let listed = sealing::list(db).await.unwrap();
        let solvik = Controller::Municipality(town.solvik());
        let units = sealing::KeyUse::Seals(Category::EpjRecord);
        let is_units =
            |key: &&sealing::ListedKey| (key.controller, key.used_for) == (solvik, units);
        let key = listed.iter().find(is_units).unwrap().id;
        sealing::rotate_data_keys(&town.vault).await.unwrap();
        town.base.clock.move_on(sealing::DESTROYED_AFTER);
        let kept = town.kari_writes().await.thread;
        receipted(&town).await;
        sealing::destroy(db, Deployment::Operator, key).await.unwrap();
        town.base.clock.move_on(sealing::FRESH_FOR);

        town.replies(ids::KARI, gone, MARK).await.unwrap();

        let per = town.per().await;
        let seen = town.desk_opens(&per, gone).await.unwrap();
        assert_eq!(seen.topic, None);
        let messages: Vec<(&str, bool)> =
            seen.messages.iter().map(|one| (one.body.as_str(), one.is_gone)).collect();
        assert_eq!(messages, [("", true), (MARK, false)]);
        let seen = town.desk_opens(&per, kept).await.unwrap();
        assert_eq!(seen.topic.as_deref(), Some("Såret på leggen"));
        assert!(seen.messages.iter().all(|message| !message.is_gone));
        for (thread, count) in [(gone, 2), (kept, 1)] {
            let own = town.opens(ids::KARI, thread).await.unwrap();
            assert_eq!(own.messages.len(), count);
            assert!(own.messages.iter().all(|message| !message.is_gone));
        }
        // The list shows both, the one without its topic.
        let list = queue::list(&town.acts, &per, Queue::NotTaken, 0).await.unwrap();
        let mut topics: Vec<&str> = list.lines.iter().map(|line| line.topic.as_str()).collect();
        topics.sort_unstable();
        assert_eq!(topics, ["Såret på leggen", "—"]);
        town.answers(&per, gone, MARK).await.unwrap();
        town.closes(&per, gone, (CloseReason::Answered, None)).await.unwrap();
    })
    .await;
}
