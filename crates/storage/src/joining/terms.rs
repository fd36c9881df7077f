//! Terms documents, their versions, and who has accepted them.

use aws_lc_rs::digest::{SHA256, digest};
use helsebro_domain::ids::{AcceptanceId, MunicipalityId, StaffId, TermsId};
use helsebro_domain::joining::{
    Acceptance, Change, Clause, Document, Kind, MAX_CHANGES, MAX_CLAUSES, TermsVersion,
    VersionNumber,
};
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO terms_versions (id, document, version, title, kind, \
     effective_from, published_on, consulted_on, legal_basis, text_hash) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const ADD_CHANGE: &str = "INSERT INTO terms_changes (terms, position, version, dated, changed) \
     VALUES ($1, $2, $3, $4, $5)";
const ADD_CLAUSE: &str = "INSERT INTO terms_clauses (terms, position, number, heading, body) \
     VALUES ($1, $2, $3, $4, $5)";
const PUBLISH: &str =
    "UPDATE terms_versions SET published_on = $2 WHERE id = $1 AND published_on IS NULL";
const ALL: &str = "SELECT id, document, version, title, kind, effective_from, published_on, \
     consulted_on, legal_basis, text_hash FROM terms_versions ORDER BY id LIMIT 200";
const CHANGES: &str = "SELECT version, dated, changed FROM terms_changes WHERE terms = $1 \
     ORDER BY position LIMIT $2";
const CLAUSES: &str = "SELECT number, heading, body FROM terms_clauses WHERE terms = $1 \
     ORDER BY position LIMIT $2";
const ACCEPT: &str = "INSERT INTO terms_acceptances (municipality, id, document, version, \
     text_hash, signer, authority, at, on_general) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ACCEPTED: &str = "SELECT municipality, id, document, version, text_hash, signer, authority, \
     at, on_general FROM terms_acceptances WHERE municipality = $1 ORDER BY id LIMIT 500";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, ADD_CHANGE, ADD_CLAUSE, PUBLISH, ALL, CHANGES, CLAUSES, ACCEPT, ACCEPTED];

fn document(row: &Row<'_>, column: usize) -> Result<Document, StorageError> {
    let text: String = row.get(column)?;
    Document::from_stored(&text).ok_or(StorageError::Column { column, wanted: "a document" })
}

fn version(text: &str, column: usize) -> Result<VersionNumber, StorageError> {
    VersionNumber::parse(text).ok_or(StorageError::Column { column, wanted: "a version" })
}

fn hash(row: &Row<'_>, column: usize) -> Result<[u8; 32], StorageError> {
    let bytes: Vec<u8> = row.get(column)?;
    bytes.try_into().map_err(|_| StorageError::Column { column, wanted: "a hash" })
}

struct FoundVersion(TermsVersion);

impl FromRow for FoundVersion {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let number: String = row.get(2)?;
        let kind: String = row.get(4)?;
        Ok(Self(TermsVersion {
            id: row.get(0)?,
            document: document(row, 1)?,
            version: version(&number, 2)?,
            title: row.get(3)?,
            kind: Kind::from_stored(&kind),
            effective_from: row.get(5)?,
            published_on: row.get(6)?,
            consulted_on: row.get(7)?,
            legal_basis: row.get(8)?,
            changes: Vec::new(),
            clauses: Vec::new(),
            text_hash: hash(row, 9)?,
        }))
    }
}

struct FoundAcceptance(Acceptance);

impl FromRow for FoundAcceptance {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let number: String = row.get(3)?;
        let general: Option<String> = row.get(8)?;
        let id: AcceptanceId = row.get(1)?;
        let signer: StaffId = row.get(5)?;
        let at: Instant = row.get(7)?;
        Ok(Self(Acceptance {
            id,
            municipality: row.get(0)?,
            document: document(row, 2)?,
            version: version(&number, 3)?,
            text_hash: hash(row, 4)?,
            signer,
            authority: row.get(6)?,
            at,
            on_general: general.as_deref().map(|text| version(text, 8)).transpose()?,
        }))
    }
}

/// SHA-256 of a file, by which its receiver knows that she has it whole.
pub fn sum_of(file: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, file).as_ref());
    sum
}

/// What an acceptance names a text by.
pub fn hash_of(text: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    for (place, byte) in hash.iter_mut().zip(digest(&SHA256, text.as_bytes()).as_ref()) {
        *place = *byte;
    }
    hash
}

/// Adds a version with its change log and its clauses. System scope only.
///
/// # Errors
/// When the number is there already, or the database fails.
pub async fn add_terms(tx: &mut Tx, new: &TermsVersion) -> Result<(), StorageError> {
    tx.system()?;
    if new.changes.len() > MAX_CHANGES || new.clauses.len() > MAX_CLAUSES {
        return Err(StorageError::TooLong { what: "a terms document" });
    }
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.document.as_str(),
            new.version.to_string(),
            new.title,
            new.kind.as_str(),
            new.effective_from,
            new.published_on,
            new.consulted_on,
            new.legal_basis,
            new.text_hash,
        ],
    )
    .await?;
    for (position, change) in (0_i64..).zip(&new.changes) {
        let Change { version, on, text } = change;
        let version = version.to_string();
        tx.ensure_one(ADD_CHANGE, values![new.id, position, version, *on, text]).await?;
    }
    for (position, clause) in (0_i64..).zip(&new.clauses) {
        let Clause { number, heading, text } = clause;
        tx.ensure_one(ADD_CLAUSE, values![new.id, position, number, heading, text]).await?;
    }
    Ok(())
}

/// Publishes a draft. System scope only.
///
/// # Errors
/// When it is published already, or the database fails.
pub async fn publish_terms(tx: &mut Tx, id: TermsId, on: Date) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(PUBLISH, values![id, on]).await
}

/// Every version of every document, drafts too, with its change log and its clauses.
///
/// # Errors
/// When the database fails.
pub async fn terms(tx: &mut Tx) -> Result<Vec<TermsVersion>, StorageError> {
    let rows: Vec<FoundVersion> = tx.all(ALL, values![]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for FoundVersion(mut version_row) in rows {
        let most = i64::try_from(MAX_CLAUSES).unwrap_or(i64::MAX);
        let changes: Vec<(String, Date, String)> =
            tx.all(CHANGES, values![version_row.id, most]).await?;
        for (number, on, text) in changes {
            version_row.changes.push(Change { version: version(&number, 0)?, on, text });
        }
        let clauses: Vec<(String, String, String)> =
            tx.all(CLAUSES, values![version_row.id, most]).await?;
        let clause = |(number, heading, text)| Clause { number, heading, text };
        version_row.clauses = clauses.into_iter().map(clause).collect();
        found.push(version_row);
    }
    Ok(found)
}

/// Adds that terms were accepted, in the municipality's scope or the system's.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_acceptance(tx: &mut Tx, new: &Acceptance) -> Result<(), StorageError> {
    own(tx, new.municipality)?;
    tx.ensure_one(
        ACCEPT,
        values![
            new.municipality,
            new.id,
            new.document.as_str(),
            new.version.to_string(),
            new.text_hash,
            new.signer,
            new.authority,
            new.at,
            new.on_general.map(|general| general.to_string()),
        ],
    )
    .await
}

/// What a municipality has accepted, oldest first.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn acceptances_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Acceptance>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<FoundAcceptance> = tx.all(ACCEPTED, values![municipality]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}
