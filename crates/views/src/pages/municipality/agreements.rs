//! Agreements: the list, and one with its checklist beside it.

use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::time::Date;

use super::{PlaceChoice, Told, Wrongs};
use crate::page::page;

/// The page `/kommune/avtaler`. Posts `act` (`begin` or `organisation`) with what is
/// typed.
#[derive(Debug, Clone)]
pub struct AgreementsPage {
    /// Where it posts to.
    pub action: String,
    /// The agreements.
    pub rows: Vec<AgreementLine>,
    /// What a new one is made from; none for who only looks.
    pub begin: Option<HeadForm>,
    /// An organisation that is entered.
    pub organisation: OrganisationForm,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(AgreementsPage, "municipality/agreements.html");

/// An agreement in the list.
#[derive(Debug, Clone)]
pub struct AgreementLine {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// What kind it is.
    pub kind: Kind,
    /// With whom.
    pub parties: String,
    /// How it stands.
    pub standing: Standing,
}

/// How an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// So many things are missing.
    Missing(usize),
    /// It is complete, and can come into force.
    Ready,
    /// It is in force.
    InForce,
}

/// The head of an agreement, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct HeadForm {
    /// The kind; none when it is settled.
    pub kind: Option<String>,
    /// The title.
    pub title: String,
    /// The organisations: value, name, and whether it is chosen.
    pub organisations: Vec<(String, String, bool)>,
    /// The other municipalities: value, name, and whether it is chosen.
    pub municipalities: Vec<(String, String, bool)>,
    /// The services: each with whether it is chosen.
    pub places: Vec<(PlaceChoice, bool)>,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// An organisation, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct OrganisationForm {
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: String,
    /// What kind it is.
    pub kind: String,
    /// An e-mail address for questions.
    pub contact: String,
    /// A phone number.
    pub phone: String,
}

impl AgreementsPage {
    /// The kinds, with the key of their words.
    pub const KINDS: [(&'static str, &'static str); 4] = [
        ("SERVICE", "agreement-kind-service"),
        ("JOINT_RECORD", "agreement-kind-joint-record"),
        ("HOST", "agreement-kind-host"),
        ("TASK_COMMUNITY", "agreement-kind-task-community"),
    ];

    /// The kinds of organisations, with the key of their words.
    pub const ORGANISATIONS: [(&'static str, &'static str); 5] = [
        ("PRIVATE_COMMERCIAL", "agreement-org-commercial"),
        ("PRIVATE_NONPROFIT", "agreement-org-nonprofit"),
        ("IKS", "agreement-org-iks"),
        ("KO", "agreement-org-ko"),
        ("KO_NO_PERSON", "agreement-org-ko-no-person"),
    ];
}

impl HeadForm {
    /// Whether a kind was chosen.
    pub(crate) fn is_kind(&self, value: &str) -> bool {
        self.kind.as_deref() == Some(value)
    }
}

impl OrganisationForm {
    /// Whether a kind was chosen.
    pub(crate) fn is_kind(&self, value: &str) -> bool {
        self.kind == value
    }
}

/// The key of what a kind is called.
pub(crate) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => "agreement-kind-service",
        Kind::JointRecord => "agreement-kind-joint-record",
        Kind::Host => "agreement-kind-host",
        Kind::TaskCommunity => "agreement-kind-task-community",
    }
}

impl AgreementLine {
    /// The key of what its kind is called.
    pub const fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }
}

/// The page `/kommune/avtaler/{agreement}`. Posts `act` (`head`, `fill`, `force` or
/// `end`) with what is typed.
#[derive(Debug, Clone)]
pub struct AgreementPage {
    /// The list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What it is called.
    pub title: String,
    /// What kind it is.
    pub kind: Kind,
    /// With whom.
    pub parties: String,
    /// What it covers: the code of a care area, or a unit's name; none for everything.
    pub covers: Vec<(Option<u8>, Option<String>)>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
    /// How it stands.
    pub standing: Standing,
    /// Whether the reader may change it.
    pub can_write: bool,
    /// The head, when it can be changed.
    pub head: Option<HeadForm>,
    /// Its items.
    pub items: Vec<ItemView>,
    /// Who would be controller under a draft; none once it is in force.
    pub preview: Option<Vec<PreviewRow>>,
    /// Whether something was stored just now, or it came into force.
    pub done: Option<Done>,
    /// The last day that was typed.
    pub typed_last: String,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(AgreementPage, "municipality/agreement.html");

/// Who would be controller for a service that a draft covers (S2-0-b).
#[derive(Debug, Clone)]
pub struct PreviewRow {
    /// The municipality whose service it is, where there are several.
    pub municipality: Option<String>,
    /// The code of a care area, or a unit's name; none for everything.
    pub covers: (Option<u8>, Option<String>),
    /// The answer.
    pub told: Told,
    /// The row of the table that gives it.
    pub row: &'static str,
}

/// What was done just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was stored.
    Saved,
    /// It came into force.
    InForce,
}

