//! Who operates the platform, and what is agreed with the association (S1-0-d, S1-5.3-a).

use helsebro_domain::time::Date;

use super::Wrong;
use crate::page::page;

/// The page `/drift/virksomhet`. Posts `act` = `body` (with `name`, `number`, `from` and
/// `document`), `agreement` (with `agreed`, `first` and `last`) or `provider` (with `org`, `until` and
/// `signed`).
#[derive(Debug, Clone)]
pub struct OperatingPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Who has operated, newest first.
    pub bodies: Vec<BodyView>,
    /// What is agreed, newest first: the document and its days.
    pub agreements: Vec<(String, Date, Option<Date>)>,
    /// The data processing agreements with organisations that are controllers, newest first.
    pub providers: Vec<ProvidersView>,
    /// With whom one can be entered.
    pub orgs: Vec<(String, String)>,
    /// What is typed.
    pub form: OperatingForm,
    /// What is wrong.
    pub wrong: Wrong,
    /// Whether something was just saved.
    pub is_saved: bool,
}

page!(OperatingPage, "joining/operating.html");

/// A legal person that operates.
#[derive(Debug, Clone)]
pub struct BodyView {
    /// Its name and number.
    pub name: (String, String),
    /// The first day.
    pub from: Date,
    /// The last day; none while nobody follows.
    pub last_day: Option<Date>,
    /// What shows it.
    pub document: String,
    /// Whether it is the one that operates today.
    pub is_current: bool,
}

/// A data processing agreement with an organisation.
#[derive(Debug, Clone)]
pub struct ProvidersView {
    /// With whom.
    pub name: String,
    /// Its first and last day.
    pub days: (Date, Date),
    /// What it is filed under.
    pub document: String,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct OperatingForm {
    /// The name.
    pub name: String,
    /// The number.
    pub number: String,
    /// From which day it operates.
    pub from: String,
    /// What shows it.
    pub document: String,
    /// What the agreement is filed under.
    pub agreed: String,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// With whom a data processing agreement is signed.
    pub org: String,
    /// Its last day.
    pub until: String,
    /// What it is filed under.
    pub signed: String,
}

impl OperatingForm {
    /// Whether it is this one.
    pub(crate) fn is_org(&self, value: &str) -> bool {
        self.org == value
    }
}
