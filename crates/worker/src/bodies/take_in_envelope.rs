//! Takes in what a journal system left at its door (S1-2.1-b).
//!
//! A document is a message or a receipt. A message is answered with one receipt;
//! a receipt with nothing.

use helsebro_actions::epj::arrivals::{self, Answer, Arrival, Settled};
use helsebro_actions::epj::receipts::{self, ReceiptTaken};
use helsebro_actions::joining::{self, TestAnswer};
use helsebro_actions::parties::register::{self, NotAsked};
use helsebro_domain::epj::{MAX_RECEIPT_ERRORS, OutgoingKind, Receipt, ReceiptStatus};
use helsebro_domain::ids::EnvelopeId;
use helsebro_messaging::{
    AppRec, AppRecCode, AppRecStatus, Envelope, Header, Incoming, Meaning, Reason, Refs, Verdict,
    about, meaning, read_incoming_with_files, write_apprec,
};
use helsebro_partners::RegisterFault;
use helsebro_storage::jobs::EnvelopePayload;

use super::{BodyFailed, Outcome, us};
use crate::inbound;
use crate::looping::Worker;
use crate::questions;

pub(super) async fn run(worker: &Worker, payload: EnvelopePayload) -> Result<Outcome, BodyFailed> {
    let EnvelopePayload { municipality, envelope } = payload;
    let Some(arrival) = arrivals::load(&worker.acts, municipality, envelope).await? else {
        return Ok(Outcome::Done);
    };
    let settled = match read_incoming_with_files(&arrival.document) {
        Ok(Incoming::Receipt(receipt)) => receipt_in(worker, &arrival, &receipt).await?,
        Ok(Incoming::Message(message)) => message_in(worker, &arrival, *message).await?,
        Err(error) => match about(&arrival.document) {
            Some(header) => refused(worker, &header, Reason::from(&error))?,
            None => Settled { code: Some(error.code().as_str().to_owned()), ..Settled::default() },
        },
    };
    if let Some(code) = &settled.code {
        tracing::warn!(code, envelope = %arrival.id, "a journal system's message was not taken in");
    }
    arrivals::settle(&worker.acts, &arrival, &settled).await?;
    Ok(Outcome::Done)
}

async fn message_in(
    worker: &Worker,
    arrival: &Arrival,
    message: Envelope,
) -> Result<Settled, BodyFailed> {
    let header = Header::of(&message);
    let meaning = match meaning(&message) {
        Ok(meaning) => meaning,
        Err(error) => return refused(worker, &header, Reason::from(&error)),
    };
    if let Some(reason) = meaning.refusal() {
        return refused(worker, &header, reason);
    }
    if let Meaning::LinkTestAnswer { refs } = &meaning {
        return test_answer_in(worker, arrival, (&header, refs)).await;
    }
    if let Some(answer) = questions::answer(worker, arrival, &message, &meaning).await? {
        let what = meaning.act().map(str::to_owned);
        // A link test is answered by the answer alone.
        let mut settled = match answer.kind {
            OutgoingKind::TestAnswer => Settled {
                message_id: header.message_id.as_ref().map(inbound::id),
                what,
                ..Settled::default()
            },
            _ => answered(worker, &header, Verdict::Accepted, what)?,
        };
        settled.answers.push(answer);
        return Ok(settled);
    }
    if matches!(meaning, Meaning::ContactList(_)) {
        comes_in(worker, &message).await?;
    }
    let from = Some(arrival.municipality);
    match inbound::take_envelope(&worker.acts, message, meaning, from).await {
        Ok(taken) => answered(worker, &header, Verdict::Accepted, Some(taken.act.to_owned())),
        Err(not) => match not.reason() {
            Some(reason) => refused(worker, &header, reason),
            // A fault of ours, of the database or of the scanner is no refusal: the job is
            // tried again, and what was left here stays sealed until then.
            None if not.is_not_looked_through() => Err(BodyFailed::NotLookedThrough),
            None => Err(BodyFailed::NotWritten("the act failed")),
        },
    }
}