/// An item of the checklist.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// Its id in the law's own checklist, as in `JJ-1`.
    pub code: &'static str,
    /// How it stands.
    pub state: ItemState,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// The reason codes of what is missing.
    pub lacks: Vec<String>,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// It is there.
    There,
    /// It is missing.
    Missing,
    /// It should be there.
    Recommended,
}

/// A field.
#[derive(Debug, Clone)]
pub struct FieldView {
    /// What is posted.
    pub name: String,
    /// Its id on the page.
    pub id: String,
    /// What its label is called.
    pub word: String,
    /// Whom it is about, when there is one for each.
    pub about: Option<String>,
    /// What may stand in it.
    pub shape: Shape,
    /// What stands in it.
    pub value: String,
}

/// What may stand in a field.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A few words.
    Line,
    /// Sentences.
    Text,
    /// A day.
    Day,
    /// One of these: value, and its own name when it has one.
    Choice(Vec<(String, Option<String>)>),
    /// It holds, or not.
    Tick,
}

impl AgreementPage {
    /// The key of what its kind is called.
    pub const fn kind_key(&self) -> &'static str {
        kind_key(self.kind)
    }

    /// Whether it is in force.
    pub fn is_in_force(&self) -> bool {
        self.standing == Standing::InForce
    }
}

impl Done {
    /// The key of what is said.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Saved => "responsible-saved",
            Self::InForce => "agreement-done-in-force",
        }
    }
}

impl ItemView {
    /// The key of what it is called.
    pub fn key(&self) -> String {
        format!("agreement-item-{}", self.code.to_ascii_lowercase())
    }

    /// Where it stands on the page.
    pub fn id(&self) -> String {
        format!("item-{}", self.code.to_ascii_lowercase())
    }

    /// Whether something is missing.
    pub fn is_missing(&self) -> bool {
        self.state == ItemState::Missing
    }

    /// The colour and the key of how it stands.
    pub const fn tag(&self) -> (&'static str, &'static str) {
        match self.state {
            ItemState::There => ("success", "agreement-state-there"),
            ItemState::Missing => ("warning", "agreement-state-missing"),
            ItemState::Recommended => ("info", "agreement-state-recommended"),
        }
    }

    /// The key of what to do about a reason code.
    pub fn lack_key(&self, code: &str) -> String {
        format!("refusal-{}", code.to_ascii_lowercase().replace('_', "-"))
    }
}

impl FieldView {
    /// The label.
    pub(crate) fn label(&self, w: &crate::Words<'_>) -> String {
        match &self.about {
            Some(about) => w.a(format!("agreement-{}", self.word), "name", about),
            None => w.t(format!("agreement-{}", self.word)),
        }
    }

    /// Whether this value stands in it.
    pub(crate) fn is(&self, value: &str) -> bool {
        self.value == value
    }

    /// What stands in it, in words.
    pub(crate) fn told(&self, w: &crate::Words<'_>) -> String {
        match &self.shape {
            _ if self.value.is_empty() => "–".to_owned(),
            Shape::Choice(all) => all
                .iter()
                .find(|(value, _)| *value == self.value)
                .map_or_else(String::new, |(value, name)| option(w, value, name.as_ref())),
            Shape::Tick => w.t("agreement-value-yes"),
            Shape::Line | Shape::Text | Shape::Day => self.value.clone(),
        }
    }

    /// What an option is called.
    pub(crate) fn option(
        &self,
        w: &crate::Words<'_>,
        (value, name): &(String, Option<String>),
    ) -> String {
        option(w, value, name.as_ref())
    }
}

fn option(w: &crate::Words<'_>, value: &str, name: Option<&String>) -> String {
    match name {
        Some(name) => name.clone(),
        None => {
            let value = value.to_ascii_lowercase().replace('_', "-");
            w.t(format!("agreement-value-{value}"))
        }
    }
}
