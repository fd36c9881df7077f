//! Who has seen what about a citizen, and her questions about it.

use helsebro_actions::ActError;
use helsebro_actions::audit::ask::{self, NewQuestion};
use helsebro_actions::audit::seen::{self, Asked, Month, PAGE, Part, Seen};
use helsebro_actions::audit::{SeenBy, SeenLine};
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::{contacts, inbox, thread};
use helsebro_domain::audit::{Actor, Event, Group, Outcome, Why};
use helsebro_domain::ids::{AuditId, DraftId, GrantId, PersonId, ThreadId};
use helsebro_domain::parties::{DialogSetting, Revealing, StaffNames};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{
    CitizenAccess, Coverage, Covers, Grant, GrantSource, Terms, acting_for,
};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Date;
use helsebro_storage::{Scope, SystemReason, representation, values};
use helsebro_testkit::{Town, ids, in_town, told};

const SYSTEM: Scope = Scope::System(SystemReason::Seed);
const UNIT: &str = "Hjemmesykepleien Solvik øst";

/// What one person may do for another now.
async fn acting(town: &Town, actor: PersonId, person: PersonId) -> CitizenAccess {
    let found = town.base.db.read(SYSTEM, "test.acting", async |mut tx| {
        let who = representation::party(&mut tx, actor).await?.unwrap();
        let whom = representation::party(&mut tx, person).await?.unwrap();
        let found = representation::found(&mut tx, actor, person).await?;
        Ok::<_, ActError>((who, whom, found))
    });
    let (who, whom, found) = found.await.unwrap();
    acting_for(&who, &whom, &found, town.now()).unwrap()
}

/// Anne, who has a power of attorney from Kari that covers this.
async fn anne(town: &Town, covers: &[Covers]) -> CitizenAccess {
    let grant = Grant {
        id: GrantId::from_uuid(town.new_uuid()),
        giver: ids::KARI,
        receiver: ids::ANNE,
        terms: Terms { coverage: Coverage::of(covers), last_day: None },
        from: town.now().in_oslo().date,
        source: GrantSource::Online,
        ended_at: None,
    };
    let now = town.now();
    town.base
        .db
        .write(Scope::Citizen(ids::KARI), "test.grant", async |mut tx| {
            representation::add_grant(&mut tx, &grant, now).await
        })
        .await
        .unwrap();
    acting(town, ids::ANNE, ids::KARI).await
}

const fn all(part: Part) -> Asked {
    Asked { part, month: None, before: None, limit: PAGE }
}

async fn others(town: &Town, citizen: &CitizenAccess) -> Seen {
    seen::list(&town.acts, citizen, all(Part::Others)).await.unwrap()
}

/// What was done, oldest first.
fn events(seen: &Seen) -> Vec<Event> {
    seen.lines.iter().rev().map(|line| line.event).collect()
}

async fn line_of(town: &Town, citizen: &CitizenAccess, event: Event) -> SeenLine {
    let seen = others(town, citizen).await;
    seen.lines.into_iter().find(|line| line.event == event).unwrap()
}

fn question(town: &Town, line: AuditId) -> NewQuestion {
    NewQuestion {
        line,
        draft: DraftId::from_uuid(town.new_uuid()),
        topic: Topic::parse("Spørsmål om hvem som har sett").unwrap(),
        body: Body::parse("Hvorfor leste Per dette?").unwrap(),
    }
}

/// L-PJL-22a: Kari sees that Per took, read and answered, by name, unit and reason, and
/// what it was about; and that it was looked at is itself a line.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_kari_sees_what_per_did_and_why() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        let per = town.per().await;
        town.takes(&per, id).await.unwrap();
        town.desk_opens(&per, id).await.unwrap();
        helsebro_actions::dialog::desk::thread::show_number(&town.acts, &per, id).await.unwrap();
        town.answers(&per, id, "Vi kommer i morgen.").await.unwrap();
        let kari = town.citizen(ids::KARI);
        let seen = others(&town, &kari).await;
        let mine: Vec<_> = seen.lines.iter().filter(|line| line.group == Group::Staff).collect();
        let did: Vec<_> = mine.iter().rev().map(|line| line.event).collect();
        let expected =
            [Event::ThreadClaimed, Event::ThreadRead, Event::NumberShown, Event::ThreadAnswered];
        assert_eq!(did, expected);
        for line in mine {
            let name = Some(("Per Haug".to_owned(), "sykepleier".to_owned()));
            assert_eq!(line.by, SeenBy::Staff { name, place: Some(UNIT.to_owned()) });
            assert_eq!(line.why, Some(Why::Service));
            assert_eq!(line.thread, Some((id, "Såret på leggen".to_owned())));
            assert!(line.can_be_asked_about);
        }
        // The journal system that listed her services stands there too.
        assert!(seen.lines.iter().any(|line| line.group == Group::Systems));
        let newest = &town.lines(1).await[0];
        assert_eq!((newest.event, newest.actor), (Event::LogSeen, Actor::Citizen(ids::KARI)));
        assert_eq!(newest.rules, "L-PJL-22a");
    })
    .await;
}

