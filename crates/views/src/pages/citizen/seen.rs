//! Who has seen what about the citizen, and asking about it (L-PJL-22a).

use helsebro_domain::audit::{Event, Verdict, Why};
use helsebro_domain::time::{Date, Instant};

use crate::{Frame, Words};

/// The most letters of a question about a line. With what the line tells it is no
/// longer than a message may be.
pub const MAX_QUESTION: usize = 700;

/// The most letters of what a line tells, when it stands in a question.
const MAX_TOLD: usize = 250;

/// `/meg/hvem-har-sett`.
#[derive(Clone)]
pub struct Seen {
    /// Whose list it is: none for the reader's own.
    pub of: Option<String>,
    /// The parts of the list.
    pub parts: Vec<SeenLink<SeenPart>>,
    /// Which of them this is.
    pub part: SeenPart,
    /// The months that can be looked at alone, newest first.
    pub months: Vec<SeenLink<Date>>,
    /// The month that is looked at; none for all.
    pub month: Option<Date>,
    /// All months.
    pub all_months_href: String,
    /// The lines, by day, newest first.
    pub days: Vec<SeenDay>,
    /// Where older ones stand, when there are any.
    pub older_href: Option<String>,
    /// Where the newest stand, when this is a later part.
    pub newest_href: Option<String>,
    /// The list on paper.
    pub print_href: String,
    /// What a child's parent is told of breaches of security; none for others.
    pub breaches_href: Option<String>,
}

/// `/meg/hvem-har-sett/skriv-ut`.
#[derive(Clone)]
pub struct SeenPrint {
    /// Whose list it is.
    pub person: String,
    /// The lines, by day, newest first.
    pub days: Vec<SeenDay>,
    /// Whether there is more than what can be printed at once.
    pub is_cut: bool,
    /// Back to the list.
    pub back: String,
}

/// A part of the list, or a month of it, and where it is.
#[derive(Clone)]
pub struct SeenLink<T> {
    /// Which.
    pub to: T,
    /// Where.
    pub href: String,
}

/// The parts of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenPart {
    /// Everybody but the citizen herself.
    Others,
    /// Staff.
    Staff,
    /// Those who help her.
    Helpers,
    /// Journal systems and the platform.
    Systems,
    /// The citizen herself.
    Own,
}

impl SeenPart {
    /// The key of what it is called.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Others => "seen-part-others",
            Self::Staff => "seen-part-staff",
            Self::Helpers => "seen-part-helpers",
            Self::Systems => "seen-part-systems",
            Self::Own => "seen-part-own",
        }
    }
}

/// The lines of one day.
#[derive(Clone)]
pub struct SeenDay {
    /// The day.
    pub day: Date,
    /// Its lines, newest first.
    pub lines: Vec<SeenLine>,
}

/// A line.
#[derive(Clone)]
pub struct SeenLine {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: SeenBy,
    /// What was done or tried.
    pub what: Event,
    /// The conversation it is about: its address and topic.
    pub thread: Option<(String, String)>,
    /// Why, or that it was refused.
    pub reason: SeenReason,
    /// The emergency look-up that it is about (L-PJL-16-E).
    pub emergency: Option<SeenEmergency>,
    /// The disclosure that it is about (§ 10).
    pub disclosure: Option<SeenDisclosure>,
    /// Where one asks about it.
    pub ask_href: Option<String>,
}

/// Who did it.
#[derive(Clone)]
pub enum SeenBy {
    /// A member of staff, with title and place.
    Staff {
        /// Full name and title; none where the unit does not name its staff.
        name: Option<(String, String)>,
        /// Unit or organisation.
        place: Option<String>,
    },
    /// Somebody who acts for the citizen; for whom when that is not the reader.
    Helper {
        /// Full name.
        name: String,
        /// The citizen's full name.
        of: Option<String>,
    },
    /// The reader.
    You,
    /// A municipality's journal system.
    Epj(String),
    /// The platform.
    Platform,
}

/// An emergency look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEmergency {
    /// The reason that was given.
    pub reason: String,
    /// How it was judged.
    pub verdict: Option<Verdict>,
}

