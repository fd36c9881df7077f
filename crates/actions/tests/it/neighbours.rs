//! A neighbour municipality with look-alike rows everywhere; none of them shows.

use core::fmt::Write as _;

use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::answer::{self, NewAnswer};
use helsebro_actions::dialog::desk::names::{self, NewNames};
use helsebro_actions::dialog::desk::queue::{self, Queue};
use helsebro_actions::dialog::desk::receive::{NotReceived, Received, ReceivedAct, receive};
use helsebro_actions::dialog::desk::{
    drafts as desk_drafts, notes, standard, start as desk_start, take, thread as desk_thread,
};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::{contacts, inbox, start, ways_on};
use helsebro_actions::parties::absence::{self, NewAbsence};
use helsebro_actions::parties::unit::{self, UnitChange};
use helsebro_actions::{notices, parties};
use helsebro_domain::dialog::{CloseReason, Desk, Nature, Reply};
use helsebro_domain::ids::{ContactId, DraftId, PersonId, ThreadId};
use helsebro_domain::notices::{Level, NoticeChoices};
use helsebro_domain::parties::{HerId, NameReason, StaffNames, StandIn};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::audit::{self, From as Page};
use helsebro_storage::{Scope, dialog as stored};
use helsebro_testkit::{Town, ids, in_town, service};

/// What was planted at the neighbour's.
struct Planted {
    open: ThreadId,
    closed: ThreadId,
    contact: ContactId,
    draft: DraftId,
}

/// Granli has the same service ids, topics, names and texts as Solvik, for
/// persons of its own; and for Ola, whom both know.
async fn plant(town: &Town) -> Planted {
    let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
    let mut alike = service("HJSP-OST", ids::GRANLI_HOME_CARE, None);
    alike.name = "Hjemmesykepleien Solvik øst".to_owned();
    for person in [ids::ANNE, ids::OLA, ids::LISE] {
        town.lists(ids::GRANLI_HOME_CARE, person, std::slice::from_ref(&alike)).await;
    }
    let words = ("Såret på leggen", "Såret på leggen væsker litt mer enn før.");
    let open = town.writes(ids::ANNE, ids::GRANLI_HOME_CARE, words).await.unwrap().thread;
    let closed = town.writes(ids::LISE, ids::GRANLI_HOME_CARE, words).await.unwrap().thread;
    for thread in [open, closed] {
        town.takes(&hege, thread).await.unwrap();
        town.desk_opens(&hege, thread).await.unwrap();
        town.answers(&hege, thread, "Jeg ser på det i dag.").await.unwrap();
    }
    take::put_back(&town.acts, &hege, open).await.unwrap();
    town.replies(ids::ANNE, open, "Takk.").await.unwrap();
    let guidance = (CloseReason::WrongPlace, Some("Ring 75 00 02 00."));
    town.closes(&hege, closed, guidance).await.unwrap();
    town.desk_writes(&hege, ids::ANNE, Reply::Allowed).await.unwrap();
    plant_at_the_desk(town, &hege, open).await;
    let anne = town.citizen(ids::ANNE);
    let chosen = NoticeChoices { level: Level::Full, ..NoticeChoices::default() };
    notices::choose(&town.acts, &anne, &chosen).await.unwrap();
    let contact = town.contact(ids::ANNE, ids::GRANLI_HOME_CARE).await;
    let draft = DraftId::from_uuid(town.new_uuid());
    let target = DraftTarget::Contact(contact);
    drafts::save(&town.acts, &anne, draft, target, ("Såret", "Utkast")).await.unwrap();
    Planted { open, closed, contact, draft }
}

/// What Granli's staff keep at their desk; Ola is known to both.
async fn plant_at_the_desk(town: &Town, hege: &Desk, open: ThreadId) {
    let body = Body::parse("Plaster ligger i bil 3.").unwrap();
    notes::write(&town.acts, hege, open, &body).await.unwrap();
    desk_drafts::save(&town.acts, hege, open, "Hei.").await.unwrap();
    let title = Topic::parse("Ferie").unwrap();
    standard::keep(&town.acts, hege, None, (&title, &body)).await.unwrap();
    unit::name_lead(&town.acts, hege, Some(ids::HEGE)).await.unwrap();
    let day = jiff::civil::date(2027, 5, 14);
    unit::change(&town.acts, hege, &UnitChange::Close(day)).await.unwrap();
    let new = NewAbsence { from: day, last_day: day, stand_in: StandIn::Queue };
    absence::say(&town.acts, hege, new).await.unwrap().unwrap();
    let olas = town.contact(ids::OLA, ids::GRANLI_HOME_CARE).await;
    let message = town.message(olas, "Hei", "Hei.");
    let sent = start::send(&town.acts, &town.citizen(ids::OLA), &message).await.unwrap();
    let reason = NameReason::parse("Har truet en kollega.").unwrap();
    let chosen = NewNames::Chosen(StaffNames::Hidden, reason);
    names::choose(&town.acts, hege, sent.thread, &chosen).await.unwrap();
}

