//! Refusing somebody to write to a unit: the unit's page, those who decide, and her own
//! (L-EFV-14).

mod console;
mod new;
mod own;

use axum::Router;
use axum::routing::get;
use helsebro_actions::blocks::Shown;
use helsebro_domain::blocks::{Begins, Outcome};
use helsebro_views::pages::blocks::{BlockFacts, Stands};
use serde::Deserialize;

use crate::routes::{Route, citizen, municipality, staff};
use crate::web::Web;

/// The routes of all three doors.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(staff::NewBlock::PATTERN, get(new::get).post(new::post))
        .route(municipality::Blocks::PATTERN, get(console::list))
        .route(municipality::Block::PATTERN, get(console::get).post(console::post))
        .route(citizen::Blocks::PATTERN, get(own::list))
        .route(citizen::Block::PATTERN, get(own::get).post(own::post))
}

/// What the address may say.
#[derive(Default, Deserialize)]
struct Saved {
    #[serde(default)]
    gjort: String,
}

impl Saved {
    fn is_saved(&self) -> bool {
        self.gjort == "lagret"
    }
}

const fn stands(shown: &Shown) -> Stands {
    Stands { state: shown.state, holds: shown.holds }
}

fn facts(shown: &Shown) -> BlockFacts {
    let block = &shown.block;
    let is_at_once = block.begins == Begins::AtOnce && block.decided.is_none();
    let decided = block.decided.map(|decided| decided.at).zip(shown.decided_by.clone());
    BlockFacts {
        unit: shown.unit.0.clone(),
        phone: shown.unit.1.clone(),
        noticed_at: block.noticed_at,
        comment_by: block.comment_by(),
        stands: stands(shown),
        undecided_until: is_at_once.then(|| block.undecided_until()),
        reasons: shown.reasons.clone(),
        comment: shown.comment.clone(),
        decision: decided.zip(shown.decision.clone()).map(|((at, name), why)| (at, name, why)),
        last_day: match block.decided.map(|decided| decided.outcome) {
            Some(Outcome::Blocked { last_day }) => Some(last_day),
            Some(Outcome::NotBlocked) | None => None,
        },
    }
}
