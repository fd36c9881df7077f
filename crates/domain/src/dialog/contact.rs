//! Whom a citizen has contact with (S1-2.1.1-b).

use std::collections::BTreeMap;

use crate::ids::{ContactId, MunicipalityId, PersonId, UnitId};
use crate::time::Date;

/// The most services one list may hold.
pub const MAX_SERVICES: usize = 100;

/// The most letters of a service id.
pub const MAX_SERVICE_ID: usize = 30;

/// What the sender calls a service for one patient (TjenesteId).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

impl ServiceId {
    /// A service id: 1 to [`MAX_SERVICE_ID`] letters.
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim();
        let fits = !text.is_empty() && text.chars().count() <= MAX_SERVICE_ID;
        (fits && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One line of a sender's list: a service that a person gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedService {
    /// The sender's id for it.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// The unit that gives it.
    pub unit: UnitId,
    /// A phone number, when another than the unit's.
    pub phone: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Option<Date>,
}

/// A citizen's contact with a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthContact {
    /// Our own id.
    pub id: ContactId,
    /// Whose.
    pub person: PersonId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// What the sender said.
    pub listed: ListedService,
}

impl HealthContact {
    /// Whether it holds on a day. It ends the day after its last day.
    pub fn is_active_on(&self, today: Date) -> bool {
        self.has_begun_on(today) && !self.has_ended_on(today)
    }

    /// Whether its first day has come.
    pub fn has_begun_on(&self, today: Date) -> bool {
        self.listed.from <= today
    }

    /// Whether its last day is past.
    pub fn has_ended_on(&self, today: Date) -> bool {
        self.listed.last_day.is_some_and(|last| last < today)
    }
}

/// What a new list changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactChange {
    /// A service that was not there.
    Create(ListedService),
    /// A service that is described anew.
    Update(ContactId, ListedService),
    /// A service that is no longer listed: yesterday was its last day.
    Close(ContactId, Date),
}

/// What a full list from one sender changes for one person.
///
/// `current` are the contacts that the same sender has listed for the same
/// person, ended ones too. Every list is the whole truth: what is new is
/// created, what is there is updated, what is missing is closed at once; an
/// empty list closes all. A service listed twice counts as its last line.
pub fn changes(
    current: &[HealthContact],
    list: &[ListedService],
    today: Date,
) -> Vec<ContactChange> {
    let listed: BTreeMap<&ServiceId, &ListedService> =
        list.iter().map(|line| (&line.service, line)).collect();
    let known: BTreeMap<&ServiceId, &HealthContact> =
        current.iter().map(|contact| (&contact.listed.service, contact)).collect();
    let mut found = Vec::new();
    for (service, line) in &listed {
        match known.get(service) {
            None => found.push(ContactChange::Create((*line).clone())),
            Some(contact) if contact.listed != **line => {
                found.push(ContactChange::Update(contact.id, (*line).clone()));
            }
            Some(_) => {}
        }
    }
    let yesterday = today.yesterday().unwrap_or(today);
    for (service, contact) in &known {
        if !listed.contains_key(service) && !contact.has_ended_on(today) {
            found.push(ContactChange::Close(contact.id, yesterday));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn line(service: &str, last_day: Option<Date>) -> ListedService {
        ListedService {
            service: ServiceId::parse(service).unwrap(),
            name: "Hjemmesykepleien Solvik øst".to_owned(),
            unit: UnitId::from_uuid(Uuid::from_u128(1)),
            phone: None,
            link: None,
            from: date(2026, 9, 1),
            last_day,
        }
    }

    fn contact(n: u128, listed: ListedService) -> HealthContact {
        HealthContact {
            id: ContactId::from_uuid(Uuid::from_u128(n)),
            person: PersonId::from_uuid(Uuid::from_u128(2)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(3)),
            listed,
        }
    }

    const TODAY: Date = date(2027, 2, 2);

    /// S1-2.1.1-b and C-validity: Kari's relation ends 2027-02-28; on 2027-03-01 it is gone.
    #[test]
    fn s1_2_1_1_b_a_contact_ends_the_day_after_its_last_day() {
        let home_care = contact(1, line("HJSP", Some(date(2027, 2, 28))));
        for (day, active) in [
            (date(2026, 8, 31), false),
            (date(2026, 9, 1), true),
            (date(2027, 2, 28), true),
            (date(2027, 3, 1), false),
        ] {
            assert_eq!(home_care.is_active_on(day), active, "{day}");
        }
        assert!(contact(1, line("HJSP", None)).is_active_on(date(2099, 1, 1)));
        assert!(!home_care.has_begun_on(date(2026, 8, 31)));
    }

    #[test]
    fn a_list_creates_updates_and_closes() {
        let current =
            [contact(1, line("A", None)), contact(2, line("B", None)), contact(3, line("C", None))];
        let renamed = ListedService { name: "Nytt navn".to_owned(), ..line("B", None) };
        let list = [line("A", None), renamed.clone(), line("D", None)];
        assert_eq!(
            changes(&current, &list, TODAY),
            [
                ContactChange::Update(current[1].id, renamed),
                ContactChange::Create(line("D", None)),
                ContactChange::Close(current[2].id, date(2027, 2, 1)),
            ]
        );
    }

    #[test]
    fn an_empty_list_closes_all_that_still_holds() {
        let current = [
            contact(1, line("A", None)),
            contact(2, line("B", Some(date(2027, 1, 31)))),
            contact(3, line("C", Some(TODAY))),
        ];
        assert_eq!(
            changes(&current, &[], TODAY),
            [
                ContactChange::Close(current[0].id, date(2027, 2, 1)),
                ContactChange::Close(current[2].id, date(2027, 2, 1)),
            ]
        );
    }

    #[test]
    fn the_same_list_twice_changes_nothing_and_a_line_twice_counts_as_its_last() {
        let list = [line("A", None), line("A", Some(TODAY))];
        let first = changes(&[], &list, TODAY);
        assert_eq!(first, [ContactChange::Create(line("A", Some(TODAY)))]);
        assert_eq!(changes(&[contact(1, line("A", Some(TODAY)))], &list, TODAY), []);
    }

    #[test]
    fn an_ended_contact_that_is_listed_again_lives_again() {
        let ended = [contact(1, line("A", Some(date(2027, 1, 1))))];
        let again = changes(&ended, &[line("A", None)], TODAY);
        assert_eq!(again, [ContactChange::Update(ended[0].id, line("A", None))]);
    }

    #[test]
    fn a_service_id_has_one_to_thirty_letters() {
        assert!(ServiceId::parse(&"x".repeat(30)).is_some());
        assert!(ServiceId::parse(&"x".repeat(31)).is_none());
        assert!(ServiceId::parse("  ").is_none());
        assert!(ServiceId::parse("a\nb").is_none());
        assert_eq!(ServiceId::parse(" 9 ").unwrap().as_str(), "9");
    }
}
