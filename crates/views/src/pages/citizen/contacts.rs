//! `/helsekontakter` and one of them (S1-2.1.1-b).

use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Date;

use super::super::{Switchboard, UnitInfo, page};

page! {
    /// The citizen's health contacts.
    ContactsPage => "citizen/contacts.html" {
        /// The contacts that hold today.
        pub contacts: Vec<ContactLine>,
        /// Whom to ring when something is missing.
        pub switchboards: Vec<Switchboard>,
    }
}

page! {
    /// One health contact: unit, kind of service, hours, phone, who is controller.
    ContactPage => "citizen/contact.html" {
        /// The contact.
        pub contact: ContactLine,
        /// What the sender calls the service, when other than the unit's name.
        pub service: Option<String>,
        /// What kind of service it is.
        pub care_area: CareArea,
        /// The last day, when one is set.
        pub last_day: Option<Date>,
        /// A page about the service.
        pub about_href: Option<String>,
        /// The controller's page about privacy.
        pub privacy_href: String,
    }
}

/// A contact in a list.
#[derive(Clone)]
pub struct ContactLine {
    /// Where it is shown.
    pub href: String,
    /// The unit, with the phone number that the contact gives.
    pub unit: UnitInfo,
    /// Whether it can be written to.
    pub writing: Writing,
}

/// Whether a contact can be written to.
#[derive(Clone, PartialEq, Eq)]
pub enum Writing {
    /// It can, here.
    Open {
        /// Where.
        href: String,
    },
    /// The unit does not take messages here (`UNIT_NOT_ACTIVE`).
    NotActive,
}

impl ContactLine {
    /// Where it can be written to.
    pub(crate) fn write_href(&self) -> Option<&str> {
        match &self.writing {
            Writing::Open { href } => Some(href),
            Writing::NotActive => None,
        }
    }
}