/// L-PJL-22a: staff of another unit who tried is told of; another citizen who tried is
/// not, and neither shows in the other's list.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_a_refused_attempt_is_told_when_staff_made_it() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        assert!(town.desk_opens(&liv, id).await.is_err());
        assert!(town.opens(ids::OLA, id).await.is_err());
        let kari = town.citizen(ids::KARI);
        let seen = others(&town, &kari).await;
        let tried: Vec<_> =
            seen.lines.iter().filter(|line| line.outcome == Outcome::Refused).collect();
        assert_eq!(tried.len(), 1);
        let name = Some(("Liv Moe".to_owned(), "frisklivsveileder".to_owned()));
        let place = Some("Frisklivssentralen Solvik".to_owned());
        assert_eq!(tried[0].by, SeenBy::Staff { name, place });
        let ola = town.citizen(ids::OLA);
        let own = seen::list(&town.acts, &ola, all(Part::Only(Group::Own))).await.unwrap();
        assert!(own.lines.iter().all(|line| line.event != Event::ThreadRead));
    })
    .await;
}

/// L-PJL-22a: the unit's own rule says whether staff are named.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_a_unit_that_hides_names_is_named_itself() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        town.desk_opens(&town.per().await, id).await.unwrap();
        town.set_up(ids::HOME_NURSING, |unit| unit.staff_names = StaffNames::Hidden).await;
        let line = line_of(&town, &town.citizen(ids::KARI), Event::ThreadRead).await;
        assert_eq!(line.by, SeenBy::Staff { name: None, place: Some(UNIT.to_owned()) });
    })
    .await;
}

/// C-1.6: about Sara, whose address is strictly confidential, the line names the
/// municipality and no unit.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_6_about_sara_the_organisation_is_named_and_no_place() {
    in_town(|town| async move {
        let (topic, body) = ("Time", "Når kommer dere?");
        let id = town.writes(ids::SARA, ids::HOME_NURSING, (topic, body)).await.unwrap().thread;
        town.desk_opens(&town.per().await, id).await.unwrap();
        let line = line_of(&town, &town.citizen(ids::SARA), Event::ThreadRead).await;
        let name = Some(("Per Haug".to_owned(), "sykepleier".to_owned()));
        assert_eq!(line.by, SeenBy::Staff { name, place: Some("Solvik kommune".to_owned()) });
        for line in others(&town, &town.citizen(ids::SARA)).await.lines {
            assert!(!format!("{:?}", line.by).contains("Hjemmesykepleien"), "{line:?}");
        }
    })
    .await;
}

/// L-PJL-22a, L-EFV-10: what a helper sees is told with her name and on what; she sees
/// the log only with the scope for rights, and never the person's own doings.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_a_helper_is_told_of_and_sees_the_log_only_with_the_scope() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        let messages = anne(&town, &[Covers::Messages]).await;
        inbox::list(&town.acts, &messages, None).await.unwrap();
        thread::open(&town.acts, &messages, id).await.unwrap();
        contacts::list(&town.acts, &messages).await.unwrap();
        let refused = seen::list(&town.acts, &messages, all(Part::Others)).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoRepresentationBasis));

        let kari = town.citizen(ids::KARI);
        let only = all(Part::Only(Group::Helpers));
        let seen = seen::list(&town.acts, &kari, only).await.unwrap();
        assert_eq!(events(&seen), [Event::ThreadsListed, Event::ThreadRead, Event::ContactsSeen]);
        for line in &seen.lines {
            let (name, of) = ("Anne Nilsen".to_owned(), "Kari Nilsen".to_owned());
            assert_eq!(line.by, SeenBy::Helper { name, of });
            assert_eq!(line.why, Some(Why::PowerOfAttorney));
            assert!(!line.can_be_asked_about);
        }

        let rights = anne(&town, &[Covers::RightsRequests]).await;
        let seen = others(&town, &rights).await;
        assert!(seen.lines.iter().any(|line| line.event == Event::ThreadRead));
        assert!(seen.lines.iter().all(|line| line.group != Group::Own && line.thread.is_none()));
        let own = seen::list(&town.acts, &rights, all(Part::Only(Group::Own))).await.unwrap();
        assert!(own.lines.is_empty());
        // Now that she has looked, that stands in Kari's list.
        assert!(events(&others(&town, &kari).await).contains(&Event::LogSeen));
    })
    .await;
}

