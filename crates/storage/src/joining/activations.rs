//! Activations: what a municipality has in use, or on its way.

use helsebro_domain::ids::{ActivationId, EnvelopeId, MunicipalityId, StaffId};
use helsebro_domain::joining::{
    Activation, Cause, Event, Module, Placed, Proof, State, TestMessage,
};
use helsebro_domain::parties::{CareArea, Service};
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The number of an order, as in «B-1042».
pub type OrderNumber = u32;

/// The number before the first order's.
const BEFORE_FIRST: u32 = 1_000;

/// The most activations that are read at once: those of 400 municipalities, each with ten
/// modules in twelve types of service, so that none is ever left out.
const MAX_READ: u32 = 400 * 10 * 12;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, module, care_area, state, ordered_by, active_from, cause, \
             before_notice, notice_last_day, before_wind_down, wind_down_last_day, \
             order_number, ordered_at, proof, product, product_version, journal_route, test, \
             tested_at, capability_warned_on, test_envelope FROM activations ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO activations (id, municipality, module, care_area, state, test) \
     VALUES ($1, $2, $3, $4, $5, 0)";
const UPDATE: &str = "UPDATE activations SET state = $3, ordered_by = $4, active_from = $5, \
     cause = $6, before_notice = $7, notice_last_day = $8, before_wind_down = $9, \
     wind_down_last_day = $10, order_number = $11, ordered_at = $12, proof = $13, product = $14, \
     product_version = $15, journal_route = $16, test = $17, tested_at = $18, \
     capability_warned_on = $19, test_envelope = $20 \
     WHERE id = $1 AND municipality = $2";
const ONE: &str = columns!("WHERE id = $1");
const TESTED_BY: &str = columns!("WHERE test_envelope = $1 AND municipality = $2");
const OF: &str = columns!("WHERE municipality = $1 ORDER BY id DESC LIMIT $2");
const IN_STATE: &str = columns!("WHERE state = $1 ORDER BY id LIMIT $2");
const LIVE: &str = columns!(
    "WHERE state IN ('ACTIVE', 'SUSPENDED', 'NOTICE_GIVEN', 'WIND_DOWN') ORDER BY id LIMIT $1"
);
const NUMBER: &str = "SELECT COALESCE(MAX(order_number), 0) FROM activations";
const ADD_EVENT: &str = "INSERT INTO activation_events (activation, id, at, event, rule, staff, \
     reason, findings) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const EVENTS: &str = "SELECT at, event, rule, staff, reason, findings FROM activation_events \
     WHERE activation = $1 ORDER BY id LIMIT 200";
const SET_SERVICE: &str = "UPDATE units SET service = $3, service_last_day = $4 WHERE municipality = $1 \
     AND care_area = $2";
const PROOF: &str = "SELECT evidence, tested_on FROM epj_proofs WHERE product = $1 \
     AND version = $2 AND module = $3 AND care_area = $4";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    UPDATE,
    ONE,
    TESTED_BY,
    OF,
    IN_STATE,
    LIVE,
    NUMBER,
    ADD_EVENT,
    EVENTS,
    SET_SERVICE,
    PROOF,
];

/// An activation with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationRow {
    /// The activation.
    pub activation: Activation,
    /// Its order's number and time.
    pub order: Option<(OrderNumber, Instant)>,
    /// Where it is answered, as its municipality has said.
    pub answered_in: Option<Proof>,
    /// The test message.
    pub test: TestMessage,
    /// When the test message was sent, or answered.
    pub tested_at: Option<Instant>,
    /// Which message to the journal system is the test; none where it goes to nobody.
    pub test_envelope: Option<EnvelopeId>,
    /// The day it was warned that nothing shows any more that it can be answered (ON-13).
    pub warned_on: Option<Date>,
}

/// Something that was done with an activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationEventRow {
    /// When.
    pub at: Instant,
    /// What.
    pub event: String,
    /// The row of the table that allowed it.
    pub rule: String,
    /// Who; none for the system.
    pub staff: Option<StaffId>,
    /// Why, in words.
    pub reason: Option<String>,
    /// What was asked and held then, and what was pointed out, by name (ON-07, ON-08).
    pub findings: Option<String>,
}

