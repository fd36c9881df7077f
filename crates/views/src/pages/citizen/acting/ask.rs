//! Asking for a power of attorney or offering one, and answering.

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
}

/// Which of the two began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// The one who would help asks.
    Asked,
    /// The one who would be helped offers.
    Offered,
}

impl Begun {
    /// Whether the one who would be helped began.
    pub fn is_offer(&self) -> bool {
        *self == Self::Offered
    }

    const fn one_of(&self, asked: &'static str, offered: &'static str) -> &'static str {
        match self {
            Self::Asked => asked,
            Self::Offered => offered,
        }
    }

    /// Where the form posts.
    pub const fn action(&self) -> &'static str {
        self.one_of("/meg/fullmakter/be-om", "/meg/fullmakter/gi")
    }

    /// The key of what the form is called.
    pub const fn title_key(&self) -> &'static str {
        self.one_of("acting-ask", "acting-offer")
    }

    /// The key of what it is for.
    pub const fn lead_key(&self) -> &'static str {
        self.one_of("acting-ask-lead", "acting-offer-lead")
    }

    /// The key of whose number it asks for.
    pub const fn number_key(&self) -> &'static str {
        self.one_of("acting-ask-number", "acting-offer-number")
    }

    /// The key of what it asks about what is covered.
    pub const fn what_key(&self) -> &'static str {
        self.one_of("acting-ask-what", "acting-offer-what")
    }

    /// The key of what is said of something wrong.
    pub const fn fault_key(&self, fault: &AskFault) -> &'static str {
        match fault {
            AskFault::Number => "acting-fault-number",
            AskFault::Nothing => self.one_of("acting-fault-nothing", "acting-offer-fault-nothing"),
        }
    }

    /// The key of what it is called to look it over.
    pub const fn check_key(&self) -> &'static str {
        self.one_of("acting-check-title", "acting-offer-check")
    }

    /// The key of what the button that sends it says.
    pub const fn send_key(&self) -> &'static str {
        self.one_of("acting-check-send", "acting-offer-send")
    }

    /// The key of what is said when it is sent.
    pub const fn sent_key(&self) -> &'static str {
        self.one_of("acting-asked-title", "acting-offered-title")
    }

    /// The key of what happens then.
    pub const fn sent_more_key(&self) -> &'static str {
        self.one_of("acting-asked-more", "acting-offered-more")
    }

    /// The key of what is said to the one who answers.
    pub const fn waiting_key(&self) -> &'static str {
        self.one_of("acting-waiting-row", "acting-offer-row")
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

/// `/meg/fullmakter/be-om` and `/meg/fullmakter/gi`. Posts `number`, `covers` for each thing, `how_long` and
/// `act`: `check`.
#[derive(Clone)]
pub struct AskForGrant {
    /// Which of the two began.
    pub begun: Begun,
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
    /// Which of the two began.
    pub begun: Begun,
    /// What was typed.
    pub form: AskForm,
    /// The last day, when it will have one.
    pub last_day: Option<Date>,
}

/// `/meg/fullmakter/spurt` and `/meg/fullmakter/tilbudt`: the same words whoever's number
/// it was.
#[derive(Clone)]
pub struct GrantAsked {
    /// Which of the two began.
    pub begun: Begun,
}

impl GrantAsked {
    /// Where one sees what one has asked for.
    pub const fn back(&self) -> &'static str {
        "/meg/fullmakter"
    }
}

/// `/meg/fullmakter/sporsmal/{ref}` and `/meg/fullmakter/tilbud/{ref}`. Posts `act`:
/// `grant`, `decline` or `block`.
#[derive(Clone)]
pub struct AnswerRequest {
    /// Which of the two began.
    pub begun: Begun,
    /// Who asks or offers, by full name.
    pub asker: String,
    /// Her given name.
    pub given: String,
    /// What it covers.
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
