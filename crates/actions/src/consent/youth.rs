//! A parent says yes for a youth of 13 to 15, and takes it back (L-GDPR-8).
//!
//! It lets the youth use what units have opened for her age, when she says yes herself
//! too. The parent sees nothing of what she does there. From her 16th birthday it means
//! nothing any more.

use helsebro_domain::audit::{AuditLine, Event, Why};
use helsebro_domain::consent::{ForYouth, Level, ParentSays, TERMS};
use helsebro_domain::ids::PersonId;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::consent::{self, NewConsent};
use helsebro_storage::{Scope, SystemReason, Tx, audit, parties, representation};

use crate::epj::{queueing, status};
use crate::{ActError, Acts, Sight, trail};

const SCOPE: Scope = Scope::System(SystemReason::Representation);
const RULES: &[&str] = &["L-GDPR-8"];

/// A youth whom somebody can say yes for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Youth {
    /// Who.
    pub person: PersonId,
    /// Her full name.
    pub name: String,
    /// Her given name.
    pub given: String,
    /// What one of her parents has said.
    pub says: ParentSays,
    /// The last day that it means anything: the day before she is 16.
    pub last_day: Option<Date>,
}

/// The youths whom a citizen can say yes for, by name. Whoever is not offered is not
/// listed, whatever the reason is (§ 1.4).
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever acts for another.
pub async fn list(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Youth>, ActError> {
    let about = (Event::ConsentGiven, helsebro_domain::audit::Object::None);
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await?;
    let today = acts.now().in_oslo().date;
    let mut youths = acts
        .db()
        .read(SCOPE, "consent.youths", async |mut tx| {
            let mut youths = Vec::new();
            for child in representation::children_of(&mut tx, citizen.actor()).await? {
                if offered(&mut tx, citizen.actor(), child, today).await?.is_ok() {
                    youths.extend(one(&mut tx, child).await?);
                }
            }
            Ok::<_, ActError>(youths)
        })
        .await?;
    youths.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(youths)
}

async fn one(tx: &mut Tx, child: PersonId) -> Result<Option<Youth>, ActError> {
    let stand = consent::stands(tx, child).await?;
    let Some(found) = parties::person(tx, child).await? else { return Ok(None) };
    Ok(Some(Youth {
        person: child,
        name: found.name.full(),
        given: found.name.given().to_owned(),
        says: stand.parent,
        last_day: stand.born.and_then(helsebro_domain::consent::youth_until),
    }))
}

async fn offered(
    tx: &mut Tx,
    parent: PersonId,
    youth: PersonId,
    today: Date,
) -> Result<Result<(), Refusal>, ActError> {
    let who = representation::party(tx, parent).await?;
    let whom = representation::party(tx, youth).await?;
    let found = representation::found(tx, parent, youth).await?;
    Ok(match (who, whom) {
        (Some(who), Some(whom)) => ForYouth::is_offered((&who, &whom), found.parenthood, today),
        _ => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
    })
}

/// Says yes for a youth, or takes it back. It holds at once, also for a page that she has
/// open.
///
/// # Errors
/// [`ForYouth::says`]; neutral wherever the reason lies with the youth.
pub async fn say(
    acts: &Acts,
    citizen: &CitizenAccess,
    youth: PersonId,
    says: ParentSays,
    language: &str,
) -> Result<(), ActError> {
    let event = match says {
        ParentSays::Yes => Event::ConsentGiven,
        ParentSays::Nothing => Event::ConsentWithdrawn,
    };
    let about = (event, helsebro_domain::audit::Object::None);
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await?;
    let now = acts.now();
    let line = line(acts, citizen, youth, event, now);
    let decided = decided(acts, citizen, (youth, says), &line).await?;
    let id = acts.fresh(now);
    let systems = acts
        .db()
        .write(Scope::Citizen(youth), "consent.for_youth", async |mut tx| {
            let level = (decided.said() == ParentSays::Yes).then_some(Level::Everything);
            let given_by = citizen.actor();
            let new =
                NewConsent { id, person: youth, level, terms: TERMS, language, given_by, at: now };
            consent::add_for_youth(&mut tx, &new).await?;
            audit::append(&mut tx, &line).await?;
            // What the youth is, is read when the message is written.
            Ok::<_, ActError>(status::changed_in(acts, &mut tx, youth, now).await?)
        })
        .await?;
    acts.news().tell(Sight::Citizen(youth));
    for epj in systems {
        queueing::tell(acts, epj);
    }
    Ok(())
}

/// What the rule says; a refusal has left its line.
async fn decided(
    acts: &Acts,
    citizen: &CitizenAccess,
    (youth, says): (PersonId, ParentSays),
    line: &AuditLine,
) -> Result<ForYouth, ActError> {
    let today = line.at.in_oslo().date;
    let decided = acts
        .db()
        .write(SCOPE, "consent.may_for_youth", async |mut tx| {
            let who = representation::party(&mut tx, citizen.actor()).await?;
            let whom = representation::party(&mut tx, youth).await?;
            let found = representation::found(&mut tx, citizen.actor(), youth).await?;
            let decided = match (who, whom) {
                (Some(who), Some(whom)) => {
                    let before = consent::stands(&mut tx, youth).await?.parent;
                    ForYouth::says(says, (&who, &whom), found.parenthood, before, today)
                }
                _ => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
            };
            if let Err(refusal) = decided {
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
            }
            Ok::<_, ActError>(decided)
        })
        .await?;
    Ok(decided?)
}

fn line(
    acts: &Acts,
    citizen: &CitizenAccess,
    youth: PersonId,
    event: Event,
    now: Instant,
) -> AuditLine {
    let mut line = trail::by_citizen(acts, citizen, event, now);
    line.subject = Some(youth);
    line.why = Some(Why::Parent);
    line.rules = RULES;
    line
}
