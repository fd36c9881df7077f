//! What a person chooses to be told of, and what she was told.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::notices::NoticeChoices;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::notices::{self, ShownNotice};
use helsebro_storage::{Scope, audit};

use super::SCOPE;
use super::loading::number;
use crate::{ActError, Acts, content, trail};

/// A notice as its receiver sees it later.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// The notice.
    pub notice: ShownNotice,
    /// What she recognises its contact point by; none when it went nowhere.
    pub shown: Option<String>,
}

/// What a person has chosen, or how it is without a choice.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever acts for somebody else.
pub async fn choices(acts: &Acts, citizen: &CitizenAccess) -> Result<NoticeChoices, ActError> {
    allowed(acts, citizen).await?;
    acts.db()
        .read(Scope::from(citizen), "notices.choices", async |mut tx| {
            Ok(notices::choices(&mut tx).await?.unwrap_or_default())
        })
        .await
}

/// Stores what a person chooses.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever acts for somebody else.
pub async fn choose(
    acts: &Acts,
    citizen: &CitizenAccess,
    chosen: &NoticeChoices,
) -> Result<(), ActError> {
    allowed(acts, citizen).await?;
    let now = acts.now();
    let mut line = trail::by_citizen(acts, citizen, Event::NoticesChosen, now);
    line.rules = &["SM-8", "L-GDPR-24"];
    acts.db()
        .write(Scope::from(citizen), "notices.choose", async |mut tx| {
            notices::set_choices(&mut tx, chosen, now).await?;
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// The newest notices to a person, newest first.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever acts for somebody else.
pub async fn history(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<HistoryLine>, ActError> {
    allowed(acts, citizen).await?;
    let rows = acts
        .db()
        .read(Scope::from(citizen), "notices.history", async |mut tx| {
            Ok::<_, ActError>(notices::history(&mut tx).await?)
        })
        .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for notice in rows {
        let shown = match &notice.shown_sealed {
            Some(sealed) => {
                let place = ("notices", notice.id.uuid(), "shown");
                content::unless_gone(content::open_citizens(acts, place, sealed).await)?
            }
            None => None,
        };
        lines.push(HistoryLine { notice, shown });
    }
    Ok(lines)
}

/// A person's own number, to ask the contact register what it has of her.
///
/// # Errors
/// [`ActError::NotFound`] when it is none that is used here.
pub async fn own_number(acts: &Acts, citizen: &CitizenAccess) -> Result<IdentityNumber, ActError> {
    allowed(acts, citizen).await?;
    let person = citizen.person();
    let known = acts
        .db()
        .read(SCOPE, "notices.own_number", async |mut tx| {
            Ok::<_, ActError>(notices::notified(&mut tx, person).await?)
        })
        .await?;
    let known = known.ok_or(ActError::NotFound)?;
    number(acts, &(person, known.number_sealed)).await?.ok_or(ActError::NotFound)
}

/// What she has chosen is nobody's but her own to see and change.
async fn allowed(acts: &Acts, citizen: &CitizenAccess) -> Result<(), ActError> {
    let about = (Event::NoticesChosen, Object::None);
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await
}
