//! What is typed about a breach, and how one is shown.

use helsebro_actions::ActError;
use helsebro_actions::breaches::{Shown, Step};
use helsebro_domain::breaches::{
    BreachState, Content, Contents, MAX_BREACH_WORDS, Persons, Risk, WARN_BEFORE,
};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Instant;
use helsebro_views::pages::breaches::{BreachForms, BreachPage, BreachRow, BreachesPage, Clock};
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use serde::Deserialize;

use crate::error::WebError;
use crate::municipality::typed::day;
use crate::staff::clock_of;

/// A breach to be registered.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    pub(super) day: String,
    pub(super) time: String,
    pub(super) nature: String,
}

/// What is done about one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    pub(super) act: String,
    risk: String,
    kinds: String,
    consequences: String,
    measures: String,
    concerned: String,
    records: String,
    day: String,
    time: String,
    reference: String,
    delay: String,
    persons: String,
    story: String,
    numbers: String,
    unit: String,
    pub(super) home: String,
}

/// What the address may say.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

impl Asked {
    pub(super) fn is_saved(&self) -> bool {
        self.gjort == "lagret"
    }
}

pub(super) type Found = Vec<(String, Wrong)>;

/// A day and a time of day.
pub(super) fn moment(typed: (&str, &str)) -> Result<Instant, Found> {
    match (day(typed.0), clock_of(typed.1)) {
        (Some(day), Some(time)) => Ok(Instant::from_oslo(day, time)),
        (None, _) => Err(vec![("day".to_owned(), Wrong::NoDate)]),
        (_, None) => Err(vec![("time".to_owned(), Wrong::Missing)]),
    }
}

/// What was typed in a step, as the act takes it.
pub(super) fn step(form: &StepForm) -> Result<Step, Found> {
    let at = |field: &str, wrong| vec![(field.to_owned(), wrong)];
    Ok(match form.act.as_str() {
        "assess" => Step::Assess {
            risk: Risk::from_stored(&form.risk).ok_or_else(|| at("risk", Wrong::NotChosen))?,
            words: form.contents(),
            concerned: whole_number("concerned", &form.concerned)?,
            records: whole_number("records", &form.records)?,
        },
        "authority" => Step::Authority {
            at: moment((&form.day, &form.time))?,
            reference: form.reference.clone(),
            delay: form.delay.clone(),
        },
        "persons" => Step::Persons {
            persons: Persons::from_stored(&form.persons)
                .ok_or_else(|| at("persons", Wrong::NotChosen))?,
            story: form.story.clone(),
            numbers: form
                .numbers
                .lines()
                .map(|line| line.split_whitespace().collect::<String>())
                .filter(|line| !line.is_empty())
                .collect(),
            unit: form.unit.parse().ok(),
        },
        _ => Step::Close,
    })
}

fn whole_number(field: &str, typed: &str) -> Result<u32, Found> {
    typed.trim().parse().map_err(|_| vec![(field.to_owned(), Wrong::Missing)])
}

impl StepForm {
    fn contents(&self) -> Contents {
        Contents {
            kinds: self.kinds.clone(),
            consequences: self.consequences.clone(),
            measures: self.measures.clone(),
        }
    }

    /// What the rules say no to in a step, at its fields; every other error goes on.
    pub(super) fn wrong(&self, error: ActError) -> Result<Found, WebError> {
        let code = ReasonCode::AssessmentMissing;
        match error {
            ActError::Refused(refusal) if self.act == "assess" && refusal.code() == code => {
                let refused = || Wrong::Refused(code.as_str().to_owned());
                let lacking = self.contents().lacking();
                Ok(lacking.into_iter().map(|one| (field(one).to_owned(), refused())).collect())
            }
            error => wrong(&self.act, error),
        }
    }
}

const fn field(content: Content) -> &'static str {
    match content {
        Content::Kinds => "kinds",
        Content::Consequences => "consequences",
        Content::Measures => "measures",
    }
}

/// What the rules say no to, at its field; every other error goes on.
pub(super) fn wrong(act: &str, error: ActError) -> Result<Found, WebError> {
    let refusal = match error {
        ActError::Refused(refusal) => refusal,
        error => return Err(error.into()),
    };
    let field = match (refusal.code(), act) {
        (ReasonCode::AssessmentMissing, "persons") => "story",
        (ReasonCode::AssessmentMissing, "new") => "nature",
        (ReasonCode::InvalidTransition, "new" | "authority") => "day",
        (ReasonCode::BreachNoticeIncomplete, _) => "reference",
        (ReasonCode::BreachDelayReasonMissing, _) => "delay",
        (ReasonCode::BreachPersonsNotTold, "persons") => "persons",
        (ReasonCode::BreachNumberUnknown, _) => "numbers",
        (
            ReasonCode::BreachAuthorityNotTold
            | ReasonCode::BreachPersonsNotTold
            | ReasonCode::AssessmentMissing,
            _,
        ) => "close",
        _ => return Err(WebError::Refused(refusal)),
    };
    let code = refusal.code().as_str().to_owned();
    Ok(vec![(field.to_owned(), Wrong::Refused(code))])
}

fn clock(shown: &Shown, now: Instant) -> Clock {
    let breach = &shown.breach;
    match () {
        () if !breach.is_counting() => Clock::Stopped,
        () if breach.is_late(now) => Clock::Late(breach.due_at),
        () if now >= breach.due_at.minus(WARN_BEFORE) => Clock::Soon(breach.due_at),
        () => Clock::Until(breach.due_at),
    }
}

pub(super) fn row(shown: &Shown, href: String, now: Instant) -> BreachRow {
    BreachRow {
        href,
        aware_at: shown.breach.aware_at,
        state: shown.breach.state(),
        clock: clock(shown, now),
    }
}

/// The register, with the form for a new one.
pub(super) fn register(
    action: String,
    rows: Vec<BreachRow>,
    (form, wrongs): (NewForm, Found),
) -> BreachesPage {
    BreachesPage {
        action,
        rows,
        overridden: Vec::new(),
        day: form.day,
        time: form.time,
        nature: form.nature,
        limit: MAX_BREACH_WORDS,
        wrongs: Wrongs(wrongs),
    }
}

/// One breach, with its forms when it is open and hers to handle.
pub(super) fn page(
    shown: Shown,
    (back, action): (String, String),
    forms: Option<BreachForms>,
    now: Instant,
) -> BreachPage {
    let clock = clock(&shown, now);
    let state = shown.breach.state();
    let authority = shown.breach.authority.map(|told| told.at).zip(shown.reference);
    BreachPage {
        back,
        action,
        aware_at: shown.breach.aware_at,
        state,
        clock,
        is_passed_on: shown.breach.told_by.is_some(),
        nature: shown.nature,
        risk: shown.breach.risk,
        kinds: shown.kinds,
        consequences: shown.consequences,
        measures: shown.measures,
        concerned: shown.concerned,
        records: shown.records,
        authority,
        delay: shown.delay,
        persons: shown.breach.persons,
        named: shown.named,
        forms: forms.filter(|_| state != BreachState::Closed),
        is_saved: false,
        wrongs: Wrongs::default(),
    }
}

/// The forms as they were filled in.
pub(super) fn filled(form: StepForm) -> BreachForms {
    BreachForms {
        risk: form.risk,
        kinds: form.kinds,
        consequences: form.consequences,
        measures: form.measures,
        concerned: form.concerned,
        records: form.records,
        day: form.day,
        time: form.time,
        reference: form.reference,
        delay: form.delay,
        persons: form.persons,
        story: form.story,
        numbers: form.numbers,
        unit: form.unit,
        ..BreachForms::default()
    }
}
