//! The right to do something at a citizen's door, for oneself or for somebody else.

use crate::ids::{DecisionId, GrantId, PersonId};
use crate::refusals::{ReasonCode, Refusal};

use super::{Coverage, Covers};

const RULES: &[&str] = &["S1-2.1-a"];
const CONSENT: &[&str] = &["L-GDPR-7", "L-GDPR-6"];

/// How sure the sign-in is, as ID-porten ranks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EidLevel {
    /// Low.
    Low,
    /// Substantial.
    Substantial,
    /// High: the only level that opens anything here.
    High,
}

/// On what somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// For herself.
    Own,
    /// A power of attorney (fullmakt).
    PowerOfAttorney {
        /// Which.
        grant: GrantId,
        /// What it covers.
        coverage: Coverage,
    },
    /// Parental responsibility for a child under 12.
    Parent,
    /// Parental responsibility for a youth of 12 to 15: what staff have opened, and
    /// nothing else.
    ParentOfYouth,
    /// A guardian (verge) whose mandate covers personal matters.
    Guardian,
    /// The next of kin whom a clinician has named for somebody without competence.
    NextOfKin {
        /// The decision.
        decision: DecisionId,
    },
}

/// What can be done at a citizen's door. Every act there asks for one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// See the health contacts (S1-2.1.1-b).
    SeeContacts,
    /// See the list of conversations and read them.
    ReadThreads,
    /// Write, and keep drafts.
    Write,
    /// See who has seen (L-PJL-22a).
    SeeWhoHasSeen,
    /// Ask those responsible about it.
    AskAboutLog,
    /// Demand of those responsible what one has a right to (§ 9).
    AskForRights,
    /// Choose notices to oneself about the person.
    ChooseNotices,
    /// Choose language, give consent, accept terms, close.
    ManageProfile,
    /// Give, answer and withdraw powers of attorney.
    ManageHelpers,
}

impl Deed {
    /// Every deed, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::SeeContacts,
        Self::ReadThreads,
        Self::Write,
        Self::SeeWhoHasSeen,
        Self::AskAboutLog,
        Self::AskForRights,
        Self::ChooseNotices,
        Self::ManageProfile,
        Self::ManageHelpers,
    ];
}

/// How far a consent to use the platform reaches (L-GDPR-7). Which it is goes by the
/// slice `consent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Everything.
    Everything,
    /// All but conversations.
    Looking,
    /// Everything that units have opened for youths of 13 to 15 (L-GDPR-8).
    Youth,
    /// Nothing but consent itself: information and phone numbers stand on pages that
    /// need no right.
    Nothing,
}

impl Reach {
    const fn allows(self, deed: Deed) -> bool {
        match self {
            Self::Everything | Self::Youth => true,
            Self::Looking => !matches!(deed, Deed::ReadThreads | Deed::Write | Deed::AskAboutLog),
            Self::Nothing => matches!(deed, Deed::ManageProfile),
        }
    }
}

/// Which of a person's conversations an access shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sight {
    /// All.
    All,
    /// Not those with a unit whose name alone tells something.
    NotSensitive,
    /// Those that she who acts began.
    OwnOnly,
    /// Not those that staff have closed to this parent.
    NotBlocked,
    /// Those that staff have opened to this parent.
    OpenedOnly,
    /// Those with a unit that is open for youths of 13 to 15.
    OpenToYouth,
}

/// The right of a signed-in citizen to see and do what is her own, or what is
/// another's on a basis (S1-2.1-a, S1-2.1-c).
///
/// Only [`CitizenAccess::signed_in`] and [`acting_for`](super::acting_for) make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitizenAccess {
    actor: PersonId,
    person: PersonId,
    basis: Basis,
    reach: Reach,
}

impl CitizenAccess {
    /// The access of a person who signed in at this level, to what is her own.
    ///
    /// # Errors
    /// `EID_LEVEL_TOO_LOW` under level high.
    pub fn signed_in(person: PersonId, level: EidLevel) -> Result<Self, Refusal> {
        if level < EidLevel::High {
            return Err(Refusal::told(ReasonCode::EidLevelTooLow, &["S1-2.1-c"]));
        }
        Ok(Self { actor: person, person, basis: Basis::Own, reach: Reach::Everything })
    }

    pub(super) const fn on(basis: Basis, actor: PersonId, person: PersonId) -> Self {
        Self { actor, person, basis, reach: Reach::Everything }
    }