/// The answer to a test of ours settles the order that it is the test of (ON-08). It is
/// answered with nothing, as a receipt is.
async fn test_answer_in(
    worker: &Worker,
    arrival: &Arrival,
    (header, refs): (&Header, &Refs),
) -> Result<Settled, BodyFailed> {
    let test = refs.parent.as_ref().or(refs.conversation.as_ref()).and_then(|id| id.uuid());
    let from = (arrival.municipality, arrival.epj);
    let noted = match test {
        Some(test) => {
            joining::test_answered(&worker.acts, from, EnvelopeId::from_uuid(test)).await?
        }
        None => TestAnswer::Unknown,
    };
    let what = match noted {
        TestAnswer::Noted => "link_test_answer",
        TestAnswer::Superfluous => "superfluous_test_answer",
        TestAnswer::Unknown => "test_answer_for_unknown",
    };
    let message_id = header.message_id.as_ref().map(inbound::id);
    Ok(Settled { message_id, what: Some(what.to_owned()), ..Settled::default() })
}

/// Whoever gets a service for the first time is not known here yet: the population
/// register says who she is. Without a register she stays unknown; while it is away, the
/// list waits.
async fn comes_in(worker: &Worker, message: &Envelope) -> Result<(), BodyFailed> {
    let Some(number) = inbound::patients_number(&worker.acts, message) else { return Ok(()) };
    match register::come_in(&worker.acts, &*worker.population, &number).await {
        Ok(_) | Err(NotAsked::Register(RegisterFault::NotConfigured)) => Ok(()),
        Err(not) => Err(not.into()),
    }
}

fn refused(worker: &Worker, header: &Header, reason: Reason) -> Result<Settled, BodyFailed> {
    let code = reason.code.as_str().to_owned();
    let settled = answered(worker, header, Verdict::rejected(reason), None)?;
    Ok(Settled { code: Some(code), ..settled })
}

/// The receipt for a message, when it can be sent one.
fn answered(
    worker: &Worker,
    header: &Header,
    verdict: Verdict,
    what: Option<String>,
) -> Result<Settled, BodyFailed> {
    let id = arrivals::new_answer_id(&worker.acts);
    let now = worker.acts.now();
    let to = header.sender.as_ref().and_then(|sender| sender.her_level2().or(sender.her_level1()));
    let receipt = header.receipt(us(worker)?, verdict, id.uuid(), now);
    let answers = match (receipt, to) {
        (Some(receipt), Some(to)) => {
            let document = write_apprec(&receipt)
                .map_err(|_| BodyFailed::NotWritten("a text in the receipt is too long"))?;
            let (kind, document) = (OutgoingKind::Receipt, document.into_bytes());
            vec![Answer { id, kind, receiver_her: to.to_owned(), document }]
        }
        _ => Vec::new(),
    };
    let message_id = header.message_id.as_ref().map(inbound::id);
    Ok(Settled { message_id, what, code: None, answers })
}

async fn receipt_in(
    worker: &Worker,
    arrival: &Arrival,
    found: &AppRec,
) -> Result<Settled, BodyFailed> {
    let receipt = Receipt {
        status: match found.status {
            AppRecStatus::Ok => ReceiptStatus::Ok,
            AppRecStatus::Rejected => ReceiptStatus::Rejected,
            AppRecStatus::OkWithErrors => ReceiptStatus::OkErrorInPart,
        },
        errors: found.errors.iter().take(MAX_RECEIPT_ERRORS).map(known_code).collect(),
    };
    let taken = match found.original.id.uuid() {
        Some(id) => {
            let message = EnvelopeId::from_uuid(id);
            receipts::take(&worker.acts, arrival.municipality, message, &receipt).await?
        }
        None => ReceiptTaken::Unknown,
    };
    let what = match taken {
        ReceiptTaken::Noted => "receipt",
        ReceiptTaken::Superfluous => "superfluous_receipt",
        ReceiptTaken::Unknown => "receipt_for_unknown",
    };
    let message_id = Some(inbound::id(&found.id));
    Ok(Settled { message_id, what: Some(what.to_owned()), ..Settled::default() })
}

/// The code when it is one of the list; anything else may be anything.
fn known_code(error: &helsebro_messaging::AppRecError) -> String {
    error.code.unwrap_or(AppRecCode::X99).as_str().to_owned()
}
