//! Dialogue documents: questions, notes and the link test.

use super::{element, safe};

const QUESTIONS: &str = "2.16.578.1.12.4.1.1.7601";
const NOTES: &str = "2.16.578.1.12.4.1.1.7602";

/// A question or a word to the citizen.
pub(crate) struct Question<'a> {
    /// `DI` or `EKI`, with its name.
    pub(crate) code: (&'static str, &'static str),
    pub(crate) service: Option<&'a str>,
    pub(crate) topic: &'a str,
    pub(crate) text: &'a str,
    pub(crate) author: Option<&'a str>,
}

/// An answer, an end or a refusal.
pub(crate) struct Note<'a> {
    /// As in `19`, with its name.
    pub(crate) code: (&'static str, &'static str),
    pub(crate) service: Option<&'a str>,
    pub(crate) text: Option<&'a str>,
    pub(crate) author: Option<&'a str>,
}

pub(crate) fn question(question: &Question<'_>) -> String {
    let (code, name) = question.code;
    dialog(
        question.service,
        &format!(
            "<Foresporsel><TypeForesp V=\"{code}\" S=\"{QUESTIONS}\" DN=\"{name}\"/>\
             <EmneSporsmal>{}</EmneSporsmal><Sporsmal>{}</Sporsmal>{}</Foresporsel>",
            safe(question.topic),
            safe(question.text),
            author(question.author)
        ),
    )
}

pub(crate) fn note(note: &Note<'_>) -> String {
    let (code, name) = note.code;
    dialog(
        note.service,
        &format!(
            "<Notat><TemaKodet V=\"{code}\" S=\"{NOTES}\" DN=\"{name}\"/>{}{}</Notat>",
            element("TekstNotatInnhold", note.text),
            author(note.author)
        ),
    )
}

pub(crate) fn link_test() -> String {
    dialog(
        None,
        "<Foresporsel><TypeForesp V=\"KT\" S=\"2.16.578.1.12.4.1.1.7603\" \
         DN=\"Kommunikasjonstest\"/></Foresporsel>",
    )
}

pub(crate) fn link_test_answer() -> String {
    dialog(
        None,
        "<Notat><TemaKodet V=\"RKT\" S=\"2.16.578.1.12.4.1.1.7603\" \
         DN=\"Respons kommunikasjonstest\"/></Notat>",
    )
}

pub(super) fn dialog(service: Option<&str>, part: &str) -> String {
    format!(
        "<Dialogmelding xmlns=\"http://www.kith.no/xmlstds/dialog/2013-01-23\">{}{part}\
         </Dialogmelding>",
        element("Sakstype", service)
    )
}

/// The employee whose name the citizen sees. The last word is the family name.
fn author(name: Option<&str>) -> String {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
        return String::new();
    };
    let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
    format!(
        "<RollerRelatertNotat><RolleNotat V=\"1\" S=\"2.16.578.1.12.4.1.1.9057\" \
         DN=\"Forfatter\"/><HealthcareProfessional>{}{}</HealthcareProfessional>\
         </RollerRelatertNotat>",
        element("FamilyName", Some(family)),
        element("GivenName", Some(given))
    )
}
