//! What acts answer, as the citizen's pages take it.

use helsebro_actions::dialog::attachments::Attachment;
use helsebro_actions::dialog::contacts::Contact;
use helsebro_actions::dialog::thread::CitizensView;
use helsebro_actions::dialog::{
    ShownAuthor, ShownDelivery, ShownEvent, ShownMessage as Message, WaysOn,
};
use helsebro_domain::dialog::{MessageKind, WritePermit};
use helsebro_domain::ids::{PersonId, ThreadId};
use helsebro_domain::joining::{Deployment, own_copies_until};
use helsebro_domain::parties::{Municipality, Service, Unit};
use helsebro_domain::text::TextFault;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::citizen::{
    Arrival, BodyFault, By, Closed, ContactCard, Entry, Happened, InTime, Kind, Outlook, Reading,
    ShownMessage, Side, TopicFault, Write,
};
use helsebro_views::pages::public::{OpenNow, Reach, Switchboard, Week};

use crate::extract::Citizen;
use crate::files;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

pub(super) fn switchboard(home: &Municipality) -> Switchboard {
    Switchboard { name: home.legal_name(), phone: home.switchboard.clone() }
}

pub(super) fn reach(unit: &Unit, phone: Option<&str>, now: Instant) -> Reach {
    Reach {
        name: unit.name.clone(),
        phone: phone.unwrap_or(&unit.phone).to_owned(),
        open: OpenNow::at(&unit.hours, now),
        week: Week::of(&unit.hours),
    }
}

/// The last day of messages at a unit, while they can be sent (ON-15).
pub(super) fn ends_on(unit: &Unit) -> Option<Date> {
    unit.service_last_day.filter(|_| unit.service == Service::Open)
}

/// The last day on which she can take out a copy of what is hers, where a municipality runs this for
/// itself and leaves (§ 5.6 case VII).
pub(super) fn copies_until(web: &Web, unit: &Unit) -> Option<Date> {
    let is_own = web.acts().deployment() == Deployment::Municipality;
    unit.service_last_day.filter(|_| is_own).map(own_copies_until)
}

pub(super) fn cards(citizen: &Citizen, contacts: &[Contact], now: Instant) -> Vec<ContactCard> {
    contacts.iter().map(|found| card(citizen, found, now)).collect()
}

pub(super) fn card(citizen: &Citizen, found: &Contact, now: Instant) -> ContactCard {
    let listed = &found.contact.listed;
    ContactCard {
        value: found.contact.id.to_string(),
        name: listed.name.clone(),
        href: routes::Contact(found.contact.id).path(),
        open: OpenNow::at(&found.unit.hours, now),
        phone: phone(found),
        write: write(citizen, found, now),
    }
}

/// The number that counts for a contact: its own when the sender gave one.
pub(super) fn phone(found: &Contact) -> String {
    found.contact.listed.phone.clone().unwrap_or_else(|| found.unit.phone.clone())
}

/// Whether she can write to a contact now; the rule says.
pub(super) fn write(citizen: &Citizen, found: &Contact, now: Instant) -> Write {
    match WritePermit::to(&citizen.access, &found.contact, &found.unit, now) {
        Ok(_) => Write::Here(routes::NewMessage(found.contact.id).path()),
        Err(_) => Write::RingInstead,
    }
}

/// What is promised before one writes.
pub(super) fn outlook(unit: &Unit, promise_at: Option<Instant>, now: Instant) -> Outlook {
    let opens_at = match unit.hours.open_until(now) {
        Some(_) => None,
        None => unit.hours.opens_next(now),
    };
    Outlook { opens_at, promise_at }
}

/// The contacts that can be written to instead, but not `but`.
pub(super) fn open_cards(
    citizen: &Citizen,
    ways: &WaysOn,
    but: Option<&str>,
    now: Instant,
) -> Vec<ContactCard> {
    let mut cards = cards(citizen, &ways.open_contacts, now);
    cards.retain(|card| card.write_href().is_some() && Some(card.value.as_str()) != but);
    cards
}

/// For whom a conversation is shown, and with whom it is.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// Who reads.
    actor: PersonId,
    /// The full name of the conversation's citizen.
    citizen: &'a str,
    /// The unit.
    unit: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn of(citizen: &Citizen, view: &'a CitizensView) -> Self {
        Self { actor: citizen.access.actor(), citizen: &view.name, unit: &view.unit.name }
    }
}

/// Messages and events as the page weaves them.
pub(super) fn entries(
    (thread, messages): (ThreadId, Vec<Message>),
    events: &[ShownEvent],
    reader: Reader<'_>,
) -> Vec<Entry> {
    let messages = messages.into_iter().map(|found| message(thread, found, reader)).collect();
    Entry::woven(messages, events.iter().filter_map(happened).collect())
}

