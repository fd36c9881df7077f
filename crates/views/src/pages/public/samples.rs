//! One of each state of the public pages.

use helsebro_domain::time::{Instant, Time};
use jiff::civil::date;

use super::{
    Accessibility, Down, Drafts, Ended, Expired, Front, Help, Leaving, NotFound, NotIn, NotTaken,
    NotTakenWhy, OurFault, Outcome, Privacy, SignInRefused, SignedOut, StaffNotIn,
    StaffSignInRefused, Switchboard, TooMany,
};
use crate::Samples;

fn switchboards() -> Vec<Switchboard> {
    [
        ("Granli kommune", "75 00 02 00"),
        ("Nordfjell kommune", "75 00 03 00"),
        ("Solvik kommune", "75 00 01 00"),
    ]
    .map(|(name, phone)| Switchboard { name: name.to_owned(), phone: phone.to_owned() })
    .into()
}

fn home() -> String {
    "/".to_owned()
}

impl Samples for Front {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            sign_in_href: "/logg-inn".to_owned(),
            staff_sign_in_href: "/ansatt/logg-inn".to_owned(),
            municipalities: ["Granli", "Nordfjell", "Solvik"].map(str::to_owned).into(),
        };
        let empty = Self { municipalities: Vec::new(), ..filled.clone() };
        vec![("filled", filled), ("empty", empty)]
    }
}

impl Samples for SignedOut {
    fn samples() -> Vec<(&'static str, Self)> {
        let page =
            |ended| Self { ended, drafts: Drafts::Kept, sign_in_href: "/logg-inn".to_owned() };
        vec![
            ("asked", page(Ended::Asked)),
            ("idle", page(Ended::Idle)),
            ("idle-staff", Self { drafts: Drafts::None, ..page(Ended::Idle) }),
            ("too-long", page(Ended::TooLong)),
            ("everywhere", page(Ended::Everywhere)),
            ("elsewhere", page(Ended::Elsewhere)),
            ("unknown", page(Ended::Unknown)),
        ]
    }
}

impl Samples for Leaving {
    fn samples() -> Vec<(&'static str, Self)> {
        let field =
            ("post_logout_redirect_uri".to_owned(), "https://x.example/utlogget".to_owned());
        vec![(
            "there",
            Self { action: "https://id.example/logout".to_owned(), fields: vec![field] },
        )]
    }
}

impl Samples for Help {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { switchboards: Vec::new() };
        vec![("filled", Self { switchboards: switchboards() }), ("empty", empty)]
    }
}

impl Samples for Privacy {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("filled", Self { switchboards: switchboards() })]
    }
}

impl Samples for Accessibility {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("filled", Self { switchboards: switchboards() })]
    }
}

impl Samples for NotFound {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self { home_href: home(), switchboards: switchboards() };
        let bare = Self { switchboards: Vec::new(), ..page.clone() };
        vec![("filled", page), ("bare", bare)]
    }
}

impl Samples for NotTaken {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |why, written: Option<&str>| Self {
            why,
            home_href: home(),
            written: written.map(str::to_owned),
            switchboards: switchboards(),
        };
        vec![
            ("address", page(NotTakenWhy::Address, None)),
            ("too-large", page(NotTakenWhy::TooLarge, None)),
            ("unclear", page(NotTakenWhy::Unclear, Some("Jeg har bare to plaster igjen."))),
            ("way", page(NotTakenWhy::Way, None)),
        ]
    }
}

impl Samples for Expired {
    fn samples() -> Vec<(&'static str, Self)> {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let kept = Self {
            action: "/meldinger/ny/til/0190b0c0".to_owned(),
            fields: vec![
                field("topic", "Plaster"),
                field("body", "Hei!\nJeg har bare to plaster igjen."),
                field("act", "continue"),
            ],
            written: Some("Hei!\nJeg har bare to plaster igjen.".to_owned()),
            home_href: home(),
            switchboards: switchboards(),
        };
        let nothing = Self { fields: Vec::new(), written: None, ..kept.clone() };
        vec![("kept", kept), ("nothing-kept", nothing)]
    }
}

impl Samples for TooMany {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |minutes, written| Self {
            minutes,
            home_href: home(),
            written,
            switchboards: switchboards(),
        };
        let written = Some("Jeg har bare to plaster igjen.".to_owned());
        vec![("one", page(1, None)), ("many", page(5, written))]
    }
}

impl Samples for OurFault {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |outcome, written: Option<&str>| Self {
            outcome,
            code: "K7Q2".to_owned(),
            retry_href: "/meldinger".to_owned(),
            written: written.map(str::to_owned),
            switchboards: switchboards(),
        };
        let bare = Self { switchboards: Vec::new(), ..page(Outcome::OnlyShown, None) };
        vec![
            ("nothing-sent", page(Outcome::NothingSent, Some("Jeg har bare to plaster igjen."))),
            ("unknown", page(Outcome::Unknown, Some("Jeg har bare to plaster igjen."))),
            ("shown", bare),
        ]
    }
}

impl Samples for Down {
    fn samples() -> Vec<(&'static str, Self)> {
        let six = Time::new(6, 0, 0, 0).unwrap_or_default();
        let until = Some(Instant::from_oslo(date(2027, 2, 3), six));
        let page = |until, written: Option<&str>| Self {
            until,
            written: written.map(str::to_owned),
            switchboards: switchboards(),
        };
        vec![
            ("until", page(until, None)),
            ("unknown", page(None, Some("Jeg har bare to plaster igjen."))),
        ]
    }
}

impl Samples for SignInRefused {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |why, code: Option<&str>| Self {
            why,
            sign_in_href: "/logg-inn".to_owned(),
            support_code: code.map(str::to_owned),
            switchboards: switchboards(),
        };
        vec![
            ("level", page(NotIn::LevelTooLow, None)),
            ("no-identity", page(NotIn::NoIdentity, None)),
            ("cancelled", page(NotIn::Cancelled, None)),
            ("away", page(NotIn::Away, None)),
            ("failed", page(NotIn::Failed, Some("K7Q2"))),
        ]
    }
}

impl Samples for StaffSignInRefused {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |why, code: Option<&str>| Self {
            why,
            sign_in_href: "/ansatt/logg-inn".to_owned(),
            support_code: code.map(str::to_owned),
        };
        let unit = Some("Hjemmesykepleien Solvik øst".to_owned());
        let ended = Some(date(2027, 1, 31));
        let none = StaffNotIn::NotAuthorised { ended: None, unit: None };
        vec![
            ("ended-unit", page(StaffNotIn::NotAuthorised { ended, unit }, None)),
            ("ended", page(StaffNotIn::NotAuthorised { ended, unit: None }, None)),
            ("none", page(none, None)),
            ("unknown", page(StaffNotIn::Unknown, None)),
            ("level", page(StaffNotIn::LevelTooLow, None)),
            ("cancelled", page(StaffNotIn::Cancelled, None)),
            ("away", page(StaffNotIn::Away, None)),
            ("failed", page(StaffNotIn::Failed, Some("K7Q2"))),
        ]
    }
}
