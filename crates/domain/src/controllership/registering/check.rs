//! What an agreement lacks before it can be in force (§ 6).

use super::{Draft, Field, FieldKind, Item, Kind, MAX_ANSWER, Need};
use crate::controllership::{OrgKind, Party, Validity};
use crate::ids::MunicipalityId;
use crate::refusals::ReasonCode;
use crate::time::Date;

/// Something that keeps an agreement from coming into force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// An item, or one field of it, by its key.
    Item(Item, Option<String>),
    /// A joint journal has one party (S2-2-a).
    OneParty,
    /// What it is over is no therapeutic register (S2-fn2).
    NotTherapeutic,
    /// Soundness is given to the provider (S2-2-d2-4).
    Soundness,
    /// The construct is none of the two (S2-2-d-3).
    Construct,
    /// The essence is not published (S2-2-d1-2).
    EssenceNotPublished,
    /// An arrangement under art. 26 lacks a duty (S2-2-d1-2).
    Arrangement(Item, Option<String>),
    /// A party has not signed.
    Unsigned(Party),
    /// A council has not adopted it (S2-4-b-1).
    NoResolution(MunicipalityId),
    /// A task community has a name that does not say so (KO-1).
    Name,
    /// The community is to be controller and is no legal person (CTX-9).
    NoLegalPerson,
    /// Nobody keeps the archives after a task community (KO-10).
    NoArchive,
    /// Records of this participant's residents are not covered (S2-4-c-1).
    NotCovering(MunicipalityId),
    /// It leaves the natural answer without this participant's officer (S2-4-c-2).
    NoSignOff(MunicipalityId),
}

/// Something that should be there and is not; it keeps nothing back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// A recommended clause (S2-2-c, S2-2-e).
    Recommended(Item),
    /// It leaves the natural answer (S2-4-c-2).
    Deviates,
}

/// What is wrong with an agreement, and what should be better.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What keeps it back, in the order of the checklist.
    pub lacks: Vec<Lack>,
    /// What should be better.
    pub warnings: Vec<Warning>,
}

impl Lack {
    /// The reason code.
    pub const fn code(&self) -> ReasonCode {
        match self {
            Self::Item(..) => ReasonCode::AgreementIncomplete,
            Self::OneParty => ReasonCode::JjNeedsTwoParties,
            Self::NotTherapeutic => ReasonCode::NotATherapeuticRegister,
            Self::Soundness => ReasonCode::SoundnessNotDelegable,
            Self::Construct => ReasonCode::ConstructUnknown,
            Self::EssenceNotPublished => ReasonCode::Art26EssenceNotPublished,
            Self::Arrangement(..) => ReasonCode::Art26ArrangementMissing,
            Self::Unsigned(_) => ReasonCode::AgreementNotSigned,
            Self::NoResolution(_) => ReasonCode::CouncilResolutionMissing,
            Self::Name => ReasonCode::KoNameInvalid,
            Self::NoLegalPerson => ReasonCode::KoNotLegalPerson,
            Self::NoArchive => ReasonCode::KoArchiveResponsibleMissing,
            Self::NotCovering(_) => ReasonCode::VkDNotCovering,
            Self::NoSignOff(_) => ReasonCode::DpoSignoffMissing,
        }
    }

    /// The item it is about.
    pub const fn item(&self) -> Item {
        match self {
            Self::Item(item, _) | Self::Arrangement(item, _) => *item,
            Self::OneParty | Self::Unsigned(_) => Item::JjS,
            Self::NotTherapeutic => Item::Jj1,
            Self::Soundness => Item::Ind2,
            Self::Construct => Item::Jj4,
            Self::EssenceNotPublished => Item::A26x6,
            Self::NoResolution(_) => Item::Council,
            Self::Name => Item::Ko1,
            Self::NoLegalPerson => Item::KoD,
            Self::NoArchive => Item::Ko10,
            Self::NotCovering(_) | Self::NoSignOff(_) => Item::VkD,
        }
    }

