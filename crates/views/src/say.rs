//! What the pages' own values are called, in words.

use helsebro_domain::dialog::{CloseReason, Urgency};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;

use crate::links;
use crate::pages::{Author, FieldFault, Mark, What};
use crate::pages::staff::{Due, TakenBy};
use crate::words::{Html, Words};

impl Words {
    /// «Solvik kommune».
    pub(crate) fn municipality(&self, name: &str) -> String {
        self.t1("municipality-name", "name", name)
    }

    /// Who wrote, as the head of a message says it.
    pub(crate) fn author(&self, author: &Author) -> String {
        match author {
            Author::You => self.t("author-you").to_owned(),
            Author::Citizen(name) | Author::Unit(name) | Author::Epj(name) => name.clone(),
            Author::Staff { name, title } if title.is_empty() => name.clone(),
            Author::Staff { name, title } => {
                self.texts("author-staff", &[("name", name), ("title", title)])
            }
        }
    }

    /// Who, without the title, inside a sentence.
    pub(crate) fn name(&self, author: &Author) -> String {
        match author {
            Author::Staff { name, .. } => name.clone(),
            other => self.author(other),
        }
    }

    /// The line under a message.
    pub(crate) fn mark(&self, mark: &Mark) -> String {
        match mark {
            Mark::Received { reference } => self.t1("mark-received", "reference", reference),
            Mark::Read { by, at } => {
                self.t2("mark-read", "name", self.name(by), "when", self.near(at))
            }
            Mark::Kept { promised } => self.t1("mark-kept", "when", self.near(promised)),
            Mark::Late { promised } => self.t1("mark-late", "when", self.near(promised)),
        }
    }

