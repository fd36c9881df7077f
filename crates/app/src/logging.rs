//! Where log lines go: to standard error, as text or as JSON.
//!
//! What may stand in a line is said in `docs/logging.md`. Libraries are heard from
//! `warn` on only: below that some of them tell what passes through them.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{LogFormat, LogSettings};

/// What the names of our own rooms begin with.
const OURS: &str = "helsebro";

/// Starts telling.
pub(crate) fn start(settings: LogSettings) {
    let heard = Targets::new().with_default(LevelFilter::WARN).with_target(OURS, settings.level);
    // When nobody reads the lines any more, there is nobody to tell that either.
    // Colours are for a terminal; in a file they are rubbish between the words.
    let colours = std::io::stderr().is_terminal();
    let layer = layer().with_writer(std::io::stderr).with_ansi(colours).log_internal_errors(false);
    let lines = match settings.format {
        LogFormat::Text => layer.with_target(false).boxed(),
        LogFormat::Json => layer.json().boxed(),
    };
    // Only a second start in one process fails; the first then stands.
    let _second = tracing_subscriber::registry().with(lines.with_filter(heard)).try_init();
}
