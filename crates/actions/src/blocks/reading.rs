//! Blocks as pages show them: to her, and to those who decide.

use helsebro_domain::audit::Event;
use helsebro_domain::blocks::{Block, BlockState};
use helsebro_domain::ids::BlockId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::CitizenAccess;
use helsebro_storage::blocks::{BlockWords, StoredBlock};
use helsebro_storage::dialog::SealedPair;
use helsebro_storage::{Scope, StorageError, Tx, audit, blocks, parties};

use super::{RULES, at_console, place};
use crate::{ActError, Acts, content};

/// A block as a page shows it.
#[derive(Clone)]
pub struct Shown {
    /// The block.
    pub block: Block,
    /// How far it has come.
    pub state: BlockState,
    /// Whether she cannot write today.
    pub holds: bool,
    /// Who, by name.
    pub person: String,
    /// The unit, by name and phone.
    pub unit: (String, String),
    /// Who decided, by name.
    pub decided_by: Option<String>,
    /// Why it was begun.
    pub reasons: String,
    /// What she says to it.
    pub comment: Option<String>,
    /// Why it was decided so.
    pub decision: Option<String>,
}

/// The citizen's own, newest first: to herself alone.
///
/// # Errors
/// [`ActError::NotFound`] for whoever acts for another.
pub async fn own(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Shown>, ActError> {
    if !citizen.is_own() {
        return Err(ActError::NotFound);
    }
    let found = acts
        .db()
        .read(Scope::from(citizen), "blocks.own", async |mut tx| {
            let stored = blocks::own_blocks(&mut tx).await?;
            with_names(&mut tx, stored).await
        })
        .await?;
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        all.push(opened(acts, one, Copy::Hers).await?);
    }
    Ok(all)
}

/// One of the citizen's own.
///
/// # Errors
/// [`ActError::NotFound`] when it is not hers, and for whoever acts for another.
pub async fn own_one(acts: &Acts, citizen: &CitizenAccess, id: BlockId) -> Result<Shown, ActError> {
    if !citizen.is_own() {
        return Err(ActError::NotFound);
    }
    let found = acts
        .db()
        .read(Scope::from(citizen), "blocks.own_one", async |mut tx| {
            let stored = blocks::own_block(&mut tx, id).await?;
            with_names(&mut tx, stored.into_iter().collect()).await
        })
        .await?;
    let one = found.into_iter().next().ok_or(ActError::NotFound)?;
    opened(acts, one, Copy::Hers).await
}

/// The municipality's, newest first, without what is written about them. They name
/// citizens: no other role sees them (S2-0-k).
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no administrator.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<Shown>, ActError> {
    access.as_one(ConsoleRole::Administrator)?;
    let today = acts.now().in_oslo().date;
    let found = acts
        .db()
        .read(Scope::Municipality(access.municipality()), "blocks.list", async |mut tx| {
            let stored = blocks::blocks(&mut tx).await?;
            with_names(&mut tx, stored).await
        })
        .await?;
    Ok(found.into_iter().map(|named| shown(&named, today)).collect())
}

/// One of the municipality's. That it was read is told to her.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no administrator; [`ActError::NotFound`] for another municipality's.
pub async fn one(acts: &Acts, access: &ConsoleAccess, id: BlockId) -> Result<Shown, ActError> {
    let now = acts.now();
    let line = at_console(acts, access, (Event::BlockRead, id), now);
    let permitted = access.as_one(ConsoleRole::Administrator).map(drop);
    let named = acts
        .db()
        .write(Scope::Municipality(access.municipality()), "blocks.one", async |mut tx| {
            if let Err(refusal) = permitted {
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok(Err(refusal));
            }
            let Some(stored) = blocks::block(&mut tx, id).await? else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok(Err(refusal));
            };
            let mut line = line.clone();
            line.subject = Some(stored.block.person);
            line.unit = Some(stored.block.unit);
            audit::append(&mut tx, &line).await?;
            let named = with_names(&mut tx, vec![stored]).await?.pop();
            Ok::<_, ActError>(Ok(named.ok_or(ActError::NotFound)?))
        })
        .await??;
    opened(acts, named, Copy::Units).await
}

/// Whose copy is opened.
#[derive(Clone, Copy)]
enum Copy {
    Hers,
    Units,
}

struct Named {
    stored: StoredBlock,
    person: String,
    unit: (String, String),
    decided_by: Option<String>,
}

async fn with_names(tx: &mut Tx, all: Vec<StoredBlock>) -> Result<Vec<Named>, ActError> {
    let mut named = Vec::with_capacity(all.len());
    for stored in all {
        let person = parties::person(tx, stored.block.person).await?;
        let unit = parties::unit(tx, stored.block.unit).await?;
        let decided_by = match stored.block.decided {
            Some(decided) => parties::staff(tx, decided.by).await?.map(|found| found.name.full()),
            None => None,
        };
        named.push(Named {
            stored,
            person: person.map(|found| found.name.full()).unwrap_or_default(),
            unit: unit.map(|found| (found.name, found.phone)).unwrap_or_default(),
            decided_by,
        });
    }
    Ok(named)
}

fn shown(named: &Named, today: helsebro_domain::time::Date) -> Shown {
    let block = named.stored.block;
    Shown {
        block,
        state: block.state(today),
        holds: block.holds(today),
        person: named.person.clone(),
        unit: named.unit.clone(),
        decided_by: named.decided_by.clone(),
        reasons: String::new(),
        comment: None,
        decision: None,
    }
}

async fn opened(acts: &Acts, named: Named, copy: Copy) -> Result<Shown, ActError> {
    let shown = shown(&named, acts.now().in_oslo().date);
    let BlockWords { reasons, comment, decision } = &named.stored.words;
    let open =
        async |column, pair: &SealedPair| words(acts, &shown.block, (column, copy), pair).await;
    let comment = match comment {
        Some(pair) => Some(open("comment", pair).await?),
        None => None,
    };
    let decision = match decision {
        Some(pair) => Some(open("decision", pair).await?),
        None => None,
    };
    let reasons = open("reasons", reasons).await?;
    Ok(Shown { reasons, comment, decision, ..shown })
}

async fn words(
    acts: &Acts,
    block: &Block,
    (column, copy): (&'static str, Copy),
    pair: &SealedPair,
) -> Result<String, StorageError> {
    let place = place(block.id, column);
    content::in_list(match copy {
        Copy::Hers => content::open_citizens(acts, place, &pair.citizen).await,
        Copy::Units => content::open_units(acts, block.municipality, place, &pair.unit).await,
    })
}
