//! The fields that an agreement has, given what has been chosen so far.

use super::{DUTIES, Draft, Item, Kind, Need, REQUESTS};
use crate::controllership::{OrgKind, Party};

/// The most fields that an agreement has.
pub const MAX_FIELDS: usize = 400;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A few words.
    Line,
    /// Sentences.
    Text,
    /// A day, as in 2027-02-02.
    Day,
    /// One of these.
    Choice(&'static [&'static str]),
    /// It holds, or it is empty.
    Tick,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is stored under.
    pub key: String,
    /// The item it belongs to.
    pub item: Item,
    /// What may stand in it.
    pub kind: FieldKind,
    /// What its label is called.
    pub word: String,
    /// The party it is about, when there is one for each.
    pub about: Option<Party>,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// Who does something: the municipality, the other party, or each for its own.
const OWNERS: &[&str] = &["MUNICIPALITY", "PROVIDER", "EACH_FOR_OWN"];
/// One organisation.
const ONE: &[&str] = &["MUNICIPALITY", "PROVIDER"];
/// Whoever runs a system.
const OPERATORS: &[&str] = &["MUNICIPALITY", "PROVIDER", "THIRD_PARTY"];
const YES_NO: &[&str] = &["YES", "NO"];
/// What may be agreed on leaving a host cooperation, other than the law's year (L-KL-20-8).
const NOTICES: &[&str] = &["SIX_MONTHS", "THREE_MONTHS", "ONE_MONTH"];

use FieldKind::{Choice, Day, Line, Text, Tick};

const JJ: &[(Item, &str, FieldKind)] = &[
    (Item::Jj1, "jj-1.register", Choice(&["JOURNAL", "CASE_SYSTEM", "PORTAL_INBOX"])),
    (Item::Jj1, "jj-1.name", Line),
    (Item::Jj1, "jj-1.patients", Text),
    (Item::Jj1, "jj-1.personnel", Text),
    (Item::Jj2, "jj-2.contact", Choice(ONE)),
    (Item::Jj2, "jj-2.information", Text),
    (Item::Jj2, "jj-2.complaints", Text),
    (Item::Jj3, "jj-3.access", Text),
    (Item::Jj3, "jj-3.logging", Text),
    (Item::Jj3, "jj-3.security", Choice(ONE)),
    (Item::Jj3, "jj-3.changes", Text),
    (Item::Jj3, "jj-3.exit", Choice(&["MUNICIPALITY_HOLDS", "PROVIDER_HOLDS", "EACH_OWN"])),
    (Item::Jj4, "jj-4.construct", Choice(&["JOINT_26", "INDEPENDENT"])),
    (Item::JjR1, "jj-r1.data", Text),
    (Item::JjR1, "jj-r1.channel", Line),
    (Item::JjR1, "jj-r1.day", Day),
    (Item::JjR2, "jj-r2.operator", Choice(OPERATORS)),
    (Item::Ark1, "ark-1.owner", Choice(OWNERS)),
];

const JOINT: &[(Item, &str, FieldKind)] = &[
    (Item::A26x1, "26-1.information", Choice(ONE)),
    (Item::A26x3, "26-3.security", Choice(OWNERS)),
    (Item::A26x3, "26-3.authority", Choice(ONE)),
    (Item::A26x3, "26-3.patients", Choice(ONE)),
    (Item::A26x4, "26-4.processors", Choice(OWNERS)),
    (Item::A26x4, "26-4.assessment", Choice(ONE)),
    (Item::A26x4, "26-4.records", Choice(OWNERS)),
    (Item::A26x4, "26-4.officer", Choice(OWNERS)),
    (Item::A26x6, "26-6.essence", Text),
    (Item::A26x6, "26-6.published", Day),
];

const KO: &[(Item, &str, FieldKind)] = &[
    (Item::Ko1, "ko-1.name", Line),
    (Item::Ko2, "ko-2.legal-person", Choice(YES_NO)),
    (Item::Ko3, "ko-3.members", Text),
    (Item::Ko4, "ko-4.tasks", Text),
    (Item::Ko4, "ko-4.no-decisions", Tick),
    (Item::Ko5, "ko-5.contributions", Text),
    (Item::Ko6, "ko-6.shares", Text),
    (Item::Ko7, "ko-7.loans", Text),
    (Item::Ko8, "ko-8.reports", Text),
    (Item::Ko9, "ko-9.leaving", Text),
    (Item::Ko10, "ko-10.dissolution", Text),
    (Item::Ko10, "ko-10.archives", Line),
    (Item::KoD, "ko-d.controller", Choice(&["COMMUNITY", "MUNICIPALITY", "JOINT"])),
];

const VK: &[(Item, &str, FieldKind)] = &[
    (Item::Vk3, "vk-3.tasks", Text),
    (Item::Vk4, "vk-4.when", Text),
    (Item::Vk5, "vk-5.decisions", Text),
    (Item::Vk6, "vk-6.settlement", Text),
    (Item::Vk7, "vk-7.leaving", Text),
    (Item::Vk8, "vk-8.dissolution", Text),
    (Item::Vk9, "vk-9.other", Text),
    (Item::Vk10, "vk-10.model", Choice(&["ADMINISTRATIVE", "ELECTED"])),
    (Item::VkD, "vk-d.controller", Choice(&["HOST_FOR_ALL", "EACH_OWN_RESIDENTS"])),
];

