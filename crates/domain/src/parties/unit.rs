//! A unit that gives a service.

use crate::ids::{EpjId, MunicipalityId, UnitId};
use crate::time::{Date, OpeningHours};

use super::HerId;

/// A type of municipal service, code system 7619 (§ 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareArea {
    /// 3: child health centre.
    ChildHealthCentre,
    /// 4: school health service.
    SchoolHealth,
    /// 5: midwife.
    Midwife,
    /// 6: health centre for youth.
    YouthHealth,
    /// 7: home services.
    HomeServices,
    /// 8: emergency clinic.
    EmergencyClinic,
    /// 9: infection control.
    InfectionControl,
    /// 10: vaccination.
    Vaccination,
    /// 16: healthy-life centre.
    HealthyLifeCentre,
    /// 17: mental health.
    MentalHealth,
    /// 18: substance use.
    SubstanceUse,
    /// 19: nursing home.
    NursingHome,
}

impl CareArea {
    /// Every care area.
    pub const ALL: [Self; 12] = [
        Self::ChildHealthCentre,
        Self::SchoolHealth,
        Self::Midwife,
        Self::YouthHealth,
        Self::HomeServices,
        Self::EmergencyClinic,
        Self::InfectionControl,
        Self::Vaccination,
        Self::HealthyLifeCentre,
        Self::MentalHealth,
        Self::SubstanceUse,
        Self::NursingHome,
    ];

    /// The code in 7619.
    pub const fn code(self) -> u8 {
        match self {
            Self::ChildHealthCentre => 3,
            Self::SchoolHealth => 4,
            Self::Midwife => 5,
            Self::YouthHealth => 6,
            Self::HomeServices => 7,
            Self::EmergencyClinic => 8,
            Self::InfectionControl => 9,
            Self::Vaccination => 10,
            Self::HealthyLifeCentre => 16,
            Self::MentalHealth => 17,
            Self::SubstanceUse => 18,
            Self::NursingHome => 19,
        }
    }

    /// Where it stands in [`Self::ALL`].
    pub const fn position(self) -> usize {
        self as usize
    }

    /// The care area with this code.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|area| i64::from(area.code()) == code)
    }
}

/// Whether a unit takes messages here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogSetting {
    /// It does.
    Active,
    /// It does not.
    NotActive,
}

/// What the municipality has of dialogue for the unit's type of service, ordered and
/// activated (S1-2-a). Kept beside the unit; the activation decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// Not in use yet.
    None,
    /// In use.
    Open,
    /// Stopped for a while.
    Suspended,
    /// Over.
    Terminated,
}

impl Service {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Open, Self::Suspended, Self::Terminated];

    /// As it is stored.
    pub const fn stored(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Open => 1,
            Self::Suspended => 2,
            Self::Terminated => 3,
        }
    }

    /// What is stored so; whatever an older binary does not know is taken as none.
    pub fn from_stored(stored: i64) -> Self {
        Self::ALL.into_iter().find(|one| one.stored() == stored).unwrap_or(Self::None)
    }
}

/// Whether a citizen may write to a named member of staff (L-EFV-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedStaff {
    /// Messages go to the unit, whoever is named.
    Off,
    /// A named member of staff may be chosen.
    On,
}

/// How staff are shown to the citizen, from the most told to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffNames {
    /// With name and title.
    Shown,
    /// With the given name and the title.
    GivenAndTitle,
    /// With the title alone.
    TitleOnly,
    /// Only with the unit's name.
    Hidden,
}

/// Whether a unit's name alone tells something about whoever goes there, as one for
/// substance use does (S1-2.1.1-b, SM-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revealing {
    /// It does not.
    No,
    /// It does: helpers see it only when their grant says so, notices never name it.
    Yes,
}

/// Whether a unit has opened its service for youths of 13 to 15 who use it here with a
/// parent's consent (L-GDPR-8, L-PBRL-AGE). None is open until somebody has opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YouthDoor {
    /// It has not.
    Closed,
    /// It has.
    Open,
}

impl StaffNames {
    /// Every way, from the most told to the least.
    pub const ALL: [Self; 4] = [Self::Shown, Self::GivenAndTitle, Self::TitleOnly, Self::Hidden];

