//! Solvik leaves: its citizens are told, what is open is finished, what is held is handed
//! over and receipted, and then its key is destroyed (§ 5.6 case VII, S1-6-c).

use helsebro_actions::joining::{self, Export};
use helsebro_actions::{ActError, dialog};
use helsebro_domain::audit::Event;
use helsebro_domain::dialog::CloseReason;
use helsebro_domain::ids::{ActivationId, ThreadId};
use helsebro_domain::joining::{Leaving, Module, State, hex};
use helsebro_domain::parties::{CareArea, ConsoleAccess, Service};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::Body;
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Scope, SystemReason, values};
use helsebro_testkit::{Town, ids, in_town};
use jiff::civil::date;

use crate::joining::{Cast, activated, cast_of, code, prepare, service, state};

const AREA: CareArea = CareArea::HomeServices;
const SECRET: &str = "Tyttebærsylte på leggen";
const NOTE: &str = "Multekrem i margen";

pub(crate) struct Solvik {
    pub(crate) cast: Cast,
    pub(crate) hilde: ConsoleAccess,
    activation: ActivationId,
    pub(crate) thread: ThreadId,
}

/// Solvik has dialogue for its home services, and Kari has written, got an answer and
/// written again, with a picture.
pub(crate) async fn solvik(town: &Town) -> Solvik {
    town.at(date(2027, 2, 1), 9, 0);
    let cast = cast_of(town, (ids::SOLVIK, AREA), (ids::GRO, ids::BERIT)).await;
    prepare(town, &cast).await;
    let activation = activated(town, &cast, Module::Dialog).await;
    let words = (SECRET, SECRET);
    let thread = town.writes(ids::KARI, ids::HOME_NURSING, words).await.unwrap().thread;
    let per = town.per().await;
    town.answers(&per, thread, SECRET).await.unwrap();
    town.sends_a_file(ids::KARI, thread).await;
    let note = Body::parse(NOTE).unwrap();
    dialog::desk::notes::write(&town.acts, &per, thread, &note).await.unwrap();
    let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
    Solvik { cast, hilde, activation, thread }
}

/// Notice is given, and its last day goes by.
async fn gone(town: &Town) -> Solvik {
    over(town, solvik(town).await).await
}

pub(crate) async fn over(town: &Town, solvik: Solvik) -> Solvik {
    town.at(date(2027, 2, 15), 9, 0);
    let last_day = (solvik.activation, date(2027, 3, 15));
    joining::give_notice(&town.acts, &solvik.cast.rolf, last_day).await.unwrap();
    town.at(date(2027, 3, 16), 0, 1);
    joining::sweep(&town.acts).await.unwrap();
    solvik
}

async fn leaving(town: &Town, who: &ConsoleAccess) -> Option<Leaving> {
    joining::leaving(&town.acts, who).await.unwrap()
}

/// What the receiver has: a file of her own making out of what was handed over.
async fn fetched(town: &Town, who: &ConsoleAccess) -> (Export, String) {
    let export = joining::export(&town.acts, who, 1).await.unwrap();
    let sum = joining::note_export(&town.acts, who, (1, b"a file")).await.unwrap();
    (export, hex(&sum))
}

async fn told(town: &Town) -> i64 {
    const TOLD: &str = "SELECT COUNT(*) FROM last_day_tellings";
    let scope = Scope::System(SystemReason::Operation);
    let count = async |mut tx: helsebro_storage::Tx| tx.one::<(i64,)>(TOLD, values![]).await;
    town.base.db.read(scope, "test.told", count).await.unwrap().0
}