fn plain(&(item, key, kind): &(Item, &'static str, FieldKind)) -> Field {
    let word = key.replace('.', "-");
    Field { key: key.to_owned(), item, kind, word, about: None, optional: false }
}

fn each(item: Item, name: &str, party: Party, kind: FieldKind) -> Field {
    Field {
        key: format!("{name}.{}", party.to_stored()),
        item,
        kind,
        word: name.replace('.', "-"),
        about: Some(party),
        optional: false,
    }
}

impl Draft {
    /// The fields that what has been chosen asks for, in the order of the checklist.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = match self.kind {
            Kind::Service => Vec::new(),
            Kind::JointRecord => self.joint_record(),
            Kind::TaskCommunity => KO.iter().map(plain).collect(),
            Kind::Host => self.host(),
        };
        if self.kind == Kind::Service && self.need(Item::Ark2).is_some() {
            fields.push(plain(&(Item::Ark2, "ark-2.formats", Text)));
            fields.push(plain(&(Item::Ark2, "ark-2.days", Text)));
        }
        if matches!(self.kind, Kind::Host | Kind::TaskCommunity) {
            for id in self.municipalities() {
                let party = Party::Municipality(id);
                fields.push(each(Item::Council, "council.day", party, Day));
                fields.push(each(Item::Council, "council.case", party, Line));
            }
        }
        for party in self.signers() {
            fields.push(each(Item::JjS, "sign.name", party, Line));
            fields.push(each(Item::JjS, "sign.day", party, Day));
        }
        fields.extend(self.reasons());
        fields.sort_by_key(|field| Item::of(self.kind).iter().position(|item| *item == field.item));
        fields.truncate(MAX_FIELDS);
        fields
    }

    fn joint_record(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = JJ.iter().map(plain).collect();
        fields.extend(REQUESTS.iter().map(|request| Field {
            key: format!("jj-2.{request}"),
            item: Item::Jj2,
            kind: Choice(ONE),
            word: (*request).to_owned(),
            about: None,
            optional: false,
        }));
        if self.says("jj-r2.operator", "THIRD_PARTY") {
            fields.push(plain(&(Item::JjR2, "jj-r2.name", Line)));
        }
        if self.says("jj-4.construct", "JOINT_26") {
            fields.extend(JOINT.iter().map(plain));
        }
        if self.says("jj-4.construct", "INDEPENDENT") {
            fields.push(plain(&(Item::Ind1, "ind-1.security", Choice(ONE))));
            fields.extend(DUTIES.iter().map(|duty| Field {
                key: format!("ind-2.{duty}"),
                item: Item::Ind2,
                kind: Choice(OWNERS),
                word: format!("duty-{}", duty.to_ascii_lowercase().replace('_', "-")),
                about: None,
                optional: false,
            }));
        }
        fields
    }

    /// How many months' notice a municipality gives to leave, when another time is agreed
    /// than the law's year.
    pub fn months_to_leave(&self) -> Option<i16> {
        match self.answer("vk-7.months")? {
            "SIX_MONTHS" => Some(6),
            "THREE_MONTHS" => Some(3),
            "ONE_MONTH" => Some(1),
            _ => None,
        }
    }

    fn host(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = VK.iter().map(plain).collect();
        if self.says("vk-10.model", "ELECTED") {
            fields.push(plain(&(Item::Vk10, "vk-10.members", Text)));
        }
        let agreed = plain(&(Item::Vk7, "vk-7.months", Choice(NOTICES)));
        fields.push(Field { optional: true, ..agreed });
        for id in self.municipalities().into_iter().skip(1) {
            fields.push(each(Item::VkD, "vk-d.residents", Party::Municipality(id), Tick));
        }
        if self.says("vk-d.controller", "EACH_OWN_RESIDENTS") {
            for id in self.municipalities() {
                fields.push(each(Item::VkD, "vk-d.officer", Party::Municipality(id), Day));
            }
        }
        fields
    }

    /// Why a recommended item was left out.
    fn reasons(&self) -> Vec<Field> {
        let recommended = |item: &&Item| self.need(**item) == Some(Need::Recommended);
        let missing = |item: &&Item| match item {
            Item::JjR1 => self.answer("jj-r1.data").is_none(),
            Item::JjR2 => self.answer("jj-r2.operator").is_none(),
            Item::Ark1 => self.answer("ark-1.owner").is_none(),
            _ => false,
        };
        Item::of(self.kind)
            .iter()
            .filter(recommended)
            .filter(missing)
            .map(|item| Field {
                key: format!("reason.{}", item.code()),
                item: *item,
                kind: Line,
                word: "reason".to_owned(),
                about: None,
                optional: true,
            })
            .collect()
    }

    /// Whether an item must be there; none when this agreement does not have it.
    pub fn need(&self, item: Item) -> Option<Need> {
        if !Item::of(self.kind).contains(&item) {
            return None;
        }
        let mandatory = Some(Need::Mandatory);
        match item {
            Item::JjR1 | Item::JjR2 => Some(Need::Recommended),
            Item::Ark1 if self.all_under_archive_act() => mandatory,
            Item::Ark1 => Some(Need::Recommended),
            Item::Ark2 => (!self.all_under_archive_act()).then_some(Need::Mandatory),
            Item::A26x1 | Item::A26x2 | Item::A26x3 | Item::A26x4 | Item::A26x6 => {
                self.says("jj-4.construct", "JOINT_26").then_some(Need::Mandatory)
            }
            Item::Ind1 | Item::Ind2 => {
                self.says("jj-4.construct", "INDEPENDENT").then_some(Need::Mandatory)
            }
            _ => mandatory,
        }
    }

    /// Whether every party is a body under the archive act: municipalities, inter-municipal
    /// companies and task communities are; private providers are not.
    fn all_under_archive_act(&self) -> bool {
        self.others.iter().all(|party| match party {
            Party::Municipality(_) | Party::Operator => true,
            Party::Org(org) => matches!(
                self.kinds.get(org),
                Some(OrgKind::Iks | OrgKind::TaskCommunity(_) | OrgKind::Archive)
            ),
        })
    }
}
