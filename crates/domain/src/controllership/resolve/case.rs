//! What a question touches: everything the table looks at, looked up once.

use crate::ids::{AgreementId, MunicipalityId, OrgId};
use crate::time::{Instant, add_months};

use super::{Category, Entry, Party, Question, Register};
use crate::controllership::register::{Delivering, Ground, Spot};
use crate::controllership::{
    CommunityClause, Construct, Delivery, HostClause, JointRecord, Mode, Outsourcing, Override,
    RecordOperator, TaskCommunity,
};

/// How long the last holder goes on answering when a delivery has ended (CT-61).
const RUN_OUT_MONTHS: i16 = 12;

/// How many successions are followed from one municipality to the next.
const MAX_SUCCESSIONS: usize = 16;

/// A question and all that it touches.
pub(super) struct Case<'r> {
    pub(super) register: &'r Register,
    pub(super) question: Question,
    /// The service, of the municipality that answers for it now.
    pub(super) ground: Ground<'r>,
    pub(super) heir: Heir,
    pub(super) decision: Option<&'r Override>,
    pub(super) found: Found<'r>,
    /// The provider that is asked about: a record under an outsourced delivery.
    pub(super) line: Option<Line<'r>>,
}

/// Whether a municipality has been taken over from, or has taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controllership) enum Heir {
    /// Neither.
    Itself,
    /// It, or whoever has taken over, is a successor.
    Successor,
    /// It is gone, and nobody has taken this service over (CT-68).
    Unresolved,
}

/// What the register of deliveries says.
pub(super) enum Found<'r> {
    /// Nothing; with the delivery that ended last, when there is one.
    Nothing(Option<Ended<'r>>),
    /// More than one at the same place.
    Several(Delivering<'r>),
    Own(&'r Delivery),
    Outsourced(&'r Delivery),
    Host(Hosted<'r>),
    Community(Community<'r>),
}

/// A delivery that has ended.
#[derive(Clone, Copy)]
pub(super) struct Ended<'r> {
    pub(super) delivery: &'r Delivery,
    pub(super) end: Instant,
    /// Whether it ended less than twelve months before.
    pub(super) recent: Recent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recent {
    Yes,
    No,
}

/// A service that a host has taken over.
pub(super) struct Hosted<'r> {
    pub(super) delivery: &'r Delivery,
    pub(super) host: MunicipalityId,
    pub(super) agreement: AgreementId,
    pub(super) clause: Option<&'r HostClause>,
    /// What stands in the way when the host's own deliveries are looked at; one step
    /// is taken and no more.
    pub(super) in_the_way: Delivering<'r>,
    /// What holds for the service with the host.
    pub(super) ground: Ground<'r>,
}

/// A service that a task community gives.
pub(super) struct Community<'r> {
    pub(super) delivery: &'r Delivery,
    pub(super) community: OrgId,
    pub(super) agreement: Option<&'r TaskCommunity>,
    pub(super) clause: Option<&'r CommunityClause>,
}

/// A provider, for whom it delivers, and what they have agreed.
#[derive(Clone, Copy)]
pub(super) struct Line<'r> {
    /// What holds for the service of whoever has outsourced: the host, when the host did.
    pub(super) ground: Ground<'r>,
    pub(super) delivery: &'r Delivery,
    pub(super) outsourcing: &'r Outsourcing,
    pub(super) joint: Option<&'r JointRecord>,
    pub(super) since: Since,
}

/// On what the provider is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// The delivery holds.
    Delivers,
    /// It has ended, and the joint journal lives on (CT-65).
    Delivered,
}

impl<'r> Line<'r> {
    pub(super) const fn provider(&self) -> Party {
        self.outsourcing.provider
    }

    pub(super) const fn principal(&self) -> Party {
        Party::Municipality(self.ground.spot.municipality)
    }

    pub(super) fn construct(&self) -> Option<&'r Construct> {
        self.joint?.construct.as_ref()
    }

    /// Who runs the journal system: without a joint journal the provider, with one
    /// the municipality, unless it is said.
    pub(super) fn runs(&self) -> RecordOperator {
        match self.joint {
            Some(joint) => joint.record_operator.unwrap_or(RecordOperator::Municipality),
            None => self.outsourcing.record_operator.unwrap_or(RecordOperator::Provider),
        }
    }
}

