//! Each message names the answer to who is controller that it was stored under.

use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::{console, resolve_stored};
use helsebro_actions::dialog::desk::begun::{self, Begun};
use helsebro_actions::dialog::desk::{drafts as desk_drafts, notes, standard};
use helsebro_actions::dialog::start;
use helsebro_actions::representation::clinical::{self, Decides};
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::controllership::{Party, Place};
use helsebro_domain::dialog::Reply;
use helsebro_domain::ids::ThreadId;
use helsebro_domain::notices::Weight;
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{BlockClass, BlockReach};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::controllership::{Thing, how_many_unresolved, platform_at};
use helsebro_storage::{Scope, StorageError, SystemReason, Tx, values};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::date;

use crate::acts_people::with_home_nursing;

const SYSTEM: Scope = Scope::System(SystemReason::Controllership);
const OF_THREAD: &str = "SELECT r.row_code, r.controllers FROM messages m \
     JOIN resolutions r ON r.id = m.resolution WHERE m.thread = $1 ORDER BY m.id";
const FORGET: &str = "UPDATE messages SET resolution = NULL";
const DISTINCT: &str = "SELECT COUNT(*) FROM resolutions";

/// Row and controllers of each message.
async fn made_under(town: &Town, thread: ThreadId) -> Vec<(String, String)> {
    let db = &town.base.db;
    db.read(SYSTEM, "test.made", async |mut tx| tx.all(OF_THREAD, values![thread]).await)
        .await
        .unwrap()
}

async fn distinct(town: &Town) -> i64 {
    let db = &town.base.db;
    let (count,): (i64,) = db
        .read(SYSTEM, "test.distinct", async |mut tx| tx.one(DISTINCT, values![]).await)
        .await
        .unwrap();
    count
}

async fn unresolved(town: &Town, thing: Thing) -> i64 {
    let db = &town.base.db;
    let left = async |mut tx: Tx| how_many_unresolved(&mut tx, thing).await;
    db.read(SYSTEM, "test.left", left).await.unwrap()
}

fn solvik() -> (String, String) {
    ("CT-10".to_owned(), format!("ONE {}", Party::Municipality(ids::SOLVIK).to_stored()))
}

/// Solvik's own delivery of everything ends with January 2027.
async fn nobody_delivers_from_february(town: &Town) {
    let gro = console::access(&town.acts, ids::GRO, ids::SOLVIK).await.unwrap();
    let own = deliveries::list(&town.acts, &gro).await.unwrap().remove(0).id;
    deliveries::end(&town.acts, &gro, (own, date(2027, 2, 28))).await.unwrap();
}

/// S2-2-d-2: also what staff answer, and the same answer is kept once.
#[tokio::test(flavor = "multi_thread")]
async fn s2_2_d_2_each_message_names_the_answer_that_it_was_stored_under() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        town.answers(&town.per().await, sent.thread, "Ja.").await.unwrap();
        town.replies(ids::KARI, sent.thread, "Takk.").await.unwrap();
        assert_eq!(made_under(&town, sent.thread).await, vec![solvik(); 3]);
        assert_eq!(distinct(&town).await, 1);
        assert_eq!(unresolved(&town, Thing::Message).await, 0);
    })
    .await;
}

/// S2-2-d-2: nothing new without a controller; what was asked before is answered.
#[tokio::test(flavor = "multi_thread")]
async fn s2_2_d_2_nothing_new_is_taken_in_where_nobody_delivers() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        nobody_delivers_from_february(&town).await;
        town.at(date(2027, 3, 1), 9, 0);
        let contact = town.contact(ids::KARI, ids::HEALTHY_LIFE).await;
        let new = town.message(contact, "Trening", "Kan jeg begynne?");
        let kari = town.citizen(ids::KARI);
        let refused = start::send(&town.acts, &kari, &new).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoController));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::MessageSent);
        assert_eq!(line.decision, Decision::Refused(ReasonCode::NoController));
        assert!(line.rules.contains("S2-2-d-2"), "{}", line.rules);
        let prospect = start::prospect(&town.acts, &kari, contact).await.err().unwrap();
        assert_eq!(told(&prospect), Some(ReasonCode::NoController));

        town.answers(&town.per().await, sent.thread, "Ja.").await.unwrap();
        let made = made_under(&town, sent.thread).await;
        assert_eq!(made[0], solvik());
        assert_eq!(made[1].0, "CT-61");
    })
    .await;
}

