//! A municipality's notice that came as a letter or an e-mail, entered by the operator (S1-6-c).

use helsebro_domain::ids::{ActivationId, MunicipalityId, StaffId};
use helsebro_domain::joining::{Acting, By, Event, Notice, OperatorAccess};
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::time::Date;
use helsebro_storage::{Tx, joining, parties};

use super::OPERATOR;
use super::facts::When;
use super::moving::{Ask, home_of, moved_in};
use super::winding::MAX_DOCUMENT;
use crate::{ActError, Acts};

/// A notice as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLetter {
    /// Who has signed it.
    pub signed_by: StaffId,
    /// The day it was received.
    pub received_on: Date,
    /// The last day of the service that it asks for.
    pub last_day: Date,
    /// What it is filed under.
    pub document: String,
}

/// Enters it; the month runs from the day it was received (ON-15, ON-22). Who entered it stands in
/// the log, and what it is filed under among what was done.
///
/// # Errors
/// `NOT_SIGNATORY` when whoever signed could not bind the municipality on that day;
/// `NOTICE_NOT_WRITTEN` without what it is filed under; `NOTICE_TOO_SHORT`; as the table says.
pub async fn enter_notice(
    acts: &Acts,
    who: &OperatorAccess,
    (id, letter): (ActivationId, &NoticeLetter),
) -> Result<(), ActError> {
    let when = When::now(acts).await?;
    let today = when.today();
    let document: String = letter.document.trim().chars().take(MAX_DOCUMENT).collect();
    acts.db()
        .write(OPERATOR, "joining.enter_notice", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let days = (letter.received_on, letter.last_day);
            let notice = Notice::on_paper(&document, days, today);
            let (staff, by) = (letter.signed_by, By::Signatory);
            let home = home_of(&row);
            let acting = match could_sign(&mut tx, (staff, home), letter.received_on).await? {
                true => Acting::Registered { staff, by },
                false => Acting::Unregistered { staff, by },
            };
            let ask = Ask {
                notice: Some(notice),
                reason: &document,
                entered_by: Some(who.staff()),
                ..Ask::plain(Event::GiveNotice)
            };
            moved_in(acts, &mut tx, (acting, ask), row, &when).await
        })
        .await??;
    Ok(())
}

/// Whether somebody could bind a municipality on a day.
async fn could_sign(
    tx: &mut Tx,
    (staff, home): (StaffId, MunicipalityId),
    day: Date,
) -> Result<bool, ActError> {
    let held = parties::roles_of(tx, staff).await?;
    Ok(held.iter().any(|one| {
        one.municipality == home && one.role == ConsoleRole::Signatory && one.holds_on(day)
    }))
}