/// S1-2.1.1-b: a unit whose name alone tells something shows in no helper's list
/// without that scope.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_revealing_unit_is_left_out_of_a_helpers_list() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        town.desk_opens(&town.per().await, id).await.unwrap();
        town.set_up(ids::HOME_NURSING, |unit| unit.revealing = Revealing::Yes).await;
        let is_told = |seen: &Seen| seen.lines.iter().any(|line| line.group == Group::Staff);
        assert!(is_told(&others(&town, &town.citizen(ids::KARI)).await));
        let narrow = anne(&town, &[Covers::RightsRequests, Covers::Messages]).await;
        let seen = others(&town, &narrow).await;
        assert!(!is_told(&seen) && !format!("{seen:?}").contains(UNIT), "{seen:?}");
        // Of two powers of attorney the newer counts, and it is newer by the clock.
        town.base.clock.move_on(core::time::Duration::from_secs(1));
        let wide = [Covers::RightsRequests, Covers::SensitiveUnits];
        assert!(is_told(&others(&town, &anne(&town, &wide).await).await));
    })
    .await;
}

/// L-PBRL-AGE: Lise sees Emil's log, and nothing of a conversation that is blocked for
/// her; Jonas is fourteen, and his log is not hers at all.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_a_blocked_conversation_leaves_no_line_in_a_parents_list() {
    const BLOCK: &str = "INSERT INTO parent_blocks (id, child, parent, thread, municipality, \
         set_by, reason, created_at) VALUES ($1, $2, NULL, $3, $4, $5, $6, $7)";
    in_town(|town| async move {
        let service = helsebro_testkit::service("HJSP-OST", ids::HOME_NURSING, None);
        town.lists(ids::HOME_NURSING, ids::EMIL, &[service]).await;
        let words = |topic| (topic, "Hei.");
        let writes = async |topic| {
            town.writes(ids::EMIL, ids::HOME_NURSING, words(topic)).await.unwrap().thread
        };
        let (open, blocked): (ThreadId, ThreadId) = (writes("Åpen").await, writes("Lukket").await);
        let per = town.per().await;
        town.desk_opens(&per, open).await.unwrap();
        town.desk_opens(&per, blocked).await.unwrap();
        let lise = acting(&town, ids::LISE, ids::EMIL).await;
        let read = |seen: &Seen| {
            let lines = seen.lines.iter().filter(|line| line.event == Event::ThreadRead);
            lines.filter_map(|line| line.thread.as_ref().map(|thread| thread.0)).collect::<Vec<_>>()
        };
        assert_eq!(read(&others(&town, &lise).await), [blocked, open]);
        let (id, now, reason) = (town.new_uuid(), town.now(), b"grunn".as_slice());
        town.base
            .db
            .write(SYSTEM, "test.block", async |mut tx| {
                let values = values![id, ids::EMIL, blocked, ids::SOLVIK, ids::PER, reason, now];
                tx.ensure_one(BLOCK, values).await
            })
            .await
            .unwrap();
        let seen = others(&town, &lise).await;
        assert_eq!(read(&seen), [open]);
        assert!(!format!("{seen:?}").contains(&blocked.to_string()));
        assert_eq!(read(&others(&town, &town.citizen(ids::EMIL)).await), [blocked, open]);
    })
    .await;
}

