//! What is written about a disclosure, in and out of its seals.

use helsebro_domain::ids::{DisclosureId, MunicipalityId};
use helsebro_storage::StorageError;
use helsebro_storage::disclosure::Sealed3;

use crate::{Acts, content};

/// Between the parts; no written text can hold it.
const PART: char = '\u{1f}';

/// What is asked for and why.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AskedWords {
    /// What.
    pub what: String,
    /// Why it is relevant and necessary.
    pub why: String,
    /// Why although the patient opposes it; empty when it was not said.
    pub compelling: String,
}

impl AskedWords {
    pub(super) fn to_text(&self) -> String {
        let clean = |text: &str| text.trim().replace(PART, " ");
        let (what, why) = (clean(&self.what), clean(&self.why));
        format!("{what}{PART}{why}{PART}{}", clean(&self.compelling))
    }

    pub(super) fn from_text(text: &str) -> Self {
        let mut parts = text.splitn(3, PART).map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { what: next(), why: next(), compelling: next() }
    }
}

/// Which side opens.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Asker(MunicipalityId),
    Source(MunicipalityId),
}

const fn place(id: DisclosureId, column: &'static str) -> (&'static str, uuid::Uuid, &'static str) {
    ("disclosures", id.uuid(), column)
}

pub(super) async fn seal(
    acts: &Acts,
    (id, column): (DisclosureId, &'static str),
    (to, from): (MunicipalityId, MunicipalityId),
    text: &str,
) -> Result<Sealed3, StorageError> {
    let pair = content::seal_pair(acts, from, place(id, column), text).await?;
    let unit = content::seal_units(acts, to, place(id, column), text).await?;
    Ok(Sealed3 { citizen: pair.citizen, unit, source: pair.unit })
}

pub(super) async fn open(
    acts: &Acts,
    (id, column): (DisclosureId, &'static str),
    sealed: &Sealed3,
    side: Side,
) -> Result<String, StorageError> {
    let (home, copy) = match side {
        Side::Asker(home) => (home, &sealed.unit),
        Side::Source(home) => (home, &sealed.source),
    };
    content::in_list(content::open_units(acts, home, place(id, column), copy).await)
}

/// Opens the patient's copy of what was asked for.
pub(crate) async fn open_patients(
    acts: &Acts,
    id: DisclosureId,
    sealed: &Sealed3,
) -> Result<AskedWords, StorageError> {
    let text = content::open_citizens(acts, place(id, "words"), &sealed.citizen).await;
    Ok(AskedWords::from_text(&content::in_list(text)?))
}
