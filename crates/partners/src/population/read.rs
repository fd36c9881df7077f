//! The register's words read as ours.

use helsebro_domain::parties::{
    GuardianScope, Guardianship, GuardianshipKind, Home, IdentityNumber, MAX_RELATIONS,
    NumberPolicy, ParentalResponsibility, PersonName, Protection, RegisterPerson, RegistryStatus,
    ResponsibilityKind, TaskCode,
};
use helsebro_domain::time::{Date, written_date};

use super::home::Marker;
use super::words::{self, Held};
use super::{Event, EventKind, Found, RegisterId};

/// What a person is read with.
pub(super) struct Reader {
    pub(super) numbers: NumberPolicy,
    pub(super) marker: Marker,
}

impl Reader {
    /// A person; none when she cannot be told from others: without an id, without
    /// a number, or with two in use.
    pub(super) fn person(&self, said: &words::Person) -> Option<Found> {
        let id = RegisterId::new(said.id.as_deref()?)?;
        let (number, former_numbers) = self.numbers_of(said)?;
        let protection = protection(said.address_protection.as_deref()?);
        let person = RegisterPerson {
            number,
            former_numbers,
            name: now(said.name.as_deref()).next().and_then(name),
            born: now(said.birth.as_deref()).find_map(|birth| day(birth.birth_date.as_deref())),
            status: status(said),
            protection,
            home: self.home(said, protection),
            parental: self.parental(said),
            guardians: self.guardians(said),
        };
        Some(Found { id, person })
    }

    fn numbers_of(&self, said: &words::Person) -> Option<(IdentityNumber, Vec<IdentityNumber>)> {
        let all = said.norwegian_identification_number.as_deref()?;
        let is_used = |held: &Held<words::Number>| {
            held.holds() && held.element.status.as_deref() == Some("InUse")
        };
        let read =
            |held: &Held<words::Number>| self.number(held.element.identification_number.as_deref());
        let mut used = all.iter().filter(|held| is_used(held)).filter_map(read);
        let former: Vec<_> =
            all.iter().filter(|held| !is_used(held)).filter_map(read).take(MAX_RELATIONS).collect();
        match (used.next(), used.next()) {
            (Some(number), None) => Some((number, former)),
            // One whose only number is no longer in use is still who she was.
            (None, None) => former.split_first().map(|(last, rest)| (last.clone(), rest.to_vec())),
            _ => None,
        }
    }

    fn number(&self, text: Option<&str>) -> Option<IdentityNumber> {
        IdentityNumber::parse(text?, &self.numbers).ok()
    }

    /// A protected person's home is not even compared; nor is one that is unknown.
    fn home(&self, said: &words::Person, protection: Protection) -> Option<Home> {
        if protection != Protection::None {
            return None;
        }
        let residence = now(said.residential_address.as_deref()).next()?;
        let street = residence.street_address.as_ref().map(|address| ("street", address));
        let land = residence.cadastral_address.as_ref().map(|address| ("land", address));
        let (kind, address) =
            [street, land].into_iter().flatten().find(|(_, address)| is_filled(address))?;
        Some(self.marker.mark(&format!("{kind} {}", canonical(address))))
    }

    fn parental(&self, said: &words::Person) -> Vec<ParentalResponsibility> {
        now(said.parental_responsibility.as_deref())
            .filter_map(|held| {
                Some(ParentalResponsibility {
                    kind: responsibility(held.responsibility_type.as_deref()),
                    responsible: self.number(held.responsible.as_deref())?,
                    child: self.number(held.subject_of_responsibility.as_deref())?,
                })
            })
            .take(MAX_RELATIONS)
            .collect()
    }

    fn guardians(&self, said: &words::Person) -> Vec<Guardianship> {
        now(said.guardianship_or_future_power_of_attorney.as_deref())
            .filter_map(|held| {
                let guardian = held.guardian.as_ref()?;
                let tasks = guardian.guardian_service_area.iter().flatten();
                let tasks = tasks.filter_map(|area| area.guardian_service_task.as_deref());
                Some(Guardianship {
                    kind: kind(held.guardianship_type.as_deref()),
                    guardian: self.number(guardian.identification_number.as_deref()),
                    scope: scope(guardian),
                    tasks: tasks.filter_map(TaskCode::new).take(MAX_RELATIONS).collect(),
                })
            })
            .take(MAX_RELATIONS)
            .collect()
    }
}

/// The elements that hold now.
fn now<T>(all: Option<&[Held<T>]>) -> impl Iterator<Item = &T> {
    all.unwrap_or_default().iter().filter(|held| held.holds()).map(|held| &held.element)
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(written_date)
}

fn name(said: &words::Name) -> Option<PersonName> {
    let parts = [said.given_name.as_deref(), said.middle_name.as_deref()];
    let given = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
    let given = given.collect::<Vec<_>>().join(" ");
    let family = said.family_name.as_deref().unwrap_or_default().trim();
    let is_named = !given.is_empty() || !family.is_empty();
    is_named.then(|| PersonName::new(&given, family))
}

