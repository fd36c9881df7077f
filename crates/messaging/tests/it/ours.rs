//! What the tests send: our own people, units and times.

use helsebro_domain::dialog::ServiceId;
use helsebro_domain::parties::{HerId, IdentityNumber, NumberPolicy, PersonName};
use helsebro_domain::time::Instant;
use helsebro_messaging::{
    About, Address, AddressLevel, DigitalStatus, Outgoing, OutgoingContent, Person, Preceding,
    Relation, Representative,
};

/// 1 February 2027, a quarter past nine in Oslo.
pub(crate) const NOW: Instant = Instant::from_micros(1_801_469_700_000_000);

pub(crate) fn address(organisation: (&str, &str), unit: (&str, &str)) -> Address {
    let level = |(her_id, name): (&str, &str)| AddressLevel {
        her_id: HerId::parse(her_id).unwrap(),
        name: name.to_owned(),
    };
    Address { organisation: level(organisation), unit: level(unit) }
}

pub(crate) fn us() -> Address {
    address(("8149000", "Helsebro"), ("8149001", "Innbyggertjenester"))
}

pub(crate) fn solvik() -> Address {
    address(("8140001", "Solvik kommune"), ("8140101", "Hjemmesykepleien Solvik øst"))
}

pub(crate) fn person(given: &str, family: &str, number: &str) -> Person {
    let number = IdentityNumber::parse(number, &NumberPolicy::synthetic()).unwrap();
    Person { name: PersonName::new(given, family), number }
}

pub(crate) fn kari() -> Person {
    person("Kari", "Nilsen", "12864800015")
}

pub(crate) fn anne() -> Person {
    person("Anne", "Nilsen", "03837500035")
}

pub(crate) fn about_kari() -> About {
    About { citizen: kari(), acting: None }
}

pub(crate) fn anne_for_kari(relation: Relation) -> About {
    let acting =
        Representative { person: anne(), relation, phone: Some("+47 750 00 120".to_owned()) };
    About { citizen: kari(), acting: Some(acting) }
}

pub(crate) fn service() -> ServiceId {
    ServiceId::parse("HJSP-OST").unwrap()
}

pub(crate) fn after() -> Preceding {
    Preceding {
        parent: "0198c0de-0001-7000-8000-000000000203".to_owned(),
        conversation: "0198c0de-0001-7000-8000-000000000001".to_owned(),
    }
}

pub(crate) fn outgoing(content: OutgoingContent) -> Outgoing {
    Outgoing {
        message_id: "0198c0de-0002-7000-8000-000000000301".parse().unwrap(),
        sent_at: NOW,
        sender: us(),
        receiver: solvik(),
        content,
    }
}

fn writes(about: About) -> OutgoingContent {
    OutgoingContent::CitizenWrites {
        about,
        service_id: service(),
        topic: Some("Besøk på torsdag".to_owned()),
        text:
            "Hei!\nKan dere komme før klokka 9?\n\nJeg skal til legen <10.30> & vil hjem \"snart\"."
                .to_owned(),
        after: None,
    }
}

/// One of every kind that we can write, by the name of its reviewed file.
pub(crate) fn every_kind() -> Vec<(&'static str, Outgoing)> {
    let status = |status| OutgoingContent::DigitalStatusChanged { person: kari(), status };
    let contents = vec![
        ("citizen-writes", writes(about_kari())),
        ("citizen-writes-parent", writes(anne_for_kari(Relation::ParentalResponsibility))),
        ("citizen-writes-guardian", writes(anne_for_kari(Relation::Guardianship))),
        ("citizen-writes-proxy", writes(anne_for_kari(Relation::PowerOfAttorney))),
        ("citizen-writes-assigned-proxy", writes(anne_for_kari(Relation::AssignedPowerOfAttorney))),
        (
            "citizen-writes-again",
            OutgoingContent::CitizenWrites {
                about: about_kari(),
                service_id: service(),
                topic: None,
                text: "En ting til.".to_owned(),
                after: Some(after()),
            },
        ),
        (
            "citizen-replies",
            OutgoingContent::CitizenReplies {
                about: about_kari(),
                service_id: Some(service()),
                topic: Some("Besøk på torsdag".to_owned()),
                text: "Takk, det passer fint.".to_owned(),
                after: after(),
            },
        ),
        (
            "citizen-replies-proxy",
            OutgoingContent::CitizenReplies {
                about: anne_for_kari(Relation::PowerOfAttorney),
                service_id: None,
                topic: None,
                text: "Takk, det passer fint for mor.".to_owned(),
                after: after(),
            },
        ),
        (
            "conversation-closed",
            OutgoingContent::ConversationClosed { about: about_kari(), text: None, after: after() },
        ),
        (
            "conversation-closed-with-text",
            OutgoingContent::ConversationClosed {
                about: about_kari(),
                text: Some("Samtalen er flyttet til helsestasjonen.".to_owned()),
                after: after(),
            },
        ),
        ("digital-active", status(DigitalStatus::Active)),
        ("digital-inactive", status(DigitalStatus::Inactive)),
        (
            "digital-answer",
            OutgoingContent::DigitalAnswer { active: vec![kari(), anne()], after: after() },
        ),
        ("digital-answer-none", OutgoingContent::DigitalAnswer { active: vec![], after: after() }),
        ("link-test", OutgoingContent::LinkTest),
        ("link-test-answer", OutgoingContent::LinkTestAnswer { after: after() }),
    ];
    contents.into_iter().map(|(name, content)| (name, outgoing(content))).collect()
}
