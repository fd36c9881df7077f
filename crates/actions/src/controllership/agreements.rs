//! Agreements: begun, filled in field by field, brought into force when complete, ended.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::controllership::registering::{
    AgreementState, Draft, FieldKind, Kind, MAX_ANSWER, MAX_TITLE, Preview, end_with, preview,
};
use helsebro_domain::controllership::{Party, Scope, Validity};
use helsebro_domain::ids::AgreementId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::controllership::{self, AgreementRow};
use helsebro_storage::{Tx, audit};

use super::{SCOPE, copy, line, register};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-2-b"];

/// The head of an agreement: what it is called, with whom, over what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What people call it.
    pub title: String,
    /// The other parties.
    pub others: Vec<Party>,
    /// The services it covers.
    pub scopes: Vec<Scope>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day, when it has one.
    pub last: Option<Date>,
}

/// Begins an agreement.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator.
pub async fn begin(
    acts: &Acts,
    access: &ConsoleAccess,
    (kind, head): (Kind, &Head),
) -> Result<AgreementId, ActError> {
    let now = acts.now();
    let id = AgreementId::from_uuid(acts.fresh(now));
    let line = line(acts, access, (Event::AgreementBegun, Object::Agreement(id.uuid())), now);
    let draft = Draft {
        id,
        municipality: access.municipality(),
        kind,
        title: head.title.chars().take(MAX_TITLE).collect(),
        others: head.others.clone(),
        kinds: std::collections::BTreeMap::new(),
        scopes: head.scopes.clone(),
        first: head.first,
        last: head.last,
        answers: std::collections::BTreeMap::new(),
    };
    acts.db()
        .write(SCOPE, "controllership.begin_agreement", async |mut tx| {
            let may = access.as_one(ConsoleRole::Administrator);
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), may).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            controllership::add_agreement(&mut tx, &draft).await?;
            Ok(Ok(id))
        })
        .await?
        .map_err(ActError::from)
}

