//! The words for codes and states.

use super::super::order::ReceiptAnswer;
use super::super::seen::{EntrySeen, ReceiptSeen, Way};

/// What kind of message it is.
pub(super) fn kind(entry: &EntrySeen) -> String {
    if entry.is_receipt {
        return match entry.code.as_deref() {
            Some("1") => "Kvittering: OK".to_owned(),
            Some("2") => "Kvittering: avvist".to_owned(),
            _ => "Kvittering: OK, feil i del".to_owned(),
        };
    }
    let contacts = entry.message_type.as_deref() == Some("DIALOG_INNBYGGER_TJENESTEOVERSIKT");
    let words = match entry.code.as_deref() {
        Some("HE") => "Henvendelse",
        Some("22") => "Svar fra innbygger",
        Some("19") => "Svar på henvendelse",
        Some("DI") => "Spørsmål til innbygger",
        Some("EKI") => "Beskjed til innbygger",
        Some("13") => "Dialog avsluttet",
        Some("26") => "Forespørsel avvist",
        Some("30") => "Ikke tilgang",
        Some("31") => "Generell feil",
        Some("SDAB") => "Endret status som digitalt aktiv",
        Some("SIDAB") => "Sjekk av digitalt aktive",
        Some("28") => "Digitalt aktive",
        Some("29") => "Ingen digitalt aktive",
        Some("KT") => "Lenketest",
        Some("RKT") => "Svar på lenketest",
        Some(code) => return format!("Ukjent kode {code}"),
        None if contacts => "Helsekontakter",
        None => "Uleselig melding",
    };
    words.to_owned()
}

/// Who it is from.
pub(super) fn from(entry: &EntrySeen, unit: &str) -> String {
    match entry.way {
        Way::Received => {
            let name = entry.patient_name.clone().unwrap_or_else(|| "plattformen".to_owned());
            match &entry.on_behalf {
                Some((acting, relation)) => {
                    format!("{acting} ({}) for {name}", relation_words(relation))
                }
                None => name,
            }
        }
        Way::Sent => match &entry.author {
            Some(author) => format!("{author}, {unit}"),
            None => unit.to_owned(),
        },
    }
}

fn relation_words(relation: &str) -> &'static str {
    match relation {
        "FO" => "forelder",
        "VE" => "verge",
        "FU" => "fullmektig",
        "TD" => "tildelt fullmakt",
        _ => "ukjent relasjon",
    }
}

/// Where the receipt stands.
pub(super) fn receipt(entry: &EntrySeen) -> String {
    match &entry.receipt {
        ReceiptSeen::NotDue => "skal ikke kvitteres".to_owned(),
        ReceiptSeen::Owed => "kvitteringen er ikke sendt ennå".to_owned(),
        ReceiptSeen::Held => "kvitteringen holdes tilbake".to_owned(),
        ReceiptSeen::Withheld => "får ingen kvittering".to_owned(),
        ReceiptSeen::Awaited => "venter på kvittering".to_owned(),
        ReceiptSeen::Given { status, code, times } => {
            outcome(*status, code.as_deref().unwrap_or_default(), *times)
        }
        ReceiptSeen::Came { status, codes, times } => outcome(*status, &codes.join(", "), *times),
        ReceiptSeen::Undelivered { status } => {
            let what = match entry.way {
                Way::Received => "kvitteringen ble ikke levert",
                Way::Sent => "ikke levert",
            };
            match status {
                Some(status) => format!("{what}: plattformen svarte {status}"),
                None => format!("{what}: plattformen svarte ikke"),
            }
        }
    }
}

/// Whether something is wrong with where the receipt stands.
pub(super) fn is_bad(receipt: &ReceiptSeen) -> bool {
    match receipt {
        ReceiptSeen::Given { status, .. } | ReceiptSeen::Came { status, .. } => *status != 1,
        ReceiptSeen::Undelivered { .. } => true,
        _ => false,
    }
}

fn outcome(status: u8, codes: &str, times: u32) -> String {
    let said = match status {
        1 => "kvittert".to_owned(),
        2 => format!("avvist {codes}").trim_end().to_owned(),
        _ => format!("kvittert med feil i del {codes}").trim_end().to_owned(),
    };
    if times > 1 { format!("{said} ({times} ganger)") } else { said }
}

/// What messages that come are answered with.
pub(super) fn answer(answer: ReceiptAnswer) -> &'static str {
    match answer {
        ReceiptAnswer::Ok => "OK med en gang",
        ReceiptAnswer::Held => "hold tilbake til de slippes",
        ReceiptAnswer::Rejected => "avvis",
        ReceiptAnswer::ErrorInPart => "OK, men feil i en del",
        ReceiptAnswer::Withheld => "gi aldri kvittering",
        ReceiptAnswer::Twice => "OK to ganger",
    }
}
