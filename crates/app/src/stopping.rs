//! Being asked to end: by Ctrl-C, or by whoever runs the process.

use tokio::signal::ctrl_c;
use tokio_util::sync::CancellationToken;

/// A token that is cancelled when the process is asked to end.
pub(crate) fn when_asked() -> CancellationToken {
    let stop = CancellationToken::new();
    let token = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = ctrl_c() => {}
            () = terminated() => {}
        }
        tracing::info!("asked to end");
        token.cancel();
    });
    stop
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut asked) => {
            asked.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
