//! The rest of the acts of the table: consent, notices, ways on, emergencies, how a unit is
//! set up, and those around a patient.

use helsebro_actions::ActError;
use helsebro_actions::audit::emergency;
use helsebro_actions::consent::{self, youth};
use helsebro_actions::dialog::attachments;
use helsebro_actions::dialog::desk::begun::{self, Begun, Saved};
use helsebro_actions::dialog::desk::start::{self as start_desk, NewByDesk};
use helsebro_actions::dialog::desk::{queue, standard};
use helsebro_actions::dialog::{start, ways_on};
use helsebro_actions::notices;
use helsebro_actions::parties::absence::{self, NewAbsence};
use helsebro_actions::parties::{staff, unit};
use helsebro_actions::representation::clinical::{self, Decides, Ends};
use helsebro_actions::representation::{asking, switching};
use helsebro_domain::audit::Verdict;
use helsebro_domain::consent::{Level, ParentSays, TERMS};
use helsebro_domain::dialog::{Desk, Nature, Reply};
use helsebro_domain::ids::{
    AbsenceId, DecisionId, DraftId, EmergencyId, PersonId, StandardReplyId,
};
use helsebro_domain::notices::Weight;
use helsebro_domain::parties::{StandIn, YouthDoor};
use helsebro_domain::representation::{BlockClass, BlockReach, CitizenAccess, GrantEnd, YouthTold};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::consent::NewConsent;
use helsebro_storage::{consent as stored, representation};
use helsebro_testkit::{Town, files, ids};
use jiff::civil::date;
use uuid::Uuid;

use crate::acts_people::{system, undecided};
use crate::acts_rights;
use crate::acts_table::Things;

const WHY: &str = "Vurdert i dag sammen med fastlegen.";

/// Whose conversation an act is about.
pub(crate) fn person_of(what: &str, person: PersonId) -> PersonId {
    match what {
        _ if what.contains("Emil") => ids::EMIL,
        _ if what.contains("Jonas's") => ids::JONAS,
        _ => person,
    }
}

/// What such an act needs beforehand.
pub(crate) async fn prepared(town: &Town, what: &str, on: Things) -> Option<Uuid> {
    let siri = || async { town.siri().await };
    match what {
        "see whether it was sent before" => {
            let own = town.citizen(on.person);
            let new = town.message(on.contact, "Hei", "Hei.");
            start::send(&town.acts, &own, &new).await.unwrap();
            Some(new.draft.uuid())
        }
        "take back the yes for Jonas" => {
            said_for_jonas(town, Some(Level::Everything)).await;
            None
        }
        _ if what.ends_with("the one that Per begun") => {
            let (acts, per) = (&town.acts, town.per().await);
            for before in begun::list(acts, &per).await.unwrap() {
                begun::discard(acts, &per, before.id).await.unwrap();
            }
            match begun::save(acts, &per, None, &begun_with_kari()).await.unwrap() {
                Saved::Under(id) => Some(id.uuid()),
                Saved::TooMany => None,
            }
        }
        "take back Siri's absence" => {
            let day = date(2027, 4, 14);
            let new = NewAbsence { from: day, last_day: day, stand_in: StandIn::Queue };
            let away = absence::say(&town.acts, &siri().await, new).await.unwrap().unwrap();
            Some(away.id.uuid())
        }
        "throw away a standard reply" => {
            let (title, text) = (Topic::parse("Påske").unwrap(), Body::parse("Stengt.").unwrap());
            let desk = siri().await;
            standard::keep(&town.acts, &desk, None, (&title, &text)).await.unwrap();
            let kept = standard::list(&town.acts, &desk).await.unwrap();
            kept.iter().find(|kept| kept.title == "Påske").map(|kept| kept.id.uuid())
        }
        _ if what.ends_with("Siri looked up in an emergency")
            || what.ends_with("that Siri looked up")
            || what == "judge what Siri looked up" =>
        {
            let found = town.looks_up(&siri().await, ids::KARI).await.unwrap();
            Some(found.id.uuid())
        }
        "end that Gerd may help Kari" => {
            decides(town, on, &gerd(town)).await;
            let held = around(town, on).await.decisions;
            held.first().map(|held| held.what.0.uuid())
        }
        "open again what is closed about Emil" => {
            decides(town, on, &close(None, BlockReach::Thread)).await;
            around(town, on).await.blocks.first().map(|held| held.what.0)
        }
        "end that it is open to Jonas's mother" => {
            decides(town, on, &open()).await;
            around(town, on).await.openings.first().map(|held| held.what.0)
        }
        _ => acts_rights::prepared(town, what, on).await,
    }
}

