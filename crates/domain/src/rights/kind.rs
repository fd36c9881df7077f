//! The twelve kinds of request (§ 9).

use crate::controllership::Category;
use crate::time::{Date, Instant, roll};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// RR-01: access to the health record.
    AccessRecord,
    /// RR-02: access to what the platform holds.
    AccessPlatform,
    /// RR-03: something in the record is put right.
    RectifyRecord,
    /// RR-04: something in the record is erased.
    EraseEntry,
    /// RR-05: something in the record is about another person.
    WrongPerson,
    /// RR-06: something in a case file is put right or erased.
    CaseFile,
    /// RR-07: what is in the record is not shared.
    OpposeDisclosure,
    /// RR-08: the record does not go where the others' go.
    Transfer,
    /// RR-09: who has had access.
    WhoHasAccessed,
    /// RR-10: restriction, objection, portability.
    RestrictOrObject,
    /// RR-11: the record of somebody who is dead.
    Deceased,
    /// RR-12: who is responsible. The page `/meg/ansvar` answers it at once.
    WhoIsResponsible,
}

/// What is wished for within a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wish {
    /// What the kind says, and no more.
    Plain,
    /// Put right (RR-06).
    Rectify,
    /// Erased (RR-06).
    Erase,
    /// Not used while something is contested (RR-10, L-GDPR-18).
    Restrict,
    /// Not processed (RR-10, L-GDPR-21).
    Object,
    /// Given out for use elsewhere (RR-10, L-GDPR-20).
    Port,
    /// Does not go to the receiver (RR-08, pjl § 24).
    StayOut,
    /// Goes to another who is named (RR-08, pjl § 24).
    GoToNamed,
}

/// To whom one complains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComplaintTo {
    /// The county governor (statsforvalteren).
    CountyGovernor,
    /// The data protection authority (Datatilsynet).
    DataProtection,
}

/// How one complains about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complaints {
    /// To whom.
    pub to: &'static [ComplaintTo],
    /// How many weeks there are for the county governor; none when no time is set.
    pub weeks: Option<i16>,
}

/// For what the sections on correction do not say, ours (§ 13 no. 5).
const WEEKS_UNSAID: i16 = 3;

