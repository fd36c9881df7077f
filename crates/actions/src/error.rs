//! The three kinds of no.

use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_storage::StorageError;

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The rules said no. It stands in the audit log; the door shows it in words.
    #[error("refused: {}", .0.shown())]
    Refused(Refusal),
    /// There is no such thing, or none that the asker may know of.
    #[error("not found")]
    NotFound,
    /// The database failed.
    #[error("the database failed")]
    Storage(#[source] StorageError),
}

impl From<StorageError> for ActError {
    fn from(error: StorageError) -> Self {
        match error {
            // Nothing failed: somebody answered for it that nobody shall read this.
            StorageError::KeyDestroyed => {
                Self::Refused(Refusal::told(ReasonCode::ContentDestroyed, &["S1-3.1-a"]))
            }
            // A municipality that has left writes nothing more (ON-17).
            StorageError::KeyClosed => {
                let rules = &["S1-6-c", "ON-17"];
                Self::Refused(Refusal::told(ReasonCode::ServiceTerminated, rules))
            }
            error => Self::Storage(error),
        }
    }
}

impl From<Refusal> for ActError {
    fn from(refusal: Refusal) -> Self {
        // A neutral refusal must be the same as what does not exist (§ 1.4).
        if refusal.is_neutral() { Self::NotFound } else { Self::Refused(refusal) }
    }
}