/// ON-15: told three weeks ahead, each once; not while the notice is fresh, and anew when
/// another last day comes.
#[tokio::test(flavor = "multi_thread")]
async fn on_15_citizens_are_told_once_and_in_time() {
    in_town(|town| async move {
        let solvik = solvik(&town).await;
        let acts = &town.acts;
        town.at(date(2027, 2, 15), 9, 0);
        let give = async |day| {
            let id = solvik.activation;
            joining::give_notice(acts, &solvik.cast.rolf, (id, day)).await.unwrap();
        };
        give(date(2027, 3, 20)).await;
        joining::sweep(acts).await.unwrap();
        assert_eq!(told(&town).await, 0);
        let board = joining::board(acts, &solvik.cast.eli).await.unwrap();
        let unit = board.units.iter().find(|unit| unit.care_area == AREA).unwrap();
        assert_eq!(unit.service_last_day, Some(date(2027, 3, 20)));
        town.at(date(2027, 2, 27), 9, 0);
        joining::sweep(acts).await.unwrap();
        let some = told(&town).await;
        assert!(some > 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(told(&town).await, some);
        joining::withdraw_notice(acts, &solvik.cast.rolf, solvik.activation).await.unwrap();
        let board = joining::board(acts, &solvik.cast.eli).await.unwrap();
        let unit = board.units.iter().find(|unit| unit.care_area == AREA).unwrap();
        assert_eq!(unit.service_last_day, None);
        give(date(2027, 4, 30)).await;
        town.at(date(2027, 4, 9), 9, 0);
        joining::sweep(acts).await.unwrap();
        assert_eq!(told(&town).await, 2 * some);
    })
    .await;
}

/// S1-6-c, ON-17: what is open is finished, and Kari reads why; nothing more is written.
#[tokio::test(flavor = "multi_thread")]
async fn on_17_open_conversations_are_finished_and_nothing_more_is_sealed() {
    in_town(|town| async move {
        let solvik = gone(&town).await;
        assert_eq!(state(&town, &solvik.cast, solvik.activation).await, State::Terminated);
        assert_eq!(service(&town, &solvik.cast).await, Service::Terminated);
        let seen = town.opens(ids::KARI, solvik.thread).await.unwrap();
        assert!(!seen.thread.is_open() && seen.thread.awaiting.is_none());
        let why = format!("{:?}", seen.thread.state);
        assert!(why.contains(&format!("{:?}", CloseReason::ServiceEnded)), "{why}");
        let refused = town.replies(ids::KARI, solvik.thread, "Er dere der?").await;
        assert!(refused.is_err());
        let per = town.per().await;
        let note = Body::parse("for sent").unwrap();
        let late = dialog::desk::notes::write(&town.acts, &per, solvik.thread, &note).await;
        assert_eq!(code(late.map(|_| ())), ReasonCode::ServiceTerminated);
        // Both sides still read.
        town.desk_opens(&per, solvik.thread).await.unwrap();
        let leaving = leaving(&town, &solvik.cast.eli).await.unwrap();
        assert_eq!(leaving.volumes.len(), 1);
        joining::sweep(&town.acts).await.unwrap();
        assert_eq!(self::leaving(&town, &solvik.cast.eli).await.unwrap().id, leaving.id);
    })
    .await;
}

/// S1-6-c: § 5.6 case VII: handed over, found whole by one, receipted by another, and then, and
/// only then, destroyed; a dump of the database with the master key opens nothing of
/// Solvik's, while Kari reads what is hers.
#[tokio::test(flavor = "multi_thread")]
async fn case_vii_the_key_is_destroyed_after_the_receipt_and_kari_still_reads() {
    in_town(|town| async move {
        let acts = &town.acts;
        let Solvik { cast, hilde, thread, .. } = gone(&town).await;
        let early = joining::export(acts, &cast.eli, 1).await;
        assert_eq!(code(early.map(|_| ())), ReasonCode::ExportNotReady);
        town.at(date(2027, 3, 16), 9, 0);
        let by_signatory = joining::export(acts, &cast.rolf, 1).await;
        assert_eq!(code(by_signatory.map(|_| ())), ReasonCode::StaffNotAuthorised);
        let none = joining::export(acts, &cast.eli, 2).await;
        assert!(matches!(none, Err(ActError::NotFound)));

        let destroy = async || joining::destroy_key(acts, &cast.nina, ids::SOLVIK).await;
        assert_eq!(code(destroy().await), ReasonCode::ExportNotConfirmed);
        let unfetched = joining::confirm_export(acts, &cast.eli, &"0".repeat(64)).await;
        assert_eq!(code(unfetched), ReasonCode::ExportNotConfirmed);
        let (export, sum) = fetched(&town, &cast.eli).await;
        let [held] = export.threads.as_slice() else { panic!("one conversation") };
        assert_eq!((held.topic.as_str(), held.id), (SECRET, thread));
        assert_eq!(held.person.1.len(), 11);
        assert_eq!(held.messages.len(), 3);
        assert!(held.messages.iter().take(2).all(|one| one.body == SECRET));
        let files: Vec<_> = held.messages.iter().flat_map(|one| &one.files).collect();
        assert_eq!((files.len(), files[0].mime), (1, "image/png"));
        assert_eq!(held.notes[0].text, NOTE);
        assert!(held.closed.is_some());
        let line = town.lines(5).await.into_iter().find(|line| line.event == Event::RecordExported);
        assert_eq!(line.unwrap().subject, Some(ids::KARI));

        let archive = ("Journalarkivet 2027/14", "Kommunedirektør");
        let sign = async |who| joining::sign_receipt(acts, who, archive).await;
        assert_eq!(code(sign(&cast.rolf).await), ReasonCode::ExportNotConfirmed);
        joining::confirm_export(acts, &hilde, &format!("{sum}  solvik-1.zip")).await.unwrap();
        assert_eq!(code(destroy().await), ReasonCode::ExportNotConfirmed);
        assert_eq!(code(sign(&hilde).await), ReasonCode::NotSignatory);
        sign(&cast.rolf).await.unwrap();
        // Until then everything is there.
        fetched(&town, &cast.eli).await;
        destroy().await.unwrap();
        assert_eq!(code(destroy().await), ReasonCode::InvalidTransition);
        let line = &town.lines(2).await[0];
        assert_eq!(line.event, Event::DataKeyDestroyed);

        let fetched = joining::export(acts, &cast.eli, 1).await;
        assert_eq!(code(fetched.map(|_| ())), ReasonCode::ContentDestroyed);
        nothing_opens(&town).await;
        let seen = town.opens(ids::KARI, thread).await.unwrap();
        assert_eq!(seen.topic, SECRET);
        let bodies: Vec<_> = seen.messages.iter().take(2).map(|one| one.body.as_str()).collect();
        assert_eq!(bodies, [SECRET, SECRET]);
    })
    .await;
}

/// With the database as it lies there and the master key: no copy of Solvik's opens.
async fn nothing_opens(town: &Town) {
    use helsebro_domain::controllership::{Category, Controller};
    use helsebro_storage::StorageError;
    use helsebro_storage::sealing::Place;

    const COPIES: &str = "SELECT x.message, x.unit_copy FROM message_texts x";
    const KEYS: &str = "SELECT wrapped FROM data_keys WHERE destroyed_at IS NOT NULL";
    let master = MasterKey::from_bytes([7; 32]);
    let vault = Vault::unlock(&town.base.db, Some(&master)).await.unwrap();
    let scope = Scope::System(SystemReason::Operation);
    let (copies, keys) = town
        .base
        .db
        .read(scope, "test.dump", async |mut tx| {
            let copies = tx.all::<(uuid::Uuid, Vec<u8>)>(COPIES, values![]).await?;
            Ok::<_, StorageError>((copies, tx.all::<(Vec<u8>,)>(KEYS, values![]).await?))
        })
        .await
        .unwrap();
    assert!(copies.len() >= 3 && !keys.is_empty());
    assert!(keys.iter().all(|(wrapped,)| wrapped.iter().all(|byte| *byte == 0)));
    let label = (Controller::Municipality(ids::SOLVIK), Category::EpjRecord);
    for (row, sealed) in copies {
        let place = Place { table: "messages", row, column: "text" };
        let opened = vault.open(label, place, &sealed).await;
        assert!(matches!(opened, Err(StorageError::KeyDestroyed)));
    }
}

/// A process that dies in the middle: each step is whole or not there, and the next sweep
/// goes on; the act that is asked again is refused or done once.
#[tokio::test(flavor = "multi_thread")]
async fn case_vii_a_step_that_breaks_off_leaves_nothing_half_way() {
    in_town(|town| async move {
        let acts = &town.acts;
        let Solvik { cast, hilde, thread, .. } = gone(&town).await;
        town.at(date(2027, 3, 16), 9, 0);
        let (_, sum) = fetched(&town, &cast.eli).await;
        joining::confirm_export(acts, &hilde, &sum).await.unwrap();
        joining::sign_receipt(acts, &cast.rolf, ("Arkivet", "Direktør")).await.unwrap();
        // The audit line cannot be stored: then the key is not destroyed either.
        break_audit(&town, true).await;
        assert!(joining::destroy_key(acts, &cast.nina, ids::SOLVIK).await.is_err());
        break_audit(&town, false).await;
        assert!(leaving(&town, &cast.eli).await.unwrap().destroyed_at.is_none());
        let per = town.per().await;
        town.desk_opens(&per, thread).await.unwrap();
        joining::destroy_key(acts, &cast.nina, ids::SOLVIK).await.unwrap();
        assert!(leaving(&town, &cast.eli).await.unwrap().destroyed_at.is_some());
    })
    .await;
}

/// Takes the table of audit lines away, or lays it back.
async fn break_audit(town: &Town, away: bool) {
    const AWAY: &str = "ALTER TABLE audit_lines RENAME TO audit_lines_away";
    const BACK: &str = "ALTER TABLE audit_lines_away RENAME TO audit_lines";
    let text = if away { AWAY } else { BACK };
    let scope = Scope::System(SystemReason::Operation);
    let run = async |mut tx: helsebro_storage::Tx| tx.execute(text, values![]).await;
    town.base.db.write(scope, "test.break", run).await.unwrap();
}

/// ON-21: a municipality that begins anew has not left: it may write again, under a new
/// key when the old is gone.
#[tokio::test(flavor = "multi_thread")]
async fn on_21_whoever_begins_anew_has_not_left() {
    in_town(|town| async move {
        let Solvik { cast, .. } = gone(&town).await;
        town.at(date(2027, 3, 17), 9, 0);
        assert!(leaving(&town, &cast.eli).await.is_some());
        activated(&town, &cast, Module::Dialog).await;
        assert!(leaving(&town, &cast.eli).await.is_none());
        joining::sweep(&town.acts).await.unwrap();
        assert!(leaving(&town, &cast.eli).await.is_none());
        town.writes(ids::KARI, ids::HOME_NURSING, ("Hei", "Hei igjen")).await.unwrap();
    })
    .await;
}

/// Another municipality's way out is nobody else's.
#[tokio::test(flavor = "multi_thread")]
async fn case_vii_another_municipality_finds_nothing() {
    in_town(|town| async move {
        gone(&town).await;
        town.at(date(2027, 3, 16), 9, 0);
        let ragna = town.console(ids::RAGNA, ids::GRANLI).await;
        assert!(leaving(&town, &ragna).await.is_none());
        let fetched = joining::export(&town.acts, &ragna, 1).await;
        assert!(matches!(fetched, Err(ActError::NotFound)));
        let confirmed = joining::confirm_export(&town.acts, &ragna, "").await;
        assert!(matches!(confirmed, Err(ActError::NotFound)));
    })
    .await;
}
