//! Terms: read in, published, and accepted by whoever may bind the municipality.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{AcceptanceId, TermsId};
use helsebro_domain::joining::{
    Acceptance, Change, Document, Kind, Obligation, OperatorAccess, Standing, TermsFault,
    TermsVersion, changed_since, current, general_standing, may_publish, read_terms,
};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{Scope, Tx, audit, joining};

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// The most letters of what gives somebody the authority to sign.
const MAX_AUTHORITY: usize = 200;

/// A terms text to be read in.
#[derive(Debug, Clone, Copy)]
pub struct NewTerms<'a> {
    /// The file.
    pub file: &'a [u8],
    /// Which document it is.
    pub document: Document,
    /// What kind of change it is.
    pub kind: Kind,
    /// The day the municipalities' association was consulted.
    pub consulted_on: Option<Date>,
    /// The regulation that caused it.
    pub legal_basis: Option<&'a str>,
    /// The day it was published; none leaves it a draft.
    pub published_on: Option<Date>,
}

/// What somebody who accepts is shown.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The version to accept: the newest that is published, also before it applies (ON-32).
    pub version: TermsVersion,
    /// What was accepted before.
    pub accepted: Option<Acceptance>,
    /// What changed since.
    pub changes: Vec<Change>,
    /// Whether the reader may accept it.
    pub may_accept: bool,
    /// Whether it is accepted already.
    pub is_accepted: bool,
}

/// Reads a terms text in, as a draft or as it was published elsewhere.
///
/// # Errors
/// `TERMS_TEXT_ENCODING`, `TERMS_CHANGELOG_MISSING` and what else keeps a version from
/// being published; nothing is stored then but the line. The inner fault is one of form.
pub async fn add(
    acts: &Acts,
    new: NewTerms<'_>,
) -> Result<Result<TermsVersion, TermsFault>, ActError> {
    let now = acts.now();
    let id = TermsId::from_uuid(acts.fresh(now));
    let mut added = line(acts, (None, None), (Event::TermsAdded, Object::Terms(id.uuid())), now);
    added.rules = &["S1-0-a", "S1-0-b", "S1-0-c"];
    let read = match read_terms(new.file) {
        Ok(read) => read,
        Err(TermsFault::Refused(refusal)) => {
            acts.db()
                .write(OPERATOR, "joining.terms_refused", async |mut tx| {
                    audit::append(&mut tx, &added.clone().refused(refusal)).await
                })
                .await?;
            return Err(refusal.into());
        }
        Err(fault) => return Ok(Err(fault)),
    };
    let version = TermsVersion {
        id,
        document: new.document,
        version: read.version,
        title: read.title,
        kind: new.kind,
        effective_from: read.effective_from,
        published_on: None,
        consulted_on: new.consulted_on,
        legal_basis: new.legal_basis.map(str::to_owned),
        changes: read.changes,
        clauses: read.clauses,
        text_hash: joining::hash_of(&read.text),
    };
    let stored = acts
        .db()
        .write(OPERATOR, "joining.terms_add", async |mut tx| {
            let others = joining::terms(&mut tx).await?;
            let decided = match new.published_on {
                Some(on) => may_publish(&version, &others, on),
                None => Ok(()),
            };
            let settled = trail::settle(&mut tx, added.clone(), decided).await?;
            if let Err(refusal) = settled {
                return Ok::<_, ActError>(Err(refusal));
            }
            let version = TermsVersion { published_on: new.published_on, ..version.clone() };
            joining::add_terms(&mut tx, &version).await?;
            Ok(Ok(version))
        })
        .await??;
    Ok(Ok(stored))
}