const PARTS: [Queue; 5] =
    [Queue::NotTaken, Queue::Mine, Queue::Open, Queue::Waiting, Queue::Closed];

/// Everything that a citizen of Solvik's and its staff can list, as text.
async fn all_that_shows(town: &Town, citizens: &[PersonId]) -> String {
    let mut text = String::new();
    for desk in [town.per().await, town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap()] {
        for part in PARTS {
            let page = town.queue(&desk, part).await;
            writeln!(text, "{:?} {}", page.counts, page.has_more).unwrap();
            for line in page.lines {
                writeln!(text, "{} {} {} {}", line.thread, line.name, line.topic, line.unread)
                    .unwrap();
            }
        }
        let counts = queue::counts(&town.acts, &desk).await.unwrap();
        writeln!(text, "{counts:?} {:?}", town.recipients(&desk).await).unwrap();
        let replies = standard::list(&town.acts, &desk).await.unwrap().len();
        let away = absence::list(&town.acts, &desk).await.unwrap();
        let set_up = unit::set_up(&town.acts, &desk).await.unwrap();
        writeln!(text, "{replies} {away:?} {set_up:?}").unwrap();
        let colleagues = parties::staff::colleagues(&town.acts, &desk).await.unwrap();
        let units = parties::staff::units(&town.acts, &desk).await.unwrap();
        writeln!(text, "{colleagues:?} {units:?}").unwrap();
        let places = parties::staff::workplaces(&town.acts, desk.staff().unwrap()).await.unwrap();
        writeln!(text, "{places:?}").unwrap();
    }
    for person in citizens {
        let citizen = town.citizen(*person);
        for line in inbox::list(&town.acts, &citizen, None).await.unwrap().lines {
            writeln!(text, "{} {} {}", line.thread, line.topic, line.unread).unwrap();
        }
        writeln!(text, "{}", town.unread(*person).await).unwrap();
        let listed = contacts::list(&town.acts, &citizen).await.unwrap();
        writeln!(text, "{listed:?}").unwrap();
        for draft in drafts::list(&town.acts, &citizen).await.unwrap() {
            writeln!(text, "{} {} {}", draft.id, draft.topic, draft.body).unwrap();
        }
        let told = notices::choices(&town.acts, &citizen).await.unwrap();
        let history = notices::history(&town.acts, &citizen).await.unwrap();
        writeln!(text, "{told:?} {history:?}").unwrap();
        let ways = ways_on(&town.acts, &citizen, None, None).await.unwrap();
        writeln!(text, "{ways:?}").unwrap();
    }
    text
}

/// § 1.4 and S1-2.1-b: what a neighbour municipality has changes nothing of what
/// Solvik's citizens and staff are shown.
#[tokio::test(flavor = "multi_thread")]
async fn a_neighbours_rows_never_surface() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        town.answers(&town.siri().await, sent.thread, "Jeg kommer.").await.unwrap();
        let citizens = [ids::KARI, ids::GERD, ids::SARA];
        let before = all_that_shows(&town, &citizens).await;
        plant(&town).await;
        let after = all_that_shows(&town, &citizens).await;
        assert!(before == after, "before:\n{before}\nafter:\n{after}");
        assert!(before.contains(&sent.thread.to_string()));
    })
    .await;
}

/// § 1.4: asked for by its id, a neighbour's row is as one that does not exist.
#[tokio::test(flavor = "multi_thread")]
async fn a_neighbours_rows_are_not_found_by_their_ids() {
    in_town(|town| async move {
        let planted = plant(&town).await;
        for desk in [town.per().await, town.epj(ids::HOME_NURSING)] {
            for thread in [planted.open, planted.closed] {
                desk_finds_nothing(&town, &desk, thread).await;
            }
        }
        let kari = town.citizen(ids::KARI);
        for thread in [planted.open, planted.closed] {
            assert!(not_found(&town.opens(ids::KARI, thread).await.map(drop)));
            assert!(not_found(&town.replies(ids::KARI, thread, "Hei.").await.map(drop)));
            let before = start::sent_before(&town.acts, &kari, DraftId::from_uuid(thread.uuid()));
            assert!(before.await.unwrap().is_none());
        }
        assert!(not_found(&contacts::one(&town.acts, &kari, planted.contact).await.map(drop)));
        assert!(not_found(&start::prospect(&town.acts, &kari, planted.contact).await.map(drop)));
        assert!(not_found(&drafts::one(&town.acts, &kari, planted.draft).await.map(drop)));
        assert!(not_found(&drafts::discard(&town.acts, &kari, planted.draft).await));
    })
    .await;
}

