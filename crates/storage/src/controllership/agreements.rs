//! Agreements, as they have been written so far.

use std::collections::BTreeMap;

use helsebro_domain::controllership::registering::{AgreementState, Draft, Kind};
use helsebro_domain::controllership::{OrgKind, Party, Scope};
use helsebro_domain::ids::{AgreementId, MunicipalityId, OrgId};
use helsebro_domain::time::{Date, Instant};

use super::facts::changed;
use super::organisations::organisation;
use super::places::{area_of, scope, unit_of};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO agreements (id, municipality, kind, title, first_day, last_day, \
     state) VALUES ($1, $2, $3, $4, $5, $6, 'DRAFT')";
const SET: &str = "UPDATE agreements SET title = $3, first_day = $4, last_day = $5 \
     WHERE id = $1 AND municipality = $2 AND state = 'DRAFT'";
const ONE: &str = "SELECT id, municipality, kind, title, first_day, last_day, state \
     FROM agreements WHERE id = $1";
const OF: &str = "SELECT id, municipality, kind, title, first_day, last_day, state \
     FROM agreements WHERE municipality = $1 OR (state = 'IN_FORCE' AND EXISTS \
     (SELECT 1 FROM agreement_parties p WHERE p.agreement = agreements.id AND p.party = $2)) \
     ORDER BY id LIMIT 500";
pub(super) const PAGED: &str = "SELECT id, municipality, kind, title, first_day, last_day, state \
     FROM agreements WHERE state = 'IN_FORCE' AND id > $1 ORDER BY id LIMIT 1000";
const PARTIES: &str =
    "SELECT party FROM agreement_parties WHERE agreement = $1 ORDER BY place LIMIT 64";
const ADD_PARTY: &str =
    "INSERT INTO agreement_parties (agreement, place, party) VALUES ($1, $2, $3)";
const CLEAR_PARTIES: &str = "DELETE FROM agreement_parties WHERE agreement = $1";
const SCOPES: &str = "SELECT municipality, care_area, unit FROM agreement_scopes \
     WHERE agreement = $1 ORDER BY place LIMIT 64";
const ADD_SCOPE: &str = "INSERT INTO agreement_scopes \
     (agreement, place, municipality, care_area, unit) VALUES ($1, $2, $3, $4, $5)";
const CLEAR_SCOPES: &str = "DELETE FROM agreement_scopes WHERE agreement = $1";
const ANSWERS: &str =
    "SELECT field, answer FROM agreement_answers WHERE agreement = $1 ORDER BY field LIMIT 500";
const ANSWER: &str = "INSERT INTO agreement_answers (agreement, field, answer) \
     VALUES ($1, $2, $3) ON CONFLICT (agreement, field) DO UPDATE SET answer = $3";
const IN_FORCE: &str = "UPDATE agreements SET state = 'IN_FORCE', in_force_at = $3 \
     WHERE id = $1 AND municipality = $2 AND state = 'DRAFT'";
const END: &str = "UPDATE agreements SET last_day = $3 \
     WHERE id = $1 AND municipality = $2 AND state = 'IN_FORCE'";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    SET,
    ONE,
    OF,
    PAGED,
    PARTIES,
    ADD_PARTY,
    CLEAR_PARTIES,
    SCOPES,
    ADD_SCOPE,
    CLEAR_SCOPES,
    ANSWERS,
    ANSWER,
    IN_FORCE,
    END,
];

/// An agreement and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// What has been written.
    pub draft: Draft,
    /// How far it has come.
    pub state: AgreementState,
}

pub(super) struct Head {
    pub(super) id: AgreementId,
    municipality: MunicipalityId,
    kind: Kind,
    title: String,
    first: Option<Date>,
    last: Option<Date>,
    state: AgreementState,
}

impl FromRow for Head {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (kind, state): (String, String) = (row.get(2)?, row.get(6)?);
        let wrong = |column, wanted| StorageError::Column { column, wanted };
        Ok(Self {
            id: row.get(0)?,
            municipality: row.get(1)?,
            kind: Kind::from_stored(&kind).ok_or_else(|| wrong(2, "a kind of agreement"))?,
            title: row.get(3)?,
            first: row.get(4)?,
            last: row.get(5)?,
            state: AgreementState::from_stored(&state).ok_or_else(|| wrong(6, "a state"))?,
        })
    }
}

struct ScopeRow(Scope);

impl FromRow for ScopeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        scope(row, 0).map(Self)
    }
}