impl SeenEmergency {
    /// The key of how it was judged.
    pub const fn verdict_key(&self) -> Option<&'static str> {
        match self.verdict {
            None => None,
            Some(Verdict::Lawful) => Some("seen-emergency-lawful"),
            Some(Verdict::Unlawful) => Some("seen-emergency-unlawful"),
        }
    }
}

/// What one unit asked another for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenDisclosure {
    /// The unit that asked.
    pub unit: String,
    /// The unit that has it.
    pub source: String,
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// Why although she opposes it; empty when it was not said.
    pub compelling: String,
}

/// Why somebody did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenReason {
    /// It is not told.
    None,
    /// On this.
    Because(Why),
    /// It was tried, and refused.
    Refused,
}

impl Seen {
    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Whether this month is the one that is looked at.
    pub fn is_month(&self, month: &Date) -> bool {
        self.month == Some(*month)
    }
}

impl SeenDay {
    /// The id of its heading.
    pub fn id(&self) -> String {
        format!("day-{}", self.day)
    }
}

impl SeenLine {
    /// The key of what was done or tried.
    pub fn what_key(&self) -> String {
        Self::key_of(self.what)
    }

    /// The key of what an event is called for her whom it is about.
    pub(crate) fn key_of(event: Event) -> String {
        let told = match event {
            // An answer from the journal system comes as an envelope.
            Event::ReceiptMissing
            | Event::ReceiptReceived
            | Event::EnvelopeReceived
            | Event::EnvelopeLeft
            | Event::PromiseWarned
            | Event::PromiseMoved
            | Event::UnitChanged
            | Event::DutyLeadSet
            | Event::AbsenceSet
            | Event::StandardReplySet
            | Event::NameDisplaySet
            | Event::UnitMoved
            | Event::EpjConnected
            | Event::OrganisationEntered
            | Event::DeliveryEntered
            | Event::DeliveryEnded
            | Event::AgreementBegun
            | Event::AgreementFilledIn
            | Event::AgreementInForce
            | Event::AgreementEnded
            | Event::OverrideEntered
            | Event::OverrideConfirmed
            | Event::SuccessionEntered
            | Event::CustodyPlanned
            | Event::CustodyDropped
            | Event::CustodyTold
            | Event::CustodyChosen
            | Event::CustodyCarriedOut
            | Event::CustodyReceived
            | Event::CustodyDeclined
            | Event::ResponsibilityWatched
            | Event::ResponsibilityTaskDone
            | Event::RightsListed
            | Event::RightsWarned
            | Event::MasterKeyRotated
            | Event::PaperGrantsListed
            | Event::DataKeysRotated
            | Event::DataKeyDestroyed
            | Event::TownFounded
            | Event::TermsAdded
            | Event::TermsVersionPublished
            | Event::TermsAccepted
            | Event::ProcessingAgreed
            | Event::ProcessingSigned
            | Event::JoiningFactSet
            | Event::ActivationMoved
            | Event::TestMessageMoved
            | Event::LeavingBegun
            | Event::CapabilityWarned
            | Event::ChargeEntered
            | Event::ChargeApproved
            | Event::ChargeDiscarded
            | Event::SubProcessorAnnounced
            | Event::SubProcessorWithdrawn
            | Event::ObjectionMade
            | Event::ObjectionTakenBack
            | Event::OperatorEntered
            | Event::JobRevived
            | Event::ExportConfirmed
            | Event::ExportReceipted
            | Event::WindDownMoved
            | Event::WindDownReceipted
            | Event::PersonCameIn
            | Event::RegisterChanged
            | Event::SendingStopped
            | Event::SendingResumed
            | Event::DisclosuresListed
            | Event::BreachRegistered
            | Event::BreachHandled
            | Event::BreachPassedOn
            | Event::BreachWarned
            | Event::BreachClosed
            | Event::DeletionPlanned
            | Event::DeletionDropped
            | Event::DeletionBegun
            | Event::DeletionDone => return "seen-what-other".to_owned(),
            event => event.as_str(),
        };
        format!("seen-what-{}", told.to_ascii_lowercase().replace('_', "-"))
    }

