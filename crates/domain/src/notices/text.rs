//! The registered texts, and the few kinds of value that can stand in them (SM-1…SM-4).
//!
//! What can be said is a type: there is no variable that takes a text from a person, a
//! conversation or a unit, so there is no way to say what must not be said.

use crate::parties::Municipality;
use crate::time::{Date, Time};

use super::scan::{is_revealing, leaks};

/// The version of the words; raised when a text is changed (SM-10).
pub const TEXT_VERSION: i64 = 1;

/// The longest address of ours that can stand in a text.
pub const MAX_PORTAL: usize = 40;

/// The longest name of a sender that can stand in a text.
pub const MAX_SENDER: usize = 40;

/// The longest name of a place that can stand in a text.
const MAX_PLACE: usize = 30;

/// How many letters one SMS holds in the small alphabet, and in the large one (SM-9).
pub const GSM_ONE: usize = 160;
/// In the large one.
pub const UCS_ONE: usize = 70;

/// The texts that are registered (§ 8.6). Others cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Template {
    /// SM-T1: a letter, from whom.
    Letter,
    /// SM-T1n: a new message, and nothing else.
    NewMessage,
    /// SM-T2: the letter is not read yet.
    LetterAgain,
    /// SM-T3: an appointment.
    Appointment,
    /// SM-T4: today's visit is done.
    VisitDone,
    /// SM-T5: something new is ready.
    SomethingNew,
    /// SM-T6: a form to fill in.
    Form,
}

impl Template {
    /// Every text.
    pub const ALL: [Self; 7] = [
        Self::Letter,
        Self::NewMessage,
        Self::LetterAgain,
        Self::Appointment,
        Self::VisitDone,
        Self::SomethingNew,
        Self::Form,
    ];

    /// Its id in the catalogue, and in the row.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Letter => "SM-T1",
            Self::NewMessage => "SM-T1n",
            Self::LetterAgain => "SM-T2",
            Self::Appointment => "SM-T3",
            Self::VisitDone => "SM-T4",
            Self::SomethingNew => "SM-T5",
            Self::Form => "SM-T6",
        }
    }

    /// The text with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.id() == id)
    }
}

/// A text with its values: what an SMS or an e-mail is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceText {
    /// SM-T1.
    Letter(SenderName),
    /// SM-T1n.
    NewMessage,
    /// SM-T2.
    LetterAgain(SenderName),
    /// SM-T3.
    Appointment {
        /// The day.
        day: Date,
        /// The time of day.
        at: Time,
        /// Where, when the place tells nothing.
        place: Option<NeutralPlace>,
        /// Whom to ring.
        phone: Switchboard,
    },
    /// SM-T4.
    VisitDone(Time),
    /// SM-T5.
    SomethingNew,
    /// SM-T6: the last day for filling it in.
    Form(Date),
}

impl ServiceText {
    /// Which of the registered texts it is.
    pub const fn template(&self) -> Template {
        match self {
            Self::Letter(_) => Template::Letter,
            Self::NewMessage => Template::NewMessage,
            Self::LetterAgain(_) => Template::LetterAgain,
            Self::Appointment { .. } => Template::Appointment,
            Self::VisitDone(_) => Template::VisitDone,
            Self::SomethingNew => Template::SomethingNew,
            Self::Form(_) => Template::Form,
        }
    }

    /// The text that needs no values; none for one that does.
    pub const fn without_values(template: Template) -> Option<Self> {
        match template {
            Template::NewMessage => Some(Self::NewMessage),
            Template::SomethingNew => Some(Self::SomethingNew),
            Template::Letter
            | Template::LetterAgain
            | Template::Appointment
            | Template::VisitDone
            | Template::Form => None,
        }
    }
}

/// Our own front address as it stands in a text: a host and nothing behind it (SM-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalHost(String);

impl PortalHost {
    /// Takes a host name, with a port where there is one; never a path or a query.
    pub fn parse(text: &str) -> Option<Self> {
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        };
        let is_host = !host.is_empty()
            && text.len() <= MAX_PORTAL
            && host.split('.').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
        // A row of digits is a number of somebody, whatever it was meant as.
        let is_named = leaks(host, &[]).is_empty();
        let is_port = port.is_none_or(|port| {
            (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
        });
        (is_host && is_port && is_named).then(|| Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who a letter is from: a municipality's own name, never a unit's (SM-2, SM-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderName(String);

impl SenderName {
    /// The municipality's name; none when the name itself tells something or is too long.
    pub fn of(municipality: &Municipality) -> Option<Self> {
        neutral(&municipality.name, MAX_SENDER)?;
        neutral(&municipality.legal_name(), MAX_SENDER).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether whoever keeps the register of places has said that a place tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceFlag {
    /// It does not.
    Neutral,
    /// It does, or nobody has said.
    NotNeutral,
}

/// A place that tells nothing about whoever goes there (SM-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeutralPlace(String);

impl NeutralPlace {
    /// A place from the register; none unless it is flagged neutral and its name is too.
    pub fn of(name: &str, flag: PlaceFlag) -> Option<Self> {
        match flag {
            PlaceFlag::Neutral => neutral(name, MAX_PLACE).map(Self),
            PlaceFlag::NotNeutral => None,
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The phone number of a municipality's switchboard (SM-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switchboard(String);

impl Switchboard {
    /// The municipality's; none when it is not a phone number, written in groups.
    pub fn of(municipality: &Municipality) -> Option<Self> {
        let number = municipality.switchboard.trim();
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let is_number = (3..=8).contains(&digits)
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
        // Six digits in a row are as likely a date of birth.
        (is_number && leaks(number, &[]).is_empty()).then(|| Self(number.to_owned()))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name made of letters alone, that tells nothing: no digits, no links, no line ends.
fn neutral(name: &str, longest: usize) -> Option<String> {
    let name = name.trim();
    let is_plain = !name.is_empty()
        && name.chars().count() <= longest
        && name.chars().all(|letter| letter.is_alphabetic() || " -".contains(letter));
    (is_plain && !is_revealing(name)).then(|| name.to_owned())
}

/// Whether a text goes in one SMS (SM-9).
pub fn fits_one_sms(text: &str) -> bool {
    match text.chars().map(gsm_cost).sum::<Option<usize>>() {
        Some(cost) => cost <= GSM_ONE,
        None => text.encode_utf16().count() <= UCS_ONE,
    }
}

/// What a letter costs in the small alphabet; none when it is not in it.
fn gsm_cost(letter: char) -> Option<usize> {
    const TWO: &str = "^{}\\[~]|€";
    const ONE: &str = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n\r";
    if letter.is_ascii_alphanumeric() || ONE.contains(letter) {
        return Some(1);
    }
    TWO.contains(letter).then_some(2)
}
