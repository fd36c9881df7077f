//! Serving the doors on a listener: with limits, and with a gentle end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::connect_info::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Layer;

/// How long a browser may take to send the head of a request; one that takes
/// longer holds a connection for nothing.
const HEAD_WITHIN: Duration = Duration::from_secs(15);

/// The most header lines of a request.
const MAX_HEADERS: usize = 64;

/// The most bytes of a request's head.
const MAX_HEAD_BYTES: usize = 32 * 1024;

/// How long requests may go on after the process was asked to end.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How long accepting rests after it failed, as when no file handles are left.
const REST: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the requests that run come to their end.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    connections: usize,
    stop: CancellationToken,
) {
    let open = TaskTracker::new();
    let places = Arc::new(Semaphore::new(connections));
    loop {
        let Some((stream, peer, place)) = next(&listener, &places, &stop).await else { break };
        let (router, stop) = (router.clone(), stop.clone());
        open.spawn(async move {
            one(stream, peer, router, stop).await;
            drop(place);
        });
    }
    drop(listener);
    open.close();
    if tokio::time::timeout(LAST_REQUESTS, open.wait()).await.is_err() {
        tracing::warn!(open = open.len(), "requests were cut off");
    }
}

/// The next connection, when there is a place for it; none when it is time to stop.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    stop: &CancellationToken,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await.ok()?;
            Some((listener.accept().await, place))
        };
        let (accepted, place) = tokio::select! {
            biased;
            () = stop.cancelled() => return None,
            accepted = accepted => accepted?,
        };
        match accepted {
            Ok((stream, peer)) => return Some((stream, peer, place)),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "accepting failed");
                let mut rest = tokio::time::interval(REST);
                rest.tick().await;
                rest.tick().await;
            }
        }
    }
}

async fn one(stream: TcpStream, peer: SocketAddr, router: Router, stop: CancellationToken) {
    // Small answers should not wait for more.
    let _not_possible = stream.set_nodelay(true);
    let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(router));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_headers(MAX_HEADERS)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Browsers come and go; what they sent is not told.
        tracing::debug!(timed_out = error.is_timeout(), "a connection broke");
    }
}
