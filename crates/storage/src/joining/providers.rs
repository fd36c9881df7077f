//! Data processing agreements with organisations that are no municipality (S1-3.2-a).

use helsebro_domain::ids::{AgreementId, OrgId, StaffId};
use helsebro_domain::joining::{Agreement, Checklist};
use helsebro_domain::time::{Date, Instant};

use super::agreements::add_subs;
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO providers_agreements (org, id, items, valid_from, last_day, \
     document, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF: &str = "SELECT org, id, items, valid_from, last_day, document FROM providers_agreements \
     WHERE org = $1 ORDER BY id DESC LIMIT 50";
const ALL: &str = "SELECT org, id, items, valid_from, last_day, document FROM providers_agreements \
     ORDER BY id DESC LIMIT 200";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF, ALL];

/// An agreement with an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvidersAgreement {
    /// With whom.
    pub org: OrgId,
    /// Its id.
    pub id: AgreementId,
    /// What it holds and how long it stands; both have signed it.
    pub agreement: Agreement,
    /// What it is filed under.
    pub document: String,
}

impl FromRow for ProvidersAgreement {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let last_day: Date = row.get(4)?;
        Ok(Self {
            org: row.get(0)?,
            id: row.get(1)?,
            agreement: Agreement {
                items: Checklist::from_bits(row.get(2)?),
                from: row.get(3)?,
                last_day: Some(last_day),
                is_signed: true,
                sub_processors: Vec::new(),
            },
            document: row.get(5)?,
        })
    }
}

/// Adds one that both have signed. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_providers_agreement(
    tx: &mut Tx,
    new: &ProvidersAgreement,
    (by, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    let Agreement { items, from, last_day, sub_processors, .. } = &new.agreement;
    let bits = items.bits();
    let row = values![new.org, new.id, bits, *from, *last_day, new.document, by, at];
    tx.ensure_one(ADD, row).await?;
    add_subs(tx, new.id, sub_processors).await?;
    // Who processes for whom is one of the facts that say who is controller.
    crate::controllership::changed(tx).await
}

/// Those with one organisation, newest first. Whether they stand decides for the municipality
/// whose service it delivers (G-DPA).
///
/// # Errors
/// When the database fails.
pub async fn providers_agreements_of(
    tx: &mut Tx,
    org: OrgId,
) -> Result<Vec<ProvidersAgreement>, StorageError> {
    tx.all(OF, values![org]).await
}

/// All of them, newest first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn providers_agreements(tx: &mut Tx) -> Result<Vec<ProvidersAgreement>, StorageError> {
    tx.system()?;
    tx.all(ALL, values![]).await
}
