//! How much is used, for the municipality itself and for the report that the operator and
//! the association share (S1-5.3-b). No number below five leaves this file.

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::joining::{
    Module, Month, OperatorAccess, SMALL_CELL, Told, may_leave, month_of, months_before,
};
use helsebro_domain::parties::{ConsoleAccess, Municipality};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{Scope, Tx, joining, parties};

use super::OPERATOR;
use crate::{ActError, Acts};

/// Counts the months that have gone and are not counted.
pub(super) async fn count(acts: &Acts) -> Result<(), ActError> {
    let now = acts.now();
    for month in months_before(now.in_oslo().date) {
        let (first, next) = month_of(month);
        let counted = acts
            .db()
            .read(OPERATOR, "joining.is_counted", async |mut tx| {
                Ok::<_, ActError>(joining::is_counted(&mut tx, first).await?)
            })
            .await?;
        if counted {
            continue;
        }
        let span = (Instant::start_of(first), Instant::start_of(next));
        acts.db()
            .write(OPERATOR, "joining.count_month", async |mut tx| {
                Ok::<_, ActError>(joining::count_month(&mut tx, first, span, now).await?)
            })
            .await?;
    }
    Ok(())
}

/// How much the municipality uses, oldest month first.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever only reads agreements (S2-0-k).
pub async fn usage(acts: &Acts, who: &ConsoleAccess) -> Result<Vec<Month>, ActError> {
    who.with_a_duty()?;
    let (home, today) = (who.municipality(), acts.now().in_oslo().date);
    acts.db()
        .read(Scope::Municipality(home), "joining.usage", async |mut tx| {
            months(&mut tx, home, today).await
        })
        .await
}

/// How much each municipality uses.
///
/// # Errors
/// When the database fails.
pub async fn usage_of_all(
    acts: &Acts,
    _: &OperatorAccess,
) -> Result<Vec<(Municipality, Vec<Month>)>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(OPERATOR, "joining.usage_of_all", async |mut tx| {
            let mut found = Vec::new();
            for home in parties::municipalities(&mut tx).await? {
                let months = months(&mut tx, home.id, today).await?;
                found.push((home, months));
            }
            Ok(found)
        })
        .await
}

/// The report that is handed over to the association: a line for each municipality, module and
/// month, for a spreadsheet.
///
/// # Errors
/// `REPORT_CONTAINS_PERSONAL_DATA`; when the database fails.
pub async fn usage_report(acts: &Acts, who: &OperatorAccess) -> Result<String, ActError> {
    let mut text = String::from("municipality;module;month;messages;conversations\r\n");
    for (home, months) in usage_of_all(acts, who).await? {
        let name = home.legal_name().replace('"', "\"\"");
        for month in months {
            let cells = [
                format!("\"{name}\""),
                Module::Dialog.as_str().to_owned(),
                month.first.strftime("%Y-%m").to_string(),
                shown(month.messages),
                shown(month.conversations),
            ];
            text.push_str(&cells.join(";"));
            text.push_str("\r\n");
        }
    }
    may_leave(&text)?;
    Ok(text)
}

fn shown(told: Told) -> String {
    match told {
        Told::Few => format!("<{SMALL_CELL}"),
        Told::Exactly(count) => count.to_string(),
    }
}

async fn months(tx: &mut Tx, home: MunicipalityId, today: Date) -> Result<Vec<Month>, ActError> {
    let mut shown = months_before(today);
    shown.reverse();
    let from = shown.first().copied().unwrap_or(today);
    let counted = joining::usage_of(tx, home, from).await?;
    let month = |first: Date| {
        let found = counted.iter().find(|one| one.0 == first);
        let (messages, conversations) = found.map_or((0, 0), |one| (one.1, one.2));
        Month { first, messages: Told::of(messages), conversations: Told::of(conversations) }
    };
    Ok(shown.into_iter().map(month).collect())
}