impl<'r> Case<'r> {
    pub(super) fn new(register: &'r Register, question: &Question) -> Self {
        let asked = Spot {
            municipality: question.municipality,
            area: question.care_area,
            unit: question.unit,
        };
        let (ground, heir) = heir(register, asked, question.at);
        let mut question = *question;
        if question.entry.author == Some(Party::Municipality(asked.municipality)) {
            question.entry.author = Some(Party::Municipality(ground.spot.municipality));
        }
        Self::of(register, question, ground, heir)
    }

    /// The case of a service whose municipality is known to answer for it.
    pub(super) fn of(
        register: &'r Register,
        question: Question,
        ground: Ground<'r>,
        heir: Heir,
    ) -> Self {
        let decision = ground.decision(question.category, question.at);
        let found = match question.category {
            Category::Platform => Found::Nothing(None),
            _ => find(register, ground, heir, question.at),
        };
        let mut case = Self { register, question, ground, heir, decision, found, line: None };
        case.line = case.line();
        case
    }

    pub(super) const fn entry(&self) -> &Entry {
        &self.question.entry
    }

    pub(super) const fn at(&self) -> Instant {
        self.question.at
    }

    /// The municipality that answers.
    pub(super) const fn municipality(&self) -> MunicipalityId {
        self.ground.spot.municipality
    }

    /// The same as a party.
    pub(super) const fn own(&self) -> Party {
        Party::Municipality(self.municipality())
    }