crate::from_row!(ActivationEventRow { at, event, rule, staff, reason, findings });

impl FromRow for ActivationRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let state = |column| -> Result<Option<State>, StorageError> {
            let text: Option<String> = row.get(column)?;
            Ok(text.as_deref().and_then(State::from_stored))
        };
        let module: String = row.get(2)?;
        let cause: Option<String> = row.get(7)?;
        let (number, at): (Option<u32>, Option<Instant>) = (row.get(12)?, row.get(13)?);
        Ok(Self {
            activation: Activation {
                id: row.get(0)?,
                placed: Placed {
                    municipality: row.get(1)?,
                    module: Module::parse(&module).map_err(|_| bad(2, "a module"))?,
                    care_area: CareArea::from_code(row.get(3)?).ok_or(bad(3, "a care area"))?,
                },
                state: state(4)?.ok_or(bad(4, "a state"))?,
                ordered_by: row.get(5)?,
                active_from: row.get(6)?,
                cause: cause.as_deref().and_then(Cause::from_stored),
                before_notice: state(8)?,
                notice_last_day: row.get(9)?,
                before_wind_down: state(10)?,
                wind_down_last_day: row.get(11)?,
            },
            order: number.zip(at),
            answered_in: answered_in(row)?,
            test: match row.get::<i64>(18)? {
                0 => TestMessage::NotSent,
                2 => TestMessage::Answered,
                _ => TestMessage::Sent,
            },
            tested_at: row.get(19)?,
            warned_on: row.get(20)?,
            test_envelope: row.get(21)?,
        })
    }
}

/// As the municipality has said; what shows it, of a journal system, is looked up.
fn answered_in(row: &Row<'_>) -> Result<Option<Proof>, StorageError> {
    let kind: Option<i64> = row.get(14)?;
    let text = |column| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    Ok(match kind {
        Some(1) => Some(Proof::Journal {
            product: text(15)?,
            version: text(16)?,
            evidence: String::new(),
            tested_on: Date::MIN,
        }),
        Some(2) => Some(Proof::Console { journal_route: text(17)? }),
        _ => None,
    })
}

/// Adds a new activation.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_activation(tx: &mut Tx, new: &Activation) -> Result<(), StorageError> {
    let Placed { municipality, module, care_area } = new.placed;
    own(tx, municipality)?;
    let (module, area) = (module.as_str(), care_area.code());
    tx.ensure_one(ADD, values![new.id, municipality, module, area, new.state.as_str()]).await
}

/// Stores an activation as it is now.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn update_activation(tx: &mut Tx, row: &ActivationRow) -> Result<(), StorageError> {
    let held = &row.activation;
    own(tx, held.placed.municipality)?;
    let (kind, product, version, route) = match &row.answered_in {
        None => (None, None, None, None),
        Some(Proof::Journal { product, version, .. }) => {
            (Some(1_i64), Some(product), Some(version), None)
        }
        Some(Proof::Console { journal_route }) => (Some(2), None, None, Some(journal_route)),
    };
    let test: i64 = match row.test {
        TestMessage::NotSent => 0,
        TestMessage::Sent => 1,
        TestMessage::Answered => 2,
    };
    tx.ensure_one(
        UPDATE,
        values![
            held.id,
            held.placed.municipality,
            held.state.as_str(),
            held.ordered_by,
            held.active_from,
            held.cause.map(Cause::as_str),
            held.before_notice.map(State::as_str),
            held.notice_last_day,
            held.before_wind_down.map(State::as_str),
            held.wind_down_last_day,
            row.order.map(|(number, _)| number),
            row.order.map(|(_, at)| at),
            kind,
            product,
            version,
            route,
            test,
            row.tested_at,
            row.warned_on,
            row.test_envelope,
        ],
    )
    .await
}

/// One activation. In a municipality's scope another's is not found.
///
/// # Errors
/// When the database fails.
pub async fn activation(
    tx: &mut Tx,
    id: ActivationId,
) -> Result<Option<ActivationRow>, StorageError> {
    let found: Option<ActivationRow> = tx.optional(ONE, values![id]).await?;
    let is_own = |row: &ActivationRow| own(tx, row.activation.placed.municipality).is_ok();
    Ok(found.filter(is_own))
}

