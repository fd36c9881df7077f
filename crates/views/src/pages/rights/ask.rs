//! A new request, and what is looked over before it is sent.

use helsebro_domain::rights::{Kind, Wish};
use helsebro_domain::time::Date;

use super::kind_key;
use crate::page::page;
use crate::pages::municipality::Wrongs;

/// `/meg/krav/ny`: first what for, then what that kind needs to know and no more. Posts
/// its fields and `act` (`kind`, `kinds` to choose again, `check`) to the same address.
#[derive(Clone)]
pub struct AskRights {
    /// What was typed.
    pub form: RightsForm,
    /// The services, hers first.
    pub places: Vec<PlaceChoice>,
    /// Youths whose parent she is.
    pub youths: Vec<YouthChoice>,
    /// Whom a record can go to: what is posted, and the name.
    pub receivers: Vec<(String, String)>,
    /// Whether she chooses what for, also when she has chosen before.
    pub chooses: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(AskRights, "rights/ask.html");

/// What was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RightsForm {
    /// The request's id, so that sent twice it is one.
    pub id: String,
    /// What for: a value of [`AskRights::KINDS`].
    pub kind: String,
    /// At which unit.
    pub unit: String,
    /// About what was written from this day.
    pub first: String,
    /// And until this day.
    pub last: String,
    /// About which youth.
    pub youth: String,
    /// Whether it goes to the municipality (`municipality`) or to those responsible.
    pub to: String,
    /// Whether it may be sent on: `yes` or `ask`.
    pub on: String,
    /// With whom something is not shared: `all`, `municipality`, `words`.
    pub target: String,
    /// To whom the record goes: one of [`AskRights::receivers`].
    pub receiver: String,
    /// Her own words.
    pub body: String,
}

/// A service that can be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct PlaceChoice {
    /// What is posted.
    pub value: String,
    /// The unit.
    pub name: String,
    /// Its municipality.
    pub home: String,
}

/// A youth who can be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct YouthChoice {
    /// What is posted.
    pub value: String,
    /// Her name.
    pub name: String,
}

/// `/meg/krav/ny` looked over. Posts the same fields and `act` (`send` or `change`).
#[derive(Clone)]
pub struct CheckRights {
    /// What was typed, posted again.
    pub form: RightsForm,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// The service.
    pub place: Option<String>,
    /// The days that it is about.
    pub days: Option<(Date, Option<Date>)>,
    /// The youth it is about.
    pub youth: Option<String>,
    /// To whom the record goes.
    pub receiver: Option<String>,
    /// To whom it goes.
    pub goes: Vec<Goes>,
}

page!(CheckRights, "rights/check.html");

/// To whom a part goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Goes {
    /// Those who answer; none for whoever runs the platform.
    pub names: Vec<Option<String>>,
    /// The day that an answer is owed; none when they are not responsible.
    pub due_on: Option<Date>,
    /// Those who are, when these are not.
    pub responsible: Vec<Option<String>>,
}

impl AskRights {
    /// What can be asked here, as it is posted: the kind and the wish. Who is responsible
    /// has a page of its own.
    pub const KINDS: [(Kind, Wish); 14] = [
        (Kind::AccessRecord, Wish::Plain),
        (Kind::AccessPlatform, Wish::Plain),
        (Kind::RectifyRecord, Wish::Plain),
        (Kind::EraseEntry, Wish::Plain),
        (Kind::WrongPerson, Wish::Plain),
        (Kind::OpposeDisclosure, Wish::Plain),
        (Kind::WhoHasAccessed, Wish::Plain),
        (Kind::CaseFile, Wish::Rectify),
        (Kind::CaseFile, Wish::Erase),
        (Kind::RestrictOrObject, Wish::Restrict),
        (Kind::RestrictOrObject, Wish::Object),
        (Kind::Transfer, Wish::StayOut),
        (Kind::Transfer, Wish::GoToNamed),
        (Kind::Deceased, Wish::Plain),
    ];

    /// What is posted for a kind.
    pub fn value(kind: Kind, wish: Wish) -> String {
        format!("{}.{}", kind.code(), wish.as_str())
    }