    /// The icon beside that line.
    pub(crate) fn mark_icon(&self, mark: &Mark) -> &'static str {
        match mark {
            Mark::Received { .. } => "Checkmark",
            Mark::Read { .. } => "Eye",
            Mark::Kept { .. } => "CheckmarkCircle",
            Mark::Late { .. } => "Clock",
        }
    }

    /// What happened, in a sentence.
    pub(crate) fn what(&self, what: &What) -> String {
        match what {
            What::Taken { by } => self.t1("event-taken", "name", by),
            What::PutBack => self.t("event-put-back").to_owned(),
            What::Assigned { to } => self.t1("event-assigned", "name", to),
            What::Forwarded { to } => self.t1("event-forwarded", "unit", to),
            What::Closed { reason, .. } => {
                self.t1("event-closed", "reason", self.t(close_reason_key(*reason)))
            }
        }
    }

    /// «spørsmålet er besvart».
    pub(crate) fn close_reason(&self, reason: &CloseReason) -> &'static str {
        self.t(close_reason_key(*reason))
    }

    /// What kind of service it is (7619).
    pub(crate) fn care_area(&self, area: &CareArea) -> &'static str {
        self.t(care_area_key(*area))
    }

    /// The promise in a table cell (§ 4.14).
    pub(crate) fn due(&self, due: &Due) -> Html {
        let near = self.near(&due.at);
        let text = match due.urgency {
            Urgency::Over => self.distance(&due.at),
            Urgency::Soon => {
                self.t2("due-soon", "in", self.distance(&due.at), "time", self.clock(&due.at))
            }
            Urgency::Today | Urgency::Later => near,
        };
        self.timed(&due.at, &text)
    }

    /// How that cell looks.
    pub(crate) fn due_class(&self, due: &Due) -> &'static str {
        match due.urgency {
            Urgency::Over => "hb-due hb-due-over",
            Urgency::Soon => "hb-due hb-due-soon",
            Urgency::Today => "hb-due hb-due-today",
            Urgency::Later => "hb-due",
        }
    }

    /// The icon in that cell: a filled triangle when somebody must act.
    pub(crate) fn due_icon(&self, due: &Due) -> &'static str {
        match due.urgency {
            Urgency::Over | Urgency::Soon => "ExclamationmarkTriangleFill",
            Urgency::Today | Urgency::Later => "Clock",
        }
    }

    /// Who has taken it.
    pub(crate) fn taken_by(&self, taken_by: &TakenBy) -> String {
        match taken_by {
            TakenBy::Nobody => self.t("taken-by-nobody").to_owned(),
            TakenBy::You => self.t("taken-by-you").to_owned(),
            TakenBy::Colleague(name) => name.clone(),
        }
    }

    /// What is wrong with a message's text.
    pub(crate) fn body_fault(&self, fault: &FieldFault) -> String {
        match fault {
            FieldFault::Empty | FieldFault::NotThere => self.t("fault-body-empty").to_owned(),
            FieldFault::TooLong { over, limit } => {
                self.t2("fault-body-too-long", "over", over, "limit", limit)
            }
        }
    }

    /// What is wrong with a topic.
    pub(crate) fn topic_fault(&self, fault: &FieldFault) -> String {
        match fault {
            FieldFault::Empty | FieldFault::NotThere => self.t("fault-topic-empty").to_owned(),
            FieldFault::TooLong { over, limit } => {
                self.t2("fault-topic-too-long", "over", over, "limit", limit)
            }
        }
    }

    /// What is wrong with a choice: nothing chosen, or it has gone.
    pub(crate) fn choice_fault(&self, fault: &FieldFault, empty: &'static str) -> &'static str {
        match fault {
            FieldFault::NotThere => self.t("fault-choice-gone"),
            FieldFault::Empty | FieldFault::TooLong { .. } => self.t(empty),
        }
    }

    /// What is wrong with a short text.
    pub(crate) fn text_fault(&self, fault: &FieldFault, empty: &'static str) -> String {
        match fault {
            FieldFault::TooLong { over, limit } => {
                self.t2("fault-text-too-long", "over", over, "limit", limit)
            }
            FieldFault::Empty | FieldFault::NotThere => self.t(empty).to_owned(),
        }
    }

    /// A refusal in the reader's words.
    pub(crate) fn refusal(&self, code: &ReasonCode) -> String {
        self.t(&format!("refusal-{code}")).to_owned()
    }

    /// What to do instead.
    pub(crate) fn refusal_do(&self, code: &ReasonCode) -> String {
        self.t(&format!("refusal-{code}-do")).to_owned()
    }

    /// The rule behind it.
    pub(crate) fn refusal_clause(&self, code: &ReasonCode) -> String {
        self.t(&format!("refusal-{code}-clause")).to_owned()
    }

    /// The link that rings a number.
    pub(crate) fn tel(&self, phone: &str) -> String {
        links::tel(phone)
    }

    /// A phone number that does not break: «75 00 01 20».
    pub(crate) fn phone(&self, phone: &str) -> String {
        phone.replace(' ', "\u{a0}")
    }

    /// How many letters are left, at most `limit`; for the counter.
    pub(crate) fn letters_left(&self, value: &str, limit: &usize) -> usize {
        limit.saturating_sub(helsebro_domain::text::letters(value))
    }
}

const fn close_reason_key(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Answered => "close-reason-answered",
        CloseReason::SettledElsewhere => "close-reason-settled-elsewhere",
        CloseReason::CitizenAsked => "close-reason-citizen-asked",
        CloseReason::WrongPlace => "close-reason-wrong-place",
        CloseReason::ByEpj => "close-reason-by-epj",
    }
}

const fn care_area_key(area: CareArea) -> &'static str {
    match area {
        CareArea::ChildHealthCentre => "care-area-child-health-centre",
        CareArea::SchoolHealth => "care-area-school-health",
        CareArea::Midwife => "care-area-midwife",
        CareArea::YouthHealth => "care-area-youth-health",
        CareArea::HomeServices => "care-area-home-services",
        CareArea::EmergencyClinic => "care-area-emergency-clinic",
        CareArea::InfectionControl => "care-area-infection-control",
        CareArea::Vaccination => "care-area-vaccination",
        CareArea::HealthyLifeCentre => "care-area-healthy-life-centre",
        CareArea::MentalHealth => "care-area-mental-health",
        CareArea::SubstanceUse => "care-area-substance-use",
        CareArea::NursingHome => "care-area-nursing-home",
    }
}
