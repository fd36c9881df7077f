//! Who must answer a request: the resolver asked for each stretch of the record (§ 9).

use crate::controllership::registering::cuts;
use crate::controllership::{
    Category, ControllerMode, Controllers, Current, Entry, Party, Question, Register, Row,
    Validity, Whose, current_controller, resolve,
};
use crate::ids::{MunicipalityId, PersonId, UnitId};
use crate::parties::CareArea;
use crate::time::Instant;

use super::{Kind, Standing};

/// Whose service a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The municipality on whose behalf it is given.
    pub municipality: MunicipalityId,
    /// The service.
    pub care_area: CareArea,
    /// The unit.
    pub unit: Option<UnitId>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// What for.
    pub kind: Kind,
    /// About which service.
    pub spot: Spot,
    /// About what was written when; none for everything until now.
    pub written: Option<Validity>,
    /// About whom.
    pub person: PersonId,
    /// When.
    pub at: Instant,
}

impl Ask {
    /// The same when it is sent on: about what was written until she asked, and no later.
    #[must_use]
    pub fn sent_on_at(self, now: Instant) -> Self {
        let until = Instant::from_micros(self.at.micros().saturating_add(1));
        let from = self.written.map_or(Instant::from_micros(0), Validity::from);
        let to = self.written.and_then(Validity::to).map_or(until, |to| to.min(until));
        Self { written: Validity::new(from, Some(to)).or(self.written), at: now, ..self }
    }
}

/// Those who answer one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// Each of these may answer, the contact point first.
    pub holders: Vec<Party>,
    /// How they hold it.
    pub standing: Standing,
    /// About what was written when, in order; empty when it does not matter.
    pub written: Vec<Validity>,
    /// The row of the table behind it.
    pub row: Row,
}

/// Who answers: one part for each controller, or for joint controllers together. Never
/// nobody: where the resolver names none, the municipality has it and guides (CT-60).
///
/// The record is asked for stretch by stretch, since whoever answered when something was
/// written answers for it until it has changed hands (§ 5.4 no. 3). What one controller has
/// in several stretches is one part.
pub fn addressees(register: &Register, ask: &Ask) -> Vec<Addressed> {
    let mut parts: Vec<Addressed> = Vec::new();
    match ask.kind.category() {
        Category::Platform => add(&mut parts, platform(register, ask)),
        Category::CaseFile => {
            let question = question(ask, Category::CaseFile);
            let current = current_of(register, &question);
            for one in split(register, &current, ask) {
                add(&mut parts, one);
            }
        }
        Category::EpjRecord | Category::Dissemination => record(register, ask, &mut parts),
    }
    if parts.is_empty() {
        parts.push(holding(ask, Vec::new(), Row::Ct60));
    }
    parts
}

fn question(ask: &Ask, category: Category) -> Question {
    let Spot { municipality, care_area, unit } = ask.spot;
    Question::new(category, municipality, care_area, unit, ask.at)
}

fn current_of(register: &Register, question: &Question) -> Current {
    let resolution = resolve(register, question);
    Current {
        controllers: resolution.controllers.clone(),
        receivers: resolution.receivers.clone(),
        moved_by: None,
        resolution,
    }
}

fn platform(register: &Register, ask: &Ask) -> Addressed {
    let (holder, row) = match register.facts().mode {
        ControllerMode::Operator => (Party::Operator, Row::Ct01),
        ControllerMode::Municipality => (Party::Municipality(ask.spot.municipality), Row::Ct02),
    };
    Addressed { holders: vec![holder], standing: Standing::Alone, written: Vec::new(), row }
}

fn record(register: &Register, ask: &Ask, parts: &mut Vec<Addressed>) {
    let Some(during) = during(register, ask) else { return };
    let edges = edges(register, ask, during);
    let ends = edges.iter().skip(1).copied().map(Some).chain([during.to()]);
    let question = question(ask, Category::EpjRecord);
    for (from, to) in edges.iter().zip(ends) {
        let Some(stretch) = Validity::new(*from, to) else { continue };
        // Whoever gets a municipality's service counts as living there, where that decides (CT-53).
        let residence = Some(ask.spot.municipality);
        let entry = Entry { created_at: Some(*from), residence, ..Entry::default() };
        let current =
            current_controller(register, &question.with(entry), Whose::Person(ask.person));
        let found = split(register, &current, ask);
        let found = if found.is_empty() {
            vec![holding(ask, Vec::new(), current.resolution.row)]
        } else {
            found
        };
        for mut one in found {
            one.written = vec![stretch];
            add(parts, one);
        }
    }
}

