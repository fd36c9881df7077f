//! Any bytes: they are answered, and what was read can be written and read again.

#![no_main]

use helsebro_domain::parties::{HerId, IdentityNumber, NumberPolicy, PersonName};
use helsebro_domain::time::Instant;
use helsebro_messaging::{
    About, Address, AddressLevel, AppRecCode, Incoming, Meaning, Outgoing, OutgoingContent, Person,
    Preceding, Verdict, about, check, limits, meaning, read, read_apprec, read_incoming, write,
    write_apprec,
};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

const NOW: Instant = Instant::from_micros(1_801_469_700_000_000);

fuzz_target!(|bytes: &[u8]| {
    let line = check("x", bytes);
    assert_eq!(line.understood, line.error.is_none());
    assert_eq!(line.understood, line.act.is_some());
    is_answered(bytes);
    match read_incoming(bytes) {
        Ok(Incoming::Message(envelope)) => {
            assert!(envelope.warnings.len() <= limits::MAX_WARNINGS);
            assert!(!envelope.documents.is_empty());
            if let Ok(meaning) = meaning(&envelope) {
                assert_eq!(meaning.act(), line.act);
                assert_eq!(meaning.act().is_none(), meaning.refusal().is_some());
                is_written_again(&meaning);
            }
        }
        Ok(Incoming::Receipt(receipt)) => {
            assert!(receipt.errors.len() <= limits::MAX_ERRORS);
            assert!(about(bytes).is_none());
        }
        Err(error) => assert!(error.to_string().len() < 200),
    }
});

/// A message whose head can be read gets a receipt that can be read.
fn is_answered(bytes: &[u8]) {
    let Some(header) = about(bytes) else { return };
    let verdict = Verdict::rejected(AppRecCode::T02);
    let Some(receipt) = header.receipt(&us(), verdict, Uuid::from_u128(1), NOW) else { return };
    let document = write_apprec(&receipt).expect("a receipt can be written");
    let receipt_read = read_apprec(document.as_bytes()).expect("a receipt can be read");
    assert_eq!(receipt_read.original.id.raw(), receipt.original.id);
    assert_eq!(receipt_read.receiver.her_level2(), receipt.receiver.her_level2());
}

/// What a person wrote is the same after it was written and read again.
fn is_written_again(meaning: &Meaning) {
    let (message, text) = match meaning {
        Meaning::StaffStartsThread { message, text, .. }
        | Meaning::StaffAnswers { message, text, .. }
        | Meaning::CitizenWrites { message, text, .. }
        | Meaning::CitizenReplies { message, text, .. } => (message, text),
        _ => return,
    };
    let id = message.refs.message.raw().to_owned();
    let outgoing = Outgoing {
        message_id: Uuid::from_u128(2),
        sent_at: NOW,
        sender: us(),
        receiver: us(),
        content: OutgoingContent::CitizenReplies {
            about: About { citizen: kari(), acting: None },
            service_id: None,
            topic: message.topic.clone(),
            text: text.clone(),
            after: Preceding { parent: id.clone(), conversation: id.clone() },
        },
    };
    let document = write(&outgoing).expect("what was read can be written");
    let again = read(document.as_bytes()).expect("what was written can be read");
    let Ok(Meaning::CitizenReplies { message: again, text: same, .. }) =
        helsebro_messaging::meaning(&again)
    else {
        panic!("what was written is understood")
    };
    assert_eq!(&same, text);
    assert_eq!(again.topic, message.topic);
    assert_eq!(again.refs.parent.map(|parent| parent.raw().to_owned()), Some(id));
}

fn us() -> Address {
    let level = |number: &str| AddressLevel {
        her_id: HerId::parse(number).expect("digits"),
        name: "Helsebro".to_owned(),
    };
    Address { organisation: level("8149000"), unit: level("8149001") }
}

fn kari() -> Person {
    let number = IdentityNumber::parse("12864800015", &NumberPolicy::synthetic());
    Person { name: PersonName::new("Kari", "Nilsen"), number: number.expect("synthetic") }
}
