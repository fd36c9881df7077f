//! Serving the journal system on a loopback listener until its handle is dropped.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::control::{EpjControl, control_routes};
use super::office::Office;
use super::pages::page_routes;
use super::round;
use super::settings::EpjSettings;
use crate::SimulatorError;

/// How long stopping waits for connections that linger.
const STOP_LIMIT: Duration = Duration::from_secs(5);
/// The most bytes of a form or an order.
const BODY_BYTES_LIMIT: usize = 256 * 1024;

/// A running journal system. Dropping it stops its round and its pages;
/// [`EpjHandle::stop`] also waits until they have stopped.
pub struct EpjHandle {
    address: SocketAddr,
    control: EpjControl,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<std::io::Result<()>>>,
}

impl EpjHandle {
    /// Where its pages and its control door are.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The hand on it.
    pub fn control(&self) -> &EpjControl {
        &self.control
    }

    /// Stops, and waits until it has: five seconds at most, then what is left is
    /// cut.
    ///
    /// # Errors
    /// When the listener broke.
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

/// Starts the journal system: its pages on the listener, and its round.
///
/// # Errors
/// When the settings contradict themselves or the listener can be reached by
/// others.
pub async fn serve(
    listener: TcpListener,
    settings: EpjSettings,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
) -> Result<EpjHandle, SimulatorError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(SimulatorError::NotLoopback);
    }
    let office = Arc::new(Office::new(settings, clock, dice)?);
    let router = Router::new()
        .merge(page_routes(&office))
        .merge(control_routes(&office))
        .layer(DefaultBodyLimit::max(BODY_BYTES_LIMIT));
    let (stop, stopped) = watch::channel(false);
    let mut pages_stop = stopped.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        // A dropped sender means stop just as well as a sent word.
        let _ = pages_stop.wait_for(|stopped| *stopped).await;
    });
    let round = round::run(office.clone(), stopped);
    let tasks = vec![
        tokio::spawn(serving.into_future()),
        tokio::spawn(async move {
            round.await;
            Ok(())
        }),
    ];
    Ok(EpjHandle { address, control: EpjControl(office), stop, tasks })
}