    /// The id of what is missing, as in `IND-2:ART30`.
    pub fn id(&self) -> String {
        let code = self.item().code();
        match self {
            Self::Item(_, Some(part)) | Self::Arrangement(_, Some(part)) => {
                format!("{code}:{part}")
            }
            _ => code.to_owned(),
        }
    }
}

impl Checked {
    /// Whether it may come into force.
    pub const fn is_complete(&self) -> bool {
        self.lacks.is_empty()
    }

    /// What is wrong with one item.
    pub fn of(&self, item: Item) -> impl Iterator<Item = &Lack> {
        self.lacks.iter().filter(move |lack| lack.item() == item)
    }
}

impl Draft {
    /// What it lacks.
    pub fn check(&self) -> Checked {
        let fields = self.fields();
        let mut lacks = Vec::new();
        let mut warnings = Vec::new();
        for item in Item::of(self.kind) {
            let own: Vec<&Field> = fields.iter().filter(|field| field.item == *item).collect();
            match self.need(*item) {
                Some(Need::Mandatory) => self.mandatory(*item, &own, &mut lacks),
                Some(Need::Recommended) if self.lacks_answer(&own) => {
                    warnings.push(Warning::Recommended(*item));
                }
                _ => {}
            }
        }
        if self.says("vk-d.controller", "EACH_OWN_RESIDENTS") {
            warnings.push(Warning::Deviates);
        }
        Checked { lacks, warnings }
    }

    fn lacks_answer(&self, fields: &[&Field]) -> bool {
        fields.iter().any(|field| !field.optional && !self.holds(field))
    }

    /// Whether something that fits stands in a field.
    fn holds(&self, field: &Field) -> bool {
        let Some(answer) = self.answer(&field.key) else { return false };
        match field.kind {
            FieldKind::Line | FieldKind::Text => answer.chars().count() <= MAX_ANSWER,
            FieldKind::Day => answer.parse::<Date>().is_ok(),
            FieldKind::Choice(all) => all.contains(&answer),
            FieldKind::Tick => answer == "YES",
        }
    }

    fn mandatory(&self, item: Item, fields: &[&Field], lacks: &mut Vec<Lack>) {
        match item {
            Item::JjS => self.signed(fields, lacks),
            Item::Council => self.adopted(fields, lacks),
            Item::Vk1 | Item::Vk2 => self.participants(item, lacks),
            Item::Jj4 => self.construct(lacks),
            Item::VkD => self.host_clause(fields, lacks),
            Item::A26x2 => self.handlers(lacks),
            _ => {
                let empty = fields.iter().filter(|field| !field.optional && !self.holds(field));
                lacks.extend(empty.map(|field| lack_of(item, field)));
            }
        }
        self.forbidden(item, lacks);
    }

    fn signed(&self, fields: &[&Field], lacks: &mut Vec<Lack>) {
        if self.kind == Kind::JointRecord && self.others.is_empty() {
            lacks.push(Lack::OneParty);
        }
        if self.kind == Kind::Service && self.others.is_empty() {
            lacks.push(Lack::Item(Item::JjS, Some("party".to_owned())));
        }
        if self.scopes.is_empty() {
            let covers = if self.kind == Kind::JointRecord { Item::Jj1 } else { Item::JjS };
            lacks.push(Lack::Item(covers, Some("services".to_owned())));
        }
        let dates = self.first.and_then(|first| Validity::days(first, self.last));
        if dates.is_none() {
            lacks.push(Lack::Item(Item::JjS, Some("dates".to_owned())));
        }
        for party in self.signers() {
            let mut own = fields.iter().filter(|field| field.about == Some(party));
            if own.any(|field| !self.holds(field)) {
                lacks.push(Lack::Unsigned(party));
            }
        }
    }

    fn adopted(&self, fields: &[&Field], lacks: &mut Vec<Lack>) {
        for id in self.municipalities() {
            let party = Some(Party::Municipality(id));
            let mut own = fields.iter().filter(|field| field.about == party);
            if own.any(|field| !self.holds(field)) {
                lacks.push(Lack::NoResolution(id));
            }
        }
    }

