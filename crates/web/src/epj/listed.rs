//! `GET /epj/Messages`: what waits, at once or as soon as there is something.

use core::time::Duration;

use axum::Json;
use axum::extract::{RawQuery, State};
use helsebro_actions::Sight;
use helsebro_actions::epj::door::{self, MAX_LISTED, Waiting};
use helsebro_domain::epj::EpjClient;
use helsebro_domain::parties::HerId;
use tokio::sync::broadcast::Receiver;

use super::caller::Caller;
use super::fault::Fault;
use super::wire::Message;
use crate::web::Web;

/// The longest that a caller may wait for something.
const MAX_WAIT: Duration = Duration::from_secs(25);

/// How often is looked when nobody tells that there is something: another process
/// over the same database may have written it.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// How many are listed when the caller does not say.
const LISTED: u32 = 10;

/// The most HER-ids that one call asks for.
const MAX_HER_IDS: usize = 100;

/// What is asked for.
struct Asked {
    her_ids: Vec<HerId>,
    with_all: bool,
    limit: u32,
    wait: Duration,
}

#[tracing::instrument(name = "web.epj.listed", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Caller(client): Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<Message>>, Fault> {
    let asked = asked(&web, query.as_deref().unwrap_or_default())?;
    let owns = door::owns(web.acts(), &client, &asked.her_ids).await;
    if !owns.map_err(|error| Fault::of(&web, error))? {
        let error = "Not authorized for these HerIds";
        return Err(Fault::new(&web, axum::http::StatusCode::FORBIDDEN, error));
    }
    let was_here = door::was_here(web.acts(), &client).await;
    was_here.map_err(|error| Fault::of(&web, error))?;
    let heard = web.acts().news().listen();
    let waiting = waited(&web, &client, &asked, heard).await?;
    let ours = &web.settings().our_her_id;
    Ok(Json(waiting.iter().map(|one| Message::of(one, ours, asked.with_all)).collect()))
}

/// What waits; when there is nothing, what comes within the time.
async fn waited(
    web: &Web,
    client: &EpjClient,
    asked: &Asked,
    mut heard: Receiver<Sight>,
) -> Result<Vec<Waiting>, Fault> {
    let end = tokio::time::Instant::now() + asked.wait;
    loop {
        let found = door::waiting(web.acts(), client, &asked.her_ids, asked.limit).await;
        let found = found.map_err(|error| Fault::of(web, error))?;
        if !found.is_empty() || tokio::time::Instant::now() >= end {
            return Ok(found);
        }
        let again = (tokio::time::Instant::now() + LOOK_AGAIN).min(end);
        loop {
            tokio::select! {
                () = web.shutdown().cancelled() => return Ok(Vec::new()),
                () = tokio::time::sleep_until(again) => break,
                told = heard.recv() => match told {
                    Ok(Sight::Epj(epj)) if epj == client.epj() => break,
                    Ok(_) => {}
                    Err(_) => {
                        heard = web.acts().news().listen();
                        break;
                    }
                },
            }
        }
    }
}

fn asked(web: &Web, query: &str) -> Result<Asked, Fault> {
    let mut asked =
        Asked { her_ids: Vec::new(), with_all: false, limit: LISTED, wait: Duration::ZERO };
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let wrong = |what: &str| Fault::bad(web, format!("{name}: {what}"));
        match name.to_ascii_lowercase().as_str() {
            "receiverherids" => {
                let her = HerId::parse(&value).ok_or_else(|| wrong("a HER-id is wanted"))?;
                asked.her_ids.push(her);
            }
            "includemetadata" => asked.with_all = value.eq_ignore_ascii_case("true"),
            "messagestofetch" => {
                let limit = value.parse().ok().filter(|limit| (1..=MAX_LISTED).contains(limit));
                asked.limit = limit.ok_or_else(|| wrong("1 to 100 is wanted"))?;
            }
            "wait" => {
                let seconds = value.parse().ok().map(Duration::from_secs);
                let wait = seconds.filter(|wait| *wait <= MAX_WAIT);
                asked.wait = wait.ok_or_else(|| wrong("0 to 25 seconds are wanted"))?;
            }
            _ => {}
        }
    }
    if asked.her_ids.is_empty() || asked.her_ids.len() > MAX_HER_IDS {
        return Err(Fault::bad(web, "ReceiverHerIds: 1 to 100 are wanted"));
    }
    Ok(asked)
}