/// pbrl § 7-5.
const WEEKS_PBRL: i16 = 4;

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::AccessRecord,
        Self::AccessPlatform,
        Self::RectifyRecord,
        Self::EraseEntry,
        Self::WrongPerson,
        Self::CaseFile,
        Self::OpposeDisclosure,
        Self::Transfer,
        Self::WhoHasAccessed,
        Self::RestrictOrObject,
        Self::Deceased,
        Self::WhoIsResponsible,
    ];

    /// The id of its row, as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccessRecord => "RR-01",
            Self::AccessPlatform => "RR-02",
            Self::RectifyRecord => "RR-03",
            Self::EraseEntry => "RR-04",
            Self::WrongPerson => "RR-05",
            Self::CaseFile => "RR-06",
            Self::OpposeDisclosure => "RR-07",
            Self::Transfer => "RR-08",
            Self::WhoHasAccessed => "RR-09",
            Self::RestrictOrObject => "RR-10",
            Self::Deceased => "RR-11",
            Self::WhoIsResponsible => "RR-12",
        }
    }

    /// The kind with this id.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The ids of the rules behind it, for the audit line.
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::AccessRecord => &["RR-01"],
            Self::AccessPlatform => &["RR-02"],
            Self::RectifyRecord => &["RR-03"],
            Self::EraseEntry => &["RR-04"],
            Self::WrongPerson => &["RR-05"],
            Self::CaseFile => &["RR-06"],
            Self::OpposeDisclosure => &["RR-07"],
            Self::Transfer => &["RR-08"],
            Self::WhoHasAccessed => &["RR-09"],
            Self::RestrictOrObject => &["RR-10"],
            Self::Deceased => &["RR-11"],
            Self::WhoIsResponsible => &["RR-12"],
        }
    }

    /// What kind of data it is about.
    pub const fn category(self) -> Category {
        match self {
            Self::AccessPlatform => Category::Platform,
            Self::CaseFile => Category::CaseFile,
            _ => Category::EpjRecord,
        }
    }

    /// The wishes that can be had within it.
    pub const fn wishes(self) -> &'static [Wish] {
        match self {
            Self::CaseFile => &[Wish::Rectify, Wish::Erase],
            Self::RestrictOrObject => &[Wish::Restrict, Wish::Object, Wish::Port],
            Self::Transfer => &[Wish::StayOut, Wish::GoToNamed],
            _ => &[Wish::Plain],
        }
    }

    /// What it is treated as: the record is not given out for use elsewhere, but a copy of
    /// it is (L-GDPR-20).
    #[must_use]
    pub const fn treated_as(self, wish: Wish) -> Self {
        match (self, wish) {
            (Self::RestrictOrObject, Wish::Port) => Self::AccessRecord,
            _ => self,
        }
    }

    /// Whether it is answered with a copy of what is kept.
    pub const fn gives_a_copy(self) -> bool {
        matches!(self, Self::AccessRecord | Self::Deceased)
    }

    /// Whether it can be refused. That something is not shared cannot (RR-07): reasons that
    /// weigh more are for each look-up.
    pub const fn can_be_refused(self) -> bool {
        !matches!(self, Self::OpposeDisclosure | Self::WhoIsResponsible)
    }

    /// Whether a refusal must stand in the journal, with the request (hpl §§ 42, 43).
    pub const fn refusal_stands_in_journal(self) -> bool {
        matches!(self, Self::RectifyRecord | Self::EraseEntry)
    }

    /// Whether somebody assesses, and notes, that whoever asks may have it: who is the nearest
    /// next of kin of the dead, and that no special reasons speak against (hpl § 24).
    pub const fn is_assessed(self) -> bool {
        matches!(self, Self::Deceased)
    }

    /// Whether those who have got the data before are told of it (GDPR art. 19).
    pub const fn is_told_to_recipients(self, wish: Wish) -> bool {
        match self {
            Self::RectifyRecord | Self::EraseEntry | Self::WrongPerson | Self::CaseFile => true,
            Self::RestrictOrObject => matches!(wish, Wish::Restrict),
            _ => false,
        }
    }

    /// Whether what was done wrong may be a breach, to be assessed within 72 hours: what
    /// stands on the wrong person may have been read by somebody who should not (RR-05).
    pub const fn may_be_a_breach(self) -> bool {
        matches!(self, Self::WrongPerson)
    }

    /// Whether granting it deletes something: not while it is contested who is controller.
    pub const fn deletes(self, wish: Wish) -> bool {
        match self {
            Self::EraseEntry | Self::WrongPerson => true,
            Self::CaseFile => matches!(wish, Wish::Erase),
            _ => false,
        }
    }

    /// How one complains about the answer.
    pub const fn complaints(self) -> Complaints {
        use ComplaintTo::{CountyGovernor, DataProtection};
        let (to, weeks): (&[ComplaintTo], _) = match self {
            Self::AccessRecord => (&[CountyGovernor, DataProtection], Some(WEEKS_PBRL)),
            Self::Deceased => (&[CountyGovernor], Some(WEEKS_PBRL)),
            Self::RectifyRecord | Self::EraseEntry | Self::WrongPerson => {
                (&[CountyGovernor], Some(WEEKS_UNSAID))
            }
            Self::OpposeDisclosure | Self::Transfer => (&[CountyGovernor], None),
            Self::AccessPlatform
            | Self::CaseFile
            | Self::WhoHasAccessed
            | Self::RestrictOrObject
            | Self::WhoIsResponsible => (&[DataProtection], None),
        };
        Complaints { to, weeks }
    }
}

impl Complaints {
    /// The last day to complain about an answer that could be read from an instant on, and was
    /// told of at another, by the earliest notice that is not known to have failed. Until it
    /// is told of, the time does not run (L-EFV-11).
    pub fn expires_on(self, available_at: Instant, told_at: Option<Instant>) -> Option<Date> {
        let begins = told_at?.max(available_at).in_oslo().date;
        let weeks = jiff::Span::new().weeks(i64::from(self.weeks?));
        // It is a citizen's right, so it is moved past days off (§ 1.2).
        Some(roll(begins.saturating_add(weeks)))
    }
}