/// Where the answer can change, the beginning first.
fn edges(register: &Register, ask: &Ask, during: Validity) -> Vec<Instant> {
    let mut edges = cuts(register, ask.spot.municipality, during);
    let here = register.facts().custody.iter();
    let here = here.filter(|event| event.scope.municipality == ask.spot.municipality);
    for event in here {
        edges.push(event.written.from());
        edges.extend(event.written.to());
    }
    edges.retain(|edge| during.holds_at(*edge));
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The time that is asked about: no earlier than the first delivery of the municipality, no
/// later than now.
fn during(register: &Register, ask: &Ask) -> Option<Validity> {
    let here = register.facts().deliveries.iter();
    let here = here.filter(|one| one.scope.municipality == ask.spot.municipality);
    let first = here.map(|one| one.validity.from()).min()?;
    let end = Instant::from_micros(ask.at.micros().saturating_add(1));
    let (from, to) = match ask.written {
        Some(asked) => (asked.from().max(first), asked.to().map_or(end, |to| to.min(end))),
        None => (first, end),
    };
    Validity::new(from, Some(to))
}

/// Those who answer by one answer of the resolver; of joint controllers whoever handles such
/// requests comes first, then the contact point (S2-2-b2).
fn split(register: &Register, current: &Current, ask: &Ask) -> Vec<Addressed> {
    let row = current.resolution.row;
    let one = |holders: Vec<Party>, standing: Standing| Addressed {
        holders,
        standing,
        written: Vec::new(),
        row,
    };
    match &current.controllers {
        Controllers::Nobody if current.receivers.is_empty() => Vec::new(),
        Controllers::Nobody => vec![holding(ask, current.receivers.clone(), row)],
        Controllers::One(party) => vec![one(vec![*party], Standing::Alone)],
        Controllers::Joint(parties) => {
            let contact = current.receivers.iter().filter(|party| parties.contains(party));
            let mut holders: Vec<Party> = contact.copied().collect();
            holders.extend(parties.iter().filter(|party| !current.receivers.contains(party)));
            let handler = register.handler(&current.resolution.agreements, ask.kind.code());
            holders.sort_by_key(|party| Some(*party) != handler);
            vec![one(holders, Standing::Jointly)]
        }
        // Which of them it is depends on who wrote each entry: each answers for its own.
        Controllers::Candidates(parties) => {
            parties.iter().map(|party| one(vec![*party], Standing::Alone)).collect()
        }
        Controllers::Contested(parties) => {
            parties.iter().map(|party| one(vec![*party], Standing::Contested)).collect()
        }
    }
}

/// The municipality has it, answers for what is its own, and guides (CT-60).
fn holding(ask: &Ask, receivers: Vec<Party>, row: Row) -> Addressed {
    let holders = match receivers.is_empty() {
        true => vec![Party::Municipality(ask.spot.municipality)],
        false => receivers,
    };
    Addressed { holders, standing: Standing::Holding, written: Vec::new(), row }
}

/// Adds a part, to the one that the same have already: there are never more parts than
/// there are controllers in the register.
fn add(parts: &mut Vec<Addressed>, new: Addressed) {
    let Some(place) = parts.iter().position(|part| part.holders == new.holders) else {
        parts.push(new);
        return;
    };
    let Some(part) = parts.get_mut(place) else { return };
    if rank(&new.standing) > rank(&part.standing) {
        part.standing = new.standing;
    }
    for stretch in new.written {
        match part.written.last_mut() {
            Some(last) if last.to() == Some(stretch.from()) => {
                if let Some(both) = Validity::new(last.from(), stretch.to()) {
                    *last = both;
                }
            }
            _ => part.written.push(stretch),
        }
    }
}

/// Which of two ways of holding the same part counts: the one that lets less be done.
const fn rank(standing: &Standing) -> u8 {
    match standing {
        Standing::Holding => 0,
        Standing::Alone => 1,
        Standing::Jointly => 2,
        Standing::Contested => 3,
        Standing::Misdirected(_) => 4,
    }
}