/// The activation of the scope's municipality whose test this message is.
///
/// # Errors
/// When the database fails.
pub async fn activation_tested_by(
    tx: &mut Tx,
    test: EnvelopeId,
) -> Result<Option<ActivationRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(TESTED_BY, values![test, municipality]).await
}

/// The activations of a municipality, newest first.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn activations_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<ActivationRow>, StorageError> {
    own(tx, municipality)?;
    tx.all(OF, values![municipality, MAX_READ]).await
}

/// The activations in a state, oldest first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn activations_in(tx: &mut Tx, state: State) -> Result<Vec<ActivationRow>, StorageError> {
    tx.system()?;
    tx.all(IN_STATE, values![state.as_str(), MAX_READ]).await
}

/// The activations that are in use, or stopped for a while. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn activations_live(tx: &mut Tx) -> Result<Vec<ActivationRow>, StorageError> {
    tx.system()?;
    tx.all(LIVE, values![MAX_READ]).await
}

/// The number of the next order.
///
/// # Errors
/// When the database fails.
pub async fn next_order_number(tx: &mut Tx) -> Result<OrderNumber, StorageError> {
    let (last,): (u32,) = tx.one(NUMBER, values![]).await?;
    Ok(last.max(BEFORE_FIRST) + 1)
}

/// Stores what was done with an activation.
///
/// # Errors
/// When the database fails.
pub async fn add_activation_event(
    tx: &mut Tx,
    (activation, id): (ActivationId, Uuid),
    (event, rule): (Event, &str),
    (staff, at): (Option<StaffId>, Instant),
    (reason, findings): (Option<&str>, Option<&str>),
) -> Result<(), StorageError> {
    let event = event.as_str();
    let row = values![activation, id, at, event, rule, staff, reason, findings];
    tx.ensure_one(ADD_EVENT, row).await
}

/// Under which name it is stored that a stop was looked at again (ON-12).
pub const STOP_REVIEWED: &str = "REVIEW_STOP";

/// Stores that it was looked at again whether a service must still be stopped (ON-12).
///
/// # Errors
/// When the database fails.
pub async fn add_stop_review(
    tx: &mut Tx,
    (activation, id): (ActivationId, Uuid),
    (staff, at): (StaffId, Instant),
    reason: &str,
) -> Result<(), StorageError> {
    let none: Option<&str> = None;
    let values = values![activation, id, at, STOP_REVIEWED, "ON-12", staff, reason, none];
    tx.ensure_one(ADD_EVENT, values).await
}

/// What was done with an activation, oldest first; of one that was found in the scope.
///
/// # Errors
/// When the database fails.
pub async fn events_of(
    tx: &mut Tx,
    row: &ActivationRow,
) -> Result<Vec<ActivationEventRow>, StorageError> {
    own(tx, row.activation.placed.municipality)?;
    tx.all(EVENTS, values![row.activation.id]).await
}

/// Notes on the units what their municipality has of dialogue for their care area, and its
/// last day when it has one.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn set_service(
    tx: &mut Tx,
    (municipality, care_area): (MunicipalityId, CareArea),
    (service, last_day): (Service, Option<Date>),
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    let (area, service) = (care_area.code(), service.stored());
    tx.execute(SET_SERVICE, values![municipality, area, service, last_day]).await?;
    Ok(())
}

/// What shows that an activation can be answered where its municipality has said: the
/// console by its journal route, a journal system by the evidence of its test.
///
/// # Errors
/// When the database fails.
pub async fn proof_of(tx: &mut Tx, row: &ActivationRow) -> Result<Option<Proof>, StorageError> {
    let Some(Proof::Journal { product, version, .. }) = &row.answered_in else {
        return Ok(row.answered_in.clone());
    };
    let Placed { module, care_area, .. } = row.activation.placed;
    let (module, area) = (module.as_str(), care_area.code());
    let found: Option<(String, Date)> =
        tx.optional(PROOF, values![product, version, module, area]).await?;
    Ok(found.map(|(evidence, tested_on)| Proof::Journal {
        product: product.clone(),
        version: version.clone(),
        evidence,
        tested_on,
    }))
}
