//! Who delivers a service: entered, and given an end.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::registering::{Draft, entered, may_end, may_leave};
use helsebro_domain::controllership::{
    Delivery, Mode, Outsourcing, Party, Place, RecordOperator, Scope, Validity,
};
use helsebro_domain::ids::{AgreementId, DeliveryId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{Tx, audit, controllership};

use super::{SCOPE, copy, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-0-f"];

/// How a service is to be delivered; by whom is said by the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the municipality itself.
    Own,
    /// By the other party of this service agreement.
    Outsourced(AgreementId),
    /// By a municipality as if it were a provider, which the rules refuse.
    OutsourcedTo(Party),
    /// By the host of this cooperation.
    Host(AgreementId),
    /// By the community of this agreement.
    TaskCommunity(AgreementId),
}

/// A delivery that is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDelivery {
    /// Which part of the municipality's services.
    pub place: Place,
    /// The first day.
    pub first: Date,
    /// The last day, when it has one.
    pub last: Option<Date>,
    /// How.
    pub how: How,
    /// Who runs the journal system of what is outsourced, when it is said (S2-2-e).
    pub runs: Option<RecordOperator>,
    /// Whoever gives health care under the provider and keeps a journal of its own (CT-67).
    pub under: Option<Party>,
}

/// Enters who delivers a service.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; `DELIVERY_OVERLAP`,
/// `HOST_IS_NOT_OUTSOURCING`, `AGREEMENT_MISSING` as the rules say.
pub async fn enter(
    acts: &Acts,
    access: &ConsoleAccess,
    new: NewDelivery,
) -> Result<DeliveryId, ActError> {
    let now = acts.now();
    let id = DeliveryId::from_uuid(acts.fresh(now));
    let object = Object::Delivery(id.uuid());
    let line = line(acts, access, (Event::DeliveryEntered, object), now);
    acts.db()
        .write(SCOPE, "controllership.enter_delivery", async |mut tx| {
            let decided = match access.as_one(ConsoleRole::Administrator) {
                Ok(access) => decided(&mut tx, access, id, new).await?,
                Err(refusal) => Err(refusal),
            };
            let delivery = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(delivery) => delivery,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            controllership::add_delivery(&mut tx, &delivery).await?;
            Ok(Ok(id))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

async fn decided(
    tx: &mut Tx,
    access: &ConsoleAccess,
    id: DeliveryId,
    new: NewDelivery,
) -> Result<Result<Delivery, Refusal>, ActError> {
    let missing = Refusal::told(ReasonCode::AgreementMissing, RULES);
    let agreement = match new.how {
        How::Own | How::OutsourcedTo(_) => None,
        How::Outsourced(id) | How::Host(id) | How::TaskCommunity(id) => {
            let ours = controllership::agreements_of(tx, access.municipality()).await?;
            ours.into_iter().find(|found| found.draft.id == id)
        }
    };
    let draft = agreement.as_ref().map(|found| &found.draft);
    let outsourced = |provider, agreement| {
        Mode::Outsourced(Outsourcing {
            provider,
            agreement,
            record_operator: new.runs,
            subcontractor: new.under,
        })
    };
    let mode = match (new.how, draft) {
        (How::Own, _) => Some(Mode::Own),
        (How::OutsourcedTo(party), _) => Some(outsourced(party, AgreementId::from_uuid(id.uuid()))),
        (How::Outsourced(agreement), Some(draft)) => {
            draft.others.first().map(|provider| outsourced(*provider, agreement))
        }
        (How::Host(agreement), Some(draft)) => {
            Some(Mode::Host { host: draft.municipality, agreement })
        }
        (How::TaskCommunity(agreement), Some(draft)) => {
            draft.org().map(|community| Mode::TaskCommunity { community, agreement })
        }
        (_, None) => None,
    };
    let Some(mode) = mode else { return Ok(Err(missing)) };
    let Some(validity) = Validity::days(new.first, new.last) else {
        return Ok(Err(Refusal::told(ReasonCode::InvalidTransition, RULES)));
    };
    let scope = Scope { municipality: access.municipality(), place: new.place };
    let delivery = Delivery { id, scope, validity, mode };
    let there = controllership::deliveries_of(tx, access.municipality()).await?;
    let provider = draft.and_then(|draft| Some((draft.org()?, draft.org_kind()?)));
    let provider = provider
        .map(|(id, kind)| helsebro_domain::controllership::Organisation { id, kind })
        .filter(|_| matches!(new.how, How::Outsourced(_)));
    let held = agreement.as_ref().map(|found| (&found.draft, found.state));
    Ok(entered(delivery, &there, held, provider))
}

/// Gives a delivery a last day.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; [`ActError::NotFound`] for
/// what is not the municipality's; `INVALID_TRANSITION` when that is no end of it;
/// `HOST_NOTICE_TOO_SHORT` for whoever leaves a host cooperation sooner than it may.
pub async fn end(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, last): (DeliveryId, Date),
) -> Result<(), ActError> {
    let now = acts.now();
    let object = Object::Delivery(id.uuid());
    let line = line(acts, access, (Event::DeliveryEnded, object), now);
    let home = access.municipality();
    acts.db()
        .write(SCOPE, "controllership.end_delivery", async |mut tx| {
            let Some(delivery) = controllership::delivery(&mut tx, id, home).await? else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok::<_, ActError>(Err(refusal));
            };
            let at = last.tomorrow().map(Instant::start_of);
            let agreement = hosting(&mut tx, &delivery).await?;
            let today = now.in_oslo().date;
            let decided = access.as_one(ConsoleRole::Administrator).and_then(|_| {
                let at = at.map_err(|_| Refusal::told(ReasonCode::InvalidTransition, RULES))?;
                may_end(&delivery, at)?;
                may_leave(&delivery, agreement.as_ref(), (today, last)).map(|()| at)
            });
            let at = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(at) => at,
                Err(refusal) => return Ok(Err(refusal)),
            };
            controllership::end_delivery(&mut tx, id, (home, at)).await?;
            Ok(Ok(()))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

/// The agreement with the host that delivers.
async fn hosting(tx: &mut Tx, delivery: &Delivery) -> Result<Option<Draft>, ActError> {
    let Mode::Host { agreement, .. } = delivery.mode else { return Ok(None) };
    Ok(controllership::agreement(tx, agreement).await?.map(|row| row.draft))
}

/// The deliveries of the municipality, in the order of time.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<Delivery>, ActError> {
    acts.db()
        .read(SCOPE, "controllership.deliveries", async |mut tx| {
            Ok::<_, ActError>(controllership::deliveries_of(&mut tx, access.municipality()).await?)
        })
        .await
}
