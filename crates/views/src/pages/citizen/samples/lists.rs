//! Home, conversations, contacts and profile.

use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Coverage, Covers};
use jiff::civil::date;

use super::{BODY, LONG_UNIT, UNIT, at, card, cards, reach, switchboard};
use crate::pages::citizen::{
    ActingHome, Begun, ContactCard, Contacts, DraftRow, GrantRow, HelpedNews, Home, Just, LastBy,
    News, On, OneContact, Part, Profile, Refused, Saved, Standing, Term, ThreadRow, Threads,
    WaitingRow, Write, Written,
};
use crate::pages::public::OpenNow;
use crate::{Language, Samples, Theme};

fn no_messages() -> Vec<ContactCard> {
    vec![ContactCard {
        write: Write::RingInstead,
        ..card("c4", "Legevakten i Solvik", OpenNow::Closed)
    }]
}

impl Samples for Home {
    fn samples() -> Vec<(&'static str, Self)> {
        let news = |n: i8, unit: &str| News {
            href: format!("/meldinger/t{n}"),
            unit: unit.to_owned(),
            topic: "Såret på leggen".to_owned(),
            at: at(2, 8, n),
        };
        let helper = |name: &str, last_day| GrantRow {
            href: "/meg/fullmakter/g".to_owned(),
            name: name.to_owned(),
            coverage: Coverage::of(&[Covers::Messages]),
            last_day,
            ended_on: None,
        };
        let filled = Self {
            first_name: "Kari".to_owned(),
            acting: None,
            asks_anew: false,
            is_back: false,
            asked: Vec::new(),
            helpers: vec![helper("Anne Nilsen", Some(date(2028, 1, 31)))],
            helped: Vec::new(),
            today: date(2027, 2, 2),
            news: vec![news(1, UNIT)],
            contacts: cards(),
            switchboards: vec![switchboard()],
        };
        let many = Self {
            first_name: "Anne-Margrethe Kristoffersdatter".to_owned(),
            news: (0..7).map(|n| news(n, LONG_UNIT)).collect(),
            helpers: vec![helper("Anne-Margrethe Kristoffersdatter Vangsnes", None); 5],
            ..filled.clone()
        };
        let nothing_new = Self { news: Vec::new(), ..filled.clone() };
        let nobody = Vec::new();
        let empty = Self { contacts: Vec::new(), helpers: nobody, ..nothing_new.clone() };
        let acting = |on| {
            let name = "Kari Nilsen".to_owned();
            let last_day = Some(date(2028, 1, 31));
            Self { acting: Some(ActingHome { name, on, last_day }), ..filled.clone() }
        };
        let helping = Self {
            asks_anew: true,
            is_back: true,
            asked: vec![WaitingRow {
                begun: Begun::Asked,
                href: "/meg/fullmakter/sporsmal/a".to_owned(),
                asker: "Anne Nilsen".to_owned(),
            }],
            helped: vec![HelpedNews {
                value: "c".to_owned(),
                name: "Gerd Aas".to_owned(),
                given: "Gerd".to_owned(),
                count: 2,
            }],
            ..filled.clone()
        };
        vec![
            ("for-kari", acting(On::Attorney(Coverage::of(&[Covers::Messages])))),
            ("for-emil", acting(On::Parent)),
            ("for-youth", acting(On::ParentOfYouth)),
            ("for-ward", acting(On::Guardian)),
            ("for-kin", acting(On::NextOfKin)),
            ("helping", helping),
            ("filled", filled),
            ("many", many),
            ("nothing-new", nothing_new),
            ("empty", empty),
        ]
    }
}

fn row(n: i8, unread: u32, standing: Standing) -> ThreadRow {
    ThreadRow {
        href: format!("/meldinger/t{n}"),
        unit: UNIT.to_owned(),
        topic: "Såret på leggen".to_owned(),
        last_by: if unread > 0 { LastBy::Unit } else { LastBy::You },
        last_at: at(1, 12, n),
        unread,
        standing,
    }
}

