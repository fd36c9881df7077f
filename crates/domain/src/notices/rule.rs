//! Who is told, where, and in which text.

use std::collections::HashSet;

use crate::parties::Protection;
use crate::representation::{CHILD_UNTIL, InRegister, Party, YOUTH_UNTIL};
use crate::time::Date;

use super::{
    Address, Channels, ContactCard, ContactLanguage, ContactUse, Level, NotUsable, NoticeChoices,
    Occasion, SharedWith, Standing, Template, Topic, Weight, Wish,
};

/// Whether somebody can sign in and read what a notice tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// She can, or has not been asked yet.
    Open,
    /// She has closed it.
    Closed,
}

/// Somebody who may be told.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// Who, as the register has her.
    pub party: Party,
    /// What she is to the person whom it is about.
    pub standing: Standing,
    /// What she has chosen.
    pub choices: NoticeChoices,
    /// Whether she can sign in.
    pub account: Account,
}

/// Why somebody is not told. None of it is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotNotified {
    /// She is dead (SM-8).
    Deceased,
    /// She is no longer in the register.
    NotActive,
    /// She has closed her account.
    AccountClosed,
    /// Her level does not reach it (N-07).
    Level,
    /// She has said no to it (SM-8).
    Chosen,
    /// A child: the parents are told in its stead (SM-6).
    Child,
    /// The register has no contact point of hers (SM-5).
    NoContact,
    /// It has not been confirmed for 18 months (SM-5).
    Stale,
    /// Somebody else is told at the same place (N-09).
    SamePoint,
}

impl NotNotified {
    /// A code for the row and the log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deceased => "RECIPIENT_DECEASED",
            Self::NotActive => "RECIPIENT_NOT_ACTIVE",
            Self::AccountClosed => "ACCOUNT_CLOSED",
            Self::Level => "BELOW_LEVEL",
            Self::Chosen => "SWITCHED_OFF",
            Self::Child => "CHILD",
            Self::NoContact => "NO_KRR_CONTACT",
            Self::Stale => "CONTACT_STALE",
            Self::SamePoint => "SAME_CONTACT_POINT",
        }
    }

    /// Whether she should see in her history that she was not told: it lies with what
    /// the register has, and she can mend it.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::NoContact | Self::Stale)
    }
}

impl From<NotUsable> for NotNotified {
    fn from(why: NotUsable) -> Self {
        match why {
            NotUsable::Stale => Self::Stale,
            NotUsable::NoContact | NotUsable::Reserved | NotUsable::NotNotifiable => {
                Self::NoContact
            }
        }
    }
}

/// One notice, as it is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Where.
    pub address: Address,
    /// In which text.
    pub template: Template,
    /// In which language.
    pub language: ContactLanguage,
    /// When the register last had the contact point confirmed (SM-10).
    pub confirmed_on: Option<Date>,
}

impl Receiver {
    /// Whether she is told of this at all. Asked before the contact register is.
    ///
    /// # Errors
    /// [`NotNotified`] says why not.
    pub fn wants(
        &self,
        occasion: Occasion,
        weight: Weight,
        today: Date,
    ) -> Result<(), NotNotified> {
        match self.party.register {
            InRegister::Deceased => return Err(NotNotified::Deceased),
            InRegister::NotActive => return Err(NotNotified::NotActive),
            InRegister::Active => {}
        }
        if self.is_child(today) {
            return Err(NotNotified::Child);
        }
        if occasion.is_owed() {
            return Ok(());
        }
        if self.account == Account::Closed {
            return Err(NotNotified::AccountClosed);
        }
        match self.choices.wish(occasion.topic(self.standing)) {
            Wish::Always => Ok(()),
            Wish::Never => Err(NotNotified::Chosen),
            Wish::ByLevel => match (self.choices.level_for(self.standing), weight) {
                (Level::Normal | Level::Full, _) | (Level::Limited, Weight::NeedsAnswer) => Ok(()),
                (Level::Limited, Weight::Plain) => Err(NotNotified::Level),
            },
        }
    }

