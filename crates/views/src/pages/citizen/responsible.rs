//! Who is responsible for what is known of a citizen, service by service (RR-12).

use helsebro_domain::time::Date;

use crate::page::page;
use crate::pages::municipality::{Line, Told};

/// The page `/meg/ansvar`.
#[derive(Clone)]
pub struct Responsible {
    /// Her services.
    pub services: Vec<ServiceCard>,
    /// Her records that go over to somebody else: the unit or service, the day, and where
    /// she reads of it.
    pub moving: Vec<(String, Date, String)>,
}

page!(Responsible, "citizen/responsible.html");

impl core::fmt::Debug for Responsible {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Responsible(…)")
    }
}

/// A service.
#[derive(Clone)]
pub struct ServiceCard {
    /// Its place on the page.
    pub place: usize,
    /// The unit.
    pub unit: String,
    /// Who answers for the record today.
    pub told: Told,
    /// Since when, and until when.
    pub now: Option<Line>,
    /// Whom to ask first: name, e-mail address and phone number.
    pub contact: Option<(String, Option<String>, Option<String>)>,
    /// The municipality that answers for the service being sound, when another delivers.
    pub sound: Option<String>,
    /// What joint controllers have settled between them.
    pub essence: Option<String>,
    /// Who answered before, and who answers for what was written then, when it is another.
    pub before: Vec<(Line, Option<String>)>,
    /// The unit's own notice.
    pub notice: String,
}