    /// The way as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "SHOWN",
            Self::GivenAndTitle => "GIVEN_AND_TITLE",
            Self::TitleOnly => "TITLE_ONLY",
            Self::Hidden => "HIDDEN",
        }
    }

    /// The way that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }

    /// The same, when a unit has chosen this for one patient: it protects staff, so
    /// it can tell less than the unit does and never more.
    #[must_use]
    pub fn for_patient(self, chosen: Option<Self>) -> Self {
        chosen.map_or(self, |chosen| self.max(chosen))
    }
}

/// The most open days after the day of sending that a unit may take to answer.
pub const MAX_PROMISE_DAYS: u8 = 10;

/// A unit of a municipality that gives a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Our own id.
    pub id: UnitId,
    /// The municipality that it belongs to.
    pub municipality: MunicipalityId,
    /// Its name, as in «Hjemmesykepleien Solvik øst».
    pub name: String,
    /// What kind of service it gives.
    pub care_area: CareArea,
    /// Its level 2 HER-id on the message wire, when it has one.
    pub her_id: Option<HerId>,
    /// Its phone number.
    pub phone: String,
    /// When it is open.
    pub hours: OpeningHours,
    /// On which open day after the day of sending an answer is promised (1 or more).
    pub promise_days: u8,
    /// Whether it takes messages, as the unit has chosen.
    pub dialog: DialogSetting,
    /// What the municipality has of dialogue for its care area (S1-2-a).
    pub service: Service,
    /// The last day of that, when the municipality or the operator has given one (ON-15).
    pub service_last_day: Option<Date>,
    /// Whether named staff may be written to.
    pub named_staff: NamedStaff,
    /// How staff are shown.
    pub staff_names: StaffNames,
    /// Whether its name alone tells something.
    pub revealing: Revealing,
    /// The unit that has taken over, when this one is gone.
    pub successor: Option<UnitId>,
    /// The journal system that its staff work in; none for the console (S1-2.1-b).
    pub epj: Option<EpjId>,
}

impl Unit {
    /// Whether it takes messages now: it has chosen to, and its municipality has dialogue
    /// in use for its care area.
    pub fn takes_messages(&self) -> bool {
        self.dialog == DialogSetting::Active && self.service == Service::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_care_area_knows_where_it_stands_among_all() {
        for (place, area) in CareArea::ALL.into_iter().enumerate() {
            assert_eq!(area.position(), place, "{area:?}");
        }
    }

    /// S1-2.1-b: what is chosen for one patient hides more and never less.
    #[test]
    fn s1_2_1_b_what_is_chosen_for_one_patient_never_tells_more_than_the_unit() {
        use StaffNames::{GivenAndTitle, Hidden, Shown, TitleOnly};
        for (unit, chosen, expected) in [
            (Shown, None, Shown),
            (Shown, Some(GivenAndTitle), GivenAndTitle),
            (TitleOnly, Some(GivenAndTitle), TitleOnly),
            (TitleOnly, Some(Hidden), Hidden),
            (Hidden, Some(Shown), Hidden),
        ] {
            assert_eq!(unit.for_patient(chosen), expected);
        }
        for way in StaffNames::ALL {
            assert_eq!(StaffNames::from_stored(way.as_str()), Some(way));
        }
    }

    #[test]
    fn what_there_is_of_a_service_reads_back_from_storage() {
        assert_eq!(Service::ALL.map(Service::stored), [0, 1, 2, 3]);
        for service in Service::ALL {
            assert_eq!(Service::from_stored(service.stored()), service);
        }
        assert_eq!(Service::from_stored(4), Service::None);
    }

    #[test]
    fn a_care_area_reads_back_from_its_code_in_7619() {
        let codes: Vec<u8> = CareArea::ALL.iter().map(|area| area.code()).collect();
        assert_eq!(codes, [3, 4, 5, 6, 7, 8, 9, 10, 16, 17, 18, 19]);
        for area in CareArea::ALL {
            assert_eq!(CareArea::from_code(i64::from(area.code())), Some(area));
        }
        assert_eq!(CareArea::from_code(11), None);
    }
}
