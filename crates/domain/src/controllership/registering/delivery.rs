//! What may be entered in the delivery register.

use super::preview::served;
use super::{AgreementState, Draft, Kind};
use crate::controllership::{
    Delivery, Mode, OrgKind, Organisation, Party, Validity, last_day_of_participation, may_register,
};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

/// The delivery, when it may be entered beside those that are there.
///
/// # Errors
/// `DELIVERY_OVERLAP` beside a record that is in the way (§ 5.4 no. 5); `HOST_IS_NOT_OUTSOURCING`
/// for a municipality as provider (S2-0-j); `AGREEMENT_MISSING` without an agreement in
/// force of the right kind over the same service and time (S2-0-f).
pub fn entered(
    new: Delivery,
    there: &[Delivery],
    agreement: Option<(&Draft, AgreementState)>,
    provider: Option<Organisation>,
) -> Result<Delivery, Refusal> {
    let wanted = match &new.mode {
        Mode::Own => None,
        Mode::Outsourced(outsourcing) => {
            if matches!(outsourcing.provider, Party::Municipality(_) | Party::Operator)
                || provider.is_some_and(|org| matches!(org.kind, OrgKind::TaskCommunity(_)))
            {
                let rules = &["S2-0-j", "S2-4-a-1"];
                return Err(Refusal::told(ReasonCode::HostIsNotOutsourcing, rules));
            }
            // A subcontractor works under the provider: it is another, and no municipality.
            let is_one = |under| matches!(under, Party::Org(_)) && under != outsourcing.provider;
            if outsourcing.subcontractor.is_some_and(|under| !is_one(under)) {
                return Err(Refusal::told(ReasonCode::InvalidTransition, &["S2-0-f"]));
            }
            Some(Kind::Service)
        }
        Mode::Host { .. } => Some(Kind::Host),
        Mode::TaskCommunity { .. } => Some(Kind::TaskCommunity),
    };
    if let Some(kind) = wanted {
        let fits = agreement.is_some_and(|(draft, state)| {
            draft.kind == kind && state == AgreementState::InForce && covers(draft, &new)
        });
        if !fits {
            return Err(Refusal::told(ReasonCode::AgreementMissing, &["S2-0-f"]));
        }
    }
    may_register(&new, there)
        .map_err(|_| Refusal::told(ReasonCode::DeliveryOverlap, &["CT-62"]))
        .map(|()| new)
}

/// Whether the agreement names whoever delivers, is about the service, and holds all the while.
fn covers(draft: &Draft, delivery: &Delivery) -> bool {
    let Some(first) = draft.first else { return false };
    let Some(validity) = Validity::days(first, draft.last) else { return false };
    let (from, to) = (delivery.validity.from(), delivery.validity.to());
    let is_inside = validity.from() <= from
        && match (validity.to(), to) {
            (None, _) => true,
            (Some(end), Some(to)) => to <= end,
            (Some(_), None) => false,
        };
    let names = match &delivery.mode {
        Mode::Own => true,
        Mode::Outsourced(outsourcing) => draft.others.contains(&outsourcing.provider),
        Mode::Host { host, .. } => {
            draft.municipality == *host
                && draft.municipalities().contains(&delivery.scope.municipality)
        }
        Mode::TaskCommunity { community, .. } => draft.org() == Some(*community),
    };
    let is_about = served(draft).into_iter().any(|scope| scope.covers(delivery.scope));
    is_inside && names && is_about
}

/// What stands on an agreement, as it is when the agreement gets a last day: nothing is delivered
/// by another without one (S2-0-f), so it ends then at the latest. Only what changes.
///
/// # Errors
/// `INVALID_TRANSITION` when something of it has not begun by then.
pub fn end_with(agreement: Validity, standing: &[Delivery]) -> Result<Vec<Delivery>, Refusal> {
    let Some(at) = agreement.to() else { return Ok(Vec::new()) };
    let goes_on = |one: &&Delivery| one.validity.to().is_none_or(|to| to > at);
    standing.iter().filter(goes_on).map(|one| may_end(one, at)).collect()
}

/// Whether a municipality that gives notice on a day may end a delivery then: what a host has
/// taken over goes on for a year, or for as long as was agreed, and no longer than the agreement
/// itself (L-KL-20-8).
///
/// # Errors
/// `HOST_NOTICE_TOO_SHORT` for an earlier last day.
pub fn may_leave(
    delivery: &Delivery,
    agreement: Option<&Draft>,
    (notice, last): (Date, Date),
) -> Result<(), Refusal> {
    let Mode::Host { .. } = delivery.mode else { return Ok(()) };
    // What has not begun binds nobody yet.
    let has_begun = delivery.validity.from() <= Instant::start_of(notice);
    let months = agreement.and_then(Draft::months_to_leave);
    let is_over = agreement.and_then(|found| found.last).is_some_and(|end| end <= last);
    if !has_begun || is_over || last >= last_day_of_participation(notice, months) {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::HostNoticeTooShort, &["L-KL-20-8"]))
}

/// The delivery with an end.
///
/// # Errors
/// `INVALID_TRANSITION` when that is no end of it.
pub fn may_end(delivery: &Delivery, at: Instant) -> Result<Delivery, Refusal> {
    let refused = || Refusal::told(ReasonCode::InvalidTransition, &["S2-0-c"]);
    let before = delivery.validity.to();
    if before.is_some_and(|to| to < at) {
        return Err(refused());
    }
    let validity = Validity::new(delivery.validity.from(), Some(at)).ok_or_else(refused)?;
    Ok(Delivery { validity, ..delivery.clone() })
}
