//! The answer to who is controller.

use crate::ids::{AgreementId, DeliveryId, MunicipalityId, OverrideId};
use crate::time::Instant;

use super::{Flag, Mark, Party, Row};

/// Who is controller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Controllers {
    /// Nobody: the delivery is missing.
    Nobody,
    /// One.
    One(Party),
    /// Several jointly, GDPR art. 26.
    Joint(Vec<Party>),
    /// One of these; which one depends on an entry that was not named.
    Candidates(Vec<Party>),
    /// Each of these claims it, until somebody has ruled.
    Contested(Vec<Party>),
}

impl Controllers {
    /// Those that are named.
    pub fn parties(&self) -> &[Party] {
        match self {
            Self::Nobody => &[],
            Self::One(party) => core::slice::from_ref(party),
            Self::Joint(parties) | Self::Candidates(parties) | Self::Contested(parties) => parties,
        }
    }

    /// How they hold it, as it is stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nobody => "NOBODY",
            Self::One(_) => "ONE",
            Self::Joint(_) => "JOINT",
            Self::Candidates(_) => "CANDIDATES",
            Self::Contested(_) => "CONTESTED",
        }
    }

    /// The same that was stored under this kind.
    pub fn from_stored(kind: &str, parties: Vec<Party>) -> Option<Self> {
        match (kind, parties.as_slice()) {
            ("NOBODY", []) => Some(Self::Nobody),
            ("ONE", [party]) => Some(Self::One(*party)),
            ("JOINT", [_, ..]) => Some(Self::Joint(parties)),
            ("CANDIDATES", [_, ..]) => Some(Self::Candidates(parties)),
            ("CONTESTED", [_, ..]) => Some(Self::Contested(parties)),
            _ => None,
        }
    }
}

/// Somebody who processes, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Processor {
    /// Who processes.
    pub party: Party,
    /// For which controller.
    pub controller: Party,
}

/// On what data may go between the municipality and whoever delivers (column D).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoveBasis {
    /// On nothing: no new data go.
    Nothing,
    /// Within one enterprise, to whoever needs it for the work: pjl § 19.
    Need,
    /// Within the joint journal, by its access policy and log.
    JointRecord,
    /// After an assessment in each case: hpl § 25.
    CaseByCase,
    /// Only what the provider needs to deliver.
    OnlyWhatIsNeeded,
    /// As the agreement or the decision says.
    AsStated,
}

impl MoveBasis {
    /// The code of the basis for an act at that instant; hpl § 45 went into § 25 on
    /// 1 July 2026 (§ 0.1).
    pub fn code(self, at: Instant) -> &'static str {
        let merged = Instant::start_of(jiff::civil::date(2026, 7, 1));
        match self {
            Self::Nothing => "NONE",
            Self::Need => "PJL19_NEED",
            Self::JointRecord => "JOINT_RECORD",
            Self::CaseByCase if at < merged => "HPL25_45_PRE20260701",
            Self::CaseByCase => "HPL25_2026",
            Self::OnlyWhatIsNeeded => "HPL25_TO_DELIVER",
            Self::AsStated => "AS_STATED",
        }
    }
}

/// Who is controller, by which row, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resolution {
    /// The row of the table.
    pub row: Row,
    /// The row beneath: what a decision sets aside, or what is sent.
    pub beneath: Option<Row>,
    /// Who is controller.
    pub controllers: Controllers,
    /// Who processes for them.
    pub processors: Vec<Processor>,
    /// Who takes and answers requests, the contact point first (column R).
    pub receivers: Vec<Party>,
    /// On what data may go between the municipality and whoever delivers.
    pub moves: MoveBasis,
    /// The flags.
    pub flags: Vec<Flag>,
    /// What else the table says.
    pub marks: Vec<Mark>,
    /// The municipalities that answer for sound services; the controller is another
    /// question (§ 5.4 no. 2).
    pub responsible: Vec<MunicipalityId>,
    /// The municipality that has handed the responsibility to a host.
    pub delegating: Option<MunicipalityId>,
    /// The deliveries that the answer rests on.
    pub deliveries: Vec<DeliveryId>,
    /// The agreements that it rests on.
    pub agreements: Vec<AgreementId>,
    /// The decision that it rests on.
    pub decision: Option<OverrideId>,
}

impl Resolution {
    /// To whom a citizen turns first.
    pub fn contact(&self) -> Option<Party> {
        self.receivers.first().copied()
    }

    /// Whether this flag was raised.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether this is said of it.
    pub fn says(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Whether something new may be processed: only where somebody answers for it
    /// (S2-2-d-2).
    pub fn takes_new(&self) -> bool {
        !self.says(Mark::NoController)
    }

    /// Whether something may be deleted: not while two claim it (CT-62, CT-63).
    pub fn may_delete(&self) -> bool {
        !matches!(self.controllers, Controllers::Contested(_))
    }

    /// The clauses of the row, of the row beneath and of the flags, each once.
    pub fn clauses(&self) -> Vec<&'static str> {
        let rows = core::iter::once(self.row).chain(self.beneath);
        let mut clauses = Vec::new();
        for clause in
            rows.flat_map(Row::clauses).chain(self.flags.iter().flat_map(|flag| flag.clauses()))
        {
            if !clauses.contains(clause) {
                clauses.push(*clause);
            }
        }
        clauses
    }
}
