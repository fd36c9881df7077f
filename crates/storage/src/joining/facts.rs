//! What is known about a municipality beside its terms, what it owes, what is offered, and
//! which journal systems support what.

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::joining::{Digifin, Module, Obligation, Offer, Proof};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

const SAVE: &str = "INSERT INTO joining_facts (municipality, digifin, member_from, \
     member_document, network_since, officer, impact_reference) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality) DO UPDATE SET digifin = $2, \
     member_from = $3, member_document = $4, network_since = $5, officer = $6, \
     impact_reference = $7";
const OF: &str = "SELECT digifin, member_from, member_document, network_since, officer, \
     impact_reference FROM joining_facts WHERE municipality = $1";
const ADD_OBLIGATION: &str = "INSERT INTO joining_obligations (municipality, kind, created_at) \
     VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const SET_DUE: &str = "UPDATE joining_obligations SET due_on = $3 \
     WHERE municipality = $1 AND kind = $2 AND due_on IS NULL";
const OBLIGATIONS: &str = "SELECT kind, created_at, due_on FROM joining_obligations \
     WHERE municipality = $1 ORDER BY kind LIMIT 10";
const ADD_OFFER: &str = "INSERT INTO module_offers (module, available_from, documentation) \
     VALUES ($1, $2, $3) ON CONFLICT (module) DO UPDATE SET available_from = $2, \
     documentation = $3";
const OFFERS: &str =
    "SELECT module, available_from, documentation FROM module_offers ORDER BY module LIMIT 50";
const ADD_PROOF: &str = "INSERT INTO epj_proofs (product, version, module, care_area, evidence, \
     tested_on) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (product, version, module, care_area) \
     DO UPDATE SET evidence = $5, tested_on = $6";

pub(super) const STATEMENTS: &[&str] =
    &[SAVE, OF, ADD_OBLIGATION, SET_DUE, OBLIGATIONS, ADD_OFFER, OFFERS, ADD_PROOF];

/// What is known about a municipality beside its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsRow {
    /// Membership in the financing scheme.
    pub digifin: Digifin,
    /// From which day.
    pub member_from: Option<Date>,
    /// What shows it.
    pub member_document: Option<String>,
    /// The day membership of the health network was confirmed.
    pub network_since: Option<Date>,
    /// How citizens reach the data protection officer.
    pub officer: Option<String>,
    /// What the impact assessment is filed under.
    pub impact_reference: Option<String>,
}

impl Default for FactsRow {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            digifin: Digifin::None,
            member_from: None,
            member_document: None,
            network_since: None,
            officer: None,
            impact_reference: None,
        }
    }
}

impl FromRow for FactsRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            digifin: match row.get::<i64>(0)? {
                2 => Digifin::Member,
                1 => Digifin::Applied,
                _ => Digifin::None,
            },
            member_from: row.get(1)?,
            member_document: row.get(2)?,
            network_since: row.get(3)?,
            officer: row.get(4)?,
            impact_reference: row.get(5)?,
        })
    }
}

const fn digifin_column(digifin: Digifin) -> i64 {
    match digifin {
        Digifin::None => 0,
        Digifin::Applied => 1,
        Digifin::Member => 2,
    }
}

/// What a municipality owes by the terms that it accepted (S1-5.2-f).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObligationRow {
    /// What.
    pub kind: Obligation,
    /// Since when.
    pub created_at: Instant,
    /// When it is due; none while nothing is in use.
    pub due_on: Option<Date>,
}

/// Stores what is known about a municipality.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn save_facts(
    tx: &mut Tx,
    municipality: MunicipalityId,
    facts: &FactsRow,
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    let FactsRow { digifin, member_from, member_document, network_since, officer, .. } = facts;
    tx.ensure_one(
        SAVE,
        values![
            municipality,
            digifin_column(*digifin),
            *member_from,
            member_document,
            *network_since,
            officer,
            facts.impact_reference,
        ],
    )
    .await
}

/// What is known about a municipality.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn facts_of(tx: &mut Tx, municipality: MunicipalityId) -> Result<FactsRow, StorageError> {
    own(tx, municipality)?;
    Ok(tx.optional(OF, values![municipality]).await?.unwrap_or_default())
}

/// Adds what a municipality owes; once.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_obligation(
    tx: &mut Tx,
    municipality: MunicipalityId,
    kind: Obligation,
    at: Instant,
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    tx.execute(ADD_OBLIGATION, values![municipality, kind.as_str(), at]).await?;
    Ok(())
}

/// Makes something that is owed due; the first day stays.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn set_due(
    tx: &mut Tx,
    municipality: MunicipalityId,
    kind: Obligation,
    due_on: Date,
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    tx.execute(SET_DUE, values![municipality, kind.as_str(), due_on]).await?;
    Ok(())
}

/// What a municipality owes.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn obligations_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<ObligationRow>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<(String, Instant, Option<Date>)> =
        tx.all(OBLIGATIONS, values![municipality]).await?;
    let known = |text: &str| Obligation::ALL.into_iter().find(|kind| kind.as_str() == text);
    Ok(rows
        .into_iter()
        .filter_map(|(kind, created_at, due_on)| {
            known(&kind).map(|kind| ObligationRow { kind, created_at, due_on })
        })
        .collect())
}

/// Puts a module into the catalogue, or changes its place there. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_offer(tx: &mut Tx, offer: &Offer) -> Result<(), StorageError> {
    tx.system()?;
    let Offer { module, available_from, documentation } = offer;
    tx.ensure_one(ADD_OFFER, values![module.as_str(), *available_from, documentation]).await
}

/// The catalogue; public.
///
/// # Errors
/// When the database fails.
pub async fn offers(tx: &mut Tx) -> Result<Vec<Offer>, StorageError> {
    let rows: Vec<(String, Date, String)> = tx.all(OFFERS, values![]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(module, available_from, documentation)| {
            let module = Module::parse(&module).ok()?;
            Some(Offer { module, available_from, documentation })
        })
        .collect())
}

/// Stores that a journal system supports a module, for a type of service. System scope
/// only; a proof of the console is the activation's own.
///
/// # Errors
/// When the database fails.
pub async fn add_proof(
    tx: &mut Tx,
    (module, care_area): (Module, CareArea),
    proof: &Proof,
) -> Result<(), StorageError> {
    tx.system()?;
    let Proof::Journal { product, version, evidence, tested_on } = proof else { return Ok(()) };
    let (module, area) = (module.as_str(), care_area.code());
    tx.ensure_one(ADD_PROOF, values![product, version, module, area, evidence, *tested_on]).await
}