    /// The same right as far as a consent reaches: her own for what is hers, and the
    /// giver's for a power of attorney, since nobody gets more than the giver has
    /// (S1-2.1-a).
    #[must_use]
    pub const fn within(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// How far it reaches.
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Who acts, in her own name and with her own eID (L-EFV-10).
    pub const fn actor(&self) -> PersonId {
        self.actor
    }

    /// Whose things it is about.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// On what she acts.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Whether she acts for herself.
    pub const fn is_own(&self) -> bool {
        matches!(self.basis, Basis::Own)
    }

    /// Whether this can be done with it: the table who may what.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS`; `CONSENT_MISSING` when the basis allows it and the
    /// consent does not. The reason is told: she knows on what she acts.
    pub fn may(&self, deed: Deed) -> Result<(), Refusal> {
        if !self.basis.allows(deed) {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, RULES));
        }
        if !self.reach.allows(deed) {
            return Err(Refusal::told(ReasonCode::ConsentMissing, CONSENT));
        }
        Ok(())
    }

    /// Which conversations it shows.
    pub const fn sight(&self) -> Sight {
        match self.basis {
            Basis::Own if matches!(self.reach, Reach::Youth) => Sight::OpenToYouth,
            Basis::Own | Basis::Guardian => Sight::All,
            Basis::PowerOfAttorney { coverage, .. } => {
                if coverage.has(Covers::SensitiveUnits) {
                    Sight::All
                } else {
                    Sight::NotSensitive
                }
            }
            Basis::Parent => Sight::NotBlocked,
            Basis::ParentOfYouth => Sight::OpenedOnly,
            Basis::NextOfKin { .. } => Sight::OwnOnly,
        }
    }

    /// Whether it shows a unit whose name alone tells something (S1-2.1.1-b).
    pub const fn sees_sensitive_units(&self) -> bool {
        matches!(self.sight(), Sight::All | Sight::NotBlocked | Sight::OpenToYouth)
    }
}

impl Basis {
    /// The grant or decision behind it, for the audit line.
    pub const fn id(self) -> Option<uuid::Uuid> {
        match self {
            Self::PowerOfAttorney { grant, .. } => Some(grant.uuid()),
            Self::NextOfKin { decision } => Some(decision.uuid()),
            Self::Own | Self::Parent | Self::ParentOfYouth | Self::Guardian => None,
        }
    }

