//! Asking for a power of attorney, and answering.

use helsebro_domain::representation::Coverage;
use helsebro_domain::time::Date;

use super::{OFFERED, covers_key, covers_value};

/// How long a power of attorney is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HowLong {
    /// Three months.
    ThreeMonths,
    /// One year.
    #[default]
    OneYear,
    /// Until one of the two ends it.
    Open,
}

impl HowLong {
    /// Every choice, in the order they are listed.
    pub const ALL: [Self; 3] = [Self::ThreeMonths, Self::OneYear, Self::Open];

    /// The value in forms.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ThreeMonths => "three_months",
            Self::OneYear => "one_year",
            Self::Open => "open",
        }
    }

    /// The choice that is written so.
    pub fn from_value(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }

    /// The key of what it is called.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::ThreeMonths => "acting-long-three-months",
            Self::OneYear => "acting-long-one-year",
            Self::Open => "acting-long-open",
        }
    }
}

/// What is wrong in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskFault {
    /// No number, or none that can be one.
    Number,
    /// Nothing is ticked.
    Nothing,
}

impl AskFault {
    /// The field it is at.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Nothing => "covers-messages",
        }
    }

    /// The key of what is said.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Number => "acting-fault-number",
            Self::Nothing => "acting-fault-nothing",
        }
    }
}

/// What was typed.
#[derive(Clone, Default)]
pub struct AskForm {
    /// The number.
    pub number: String,
    /// What is ticked.
    pub coverage: Coverage,
    /// How long.
    pub how_long: HowLong,
}

impl AskForm {
    /// What can be ticked: value in the form, key of its words, and whether it is.
    pub fn offered(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        OFFERED
            .into_iter()
            .map(|thing| (covers_value(thing), covers_key(thing), self.coverage.has(thing)))
    }

    /// The values that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = &'static str> {
        self.coverage.things().map(covers_value)
    }

    /// Whether this is chosen.
    pub fn is_long(&self, how_long: &HowLong) -> bool {
        self.how_long == *how_long
    }
}

/// `/meg/fullmakter/be-om`. Posts `number`, `covers` for each thing, `how_long` and
/// `act`: `check`.
#[derive(Clone)]
pub struct AskForGrant {
    /// What was typed.
    pub form: AskForm,
    /// What is wrong with it.
    pub faults: Vec<AskFault>,
}

impl AskForGrant {
    /// Whether something is wrong.
    pub const fn is_wrong(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Whether this is wrong.
    pub fn has_fault(&self, fault: AskFault) -> bool {
        self.faults.contains(&fault)
    }

    /// The fault about the number.
    pub const fn number_fault(&self) -> AskFault {
        AskFault::Number
    }

    /// The fault about what is asked for.
    pub const fn nothing_fault(&self) -> AskFault {
        AskFault::Nothing
    }
}

/// The same, looked over before it is sent. Posts the same and `act`: `send` or `change`.
#[derive(Clone)]
pub struct CheckAsk {
    /// What was typed.
    pub form: AskForm,
    /// The last day, when it will have one.
    pub last_day: Option<Date>,
}

/// `/meg/fullmakter/spurt`: the same words whoever was asked.
#[derive(Clone)]
pub struct GrantAsked {}

impl GrantAsked {
    /// Where one sees what one has asked for.
    pub const fn back(&self) -> &'static str {
        "/meg/fullmakter"
    }
}

/// `/meg/fullmakter/sporsmal/{ref}`. Posts `act`: `grant`, `decline` or `block`.
#[derive(Clone)]
pub struct AnswerRequest {
    /// Who asks, by full name.
    pub asker: String,
    /// Her given name.
    pub given: String,
    /// What she asks for.
    pub coverage: Coverage,
    /// The last day, when it would have one.
    pub last_day: Option<Date>,
    /// Where the form posts.
    pub action: String,
}

crate::page::page!(AskForGrant, "citizen/acting/ask.html");
crate::page::page!(CheckAsk, "citizen/acting/check_ask.html");
crate::page::page!(GrantAsked, "citizen/acting/asked.html");
crate::page::page!(AnswerRequest, "citizen/acting/answer.html");
