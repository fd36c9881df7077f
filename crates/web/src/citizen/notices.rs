//! What she is told of by SMS and e-mail, where, and what she was told.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::notices::{self, HistoryLine};
use helsebro_domain::notices::{
    Address, Channel, Channels, ContactCard, Level, Listing, NoticeChoices, SharedWith, Topic, Wish,
};
use helsebro_domain::representation::Deed;
use helsebro_domain::time::Date;
use helsebro_views::pages::citizen::{
    NoticeLine, Notices, Reached, Saved, ShownPoint, channels_value, level_value, wish_value,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen};
use crate::page::{Shell, see_with};
use crate::routes::citizen;
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// There when a choice was just stored.
    lagret: Option<String>,
}

/// What she chooses; what is no choice changes nothing.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    level: String,
    #[serde(default)]
    helper_level: String,
    #[serde(default)]
    channels: String,
    #[serde(default)]
    messages: String,
    #[serde(default)]
    helped: String,
    #[serde(default)]
    grants: String,
}

/// `GET /meg/varsler`.
#[tracing::instrument(name = "web.citizen.notices", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    citizen.access.may(Deed::ManageProfile).map_err(WebError::Refused)?;
    let choices = notices::choices(web.acts(), &citizen.access).await?;
    let history = notices::history(web.acts(), &citizen.access).await?;
    shell.page(&Notices {
        choices,
        saved: if asked.lagret.is_some() { Saved::Now } else { Saved::No },
        reach: reached(&web, &citizen).await?,
        change_href: web.settings().contact_page.as_ref().map(ToString::to_string),
        history: history.into_iter().map(line).collect(),
    })
}

/// `POST /meg/varsler`.
#[tracing::instrument(name = "web.citizen.notices.choose", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    CheckedForm(chosen): CheckedForm<Chosen>,
) -> Result<Response, WebError> {
    let before = notices::choices(web.acts(), &citizen.access).await?;
    let level = |text: &str| Level::ALL.into_iter().find(|level| level_value(*level) == text);
    let wish = |text: &str| Wish::ALL.into_iter().find(|wish| wish_value(*wish) == text);
    let channels = Channels::ALL.into_iter().find(|way| channels_value(*way) == chosen.channels);
    let choices = NoticeChoices {
        level: level(&chosen.level).unwrap_or(before.level),
        helper_level: level(&chosen.helper_level).unwrap_or(before.helper_level),
        channels: channels.unwrap_or(before.channels),
        messages: wish(&chosen.messages).unwrap_or(before.messages),
        helped: wish(&chosen.helped).unwrap_or(before.helped),
        grants: wish(&chosen.grants).unwrap_or(before.grants),
    };
    notices::choose(web.acts(), &citizen.access, &choices).await?;
    Ok(see_with(&citizen::Notices, "lagret=1"))
}

/// What the contact register has of her now. An outage is said, and hinders nothing else.
async fn reached(web: &Web, citizen: &Citizen) -> Result<Reached, WebError> {
    let number = notices::own_number(web.acts(), &citizen.access).await?;
    let asked = web.contacts().look_up(std::slice::from_ref(&number)).await;
    let card = match asked {
        Ok(mut cards) => cards.remove(&number),
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the contact register did not answer");
            None
        }
    };
    let today = web.now().in_oslo().date;
    Ok(card.map_or(Reached::Away, |card| shown(card, today)))
}

fn shown(card: ContactCard, today: Date) -> Reached {
    if card.listing != Listing::Active {
        return Reached::At { mobile: None, email: None };
    }
    Reached::At {
        mobile: card.mobile.map(|held| point(&held, &Address::Phone(held.value.clone()), today)),
        email: card.email.map(|held| point(&held, &Address::Email(held.value.clone()), today)),
    }
}

fn point<V>(held: &Channel<V>, address: &Address, today: Date) -> ShownPoint {
    ShownPoint {
        text: address.masked(),
        is_stale: held.fresh_until().is_none_or(|last| last < today),
        is_shared: held.shared == SharedWith::Others,
    }
}

fn line(HistoryLine { notice, shown }: HistoryLine) -> NoticeLine {
    let topic: Topic = notice.occasion.topic(notice.standing);
    NoticeLine {
        topic,
        at: notice.sending_at.unwrap_or(notice.decided_at),
        due_at: notice.due_at,
        to: notice.channel.zip(shown),
        state: notice.state,
        why: notice.why,
    }
}
