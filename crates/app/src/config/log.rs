//! `[log]`: how much is told, and in which form.

use serde::Deserialize;
use tracing::Level;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    format: String,
    level: String,
}

/// How much is told, and in which form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogSettings {
    /// In which form.
    pub(crate) format: LogFormat,
    /// How much.
    pub(crate) level: Level,
}

/// In which form log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Log {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<LogSettings> {
        let formats = [("text", LogFormat::Text), ("json", LogFormat::Json)];
        let levels = [
            ("error", Level::ERROR),
            ("warn", Level::WARN),
            ("info", Level::INFO),
            ("debug", Level::DEBUG),
        ];
        let format = problems.choice("log.format", &self.format, &formats);
        let level = problems.choice("log.level", &self.level, &levels);
        Some(LogSettings { format: format?, level: level? })
    }
}
