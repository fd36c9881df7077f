//! What a municipality is charged: entered by one at the operator, approved by another, and
//! shown to the municipality with what it builds on (S1-4-a, S1-5.2-e).

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::ids::{ChargeId, MunicipalityId};
use helsebro_domain::joining::{
    Amount, Charged, CostKind, CostLine, Document, NewCharge, Obligation, OperatorAccess, Payee,
    TermsVersion, clause_of, quarter_of, share_of,
};
use helsebro_domain::parties::{ConsoleAccess, Municipality};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::ChargeRow;
use helsebro_storage::{Scope, Tx, joining, parties};

use super::board::name_of;
use super::{OPERATOR, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S1-4-a", "S1-5.2-e"];

/// The line is approved already, or would be another today.
const NOT_NOW: Refusal = Refusal::told(ReasonCode::InvalidTransition, RULES);

/// A line as it is typed.
#[derive(Debug, Clone, Copy)]
pub struct TypedCharge<'a> {
    /// What kind of cost it is, and how much.
    pub cost: TypedCost,
    /// Who is paid.
    pub payee: Payee,
    /// What it is for.
    pub what: &'a str,
    /// The clause of the accepted general terms that describes it; empty for none.
    pub clause: &'a str,
}

/// What kind of cost it is, and how much.
#[derive(Debug, Clone, Copy)]
pub enum TypedCost {
    /// A statutory share, which is worked out.
    Share {
        /// The part of the cost key in millionths.
        key: u32,
        /// A day in the quarter.
        day: Date,
    },
    /// Any other, at this amount.
    Other(CostKind, Amount),
}

impl TypedCost {
    const fn kind(self) -> CostKind {
        match self {
            Self::Share { .. } => CostKind::StatutoryShare,
            Self::Other(kind, _) => kind,
        }
    }

    /// The part of the cost key, and the first day of the quarter.
    fn share(self) -> Option<(u32, Date)> {
        match self {
            Self::Share { key, day } => Some((key, quarter_of(day))),
            Self::Other(..) => None,
        }
    }

    fn amount(self, totals: &[(i16, Amount)]) -> Result<Amount, Refusal> {
        match (self, self.share()) {
            (_, Some((key, quarter))) => share_of(totals, quarter, key),
            // A share is never typed as an amount.
            (Self::Other(kind, amount), _) if kind != CostKind::StatutoryShare => Ok(amount),
            _ => Err(Refusal::told(ReasonCode::CostLineNotAllowed, RULES)),
        }
    }
}

/// A line with those who entered and approved it, by name.
#[derive(Debug, Clone)]
pub struct ChargeLine {
    /// The line.
    pub row: ChargeRow,
    /// Who entered it.
    pub entered_by: String,
    /// Who approved it.
    pub approved_by: Option<String>,
}

/// What is known when a line is entered or approved.
struct Known {
    general: Option<TermsVersion>,
    fee_due: Option<Date>,
    totals: Vec<(i16, Amount)>,
    once: Vec<(ChargeId, CostKind, Option<Date>)>,
}

impl Known {
    async fn of(tx: &mut Tx, home: MunicipalityId) -> Result<Self, ActError> {
        let accepted = joining::acceptances_of(tx, home).await?;
        let newest = accepted
            .into_iter()
            .filter(|one| one.document == Document::General)
            .max_by_key(|one| (one.version, one.at));
        let terms = joining::terms(tx).await?;
        let general =
            newest.and_then(|held| terms.into_iter().find(|one| one.text_hash == held.text_hash));
        let owed = joining::obligations_of(tx, home).await?;
        let fee = owed.iter().find(|one| one.kind == Obligation::DigifinFee);
        Ok(Self {
            general,
            fee_due: fee.and_then(|owed| owed.due_on),
            totals: joining::statutory_totals(tx).await?,
            once: joining::charged_once(tx, home).await?,
        })
    }

    /// What the rules are asked with, about a line of this id.
    fn charged(&self, id: ChargeId, charge: &NewCharge, quarter: Option<Date>) -> Charged<'_> {
        let mut others = self.once.iter().filter(|other| other.0 != id);
        Charged {
            accepted: self.general.as_ref().map(|version| &version.text_hash),
            fee_due: self.fee_due,
            is_charged: others.any(|other| charge.is_as(quarter, (other.1, other.2))),
        }
    }
}

