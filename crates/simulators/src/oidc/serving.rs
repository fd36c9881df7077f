//! Serving a stand-in on a loopback listener until its handle is dropped.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::control::{Control, control_routes};
use super::desk::Desk;
use super::faults::Fault;
use super::form::FORM_BYTES_LIMIT;
use crate::SimulatorError;

/// How long stopping waits for connections that linger.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// A running stand-in. Dropping it stops the stand-in; [`Handle::stop`] also
/// waits until it has stopped.
pub struct Handle {
    issuer: String,
    address: SocketAddr,
    control: Control,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<std::io::Result<()>>>,
}

impl Handle {
    /// The issuer, as in `iss` and as discovery is asked under.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The hand on it.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Stops and waits until every connection is done, five seconds at most;
    /// then what is left is cut.
    pub async fn stop(mut self) -> Result<(), SimulatorError> {
        self.control.faults().clear();
        drop(self.stop.take());
        match self.task.take() {
            Some(mut task) => match tokio::time::timeout(STOP_LIMIT, &mut task).await {
                Ok(done) => Ok(done.map_err(std::io::Error::other)??),
                Err(_) => {
                    task.abort();
                    Ok(())
                }
            },
            None => Ok(()),
        }
    }
}

/// Puts routes under the path of the issuer, behind the weather of `Slow` and
/// `Down`; the control door stays open in any weather.
pub(crate) fn under_issuer(desk: &Arc<Desk>, routes: Router) -> Router {
    let weathered = routes.layer(middleware::from_fn_with_state(desk.clone(), weather));
    let all = weathered
        .merge(control_routes(desk.clone()))
        .layer(DefaultBodyLimit::max(FORM_BYTES_LIMIT));
    match desk.base_path().as_str() {
        "" => all,
        path => Router::new().nest(path, all),
    }
}

/// Serves the routes; refuses a listener that others could reach.
pub(crate) fn serve_router(
    listener: TcpListener,
    desk: &Arc<Desk>,
    router: Router,
) -> Result<Handle, SimulatorError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(SimulatorError::NotLoopback);
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        // A dropped sender means stop just as well as a sent word.
        let _ = stopped.await;
    });
    let task = tokio::spawn(serving.into_future());
    let (issuer, control) = (desk.issuer.clone(), Control::of(desk));
    Ok(Handle { issuer, address, control, stop: Some(stop), task: Some(task) })
}

async fn weather(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    desk.faults.wait_if_slow().await;
    if desk.faults.strikes(Fault::Down) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}