/// Changes the head of a draft.
///
/// # Errors
/// As [`fill_in`].
pub async fn set(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, head): (AgreementId, &Head),
) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::AgreementFilledIn, Object::Agreement(id.uuid()));
    let line = line(acts, access, about, now);
    acts.db()
        .write(SCOPE, "controllership.set_agreement", async |mut tx| {
            let row = match draft_of(&mut tx, access, (id, &line)).await? {
                Ok(row) => row,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let draft = Draft {
                title: head.title.chars().take(MAX_TITLE).collect(),
                others: head.others.clone(),
                scopes: head.scopes.clone(),
                first: head.first,
                last: head.last,
                ..row.draft
            };
            audit::append(&mut tx, &line).await?;
            controllership::set_agreement(&mut tx, &draft).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// Stores what stands in some fields of a draft. What may never stand there is refused,
/// and then nothing is stored.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; neutral for what is not the
/// municipality's; `INVALID_TRANSITION` when it is in force already;
/// `SOUNDNESS_NOT_DELEGABLE`, `NOT_A_THERAPEUTIC_REGISTER`, `KO_NAME_INVALID` at once.
pub async fn fill_in(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, answers): (AgreementId, &[(String, String)]),
) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::AgreementFilledIn, Object::Agreement(id.uuid()));
    let line = line(acts, access, about, now);
    acts.db()
        .write(SCOPE, "controllership.fill_in_agreement", async |mut tx| {
            let row = match draft_of(&mut tx, access, (id, &line)).await? {
                Ok(row) => row,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let refused = answers.iter().find_map(|(key, value)| row.draft.refuses(key, value));
            let decided = match refused {
                Some(lack) => Err(Refusal::told(lack.code(), RULES)),
                None => Ok(()),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            for (key, value) in changed(&row.draft, answers) {
                controllership::answer_agreement(&mut tx, id, (key, value)).await?;
            }
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// The answers that fit their fields and are other than what stands there.
fn changed<'a>(draft: &Draft, answers: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    let fields = draft.fields();
    let fits = |key: &str, value: &str| {
        fields.iter().find(|field| field.key == key).is_some_and(|field| match field.kind {
            FieldKind::Choice(all) => value.is_empty() || all.contains(&value),
            FieldKind::Day => value.is_empty() || value.parse::<Date>().is_ok(),
            FieldKind::Tick => value.is_empty() || value == "YES",
            FieldKind::Line | FieldKind::Text => value.chars().count() <= MAX_ANSWER,
        })
    };
    answers
        .iter()
        .map(|(key, value)| (key.as_str(), value.trim()))
        .filter(|(key, value)| fits(key, value) && draft.answer(key).unwrap_or_default() != *value)
        .collect()
}

/// Brings a complete draft into force.
///
/// # Errors
/// As [`fill_in`]; and with the code of what is missing first.
pub async fn bring_into_force(
    acts: &Acts,
    access: &ConsoleAccess,
    id: AgreementId,
) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::AgreementInForce, Object::Agreement(id.uuid()));
    let line = line(acts, access, about, now);
    acts.db()
        .write(SCOPE, "controllership.bring_into_force", async |mut tx| {
            let row = match draft_of(&mut tx, access, (id, &line)).await? {
                Ok(row) => row,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let decided = match row.draft.check().lacks.first() {
                Some(lack) => Err(Refusal::told(lack.code(), RULES)),
                None => Ok(()),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            let home = access.municipality();
            controllership::bring_into_force(&mut tx, id, (home, now)).await?;
            Ok(Ok(()))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

/// The municipality's own draft, for its administrator; a refusal leaves its line.
async fn draft_of(
    tx: &mut Tx,
    access: &ConsoleAccess,
    (id, line): (AgreementId, &AuditLine),
) -> Result<Result<AgreementRow, Refusal>, ActError> {
    let found = controllership::agreement(tx, id).await?;
    let ours = found.filter(|row| row.draft.municipality == access.municipality());
    let decided = match ours {
        None => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
        Some(row) if row.state == AgreementState::InForce => {
            access.as_one(ConsoleRole::Administrator).and_then(|_| {
                Err::<AgreementRow, _>(Refusal::told(ReasonCode::InvalidTransition, RULES))
            })
        }
        Some(row) => access.as_one(ConsoleRole::Administrator).map(|_| row),
    };
    if let Err(refusal) = &decided {
        audit::append(tx, &line.clone().refused(*refusal)).await?;
    }
    Ok(decided)
}

/// Gives an agreement in force another last day. What stands on it ends then at the latest: nobody
/// else delivers without an agreement (S2-0-f).
///
/// # Errors
/// As [`fill_in`]; `INVALID_TRANSITION` for a draft, for a day before it began, and when something
/// that stands on it begins later. A joint journal in force has an exit plan always, since it is one of its items.
pub async fn end(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, last): (AgreementId, Date),
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::AgreementEnded, Object::Agreement(id.uuid())), now);
    acts.db()
        .write(SCOPE, "controllership.end_agreement", async |mut tx| {
            let found = controllership::agreement(&mut tx, id).await?;
            let ours = found.filter(|row| row.draft.municipality == access.municipality());
            let standing = controllership::deliveries_under(&mut tx, id).await?;
            let decided = match &ours {
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
                Some(row) => access.as_one(ConsoleRole::Administrator).and_then(|_| {
                    let first = row.draft.first.filter(|_| row.state == AgreementState::InForce);
                    let validity = first
                        .and_then(|first| Validity::days(first, Some(last)))
                        .ok_or(Refusal::told(ReasonCode::InvalidTransition, RULES))?;
                    end_with(validity, &standing)
                }),
            };
            let over = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(over) => over,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let home = access.municipality();
            controllership::set_agreement_end(&mut tx, id, (home, last)).await?;
            for one in over {
                let event = (Event::DeliveryEnded, Object::Delivery(one.id.uuid()));
                audit::append(&mut tx, &self::line(acts, access, event, now)).await?;
                let to = one.validity.to().unwrap_or(now);
                let whose = one.scope.municipality;
                controllership::end_delivery(&mut tx, one.id, (whose, to)).await?;
            }
            Ok(Ok(()))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

/// One agreement of the municipality's, or one in force that it is a party to.
///
/// # Errors
/// [`ActError::NotFound`] for any other.
pub async fn one(
    acts: &Acts,
    access: &ConsoleAccess,
    id: AgreementId,
) -> Result<AgreementRow, ActError> {
    let ours = list(acts, access).await?;
    ours.into_iter().find(|row| row.draft.id == id).ok_or(ActError::NotFound)
}

/// The municipality's agreements, and those in force that it is a party to.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<AgreementRow>, ActError> {
    acts.db()
        .read(SCOPE, "controllership.agreements", async |mut tx| {
            Ok::<_, ActError>(controllership::agreements_of(&mut tx, access.municipality()).await?)
        })
        .await
}

/// Who would be controller under a draft as it is written so far (S2-0-b).
///
/// # Errors
/// When the database fails.
pub async fn previewed(acts: &Acts, draft: &Draft) -> Result<Vec<Preview>, ActError> {
    Ok(preview(register(acts).await?.facts(), draft))
}
