//! What the contact register says of a person, and which of it may be used.

use crate::time::{Date, Instant, add_months};

use super::{EmailAddress, PhoneNumber};

/// How many months a contact point may be used after it was last confirmed (L-EFV-32).
pub const FRESH_MONTHS: i16 = 18;

/// Whether a person has reserved herself against electronic communication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reservation {
    /// She has; so is a word that we do not know read.
    Reserved,
    /// She has not.
    NotReserved,
}

/// Whether a person is in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// She is.
    Active,
    /// She has deleted herself; treated as not registered (L-EFV-34).
    Deleted,
    /// She is not; so is a word that we do not know read.
    NotRegistered,
}

/// The register's own word on whether a person can be given a legal notice. It
/// is one word for the whole person, so it is never enough alone (L-EFV-32).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notifiable {
    /// She can.
    Yes,
    /// She cannot; so is a word that we do not know read.
    No,
}

/// Whether the register has the same value on other persons too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedWith {
    /// On this person alone.
    Nobody,
    /// On others too: only a neutral text may go there (SM-5).
    Others,
}

/// The language that a person wishes to be written to in. Northern Sámi is read
/// as bokmål until a translator has written the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactLanguage {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl ContactLanguage {
    /// The language behind the register's tag; none when we have no texts in it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().to_ascii_lowercase().as_str() {
            "nb" | "se" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }
}

/// One contact point with what the register knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel<V> {
    /// The number or the address.
    pub value: V,
    /// When it was last changed.
    pub updated: Option<Instant>,
    /// When the person last confirmed it.
    pub verified: Option<Instant>,
    /// Whether it stands on others too.
    pub shared: SharedWith,
}

impl<V> Channel<V> {
    /// When it was last known to be right: the newer of changed and confirmed (L-EFV-32).
    pub fn confirmed(&self) -> Option<Instant> {
        self.updated.max(self.verified)
    }

    /// The last day it may be used, by the calendar in Oslo (L-EFV-32, TV-11).
    pub fn fresh_until(&self) -> Option<Date> {
        self.confirmed().map(|at| add_months(at.in_oslo().date, FRESH_MONTHS))
    }

    fn is_fresh_on(&self, today: Date) -> bool {
        self.fresh_until().is_some_and(|last| today <= last)
    }
}

/// What the contact register said of one person when it was asked. There is no
/// way to make one out of an outage: without an answer there is no card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// Whether she has reserved herself.
    pub reservation: Reservation,
    /// Whether she is there.
    pub listing: Listing,
    /// Whether the register says that she can be notified.
    pub notifiable: Notifiable,
    /// Her mobile.
    pub mobile: Option<Channel<PhoneNumber>>,
    /// Her e-mail address.
    pub email: Option<Channel<EmailAddress>>,
    /// The language she wishes to be written to in.
    pub language: Option<ContactLanguage>,
}

/// What a contact point is to be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactUse {
    /// A service message; a reservation does not hinder it (SM-5).
    ServiceMessage,
    /// A notice that the law demands (eForvaltningsforskriften § 8).
    LegalNotice,
}

/// Why a contact point is not used. None of it is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotUsable {
    /// The register has none.
    NoContact,
    /// It has not been confirmed for too long (SM-5, L-EFV-32).
    Stale,
    /// She has reserved herself.
    Reserved,
    /// The register says that she cannot be notified.
    NotNotifiable,
}

impl NotUsable {
    /// The reason code (§ 12).
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoContact => "NO_KRR_CONTACT",
            Self::Stale => "CONTACT_STALE",
            Self::Reserved => "PAPER_REQUIRED_RESERVED",
            Self::NotNotifiable => "EFV_NOTICE_IMPOSSIBLE",
        }
    }
}

impl ContactCard {
    /// The card of a person whom the register does not have.
    pub const fn not_registered() -> Self {
        Self {
            reservation: Reservation::NotReserved,
            listing: Listing::NotRegistered,
            notifiable: Notifiable::No,
            mobile: None,
            email: None,
            language: None,
        }
    }

    /// The mobile, when it may be used for this today.
    ///
    /// # Errors
    /// [`NotUsable`] saying why not.
    pub fn usable_mobile(
        &self,
        purpose: ContactUse,
        today: Date,
    ) -> Result<&Channel<PhoneNumber>, NotUsable> {
        self.usable(self.mobile.as_ref(), purpose, today)
    }

