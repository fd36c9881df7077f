//! Contact lists (S1-2.1.1-b).

use helsebro_messaging::{AppRecCode, Fault, Meaning, meaning, read};
use jiff::civil::date;

use crate::fixtures::{envelope, text, understood, warnings};

fn list(situation: &str) -> helsebro_messaging::ContactList {
    let Meaning::ContactList(list) = understood(situation) else { panic!("not a contact list") };
    list
}

#[test]
fn a_contact_list_gives_each_service_with_all_that_the_citizen_sees() {
    let list = list("kontaktliste-kari");
    assert_eq!(list.sender_her, "8140001");
    let [home, healthy] = list.services.as_slice() else { panic!("two services") };
    assert_eq!(home.service_id, "HJSP-OST");
    assert_eq!(home.name, "Hjemmesykepleien Solvik øst");
    assert_eq!(home.service_domain, "1");
    assert_eq!(home.delivered_by.as_deref(), Some("Solvik kommune"));
    assert_eq!(home.phone.as_deref(), Some("75000120"));
    assert_eq!(home.url.as_deref(), Some("https://solvik.example/hjemmesykepleie"));
    assert_eq!((home.from, home.to), (date(2026, 9, 1), None));
    assert_eq!(home.her_id, "8140101");
    assert_eq!((healthy.service_id.as_str(), healthy.her_id.as_str()), ("FRISK", "8140102"));
    assert_eq!(healthy.to, Some(date(2027, 6, 30)));
    let envelope = envelope("kontaktliste-kari");
    assert_eq!(warnings(&envelope), Vec::<&str>::new());
    assert_eq!(envelope.info.patient.unwrap().ident.unwrap().number, "12864800015");
}

#[test]
fn an_empty_list_is_a_list() {
    assert!(list("kontaktliste-tom").services.is_empty());
}

#[test]
fn another_namespace_spelling_and_prefix_is_the_same_list() {
    let envelope = envelope("kontaktliste-annen-skrivemate");
    let told = warnings(&envelope);
    assert_eq!(
        told,
        [
            "gen_date_without_zone",
            "service_list_spelling",
            "service_list_spelling",
            "url_left_out",
            "date_with_time",
            "her_id_wrong_oid",
        ]
    );
    let list = list("kontaktliste-annen-skrivemate");
    let [only] = list.services.as_slice() else { panic!("one service") };
    assert_eq!((only.service_domain.as_str(), only.her_id.as_str()), ("1", "8140102"));
    assert_eq!((only.url.as_deref(), only.from), (None, date(2027, 1, 11)));
}

#[test]
fn a_list_with_a_fault_in_it_is_refused_whole() {
    let kari = text("kontaktliste-kari");
    for (from, to, code, element) in [
        ("HJSP-OST", "0123456789012345678901234567890", AppRecCode::T99, "Tjeneste/TjenesteId"),
        ("HJSP-OST", "FRISK", AppRecCode::T99, "Tjeneste/TjenesteId"),
        ("HJSP-OST", " ", AppRecCode::T02, "Tjeneste/TjenesteId"),
        ("<TjenesteOmråde>1</TjenesteOmråde>", "", AppRecCode::T02, "Tjeneste/TjenesteOmråde"),
        ("<FraDato>2026-09-01</FraDato>", "", AppRecCode::T02, "Tjeneste/FraDato"),
        ("2026-09-01", "1.9.2026", AppRecCode::T02, "Tjeneste/FraDato"),
        ("<fk1:Id>8140102</fk1:Id>", "<fk1:Id>øst</fk1:Id>", AppRecCode::T02, "Tjeneste/HERId"),
        (
            "<TilDato>2027-06-30</TilDato>",
            "<TilDato>2027-06-31</TilDato>",
            AppRecCode::T02,
            "Tjeneste/TilDato",
        ),
    ] {
        assert!(kari.contains(from), "{from}");
        let error = read(kari.replace(from, to).as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, element), "{from} -> {to}");
    }
}

#[test]
fn more_services_than_a_list_may_hold_are_refused() {
    let kari = text("kontaktliste-kari");
    let start = kari.find("<Tjeneste>").unwrap();
    let end = kari.find("</Tjeneste>").unwrap() + "</Tjeneste>".len();
    let many: String = (0..=helsebro_messaging::limits::MAX_SERVICES)
        .map(|number| kari[start..end].replace("HJSP-OST", &format!("T{number}")))
        .collect();
    let error = read(kari.replace(&kari[start..end], &many).as_bytes()).unwrap_err();
    assert_eq!(error.code(), AppRecCode::T99);
}

#[test]
fn a_list_needs_a_person_and_a_sender_with_a_her_id() {
    let kari = text("kontaktliste-kari");
    for (from, to, code, element) in [
        ("V=\"FNR\"", "V=\"XXX\"", AppRecCode::E31, "Patient/Ident/TypeId"),
        ("12864800015", "1286480001", AppRecCode::E31, "Patient/Ident/Id"),
        ("<Id>8140001</Id>", "<Id>ukjent</Id>", AppRecCode::T02, "Sender/Organisation/Ident"),
    ] {
        let envelope = read(kari.replace(from, to).as_bytes()).unwrap();
        let error = meaning(&envelope).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, element), "{from} -> {to}");
    }
    let (before, rest) = kari.split_once("<Patient>").unwrap();
    let (_, after) = rest.split_once("</Patient>").unwrap();
    let error = meaning(&read(format!("{before}{after}").as_bytes()).unwrap()).unwrap_err();
    assert_eq!((error.code(), error.fault()), (AppRecCode::E30, Fault::Missing));
}
