//! What stands in a register, and what the people concerned are told.

use helsebro_domain::breaches::Breach;
use helsebro_domain::ids::{BreachId, MunicipalityId};
use helsebro_domain::representation::{Basis, CitizenAccess};
use helsebro_domain::time::Instant;
use helsebro_storage::breaches::StoredBreach;
use helsebro_storage::{Scope, breaches, parties};

use super::{Keeper, SYSTEM, open, place};
use crate::{ActError, Acts, content};

/// A breach as a page shows it.
#[derive(Clone)]
pub struct Shown {
    /// The breach.
    pub breach: Breach,
    /// When it was registered.
    pub registered_at: Instant,
    /// What happened.
    pub nature: String,
    /// Which kinds of people and of data.
    pub kinds: Option<String>,
    /// What is likely to come of it; with the measures, where it was assessed in one text.
    pub consequences: Option<String>,
    /// What was done or is proposed.
    pub measures: Option<String>,
    /// About how many people.
    pub concerned: Option<i64>,
    /// About how many entries.
    pub records: Option<i64>,
    /// The authority's reference.
    pub reference: Option<String>,
    /// Why it was late; empty when it was not.
    pub delay: String,
    /// How many people are named.
    pub named: i64,
}

/// What somebody is told of a breach.
#[derive(Clone)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// What.
    pub story: String,
    /// The municipality and its phone.
    pub home: Option<(String, String)>,
    /// The provider and its phone, where it is its own; with neither it is whoever runs the
    /// platform.
    pub provider: Option<(String, String)>,
}

/// The register, newest first.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever only reads agreements.
pub async fn list(acts: &Acts, keeper: Keeper<'_>) -> Result<Vec<Shown>, ActError> {
    keeper.reads()?;
    let found = acts
        .db()
        .read(keeper.scope(), "breaches.list", async |mut tx| {
            let mut found = Vec::new();
            for stored in breaches::breaches(&mut tx, keeper.holder()).await? {
                let named = breaches::concerned(&mut tx, stored.breach.id).await?;
                found.push((stored, named));
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    let mut all = Vec::with_capacity(found.len());
    for (stored, named) in found {
        all.push(shown(acts, keeper, stored, named).await?);
    }
    Ok(all)
}

/// One of the register.
///
/// # Errors
/// As [`list`]; [`ActError::NotFound`] for another register's.
pub async fn one(acts: &Acts, keeper: Keeper<'_>, id: BreachId) -> Result<Shown, ActError> {
    keeper.reads()?;
    let found = acts
        .db()
        .read(keeper.scope(), "breaches.one", async |mut tx| {
            let which = (keeper.holder(), id);
            let stored = breaches::breach(&mut tx, which).await?.ok_or(ActError::NotFound)?;
            let named = breaches::concerned(&mut tx, id).await?;
            Ok::<_, ActError>((stored, named))
        })
        .await?;
    shown(acts, keeper, found.0, found.1).await
}

async fn shown(
    acts: &Acts,
    keeper: Keeper<'_>,
    stored: StoredBreach,
    named: i64,
) -> Result<Shown, ActError> {
    let (holder, id) = (keeper.holder(), stored.breach.id);
    let words = stored.words;
    let nature = open(acts, holder, (id, "nature"), &words.nature).await?;
    let opened = async |column, sealed: &Option<Vec<u8>>| match sealed {
        Some(sealed) => open(acts, holder, (id, column), sealed).await.map(Some),
        None => Ok(None),
    };
    Ok(Shown {
        breach: stored.breach,
        registered_at: stored.registered_at,
        nature,
        kinds: opened("kinds", &words.kinds).await?,
        consequences: opened("assessment", &words.assessment).await?,
        measures: opened("measures", &words.measures).await?,
        concerned: words.concerned,
        records: words.records,
        delay: opened("delay", &words.delay).await?.unwrap_or_default(),
        reference: words.reference,
        named,
    })
}

/// The municipalities that can be told.
///
/// # Errors
/// When the database fails.
pub async fn homes(acts: &Acts) -> Result<Vec<(MunicipalityId, String)>, ActError> {
    acts.db()
        .read(SYSTEM, "breaches.homes", async |mut tx| {
            let all = parties::municipalities(&mut tx).await?;
            Ok::<_, ActError>(all.into_iter().map(|one| (one.id, one.legal_name())).collect())
        })
        .await
}

/// What a citizen is told of, newest first: her own, or that of a child under 12, which its
/// parents are told in its stead (SM-6).
///
/// # Errors
/// [`ActError::NotFound`] for whoever else acts for another.
pub async fn told(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Told>, ActError> {
    if !matches!(citizen.basis(), Basis::Own | Basis::Parent) {
        return Err(ActError::NotFound);
    }
    let found = acts
        .db()
        .read(Scope::from(citizen), "breaches.told", async |mut tx| {
            breaches::told_of(&mut tx, citizen.actor()).await
        })
        .await?;
    let mut told = Vec::with_capacity(found.len());
    for one in found {
        let story = content::open_citizens(acts, place(one.breach, "story"), &one.story).await;
        let (home, provider) = (one.home, one.provider);
        told.push(Told { at: one.told_at, story: content::in_list(story)?, home, provider });
    }
    Ok(told)
}
