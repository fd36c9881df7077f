//! What becomes of what, and why.

use crate::controllership::{Category, CustodyCase, ExitPlan, Party};

use super::Plan;

/// What becomes of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// They go to somebody else, who answers for them from then on.
    Moves,
    /// Somebody gets a copy, and answers for that.
    Copied,
    /// They stay where they are.
    Stays,
    /// They are handed back or deleted, as their controller says.
    HandedBack,
    /// They are deleted, once the receiver has said that it has them.
    Deleted,
}

impl Fate {
    /// As words are looked up by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moves => "moves",
            Self::Copied => "copied",
            Self::Stays => "stays",
            Self::HandedBack => "handed-back",
            Self::Deleted => "deleted",
        }
    }
}

/// Why that becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The citizen's own copies are hers.
    CitizensOwn,
    /// What was sent stays with whoever sent it.
    SentAlready,
    /// The case file is the municipality's whoever delivers.
    MunicipalitysCases,
    /// Another has them than the one that the plan is about.
    OthersHold,
    /// The provider goes on, and its record is its own.
    ProviderGoesOn,
    /// The provider needs them no more, and the municipality receives its documentation.
    NoLongerNeeded,
    /// The business goes over.
    BusinessGoesOver,
    /// The patient has named who shall have hers.
    PatientNamed,
    /// The patient has said no.
    PatientOpposed,
    /// The exit plan of the joint journal says so.
    ExitPlan,
    /// Whoever wrote them has a duty to keep them.
    OwnDuty,
    /// A host keeps the records of those it has treated.
    HostKeeps,
    /// The agreement names who keeps the archives.
    NamedBody,
    /// A decision that expires moves nothing.
    NothingMoves,
    /// What is done on behalf of somebody ends as she says.
    ControllersChoice,
    /// What is kept for a record goes when it is in the record.
    AfterReceipt,
}

impl Cause {
    /// As words are looked up by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CitizensOwn => "citizens-own",
            Self::SentAlready => "sent-already",
            Self::MunicipalitysCases => "municipalitys-cases",
            Self::OthersHold => "others-hold",
            Self::ProviderGoesOn => "provider-goes-on",
            Self::NoLongerNeeded => "no-longer-needed",
            Self::BusinessGoesOver => "business-goes-over",
            Self::PatientNamed => "patient-named",
            Self::PatientOpposed => "patient-opposed",
            Self::ExitPlan => "exit-plan",
            Self::OwnDuty => "own-duty",
            Self::HostKeeps => "host-keeps",
            Self::NamedBody => "named-body",
            Self::NothingMoves => "nothing-moves",
            Self::ControllersChoice => "controllers-choice",
            Self::AfterReceipt => "after-receipt",
        }
    }

    /// The clauses that it follows from.
    pub const fn clauses(self) -> &'static [&'static str] {
        match self {
            Self::CitizensOwn => &["S1-3.1-b"],
            Self::SentAlready => &["S1-3.2-a"],
            Self::MunicipalitysCases => &["S2-3-a1"],
            Self::OthersHold => &["S2-2-d-2"],
            Self::ProviderGoesOn => &["S2-3-a", "hpl § 25"],
            Self::NoLongerNeeded => &["arkivlova § 7"],
            Self::BusinessGoesOver => &["pjl § 24"],
            Self::PatientNamed | Self::PatientOpposed => &["S2-3-e", "pjl § 24"],
            Self::ExitPlan => &["S2-2-b3"],
            Self::OwnDuty => &["hpl § 39"],
            Self::HostKeeps => &["S2-4-b1", "kommuneloven § 20-4"],
            Self::NamedBody => &["S2-4-b1", "kommuneloven § 19-4"],
            Self::NothingMoves => &["S2-1-d"],
            Self::ControllersChoice => &["GDPR art. 28"],
            Self::AfterReceipt => &["pjl § 25", "arkivlova § 13"],
        }
    }
}

/// A heap of records that the same becomes of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heap {
    /// What kind of data.
    pub category: Category,
    /// What becomes of them.
    pub fate: Fate,
    /// Who gets them, or a copy of them.
    pub to: Option<Party>,
    /// Whose entries, when it is not everybody's.
    pub author: Option<Party>,
    /// Why.
    pub cause: Cause,
}

const fn heap(category: Category, fate: Fate, cause: Cause) -> Heap {
    Heap { category, fate, to: None, author: None, cause }
}

/// What becomes of everything of the services in a plan, when nobody chooses for herself:
/// the record first, then what never goes with it.
pub fn heaps(plan: &Plan) -> Vec<Heap> {
    let mut found = records(plan);
    let is_leaving = plan.case == CustodyCase::PlatformLeft;
    found.push(match is_leaving {
        true => heap(Category::CaseFile, Fate::Deleted, Cause::AfterReceipt),
        false => heap(Category::CaseFile, Fate::Stays, Cause::MunicipalitysCases),
    });
    found.push(match is_leaving {
        true => heap(Category::Dissemination, Fate::HandedBack, Cause::ControllersChoice),
        false => heap(Category::Dissemination, Fate::Stays, Cause::SentAlready),
    });
    found.push(heap(Category::Platform, Fate::Stays, Cause::CitizensOwn));
    found
}

/// What becomes of the record itself.
fn records(plan: &Plan) -> Vec<Heap> {
    let record = |fate, cause| heap(Category::EpjRecord, fate, cause);
    let goes = |cause| match plan.to {
        Some(to) => Heap { to: Some(to), ..record(Fate::Moves, cause) },
        None => record(Fate::Stays, cause),
    };
    match plan.case {
        CustodyCase::ContractEnds if plan.to.is_none() => {
            vec![record(Fate::Stays, Cause::ProviderGoesOn)]
        }
        CustodyCase::ContractEnds => vec![goes(Cause::NoLongerNeeded)],
        CustodyCase::BusinessTransferred => vec![goes(Cause::BusinessGoesOver)],
        CustodyCase::JointRecordEnds => joint(plan),
        CustodyCase::ParticipantLeaves => vec![record(Fate::Stays, Cause::HostKeeps)],
        CustodyCase::CommunityDissolved => vec![goes(Cause::NamedBody)],
        CustodyCase::OverrideExpires => vec![record(Fate::Stays, Cause::NothingMoves)],
        CustodyCase::PlatformLeft => vec![record(Fate::Deleted, Cause::AfterReceipt)],
    }
}

/// What becomes of a joint record, by its exit plan.
fn joint(plan: &Plan) -> Vec<Heap> {
    let to = |fate, party, author, cause| Heap {
        to: Some(party),
        author,
        ..heap(Category::EpjRecord, fate, cause)
    };
    match (plan.exit.unwrap_or_default(), plan.to) {
        (ExitPlan::EachOwn, _) | (_, None) => plan
            .from
            .iter()
            .map(|party| to(Fate::Moves, *party, Some(*party), Cause::ExitPlan))
            .collect(),
        (ExitPlan::MunicipalityHolds, Some(holder)) => {
            let others = plan.from.iter().filter(|party| **party != holder);
            let copies = others.map(|party| to(Fate::Copied, *party, Some(*party), Cause::OwnDuty));
            core::iter::once(to(Fate::Moves, holder, None, Cause::ExitPlan)).chain(copies).collect()
        }
        (ExitPlan::ProviderHolds, Some(holder)) => {
            vec![to(Fate::Moves, holder, None, Cause::ExitPlan)]
        }
    }
}
