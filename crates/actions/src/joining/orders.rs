//! What the operator sees: orders, what is in use, and whom a version of the terms affects.

use helsebro_domain::ids::{ActivationId, MunicipalityId, TermsId};
use helsebro_domain::joining::{Document, general_standing};
use helsebro_domain::joining::{
    Findings, Module, OperatorAccess, Standing, State, StopReview, TermsVersion, Warning,
    special_standing,
};
use helsebro_domain::parties::Municipality;
use helsebro_storage::joining::{ActivationEventRow, ActivationRow};
use helsebro_storage::{Tx, joining, parties};

use super::OPERATOR;
use super::board::{asked_for, name_of, reviewed};
use super::facts::{Known, When};
use crate::{ActError, Acts};

/// An order, or what became of one.
#[derive(Debug, Clone)]
pub struct OrderLine {
    /// The activation.
    pub row: ActivationRow,
    /// Whose.
    pub home: Municipality,
    /// Who ordered it.
    pub ordered_by: String,
    /// What must hold, with what each says now.
    pub findings: Findings,
    /// Who signs for the municipality, by name.
    pub signatories: Vec<String>,
    /// What is pointed out and stops nothing (W-DPIA, ON-32, ON-33, ON-34).
    pub warnings: Vec<Warning>,
    /// Where the review stands of what the operator stopped (ON-12).
    pub review: Option<StopReview>,
    /// What was done with it.
    pub events: Vec<ActivationEventRow>,
}

/// The activations in a state.
///
/// # Errors
/// When the database fails.
pub async fn orders(
    acts: &Acts,
    _: &OperatorAccess,
    state: State,
) -> Result<Vec<OrderLine>, ActError> {
    let when = When::now(acts).await?;
    acts.db()
        .read(OPERATOR, "joining.orders", async |mut tx| {
            let mut found = Vec::new();
            for row in joining::activations_in(&mut tx, state).await? {
                found.push(line_of(&mut tx, row, &when).await?);
            }
            Ok(found)
        })
        .await
}

/// One of them.
///
/// # Errors
/// [`ActError::NotFound`] when there is none.
pub async fn order_line(
    acts: &Acts,
    _: &OperatorAccess,
    id: ActivationId,
) -> Result<OrderLine, ActError> {
    let when = When::now(acts).await?;
    acts.db()
        .read(OPERATOR, "joining.order_line", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            line_of(&mut tx, row, &when).await
        })
        .await
}

async fn line_of(tx: &mut Tx, row: ActivationRow, when: &When) -> Result<OrderLine, ActError> {
    let today = when.today();
    let municipality = row.activation.placed.municipality;
    let known = Known::of(tx, municipality, when).await?;
    let facts = known.about_row(tx, &row).await?;
    let (mut findings, more) = asked_for(&facts, today);
    findings.extend(more);
    let home = parties::municipality(tx, municipality).await?.ok_or(ActError::NotFound)?;
    let ordered_by = match row.activation.ordered_by {
        Some(staff) => name_of(tx, staff).await?,
        None => String::new(),
    };
    let events = joining::events_of(tx, &row).await?;
    let signatories = Vec::new();
    let warnings = facts.warnings();
    let review = reviewed(&row, &events, when.at);
    Ok(OrderLine { row, home, ordered_by, findings, signatories, warnings, review, events })
}

/// Whom a draft affects when it is published: those with something in use or ordered,
/// whose acceptance would no longer count on its first day.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such version.
pub async fn affected_by(
    acts: &Acts,
    _: &OperatorAccess,
    id: TermsId,
) -> Result<(TermsVersion, Vec<Municipality>), ActError> {
    acts.db()
        .read(OPERATOR, "joining.affected_by", async |mut tx| {
            let mut terms = joining::terms(&mut tx).await?;
            let draft = terms.iter_mut().find(|one| one.id == id).ok_or(ActError::NotFound)?;
            let day = draft.effective_from;
            let shown = draft.clone();
            draft.published_on.get_or_insert(day);
            let document = draft.document;
            let mut affected = Vec::new();
            for home in parties::municipalities(&mut tx).await? {
                if has_joined(&mut tx, home.id).await? {
                    let held = joining::acceptances_of(&mut tx, home.id).await?;
                    let floor = Module::Dialog.needs_terms();
                    let standing = match document {
                        Document::General => general_standing(&terms, &held, day),
                        Document::Special => special_standing(&terms, &held, floor, day),
                    };
                    if standing != Standing::Current {
                        affected.push(home);
                    }
                }
            }
            Ok((shown, affected))
        })
        .await
}

async fn has_joined(tx: &mut Tx, municipality: MunicipalityId) -> Result<bool, ActError> {
    let held = joining::activations_of(tx, municipality).await?;
    Ok(held.iter().any(|row| !row.activation.state.is_over()))
}