    /// The e-mail address, when it may be used for this today.
    ///
    /// # Errors
    /// [`NotUsable`] saying why not.
    pub fn usable_email(
        &self,
        purpose: ContactUse,
        today: Date,
    ) -> Result<&Channel<EmailAddress>, NotUsable> {
        self.usable(self.email.as_ref(), purpose, today)
    }

    /// Each channel is judged alone (L-EFV-32).
    fn usable<'a, V>(
        &self,
        channel: Option<&'a Channel<V>>,
        purpose: ContactUse,
        today: Date,
    ) -> Result<&'a Channel<V>, NotUsable> {
        if self.listing != Listing::Active {
            return Err(NotUsable::NoContact);
        }
        if purpose == ContactUse::LegalNotice && self.reservation == Reservation::Reserved {
            return Err(NotUsable::Reserved);
        }
        let channel = channel.ok_or(NotUsable::NoContact)?;
        if !channel.is_fresh_on(today) {
            return Err(NotUsable::Stale);
        }
        if purpose == ContactUse::LegalNotice && self.notifiable == Notifiable::No {
            return Err(NotUsable::NotNotifiable);
        }
        Ok(channel)
    }

    /// The card of a child of 12 to 15 with only what is the child's own: a value
    /// that the register has on others too, or that stands on somebody with
    /// parental responsibility, is left out (SM-6).
    #[must_use]
    pub fn own_to_the_child(&self, parents: &[Self]) -> Self {
        let mobile = own(self.mobile.as_ref(), parents.iter().map(|card| card.mobile.as_ref()));
        let email = own(self.email.as_ref(), parents.iter().map(|card| card.email.as_ref()));
        Self { mobile, email, ..self.clone() }
    }
}

