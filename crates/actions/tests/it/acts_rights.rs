//! The acts of the table about a citizen's rights: who is responsible, what she demands of
//! them, what concerns her, and powers of attorney that are offered.

use helsebro_actions::controllership::custody;
use helsebro_actions::representation::{months, switching};
use helsebro_actions::{ActError, breaches, controllership, notices, rights};
use helsebro_domain::ids::RightsRequestId;
use helsebro_domain::representation::{CitizenAccess, Direction};
use helsebro_domain::rights::Kind;
use helsebro_testkit::{Town, ids};
use uuid::Uuid;

use crate::acts_people::begins;
use crate::acts_table::Things;
use crate::rights::new;

/// What such an act needs beforehand.
pub(crate) async fn prepared(town: &Town, what: &str, on: Things) -> Option<Uuid> {
    let asks = async || {
        let asked = rights_of(town);
        let own = town.citizen(on.person);
        // A child's is not her own to ask for; then there is none.
        let sent = rights::send(&town.acts, &own, &asked).await;
        Some(sent.unwrap_or(asked.id).uuid())
    };
    match what {
        "answer who offers" => {
            Some(begins(town, Direction::Offered, (ids::BJORG, on.person)).await.uuid())
        }
        "take back what the person offers" => {
            Some(begins(town, Direction::Offered, (on.person, ids::BJORG)).await.uuid())
        }
        "look at the person's request about rights"
        | "take back the person's request about rights" => asks().await,
        _ => None,
    }
}

fn rights_of(town: &Town) -> rights::NewRights {
    rights::NewRights { unit: Some(ids::HOME_NURSING), ..new(town, Kind::AccessRecord) }
}

/// A citizen tries one of these.
pub(crate) async fn citizen(
    town: &Town,
    me: &CitizenAccess,
    what: &str,
    on: Things,
) -> Result<(), ActError> {
    let acts = &town.acts;
    let hers = || RightsRequestId::from_uuid(on.more.unwrap());
    match what {
        "see what those one acts for have got" => switching::news(acts, me).await.map(drop),
        "see who acted, month by month" => months::by_month(acts, me).await.map(drop),
        "see who is responsible" => controllership::services(acts, me).await.map(drop),
        "see whether the record goes to somebody else" => {
            custody::concerning(acts, me).await.map(drop)
        }
        "see what breaches concern one" => breaches::told(acts, me).await.map(drop),
        "see where notices go" => notices::own_number(acts, me).await.map(drop),
        "list requests about rights" => rights::mine(acts, me).await.map(drop),
        "see where rights can be asked for" => rights::places(acts, me).await.map(drop),
        "list the youths one can ask for" => rights::youths(acts, me).await.map(drop),
        "look at the person's request about rights" => {
            rights::one(acts, me, hers()).await.map(drop)
        }
        "look over a request about rights" => {
            rights::preview(acts, me, &rights_of(town)).await.map(drop)
        }
        "send a request about rights" => {
            let asked = rights_of(town);
            let sent = rights::send(acts, me, &asked).await?;
            // Those that wait are limited in number.
            rights::withdraw(acts, me, sent).await
        }
        "take back the person's request about rights" => rights::withdraw(acts, me, hers()).await,
        _ => panic!("nobody knows how to {what}"),
    }
}
