//! The line that a check prints.

use helsebro_messaging::check;
use serde_json::json;

use crate::fixtures::{message, text};

#[test]
fn an_understood_message_fills_the_line() {
    let line = serde_json::to_value(check("inn/svar.xml", &message("dialog-svar"))).unwrap();
    assert_eq!(
        line,
        json!({
            "file": "inn/svar.xml",
            "understood": true,
            "function": "DIALOG_INNBYGGER_EKONTAKT",
            "message_id": "0198c0de-0001-7000-8000-000000000203",
            "conversation": "0198c0de-0001-7000-8000-000000000001",
            "sender_her": "8140101",
            "receiver_her": "8149001",
            "patient": { "type": "FNR", "last_two": "15" },
            "act": "staff_answers",
            "warnings": [{ "code": "service_id_prefix", "element": "Dialogmelding/Sakstype" }],
            "error": null,
        })
    );
}

#[test]
fn a_file_that_is_not_a_message_has_only_a_name_and_an_error() {
    let line = serde_json::to_value(check("bilde.png", b"\x89PNG\r\n")).unwrap();
    assert_eq!(
        line,
        json!({
            "file": "bilde.png",
            "understood": false,
            "function": null,
            "message_id": null,
            "conversation": null,
            "sender_her": null,
            "receiver_her": null,
            "patient": null,
            "act": null,
            "warnings": [],
            "error": {
                "code": "T01",
                "message": "The envelope is not well-formed XML (bytes that are not UTF-8)",
            },
        })
    );
}

#[test]
fn a_message_without_a_person_is_recognised_but_not_understood() {
    let line = check("x", &message("uten-person"));
    assert!(!line.understood);
    assert_eq!((line.act, line.patient), (None, None));
    assert_eq!(line.message_id.as_deref(), Some("0198c0de-0001-7000-8000-000000000210"));
    let error = line.error.unwrap();
    assert_eq!((error.code, error.message.as_str()), ("E30", "Patient/Ident is missing"));
}

#[test]
fn no_more_than_two_digits_of_a_number_are_told() {
    for (number, told) in [("12864800015", "15"), ("1", ""), ("12345", ""), ("ÆØÅæøå", "øå")]
    {
        let line = check("x", text("dialog-svar").replace("12864800015", number).as_bytes());
        assert_eq!(line.patient.unwrap().last_two, told, "{number}");
        let line = serde_json::to_string(&check("x", &message("dialog-svar"))).unwrap();
        assert!(!line.contains("12864800015"));
    }
}