fn own<'a, V: Clone + PartialEq + 'a>(
    childs: Option<&Channel<V>>,
    mut parents: impl Iterator<Item = Option<&'a Channel<V>>>,
) -> Option<Channel<V>> {
    let childs = childs.filter(|channel| channel.shared == SharedWith::Nobody)?;
    let is_parents = parents.any(|held| held.is_some_and(|held| held.value == childs.value));
    (!is_parents).then(|| childs.clone())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn on(day: Date) -> Option<Instant> {
        Some(Instant::from_oslo(day, time(23, 30, 0, 0)))
    }

    fn mobile(raw: &str, confirmed: Date) -> Channel<PhoneNumber> {
        Channel {
            value: PhoneNumber::parse(raw).unwrap(),
            updated: on(date(2020, 1, 1)),
            verified: on(confirmed),
            shared: SharedWith::Nobody,
        }
    }

    fn email(raw: &str, confirmed: Date) -> Channel<EmailAddress> {
        Channel {
            value: EmailAddress::parse(raw).unwrap(),
            updated: on(confirmed),
            verified: None,
            shared: SharedWith::Nobody,
        }
    }

    fn kari() -> ContactCard {
        ContactCard {
            reservation: Reservation::NotReserved,
            listing: Listing::Active,
            notifiable: Notifiable::Yes,
            mobile: Some(mobile("90000001", date(2026, 12, 1))),
            email: Some(email("kari@example.no", date(2026, 12, 1))),
            language: Some(ContactLanguage::Nn),
        }
    }

    const TODAY: Date = date(2027, 2, 2);

    /// L-EFV-32, TV-11, CHX-4.
    #[test]
    fn l_efv_32_tv_11_a_contact_point_is_usable_through_the_day_18_months_on() {
        for (confirmed, last, after) in [
            (date(2025, 8, 1), date(2027, 2, 1), date(2027, 2, 2)),
            (date(2025, 8, 31), date(2027, 2, 28), date(2027, 3, 1)),
        ] {
            let card = ContactCard { mobile: Some(mobile("90000001", confirmed)), ..kari() };
            for purpose in [ContactUse::ServiceMessage, ContactUse::LegalNotice] {
                assert!(card.usable_mobile(purpose, last).is_ok(), "{confirmed}");
                assert_eq!(card.usable_mobile(purpose, after), Err(NotUsable::Stale));
            }
        }
    }

    /// L-EFV-32: the civil date is Oslo's, not that of the offset it was written with.
    #[test]
    fn l_efv_32_the_day_of_confirming_is_counted_in_oslo() {
        let late = Channel {
            verified: Some(Instant::from_oslo(date(2025, 8, 2), time(0, 30, 0, 0))),
            updated: None,
            ..mobile("90000001", date(2020, 1, 1))
        };
        assert_eq!(late.fresh_until(), Some(date(2027, 2, 2)));
    }

    /// L-EFV-32: per channel, on the newer of changed and confirmed.
    #[test]
    fn l_efv_32_each_channel_is_judged_alone_and_on_the_newer_date() {
        let card =
            ContactCard { email: Some(email("kari@example.no", date(2025, 7, 2))), ..kari() };
        assert_eq!(card.usable_email(ContactUse::LegalNotice, TODAY), Err(NotUsable::Stale));
        assert!(card.usable_mobile(ContactUse::LegalNotice, TODAY).is_ok());
        let changed = Channel {
            updated: on(date(2026, 12, 1)),
            verified: on(date(2020, 1, 1)),
            ..mobile("90000001", TODAY)
        };
        assert_eq!(changed.confirmed(), on(date(2026, 12, 1)));
        let never = Channel { updated: None, verified: None, ..changed };
        let card = ContactCard { mobile: Some(never), ..kari() };
        assert_eq!(card.usable_mobile(ContactUse::ServiceMessage, TODAY), Err(NotUsable::Stale));
    }

    /// SM-5: a reservation does not hinder a service message, an old address does.
    #[test]
    fn sm_5_a_reserved_person_gets_service_messages_but_no_legal_notice() {
        let ola = ContactCard {
            reservation: Reservation::Reserved,
            notifiable: Notifiable::No,
            ..kari()
        };
        assert!(ola.usable_mobile(ContactUse::ServiceMessage, TODAY).is_ok());
        assert!(ola.usable_email(ContactUse::ServiceMessage, TODAY).is_ok());
        assert_eq!(ola.usable_mobile(ContactUse::LegalNotice, TODAY), Err(NotUsable::Reserved));
        let old = ContactCard { mobile: Some(mobile("90000001", date(2025, 7, 2))), ..ola };
        let refused = old.usable_mobile(ContactUse::ServiceMessage, TODAY).unwrap_err();
        assert_eq!(refused.code(), "CONTACT_STALE");
    }

    /// L-EFV-32: the register's own word is needed too, for what the law demands.
    #[test]
    fn l_efv_32_a_legal_notice_needs_the_registers_word_as_well() {
        let card = ContactCard { notifiable: Notifiable::No, ..kari() };
        assert_eq!(
            card.usable_email(ContactUse::LegalNotice, TODAY),
            Err(NotUsable::NotNotifiable)
        );
        assert!(card.usable_email(ContactUse::ServiceMessage, TODAY).is_ok());
    }

    /// L-EFV-33/34: one who deleted herself is as one who was never there.
    #[test]
    fn l_efv_34_a_deleted_person_has_no_contact() {
        for listing in [Listing::Deleted, Listing::NotRegistered] {
            let card = ContactCard { listing, ..kari() };
            for purpose in [ContactUse::ServiceMessage, ContactUse::LegalNotice] {
                assert_eq!(card.usable_mobile(purpose, TODAY), Err(NotUsable::NoContact));
            }
        }
        let nobody = ContactCard::not_registered();
        let refused = nobody.usable_email(ContactUse::ServiceMessage, TODAY).unwrap_err();
        assert_eq!(refused.code(), "NO_KRR_CONTACT");
    }

    /// SM-6.
    #[test]
    fn sm_6_a_childs_address_that_is_also_the_parents_is_not_the_childs() {
        let lise = kari();
        let jonas = ContactCard { mobile: Some(mobile("90000002", TODAY)), ..kari() };
        let own = jonas.own_to_the_child(core::slice::from_ref(&lise));
        assert_eq!(own.mobile, jonas.mobile);
        assert_eq!(own.email, None, "the e-mail address is Lise's");
        let shared = Channel { shared: SharedWith::Others, ..mobile("90000002", TODAY) };
        let shared = ContactCard { mobile: Some(shared), ..jonas };
        assert_eq!(shared.own_to_the_child(&[]).mobile, None);
    }

    #[test]
    fn northern_sami_is_read_as_bokmal_and_other_tongues_are_none() {
        for (tag, language) in [
            ("nb", Some(ContactLanguage::Nb)),
            ("NN", Some(ContactLanguage::Nn)),
            ("en", Some(ContactLanguage::En)),
            ("se", Some(ContactLanguage::Nb)),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(ContactLanguage::from_tag(tag), language, "{tag}");
        }
        assert_eq!(ContactLanguage::Nn.tag(), "nn");
    }

    #[test]
    fn a_card_does_not_print_what_one_is_reached_at() {
        let shown = format!("{:?}", kari());
        for secret in ["90000001", "kari@"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