    /// The kind that was posted.
    pub fn from_value(value: &str) -> Option<(Kind, Wish)> {
        Self::KINDS.into_iter().find(|(kind, wish)| Self::value(*kind, *wish) == value)
    }

    fn kind(&self) -> Option<Kind> {
        Self::from_value(&self.form.kind).map(|(kind, _)| kind)
    }

    pub(crate) fn is_choosing(&self) -> bool {
        self.chooses || self.kind().is_none() || self.wrongs.has("kind")
    }

    pub(crate) fn key(&self) -> String {
        Self::from_value(&self.form.kind)
            .map_or_else(String::new, |(kind, wish)| kind_key(kind, wish))
    }

    /// Whether it matters when something was written.
    pub(crate) fn asks_when(&self) -> bool {
        !matches!(self.kind(), Some(Kind::OpposeDisclosure | Kind::Transfer | Kind::CaseFile))
    }

    /// Whether it can be about a youth whose parent she is.
    pub(crate) fn asks_about_whom(&self) -> bool {
        self.kind() == Some(Kind::AccessRecord) && !self.youths.is_empty()
    }

    pub(crate) fn asks_with_whom(&self) -> bool {
        self.kind() == Some(Kind::OpposeDisclosure)
    }

    /// Whether it is about a service; what the platform has is about none.
    pub(crate) fn asks_where(&self) -> bool {
        self.kind() != Some(Kind::AccessPlatform)
    }

    pub(crate) fn asks_to_whom(&self) -> bool {
        !matches!(self.kind(), Some(Kind::OpposeDisclosure | Kind::AccessPlatform))
    }

    /// Whether she names who gets the record (RR-08).
    pub(crate) fn asks_receiver(&self) -> bool {
        let asked = Self::from_value(&self.form.kind);
        asked.is_some_and(|(_, wish)| wish == Wish::GoToNamed)
    }

    pub(crate) fn choices(&self) -> Vec<(String, String, bool)> {
        Self::KINDS
            .iter()
            .map(|(kind, wish)| {
                let value = Self::value(*kind, *wish);
                let is_chosen = self.form.kind == value;
                (value, kind_key(*kind, *wish), is_chosen)
            })
            .collect()
    }
}

impl RightsForm {
    pub(crate) fn is_unit(&self, value: &str) -> bool {
        self.unit == value
    }

    pub(crate) fn is_youth(&self, value: &str) -> bool {
        self.youth == value
    }

    pub(crate) fn is_receiver(&self, value: &str) -> bool {
        self.receiver == value
    }

    pub(crate) fn is_to_municipality(&self) -> bool {
        self.to == "municipality"
    }

    pub(crate) fn is_on(&self, value: &str) -> bool {
        self.on == value || (self.on.is_empty() && value == "yes")
    }

    pub(crate) fn is_target(&self, value: &str) -> bool {
        self.target == value || (self.target.is_empty() && value == "all")
    }

    pub(crate) fn target_key(&self, target: &str) -> String {
        format!("rights-target-{target}")
    }

    pub(crate) fn on_key(&self, on: &str) -> String {
        format!("rights-on-{on}")
    }

    /// What was typed before she chose again, posted along.
    pub(crate) fn kept(&self) -> Vec<(&'static str, &str)> {
        let all = self.fields().into_iter();
        all.filter(|(name, _)| !["id", "kind"].contains(name)).collect()
    }

    /// The fields as they are posted again.
    pub(crate) fn fields(&self) -> [(&'static str, &str); 11] {
        [
            ("id", &self.id),
            ("kind", &self.kind),
            ("unit", &self.unit),
            ("first", &self.first),
            ("last", &self.last),
            ("youth", &self.youth),
            ("to", &self.to),
            ("on", &self.on),
            ("target", &self.target),
            ("receiver", &self.receiver),
            ("body", &self.body),
        ]
    }
}

impl CheckRights {
    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, self.wish)
    }

    pub(crate) fn many(&self) -> i64 {
        i64::try_from(self.goes.len()).unwrap_or(i64::MAX)
    }
}
