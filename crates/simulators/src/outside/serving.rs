//! Serving the parties outside on loopback listeners until their handle is dropped.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::control::{OutsideControl, control_routes};
use super::hall::Hall;
use super::pages::page_routes;
use super::settings::OutsideSettings;
use super::{gateway, krr, maskinporten, population, scanner, smtp};
use crate::SimulatorError;

/// How long stopping waits for connections that linger.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// The most bytes of a call.
const BODY_BYTES_LIMIT: usize = 1024 * 1024;

/// The running parties. Dropping it stops them; [`OutsideHandle::stop`] also waits
/// until they have stopped.
pub struct OutsideHandle {
    http: SocketAddr,
    mail: SocketAddr,
    control: OutsideControl,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<std::io::Result<()>>>,
}

impl OutsideHandle {
    /// Where those that speak HTTP are, and their pages.
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// Where the mail server is.
    pub fn mail(&self) -> SocketAddr {
        self.mail
    }

    /// Maskinporten's issuer; it ends in a slash.
    pub fn maskinporten(&self) -> String {
        format!("http://{}/maskinporten/", self.http)
    }

    /// The contact register's base.
    pub fn krr(&self) -> String {
        format!("http://{}/krr", self.http)
    }

    /// The population register's base.
    pub fn population(&self) -> String {
        format!("http://{}{}", self.http, population::PATH)
    }

    /// The address that texts are posted to in LINK Mobility's contract.
    pub fn link(&self) -> String {
        format!("http://{}/sms/link/send", self.http)
    }

    /// The address that texts are posted to in Puzzel's contract.
    pub fn puzzel(&self) -> String {
        format!("http://{}/sms/puzzel/sendMessages", self.http)
    }

    /// The same, with the scanner on a listener of its own. Where it is is the
    /// listener's to say.
    ///
    /// # Errors
    /// When the listener can be reached by others.
    pub fn with_scanner(mut self, listener: TcpListener) -> Result<Self, SimulatorError> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(SimulatorError::NotLoopback);
        }
        let looking = scanner::run(self.control.0.clone(), listener, self.stop.subscribe());
        self.tasks.push(tokio::spawn(async move {
            looking.await;
            Ok(())
        }));
        Ok(self)
    }

    /// The hand on them.
    pub fn control(&self) -> &OutsideControl {
        &self.control
    }

    /// Stops, and waits until they have: five seconds at most, then what is left
    /// is cut.
    ///
    /// # Errors
    /// When a listener broke.
    pub async fn stop(self) -> Result<(), SimulatorError> {
        self.stop.send_replace(true);
        for mut task in self.tasks {
            match tokio::time::timeout(STOP_LIMIT, &mut task).await {
                Ok(done) => done.map_err(std::io::Error::other)??,
                Err(_) => task.abort(),
            }
        }
        Ok(())
    }
}

/// Starts the parties: those that speak HTTP on one listener, mail on the other.
///
/// # Errors
/// When the settings contradict themselves or a listener can be reached by others.
pub async fn serve(
    [http, mail]: [TcpListener; 2],
    settings: OutsideSettings,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
) -> Result<OutsideHandle, SimulatorError> {
    let (http_at, mail_at) = (http.local_addr()?, mail.local_addr()?);
    if !http_at.ip().is_loopback() || !mail_at.ip().is_loopback() {
        return Err(SimulatorError::NotLoopback);
    }
    let issuer = format!("http://{http_at}/maskinporten/");
    let hall = Arc::new(Hall::new(issuer, settings, clock, dice)?);
    let (stop, stopped) = watch::channel(false);
    let mut http_stop = stopped.clone();
    let serving = axum::serve(http, router(&hall)).with_graceful_shutdown(async move {
        // A dropped sender means stop just as well as a sent word.
        let _ = http_stop.wait_for(|stopped| *stopped).await;
    });
    let post_office = smtp::run(hall.clone(), mail, stopped);
    let tasks = vec![
        tokio::spawn(serving.into_future()),
        tokio::spawn(async move {
            post_office.await;
            Ok(())
        }),
    ];
    let control = OutsideControl(hall);
    Ok(OutsideHandle { http: http_at, mail: mail_at, control, stop, tasks })
}

fn router(hall: &Arc<Hall>) -> Router {
    let person = |path: &str| format!("{}/{path}", population::PATH);
    Router::new()
        .route("/maskinporten/.well-known/oauth-authorization-server", get(maskinporten::metadata))
        .route("/maskinporten/token", post(maskinporten::token))
        .route("/krr/rest/v2/personer", post(krr::persons))
        .route(&person("person/get-by-nin"), post(population::by_number))
        .route(&person("person/bulk-by-nin"), post(population::by_numbers))
        .route(&person("person/{id}"), get(population::by_id))
        .route(&person("event"), get(population::events))
        .route(&person("event/latest"), get(population::latest))
        .route("/sms/link/send", post(gateway::link).get(gateway::there))
        .route("/sms/puzzel/sendMessages", post(gateway::puzzel).get(gateway::there))
        .with_state(hall.clone())
        .merge(control_routes(hall))
        .merge(page_routes(hall))
        .layer(DefaultBodyLimit::max(BODY_BYTES_LIMIT))
}

/// An answer whose line breaks in the middle of it.
pub(super) fn half_an_answer() -> Response {
    let broken = Body::from_stream(Broken);
    (StatusCode::OK, [("content-length", "1000")], broken).into_response()
}

/// A stream that breaks before it has said anything.
struct Broken;

impl futures_util::Stream for Broken {
    type Item = Result<axum::body::Bytes, std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Err(std::io::Error::other("the line breaks"))))
    }
}
