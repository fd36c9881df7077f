//! The contact register and the gateways, as the tests have them. Every text that a test
//! sends is looked through for what must not stand in it (SM-3), by what takes it.

use std::sync::Arc;

use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::giving;
use helsebro_domain::ids::{GrantId, PersonId};
use helsebro_domain::notices::{
    Channel, ContactCard, ContactLanguage, EmailAddress, Listing, NoticeChoices, NoticeState,
    Notifiable, PhoneNumber, Reservation, SharedWith,
};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::representation::{Coverage, Covers, Terms};
use helsebro_partners::email::{FakeMail, Mail};
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::sms::{FakeSms, Sms};
use helsebro_testkit::{Town, ids, oslo};
use helsebro_worker::{Notifying, Worker};

use crate::at_work::{self, counts, date, work_with};

/// What is outside.
pub(crate) struct Outside {
    pub(crate) krr: Arc<FakeKrr>,
    pub(crate) sms: Arc<FakeSms>,
    pub(crate) mail: Arc<FakeMail>,
}

pub(crate) const KARIS: &str = "90000001";
pub(crate) const ANNES: &str = "90000002";
pub(crate) const OTHERS: [(PersonId, &str, &str); 4] = [
    (ids::OLA, "90000003", "ola@innbygger.example"),
    (ids::LISE, "90000004", "lise@innbygger.example"),
    (ids::SARA, "90000005", "sara@innbygger.example"),
    (ids::JONAS, "90000006", "jonas@innbygger.example"),
];

/// A card with both, confirmed lately.
pub(crate) fn card(mobile: &str, email: &str, language: ContactLanguage) -> ContactCard {
    let updated = Some(oslo(date(2026, 12, 1), 12, 0));
    let shared = SharedWith::Nobody;
    let (mobile, email) = (PhoneNumber::parse(mobile), EmailAddress::parse(email));
    ContactCard {
        reservation: Reservation::NotReserved,
        listing: Listing::Active,
        notifiable: Notifiable::Yes,
        mobile: mobile.map(|value| Channel { value, updated, verified: None, shared }),
        email: email.map(|value| Channel { value, updated, verified: None, shared }),
        language: Some(language),
    }
}

pub(crate) fn number(town: &Town, person: PersonId) -> IdentityNumber {
    town.plan.person(person).unwrap().number.clone()
}

impl Outside {
    /// Everybody has a number and an address of her own; Kari reads bokmål, Anne nynorsk.
    pub(crate) fn of(town: &Town) -> Self {
        let krr = Arc::new(FakeKrr::default());
        let nb = ContactLanguage::Nb;
        krr.says(number(town, ids::KARI), card(KARIS, "kari@innbygger.example", nb));
        let annes = card(ANNES, "anne@innbygger.example", ContactLanguage::Nn);
        krr.says(number(town, ids::ANNE), annes);
        for (person, mobile, email) in OTHERS {
            krr.says(number(town, person), card(mobile, email, nb));
        }
        let (sms, mail) = at_work::senders(town);
        Self { krr, sms, mail }
    }

    pub(crate) fn worker(&self, town: &Town) -> Worker {
        let worker = at_work::worker(town);
        let notices = Notifying {
            contacts: self.krr.clone(),
            sms: self.sms.clone(),
            mail: self.mail.clone(),
            ..worker.notices
        };
        Worker { notices, ..worker }
    }

    /// Works until nothing is due.
    pub(crate) async fn works(&self, town: &Town) {
        // A job may leave another; the worker may have been told to stop before that.
        while counts(&town.base.db).await.due_since.is_some() {
            work_with(&self.worker(town), town).await;
        }
    }

    /// What was sent: to whom, and the line that it says.
    pub(crate) fn sent(&self) -> Vec<(String, String)> {
        let sms = self
            .sms
            .sent()
            .into_iter()
            .map(|Sms { to, text, .. }| (to.e164()[3..].to_owned(), text));
        let mail = self.mail.sent().into_iter().map(|Mail { to, subject, text, .. }| {
            assert!(text.starts_with(&subject), "{text}");
            (to.as_str().to_owned(), subject)
        });
        sms.chain(mail).collect()
    }

    /// To where something was sent.
    pub(crate) fn places(&self) -> Vec<String> {
        self.sent().into_iter().map(|(to, _)| to).collect()
    }
}

/// Kari gives Anne what she asks for. What was sent of that is none of the tests' own.
pub(crate) async fn anne_helps_kari(town: &Town, covers: &[Covers]) -> GrantId {
    let (anne, kari) = (town.citizen(ids::ANNE), town.citizen(ids::KARI));
    let terms = Terms { coverage: Coverage::of(covers), last_day: Some(date(2028, 1, 31)) };
    asking::ask(&town.acts, &anne, &number(town, ids::KARI), terms).await.unwrap();
    let waiting = asking::waiting(&town.acts, &kari).await.unwrap();
    let request = waiting.last().unwrap().request.id;
    asking::answer(&town.acts, &kari, request, Decision::Grant).await.unwrap();
    giving::given(&town.acts, &kari).await.unwrap()[0].grant.grant.id
}

/// Somebody chooses.
pub(crate) async fn chooses(town: &Town, person: PersonId, chosen: NoticeChoices) {
    let citizen = town.citizen(person);
    helsebro_actions::notices::choose(&town.acts, &citizen, &chosen).await.unwrap();
}

/// Somebody's history, oldest first: state, why, and where.
pub(crate) async fn history(
    town: &Town,
    person: PersonId,
) -> Vec<(NoticeState, Option<String>, Option<String>)> {
    let citizen = town.citizen(person);
    let mut lines = helsebro_actions::notices::history(&town.acts, &citizen).await.unwrap();
    lines.reverse();
    lines.into_iter().map(|line| (line.notice.state, line.notice.why, line.shown)).collect()
}