    fn participants(&self, item: Item, lacks: &mut Vec<Lack>) {
        if self.municipalities().len() < 2 {
            lacks.push(Lack::Item(item, None));
        }
    }

    fn construct(&self, lacks: &mut Vec<Lack>) {
        match self.answer("jj-4.construct") {
            None => lacks.push(Lack::Item(Item::Jj4, None)),
            Some("JOINT_26" | "INDEPENDENT") => {}
            Some(_) => lacks.push(Lack::Construct),
        }
    }

    /// 26-2: somebody meets each kind of request; the same as JJ-2 names.
    fn handlers(&self, lacks: &mut Vec<Lack>) {
        for request in super::REQUESTS {
            if self.answer(&format!("jj-2.{request}")).is_none() {
                lacks.push(Lack::Arrangement(Item::A26x2, Some(request.to_ascii_uppercase())));
            }
        }
    }

    fn host_clause(&self, fields: &[&Field], lacks: &mut Vec<Lack>) {
        for field in fields.iter().filter(|field| !self.holds(field)) {
            lacks.push(match field.about {
                Some(Party::Municipality(id)) if field.kind == FieldKind::Tick => {
                    Lack::NotCovering(id)
                }
                Some(Party::Municipality(id)) => Lack::NoSignOff(id),
                _ => lack_of(Item::VkD, field),
            });
        }
    }

    /// What is filled in and may not be.
    fn forbidden(&self, item: Item, lacks: &mut Vec<Lack>) {
        match item {
            Item::Jj1 => {
                let register = self.answer("jj-1.register");
                if register.is_some_and(|register| register != "JOURNAL") {
                    lacks.push(Lack::NotTherapeutic);
                }
            }
            Item::Ind2 => {
                let owner = self.answer("ind-2.SOUNDNESS");
                if owner.is_some_and(|owner| owner != "MUNICIPALITY") {
                    lacks.push(Lack::Soundness);
                }
            }
            Item::Ko1 if self.answer("ko-1.name").is_some_and(|name| !is_community_name(name)) => {
                lacks.push(Lack::Name);
            }
            Item::KoD => {
                let is_named = self.says("ko-d.controller", "COMMUNITY");
                if is_named && !self.says("ko-2.legal-person", "YES") {
                    lacks.push(Lack::NoLegalPerson);
                }
            }
            _ => {}
        }
    }

    /// Whether what is to be saved may never stand there, whatever else is filled in:
    /// refused at once, not first when the agreement is to come into force.
    pub fn refuses(&self, key: &str, value: &str) -> Option<Lack> {
        match key {
            "ind-2.SOUNDNESS" if value != "MUNICIPALITY" => Some(Lack::Soundness),
            "jj-1.register" if value != "JOURNAL" && !value.is_empty() => {
                Some(Lack::NotTherapeutic)
            }
            "ko-1.name" if !value.is_empty() && !is_community_name(value) => Some(Lack::Name),
            _ => None,
        }
    }

    /// The kind of organisation of the first other party.
    pub fn org_kind(&self) -> Option<OrgKind> {
        self.org().and_then(|org| self.kinds.get(&org).copied())
    }
}

fn lack_of(item: Item, field: &Field) -> Lack {
    let part = field.key.split_once('.').map(|(_, part)| part.to_owned());
    match item {
        Item::A26x6 if field.key == "26-6.published" => Lack::EssenceNotPublished,
        Item::A26x1 | Item::A26x3 | Item::A26x4 | Item::A26x6 => Lack::Arrangement(item, part),
        Item::Ko10 if field.key == "ko-10.archives" => Lack::NoArchive,
        Item::Ind2 | Item::Jj2 | Item::Jj3 | Item::Jj1 => {
            Lack::Item(item, part.map(|part| part.to_ascii_uppercase()))
        }
        _ => Lack::Item(item, None),
    }
}

/// KL § 19-2: the name says that it is one.
fn is_community_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.contains("kommunalt oppgavefellesskap")
        || name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "KO")
}