    /// The key of why.
    pub const fn why_key(&self) -> Option<&'static str> {
        match self.reason {
            SeenReason::None | SeenReason::Refused => None,
            SeenReason::Because(why) => Some(match why {
                Why::Service => "seen-why-service",
                Why::Forwarded => "seen-why-forwarded",
                Why::Question => "seen-why-question",
                Why::Emergency => return None,
                Why::Review => "seen-why-review",
                Why::Disclosure => "seen-why-disclosure",
                Why::Exchange => "seen-why-exchange",
                Why::PowerOfAttorney => "seen-why-power-of-attorney",
                Why::Parent => "seen-why-parent",
                Why::Guardian => "seen-why-guardian",
                Why::NextOfKin => "seen-why-next-of-kin",
            }),
        }
    }

    /// Whether it was done in an emergency, without a care relation.
    pub fn is_emergency(&self) -> bool {
        self.reason == SeenReason::Because(Why::Emergency)
    }

    /// Whether there is anything to say of why.
    pub fn has_reason(&self) -> bool {
        self.reason != SeenReason::None || self.emergency.is_some() || self.disclosure.is_some()
    }

    /// Whether it was refused.
    pub fn is_refused(&self) -> bool {
        self.reason == SeenReason::Refused
    }

    /// Who, in a few words, for a sentence.
    pub fn who(&self, w: &Words<'_>) -> String {
        match &self.by {
            SeenBy::Staff { name: Some((name, _)), .. } | SeenBy::Helper { name, .. } => {
                name.clone()
            }
            SeenBy::Staff { name: None, place } => place.clone().unwrap_or_default(),
            SeenBy::You => w.t("seen-by-you"),
            SeenBy::Epj(home) => w.a("seen-by-epj", "name", home),
            SeenBy::Platform => "Helsebro".to_owned(),
        }
    }

    /// What the line tells, in one sentence.
    pub fn told(&self, w: &Words<'_>) -> String {
        let what = w.t(self.what_key());
        let told =
            w.a3("seen-told", "who", self.who(w), "what", what, "time", w.full_year(self.at));
        told.chars().take(MAX_TOLD).collect()
    }
}

/// `/meg/hvem-har-sett/{linje}/spor`. Posts `draft` and `body` to the same address.
#[derive(Clone)]
pub struct AskAboutLine {
    /// Back to the list.
    pub back: String,
    /// The line.
    pub line: SeenLine,
    /// Who answers for it, as in «Solvik kommune».
    pub controller: String,
    /// What can be done.
    pub state: AskState,
}

/// What can be done about a line.
#[derive(Clone)]
pub enum AskState {
    /// One can ask.
    Ask(LogQuestionForm),
    /// No unit takes the question here; one has to ring.
    Ring {
        /// The municipality's phone.
        phone: String,
    },
    /// It has been asked about.
    Asked(AskReceipt),
}

/// The form of a question.
#[derive(Clone)]
pub struct LogQuestionForm {
    /// Where it posts to.
    pub action: String,
    /// The unit that it goes to.
    pub unit: String,
    /// The id of what is written; sending twice is sending once.
    pub draft: String,
    /// What is written.
    pub body: String,
    /// What is wrong with it.
    pub fault: Option<super::BodyFault>,
}

/// The receipt of a question (L-EFV-6).
#[derive(Clone)]
pub struct AskReceipt {
    /// The reference.
    pub reference: String,
    /// When.
    pub at: Instant,
    /// When an answer is promised.
    pub promise_at: Option<Instant>,
    /// The conversation; none for who may not read it.
    pub thread_href: Option<String>,
}

impl AskAboutLine {
    /// Whether something is wrong in what was written.
    pub fn has_fault(&self) -> bool {
        matches!(&self.state, AskState::Ask(form) if form.fault.is_some())
    }

    /// What the conversation is called.
    pub fn topic(frame: &Frame) -> String {
        Words::of(frame).t("seen-ask-topic")
    }

    /// What is sent: what the line tells, and the question.
    pub fn message(&self, frame: &Frame, question: &str) -> String {
        let w = Words::of(frame);
        format!("{}\n\n{question}", w.a("seen-ask-about", "line", self.line.told(&w)))
    }
}

crate::page::page!(Seen, "citizen/seen.html");
crate::page::page!(SeenPrint, "citizen/seen_print.html");
crate::page::page!(AskAboutLine, "citizen/ask_about_line.html");