/// Enters a line, which nobody has approved.
///
/// # Errors
/// `COST_LINE_NOT_ALLOWED` beyond what the law and the accepted terms describe;
/// `WRONG_PAYEE`; `DOCUMENT_MISSING` when it does not say what it is for.
pub async fn enter_charge(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, typed): (MunicipalityId, TypedCharge<'_>),
) -> Result<ChargeId, ActError> {
    let now = acts.now();
    let id = ChargeId::from_uuid(acts.fresh(now));
    acts.db()
        .write(OPERATOR, "joining.enter_charge", async |mut tx| {
            parties::municipality(&mut tx, municipality).await?.ok_or(ActError::NotFound)?;
            let known = Known::of(&mut tx, municipality).await?;
            let (kind, share) = (typed.cost.kind(), typed.cost.share());
            let general = known.general.as_ref();
            let decided = typed.cost.amount(&known.totals).and_then(|amount| {
                let clause = general.and_then(|version| clause_of(version, typed.clause));
                let line = CostLine { kind, amount, clause };
                let what = typed.what.trim().to_owned();
                let charge = NewCharge { line, payee: typed.payee, what };
                let quarter = share.map(|(_, quarter)| quarter);
                charge.may_be_invoiced(known.charged(id, &charge, quarter))?;
                Ok(charge)
            });
            let line = about(acts, who, (municipality, id), (Event::ChargeEntered, now));
            let charge = match trail::settle(&mut tx, line, decided).await? {
                Ok(charge) => charge,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let refers = charge.line.clause.is_some();
            let row = ChargeRow {
                id,
                municipality,
                share,
                clause_version: general.filter(|_| refers).map(|one| one.version.to_string()),
                charge,
                entered: (who.staff(), now),
                approved: None,
            };
            joining::add_charge(&mut tx, &row).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(id)
}

/// Approves a line: it is invoiced today.
///
/// # Errors
/// `FOUR_EYES` for whoever entered it; `INVALID_TRANSITION` the second time; whatever would
/// refuse it now; [`ActError::NotFound`] when there is none.
pub async fn approve_charge(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, id): (MunicipalityId, ChargeId),
) -> Result<(), ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    acts.db()
        .write(OPERATOR, "joining.approve_charge", async |mut tx| {
            let row =
                joining::charge(&mut tx, municipality, id).await?.ok_or(ActError::NotFound)?;
            let known = Known::of(&mut tx, municipality).await?;
            let entered = (row.entered.0, row.approved.is_some());
            let charged = known.charged(id, &row.charge, row.share.map(|(_, quarter)| quarter));
            let decided = row
                .charge
                .may_be_approved(entered, who.staff(), charged)
                .and_then(|()| is_still(&row, &known.totals));
            let line = about(acts, who, (municipality, id), (Event::ChargeApproved, now));
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let due = row.charge.due(today, charged);
            let approved = (who.staff(), today, due);
            joining::approve_charge(&mut tx, (municipality, id), approved).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Discards a line that nobody has approved.
///
/// # Errors
/// `INVALID_TRANSITION` when it is approved; [`ActError::NotFound`] when there is none.
pub async fn discard_charge(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, id): (MunicipalityId, ChargeId),
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.discard_charge", async |mut tx| {
            let row =
                joining::charge(&mut tx, municipality, id).await?.ok_or(ActError::NotFound)?;
            let decided = if row.approved.is_some() { Err(NOT_NOW) } else { Ok(()) };
            let line = about(acts, who, (municipality, id), (Event::ChargeDiscarded, now));
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            joining::discard_charge(&mut tx, (municipality, id), (who.staff(), now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Whether the share of a line is what it would be worked out to today: the total of its
/// year may be another since.
fn is_still(row: &ChargeRow, totals: &[(i16, Amount)]) -> Result<(), Refusal> {
    let Some((key, quarter)) = row.share else { return Ok(()) };
    match share_of(totals, quarter, key)? == row.charge.line.amount {
        true => Ok(()),
        false => Err(NOT_NOW),
    }
}

fn about(
    acts: &Acts,
    who: &OperatorAccess,
    (municipality, id): (MunicipalityId, ChargeId),
    (event, now): (Event, Instant),
) -> AuditLine {
    let by = (Some(who.staff()), Some(municipality));
    let mut line = line(acts, by, (event, Object::Charge(id.uuid())), now);
    line.rules = RULES;
    line
}

/// What a municipality is charged, for the operator: also what nobody has approved.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such municipality.
pub async fn charges_of(
    acts: &Acts,
    _: &OperatorAccess,
    municipality: MunicipalityId,
) -> Result<(Municipality, Vec<ChargeLine>), ActError> {
    acts.db()
        .read(OPERATOR, "joining.charges_of", async |mut tx| {
            let home = parties::municipality(&mut tx, municipality).await?;
            let rows = joining::charges_of(&mut tx, municipality).await?;
            Ok((home.ok_or(ActError::NotFound)?, lines(&mut tx, rows).await?))
        })
        .await
}

/// What the municipality is charged: what two have agreed on, and nothing before that.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever only reads agreements (S2-0-k).
pub async fn charges(acts: &Acts, who: &ConsoleAccess) -> Result<Vec<ChargeLine>, ActError> {
    who.with_a_duty()?;
    let home = who.municipality();
    acts.db()
        .read(Scope::Municipality(home), "joining.charges", async |mut tx| {
            let rows = joining::charges_approved(&mut tx, home).await?;
            lines(&mut tx, rows).await
        })
        .await
}

async fn lines(tx: &mut Tx, rows: Vec<ChargeRow>) -> Result<Vec<ChargeLine>, ActError> {
    let mut found = Vec::new();
    for row in rows {
        let entered_by = name_of(tx, row.entered.0).await?;
        let approved_by = match row.approved {
            Some((staff, ..)) => Some(name_of(tx, staff).await?),
            None => None,
        };
        found.push(ChargeLine { row, entered_by, approved_by });
    }
    Ok(found)
}