pub(super) async fn whole(tx: &mut Tx, head: Head) -> Result<AgreementRow, StorageError> {
    let parties: Vec<(String,)> = tx.all(PARTIES, values![head.id]).await?;
    let others: Vec<Party> =
        parties.iter().filter_map(|(party,)| Party::from_stored(party)).collect();
    let mut kinds: BTreeMap<OrgId, OrgKind> = BTreeMap::new();
    for party in &others {
        if let Party::Org(org) = party
            && let Some(found) = organisation(tx, *org).await?
        {
            kinds.insert(*org, found.kind);
        }
    }
    let scopes: Vec<ScopeRow> = tx.all(SCOPES, values![head.id]).await?;
    let answers: Vec<(String, String)> = tx.all(ANSWERS, values![head.id]).await?;
    let Head { id, municipality, kind, title, first, last, state } = head;
    let draft = Draft {
        id,
        municipality,
        kind,
        title,
        others,
        kinds,
        scopes: scopes.into_iter().map(|row| row.0).collect(),
        first,
        last,
        answers: answers.into_iter().collect(),
    };
    Ok(AgreementRow { draft, state })
}

/// Adds an agreement that is to be written.
///
/// # Errors
/// When the database fails.
pub async fn add_agreement(tx: &mut Tx, new: &Draft) -> Result<(), StorageError> {
    tx.system()?;
    let Draft { id, municipality, kind, title, first, last, .. } = new;
    tx.ensure_one(ADD, values![id, municipality, kind.as_str(), title, first, last]).await?;
    surroundings(tx, new).await
}

/// Stores its title, dates, parties and services. Only a draft changes.
///
/// # Errors
/// When it is no draft of the municipality's, or the database fails.
pub async fn set_agreement(tx: &mut Tx, changed: &Draft) -> Result<(), StorageError> {
    tx.system()?;
    let Draft { id, municipality, title, first, last, .. } = changed;
    tx.ensure_one(SET, values![id, municipality, title, first, last]).await?;
    tx.execute(CLEAR_PARTIES, values![id]).await?;
    tx.execute(CLEAR_SCOPES, values![id]).await?;
    surroundings(tx, changed).await
}

async fn surroundings(tx: &mut Tx, draft: &Draft) -> Result<(), StorageError> {
    for (place, party) in (0_i64..).zip(&draft.others) {
        tx.ensure_one(ADD_PARTY, values![draft.id, place, party.to_stored()]).await?;
    }
    for (at, scope) in (0_i64..).zip(&draft.scopes) {
        let (area, unit) = (area_of(scope.place), unit_of(scope.place));
        tx.ensure_one(ADD_SCOPE, values![draft.id, at, scope.municipality, area, unit]).await?;
    }
    Ok(())
}

/// Stores what stands in one field.
///
/// # Errors
/// When the database fails.
pub async fn answer_agreement(
    tx: &mut Tx,
    id: AgreementId,
    (field, answer): (&str, &str),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ANSWER, values![id, field, answer]).await
}

/// One agreement.
///
/// # Errors
/// When the database fails.
pub async fn agreement(tx: &mut Tx, id: AgreementId) -> Result<Option<AgreementRow>, StorageError> {
    tx.system()?;
    match tx.optional::<Head>(ONE, values![id]).await? {
        Some(head) => whole(tx, head).await.map(Some),
        None => Ok(None),
    }
}

/// A municipality's agreements: those it writes, and those in force that it is a party
/// to.
///
/// # Errors
/// When the database fails.
pub async fn agreements_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<AgreementRow>, StorageError> {
    tx.system()?;
    let party = Party::Municipality(municipality).to_stored();
    let heads: Vec<Head> = tx.all(OF, values![municipality, party]).await?;
    let mut found = Vec::with_capacity(heads.len());
    for head in heads {
        found.push(whole(tx, head).await?);
    }
    Ok(found)
}

/// Brings a municipality's draft into force.
///
/// # Errors
/// When it is no draft of the municipality's, or the database fails.
pub async fn bring_into_force(
    tx: &mut Tx,
    id: AgreementId,
    (municipality, at): (MunicipalityId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(IN_FORCE, values![id, municipality, at]).await?;
    changed(tx).await
}

/// Gives an agreement in force another last day.
///
/// # Errors
/// When it is not in force in the municipality, or the database fails.
pub async fn set_agreement_end(
    tx: &mut Tx,
    id: AgreementId,
    (municipality, last): (MunicipalityId, Date),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(END, values![id, municipality, last]).await?;
    changed(tx).await
}