/// Who at the unit has read, each at the first time.
pub(super) fn readers(messages: &[Message], reader: Reader<'_>) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let own = messages.iter().filter(|one| is_citizens_side(&one.author));
    for reading in own.flat_map(|one| &one.read_by) {
        let by = by(reading.reader.clone(), reader);
        match found.iter_mut().find(|seen| seen.by == by) {
            Some(seen) => seen.at = seen.at.min(reading.at),
            None => found.push(Reading { by, at: reading.at }),
        }
    }
    found
}

/// How a conversation was closed, when it was.
pub(super) fn closed(events: &[ShownEvent]) -> Option<Closed> {
    events.iter().rev().find_map(|event| match event {
        ShownEvent::Closed { at, reason, guidance } => {
            Some(Closed { at: *at, reason: *reason, guidance: guidance.clone() })
        }
        _ => None,
    })
}

pub(super) fn topic_fault(fault: TextFault) -> TopicFault {
    match fault {
        TextFault::Empty => TopicFault::Missing,
        TextFault::TooLong { over, .. } => TopicFault::TooLong(count(over)),
    }
}

pub(super) fn body_fault(fault: TextFault) -> BodyFault {
    match fault {
        TextFault::Empty => BodyFault::Missing,
        TextFault::TooLong { over, .. } => BodyFault::TooLong(count(over)),
    }
}

fn count(over: usize) -> u32 {
    u32::try_from(over).unwrap_or(u32::MAX)
}

/// Whether the citizen wrote it, or somebody who acts for her.
pub(super) const fn is_citizens_side(author: &ShownAuthor) -> bool {
    matches!(author, ShownAuthor::Citizen(_) | ShownAuthor::Helper { .. })
}

fn message(thread: ThreadId, found: Message, reader: Reader<'_>) -> ShownMessage {
    let file =
        |file: &Attachment| files::listed(file, Some(routes::Attachment(thread, file.id).path()));
    let files = found.files.iter().map(file).collect();
    let side = if is_citizens_side(&found.author) { Side::Own } else { Side::Theirs };
    let reading = |seen: helsebro_actions::dialog::ShownReading| Reading {
        by: by(seen.reader, reader),
        at: seen.at,
    };
    ShownMessage {
        id: found.id.to_string(),
        side,
        by: by(found.author, reader),
        at: found.at,
        heading: found.heading,
        body: found.body,
        files,
        reference: found.reference.filter(|_| side == Side::Own),
        answered: found
            .answered
            .map(|(promised, in_time)| (promised, if in_time { InTime::Yes } else { InTime::No })),
        read_by: match side {
            Side::Own => found.read_by.into_iter().map(reading).collect(),
            Side::Theirs => Vec::new(),
        },
        kind: match found.kind {
            MessageKind::Text => Kind::Text,
            MessageKind::RefusedByEpj(_) => Kind::NotTaken,
            MessageKind::Talk(talk) => Kind::Talk(talk),
        },
        arrival: match found.delivery {
            Some(ShownDelivery::Queued) => Arrival::Queued(reader.unit.to_owned()),
            _ => Arrival::Delivered,
        },
    }
}

fn by(author: ShownAuthor, reader: Reader<'_>) -> By {
    let of = reader.citizen.to_owned();
    match author {
        ShownAuthor::Citizen(id) if id == reader.actor => By::You,
        ShownAuthor::Citizen(_) => By::Named { name: of, title: None },
        ShownAuthor::Helper { id, .. } if id == reader.actor => By::YouFor(of),
        ShownAuthor::Helper { name, .. } => By::OnBehalf { name, of },
        ShownAuthor::Staff { name, title, .. } => {
            By::Named { name, title: (!title.is_empty()).then_some(title) }
        }
        ShownAuthor::Unit => By::Unit(reader.unit.to_owned()),
        ShownAuthor::Epj(name) => By::Named { name, title: None },
    }
}

/// What is told to the citizen: not who took it or put it back.
fn happened(event: &ShownEvent) -> Option<Happened> {
    match event {
        ShownEvent::Forwarded { at, to } => Some(Happened::Forwarded { at: *at, to: to.clone() }),
        ShownEvent::Closed { at, reason, guidance } => {
            Some(Happened::Closed(Closed { at: *at, reason: *reason, guidance: guidance.clone() }))
        }
        ShownEvent::PromiseMoved { at, from, to } => {
            Some(Happened::PromiseMoved { at: *at, from: *from, to: *to })
        }
        ShownEvent::Taken { .. }
        | ShownEvent::PutBack { .. }
        | ShownEvent::Assigned { .. }
        | ShownEvent::Returned { .. } => None,
    }
}
