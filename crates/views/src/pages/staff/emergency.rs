//! Looking one person up in an emergency, and judging it (L-PJL-16-E).

use helsebro_domain::audit::ReasonClass;
use helsebro_domain::time::{Date, Instant};

use super::Entry;
use crate::page::page;

/// `/ansatt/nodtilgang`. Posts `number`, `class` and `reason` to the same address.
#[derive(Clone)]
pub struct Emergency {
    /// The work list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The number, as it was typed.
    pub number: String,
    /// What was chosen.
    pub class: Option<ReasonClass>,
    /// What was written.
    pub reason: String,
    /// Whether it was said that a compelling reason goes before what she opposes.
    pub is_compelling: bool,
    /// The most letters of it.
    pub limit: usize,
    /// What is wrong.
    pub fault: Option<EmergencyFault>,
    /// Where look-ups are judged, for whoever judges them.
    pub reviews: Option<String>,
}

page!(Emergency, "staff/emergency.html");

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmergencyFault {
    /// No class, or too few or too many words.
    Reason,
    /// Nobody here has this number.
    Number,
    /// She opposes that what is kept about her is shared.
    Opposed,
}

impl EmergencyFault {
    /// The key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Reason => "staff-emergency-fault-reason",
            Self::Number => "staff-emergency-fault-number",
            Self::Opposed => "staff-emergency-fault-opposed",
        }
    }

    /// The id of the field.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Number => "number",
            Self::Opposed => "compelling",
        }
    }
}

impl Emergency {
    /// Whether a class is the one chosen.
    pub fn is_class(&self, class: &ReasonClass) -> bool {
        self.class == Some(*class)
    }

    /// Whether the reason is what is wrong.
    pub fn is_reason_wrong(&self) -> bool {
        self.fault == Some(EmergencyFault::Reason)
    }

    /// Whether it is asked if a compelling reason goes before what she opposes: only when she
    /// does, so that nothing tells of it before.
    pub fn asks_compelling(&self) -> bool {
        self.fault == Some(EmergencyFault::Opposed) || self.is_compelling
    }

    /// Whether the number is what is wrong.
    pub fn is_number_wrong(&self) -> bool {
        self.fault == Some(EmergencyFault::Number)
    }
}

/// The key of what a class is called.
pub const fn class_key(class: &ReasonClass) -> &'static str {
    match class {
        ReasonClass::AcutelyIll => "staff-emergency-class-acutely-ill",
        ReasonClass::CannotAnswer => "staff-emergency-class-cannot-answer",
        ReasonClass::ServicesAsk => "staff-emergency-class-services-ask",
    }
}

/// `/ansatt/nodtilgang/{ref}`: what there is to see of the person.
#[derive(Clone)]
pub struct EmergencyOpen {
    /// The work list.
    pub back: String,
    /// Who; shortened for protected persons.
    pub name: String,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// When it closes by itself.
    pub until: Instant,
    /// The services, by name, each with who is controller.
    pub contacts: Vec<(String, Option<String>)>,
    /// The conversations, newest first.
    pub threads: Vec<EmergencyRow>,
    /// The conversation that is read.
    pub reading: Option<EmergencyReading>,
}

page!(EmergencyOpen, "staff/emergency_open.html");

/// A conversation in an emergency.
#[derive(Clone)]
pub struct EmergencyRow {
    /// Where it is read.
    pub href: String,
    /// What it is about.
    pub topic: String,
    /// With which unit.
    pub unit: String,
    /// When the last message was written.
    pub last_at: Instant,
}

/// A conversation that is read in an emergency.
#[derive(Clone)]
pub struct EmergencyReading {
    /// What it is about; none when nobody can read it any more.
    pub topic: Option<String>,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// `/ansatt/vurderinger`. Posts `emergency` and `verdict` to the same address.
#[derive(Clone)]
pub struct Reviews {
    /// The way back, and what it is called.
    pub back: (String, &'static str),
    /// Where it posts to.
    pub action: String,
    /// What waits, oldest first.
    pub waiting: Vec<ReviewRow>,
    /// Whether one was just judged.
    pub is_judged: bool,
}

page!(Reviews, "staff/reviews.html");

/// A look-up that waits to be judged.
#[derive(Clone)]
pub struct ReviewRow {
    /// Its id, what the form posts.
    pub value: String,
    /// Who looked, with title.
    pub staff: String,
    /// At which unit.
    pub unit: String,
    /// Who was looked up.
    pub person: String,
    /// What kind of emergency.
    pub class: ReasonClass,
    /// The reason that was given.
    pub reason: String,
    /// Whether it went before what she opposes.
    pub is_compelling: bool,
    /// When.
    pub opened_at: Instant,
    /// The last day for judging it.
    pub review_by: Date,
}

impl ReviewRow {
    /// The key of what its class is called.
    pub const fn class_key(&self) -> &'static str {
        class_key(&self.class)
    }
}
