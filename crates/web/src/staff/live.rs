//! `GET /ansatt/arbeidsliste/nytt`: open pages are told that something is new.
//!
//! Only how many there are now, never what. Without script the page has a link
//! that does the same.

use core::convert::Infallible;
use core::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use helsebro_actions::Sight;
use helsebro_actions::dialog::desk::queue::{self, QueueCounts};
use helsebro_actions::parties::staff as staff_acts;
use helsebro_views::pages::staff::LiveUpdate;
use helsebro_views::{Frame, Page};
use tokio::sync::broadcast::error::RecvError;

use super::work_list::links;
use crate::error::WebError;
use crate::extract::AtDesk;
use crate::limits::StreamPlace;
use crate::page::Shell;
use crate::routes::{Route, staff};
use crate::session::ByItself;
use crate::web::Web;

/// How often the list is looked at when nobody tells that it changed; another
/// process over the same database is heard this late at most.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// The longest that one stream lives; the page opens a new one.
const MAX_STREAM: Duration = Duration::from_secs(30 * 60);

/// Opens a stream of what is new.
#[tracing::instrument(name = "web.staff.live", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    _: ByItself,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    let place = web.limits().stream(at.member.live().id)?;
    let first = queue::counts(web.acts(), &at.desk).await?;
    let stream = updates(web, at, shell.frame().clone(), (first, place));
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()).into_response())
}

fn updates(
    web: Web,
    at: AtDesk,
    frame: Frame,
    (first, place): (QueueCounts, StreamPlace),
) -> impl Stream<Item = Result<Event, Infallible>> {
    let AtDesk { unit, member, .. } = at;
    let idle_until = member.live().idle_until;
    async_stream::stream! {
        // Kept as long as the stream is.
        let _place = place;
        let mut heard = web.acts().news().listen();
        let mut seen = first;
        let end = tokio::time::Instant::now() + MAX_STREAM;
        loop {
            tokio::select! {
                () = web.shutdown().cancelled() => break,
                () = tokio::time::sleep_until(end) => break,
                told = tokio::time::timeout(LOOK_AGAIN, heard.recv()) => match told {
                    Ok(Ok(Sight::Unit(told))) if told == unit.id => {}
                    Ok(Ok(_)) => continue,
                    Ok(Err(RecvError::Lagged(_))) | Err(_) => {}
                    Ok(Err(RecvError::Closed)) => break,
                },
            }
            // An authorisation or a session that has ended ends the stream too.
            if web.now() >= idle_until {
                break;
            }
            let Ok(desk) = staff_acts::desk(web.acts(), member.staff, unit.id).await else { break };
            let Ok(now) = queue::counts(web.acts(), &desk).await else { break };
            if now == seen {
                continue;
            }
            let news = now.not_taken.saturating_sub(first.not_taken);
            seen = now;
            if let Ok(html) = drawn(&frame, now, news) {
                yield Ok(Event::default().data(html));
            }
        }
    }
}

fn drawn(frame: &Frame, counts: QueueCounts, news: u32) -> Result<String, WebError> {
    let update = LiveUpdate { parts: links(counts), news, href: staff::WorkList.path() };
    Ok(update.render(frame)?)
}
