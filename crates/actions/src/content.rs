//! Text in and out of its seals.
//!
//! Sealing happens before the writer's turn and opening after it. A text is
//! bound to its row and column, so that a copy laid elsewhere does not open.

use helsebro_domain::controllership::{Category, Controller, labels};
use helsebro_domain::ids::{AttachmentId, MunicipalityId};
use helsebro_storage::StorageError;
use helsebro_storage::dialog::SealedPair;
use helsebro_storage::sealing::Place;
use uuid::Uuid;

use crate::{Acts, sealed_places};

/// Between the parts of a text; no written text can hold it.
const PART: char = '\u{1f}';

/// What a message holds: its words, and for a journal system's also what it
/// called the message and who wrote it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) heading: String,
    pub(crate) author: String,
    pub(crate) body: String,
}

impl Words {
    pub(crate) fn of(body: &str) -> Self {
        Self { body: body.to_owned(), ..Self::default() }
    }

    pub(crate) fn to_text(&self) -> String {
        format!("{}{PART}{}{PART}{}", self.heading, self.author, self.body)
    }

    pub(crate) fn from_text(text: &str) -> Self {
        let mut parts = text.splitn(3, PART).map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { heading: next(), author: next(), body: next() }
    }
}

/// Seals a text twice: the citizen's copy and the unit's.
pub(crate) async fn seal_pair(
    acts: &Acts,
    municipality: MunicipalityId,
    (table, row, column): (&'static str, Uuid, &'static str),
    text: &str,
) -> Result<SealedPair, StorageError> {
    let place = Place { table, row, column };
    let [citizen, _] = labels(municipality);
    Ok(SealedPair {
        citizen: acts.vault().seal(citizen, place, text.as_bytes()).await?,
        unit: seal_units_bytes(acts, municipality, place, text.as_bytes()).await?,
    })
}

/// Opens the citizen's copy.
pub(crate) async fn open_citizens(
    acts: &Acts,
    (table, row, column): (&'static str, Uuid, &'static str),
    sealed: &[u8],
) -> Result<String, StorageError> {
    let label = (Controller::Platform, Category::Platform);
    open(acts, label, Place { table, row, column }, sealed).await
}

/// Opens the unit's copy.
pub(crate) async fn open_units(
    acts: &Acts,
    municipality: MunicipalityId,
    (table, row, column): (&'static str, Uuid, &'static str),
    sealed: &[u8],
) -> Result<String, StorageError> {
    let label = (Controller::Municipality(municipality), Category::EpjRecord);
    open(acts, label, Place { table, row, column }, sealed).await
}

/// Seals something that is the municipality's alone.
pub(crate) async fn seal_units(
    acts: &Acts,
    municipality: MunicipalityId,
    (table, row, column): (&'static str, Uuid, &'static str),
    text: &str,
) -> Result<Vec<u8>, StorageError> {
    seal_units_bytes(acts, municipality, Place { table, row, column }, text.as_bytes()).await
}

/// What stands in a list where a topic was whose key is destroyed: a sign, not a
/// word. Whoever opens the conversation is told.
const GONE: &str = "—";

/// A topic as a list shows it: one that nobody can open any more must not take
/// the rest of the list with it.
pub(crate) fn in_list(opened: Result<String, StorageError>) -> Result<String, StorageError> {
    Ok(unless_gone(opened)?.unwrap_or_else(|| GONE.to_owned()))
}

/// A part of a conversation; none when nobody can open it any more: what was
/// written later, under another key, must be read all the same.
pub(crate) fn unless_gone(
    opened: Result<String, StorageError>,
) -> Result<Option<String>, StorageError> {
    match opened {
        Ok(text) => Ok(Some(text)),
        Err(StorageError::KeyDestroyed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Seals something of the citizen's own.
pub(crate) async fn seal_own(
    acts: &Acts,
    (table, row, column): (&'static str, Uuid, &'static str),
    text: &str,
) -> Result<Vec<u8>, StorageError> {
    let label = (Controller::Platform, Category::Platform);
    acts.vault().seal(label, Place { table, row, column }, text.as_bytes()).await
}

/// Where a file's key and name rest.
pub(crate) const fn file_place(id: AttachmentId) -> Place {
    Place { table: "attachments", row: id.uuid(), column: "key" }
}

const CITIZENS: (Controller, Category) = (Controller::Platform, Category::Platform);

/// Seals bytes as the citizen's copy.
pub(crate) async fn seal_citizens_bytes(
    acts: &Acts,
    place: Place,
    bytes: &[u8],
) -> Result<Vec<u8>, StorageError> {
    acts.vault().seal(CITIZENS, place, bytes).await
}

/// Seals bytes as the unit's copy: every seal of a unit's is made here.
pub(crate) async fn seal_units_bytes(
    acts: &Acts,
    municipality: MunicipalityId,
    place: Place,
    bytes: &[u8],
) -> Result<Vec<u8>, StorageError> {
    let Place { table, column, .. } = place;
    if !sealed_places::is_known(table, column) {
        return Err(StorageError::PlaceUnknown { table, column });
    }
    let label = (Controller::Municipality(municipality), Category::EpjRecord);
    acts.vault().seal(label, place, bytes).await
}

/// Opens the citizen's copy of bytes.
pub(crate) async fn open_citizens_bytes(
    acts: &Acts,
    place: Place,
    sealed: &[u8],
) -> Result<Vec<u8>, StorageError> {
    acts.vault().open(CITIZENS, place, sealed).await
}

/// Opens the unit's copy of bytes.
pub(crate) async fn open_units_bytes(
    acts: &Acts,
    municipality: MunicipalityId,
    place: Place,
    sealed: &[u8],
) -> Result<Vec<u8>, StorageError> {
    let label = (Controller::Municipality(municipality), Category::EpjRecord);
    acts.vault().open(label, place, sealed).await
}

/// The keyed hash of what came in, for the audit line (§ 1.4, Hashes).
pub(crate) async fn inputs_hash(acts: &Acts, text: &str) -> Result<[u8; 32], StorageError> {
    inputs_hash_of(acts, text.as_bytes()).await
}

/// The same for what need not be text.
pub(crate) async fn inputs_hash_of(acts: &Acts, bytes: &[u8]) -> Result<[u8; 32], StorageError> {
    acts.vault().hmac(Controller::Platform, bytes).await
}

async fn open(
    acts: &Acts,
    label: (Controller, Category),
    place: Place,
    sealed: &[u8],
) -> Result<String, StorageError> {
    let bytes = acts.vault().open(label, place, sealed).await?;
    String::from_utf8(bytes).map_err(|_| StorageError::Unsealable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_text_come_back_as_they_went_in() {
        let words =
            Words { heading: "Attest".into(), author: "August".into(), body: "Hei\nhei".into() };
        assert!(Words::from_text(&words.to_text()) == words);
        assert!(Words::from_text(&Words::of("Hei").to_text()) == Words::of("Hei"));
        assert!(Words::from_text("") == Words::default());
    }
}
