//! What stands beside the database: what looks through files, and the seals.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::time::Clock;
use helsebro_partners::scanner::{Clamd, Scanner};

use super::Findings;
use crate::clock::SystemClock;
use crate::config::Config;

/// How long ahead the end of a seal is warned of: new ones take weeks to get.
const SEAL_RENEWAL: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Whether the seals can be set, for a while yet.
pub(super) fn seals(config: &Config, findings: &mut Findings) {
    const WHAT: &str = "seals";
    let Ok(seals) = config.seals() else { return };
    let now = SystemClock.now();
    let advice = "get a new certificate, and lay it in seals.folder";
    let (ended, ending) = (seals.ended_at(now), seals.ended_at(now.plus(SEAL_RENEWAL)));
    if !ended.is_empty() {
        findings.fail(WHAT, format!("no longer valid: {}", ended.join(", ")), advice);
    } else if !ending.is_empty() {
        findings.warn(WHAT, format!("soon no longer valid: {}", ending.join(", ")), advice);
    } else {
        findings.ok(WHAT, format!("{} are kept here", seals.count()));
    }
}

/// Whether what looks through files is there.
pub(super) async fn scanner(config: &Config, findings: &mut Findings) {
    const WHAT: &str = "scanner";
    let Ok(files) = config.files() else { return };
    let Some(settings) = files.scanner else {
        return findings.ok(WHAT, "none is connected: no files go along with messages");
    };
    match Clamd::new(settings, Arc::new(SystemClock)).check().await {
        Ok(()) => findings.ok(WHAT, "clamd answers"),
        Err(fault) => {
            let advice = "start clamd, and check files.scanner; files wait in drafts meanwhile";
            findings.fail(WHAT, fault.to_string(), advice);
        }
    }
}
