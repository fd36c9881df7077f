//! L-EFV-14: refusing somebody to write electronically, told first and with an end.

use helsebro_actions::ActError;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::blocks::{self, NewBlock};
use helsebro_domain::audit::{Decision, Event, Outcome as SeenOutcome};
use helsebro_domain::blocks::{Begins, BlockState, Outcome};
use helsebro_domain::ids::{BlockId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town, told};

const WHY: &str = "Du har skrevet at du skal skade dem som kommer hjem til deg.";
const HERS: &str = "Jeg var redd og sint den dagen, og det er over nå.";
const DECISION: &str = "Truslene var alvorlige, og de har fortsatt etter varselet.";

fn day(month: i8, day: i8) -> Date {
    Date::new(2027, month, day).unwrap()
}

async fn begun(town: &Town, begins: Begins) -> (BlockId, ThreadId) {
    let thread = town.kari_writes().await.thread;
    let new = NewBlock { thread, of: ids::KARI, begins, reasons: WHY };
    (blocks::begin(&town.acts, &town.per().await, new).await.unwrap(), thread)
}

async fn code_of_writing(town: &Town) -> Option<ReasonCode> {
    let sent = town.writes(ids::KARI, ids::HOME_NURSING, ("Plaster", "Jeg har to igjen.")).await;
    sent.err().and_then(|error| told(&error))
}

/// L-EFV-14: threats in messages; Kari is told with reasons and comments; after the day Gro
/// decides; she reads, and cannot write to that unit until it is over.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_14_kari_is_told_first_comments_and_is_blocked_after_the_day() {
    in_town(|town| async move {
        let (id, thread) = begun(&town, Begins::WhenDecided).await;
        let kari = town.citizen(ids::KARI);
        let own = blocks::own(&town.acts, &kari).await.unwrap();
        assert_eq!((own[0].reasons.as_str(), own[0].state), (WHY, BlockState::Noticed));
        assert_eq!(blocks::own_one(&town.acts, &kari, id).await.unwrap().reasons, WHY);
        assert_eq!(own[0].block.comment_by(), day(2, 16));
        assert_eq!(code_of_writing(&town).await, None);
        blocks::comment(&town.acts, &kari, (id, HERS)).await.unwrap();
        let twice = blocks::comment(&town.acts, &kari, (id, HERS)).await.unwrap_err();
        assert_eq!(told(&twice), Some(ReasonCode::InvalidTransition));

        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let ends = Outcome::Blocked { last_day: day(4, 30) };
        let early = blocks::decide(&town.acts, &gro, id, (ends, DECISION)).await.unwrap_err();
        assert_eq!(told(&early), Some(ReasonCode::CommentDeadlineRunning));
        town.at(day(2, 17), 9, 0);
        let shown = blocks::one(&town.acts, &gro, id).await.unwrap();
        assert_eq!(shown.comment.as_deref(), Some(HERS));
        assert_eq!((shown.person.as_str(), shown.state), ("Kari Nilsen", BlockState::ToDecide));
        blocks::decide(&town.acts, &gro, id, (ends, DECISION)).await.unwrap();

        assert_eq!(code_of_writing(&town).await, Some(ReasonCode::ChannelBlocked));
        let reply = town.replies(ids::KARI, thread, "Hører dere meg?").await.unwrap_err();
        assert_eq!(told(&reply), Some(ReasonCode::ChannelBlocked));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::MessageSent);
        assert_eq!(line.decision, Decision::Refused(ReasonCode::ChannelBlocked));
        assert!(town.opens(ids::KARI, thread).await.is_ok());
        let own = blocks::own(&town.acts, &kari).await.unwrap();
        assert_eq!(own[0].decision.as_deref(), Some(DECISION));
        assert_eq!(own[0].decided_by.as_deref(), Some("Gro Hagen"));

        let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
        let list = seen::list(&town.acts, &kari, asked).await.unwrap();
        let done = list.lines.iter().filter(|line| line.outcome == SeenOutcome::Done);
        let events: Vec<_> = done.map(|line| line.event).take(3).collect();
        assert_eq!(events, [Event::BlockDecided, Event::BlockRead, Event::BlockNoticed]);

        town.at(day(5, 1), 9, 0);
        assert_eq!(blocks::own(&town.acts, &kari).await.unwrap()[0].state, BlockState::Over);
        assert_eq!(code_of_writing(&town).await, None);
    })
    .await;
}

/// L-EFV-14: for security it holds at once, and Gro lifts it.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_14_for_security_it_holds_at_once_and_is_lifted() {
    in_town(|town| async move {
        let (id, _) = begun(&town, Begins::AtOnce).await;
        assert_eq!(code_of_writing(&town).await, Some(ReasonCode::ChannelBlocked));
        // Whoever writes for her is not blocked for what she wrote; Ola least of all.
        let ola = town.writes(ids::OLA, ids::HOME_NURSING, ("Hei", "Når kommer dere?")).await;
        assert!(ola.is_ok());
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        blocks::lift(&town.acts, &gro, id).await.unwrap();
        assert_eq!(code_of_writing(&town).await, None);
        let twice = blocks::lift(&town.acts, &gro, id).await.unwrap_err();
        assert_eq!(told(&twice), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// L-EFV-14: nobody else begins, comments, reads, decides or lifts.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_14_nobody_else_has_anything_to_do_with_it() {
    in_town(|town| async move {
        let (id, thread) = begun(&town, Begins::AtOnce).await;
        let new = NewBlock { thread, of: ids::KARI, begins: Begins::AtOnce, reasons: WHY };
        // The reasons are about the one that the form named, and nobody else.
        let another = NewBlock { of: ids::ANNE, ..new };
        let changed = blocks::begin(&town.acts, &town.siri().await, another).await.unwrap_err();
        assert_eq!(told(&changed), Some(ReasonCode::InvalidTransition));
        let twice = blocks::begin(&town.acts, &town.siri().await, new).await.unwrap_err();
        assert_eq!(told(&twice), Some(ReasonCode::InvalidTransition));
        let mona = town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap();
        let anothers = blocks::begin(&town.acts, &mona, new).await.unwrap_err();
        assert_eq!(told(&anothers), Some(ReasonCode::NoServiceNeed));
        let journal = blocks::begin(&town.acts, &town.epj(ids::HOME_NURSING), new).await;
        assert!(matches!(journal, Err(ActError::NotFound)));
        let lise = town.citizen(ids::LISE);
        let not = blocks::comment(&town.acts, &lise, (id, HERS)).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        assert!(blocks::own(&town.acts, &lise).await.unwrap().is_empty());
        let not = blocks::own_one(&town.acts, &lise, id).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        town.at(day(2, 17), 9, 0);
        let outcome = (Outcome::NotBlocked, DECISION);
        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        let refused = blocks::decide(&town.acts, &hilde, id, outcome).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        let refused = blocks::lift(&town.acts, &hilde, id).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        let ragna = town.console(ids::RAGNA, ids::GRANLI).await;
        let not = blocks::decide(&town.acts, &ragna, id, outcome).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        let not = blocks::lift(&town.acts, &ragna, id).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        assert!(matches!(blocks::one(&town.acts, &ragna, id).await, Err(ActError::NotFound)));
        assert!(blocks::list(&town.acts, &ragna).await.unwrap().is_empty());
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        blocks::decide(&town.acts, &gro, id, outcome).await.unwrap();
        assert_eq!(code_of_writing(&town).await, None);
    })
    .await;
}
