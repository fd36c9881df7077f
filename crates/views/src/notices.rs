//! The texts of SMS and e-mail: the registered ones and no others (§ 8.6).

use helsebro_domain::notices::{PortalHost, ServiceText};
use helsebro_domain::time::Instant;

use crate::{Console, Frame, Language, Theme, Words};

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
}

/// What an SMS says.
pub fn sms(text: &ServiceText, portal: &PortalHost, language: Language) -> String {
    written(text, portal, &Words::of(&frame(language)))
}

/// What an e-mail says: the same line as its subject and its text, and that it cannot
/// be answered.
pub fn letter(text: &ServiceText, portal: &PortalHost, language: Language) -> Letter {
    let frame = frame(language);
    let words = Words::of(&frame);
    let line = written(text, portal, &words);
    let end = words.t("notice-mail-end");
    Letter { subject: line.clone(), text: format!("{line}\n\n{end}\n") }
}

/// A text as it is sent. The space that pages keep a time of day together with is in no
/// alphabet of an SMS but the large one, which holds less than half (SM-9).
fn written(text: &ServiceText, portal: &PortalHost, words: &Words<'_>) -> String {
    worded(text, portal, words).replace('\u{a0}', " ")
}

fn worded(text: &ServiceText, portal: &PortalHost, words: &Words<'_>) -> String {
    let portal = portal.as_str();
    match text {
        ServiceText::Letter(sender) => {
            words.a2("notice-text-letter", "sender", sender.as_str(), "portal", portal)
        }
        ServiceText::NewMessage => words.a("notice-text-message", "portal", portal),
        ServiceText::LetterAgain(sender) => {
            words.a2("notice-text-letter-again", "sender", sender.as_str(), "portal", portal)
        }
        ServiceText::Appointment { day, at, place, phone } => {
            let when = words.a2(
                "notice-text-appointment-when",
                "day",
                words.day(*day),
                "time",
                words.clock_of(*at),
            );
            let when = match place {
                Some(place) => {
                    words.a2("notice-text-appointment-where", "when", when, "place", place.as_str())
                }
                None => when,
            };
            words.a3(
                "notice-text-appointment",
                "when",
                when,
                "portal",
                portal,
                "phone",
                phone.as_str(),
            )
        }
        ServiceText::VisitDone(at) => {
            words.a2("notice-text-visit", "time", words.clock_of(*at), "portal", portal)
        }
        ServiceText::SomethingNew => words.a("notice-text-something", "portal", portal),
        ServiceText::Form(day) => {
            words.a2("notice-text-form", "day", words.day(*day), "portal", portal)
        }
    }
}

/// Words live on pages; a text is on none, so its page is empty and timeless.
pub(crate) fn frame(language: Language) -> Frame {
    Frame {
        language,
        theme: Theme::Device,
        console: Console::Public,
        path: String::new(),
        csrf: String::new(),
        now: Instant::from_micros(0),
        who: None,
        acting: None,
        demo: None,
        session: None,
    }
}
