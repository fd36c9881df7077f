//! Whom the citizen has contact with (S1-2.1.1-b).

use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Date;

use crate::pages::public::{Reach, Switchboard};

use super::{ContactCard, Write};

/// `/helsekontakter`.
#[derive(Clone)]
pub struct Contacts {
    /// Contacts that hold today, by name.
    pub contacts: Vec<ContactCard>,
    /// Whom to ring when a service is missing.
    pub switchboards: Vec<Switchboard>,
}

/// `/helsekontakter/{ref}`.
#[derive(Clone)]
pub struct OneContact {
    /// The service's name.
    pub name: String,
    /// The unit behind it, with the phone number that counts for this contact.
    pub unit: Reach,
    /// What kind of service it is.
    pub care_area: CareArea,
    /// Days ahead on which it is closed; see `closed_days_ahead`.
    pub closed_days: Vec<Date>,
    /// A page about it.
    pub link: Option<String>,
    /// Who answers for what is written, as in «Solvik kommune».
    pub controller: String,
    /// The municipality.
    pub municipality: String,
    /// The last day of messages here, when the municipality or the operator has given one
    /// (ON-15).
    pub ends_on: Option<Date>,
    /// The last day on which she can take out a copy of what is hers, when it will be gone here.
    pub copies_until: Option<Date>,
    /// From when to when.
    pub term: Term,
    /// Whether one can write to it.
    pub write: Write,
    /// Whom to ring when it has ended.
    pub switchboard: Option<Switchboard>,
}

/// From when to when a contact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// From a day on that has not come.
    Begins(Date),
    /// It holds, until further notice or through the last day.
    Holds(Option<Date>),
    /// It has ended; this was the last day.
    Ended(Date),
}

impl OneContact {
    /// Whether it holds now.
    pub fn holds(&self) -> bool {
        matches!(self.term, Term::Holds(_))
    }

    /// The key of the kind of service.
    pub fn care_area_key(&self) -> String {
        format!("citizen-care-area-{}", self.care_area.code())
    }
}

crate::page::page!(Contacts, "citizen/contacts.html");
crate::page::page!(OneContact, "citizen/one_contact.html");