    const fn allows(self, deed: Deed) -> bool {
        match self {
            Self::Own => true,
            Self::PowerOfAttorney { coverage, .. } => match deed {
                Deed::SeeContacts => {
                    coverage.has(Covers::Messages) || coverage.has(Covers::Appointments)
                }
                Deed::ReadThreads | Deed::Write => coverage.has(Covers::Messages),
                Deed::SeeWhoHasSeen | Deed::AskAboutLog | Deed::AskForRights => {
                    coverage.has(Covers::RightsRequests)
                }
                Deed::ChooseNotices => true,
                Deed::ManageProfile | Deed::ManageHelpers => false,
            },
            Self::Parent | Self::Guardian => {
                !matches!(deed, Deed::ManageProfile | Deed::ManageHelpers)
            }
            Self::ParentOfYouth => {
                matches!(deed, Deed::ReadThreads | Deed::Write | Deed::AskForRights)
            }
            Self::NextOfKin { .. } => matches!(
                deed,
                Deed::SeeContacts
                    | Deed::ReadThreads
                    | Deed::Write
                    | Deed::AskForRights
                    | Deed::ChooseNotices
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// S1-2.1-c: no function without a session at level high.
    #[test]
    fn s1_2_1_c_only_level_high_opens_anything() {
        let kari = PersonId::from_uuid(Uuid::from_u128(1));
        for level in [EidLevel::Low, EidLevel::Substantial] {
            let refused = CitizenAccess::signed_in(kari, level).unwrap_err();
            assert_eq!(refused.code(), ReasonCode::EidLevelTooLow);
        }
        let own = CitizenAccess::signed_in(kari, EidLevel::High).unwrap();
        assert_eq!((own.person(), own.actor(), own.basis()), (kari, kari, Basis::Own));
        assert!(own.is_own());
    }

    fn access(basis: Basis) -> CitizenAccess {
        let (anne, kari) = (Uuid::from_u128(2), Uuid::from_u128(1));
        CitizenAccess::on(basis, PersonId::from_uuid(anne), PersonId::from_uuid(kari))
    }

    fn attorney(covers: &[Covers]) -> Basis {
        let grant = GrantId::from_uuid(Uuid::from_u128(9));
        Basis::PowerOfAttorney { grant, coverage: Coverage::of(covers) }
    }

    /// S1-2.1-a: who may what, as one reviewed table. A plus is allowed.
    #[test]
    fn s1_2_1_a_who_may_what_at_the_citizens_door() {
        let decision = DecisionId::from_uuid(Uuid::from_u128(8));
        // contacts, read, write, log, ask, rights, notices, profile, helpers
        for (basis, table) in [
            (Basis::Own, "+++++++++"),
            (attorney(&[]), "------+--"),
            (attorney(&[Covers::Messages]), "+++---+--"),
            (attorney(&[Covers::Appointments]), "+-----+--"),
            (attorney(&[Covers::Letters, Covers::Forms]), "------+--"),
            (attorney(&[Covers::RightsRequests]), "---++++--"),
            (attorney(&[Covers::SensitiveUnits]), "------+--"),
            (attorney(&Covers::ALL), "+++++++--"),
            (Basis::Parent, "+++++++--"),
            (Basis::ParentOfYouth, "-++--+---"),
            (Basis::Guardian, "+++++++--"),
            (Basis::NextOfKin { decision }, "+++--++--"),
        ] {
            let access = access(basis);
            let found: String = Deed::ALL
                .into_iter()
                .map(|deed| if access.may(deed).is_ok() { '+' } else { '-' })
                .collect();
            assert_eq!(found, table, "{basis:?}");
        }
        let refused = access(attorney(&[])).may(Deed::Write).unwrap_err();
        assert_eq!(refused.shown(), ReasonCode::NoRepresentationBasis);
    }

    /// L-GDPR-6, L-GDPR-7: what a consent lets be done, whatever the basis allows.
    #[test]
    fn l_gdpr_7_nothing_goes_farther_than_the_consent() {
        for (basis, reach, table) in [
            (Basis::Own, Reach::Everything, "+++++++++"),
            (Basis::Own, Reach::Looking, "+--+-++++"),
            (Basis::Own, Reach::Youth, "+++++++++"),
            (Basis::Own, Reach::Nothing, "-------+-"),
            (attorney(&Covers::ALL), Reach::Looking, "+--+-++--"),
        ] {
            let access = access(basis).within(reach);
            let may = |deed| access.may(deed).is_ok();
            let found: String =
                Deed::ALL.into_iter().map(|deed| if may(deed) { '+' } else { '-' }).collect();
            assert_eq!(found, table, "{basis:?} {reach:?}");
        }
        let refused = access(Basis::Own).within(Reach::Looking).may(Deed::Write).unwrap_err();
        assert_eq!(refused.shown(), ReasonCode::ConsentMissing);
    }

    /// S1-2.1.1-b: what is hidden from whom.
    #[test]
    fn s1_2_1_1_b_each_basis_shows_its_part_of_the_conversations() {
        let decision = DecisionId::from_uuid(Uuid::from_u128(8));
        for (basis, sight, sees_sensitive) in [
            (Basis::Own, Sight::All, true),
            (attorney(&[Covers::Messages]), Sight::NotSensitive, false),
            (attorney(&[Covers::Messages, Covers::SensitiveUnits]), Sight::All, true),
            (Basis::Parent, Sight::NotBlocked, true),
            (Basis::ParentOfYouth, Sight::OpenedOnly, false),
            (Basis::Guardian, Sight::All, true),
            (Basis::NextOfKin { decision }, Sight::OwnOnly, false),
        ] {
            let access = access(basis);
            assert_eq!(access.sight(), sight, "{basis:?}");
            assert_eq!(access.sees_sensitive_units(), sees_sensitive, "{basis:?}");
        }
    }

    /// L-GDPR-8: a youth sees what units have opened for her age, and a helper's right is
    /// not made wider by the same word.
    #[test]
    fn l_gdpr_8_a_youth_sees_what_is_opened_for_her_age() {
        let own = access(Basis::Own).within(Reach::Youth);
        assert_eq!(own.sight(), Sight::OpenToYouth);
        assert!(own.sees_sensitive_units());
        let helper = access(attorney(&[Covers::Messages])).within(Reach::Youth);
        assert_eq!(helper.sight(), Sight::NotSensitive);
    }

    #[test]
    fn the_grant_or_decision_stands_in_the_audit_line() {
        let decision = DecisionId::from_uuid(Uuid::from_u128(8));
        assert_eq!(Basis::NextOfKin { decision }.id(), Some(Uuid::from_u128(8)));
        assert_eq!(attorney(&[]).id(), Some(Uuid::from_u128(9)));
        assert_eq!(Basis::Own.id(), None);
        let acting = access(attorney(&[]));
        assert!(!acting.is_own());
        assert_ne!(acting.actor(), acting.person());
    }
}
