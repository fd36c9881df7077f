//! Which keys there are, and the end of one.

use core::time::Duration;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{KeyId, MunicipalityId};
use helsebro_domain::joining::Deployment;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::cipher::{controller_columns, purpose_column};
use super::keys;
use super::rotation::line;
use super::vault::{FRESH_FOR, SCOPE, category_of, controller_of};
use crate::audit;
use crate::db::Db;
use crate::error::StorageError;
use crate::joining;
use crate::tx::Tx;

/// How long a key must have been retired before it can be destroyed: by then no
/// process seals with it any more, so nothing new is lost with it.
pub const DESTROYED_AFTER: Duration = FRESH_FOR.saturating_mul(2);

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// It seals content of this kind.
    Seals(Category),
    /// It hashes numbers and addresses.
    Hashes,
}

/// A key as it is listed: nothing of the key itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedKey {
    /// Its id.
    pub id: KeyId,
    /// Whose content it is for.
    pub controller: Controller,
    /// What it is for.
    pub used_for: KeyUse,
    /// When it was made.
    pub created_at: Instant,
    /// When another came into use for it.
    pub retired_at: Option<Instant>,
    /// When it was destroyed.
    pub destroyed_at: Option<Instant>,
}

/// Why a key was not destroyed.
#[derive(Debug, thiserror::Error)]
pub enum DestroyRefused {
    /// There is no such key.
    #[error("there is no key with this id")]
    NoSuchKey,
    /// It hashes; without it people could not be found.
    #[error("the key is for keyed hashes: people could not be found again without it")]
    Hashes,
    /// It is the platform's.
    #[error("the key is the platform's: everybody's identity number is sealed with it")]
    Platforms,
    /// It is in use.
    #[error("the key is in use; rotate the data keys first")]
    InUse,
    /// Its municipality has not receipted that what it sealed is handed over.
    #[error(
        "the municipality has not receipted that what the key sealed lies in its own record or \
         archive system; what is held for it can be lost only then"
    )]
    NotReceipted,
    /// A process may still seal with it.
    #[error("the key was retired only just now; it can be destroyed at {from}")]
    JustRetired {
        /// From when it can be destroyed.
        from: Instant,
    },
    /// It was destroyed before.
    #[error("the key was destroyed at {at}")]
    Before {
        /// When.
        at: Instant,
    },
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// All keys, by whose content they are for.
///
/// # Errors
/// When the database fails, or holds keys that this version does not know.
pub async fn list(db: &Db) -> Result<Vec<ListedKey>, StorageError> {
    let rows = db.read(SCOPE, "keys.list", async |mut tx| keys::list(&mut tx).await).await?;
    let listed = rows.into_iter().map(|row| {
        let wrong = StorageError::Column { column: 1, wanted: "a controller" };
        Ok(ListedKey {
            id: row.id,
            controller: controller_of(row.controller_kind, row.controller).ok_or(wrong)?,
            used_for: category_of(&row.purpose).map_or(KeyUse::Hashes, KeyUse::Seals),
            created_at: row.created_at,
            retired_at: row.retired_at,
            destroyed_at: row.destroyed_at,
        })
    });
    listed.collect()
}

/// Destroys a key, and with it everything that it sealed: nobody can open that
/// any more, here at once and in other processes after [`FRESH_FOR`]. Nothing
/// else is touched. The wrapped key lives on in copies of the database that were
/// taken before.
///
/// # Errors
/// [`DestroyRefused`] says why not.
pub async fn destroy(db: &Db, deployment: Deployment, id: KeyId) -> Result<(), DestroyRefused> {
    let now = db.now();
    let mut line = line(db, Event::DataKeyDestroyed);
    line.object = Object::Key(id.uuid());
    db.write(SCOPE, "keys.destroy", async |mut tx| {
        let found = keys::list(&mut tx).await?.into_iter().find(|row| row.id == id);
        let row = found.ok_or(DestroyRefused::NoSuchKey)?;
        if category_of(&row.purpose).is_none() {
            return Err(DestroyRefused::Hashes);
        }
        let controller = controller_of(row.controller_kind, row.controller);
        let Some(Controller::Municipality(home)) = controller else {
            return Err(DestroyRefused::Platforms);
        };
        if let Some(at) = row.destroyed_at {
            return Err(DestroyRefused::Before { at });
        }
        let retired_at = row.retired_at.ok_or(DestroyRefused::InUse)?;
        // The same rule as in the operator's console: nothing is destroyed that is not
        // handed over and receipted (§ 5.6 case VII).
        let leaving = joining::leaving_of(&mut tx, home).await?;
        let receipted = leaving.filter(|leaving| leaving.may_destroy(deployment, now).is_ok());
        let Some(receipted) = receipted else { return Err(DestroyRefused::NotReceipted) };
        if joining::is_more_held(&mut tx, &receipted).await? {
            return Err(DestroyRefused::NotReceipted);
        }
        let from = retired_at.plus(DESTROYED_AFTER);
        if now < from {
            return Err(DestroyRefused::JustRetired { from });
        }
        keys::destroy(&mut tx, id, now).await?;
        let mut line = line.clone();
        line.org = Some(home);
        Ok(audit::append(&mut tx, &line).await?)
    })
    .await
}

/// The keys of what a municipality answers for.
fn of(municipality: MunicipalityId) -> ((i64, Uuid), &'static str) {
    let owner = controller_columns(Controller::Municipality(municipality));
    (owner, purpose_column(Some(Category::EpjRecord)))
}

/// From now nothing new is sealed for a municipality, here at once and in other processes
/// after [`FRESH_FOR`]. What was sealed before can still be opened. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn close_in(
    tx: &mut Tx,
    municipality: MunicipalityId,
    now: Instant,
) -> Result<(), StorageError> {
    let (owner, purpose) = of(municipality);
    keys::close(tx, owner, purpose, now).await
}

/// A municipality begins anew: a new key is made when something is to be sealed.
///
/// # Errors
/// When the database fails.
pub async fn reopen_in(tx: &mut Tx, municipality: MunicipalityId) -> Result<(), StorageError> {
    let (owner, purpose) = of(municipality);
    keys::reopen(tx, owner, purpose).await
}

/// Destroys every key of what a municipality answers for, retired ones too, and says how
/// many. The caller has asked the rule, and stores its line in the same transaction. System
/// scope only.
///
/// # Errors
/// When the database fails; then every key is as it was.
pub async fn destroy_all_in(
    tx: &mut Tx,
    municipality: MunicipalityId,
    now: Instant,
) -> Result<u64, StorageError> {
    let (owner, purpose) = of(municipality);
    keys::destroy_all(tx, owner, purpose, now).await
}
