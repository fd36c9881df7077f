//! Who sees what of the log about a person (L-PJL-22a, L-PBRL-AGE, § 1.6).

use crate::ids::PersonId;
use crate::parties::Protection;
use crate::refusals::Refusal;
use crate::representation::{CitizenAccess, Deed};

use super::{Actor, Decision, Event, Why};

/// The right to see the log about a person, in whole or in part.
///
/// Only [`LogSight::of`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogSight {
    viewer: CitizenAccess,
}

/// Whether what a line is about may be known to whoever reads the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// It may.
    Open,
    /// It is closed to her: blocked for a parent, or at a unit whose name alone tells
    /// something that her power of attorney does not cover.
    Closed,
}

/// A line, as far as the rule needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLine {
    /// What was done or tried.
    pub event: Event,
    /// Who acted.
    pub actor: Actor,
    /// About whom.
    pub subject: PersonId,
    /// How her address is protected now.
    pub protection: Protection,
    /// What was decided.
    pub decision: Decision,
    /// What it is about.
    pub thing: Thing,
    /// Why the actor could do it.
    pub why: Option<Why>,
}

/// Which part of the list a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Staff.
    Staff,
    /// Those who act for her.
    Helpers,
    /// Journal systems, and the platform itself.
    Systems,
    /// Her own doings.
    Own,
}

/// How exactly a line says where the actor works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// By the unit.
    Unit,
    /// By the organisation alone: the unit would say where a protected person is.
    Organisation,
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was tried, and refused.
    Refused,
}

/// How a line is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// In which part of the list.
    pub group: Group,
    /// How exactly the place is named.
    pub place: Place,
    /// How it went.
    pub outcome: Outcome,
    /// Whether a conversation may be named by its topic.
    pub names_topic: bool,
}

impl LogSight {
    /// The right of a citizen, or of somebody who acts for her, to see the log.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS` for a helper without the scope for rights, for the
    /// next of kin, and for a parent from the child's twelfth birthday.
    pub fn of(viewer: &CitizenAccess) -> Result<Self, Refusal> {
        viewer.may(Deed::SeeWhoHasSeen)?;
        Ok(Self { viewer: *viewer })
    }

    /// How a line is told to her; none when it is not.
    ///
    /// A refused attempt is told when staff made it: that somebody who had no need
    /// tried is hers to know. A citizen's is not, since the answer to it was the same
    /// as for somebody who does not exist (§ 1.4).
    pub fn told(&self, line: &LogLine) -> Option<Told> {
        if line.subject != self.viewer.person() || line.thing == Thing::Closed {
            return None;
        }
        // Emergencies are hers alone to know of (L-PJL-16-E).
        if matches!(line.why, Some(Why::Emergency | Why::Review)) && !self.viewer.is_own() {
            return None;
        }
        // That something is closed to a parent is told to the child alone (L-PBRL-3-4).
        let is_block = matches!(line.event, Event::ParentBlocked | Event::ParentUnblocked);
        if is_block && !self.viewer.is_own() {
            return None;
        }
        let group = match line.actor {
            Actor::Staff(_) => Group::Staff,
            Actor::Citizen(actor) if actor == line.subject => Group::Own,
            Actor::Citizen(_) => Group::Helpers,
            Actor::Epj(_) | Actor::System => Group::Systems,
            Actor::Nobody => return None,
        };
        let outcome = match line.decision {
            Decision::Accepted => Outcome::Done,
            Decision::Refused(_) => Outcome::Refused,
        };
        let is_told = match group {
            Group::Own => self.viewer.is_own(),
            Group::Staff => concerns_her(line.event),
            Group::Helpers | Group::Systems => concerns_her(line.event) && outcome == Outcome::Done,
        };
        is_told.then_some(Told {
            group,
            place: match line.protection {
                Protection::None => Place::Unit,
                Protection::Confidential | Protection::Strict => Place::Organisation,
            },
            outcome,
            names_topic: self.viewer.may(Deed::ReadThreads).is_ok(),
        })
    }
}

