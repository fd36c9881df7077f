//! Being asked to end: by Ctrl-C, or by whoever runs the process.

use anyhow::Context;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that is cancelled when the process is asked to end. From here on the
/// process ends gently.
pub(crate) fn when_asked() -> anyhow::Result<CancellationToken> {
    let listen = |kind| signal(kind).context("the process cannot listen for being asked to end");
    let (mut interrupted, mut terminated) =
        (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?);
    let stop = CancellationToken::new();
    let token = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
        tracing::info!("asked to end");
        token.cancel();
    });
    Ok(stop)
}