impl Samples for Threads {
    fn samples() -> Vec<(&'static str, Self)> {
        let draft = |topic: Option<&str>| DraftRow {
            href: "/meldinger/utkast/d1".to_owned(),
            to: UNIT.to_owned(),
            topic: topic.map(str::to_owned),
            saved_at: at(2, 9, 14),
        };
        let long = ThreadRow {
            unit: LONG_UNIT.to_owned(),
            topic: "Hverdagsrehabiliteringsoppfølgingssamtalen i mars".to_owned(),
            ..row(5, 0, Standing::Unpromised)
        };
        let filled = Self {
            open: vec![
                row(1, 1, Standing::Nothing),
                row(2, 3, Standing::Nothing),
                row(3, 0, Standing::Waiting(at(3, 15, 30))),
                row(4, 0, Standing::Late(at(1, 15, 30))),
                long,
            ],
            drafts: vec![draft(Some("Plaster til såret")), draft(None)],
            closed: vec![row(6, 0, Standing::Nothing)],
            older_href: Some("/meldinger?eldre=x".to_owned()),
            part: Part::Newest,
            just: Just::Nothing,
        };
        let empty = Self {
            open: Vec::new(),
            drafts: Vec::new(),
            closed: Vec::new(),
            older_href: None,
            ..filled.clone()
        };
        let only_closed = Self { closed: filled.closed.clone(), ..empty.clone() };
        let older = Self { part: Part::Older, ..only_closed.clone() };
        let older_empty = Self { part: Part::Older, ..empty.clone() };
        vec![
            ("draft-saved", Self { just: Just::DraftSaved, ..filled.clone() }),
            ("draft-discarded", Self { just: Just::DraftDiscarded, ..empty.clone() }),
            ("filled", filled),
            ("empty", empty),
            ("only-closed", only_closed),
            ("older", older),
            ("older-empty", older_empty),
        ]
    }
}

impl Samples for Contacts {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = |contacts| Self { contacts, switchboards: vec![switchboard()] };
        vec![
            ("filled", page(cards())),
            ("no-messages", page(no_messages())),
            ("empty", page(Vec::new())),
        ]
    }
}

impl Samples for OneContact {
    fn samples() -> Vec<(&'static str, Self)> {
        let open = Self {
            name: "Hjemmesykepleie".to_owned(),
            unit: reach(UNIT),
            care_area: CareArea::HomeServices,
            closed_days: vec![date(2027, 2, 19), date(2027, 3, 1)],
            link: Some("https://solvik.example/hjemmesykepleie".to_owned()),
            controller: "Solvik kommune".to_owned(),
            municipality: "Solvik kommune".to_owned(),
            ends_on: None,
            copies_until: None,
            term: Term::Holds(None),
            write: Write::Here("/meldinger/ny/til/c1".to_owned()),
            switchboard: Some(switchboard()),
        };
        let bare = Self { closed_days: Vec::new(), link: None, ..open.clone() };
        let ends = Self { term: Term::Holds(Some(date(2027, 2, 28))), ..bare.clone() };
        let closed = Self { write: Write::RingInstead, ..bare.clone() };
        let begins = Self { term: Term::Begins(date(2027, 3, 1)), ..closed.clone() };
        let ended = Self { term: Term::Ended(date(2027, 1, 31)), ..closed.clone() };
        let mut long = Self { name: LONG_UNIT.to_owned(), unit: reach(LONG_UNIT), ..bare.clone() };
        long.unit.week.0.clear();
        long.unit.open = OpenNow::Closed;
        vec![
            ("open", open),
            ("ends", ends),
            ("no-messages", closed),
            ("begins", begins),
            ("ended", ended),
            ("long-name", long),
        ]
    }
}

impl Samples for Profile {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            name: "Kari Nilsen".to_owned(),
            language: Language::Nb,
            theme: Theme::Device,
            saved: Saved::No,
        };
        let saved = Self {
            name: "Anne-Margrethe Kristoffersdatter Langeland-Haugen".to_owned(),
            language: Language::Nn,
            theme: Theme::Dark,
            saved: Saved::Now,
        };
        vec![("plain", page), ("saved", saved)]
    }
}

impl Samples for Refused {
    fn samples() -> Vec<(&'static str, Self)> {
        let written = Some(Written { topic: "Plaster".to_owned(), body: BODY.to_owned() });
        let open_contacts: Vec<ContactCard> = cards().into_iter().take(2).collect();
        let kept = Self {
            code: ReasonCode::UnitNotActive,
            rules: vec!["S1-2.1.1-a".to_owned()],
            support_code: Some("K7Q2".to_owned()),
            written,
            unit: Some(reach(UNIT)),
            open_contacts,
            switchboard: Some(switchboard()),
        };
        let nothing_written = Self { written: None, support_code: None, ..kept.clone() };
        let alone = Self { open_contacts: Vec::new(), unit: None, ..kept.clone() };
        let mut all =
            vec![("kept", kept.clone()), ("nothing-written", nothing_written), ("alone", alone)];
        all.extend(
            ReasonCode::ALL.iter().map(|code| {
                (code.as_str(), Self { code: *code, rules: Vec::new(), ..kept.clone() })
            }),
        );
        all
    }
}