/// Whether somebody saw, changed or passed on something of hers by it. What only
/// moves between machines, and what somebody asks for and does not get, is told
/// elsewhere.
pub const fn concerns_her(event: Event) -> bool {
    match event {
        Event::ContactsReplaced
        | Event::ContactsSeen
        | Event::MessageSent
        | Event::ThreadStarted
        | Event::ThreadRead
        | Event::AttachmentRead
        | Event::ThreadsListed
        | Event::ThreadClaimed
        | Event::ThreadReturned
        | Event::ThreadAssigned
        | Event::ThreadAnswered
        | Event::ThreadForwarded
        | Event::ThreadClosed
        | Event::RedirectGuidance
        | Event::NumberShown
        | Event::NoteWritten
        | Event::ContactLogged
        | Event::ActingBegan
        | Event::GrantGiven
        | Event::GrantAccepted
        | Event::GrantEnded
        | Event::PaperGrantRegistered
        | Event::PaperGrantRejected
        | Event::EnvelopeHandedOver
        | Event::ActiveAsked
        | Event::LogSeen
        | Event::LogAsked
        | Event::EmergencyOpened
        | Event::EmergencyJudged
        | Event::CompetenceDecided
        | Event::CompetenceEnded
        | Event::ParentBlocked
        | Event::ParentUnblocked
        | Event::ParentOpened
        | Event::ParentOpeningEnded
        | Event::RelativesSeen
        | Event::RightsAsked
        | Event::RightsRead
        | Event::RightsTaken
        | Event::RightsExtended
        | Event::RightsAnswered
        | Event::RightsHandedOver
        | Event::RightsGuided
        | Event::RightsWithdrawn
        | Event::RightsAnswerRead
        | Event::RestrictionLifted
        | Event::RecordExported
        // A parent's, about a youth (L-GDPR-8).
        | Event::ConsentGiven
        | Event::ConsentWithdrawn
        | Event::DisclosureAsked
        | Event::DisclosureReleased
        | Event::DisclosureDeclined
        | Event::DisclosureRead
        | Event::OppositionNoted
        | Event::BreachToldPerson
        | Event::RecordDeleted
        | Event::BlockNoticed
        | Event::BlockCommented
        | Event::BlockDecided
        | Event::BlockLifted
        | Event::BlockRead => true,
        Event::SignedIn
        | Event::SignedOut
        | Event::DraftSaved
        | Event::DraftDiscarded
        | Event::AttachmentAdded
        | Event::AttachmentRemoved
        | Event::PromiseWarned
        | Event::PromiseMoved
        | Event::UnitChanged
        | Event::DutyLeadSet
        | Event::AbsenceSet
        | Event::StandardReplySet
        | Event::NameDisplaySet
        | Event::GrantAsked
        | Event::GrantDeclined
        | Event::GrantOffered
        | Event::GrantOfferTakenBack
        | Event::PaperGrantsListed
        | Event::ActingEnded
        | Event::PersonCameIn
        | Event::RegisterChanged
        | Event::ProfileChanged
        | Event::NoticesChosen
        | Event::CustodyChosen
        | Event::NoticeSent
        | Event::TownFounded
        | Event::TermsAdded
        | Event::TermsVersionPublished
        | Event::TermsAccepted
        | Event::ProcessingAgreed
        | Event::ProcessingSigned
        | Event::JoiningFactSet
        | Event::ActivationMoved
        | Event::TestMessageMoved
        | Event::LeavingBegun
        | Event::CapabilityWarned
        | Event::ChargeEntered
        | Event::ChargeApproved
        | Event::ChargeDiscarded
        | Event::SubProcessorAnnounced
        | Event::SubProcessorWithdrawn
        | Event::ObjectionMade
        | Event::ObjectionTakenBack
        | Event::OperatorEntered
        | Event::JobRevived
        | Event::ExportConfirmed
        | Event::ExportReceipted
        | Event::WindDownMoved
        | Event::WindDownReceipted
        | Event::EnvelopeReceived
        | Event::EnvelopeLeft
        | Event::ReceiptReceived
        | Event::SendingStopped
        | Event::SendingResumed
        | Event::ReceiptMissing
        | Event::UnitMoved
        | Event::EpjConnected
        | Event::OrganisationEntered
        | Event::DeliveryEntered
        | Event::DeliveryEnded
        | Event::AgreementBegun
        | Event::AgreementFilledIn
        | Event::AgreementInForce
        | Event::AgreementEnded
        | Event::OverrideEntered
        | Event::OverrideConfirmed
        | Event::SuccessionEntered
        | Event::CustodyPlanned
        | Event::CustodyDropped
        | Event::CustodyTold
        | Event::CustodyCarriedOut
        | Event::CustodyReceived
        | Event::CustodyDeclined
        | Event::ResponsibilityWatched
        | Event::ResponsibilityTaskDone
        | Event::RightsListed
        | Event::RightsWarned
        | Event::MasterKeyRotated
        | Event::DataKeysRotated
        | Event::DataKeyDestroyed
        | Event::DisclosuresListed
        | Event::BreachRegistered
        | Event::BreachHandled
        | Event::BreachPassedOn
        | Event::BreachWarned
        | Event::BreachClosed
        | Event::DeletionPlanned
        | Event::DeletionDropped
        | Event::DeletionBegun
        | Event::DeletionDone => false,
    }
}