fn not_found(done: &Result<(), ActError>) -> bool {
    matches!(done, Err(ActError::NotFound))
}

async fn desk_finds_nothing(town: &Town, desk: &Desk, thread: ThreadId) {
    let acts = &town.acts;
    assert!(not_found(&town.desk_opens(desk, thread).await.map(drop)));
    assert!(not_found(&desk_thread::show_number(acts, desk, thread).await.map(drop)));
    assert!(not_found(&take::claim(acts, desk, thread).await.map(drop)));
    assert!(not_found(&take::put_back(acts, desk, thread).await.map(drop)));
    assert!(not_found(&take::assign(acts, desk, thread, ids::SIRI).await.map(drop)));
    assert!(not_found(&take::forward(acts, desk, thread, ids::HEALTHY_LIFE).await.map(drop)));
    let body = Body::parse("Hei.").unwrap();
    let new = NewAnswer { thread, body, nature: Nature::NotAsked, closing: None };
    assert!(not_found(&answer::answer(acts, desk, &new).await.map(drop)));
    let body = Body::parse("Hei.").unwrap();
    assert!(not_found(&notes::write(acts, desk, thread, &body).await));
    assert!(not_found(&desk_drafts::save(acts, desk, thread, "Hei.").await.map(drop)));
    assert!(not_found(&names::choose(acts, desk, thread, &NewNames::AsTheUnit).await));
    let closed = town.closes(desk, thread, (CloseReason::Answered, None)).await;
    assert!(not_found(&closed.map(drop)));
}

/// § 1.4: a list, a message and a log of Solvik's reach no row of Granli's, also
/// for a person whom both know.
#[tokio::test(flavor = "multi_thread")]
async fn what_solvik_does_with_a_person_whom_both_know_stops_at_its_own_rows() {
    in_town(|town| async move {
        let planted = plant(&town).await;
        let solvik = Scope::Municipality(ids::SOLVIK);
        // An empty list closes Solvik's contacts and leaves Granli's.
        town.lists(ids::HOME_NURSING, ids::OLA, &[]).await;
        let left = contacts::list(&town.acts, &town.citizen(ids::OLA)).await.unwrap();
        let units: Vec<_> = left.iter().map(|one| one.unit.id).collect();
        assert_eq!(units, [ids::GRANLI_HOME_CARE]);
        // Solvik cannot write to Anne, whom only Granli serves.
        let per = town.per().await;
        assert!(town.desk_writes(&per, ids::ANNE, Reply::Allowed).await.is_err());
        let recipients = desk_start::recipients(&town.acts, &per).await.unwrap();
        assert!(recipients.iter().all(|one| one.person != ids::ANNE && one.person != ids::OLA));
        // Its journal system does not reach Granli's conversation.
        let message = Received {
            from: None,
            sender_level1: None,
            sender_level2: HerId::parse("8140101").unwrap(),
            patient: town.plan.person(ids::ANNE).unwrap().number.clone(),
            message_id: "m-1".to_owned(),
            conversation: Some(planted.open.to_string()),
            author: String::new(),
            service: None,
            act: ReceivedAct::Answers { heading: None, body: Body::parse("Hei.").unwrap() },
            files: Vec::new(),
        };
        let not = receive(&town.acts, &message).await.unwrap_err();
        assert!(matches!(not, NotReceived::UnknownConversation));
        // Nor does the storage floor give anything away in Solvik's scope.
        let thread = planted.open;
        let found = town.base.db.write(solvik, "test.neighbour", async |mut tx| {
            let messages = stored::desk_messages(&mut tx, thread).await?;
            let events = stored::desk_events(&mut tx, thread).await?;
            let contact = stored::contact_for_desk(&mut tx, planted.contact).await?;
            let listed = stored::listed_contacts(&mut tx, ids::ANNE).await?;
            let about = audit::lines_about(&mut tx, ids::LISE, Page::Newest, 200).await?;
            let granlis = about.iter().filter(|line| line.org != Some(ids::SOLVIK)).count();
            let there = [messages.len(), events.len(), usize::from(contact.is_some())];
            Ok::<_, helsebro_storage::StorageError>((there, listed.len(), granlis))
        });
        let (there, listed, granlis) = found.await.unwrap();
        assert_eq!((there, listed, granlis), ([0; 3], 0, 0));
    })
    .await;
}
