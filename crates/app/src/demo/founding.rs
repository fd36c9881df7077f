//! Founding the town: its people, and what the journal systems have listed.

use anyhow::{Context, anyhow};
use helsebro_actions::Acts;
use helsebro_actions::dialog::contacts;
use helsebro_actions::rights;
use helsebro_actions::setup::{self, Founded, Founding};
use helsebro_domain::dialog::EpjAccess;
use helsebro_domain::time::{Date, Instant};
use helsebro_simulators::town::Town;
use helsebro_web::MovableClock;

use super::joining;
use crate::clock::TownClock;

/// The day on which the town was founded: before anything happened in it.
const FOUNDED_ON: Date = Date::constant(2027, 1, 29);

/// Founds the town in an empty database, on a day before it begins.
pub(super) async fn found(acts: &Acts, plan: &Town, clock: &TownClock) -> anyhow::Result<Founded> {
    let shown = MovableClock::now(clock);
    clock.set(Instant::start_of(FOUNDED_ON));
    let staff: Vec<_> =
        plan.staff.iter().map(|member| (member.staff.clone(), member.number.clone())).collect();
    let units = joining::not_joined(plan);
    let founding = Founding {
        municipalities: &plan.municipalities,
        units: &units,
        people: &plan.people,
        parents: &plan.parents,
        staff: &staff,
        authorisations: &plan.authorisations,
        newcomers: &plan.newcomers,
    };
    let founded = setup::found(acts, founding).await.context("the town could not be founded")?;
    match founded {
        Founded::Now => {
            list_contacts(acts, plan).await?;
            setup::appoint(acts, &plan.reviewers).await.context("nobody judges look-ups")?;
            setup::give_roles(acts, &plan.roles).await.context("nobody keeps the registers")?;
            let providers = rights::appoint_providers(acts, &plan.providers).await;
            providers.context("nobody answers for the providers")?;
            joining::play(acts, plan).await?;
        }
        Founded::Before => clock.set(shown),
    }
    Ok(founded)
}

/// The lists come from the journal systems, as they do for real.
async fn list_contacts(acts: &Acts, plan: &Town) -> anyhow::Result<()> {
    for listed in &plan.contacts {
        let unit = plan.units.iter().find(|unit| unit.municipality == listed.municipality);
        let unit = unit.ok_or_else(|| anyhow!("a list comes from a municipality without units"))?;
        contacts::replace(acts, EpjAccess::of(unit), listed.person, &listed.services)
            .await
            .context("a list could not be taken in")?;
    }
    Ok(())
}
