//! Who can be reached here, asked by a journal system (Digitalbruker).

use helsebro_domain::audit::Event;
use helsebro_domain::ids::{AuditId, EpjId, MunicipalityId, PersonId};
use helsebro_domain::parties::IdentityNumber;
use helsebro_storage::{Scope, audit, consent, dialog, parties};

use crate::{ActError, Acts, setup};

/// The most people that one question may name.
pub const MAX_ASKED: usize = 1_000;

/// Those of the people asked about who can be reached here, in the order asked.
/// Each answer leaves a line about the person it is about.
///
/// # Errors
/// When the database fails.
pub async fn of(
    acts: &Acts,
    (municipality, epj): (MunicipalityId, EpjId),
    asked: &[IdentityNumber],
) -> Result<Vec<usize>, ActError> {
    let mut macs = Vec::with_capacity(asked.len().min(MAX_ASKED));
    for number in asked.iter().take(MAX_ASKED) {
        macs.push(setup::number_mac(acts, number).await?);
    }
    let now = acts.now();
    let today = now.in_oslo().date;
    acts.db()
        .write(Scope::Municipality(municipality), "epj.active", async |mut tx| {
            let mut found: Vec<(usize, PersonId)> = Vec::new();
            for (place, mac) in macs.iter().enumerate() {
                let Some(person) = parties::person_by_mac_in(&mut tx, mac).await? else { continue };
                let stand = consent::stands(&mut tx, person.id).await?;
                let door = dialog::youth_door_to(&mut tx, person.id, today).await?;
                if stand.takes_messages(door, today) {
                    found.push((place, person.id));
                }
            }
            for (_, person) in &found {
                let id = AuditId::from_uuid(acts.fresh(now));
                let by = helsebro_domain::audit::Actor::Epj(municipality);
                let mut line =
                    helsebro_domain::audit::AuditLine::accepted(id, now, Event::ActiveAsked, by);
                line.org = Some(municipality);
                line.subject = Some(*person);
                line.object = helsebro_domain::audit::Object::Envelope(epj.uuid());
                line.rules = &["S1-2.1-b"];
                audit::append(&mut tx, &line).await?;
            }
            Ok(found.into_iter().map(|(place, _)| place).collect())
        })
        .await
}
