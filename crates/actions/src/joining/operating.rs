//! Who operates the platform, and what is agreed with the association (S1-0-d, S1-5.3-a).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::joining::{AssociationAgreement, OperatingBody, OperatorAccess};
use helsebro_domain::time::Instant;
use helsebro_storage::joining;
use uuid::Uuid;

use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

/// Those who have operated, do and will, and the agreements with the association, newest
/// first. Everybody may know.
///
/// # Errors
/// When the database fails.
pub async fn operating(
    acts: &Acts,
) -> Result<(Vec<OperatingBody>, Vec<AssociationAgreement>), ActError> {
    acts.db()
        .read(OPERATOR, "joining.operating", async |mut tx| {
            let bodies = joining::operating_bodies(&mut tx).await?;
            Ok((bodies, joining::association_agreements(&mut tx).await?))
        })
        .await
}

/// Enters who operates from a day.
///
/// # Errors
/// `DOCUMENT_MISSING` without a name or what shows it; `INVALID_TRANSITION` when another
/// begins the same day.
pub async fn enter_operating_body(
    acts: &Acts,
    who: &OperatorAccess,
    new: &OperatingBody,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.enter_operating_body", async |mut tx| {
            let held = joining::operating_bodies(&mut tx).await?;
            let mut line = entered(acts, who, now);
            line.rules = &["S1-0-d"];
            let decided = new.may_be_entered(&held);
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::add_operating_body(&mut tx, new, Some(who.staff())).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Enters an agreement with the association. It gates nothing.
///
/// # Errors
/// `DOCUMENT_MISSING` without what it is filed under; `INVALID_TRANSITION` when it ends
/// before it begins.
pub async fn enter_association_agreement(
    acts: &Acts,
    who: &OperatorAccess,
    new: &AssociationAgreement,
) -> Result<(), ActError> {
    let now = acts.now();
    let id: Uuid = acts.fresh(now);
    acts.db()
        .write(OPERATOR, "joining.enter_association_agreement", async |mut tx| {
            let mut line = entered(acts, who, now);
            line.rules = &["S1-5.3-a"];
            let decided = new.may_be_entered();
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::add_association_agreement(&mut tx, (id, new), Some(who.staff())).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

fn entered(acts: &Acts, who: &OperatorAccess, now: Instant) -> helsebro_domain::audit::AuditLine {
    line(acts, (Some(who.staff()), None), (Event::OperatorEntered, Object::None), now)
}
