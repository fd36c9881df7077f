//! The citizen's conversations and drafts.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::dialog::drafts::{self, Draft, DraftTarget};
use helsebro_actions::dialog::inbox::{self, InboxLine};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::time::Instant;
use helsebro_views::pages::citizen::{
    DraftRow, Just, LastBy, Part, Standing, ThreadRow, Threads as Page,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Uncounted;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What the list is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Older than this place: an instant and a conversation.
    eldre: Option<String>,
    /// There when a draft was just saved.
    lagret: Option<String>,
    /// There when a draft was just thrown away.
    kastet: Option<String>,
}

/// `GET /meldinger`.
#[tracing::instrument(name = "web.citizen.dialog.threads", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Uncounted,
) -> Result<Response, WebError> {
    let before = match asked.eldre.as_deref() {
        Some(text) => Some(place(text).ok_or(WebError::NotFound)?),
        None => None,
    };
    let found = inbox::list(web.acts(), &citizen.access, before).await?;
    let shell = shell.with_count(found.unread);
    let drafts = match before {
        None => drafts(&web, &citizen, &found.lines).await?,
        Some(_) => Vec::new(),
    };
    let now = shell.now();
    let older_href = found
        .older
        .map(|(at, thread)| format!("{}?eldre={}.{thread}", routes::Threads.path(), at.micros()));
    let (closed, open): (Vec<_>, Vec<_>) = found.lines.into_iter().partition(|line| line.is_closed);
    let (mut unread, read): (Vec<_>, Vec<_>) = open.into_iter().partition(|line| line.unread > 0);
    unread.extend(read);
    shell.page(&Page {
        open: unread.into_iter().map(|line| row(line, now)).collect(),
        drafts,
        closed: closed.into_iter().map(|line| row(line, now)).collect(),
        older_href,
        part: if before.is_some() { Part::Older } else { Part::Newest },
        just: match (asked.lagret, asked.kastet) {
            (Some(_), _) => Just::DraftSaved,
            (None, Some(_)) => Just::DraftDiscarded,
            (None, None) => Just::Nothing,
        },
    })
}

/// A place in the list, as the link to older ones writes it.
fn place(text: &str) -> Option<(Instant, ThreadId)> {
    let (at, thread) = text.split_once('.')?;
    Some((Instant::from_micros(at.parse().ok()?), thread.parse().ok()?))
}

fn row(line: InboxLine, now: Instant) -> ThreadRow {
    ThreadRow {
        href: routes::Thread(line.thread).path(),
        unit: line.unit_name,
        topic: line.topic,
        last_by: if line.last_is_own { LastBy::You } else { LastBy::Unit },
        last_at: line.last_at,
        unread: line.unread,
        standing: Standing::at(line.promise_at.map(Some), now),
    }
}

async fn drafts(
    web: &Web,
    citizen: &Citizen,
    lines: &[InboxLine],
) -> Result<Vec<DraftRow>, WebError> {
    let found = drafts::list(web.acts(), &citizen.access).await?;
    Ok(found.into_iter().filter_map(|draft| draft_row(lines, draft)).collect())
}

/// A draft in the list. A reply to a conversation further down stands only in it.
fn draft_row(lines: &[InboxLine], draft: Draft) -> Option<DraftRow> {
    let (href, to, topic) = match draft.target {
        DraftTarget::Contact(_) => {
            let name = draft.contact_name?;
            (routes::Draft(draft.id).path(), name, draft.topic)
        }
        DraftTarget::Thread(thread) => {
            let line = lines.iter().find(|line| line.thread == thread)?;
            (routes::Thread(thread).path(), line.unit_name.clone(), line.topic.clone())
        }
    };
    let topic = (!topic.trim().is_empty()).then_some(topic);
    Some(DraftRow { href, to, topic, saved_at: draft.saved_at })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_place_in_the_list_reads_back_and_nothing_else_does() {
        let thread = ThreadId::from_uuid(Uuid::from_u128(5));
        assert_eq!(place(&format!("17.{thread}")), Some((Instant::from_micros(17), thread)));
        for wrong in ["", "17", "x.y", &format!("x.{thread}"), "17.1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