/// What was stored before is given the answer that held then, as often as it is broken
/// off.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_before_is_given_the_answer_of_its_own_time() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        town.answers(&town.per().await, sent.thread, "Ja.").await.unwrap();
        let forget = town.base.db.write(SYSTEM, "test.forget", async |mut tx| {
            tx.execute(FORGET, values![]).await?;
            Ok::<_, StorageError>(())
        });
        forget.await.unwrap();
        let gro = console::access(&town.acts, ids::GRO, ids::SOLVIK).await.unwrap();
        let place = Place::Area(CareArea::HomeServices);
        let new = NewDelivery {
            place,
            first: date(2027, 3, 1),
            last: None,
            how: How::Own,
            runs: None,
            under: None,
        };
        deliveries::enter(&town.acts, &gro, new).await.unwrap();
        town.at(date(2027, 3, 1), 9, 0);
        let before = unresolved(&town, Thing::Message).await;
        assert!(before >= 2);
        assert_eq!(i64::try_from(resolve_stored(&town.acts).await.unwrap()), Ok(before));
        assert_eq!(resolve_stored(&town.acts).await.unwrap(), 0);
        assert_eq!(unresolved(&town, Thing::Message).await, 0);
        assert_eq!(made_under(&town, sent.thread).await, vec![solvik(); 2]);
    })
    .await;
}

/// S2-2-d-2: a note names its answer at once, and what is from before gets that of its time;
/// the platform part has one answer for all that is made there.
#[tokio::test(flavor = "multi_thread")]
async fn s2_2_d_2_a_note_names_its_answer_and_the_platform_part_has_one() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        town.takes(&per, sent.thread).await.unwrap();
        let note = Body::parse("Ringte datteren.").unwrap();
        notes::write(&town.acts, &per, sent.thread, &note).await.unwrap();
        assert_eq!(unresolved(&town, Thing::Note).await, 0);
        let db = &town.base.db;
        let forget = "UPDATE internal_notes SET resolution = NULL";
        db.write(SYSTEM, "test.forget", async |mut tx| tx.execute(forget, values![]).await)
            .await
            .unwrap();
        assert_eq!(unresolved(&town, Thing::Note).await, 1);
        resolve_stored(&town.acts).await.unwrap();
        for thing in Thing::ALL {
            assert_eq!(unresolved(&town, thing).await, 0, "{thing:?}");
        }
        let early = helsebro_domain::time::Instant::start_of(date(2020, 1, 1));
        let held = db
            .read(SYSTEM, "test.platform", async |mut tx| platform_at(&mut tx, early).await)
            .await
            .unwrap();
        assert!(held.is_some());
    })
    .await;
}

/// S2-2-d-2: what is closed to a parent, an answer or a conversation that is begun and a reply
/// that is kept ready name theirs at once; a change names that of its own time, and what is from
/// before gets one, also what is closed of everything.
#[tokio::test(flavor = "multi_thread")]
async fn s2_2_d_2_blocks_drafts_and_standard_replies_name_their_answer() {
    in_town(|town| async move {
        with_home_nursing(&town).await;
        let words = ("Trening", "Kan jeg trene med gips?");
        let thread = town.writes(ids::EMIL, ids::HOME_NURSING, words).await.unwrap().thread;
        let per = town.per().await;
        for reach in [BlockReach::Thread, BlockReach::Everything] {
            let parent = Some(ids::LISE);
            let decides = Decides::Block { parent, class: BlockClass::Compelling, reach };
            let why = "Vurdert i dag sammen med fastlegen.";
            clinical::decide(&town.acts, &per, thread, (&decides, why)).await.unwrap();
        }
        for text in ["Hei.", "Hei, Emil."] {
            desk_drafts::save(&town.acts, &per, thread, text).await.unwrap();
        }
        let (title, body) =
            (Topic::parse("Ferie").unwrap(), Body::parse("Vi har stengt.").unwrap());
        standard::keep(&town.acts, &per, None, (&title, &body)).await.unwrap();
        let (topic, body) = ("Plan".to_owned(), "Hei.".to_owned());
        let (reply, weight) = (Reply::Allowed, Weight::Plain);
        let typed = Begun { person: ids::KARI, topic, body, reply, weight };
        begun::save(&town.acts, &per, None, &typed).await.unwrap();
        let made = [Thing::Block, Thing::Draft, Thing::StandardReply, Thing::Begun];
        for thing in made {
            assert_eq!(unresolved(&town, thing).await, 0, "{thing:?}");
        }
        let before = [
            "UPDATE parent_blocks SET resolution = NULL",
            "UPDATE desk_drafts SET resolution = NULL",
            "UPDATE standard_replies SET resolution = NULL",
            "UPDATE desk_begun SET resolution = NULL",
        ];
        for (forget, thing) in before.into_iter().zip(made) {
            let forgets = async |mut tx: Tx| tx.execute(forget, values![]).await;
            town.base.db.write(SYSTEM, "test.forget", forgets).await.unwrap();
            assert!(unresolved(&town, thing).await > 0, "{thing:?}");
        }
        assert_eq!(resolve_stored(&town.acts).await.unwrap(), 5);
        for thing in Thing::ALL {
            assert_eq!(unresolved(&town, thing).await, 0, "{thing:?}");
        }
    })
    .await;
}