fn begun_with_kari() -> Begun {
    let (topic, body) = ("Plan".to_owned(), "Hei.".to_owned());
    Begun { person: ids::KARI, topic, body, reply: Reply::Allowed, weight: Weight::Plain }
}

async fn decides(town: &Town, on: Things, decides: &Decides) {
    undecided(town).await;
    let per = town.per().await;
    clinical::decide(&town.acts, &per, on.thread, (decides, WHY)).await.unwrap();
}

async fn around(town: &Town, on: Things) -> clinical::Around {
    clinical::around(&town.acts, &town.per().await, on.thread).await.unwrap()
}

fn gerd(town: &Town) -> Decides {
    let named = town.plan.person(ids::GERD).unwrap().number.clone();
    Decides::Competence { named, last_day: date(2027, 6, 30) }
}

const fn close(parent: Option<PersonId>, reach: BlockReach) -> Decides {
    Decides::Block { parent, class: BlockClass::Compelling, reach }
}

const fn open() -> Decides {
    Decides::Open { parent: ids::LISE, told: YouthTold::Yes }
}

/// A citizen tries one of these.
pub(crate) async fn citizen(
    town: &Town,
    me: &CitizenAccess,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    match what {
        "see what one has asked for" => asking::made(acts, me).await.map(drop),
        "see whom one can act for" => switching::choices(acts, me).await.map(drop),
        "see who else may see something" => clinical::about_me(acts, me).await.map(drop),
        "see what one was told of" => notices::history(acts, me).await.map(drop),
        "see what notices one has chosen" => notices::choices(acts, me).await.map(drop),
        "see whether it was sent before" => {
            let draft = DraftId::from_uuid(on.more.unwrap());
            let sent = start::sent_before(acts, me, draft).await?;
            sent.map(drop).ok_or(ActError::NotFound)
        }
        "see the ways on" => ways_on(acts, me, Some(ids::HOME_NURSING), None).await.map(drop),
        "list the youths one can say yes for" => youth::list(acts, me).await.map(drop),
        "say yes for Jonas" | "take back the yes for Jonas" => {
            let says = if what.starts_with("say") { ParentSays::Yes } else { ParentSays::Nothing };
            let said = youth::say(acts, me, ids::JONAS, says, "nb").await;
            said_for_jonas(town, None).await;
            said
        }
        "see what was said yes to" => consent::standing(acts, me).await.map(drop),
        "say yes to less" => {
            let said = consent::give(acts, me, Level::Looking, "nb").await;
            said_yes(town, me.actor()).await;
            said
        }
        "take the yes back" => {
            let at = town.now();
            system(town, async |tx| {
                let why = GrantEnd::Withdrawn;
                representation::end_all_of(tx, me.actor(), why, at).await.map(drop)
            })
            .await;
            let said = consent::withdraw(acts, me, "nb").await;
            said_yes(town, me.actor()).await;
            said
        }
        _ => acts_rights::citizen(town, me, what, on).await,
    }
}

/// She has said yes to everything again, without a line of it.
async fn said_yes(town: &Town, person: PersonId) {
    // A youth has not said yes to anything in the town.
    let level = (person != ids::JONAS).then_some(Level::Everything);
    let new = said(town, person, level);
    system(town, async |tx| stored::add_consent(tx, &new).await).await;
}

async fn said_for_jonas(town: &Town, level: Option<Level>) {
    let new = NewConsent { given_by: ids::LISE, ..said(town, ids::JONAS, level) };
    system(town, async |tx| stored::add_for_youth(tx, &new).await).await;
}

fn said(town: &Town, person: PersonId, level: Option<Level>) -> NewConsent<'static> {
    let (id, at) = (town.new_uuid(), town.now());
    NewConsent { id, person, level, terms: TERMS, language: "nb", given_by: person, at }
}

