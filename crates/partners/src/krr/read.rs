//! The register's words read as ours.

use std::collections::{HashMap, HashSet};

use helsebro_domain::notices::{
    Channel, ContactCard, ContactLanguage, EmailAddress, Listing, Notifiable, PhoneNumber,
    Reservation, SharedWith,
};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::time::{Instant, written_instant};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body {
    personer: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    personidentifikator: String,
    reservasjon: Option<String>,
    status: Option<String>,
    varslingsstatus: Option<String>,
    kontaktinformasjon: Option<Contact>,
    spraak: Option<String>,
}

#[derive(Deserialize, Default)]
struct Contact {
    epostadresse: Option<String>,
    epostadresse_oppdatert: Option<String>,
    epostadresse_sist_verifisert: Option<String>,
    epostadresse_duplisert: Option<String>,
    mobiltelefonnummer: Option<String>,
    mobiltelefonnummer_oppdatert: Option<String>,
    mobiltelefonnummer_sist_verifisert: Option<String>,
    mobiltelefonnummer_duplisert: Option<String>,
}

/// The cards of those who were asked for. One who was not asked for, one who
/// comes twice with different things said of her, and one without a status are
/// left out: nothing is known of them.
pub(super) fn cards(
    body: &[u8],
    asked: &[IdentityNumber],
) -> Option<HashMap<IdentityNumber, ContactCard>> {
    let body: Body = serde_json::from_slice(body).ok()?;
    let asked: HashMap<&str, &IdentityNumber> =
        asked.iter().map(|number| (number.digits(), number)).collect();
    let mut cards = HashMap::new();
    let mut contradicted = HashSet::new();
    for person in &body.personer {
        let Some(number) = asked.get(person.personidentifikator.as_str()) else { continue };
        let Some(card) = card(person) else { continue };
        if cards.get(*number).is_some_and(|known| *known != card) {
            contradicted.insert((*number).clone());
        }
        cards.insert((*number).clone(), card);
    }
    cards.retain(|number, _| !contradicted.contains(number));
    Some(cards)
}

fn card(person: &Person) -> Option<ContactCard> {
    let nothing = Contact::default();
    let contact = person.kontaktinformasjon.as_ref().unwrap_or(&nothing);
    let mobile = filled(contact.mobiltelefonnummer.as_deref()).and_then(PhoneNumber::parse);
    let email = filled(contact.epostadresse.as_deref()).and_then(EmailAddress::parse);
    let mobile = mobile.map(|value| Channel {
        value,
        updated: at(contact.mobiltelefonnummer_oppdatert.as_deref()),
        verified: at(contact.mobiltelefonnummer_sist_verifisert.as_deref()),
        shared: shared(contact.mobiltelefonnummer_duplisert.as_deref()),
    });
    let email = email.map(|value| Channel {
        value,
        updated: at(contact.epostadresse_oppdatert.as_deref()),
        verified: at(contact.epostadresse_sist_verifisert.as_deref()),
        shared: shared(contact.epostadresse_duplisert.as_deref()),
    });
    Some(ContactCard {
        reservation: match person.reservasjon.as_deref() {
            Some("NEI") => Reservation::NotReserved,
            _ => Reservation::Reserved,
        },
        listing: match person.status.as_deref()? {
            "AKTIV" => Listing::Active,
            "SLETTET" => Listing::Deleted,
            _ => Listing::NotRegistered,
        },
        notifiable: match person.varslingsstatus.as_deref() {
            Some("KAN_VARSLES") => Notifiable::Yes,
            _ => Notifiable::No,
        },
        mobile,
        email,
        language: person.spraak.as_deref().and_then(ContactLanguage::from_tag),
    })
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

fn at(text: Option<&str>) -> Option<Instant> {
    filled(text).and_then(written_instant)
}

/// A word that we do not know is read as shared, so that the text stays neutral.
fn shared(text: Option<&str>) -> SharedWith {
    match filled(text) {
        None | Some("NEI") => SharedWith::Nobody,
        Some(_) => SharedWith::Others,
    }
}

#[cfg(test)]
mod tests {
    use helsebro_domain::parties::NumberPolicy;
    use serde_json::{Value, json};

    use super::*;

    const KARI: &str = "12864800015";

    fn kari() -> IdentityNumber {
        IdentityNumber::parse(KARI, &NumberPolicy::synthetic()).unwrap()
    }

    fn read(person: &Value) -> Option<ContactCard> {
        let body = json!({"personer": [person]}).to_string();
        cards(body.as_bytes(), &[kari()]).unwrap().remove(&kari())
    }

    #[test]
    fn a_person_is_read_with_times_in_every_form() {
        let card = read(&json!({
            "personidentifikator": KARI, "reservasjon": "NEI", "status": "AKTIV",
            "varslingsstatus": "KAN_VARSLES", "spraak": "se", "noe_nytt": {"a": [1]},
            "digital_post": {}, "sertifikat": "",
            "kontaktinformasjon": {
                "epostadresse": "Kari@example.no",
                "epostadresse_oppdatert": "2023-06-13T13:42:34+02",
                "epostadresse_sist_verifisert": "2026-06-13T11:42:34.123Z",
                "epostadresse_duplisert": "NEI",
                "mobiltelefonnummer": "90000001",
                "mobiltelefonnummer_oppdatert": "2025-06-13T11:42:34Z",
                "mobiltelefonnummer_duplisert": "JA",
            },
        }))
        .unwrap();
        let email = card.email.unwrap();
        assert_eq!(email.confirmed().unwrap().to_string(), "2026-06-13T11:42:34.123Z");
        let mobile = card.mobile.unwrap();
        assert_eq!(mobile.value.e164(), "+4790000001");
        assert_eq!((mobile.shared, mobile.verified), (SharedWith::Others, None));
        assert_eq!(card.language, Some(ContactLanguage::Nb));
    }

    #[test]
    fn a_word_that_is_not_known_is_never_read_to_her_disadvantage() {
        let strange = json!({
            "personidentifikator": KARI, "reservasjon": "KANSKJE", "status": "AKTIV",
            "varslingsstatus": "NYTT_ORD",
            "kontaktinformasjon": {"mobiltelefonnummer": "90000001", "mobiltelefonnummer_duplisert": "?"},
        });
        let card = read(&strange).unwrap();
        assert_eq!(card.reservation, Reservation::Reserved);
        assert_eq!(card.notifiable, Notifiable::No);
        assert_eq!(card.mobile.unwrap().shared, SharedWith::Others);
        let missing = json!({"personidentifikator": KARI, "status": "NYTT"});
        let card = read(&missing).unwrap();
        assert_eq!(
            (card.reservation, card.listing),
            (Reservation::Reserved, Listing::NotRegistered)
        );
    }

    /// L-EFV-29: what is not said is not made up.
    #[test]
    fn l_efv_29_one_who_is_not_answered_for_has_no_card() {
        assert_eq!(read(&json!({"personidentifikator": KARI, "reservasjon": "NEI"})), None);
        assert_eq!(read(&json!({"personidentifikator": "03837500035", "status": "AKTIV"})), None);
        let two = json!({"personer": [
            {"personidentifikator": KARI, "status": "AKTIV", "reservasjon": "NEI"},
            {"personidentifikator": KARI, "status": "AKTIV", "reservasjon": "JA"},
        ]});
        assert_eq!(cards(two.to_string().as_bytes(), &[kari()]).unwrap(), HashMap::new());
        for body in ["", "{}", "[]", "{\"personer\":null}", "{\"personer\":[{}]}"] {
            assert!(cards(body.as_bytes(), &[kari()]).is_none(), "{body}");
        }
    }
}