    /// The provider of a record, if the record is under an outsourced delivery.
    fn line(&self) -> Option<Line<'r>> {
        if self.question.category != Category::EpjRecord {
            return None;
        }
        match &self.found {
            Found::Outsourced(delivery) => self.delivers(self.ground, delivery),
            Found::Host(hosted) => match hosted.in_the_way {
                Delivering::One(delivery) => self.delivers(hosted.ground, delivery),
                _ => None,
            },
            Found::Nothing(Some(ended)) => self.delivered(ended),
            _ => None,
        }
    }

    fn delivers(&self, ground: Ground<'r>, delivery: &'r Delivery) -> Option<Line<'r>> {
        let Mode::Outsourced(outsourcing) = &delivery.mode else { return None };
        let joint = ground.joint_record(outsourcing.provider, self.at());
        Some(Line { ground, delivery, outsourcing, joint, since: Since::Delivers })
    }

    /// The old entries of a delivery that has ended under a complete joint journal
    /// that lives on (CT-65).
    fn delivered(&self, ended: &Ended<'r>) -> Option<Line<'r>> {
        self.entry().created_at.filter(|written| *written < ended.end)?;
        self.lives_on(ended)
    }

    fn lives_on(&self, ended: &Ended<'r>) -> Option<Line<'r>> {
        let line = self.delivers(self.ground, ended.delivery)?;
        line.construct()?;
        Some(Line { since: Since::Delivered, ..line })
    }

    /// Who delivers, when exactly one does.
    pub(super) fn deliverer(&self) -> Option<Party> {
        match (&self.line, &self.found) {
            (Some(line), _) => Some(line.provider()),
            (None, Found::Own(_)) => Some(self.own()),
            (None, Found::Host(hosted)) => Some(Party::Municipality(hosted.host)),
            (None, Found::Community(found)) => Some(Party::Org(found.community)),
            (None, Found::Nothing(_) | Found::Several(_) | Found::Outsourced(_)) => None,
        }
    }

    /// Whether a joint journal lives on, so that it matters when the entry was written.
    pub(super) fn asks_when_written(&self) -> bool {
        let Found::Nothing(Some(ended)) = &self.found else { return false };
        self.question.category == Category::EpjRecord
            && self.entry().created_at.is_none()
            && self.lives_on(ended).is_some()
    }
}

/// Who answers for the services of a municipality then, itself or whoever took over,
/// and what holds for the service there.
pub(in crate::controllership) fn heir(
    register: &Register,
    asked: Spot,
    at: Instant,
) -> (Ground<'_>, Heir) {
    let mut ground = register.ground(asked);
    for _ in 0..MAX_SUCCESSIONS {
        let place = asked.place();
        let Some(width) = ground
            .gone(at)
            .filter(|gone| gone.scope.place.covers(place))
            .map(|gone| (gone.scope.place.narrowness(), gone.at))
            .max()
        else {
            break;
        };
        let mut heirs = ground
            .gone(at)
            .filter(|gone| gone.scope.place.covers(place))
            .filter(|gone| (gone.scope.place.narrowness(), gone.at) == width)
            .map(|gone| gone.to);
        let first = heirs.next().unwrap_or(ground.spot.municipality);
        if heirs.any(|other| other != first) {
            return (ground, Heir::Unresolved);
        }
        ground = register.ground(asked.of(first));
    }
    (ground, standing(asked, ground, at))
}

fn standing(asked: Spot, ground: Ground<'_>, at: Instant) -> Heir {
    let place = asked.place();
    let came = ground.came(at).any(|came| came.scope.place.covers(place));
    if came || ground.spot.municipality != asked.municipality {
        Heir::Successor
    } else if ground.gone(at).next().is_some()
        && matches!(ground.delivering(at), Delivering::Nobody)
    {
        Heir::Unresolved
    } else {
        Heir::Itself
    }
}

fn find<'r>(register: &'r Register, ground: Ground<'r>, heir: Heir, at: Instant) -> Found<'r> {
    if heir == Heir::Unresolved {
        return Found::Nothing(None);
    }
    let delivery = match ground.delivering(at) {
        Delivering::Nobody => return Found::Nothing(ended(ground, at)),
        Delivering::One(delivery) => delivery,
        several @ Delivering::Several(_) => return Found::Several(several),
    };
    match &delivery.mode {
        Mode::Own => Found::Own(delivery),
        Mode::Outsourced(_) => Found::Outsourced(delivery),
        Mode::Host { host, agreement } => {
            Found::Host(hosted(register, ground.spot, at, delivery, (*host, *agreement)))
        }
        Mode::TaskCommunity { community, agreement } => {
            let agreement = register.community(*agreement);
            let in_force = agreement.filter(|found| found.validity.holds_at(at));
            let clause = in_force.and_then(|found| found.clause.as_ref());
            Found::Community(Community { delivery, community: *community, agreement, clause })
        }
    }
}

fn hosted<'r>(
    register: &'r Register,
    spot: Spot,
    at: Instant,
    delivery: &'r Delivery,
    (host, agreement): (MunicipalityId, AgreementId),
) -> Hosted<'r> {
    let clause = register
        .host(agreement, at)
        .and_then(|found| found.clause.as_ref())
        .filter(|clause| clause.residents_of.contains(&spot.municipality));
    let ground = register.ground(spot.of(host));
    let in_the_way = match ground.delivering(at) {
        Delivering::One(Delivery { mode: Mode::Own, .. }) => Delivering::Nobody,
        others => others,
    };
    Hosted { delivery, host, agreement, clause, in_the_way, ground }
}

fn ended(ground: Ground<'_>, at: Instant) -> Option<Ended<'_>> {
    let (end, delivery) = ground.last_ended(at)?;
    let shown = end.in_oslo();
    let over = Instant::from_oslo(add_months(shown.date, RUN_OUT_MONTHS), shown.time);
    Some(Ended { delivery, end, recent: if at < over { Recent::Yes } else { Recent::No } })
}
