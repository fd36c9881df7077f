//! HelseID's doors.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use tokio::net::TcpListener;

use super::machines::MachineClient;
use super::settings::{self, HelseidClient, HelseidSettings, Organisation, StaffPerson};
use super::{contract, login, machines, tokens};
use crate::oidc::{Desk, Grant, common_routes, serve_router, under_issuer};
use crate::{Client, Control, Handle, SimulatorError};

/// The stand-in for HelseID, ready to be served.
#[derive(Clone)]
pub struct Helseid(pub(super) Arc<Office>);

/// The desk, the staff it knows, and for whom each client is registered.
pub(super) struct Office {
    pub(super) desk: Arc<Desk>,
    pub(super) staff: Vec<StaffPerson>,
    registrations: Vec<(String, Organisation)>,
    machines: Vec<MachineClient>,
}

impl Office {
    /// The member of staff behind a grant.
    pub(super) fn person(&self, grant: &Grant) -> Option<&StaffPerson> {
        self.staff.iter().find(|person| person.key == grant.account)
    }

    /// The organisation a grant is for: the person's own, else the client's.
    pub(super) fn organisation(&self, grant: &Grant) -> Option<&Organisation> {
        let own = self.person(grant).and_then(|person| person.organisation.as_ref());
        let of_client = self.registrations.iter().find(|(id, _)| *id == grant.client_id);
        own.or(of_client.map(|(_, organisation)| organisation))
    }

    /// The client registered to act for itself under this id.
    pub(super) fn machine(&self, client_id: &str) -> Option<&MachineClient> {
        self.machines.iter().find(|machine| machine.client_id == client_id)
    }
}

impl Helseid {
    /// Makes a signing key and a stand-in that has nobody signed in.
    pub fn new(
        settings: HelseidSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        let HelseidSettings { issuer, signing, clients, machines, staff } = settings;
        settings::check(&staff)?;
        machines::check(&machines)?;
        let (clients, registrations): (Vec<Client>, Vec<_>) = clients
            .into_iter()
            .map(|HelseidClient { client, organisation }| {
                let registration = (client.client_id.clone(), organisation);
                (client, registration)
            })
            .unzip();
        let parts = (clock, dice);
        let desk = Desk::new(contract::rules(), issuer, clients, signing.into(), parts)?
            .with_machines(machines.iter().map(MachineClient::as_client).collect())?;
        let desk = Arc::new(desk);
        Ok(Self(Arc::new(Office { desk, staff, registrations, machines })))
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

/// Serves HelseID on the listener until the handle is dropped.
pub async fn serve(
    listener: TcpListener,
    settings: HelseidSettings,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
) -> Result<Handle, SimulatorError> {
    let helseid = Helseid::new(settings, clock, dice)?;
    serve_router(listener, &helseid.0.desk, helseid.router())
}