/// Somebody at a desk tries one of these.
pub(crate) async fn at_desk(
    town: &Town,
    desk: &Desk,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    let more = || on.more.unwrap();
    match what {
        "begin one with Kari" => begun::save(acts, desk, None, &begun_with_kari()).await.map(drop),
        "look at the one that Per begun" => {
            begun::load(acts, desk, DraftId::from_uuid(more())).await.map(drop)
        }
        "list what one has begun" => begun::list(acts, desk).await.map(drop),
        "throw away the one that Per begun" => {
            begun::discard(acts, desk, DraftId::from_uuid(more())).await
        }
        "have a file ready for the one that Per begun" => {
            let (id, plan) = (DraftId::from_uuid(more()), files::file("plan.pdf", files::pdf(b"")));
            attachments::add_at_desk(acts, desk, id, &plan).await.map(drop)
        }
        "send the one that Per begun" => {
            let new = NewByDesk {
                person: ids::KARI,
                topic: Topic::parse("Plan").unwrap(),
                body: Body::parse("Hei.").unwrap(),
                reply: Reply::Allowed,
                nature: Nature::NotAsked,
            };
            let id = DraftId::from_uuid(more());
            start_desk::start_begun(acts, desk, (&new, Weight::Plain), id).await.map(drop)
        }
        "count the unit's conversations" => queue::counts(acts, desk).await.map(drop),
        "list colleagues" => staff::colleagues(acts, desk).await.map(drop),
        "see how one is shown" => staff::shown_as(acts, desk).await.map(drop),
        "list the units" => staff::units(acts, desk).await.map(drop),
        "see how the unit is set up" => unit::set_up(acts, desk).await.map(drop),
        "see where what one gives goes" => unit::away(acts, desk).await.map(drop),
        "open the unit for youths" => unit::set_youth_door(acts, desk, YouthDoor::Open).await,
        "list who is away" => absence::list(acts, desk).await.map(drop),
        "take back Siri's absence" => {
            absence::take_back(acts, desk, AbsenceId::from_uuid(more())).await
        }
        "list standard replies" => standard::list(acts, desk).await.map(drop),
        "throw away a standard reply" => {
            standard::discard(acts, desk, StandardReplyId::from_uuid(more())).await
        }
        "see what Siri looked up in an emergency" => {
            emergency::view(acts, desk, EmergencyId::from_uuid(more())).await.map(drop)
        }
        "read the conversation that Siri looked up" => {
            let id = EmergencyId::from_uuid(more());
            emergency::read(acts, desk, id, on.thread).await.map(drop)
        }
        "list the look-ups to judge" => emergency::to_judge(acts, desk).await.map(drop),
        "judge what Siri looked up" => {
            emergency::judge(acts, desk, EmergencyId::from_uuid(more()), Verdict::Lawful).await
        }
        _ => around_patients(town, desk, what, on).await,
    }
}

async fn around_patients(town: &Town, desk: &Desk, what: &str, on: Things) -> Result<(), ActError> {
    let acts = &town.acts;
    let decided = async |decides: Decides| {
        let done = clinical::decide(acts, desk, on.thread, (&decides, WHY)).await;
        undecided(town).await;
        done
    };
    let ended = async |ends: Ends| {
        let done = clinical::end(acts, desk, on.thread, ends).await;
        undecided(town).await;
        done
    };
    match what {
        "see those around Kari" => clinical::around(acts, desk, on.thread).await.map(drop),
        "decide that Gerd may help Kari" => decided(gerd(town)).await,
        "end that Gerd may help Kari" => {
            ended(Ends::Competence(DecisionId::from_uuid(on.more.unwrap()))).await
        }
        "close Emil's conversation to his mother" => {
            decided(close(Some(ids::LISE), BlockReach::Thread)).await
        }
        "close everything about Emil to parents" => {
            decided(close(None, BlockReach::Everything)).await
        }
        "open again what is closed about Emil" => ended(Ends::Block(on.more.unwrap())).await,
        "open Jonas's conversation to his mother" | "open Kari's conversation to a parent" => {
            decided(open()).await
        }
        "end that it is open to Jonas's mother" => ended(Ends::Opening(on.more.unwrap())).await,
        _ => panic!("nobody knows how to {what}"),
    }
}