impl Wish {
    /// Every wish.
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Rectify,
        Self::Erase,
        Self::Restrict,
        Self::Object,
        Self::Port,
        Self::StayOut,
        Self::GoToNamed,
    ];

    /// The wish as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::Rectify => "RECTIFY",
            Self::Erase => "ERASE",
            Self::Restrict => "RESTRICT",
            Self::Object => "OBJECT",
            Self::Port => "PORT",
            Self::StayOut => "STAY_OUT",
            Self::GoToNamed => "GO_TO_NAMED",
        }
    }

    /// The wish that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// L-GDPR-21,
    /// § 9: the table, as far as it is about kinds alone. Columns: refused, journal, deletes.
    #[test]
    fn the_twelve_kinds_are_what_the_table_says() {
        let table = [
            ("RR-01", "+--", 2, Some(4)),
            ("RR-02", "+--", 1, None),
            ("RR-03", "++-", 1, Some(3)),
            ("RR-04", "+++", 1, Some(3)),
            ("RR-05", "+-+", 1, Some(3)),
            ("RR-06", "+--", 1, None),
            ("RR-07", "---", 1, None),
            ("RR-08", "+--", 1, None),
            ("RR-09", "+--", 1, None),
            ("RR-10", "+--", 1, None),
            ("RR-11", "+--", 1, Some(4)),
            ("RR-12", "---", 1, None),
        ];
        for (kind, (code, says, bodies, weeks)) in Kind::ALL.into_iter().zip(table) {
            let sign = |holds: bool| if holds { '+' } else { '-' };
            let found: String = [
                sign(kind.can_be_refused()),
                sign(kind.refusal_stands_in_journal()),
                sign(kind.deletes(Wish::Plain)),
            ]
            .into_iter()
            .collect();
            assert_eq!((kind.code(), found.as_str()), (code, says));
            let complaints = kind.complaints();
            assert_eq!((complaints.to.len(), complaints.weeks), (bodies, weeks), "{code}");
            assert_eq!(Kind::from_code(code), Some(kind));
            assert_eq!(kind.rules(), [code]);
        }
    }

    /// RR-06: what is put right in a case file deletes nothing, what is erased does.
    #[test]
    fn rr_06_only_an_erasure_of_a_case_file_deletes() {
        assert!(Kind::CaseFile.deletes(Wish::Erase));
        assert!(!Kind::CaseFile.deletes(Wish::Rectify));
        assert!(!Kind::RectifyRecord.deletes(Wish::Plain));
    }

    /// L-GDPR-20: the record is not portable; a copy is given instead.
    #[test]
    fn l_gdpr_20_portability_of_the_record_is_answered_as_access() {
        let port = Kind::RestrictOrObject.treated_as(Wish::Port);
        assert_eq!(port, Kind::AccessRecord);
        assert!(port.gives_a_copy());
        for wish in [Wish::Restrict, Wish::Object] {
            assert_eq!(Kind::RestrictOrObject.treated_as(wish), Kind::RestrictOrObject);
        }
    }

    /// TV-4, § 1.2: the time to complain is moved past days off.
    #[test]
    fn tv_4_the_last_day_to_complain_is_a_working_day() {
        let (nine, five_past) = (at(date(2026, 12, 4), 0), at(date(2026, 12, 4), 5));
        let last = |kind: Kind| kind.complaints().expires_on(nine, Some(five_past));
        assert_eq!(last(Kind::AccessRecord), Some(date(2027, 1, 4)));
        assert_eq!(last(Kind::EraseEntry), Some(date(2026, 12, 28)));
        assert_eq!(last(Kind::AccessPlatform), None);
    }

    fn at(day: Date, minute: i8) -> Instant {
        Instant::from_oslo(day, jiff::civil::time(9, minute, 0, 0))
    }

    /// L-EFV-11: the time to complain runs from when the answer can be read and she was told
    /// of it, whichever is later; untold it does not run.
    #[test]
    fn l_efv_11_the_time_to_complain_runs_from_when_one_was_told() {
        let friday = date(2026, 12, 4);
        let saturday = date(2026, 12, 5);
        for (available, told, expected) in [
            (at(friday, 0), Some(at(friday, 5)), Some(date(2026, 12, 28))),
            (at(friday, 0), Some(at(date(2026, 12, 10), 0)), Some(date(2026, 12, 31))),
            (at(date(2026, 12, 10), 0), Some(at(friday, 0)), Some(date(2026, 12, 31))),
            // Saturday 26 December is the last; Monday the 28th is the first day that is not off.
            (at(friday, 0), Some(at(saturday, 0)), Some(date(2026, 12, 28))),
            (at(friday, 0), None, None),
        ] {
            let last = Kind::EraseEntry.complaints().expires_on(available, told);
            assert_eq!(last, expected, "{available:?} {told:?}");
        }
    }

    #[test]
    fn a_wish_is_one_of_its_kinds_and_comes_back_as_it_was_stored() {
        for wish in Wish::ALL {
            assert_eq!(Wish::from_stored(wish.as_str()), Some(wish));
            assert!(Kind::ALL.iter().any(|kind| kind.wishes().contains(&wish)), "{wish:?}");
        }
    }
}
