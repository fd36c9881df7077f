//! The seals of those who answer in the town, made when it opens.

use anyhow::Context;
use helsebro_partners::seal::{Seal, Seals};
use helsebro_simulators::seals::issue;
use helsebro_simulators::town::Town;

/// A seal for each municipality, and for each provider that somebody answers for.
pub(super) fn of(plan: &Town) -> anyhow::Result<Seals> {
    let homes = plan.municipalities.iter();
    let homes = homes.map(|home| (home.legal_name(), home.org_number.as_str().to_owned()));
    let providers = plan.providers.iter();
    let providers = providers.map(|held| (held.org_number.clone(), held.org_number.clone()));
    let mut seals = Vec::new();
    for (name, org_number) in homes.chain(providers) {
        let files = issue(&name, &org_number).context("no seal could be issued")?;
        let seal = Seal::from_pem(&files.certificate, &files.key.into());
        seals.push((org_number, seal.context("a seal that was issued cannot be used")?));
    }
    Ok(Seals::of(seals))
}
