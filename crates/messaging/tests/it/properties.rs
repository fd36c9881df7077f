//! What must hold for any bytes: no panic, no leak, always an answer.

use std::sync::LazyLock;

use helsebro_messaging::{Meaning, check, limits, meaning, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fixtures::{message, official, situations, text};

/// Our own messages and, where they are at hand, the official ones.
static MESSAGES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<u8>> = situations().iter().map(|situation| message(situation)).collect();
    all.extend(official().into_iter().flatten().map(|(_, bytes)| bytes));
    all
});

/// One way to spoil bytes on the way.
#[derive(Debug, Clone)]
enum Spoil {
    Flip(Index, u8),
    Cut(Index, usize),
    Repeat(Index, usize),
    Insert(Index, &'static [u8]),
}

/// Pieces that mean something to an XML reader.
const PIECES: [&[u8]; 16] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"</",
    b"/>",
    b"<!",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<?xml?>",
    b"&#x0;",
    b" xmlns=''",
    b"\0",
    b"\xC3",
];

fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Spoil::Flip(at, byte)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Spoil::Cut(at, length)),
        (any::<Index>(), 1..400_usize).prop_map(|(at, length)| Spoil::Repeat(at, length)),
        (any::<Index>(), select(PIECES.to_vec())).prop_map(|(at, piece)| Spoil::Insert(at, piece)),
    ]
}

fn spoiled(mut bytes: Vec<u8>, spoils: &[Spoil]) -> Vec<u8> {
    for spoil in spoils {
        if bytes.is_empty() {
            break;
        }
        match spoil {
            Spoil::Flip(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Spoil::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Spoil::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let again = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Spoil::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

/// What every reading must satisfy, whatever was read.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let line = check("x", bytes);
    prop_assert_eq!(line.understood, line.error.is_none());
    prop_assert_eq!(line.understood, line.act.is_some());
    let Ok(envelope) = read(bytes) else { return Ok(()) };
    prop_assert!(envelope.warnings.len() <= limits::MAX_WARNINGS);
    prop_assert!(!envelope.documents.is_empty());
    prop_assert!(!envelope.info.message_id.raw().is_empty());
    let Ok(meaning) = meaning(&envelope) else { return Ok(()) };
    prop_assert_eq!(meaning.act(), line.act);
    match meaning {
        Meaning::StaffStartsThread { text, .. }
        | Meaning::CitizenWrites { text, .. }
        | Meaning::StaffAnswers { text, .. }
        | Meaning::CitizenReplies { text, .. } => {
            prop_assert!(!text.trim().is_empty() && text.len() <= limits::MAX_TEXT_BYTES);
            prop_assert!(!text.contains(['\0', '\r']));
        }
        Meaning::ContactList(list) => {
            prop_assert!(list.services.len() <= limits::MAX_SERVICES);
            prop_assert!(list.sender_her.bytes().all(|byte| byte.is_ascii_digit()));
            for service in &list.services {
                let length = service.service_id.chars().count();
                prop_assert!((1..=limits::MAX_SERVICE_ID_CHARS).contains(&length));
                prop_assert!(
                    service.url.as_ref().is_none_or(|url| url.to_lowercase().starts_with("http"))
                );
            }
        }
        _ => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..2_000)) {
        holds(&bytes)?;
    }

    #[test]
    fn any_text_of_markup_is_answered(pieces in vec(select(PIECES.to_vec()), 0..60)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn a_spoiled_message_is_answered(
        which in any::<Index>(),
        spoils in vec(spoil(), 1..6),
    ) {
        holds(&spoiled(which.get(&MESSAGES).clone(), &spoils))?;
    }

    #[test]
    fn a_message_with_any_codes_has_a_meaning_or_a_reason(
        function in select(vec!["DIALOG_INNBYGGER_EKONTAKT", "DIALOG_INNBYGGER_TJENESTEOVERSIKT", "DIALOG_INNBYGGER_TEST"]),
        situation in select(vec!["dialog-ny-med-svar", "dialog-svar", "kontaktliste-kari", "dialog-avvist"]),
        code in "[0-9A-ZÆ]{0,4}",
        name in "[a-zæøå ]{0,12}",
        system in select(vec!["7601", "7602", "7603"]),
        words in "[ -~æøå\n]{0,80}",
    ) {
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let bent = text(situation)
            .replace("DIALOG_INNBYGGER_EKONTAKT", function)
            .replace("DIALOG_INNBYGGER_TJENESTEOVERSIKT", function)
            .replace("V=\"DI\" S", &format!("V=\"{code}\" S"))
            .replace("V=\"19\" S", &format!("V=\"{code}\" S"))
            .replace("Svar på henvendelse", &name)
            .replace("1.1.7602", &format!("1.1.{system}"))
            .replace("Ja, vi kommer klokka 10.", &words)
            .replace("Hei Kari.", &words);
        prop_assert!(read(bent.as_bytes()).is_ok());
        holds(bent.as_bytes())?;
    }
}