fn status(said: &words::Person) -> RegistryStatus {
    if let Some(death) = said.death.as_ref().filter(|death| death.holds()) {
        return RegistryStatus::Deceased { on: day(death.element.deceased_date.as_deref()) };
    }
    let word = now(said.status.as_deref()).next().and_then(|held| held.status.as_deref());
    match word {
        Some("Resident") => RegistryStatus::Resident,
        Some("Emigrated") => RegistryStatus::Emigrated,
        Some("Disappeared") => RegistryStatus::Disappeared,
        Some("Deceased") => RegistryStatus::Deceased { on: None },
        Some("Discontinued") => RegistryStatus::Discontinued,
        Some("RegisteredAtBirth" | "Temporary" | "Inactive" | "NotResident" | "Active") => {
            RegistryStatus::NotResident
        }
        _ => RegistryStatus::Unknown,
    }
}

/// The strictest of those that hold; a word that we do not know is strict (§ 1.6).
fn protection(all: &[Held<words::AddressProtection>]) -> Protection {
    now(Some(all))
        .map(|held| match held.protection_level.as_deref() {
            Some("Unclassified") => Protection::None,
            Some("ClientAddress" | "Confidential") => Protection::Confidential,
            _ => Protection::Strict,
        })
        .max_by_key(|protection| match protection {
            Protection::None => 0,
            Protection::Confidential => 1,
            Protection::Strict => 2,
        })
        .unwrap_or(Protection::None)
}

fn responsibility(word: Option<&str>) -> ResponsibilityKind {
    match word {
        Some("Joint") => ResponsibilityKind::Joint,
        Some("Mother") => ResponsibilityKind::Mother,
        Some("Father") => ResponsibilityKind::Father,
        Some("CoMother") => ResponsibilityKind::CoMother,
        Some("Other") => ResponsibilityKind::Other,
        _ => ResponsibilityKind::Unknown,
    }
}

fn kind(word: Option<&str>) -> GuardianshipKind {
    match word {
        Some("Adult" | "TemporaryForAdult") => GuardianshipKind::Adult,
        Some("Minor" | "TemporaryForMinor" | "SingleMinorAsylumSeeker" | "SingleMinorRefugee") => {
            GuardianshipKind::Minor
        }
        Some("ConfirmedFuturePowerOfAttorney") => GuardianshipKind::FuturePowerOfAttorney,
        _ => GuardianshipKind::Other,
    }
}

/// The word decides; only where there is none does the mark beside it.
fn scope(guardian: &words::Guardian) -> GuardianScope {
    match guardian.guardianship_scope.as_deref() {
        Some("PersonalInterests") => GuardianScope::Personal,
        Some("FinancialInterests") => GuardianScope::Financial,
        Some("PersonalAndFinancialInterests" | "ImmigrationPersonalAndFinancialInterests") => {
            GuardianScope::Both
        }
        None if guardian.is_guardianship_in_personal_scope == Some(true) => GuardianScope::Personal,
        _ => GuardianScope::Unknown,
    }
}

fn is_filled(address: &serde_json::Value) -> bool {
    address.as_object().is_some_and(|parts| parts.values().any(|part| !part.is_null()))
}

/// One text for one address, however its parts are ordered. Who it is in care of
/// is not where it is.
fn canonical(address: &serde_json::Value) -> String {
    match address {
        serde_json::Value::Object(parts) => {
            let mut parts: Vec<_> = parts
                .iter()
                .filter(|(name, part)| !part.is_null() && *name != "coAddressName")
                .map(|(name, part)| format!("{name}={}", canonical(part)))
                .collect();
            parts.sort_unstable();
            format!("({})", parts.join(";"))
        }
        serde_json::Value::String(text) => text.trim().to_lowercase(),
        other => other.to_string(),
    }
}

/// The changes in an answer, in their order. One that cannot be placed spoils the
/// answer: to pass over it could be to pass over a death.
pub(super) fn events(said: &words::Changes) -> Option<Vec<Event>> {
    let mut events = said.results.iter().flatten().map(event).collect::<Option<Vec<_>>>()?;
    events.sort_by_key(|event| event.sequence);
    Some(events)
}

pub(super) fn event(said: &words::Change) -> Option<Event> {
    Some(Event {
        sequence: said.sequence_number.as_deref()?.parse().ok()?,
        person: RegisterId::new(said.person_id.as_deref()?)?,
        kind: event_kind(said.event_type.as_deref().unwrap_or_default()),
    })
}

fn event_kind(word: &str) -> EventKind {
    match word {
        "PersonIsDeceased" | "ChangeInDeath" => EventKind::Died,
        "ChangeInAddressProtection" => EventKind::Protection,
        "ChangeInParentalResponsibility" => EventKind::ParentalResponsibility,
        "ChangeInGuardianship" | "ChangeInLegalAuthority" | "ChangeInDeprivedLegalAuthority" => {
            EventKind::Guardianship
        }
        "ChangeInNorwegianIdentificationNumber"
        | "PersonIsContinuedAsValidUponMerger"
        | "PersonIsDiscontinuedAsDuplicate" => EventKind::Number,
        "ChangeInName" => EventKind::Name,
        "ChangeInStatus"
        | "PersonIsDiscontinued"
        | "PersonIsReactivated"
        | "PersonIsResident"
        | "PersonIsEmigrated" => EventKind::Status,
        "ChangeInResidentialAddress"
        | "ChangeInResidentialAddressWithoutRelocation"
        | "ChangeInSharedResidence" => EventKind::Home,
        "ChangeInCommonContactRegisterInformation" => EventKind::Contact,
        _ => EventKind::Other,
    }
}
