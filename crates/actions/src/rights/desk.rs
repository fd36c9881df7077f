//! For whom somebody answers requests now.

use helsebro_domain::controllership::Party;
use helsebro_domain::ids::StaffId;
use helsebro_domain::rights::{ProviderHeld, RightsDesk};
use helsebro_storage::{Scope, SystemReason, parties, rights};

use super::SCOPE;
use crate::{ActError, Acts};

/// The right of somebody to answer for one or more controllers, by what she holds today.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when she answers for nobody.
pub async fn access(acts: &Acts, staff: StaffId) -> Result<RightsDesk, ActError> {
    let today = acts.now().in_oslo().date;
    let (roles, providers) = acts
        .db()
        .read(SCOPE, "rights.access", async |mut tx| {
            let roles = parties::roles_of(&mut tx, staff).await?;
            let providers = rights::provider_roles_of(&mut tx, staff).await?;
            Ok::<_, ActError>((roles, providers))
        })
        .await?;
    Ok(RightsDesk::at(staff, (&roles, &providers), today)?)
}

/// Says who answers for organisations that are no municipality, by their numbers. An
/// organisation that is not entered yet has somebody from the day that it is.
///
/// # Errors
/// When somebody does from that day already, or the database fails; nobody is appointed
/// then.
pub async fn appoint_providers(acts: &Acts, held: &[ProviderHeld]) -> Result<(), ActError> {
    acts.db()
        .write(Scope::System(SystemReason::Seed), "rights.appoint", async |mut tx| {
            for one in held {
                rights::add_provider_role(&mut tx, one).await?;
            }
            Ok(())
        })
        .await
}

/// Everybody a record can go to, by name: municipalities and organisations (RR-08).
///
/// # Errors
/// When the database fails.
pub async fn receivers(acts: &Acts) -> Result<Vec<(Party, String)>, ActError> {
    let names = crate::controllership::names(acts).await?;
    let homes = names.municipalities.iter().map(|home| Party::Municipality(home.id));
    let all = homes.chain(names.organisations.iter().map(|org| Party::Org(org.id)));
    let mut found: Vec<(Party, String)> =
        all.filter_map(|party| Some((party, names.party(party).name?))).collect();
    found.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(found)
}
