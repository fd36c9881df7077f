//! The registers of breaches: kept by a municipality's data protection officer, by a provider that
//! is controller, and by whoever runs the platform (L-GDPR-33, L-GDPR-34).

mod handling;
mod reading;
mod watching;

pub use handling::{Step, pass_on, register, take};
pub use reading::{Shown, Told, homes, list, one, told};
pub use watching::warn;

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::breaches::Holder;
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{AuditId, BreachId, OrgId, StaffId};
use helsebro_domain::joining::OperatorAccess;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::rights::RightsDesk;
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, StorageError, SystemReason, audit};

use crate::{ActError, Acts, content};

const SYSTEM: Scope = Scope::System(SystemReason::Operation);

/// Who keeps a register.
#[derive(Debug, Clone, Copy)]
pub enum Keeper<'a> {
    /// Somebody with a role in a municipality.
    Home(&'a ConsoleAccess),
    /// Somebody at the operator.
    Operator(&'a OperatorAccess),
    /// Somebody who answers for a provider; see [`provider`].
    Provider(Provider),
}

/// Somebody who answers for a provider, which is controller of its own register (S2-3-b). Only
/// [`provider`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provider {
    staff: StaffId,
    org: OrgId,
}

/// Whoever keeps a provider's register of breaches: those who answer requests for it. None for who
/// answers for no provider. Whoever answers for several keeps the first one's here.
pub fn provider(desk: &RightsDesk) -> Option<Provider> {
    let org = desk.parties().iter().find_map(|party| match party {
        Party::Org(org) => Some(*org),
        Party::Municipality(_) | Party::Operator => None,
    })?;
    Some(Provider { staff: desk.staff(), org })
}

impl Provider {
    /// Which.
    pub const fn org(self) -> OrgId {
        self.org
    }
}

impl Keeper<'_> {
    fn holder(&self) -> Holder {
        match self {
            Self::Home(access) => Holder::Municipality(access.municipality()),
            Self::Operator(_) => Holder::Operator,
            Self::Provider(provider) => Holder::Org(provider.org),
        }
    }

    fn scope(&self) -> Scope {
        match self {
            Self::Home(access) => Scope::Municipality(access.municipality()),
            Self::Operator(_) | Self::Provider(_) => SYSTEM,
        }
    }

    fn staff(&self) -> StaffId {
        match self {
            Self::Home(access) => access.staff(),
            Self::Operator(access) => access.staff(),
            Self::Provider(provider) => provider.staff,
        }
    }

    /// Whether she handles breaches: the data protection officer, the provider or the operator.
    fn handles(&self) -> Result<(), Refusal> {
        match self {
            Self::Home(access) => access.as_one(ConsoleRole::Dpo).map(drop),
            Self::Operator(_) | Self::Provider(_) => Ok(()),
        }
    }

    /// Whether she may read the register: not whoever only reads agreements (S2-0-k).
    fn reads(&self) -> Result<(), Refusal> {
        match self {
            Self::Home(access) => access.with_a_duty().map(drop),
            Self::Operator(_) | Self::Provider(_) => Ok(()),
        }
    }

    fn line(&self, acts: &Acts, (event, id): (Event, BreachId), now: Instant) -> AuditLine {
        let audit = AuditId::from_uuid(acts.fresh(now));
        let mut line = AuditLine::accepted(audit, now, event, Actor::Staff(self.staff()));
        if let Self::Home(access) = self {
            line.org = Some(access.municipality());
        }
        line.object = Object::Breach(id.uuid());
        line.rules = &["L-GDPR-33"];
        line
    }
}

/// Stores a refusal that nothing else is stored with, and gives it on.
async fn refused(
    acts: &Acts,
    keeper: Keeper<'_>,
    line: AuditLine,
    refusal: Refusal,
) -> Result<ActError, ActError> {
    let line = line.refused(refusal);
    acts.db()
        .write(keeper.scope(), "breaches.refused", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line).await?)
        })
        .await?;
    Ok(refusal.into())
}

const fn place(id: BreachId, column: &'static str) -> (&'static str, uuid::Uuid, &'static str) {
    ("breaches", id.uuid(), column)
}

/// Seals what is written about a breach for whoever keeps its register.
pub(crate) async fn seal(
    acts: &Acts,
    holder: Holder,
    (id, column): (BreachId, &'static str),
    text: &str,
) -> Result<Vec<u8>, StorageError> {
    match holder {
        Holder::Municipality(home) => {
            content::seal_units(acts, home, place(id, column), text).await
        }
        Holder::Operator | Holder::Org(_) => content::seal_own(acts, place(id, column), text).await,
    }
}

async fn open(
    acts: &Acts,
    holder: Holder,
    (id, column): (BreachId, &'static str),
    sealed: &[u8],
) -> Result<String, StorageError> {
    content::in_list(match holder {
        Holder::Municipality(home) => {
            content::open_units(acts, home, place(id, column), sealed).await
        }
        Holder::Operator | Holder::Org(_) => {
            content::open_citizens(acts, place(id, column), sealed).await
        }
    })
}
