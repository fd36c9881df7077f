//! What happens to activations by itself: the last day is over, an agreement lapses or
//! there is a new one, a capability is lost (ON-11, ON-13, ON-14, ON-17, ON-19); and what
//! follows: citizens are told of
//! a last day, open conversations are finished, and a municipality that has nothing in use
//! any more is on its way out.

use helsebro_domain::audit::{Event as Audited, Object};
use helsebro_domain::epj::are_failing;
use helsebro_domain::joining::{Event, Facts, Loss, Module, Request, State};
use helsebro_storage::joining::ActivationRow;
use helsebro_storage::{Tx, audit, epj, joining};

use super::facts::{Known, When};
use super::moving::{Ask, Asker, home_of, moved_in};
use super::{OPERATOR, finishing, leaving, line, telling, usage};
use crate::{ActError, Acts};

/// Looks at every activation that is in use or stopped, and does what is due. Harmless to
/// repeat: it asks the rules anew each time.
///
/// # Errors
/// When the database fails; what was done before stays.
pub async fn sweep(acts: &Acts) -> Result<usize, ActError> {
    let live = acts
        .db()
        .read(OPERATOR, "joining.live", async |mut tx| {
            Ok::<_, ActError>(joining::activations_live(&mut tx).await?)
        })
        .await?;
    let when = When::now(acts).await?;
    let mut done = 0;
    for row in &live {
        done += usize::from(one(acts, row, &when).await?);
    }
    for row in &live {
        telling::tell(acts, &row.activation, &when).await?;
    }
    finishing::finish_threads(acts).await?;
    leaving::begin_all(acts).await?;
    usage::count(acts).await?;
    Ok(done)
}

async fn one(acts: &Acts, seen: &ActivationRow, when: &When) -> Result<bool, ActError> {
    let now = when.at;
    let id = seen.activation.id;
    acts.db()
        .write(OPERATOR, "joining.sweep", async |mut tx| {
            let Some(row) = joining::activation(&mut tx, id).await? else { return Ok(false) };
            let known = Known::of(&mut tx, home_of(&row), when).await?;
            let facts = known.about_row(&mut tx, &row).await?;
            let row = warned(acts, &mut tx, row, (&facts, when)).await?;
            let held = &row.activation;
            let acting = Asker::system().acting;
            let loss = loss(&mut tx, &row).await?;
            // What is not due is no refusal, and leaves no line.
            let due = events_of(held.state).iter().find(|event| {
                let plain = Request::plain(**event, acting, now, &facts);
                held.after(&Request { loss, ..plain }).is_ok()
            });
            let Some(event) = due else { return Ok(false) };
            let ask = Ask { loss, ..Ask::plain(*event) };
            let moved = moved_in(acts, &mut tx, (acting, ask), row, when).await?;
            Ok::<_, ActError>(moved.is_ok())
        })
        .await
}

/// How a capability that was warned of is lost: slowly, or at once because what is sent to
/// the journal systems of the service is refused (ON-13).
async fn loss(tx: &mut Tx, row: &ActivationRow) -> Result<Option<Loss>, ActError> {
    let Some(warned_on) = row.warned_on else { return Ok(None) };
    let placed = row.activation.placed;
    let receipts = match (placed.module, row.activation.state) {
        (Module::Dialog, State::Active) => {
            epj::newest_receipts(tx, placed.municipality, placed.care_area).await?
        }
        _ => Vec::new(),
    };
    let is_failing = are_failing(&receipts);
    Ok(Some(if is_failing { Loss::Failing } else { Loss::WarnedOn(warned_on) }))
}

/// What can happen by itself in a state.
const fn events_of(state: State) -> &'static [Event] {
    match state {
        State::NoticeGiven | State::WindDown => {
            &[Event::LastDayOver, Event::AgreementLapsed, Event::CauseGone]
        }
        State::Active => &[Event::AgreementLapsed, Event::CapabilityLost],
        State::Suspended => &[Event::CauseGone],
        _ => &[],
    }
}

/// Warns the municipality the first time that nothing shows any more that the service can be
/// answered where it is answered, and lets it rest when something does again (ON-13).
async fn warned(
    acts: &Acts,
    tx: &mut Tx,
    row: ActivationRow,
    (facts, when): (&Facts, &When),
) -> Result<ActivationRow, ActError> {
    let today = when.today();
    let wanted = match row.activation.state {
        // Where none was ever asked for, none is lost.
        State::Active if row.answered_in.is_some() && !facts.has_proof(today) => {
            row.warned_on.or(Some(today))
        }
        // What is stopped stays warned of until it is taken up again; so does what is given
        // notice of, or a notice and its withdrawal would give fourteen new days.
        State::Suspended | State::NoticeGiven | State::WindDown if !facts.has_proof(today) => {
            row.warned_on
        }
        _ => None,
    };
    if wanted == row.warned_on {
        return Ok(row);
    }
    let id = row.activation.id;
    let event = (Audited::CapabilityWarned, Object::Activation(id.uuid()));
    let mut line = line(acts, (None, Some(home_of(&row))), event, when.at);
    line.rules = &["S1-5.1-d", "ON-13"];
    audit::append(tx, &line).await?;
    let row = ActivationRow { warned_on: wanted, ..row };
    joining::update_activation(tx, &row).await?;
    Ok(row)
}
