//! What the acts tell of the log, as the pages take it.

use helsebro_actions::audit::{SeenBy as By, SeenLine as Line};
use helsebro_domain::audit::Outcome;
use helsebro_views::pages::citizen::{
    SeenBy, SeenDay, SeenDisclosure, SeenEmergency, SeenLine, SeenReason,
};

use crate::extract::Citizen;
use crate::routes::{Route, citizen as routes};

/// The lines by day; they come newest first.
pub(super) fn days(lines: Vec<Line>, citizen: &Citizen) -> Vec<SeenDay> {
    let mut days: Vec<SeenDay> = Vec::new();
    for found in lines {
        let day = found.at.in_oslo().date;
        let shown = line(found, citizen);
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.lines.push(shown),
            None => days.push(SeenDay { day, lines: vec![shown] }),
        }
    }
    days
}

pub(super) fn line(found: Line, citizen: &Citizen) -> SeenLine {
    let own = citizen.access.is_own();
    SeenLine {
        at: found.at,
        by: match found.by {
            By::Staff { name, place } => SeenBy::Staff { name, place },
            By::Helper { name, of } => SeenBy::Helper { name, of: (!own).then_some(of) },
            By::Herself => SeenBy::You,
            By::Epj { municipality } => SeenBy::Epj(municipality),
            By::Platform => SeenBy::Platform,
        },
        what: found.event,
        thread: found.thread.map(|(id, topic)| (routes::Thread(id).path(), topic)),
        reason: match (found.outcome, found.why) {
            (Outcome::Refused, _) => SeenReason::Refused,
            (Outcome::Done, Some(why)) => SeenReason::Because(why),
            (Outcome::Done, None) => SeenReason::None,
        },
        emergency: found
            .emergency
            .map(|told| SeenEmergency { reason: told.reason, verdict: told.verdict }),
        disclosure: found.disclosure.map(|told| SeenDisclosure {
            unit: told.unit,
            source: told.source,
            what: told.what,
            why: told.why,
            compelling: told.compelling,
        }),
        ask_href: found.can_be_asked_about.then(|| routes::AskAboutLine(found.id).path()),
    }
}
