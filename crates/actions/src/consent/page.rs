//! What she is told before she says yes, and what she has said yes to.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::consent::{self as rule, Level, ParentSays, Portal, Stand, WhoAgrees};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, consent, representation};

use crate::dialog::contacts;
use crate::{ActError, Acts, trail};

/// Where she stands, and what she must know of it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Where she stands with the platform.
    pub portal: Portal,
    /// Who can say yes for her.
    pub who: WhoAgrees,
    /// Whether a parent has consented for her; it counts from 13 to 15 alone.
    pub parent: ParentSays,
    /// Those responsible for what she and their services write to each other, with the
    /// services she gets from each (L-GDPR-13).
    pub responsible: Vec<Responsible>,
    /// Whether the terms have changed since she said yes to them (ON-37).
    pub asks_anew: bool,
    /// What she said yes to, or took back, newest first.
    pub given: Vec<Given>,
    /// How many powers of attorney hold now, given and got.
    pub grants: usize,
}

/// A municipality that is responsible for what its services write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsible {
    /// The municipality, as in «Solvik kommune».
    pub name: String,
    /// Its switchboard.
    pub phone: String,
    /// The services, each with its phone.
    pub services: Vec<(String, String)>,
}

/// One row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// To how much; none when it was taken back.
    pub level: Option<Level>,
    /// The version of the terms.
    pub terms: String,
    /// When.
    pub at: Instant,
}

/// Whether the terms have changed since she said yes to them (ON-37). Nobody is asked for another.
///
/// # Errors
/// When the database fails.
pub async fn asks_anew(acts: &Acts, citizen: &CitizenAccess) -> Result<bool, ActError> {
    if !citizen.is_own() {
        return Ok(false);
    }
    acts.db()
        .read(Scope::from(citizen), "consent.asks_anew", async |mut tx| {
            let terms = consent::terms_agreed(&mut tx).await?;
            let Some(terms) = terms else { return Ok::<_, ActError>(false) };
            let stand = consent::stands(&mut tx, citizen.person()).await?;
            Ok(rule::asks_anew(stand.portal, Some(&terms)))
        })
        .await
}

/// Where a citizen stands.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever acts for another.
pub async fn standing(acts: &Acts, citizen: &CitizenAccess) -> Result<Standing, ActError> {
    let about = (Event::ConsentGiven, Object::None);
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await?;
    let now = acts.now();
    let today = now.in_oslo().date;
    acts.db()
        .read(Scope::from(citizen), "consent.standing", async |mut tx| {
            let stand = consent::stands(&mut tx, citizen.person()).await?;
            let mut responsible: Vec<Responsible> = Vec::new();
            for contact in contacts::active(&mut tx, today).await? {
                let name = contact.municipality.legal_name();
                let service = (contact.unit.name.clone(), contact.unit.phone.clone());
                match responsible.iter_mut().find(|found| found.name == name) {
                    Some(found) if found.services.contains(&service) => {}
                    Some(found) => found.services.push(service),
                    None => {
                        let phone = contact.municipality.switchboard;
                        responsible.push(Responsible { name, phone, services: vec![service] });
                    }
                }
            }
            let rows = consent::consents(&mut tx).await?;
            let given = rows
                .into_iter()
                .map(|row| Given { level: row.level, terms: row.terms, at: row.at })
                .collect();
            let mut held = representation::grants_given(&mut tx).await?;
            held.extend(representation::grants_received(&mut tx).await?);
            let grants = held.iter().filter(|grant| grant.grant.holds_at(now)).count();
            let who = WhoAgrees::on(stand.born, today);
            let Stand { portal, parent, .. } = stand;
            let terms = consent::terms_agreed(&mut tx).await?;
            let asks_anew = rule::asks_anew(portal, terms.as_deref());
            Ok(Standing { portal, who, parent, responsible, asks_anew, given, grants })
        })
        .await
}
