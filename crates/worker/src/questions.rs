//! Questions that a journal system asks the platform itself: who of these can be
//! reached here, and does the link work (Digitalbruker, Test).

use helsebro_actions::epj::active;
use helsebro_actions::epj::arrivals::{self, Answer, Arrival};
use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::parties::{HerId, IdentityNumber, PersonName};
use helsebro_messaging::{
    Address, AddressLevel, Envelope, Meaning, Outgoing, OutgoingContent, Party, Patient, Person,
    Preceding, write,
};

use crate::bodies::{BodyFailed, us};
use crate::looping::Worker;

/// The answer to a question, when it is one and its sender can be answered.
pub(crate) async fn answer(
    worker: &Worker,
    arrival: &Arrival,
    envelope: &Envelope,
    meaning: &Meaning,
) -> Result<Option<Answer>, BodyFailed> {
    let after = Preceding::answering(&envelope.info);
    let (kind, content) = match meaning {
        Meaning::AsksWhoIsDigital { persons, .. } => {
            let active = active_of(worker, arrival, persons).await?;
            (OutgoingKind::ActiveAnswer, OutgoingContent::DigitalAnswer { active, after })
        }
        Meaning::LinkTest { .. } => {
            (OutgoingKind::TestAnswer, OutgoingContent::LinkTestAnswer { after })
        }
        _ => return Ok(None),
    };
    let Some(receiver) = address(&envelope.info.sender) else { return Ok(None) };
    let receiver_her = receiver.unit.her_id.as_str().to_owned();
    let id = arrivals::new_answer_id(&worker.acts);
    let outgoing = Outgoing {
        message_id: id.uuid(),
        sent_at: worker.acts.now(),
        sender: us(worker)?.clone(),
        receiver,
        content,
    };
    let document = write(&outgoing).map_err(|_| BodyFailed::NotWritten("a text is too long"))?;
    Ok(Some(Answer { id, kind, receiver_her, document: document.into_bytes() }))
}

async fn active_of(
    worker: &Worker,
    arrival: &Arrival,
    asked: &[Patient],
) -> Result<Vec<Person>, BodyFailed> {
    let people: Vec<Person> = asked.iter().filter_map(|person| known(worker, person)).collect();
    let numbers: Vec<IdentityNumber> = people.iter().map(|person| person.number.clone()).collect();
    let asker = (arrival.municipality, arrival.epj);
    let found = active::of(&worker.acts, asker, &numbers).await?;
    Ok(found.into_iter().filter_map(|place| people.get(place).cloned()).collect())
}

/// A person whose number is one that is used here, under the name she was asked by.
fn known(worker: &Worker, patient: &Patient) -> Option<Person> {
    let digits = &patient.ident.as_ref()?.number;
    let number = IdentityNumber::parse(digits, worker.acts.numbers()).ok()?;
    let name = PersonName::new(
        patient.given.as_deref().unwrap_or_default(),
        patient.family.as_deref().unwrap_or_default(),
    );
    Some(Person { name, number })
}

/// A sender as a receiver, when both levels have a HER-id or one stands for both.
fn address(party: &Party) -> Option<Address> {
    let unit = party.her_level2().or_else(|| party.her_level1())?;
    let home = party.her_level1().unwrap_or(unit);
    let name = party.organisation.name.clone().unwrap_or_default();
    let level = |her_id: &str, name: &str| {
        HerId::parse(her_id).map(|her_id| AddressLevel { her_id, name: name.to_owned() })
    };
    let unit_name = party.unit.as_ref().and_then(|unit| unit.name.clone());
    Some(Address {
        organisation: level(home, &name)?,
        unit: level(unit, unit_name.as_deref().unwrap_or(&name))?,
    })
}
