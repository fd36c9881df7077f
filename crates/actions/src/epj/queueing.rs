//! Messages put in the queue to a journal system.

use helsebro_domain::dialog::{StartedBy, Thread};
use helsebro_domain::epj::{AnsweredIn, OutgoingKind};
use helsebro_domain::ids::{EnvelopeId, EpjId, JobId, MessageId, PersonId};
use helsebro_domain::parties::{HerId, Unit};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, NewOutgoing};
use helsebro_storage::jobs::{self, EnvelopeJob, EnvelopePayload};
use helsebro_storage::{StorageError, Tx};

use crate::{Acts, Sight};

/// Whether nothing more about the person may be sent to the unit's journal system.
pub(crate) async fn is_stopped(
    tx: &mut Tx,
    unit: &Unit,
    person: PersonId,
) -> Result<bool, StorageError> {
    match unit.epj {
        Some(epj) => epj::is_stopped(tx, epj, person).await,
        None => Ok(false),
    }
}

/// A citizen's message that was just stored.
pub(crate) struct Written<'a> {
    pub(crate) thread: &'a Thread,
    pub(crate) unit: &'a Unit,
    pub(crate) message: MessageId,
    /// Whether it is the one that began the conversation.
    pub(crate) is_first: bool,
}

/// Queues a citizen's message when her conversation is answered in the journal
/// system. The first message of a conversation bears the conversation's own id,
/// as the wire wants it.
pub(crate) async fn message_in(
    acts: &Acts,
    tx: &mut Tx,
    written: &Written<'_>,
    now: Instant,
) -> Result<(), StorageError> {
    let Written { thread, unit, message, is_first } = written;
    if thread.answered_in != AnsweredIn::Epj {
        return Ok(());
    }
    let id = if *is_first { thread.id.uuid() } else { message.uuid() };
    let kind = match thread.started_by {
        StartedBy::Citizen => OutgoingKind::Inquiry,
        StartedBy::Unit => OutgoingKind::Reply,
    };
    let about = (Some(*thread), Some(*message));
    queue(acts, tx, unit, (EnvelopeId::from_uuid(id), kind), about, now).await
}

/// Tells the journal system that a conversation has ended or goes on elsewhere.
pub(crate) async fn closing_in(
    acts: &Acts,
    tx: &mut Tx,
    unit: &Unit,
    thread: &Thread,
    now: Instant,
) -> Result<(), StorageError> {
    let id = EnvelopeId::from_uuid(acts.fresh(now));
    queue(acts, tx, unit, (id, OutgoingKind::Closing), (Some(thread), None), now).await
}

/// Queues a message about a person to a journal system, at a unit of its municipality; says
/// which it is, unless the unit has no address there.
pub(super) async fn about_in(
    acts: &Acts,
    tx: &mut Tx,
    (kind, person): (OutgoingKind, PersonId),
    (system, unit): (EpjId, &Unit),
    now: Instant,
) -> Result<Option<EpjId>, StorageError> {
    let Some(her) = &unit.her_id else { return Ok(None) };
    let new = NewOutgoing {
        id: EnvelopeId::from_uuid(acts.fresh(now)),
        kind,
        epj: system,
        municipality: unit.municipality,
        unit: Some(unit.id),
        transport: acts.fresh(now),
        receiver_her: her.as_str().to_owned(),
        person: Some(person),
        thread: None,
        message: None,
        answers: None,
        resends: None,
        at: now,
    };
    outgoing_in(acts, tx, &new).await?;
    Ok(Some(system))
}

/// Queues a test of the link to a unit's journal system; says which message it is, unless the
/// unit has no address there.
pub(crate) async fn link_test_in(
    acts: &Acts,
    tx: &mut Tx,
    (system, unit): (EpjId, &Unit),
    now: Instant,
) -> Result<Option<EnvelopeId>, StorageError> {
    let Some(her) = &unit.her_id else { return Ok(None) };
    let new = NewOutgoing {
        id: EnvelopeId::from_uuid(acts.fresh(now)),
        kind: OutgoingKind::LinkTest,
        epj: system,
        municipality: unit.municipality,
        unit: Some(unit.id),
        transport: acts.fresh(now),
        receiver_her: her.as_str().to_owned(),
        person: None,
        thread: None,
        message: None,
        answers: None,
        resends: None,
        at: now,
    };
    outgoing_in(acts, tx, &new).await?;
    Ok(Some(new.id))
}

async fn queue(
    acts: &Acts,
    tx: &mut Tx,
    unit: &Unit,
    (id, kind): (EnvelopeId, OutgoingKind),
    (thread, message): (Option<&Thread>, Option<MessageId>),
    now: Instant,
) -> Result<(), StorageError> {
    let Some((epj, her)) = unit.epj.zip(unit.her_id.as_ref().map(HerId::as_str)) else {
        return Ok(());
    };
    let new = NewOutgoing {
        id,
        kind,
        epj,
        municipality: unit.municipality,
        unit: Some(unit.id),
        transport: acts.fresh(now),
        receiver_her: her.to_owned(),
        person: thread.map(|thread| thread.person),
        thread: thread.map(|thread| thread.id),
        message,
        answers: None,
        resends: None,
        at: now,
    };
    outgoing_in(acts, tx, &new).await
}

/// Queues a message with the job that writes its document.
pub(crate) async fn outgoing_in(
    acts: &Acts,
    tx: &mut Tx,
    new: &NewOutgoing,
) -> Result<(), StorageError> {
    if epj::add_outgoing(tx, new).await? {
        let payload = EnvelopePayload { municipality: new.municipality, envelope: new.id };
        let job = (JobId::from_uuid(acts.fresh(new.at)), new.at);
        jobs::enqueue_envelope(tx, EnvelopeJob::Write, payload, new.transport, job).await?;
    }
    Ok(())
}

/// Tells a journal system that waits that there may be something for it.
pub(crate) fn tell(acts: &Acts, epj: EpjId) {
    acts.news().tell(Sight::Epj(epj));
}