/// L-PJL-22a: a page has a limit, the rest is one link away, and a month can be seen
/// alone.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_the_list_comes_in_pages_and_by_month() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        let per = town.per().await;
        for _ in 0..5 {
            town.desk_opens(&per, id).await.unwrap();
            town.opens(ids::KARI, id).await.unwrap();
        }
        let kari = town.citizen(ids::KARI);
        let staff = Part::Only(Group::Staff);
        let asked = Asked { limit: 2, ..all(staff) };
        let first = seen::list(&town.acts, &kari, asked).await.unwrap();
        assert_eq!(first.lines.len(), 2);
        let rest = Asked { before: first.older, limit: 3, ..asked };
        let rest = seen::list(&town.acts, &kari, rest).await.unwrap();
        assert_eq!((rest.lines.len(), rest.older), (3, None));
        let all_ids: std::collections::BTreeSet<_> =
            first.lines.iter().chain(&rest.lines).map(|line| line.id).collect();
        assert_eq!(all_ids.len(), 5);
        for (month, count) in [(2, 5), (1, 0)] {
            let month = Some(Month::of(Date::constant(2027, month, 1)));
            let found = seen::list(&town.acts, &kari, Asked { month, ..all(staff) }).await.unwrap();
            assert_eq!(found.lines.len(), count);
        }
    })
    .await;
}

/// L-PJL-22a, L-EFV-6: a question about a line goes to its unit as a conversation with a
/// receipt, once however often it is sent, and is answered there.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_a_question_about_a_line_is_a_conversation_with_its_unit() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        let per = town.per().await;
        town.desk_opens(&per, id).await.unwrap();
        let kari = town.citizen(ids::KARI);
        let line = line_of(&town, &kari, Event::ThreadRead).await;
        let prospect = ask::prospect(&town.acts, &kari, line.id).await.unwrap();
        assert_eq!(prospect.unit.unwrap().id, ids::HOME_NURSING);
        assert!(prospect.asked.is_none());
        let new = question(&town, line.id);
        let receipt = ask::send(&town.acts, &kari, &new).await.unwrap();
        let newest = &town.lines(1).await[0];
        assert_eq!((newest.event, newest.org), (Event::LogAsked, Some(ids::SOLVIK)));
        assert_eq!(receipt.reference, "SOL-2027-000002");
        let again = ask::send(&town.acts, &kari, &new).await.unwrap();
        assert_eq!(again.reference, receipt.reference);
        let asked = ask::prospect(&town.acts, &kari, line.id).await.unwrap().asked.unwrap();
        assert_eq!((asked.thread, asked.reference), (receipt.thread, receipt.reference));

        let queue = town.queue(&per, Queue::NotTaken).await;
        assert!(queue.lines.iter().any(|line| line.topic == "Spørsmål om hvem som har sett"));
        town.answers(&per, receipt.thread, "Jeg skulle bytte bandasje.").await.unwrap();
        town.replies(ids::KARI, receipt.thread, "Takk.").await.unwrap();
        let view = town.opens(ids::KARI, receipt.thread).await.unwrap();
        assert_eq!(view.messages.len(), 3);
    })
    .await;
}

/// L-PJL-22a: a line that is another's, or not told, is as one that does not exist; and
/// where no unit takes messages one is told to ring.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_22a_nobody_asks_about_anothers_line_and_no_question_is_lost() {
    in_town(|town| async move {
        let id = town.kari_writes().await.thread;
        town.desk_opens(&town.per().await, id).await.unwrap();
        let kari = town.citizen(ids::KARI);
        let line = line_of(&town, &kari, Event::ThreadRead).await;
        let ola = town.citizen(ids::OLA);
        let none = AuditId::from_uuid(town.new_uuid());
        for (citizen, line) in [(&ola, line.id), (&kari, none)] {
            let not = ask::prospect(&town.acts, citizen, line).await;
            assert!(matches!(not, Err(ActError::NotFound)));
            let not = ask::send(&town.acts, citizen, &question(&town, line)).await;
            assert!(matches!(not, Err(ActError::NotFound)));
        }
        for unit in [ids::HOME_NURSING, ids::HEALTHY_LIFE, ids::ALLOCATION] {
            town.set_up(unit, |unit| unit.dialog = DialogSetting::NotActive).await;
        }
        let prospect = ask::prospect(&town.acts, &kari, line.id).await.unwrap();
        assert!(prospect.unit.is_none());
        assert_eq!(prospect.municipality.switchboard, "75 00 01 00");
        let refused = ask::send(&town.acts, &kari, &question(&town, line.id)).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::UnitNotActive));
        assert_eq!(town.lines(1).await[0].event, Event::LogAsked);
    })
    .await;
}
