//! ID-porten's doors.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use jsonwebtoken::Algorithm;
use tokio::net::TcpListener;

use super::settings::{self, IdportenSettings, Person};
use super::{contract, login, tokens};
use crate::oidc::{Desk, common_routes, serve_router, under_issuer};
use crate::{Control, Handle, SimulatorError};

/// The stand-in for ID-porten, ready to be served.
#[derive(Clone)]
pub struct Idporten(pub(super) Arc<Office>);

/// The desk and the persons it knows.
pub(super) struct Office {
    pub(super) desk: Arc<Desk>,
    pub(super) persons: Vec<Person>,
}

impl Idporten {
    /// Makes a signing key and a stand-in that has nobody signed in.
    pub fn new(
        settings: IdportenSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        let IdportenSettings { issuer, clients, persons } = settings;
        settings::check(&persons)?;
        let parts = (clock, dice);
        let desk = Desk::new(contract::rules(), issuer, clients, Algorithm::RS256, parts)?;
        Ok(Self(Arc::new(Office { desk: Arc::new(desk), persons })))
    }

    /// The hand on this stand-in.
    pub fn control(&self) -> Control {
        Control::of(&self.0.desk)
    }

    /// The doors, under the path of the issuer. Serve them on loopback only.
    pub fn router(&self) -> Router {
        let paths = &self.0.desk.rules.paths;
        let routes = Router::new()
            .route(paths.login, get(login::show).post(login::choose))
            .route(paths.token, post(tokens::token))
            .route(paths.userinfo, get(tokens::userinfo))
            .with_state(self.clone());
        let common = common_routes(&self.0.desk, contract::discovery);
        under_issuer(&self.0.desk, routes.merge(common))
    }
}

/// Serves ID-porten on the listener until the handle is dropped.
pub async fn serve(
    listener: TcpListener,
    settings: IdportenSettings,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
) -> Result<Handle, SimulatorError> {
    let idporten = Idporten::new(settings, clock, dice)?;
    serve_router(listener, &idporten.0.desk, idporten.router())
}
