//! Whom a citizen has contact with, and the lists that say so (S1-2.1.1-b).

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::{
    ContactChange, Desk, EpjAccess, HealthContact, ListedService, changes,
};
use helsebro_domain::ids::{ContactId, PersonId};
use helsebro_domain::parties::{Municipality, Unit};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Date;
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog, parties};

use super::names;
use crate::{ActError, Acts, Sight, trail};

/// A contact with the unit behind it.
#[derive(Debug, Clone)]
pub struct Contact {
    /// What the sender listed.
    pub contact: HealthContact,
    /// The unit.
    pub unit: Unit,
    /// Its municipality: the controller that the page names.
    pub municipality: Municipality,
}

/// The contacts that hold today, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Contact>, ActError> {
    let about = (Event::ContactsSeen, Object::None);
    trail::allowed(acts, citizen, Deed::SeeContacts, about).await?;
    trail::seen_by_helper(acts, citizen, about).await?;
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::from(citizen), "dialog.contacts", async |mut tx| {
            Ok(active(&mut tx, today).await?)
        })
        .await
}

/// One contact, also an ended one, so that its page can say so.
///
/// # Errors
/// [`ActError::NotFound`] when it is not the citizen's.
pub async fn one(acts: &Acts, citizen: &CitizenAccess, id: ContactId) -> Result<Contact, ActError> {
    let about = (Event::ContactsSeen, Object::Contact(id.uuid()));
    trail::allowed(acts, citizen, Deed::SeeContacts, about).await?;
    let found = acts
        .db()
        .read(Scope::from(citizen), "dialog.contact", async |mut tx| {
            let contact = dialog::citizens_contact(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            with_unit(&mut tx, contact).await?.ok_or(ActError::NotFound)
        })
        .await?;
    trail::seen_by_helper(acts, citizen, about).await?;
    Ok(found)
}

/// The contacts of the scope's citizen that hold on a day.
pub(crate) async fn active(tx: &mut Tx, today: Date) -> Result<Vec<Contact>, StorageError> {
    let mut found = Vec::new();
    for contact in dialog::citizens_contacts(tx).await? {
        if contact.is_active_on(today) {
            found.extend(with_unit(tx, contact).await?);
        }
    }
    Ok(found)
}

/// A contact with the unit that answers for it now.
pub(crate) async fn with_unit(
    tx: &mut Tx,
    contact: HealthContact,
) -> Result<Option<Contact>, StorageError> {
    let Some(unit) = parties::answering_unit(tx, contact.listed.unit).await? else {
        return Ok(None);
    };
    let unit = names::for_citizen(tx, unit).await?;
    let municipality = parties::municipality(tx, unit.municipality).await?;
    Ok(municipality.map(|municipality| Contact { contact, unit, municipality }))
}

/// What a list changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Contacts that are new.
    pub created: usize,
    /// Contacts described anew.
    pub updated: usize,
    /// Contacts closed.
    pub closed: usize,
}

/// Takes a journal system's full list for one person: creates, updates, and closes
/// what is missing. An empty list closes all. Nobody else has such a list, so nobody
/// else can ask (S1-2.1.1-b).
///
/// # Errors
/// When the database fails.
pub async fn replace(
    acts: &Acts,
    epj: EpjAccess,
    person: PersonId,
    list: &[ListedService],
) -> Result<Replaced, ActError> {
    let desk = Desk::Epj(epj);
    let line = trail::at_desk(acts, &desk, Event::ContactsReplaced, acts.now());
    let replaced = acts
        .db()
        .write(
            Scope::Municipality(desk.municipality()),
            "dialog.replace_contacts",
            async |mut tx| replace_in(acts, &mut tx, person, list, line.clone()).await,
        )
        .await?;
    acts.news().tell(Sight::Citizen(person));
    Ok(replaced)
}

/// The same inside a transaction of the municipality's.
pub(crate) async fn replace_in(
    acts: &Acts,
    tx: &mut Tx,
    person: PersonId,
    list: &[ListedService],
    mut line: AuditLine,
) -> Result<Replaced, ActError> {
    let now = line.at;
    let current = dialog::listed_contacts(tx, person).await?;
    let mut replaced = Replaced::default();
    for change in changes(&current, list, now.in_oslo().date) {
        match change {
            ContactChange::Create(listed) => {
                let id = ContactId::from_uuid(acts.fresh(now));
                dialog::add_contact(tx, id, person, &listed).await?;
                replaced.created += 1;
            }
            ContactChange::Update(id, listed) => {
                dialog::update_contact(tx, id, &listed).await?;
                replaced.updated += 1;
            }
            ContactChange::Close(id, last_day) => {
                if let Some(contact) = current.iter().find(|contact| contact.id == id) {
                    let ended =
                        ListedService { last_day: Some(last_day), ..contact.listed.clone() };
                    dialog::update_contact(tx, id, &ended).await?;
                    replaced.closed += 1;
                }
            }
        }
    }
    line.subject = Some(person);
    line.rules = &["S1-2.1.1-b"];
    audit::append(tx, &line).await?;
    Ok(replaced)
}
