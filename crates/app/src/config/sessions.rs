//! `[sessions]`: how long one stays signed in.

use core::time::Duration;

use helsebro_actions::parties::sessions::SessionLimits;
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sessions {
    idle_minutes: i64,
    absolute_minutes: i64,
}

impl Sessions {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<SessionLimits> {
        let idle = problems.within("sessions.idle_minutes", self.idle_minutes, 5..=120);
        let absolute =
            problems.within("sessions.absolute_minutes", self.absolute_minutes, 15..=720);
        let (idle, absolute) = (idle?, absolute?);
        if absolute < idle {
            problems.add("sessions.absolute_minutes", "must not be less than idle_minutes");
        }
        let minutes = |minutes: u32| Duration::from_secs(u64::from(minutes) * 60);
        Some(SessionLimits { idle: minutes(idle), absolute: minutes(absolute) })
    }
}
