//! What a municipality sees of how far it has come.

use helsebro_domain::ids::{ActivationId, StaffId};
use helsebro_domain::joining::{
    Acceptance, AgreementState, CONNECTION_CLAUSE, Cause, Document, Facts, Findings, Guard,
    StopReview, TermsVersion, Transition, Warning, current, findings, stop_review,
};
use helsebro_domain::joining::{Event, State};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole, Municipality, Unit};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::{ActivationEventRow, ActivationRow, FactsRow, ObligationRow};
use helsebro_storage::{Scope, StorageError, Tx, joining, parties};

use super::facts::{Known, When};
use crate::{ActError, Acts};

/// Somebody by name.
pub type Named = (StaffId, String);

/// That a document was accepted, and by whom.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The acceptance.
    pub acceptance: Acceptance,
    /// Who signed.
    pub signer: String,
}

/// How far a municipality has come.
#[derive(Debug, Clone)]
pub struct Board {
    /// Which.
    pub home: Municipality,
    /// The day.
    pub today: Date,
    /// The versions in force, and the newest that was accepted, of each document.
    pub documents: Vec<(Document, Option<TermsVersion>, Option<Accepted>)>,
    /// What is known beside.
    pub facts: FactsRow,
    /// What it owes.
    pub obligations: Vec<ObligationRow>,
    /// The data processing agreement.
    pub agreement: AgreementState,
    /// What is pointed out and stops nothing (W-DPIA, ON-32, ON-33, ON-34).
    pub warnings: Vec<Warning>,
    /// Its activations, newest first.
    pub activations: Vec<ActivationRow>,
    /// Its units.
    pub units: Vec<Unit>,
    /// Who holds which role today.
    pub roles: Vec<(ConsoleRole, Named)>,
}

/// An activation with everything it waits for.
#[derive(Debug, Clone)]
pub struct CheckList {
    /// The municipality as a whole.
    pub board: Board,
    /// The activation.
    pub row: ActivationRow,
    /// What is known about it.
    pub known: Facts,
    /// What must hold to order.
    pub to_order: Findings,
    /// What must hold besides to activate.
    pub to_activate: Findings,
    /// What was done with it.
    pub events: Vec<ActivationEventRow>,
    /// Where the review stands of what the operator stopped (ON-12).
    pub review: Option<StopReview>,
    /// The clause that the tasks follow from (S1-5.1-c).
    pub clause: &'static str,
}

/// How far the municipality has come.
///
/// # Errors
/// When the database fails.
pub async fn board(acts: &Acts, who: &ConsoleAccess) -> Result<Board, ActError> {
    let when = When::now(acts).await?;
    acts.db()
        .read(Scope::Municipality(who.municipality()), "joining.board", async |mut tx| {
            Ok(board_in(&mut tx, who, &when).await?.0)
        })
        .await
}

/// One activation, as a list of what is done and what is missing.
///
/// # Errors
/// [`ActError::NotFound`] for another municipality's.
pub async fn check_list(
    acts: &Acts,
    who: &ConsoleAccess,
    id: ActivationId,
) -> Result<CheckList, ActError> {
    let when = When::now(acts).await?;
    acts.db()
        .read(Scope::Municipality(who.municipality()), "joining.check_list", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let (board, known) = board_in(&mut tx, who, &when).await?;
            let facts = known.about_row(&mut tx, &row).await?;
            let (to_order, to_activate) = asked_for(&facts, when.today());
            let events = joining::events_of(&mut tx, &row).await?;
            let clause = CONNECTION_CLAUSE;
            let review = reviewed(&row, &events, when.at);
            let known = facts;
            Ok(CheckList { board, row, known, to_order, to_activate, events, review, clause })
        })
        .await
}

/// What must hold to order, and what must hold besides to activate.
pub(crate) fn asked_for(facts: &Facts, today: Date) -> (Findings, Findings) {
    let guards = |from, event| Transition::of(Some(from), event).map_or(&[][..], |row| row.guards);
    let order = guards(State::CapabilityConfirmed, Event::Order);
    let activate = guards(State::Ordered, Event::Activate);
    let more: Vec<Guard> = activate
        .iter()
        .copied()
        .filter(|guard| !order.contains(guard) && *guard != Guard::FourEyes)
        .collect();
    (findings(order, facts, today), findings(&more, facts, today))
}

/// Where the review stands of what the operator stopped; none of what is not stopped, or
/// stopped by itself (ON-12).
pub(crate) fn reviewed(
    row: &ActivationRow,
    events: &[ActivationEventRow],
    now: Instant,
) -> Option<StopReview> {
    let is_operators =
        matches!(row.activation.cause, Some(Cause::Security | Cause::TermsNotAccepted));
    let times = |name: &str| -> Vec<Instant> {
        events.iter().filter(|one| one.event == name).map(|one| one.at).collect()
    };
    let stopped = times(Event::Stop.as_str()).into_iter().max().filter(|_| is_operators)?;
    Some(stop_review(stopped, &times(joining::STOP_REVIEWED), now))
}

async fn board_in(
    tx: &mut Tx,
    who: &ConsoleAccess,
    when: &When,
) -> Result<(Board, Known), ActError> {
    let today = when.today();
    let municipality = who.municipality();
    let known = Known::of(tx, municipality, when).await?;
    let home = parties::municipality(tx, municipality).await?.ok_or(ActError::NotFound)?;
    let mut documents = Vec::new();
    for document in Document::ALL {
        let newest = known
            .acceptances
            .iter()
            .filter(|one| one.document == document)
            .max_by_key(|one| (one.version, one.at));
        let accepted = match newest {
            Some(acceptance) => Some(Accepted {
                acceptance: acceptance.clone(),
                signer: name_of(tx, acceptance.signer).await?,
            }),
            None => None,
        };
        documents.push((document, current(&known.terms, document, today).cloned(), accepted));
    }
    let mut roles = Vec::new();
    for held in parties::roles_here(tx).await?.into_iter().filter(|held| held.holds_on(today)) {
        roles.push((held.role, (held.staff, name_of(tx, held.staff).await?)));
    }
    let board = Board {
        home,
        today,
        documents,
        facts: known.facts.clone(),
        obligations: joining::obligations_of(tx, municipality).await?,
        agreement: known.agreement(today),
        warnings: known.warnings(municipality),
        activations: joining::activations_of(tx, municipality).await?,
        units: known.units.clone(),
        roles,
    };
    Ok((board, known))
}

pub(crate) async fn name_of(tx: &mut Tx, staff: StaffId) -> Result<String, StorageError> {
    let found = parties::staff(tx, staff).await?;
    Ok(found.map(|found| found.name.full()).unwrap_or_default())
}