/// Publishes a draft (ON-30).
///
/// # Errors
/// What keeps it from being published; it stays a draft then.
pub async fn publish(acts: &Acts, who: &OperatorAccess, id: TermsId) -> Result<(), ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    acts.db()
        .write(OPERATOR, "joining.terms_publish", async |mut tx| {
            let all = joining::terms(&mut tx).await?;
            let draft = all.iter().find(|one| one.id == id).ok_or(ActError::NotFound)?;
            let event = (Event::TermsVersionPublished, Object::Terms(id.uuid()));
            let mut published = line(acts, (Some(who.staff()), None), event, now);
            published.rules = &["S1-0-b", "ON-30"];
            let decided = may_publish(draft, &all, today);
            if let Err(refusal) = trail::settle(&mut tx, published, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::publish_terms(&mut tx, id, today).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Every version of every document, drafts too; for the operator.
///
/// # Errors
/// When the database fails.
pub async fn shelf(acts: &Acts, _: &OperatorAccess) -> Result<Vec<TermsVersion>, ActError> {
    acts.db()
        .read(OPERATOR, "joining.terms_shelf", async |mut tx| Ok(joining::terms(&mut tx).await?))
        .await
}

/// What there is to accept of a document.
///
/// # Errors
/// [`ActError::NotFound`] while nothing is published.
pub async fn offered(
    acts: &Acts,
    who: &ConsoleAccess,
    document: Document,
) -> Result<Offered, ActError> {
    let scope = Scope::Municipality(who.municipality());
    acts.db()
        .read(scope, "joining.terms_offered", async |mut tx| {
            offered_in(&mut tx, who, document).await
        })
        .await
}

async fn offered_in(
    tx: &mut Tx,
    who: &ConsoleAccess,
    document: Document,
) -> Result<Offered, ActError> {
    let all = joining::terms(tx).await?;
    let held = joining::acceptances_of(tx, who.municipality()).await?;
    let published = all.iter().filter(|one| one.document == document && one.published_on.is_some());
    let version = published.max_by_key(|one| one.version).ok_or(ActError::NotFound)?;
    let mine = held.into_iter().filter(|one| one.document == document);
    let accepted = mine.max_by_key(|one| (one.version, one.at));
    let number = accepted.as_ref().map(|one| one.version);
    Ok(Offered {
        changes: changed_since(&all, number, version).into_iter().cloned().collect(),
        may_accept: who.is(ConsoleRole::Signatory),
        is_accepted: number == Some(version.version),
        version: version.clone(),
        accepted,
    })
}

/// Accepts the version that was shown, for the municipality (ON-01, ON-02).
///
/// # Errors
/// `NOT_SIGNATORY` for who may not bind it; `GENERAL_TERMS_NOT_ACCEPTED` and
/// `GENERAL_TERMS_OUTDATED` for special terms without general ones; `INVALID_TRANSITION`
/// when another version was published meanwhile, or this one is accepted already.
pub async fn accept(
    acts: &Acts,
    who: &ConsoleAccess,
    (document, shown): (Document, TermsId),
    authority: &str,
) -> Result<Acceptance, ActError> {
    let now = acts.now();
    let scope = Scope::Municipality(who.municipality());
    let accepted = acts
        .db()
        .write(scope, "joining.terms_accept", async |mut tx| {
            let found = offered_in(&mut tx, who, document).await?;
            let all = joining::terms(&mut tx).await?;
            let held = joining::acceptances_of(&mut tx, who.municipality()).await?;
            let today = now.in_oslo().date;
            let event = (Event::TermsAccepted, Object::Terms(found.version.id.uuid()));
            let mut line = line(acts, (Some(who.staff()), Some(who.municipality())), event, now);
            line.rules = &["S1-1-a", "S1-1-b"];
            let general = general_standing(&all, &held, today);
            let decided = may_accept(&found, (document, shown), authority, general);
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let general = current(&all, Document::General, today);
            let acceptance = Acceptance {
                id: AcceptanceId::from_uuid(acts.fresh(now)),
                municipality: who.municipality(),
                document,
                version: found.version.version,
                text_hash: found.version.text_hash,
                signer: who.staff(),
                authority: authority.trim().to_owned(),
                at: now,
                on_general: general
                    .filter(|_| document == Document::Special)
                    .map(|version| version.version),
            };
            store(&mut tx, &acceptance, now).await?;
            Ok(Ok(acceptance))
        })
        .await??;
    Ok(accepted)
}

/// Accepting the special terms commits to membership and fee (S1-5.2-f).
async fn store(tx: &mut Tx, acceptance: &Acceptance, now: Instant) -> Result<(), ActError> {
    joining::add_acceptance(tx, acceptance).await?;
    if acceptance.document == Document::Special {
        for owed in Obligation::ALL {
            joining::add_obligation(tx, acceptance.municipality, owed, now).await?;
        }
    }
    Ok(())
}

fn may_accept(
    found: &Offered,
    (document, shown): (Document, TermsId),
    authority: &str,
    general: Standing,
) -> Result<(), Refusal> {
    if !found.may_accept {
        return Err(Refusal::told(ReasonCode::NotSignatory, &["S1-1-b"]));
    }
    if document == Document::Special {
        match general {
            Standing::Current => {}
            Standing::Missing => {
                return Err(Refusal::told(ReasonCode::GeneralTermsNotAccepted, &["S1-1-a"]));
            }
            Standing::Outdated => {
                return Err(Refusal::told(ReasonCode::GeneralTermsOutdated, &["S1-1-a"]));
            }
        }
    }
    if found.is_accepted || found.version.id != shown {
        return Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-02"]));
    }
    let letters = authority.trim().chars().count();
    if letters == 0 || letters > MAX_AUTHORITY {
        return Err(Refusal::told(ReasonCode::DocumentMissing, &["S1-1-b"]));
    }
    Ok(())
}
