//! What a citizen has said yes to, the first time she signs in and later on
//! (L-GDPR-7, L-GDPR-13).

mod agree;
mod withdraw;
mod youths;

use axum::Router;
use axum::routing::get;
use helsebro_actions::consent::Standing;
use helsebro_views::pages::citizen::ResponsibleFor;

use crate::routes::Route;
use crate::routes::citizen::{Consent, WithdrawConsent, YouthConsents};
use crate::web::Web;

/// The pages about consent.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(Consent::PATTERN, get(agree::get).post(agree::post))
        .route(YouthConsents::PATTERN, get(youths::get).post(youths::post))
        .route(WithdrawConsent::PATTERN, get(withdraw::get).post(withdraw::post))
}

fn responsible(standing: &Standing) -> Vec<ResponsibleFor> {
    let one = |found: &helsebro_actions::consent::Responsible| ResponsibleFor {
        name: found.name.clone(),
        phone: found.phone.clone(),
        services: found.services.clone(),
    };
    standing.responsible.iter().map(one).collect()
}
