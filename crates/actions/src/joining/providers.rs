//! Data processing agreements with organisations that are no municipality and are controllers of
//! what they deliver (S1-3.2-a, ON-03): signed on paper, since they have no console here.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{AgreementId, OrgId};
use helsebro_domain::joining::OperatorAccess;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::joining::ProvidersAgreement;
use helsebro_storage::{controllership, joining};

use super::agreements::whole;
use super::winding::MAX_DOCUMENT;
use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S1-3.2-a", "ON-03", "L-GDPR-28"];

/// Enters that an organisation and the operator have signed the agreement that is offered today.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such organisation; `DOCUMENT_MISSING` without what it
/// is filed under; `INVALID_TRANSITION` for a last day that is over; `DPA_INCOMPLETE`.
pub async fn enter_providers_agreement(
    acts: &Acts,
    who: &OperatorAccess,
    (org, last_day, document): (OrgId, Date, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let document: String = document.trim().chars().take(MAX_DOCUMENT).collect();
    let id = AgreementId::from_uuid(acts.fresh(now));
    let event = (Event::ProcessingSigned, Object::Processing(id.uuid()));
    let mut line = line(acts, (Some(who.staff()), None), event, now);
    line.rules = RULES;
    acts.db()
        .write(OPERATOR, "joining.enter_providers_agreement", async |mut tx| {
            let found = controllership::organisation(&mut tx, org).await?;
            let agreement = whole(acts, &mut tx, (now.in_oslo().date, last_day)).await?;
            let new = ProvidersAgreement { org, id, agreement, document: document.clone() };
            let refused = |code| Err(Refusal::told(code, RULES));
            let decided = match () {
                () if found.is_none() => return Err(ActError::NotFound),
                () if new.document.is_empty() => refused(ReasonCode::DocumentMissing),
                () if new.agreement.checked().is_err() => refused(ReasonCode::InvalidTransition),
                () => new.agreement.may_be_signed(),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            joining::add_providers_agreement(&mut tx, &new, (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Every agreement with an organisation, newest first.
///
/// # Errors
/// When the database fails.
pub async fn providers_agreements(
    acts: &Acts,
    _: &OperatorAccess,
) -> Result<Vec<ProvidersAgreement>, ActError> {
    acts.db()
        .read(OPERATOR, "joining.providers_agreements", async |mut tx| {
            Ok(joining::providers_agreements(&mut tx).await?)
        })
        .await
}