    /// Where she is told and in which text, from what the contact register says now.
    /// `parents` are the cards of those with parental responsibility for a youth: what
    /// also stands there is not her own (SM-6).
    ///
    /// # Errors
    /// [`NotNotified`] says why nowhere.
    pub fn points(
        &self,
        occasion: Occasion,
        card: &ContactCard,
        parents: &[ContactCard],
        today: Date,
    ) -> Result<Vec<Planned>, NotNotified> {
        let own = match self.party.age_on(today) {
            Some(YOUTH_UNTIL..) => card.clone(),
            // Whose age is not known may be a child.
            _ => card.own_to_the_child(parents),
        };
        let by_sms = || {
            let found = own.usable_mobile(ContactUse::ServiceMessage, today)?;
            let on = (found.confirmed(), found.shared);
            Ok(self.planned(Address::Phone(found.value.clone()), occasion, (&own, on)))
        };
        let by_email = || {
            let found = own.usable_email(ContactUse::ServiceMessage, today)?;
            let on = (found.confirmed(), found.shared);
            Ok(self.planned(Address::Email(found.value.clone()), occasion, (&own, on)))
        };
        let (sms, email): (Result<_, NotUsable>, Result<_, NotUsable>) = (by_sms(), by_email());
        let found: Result<Vec<Planned>, NotUsable> = match self.choices.channels {
            Channels::Sms => sms.or_else(|why| email.map_err(|other| why.max(other))).map(one),
            Channels::Email => email.or_else(|why| sms.map_err(|other| why.max(other))).map(one),
            Channels::Both => match (sms, email) {
                (Ok(sms), Ok(email)) => Ok(vec![sms, email]),
                (Ok(found), Err(_)) | (Err(_), Ok(found)) => Ok(vec![found]),
                (Err(why), Err(other)) => Err(why.max(other)),
            },
        };
        Ok(found?)
    }

    fn planned(
        &self,
        address: Address,
        occasion: Occasion,
        (card, (confirmed, shared)): (&ContactCard, (Option<crate::time::Instant>, SharedWith)),
    ) -> Planned {
        Planned {
            address,
            template: self.template(occasion, shared),
            language: card.language.unwrap_or(ContactLanguage::Nb),
            confirmed_on: confirmed.map(|at| at.in_oslo().date),
        }
    }

    /// Protected persons and shared contact points get the one text that says nothing
    /// (SM-5, SM-7, § 1.6.3); dialogue has no other either (N-07).
    const fn template(&self, occasion: Occasion, shared: SharedWith) -> Template {
        let is_plain = matches!(self.party.protection, Protection::None)
            && matches!(shared, SharedWith::Nobody);
        match occasion.topic(self.standing) {
            Topic::Grants if is_plain => Template::SomethingNew,
            Topic::Grants
            | Topic::Messages
            | Topic::Helped
            | Topic::LookedUp
            | Topic::Breach
            | Topic::Block
            | Topic::ServiceEnds
            | Topic::RecordMoves
            | Topic::RightsAnswered
            | Topic::Childs => Template::NewMessage,
        }
    }

    fn is_child(&self, today: Date) -> bool {
        self.party.age_on(today).is_some_and(|age| age < CHILD_UNTIL)
    }
}

fn one(found: Planned) -> Vec<Planned> {
    vec![found]
}

/// Leaves one notice to each contact point, and none to somebody who has a contact
/// point at which another is told already (N-09). The first in the row keeps hers, so
/// the person whom it is about goes first.
pub fn once_per_point<R>(
    all: Vec<(R, &ContactCard, Vec<Planned>)>,
) -> Vec<(R, Result<Vec<Planned>, NotNotified>)> {
    let mut taken: HashSet<Address> = HashSet::new();
    let mut left = Vec::with_capacity(all.len());
    for (who, card, points) in all {
        let mobile = card.mobile.as_ref().map(|held| Address::Phone(held.value.clone()));
        let email = card.email.as_ref().map(|held| Address::Email(held.value.clone()));
        let is_reached = [mobile, email].into_iter().flatten().any(|held| taken.contains(&held))
            || points.iter().any(|point| taken.contains(&point.address));
        if is_reached {
            left.push((who, Err(NotNotified::SamePoint)));
        } else {
            taken.extend(points.iter().map(|point| point.address.clone()));
            left.push((who, Ok(points)));
        }
    }
    left
}
