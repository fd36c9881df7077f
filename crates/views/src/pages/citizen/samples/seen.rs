//! Who has seen, and asking about it.

use helsebro_domain::audit::{Event, Verdict, Why};
use jiff::civil::date;

use super::{LONG_UNIT, UNIT, at};
use crate::Samples;
use crate::pages::citizen::{
    AskAboutLine, AskReceipt, AskState, BodyFault, LogQuestionForm, Seen, SeenBy, SeenDay,
    SeenDisclosure, SeenEmergency, SeenLine, SeenLink, SeenPart, SeenPrint, SeenReason,
};

fn per() -> SeenBy {
    let name = Some(("Per Haug".to_owned(), "sykepleier".to_owned()));
    SeenBy::Staff { name, place: Some(UNIT.to_owned()) }
}

fn line(by: SeenBy, what: Event, why: Why) -> SeenLine {
    SeenLine {
        at: at(2, 14, 50),
        by,
        what,
        thread: Some(("/meldinger/t1".to_owned(), "Såret på leggen".to_owned())),
        reason: SeenReason::Because(why),
        emergency: None,
        disclosure: None,
        ask_href: Some("/meg/hvem-har-sett/l1/spor".to_owned()),
    }
}

fn emergency(verdict: Option<Verdict>) -> SeenLine {
    let reason = "Bevisstløs, legevakten spør om medisiner.".to_owned();
    SeenLine {
        thread: None,
        emergency: Some(SeenEmergency { reason, verdict }),
        ..line(per(), Event::EmergencyOpened, Why::Emergency)
    }
}

fn disclosure(what: Event, compelling: &str) -> SeenLine {
    let told = SeenDisclosure {
        unit: UNIT.to_owned(),
        source: "Solbakken sykehjem".to_owned(),
        what: "Sårjournal".to_owned(),
        why: "Jeg steller såret og må vite hva som er prøvd.".to_owned(),
        compelling: compelling.to_owned(),
    };
    SeenLine { thread: None, disclosure: Some(told), ..line(per(), what, Why::Disclosure) }
}

fn helper(of: Option<&str>) -> SeenBy {
    SeenBy::Helper { name: "Anne Nilsen".to_owned(), of: of.map(str::to_owned) }
}

fn days() -> Vec<SeenDay> {
    let epj = SeenBy::Epj("Solvik kommune".to_owned());
    let unnamed = SeenBy::Staff { name: None, place: Some(LONG_UNIT.to_owned()) };
    let refused = SeenLine {
        reason: SeenReason::Refused,
        thread: None,
        ..line(unnamed.clone(), Event::ThreadRead, Why::Service)
    };
    let today = vec![
        line(per(), Event::ThreadRead, Why::Service),
        line(per(), Event::ThreadForwarded, Why::Forwarded),
        SeenLine { thread: None, ..line(epj, Event::ActiveAsked, Why::Exchange) },
        SeenLine { ask_href: None, ..line(helper(None), Event::ThreadRead, Why::PowerOfAttorney) },
        line(unnamed, Event::NumberShown, Why::Question),
        refused,
        SeenLine {
            reason: SeenReason::None,
            ..line(SeenBy::Platform, Event::ThreadClosed, Why::Exchange)
        },
    ];
    vec![
        SeenDay { day: date(2027, 2, 2), lines: today },
        SeenDay {
            day: date(2027, 1, 29),
            lines: vec![
                line(per(), Event::ThreadAnswered, Why::Service),
                emergency(None),
                emergency(Some(Verdict::Lawful)),
                emergency(Some(Verdict::Unlawful)),
                disclosure(Event::DisclosureAsked, "Såret er infisert."),
                disclosure(Event::DisclosureRead, ""),
            ],
        },
    ]
}

/// Every event and every reason has its words.
fn everything() -> Vec<SeenDay> {
    let own = Event::ALL.iter().map(|event| SeenLine {
        thread: None,
        ask_href: None,
        reason: SeenReason::None,
        ..line(SeenBy::You, *event, Why::Service)
    });
    let because =
        Why::ALL.iter().map(|why| line(helper(Some("Kari Nilsen")), Event::LogSeen, *why));
    vec![SeenDay { day: date(2026, 12, 24), lines: own.chain(because).collect() }]
}

fn parts() -> Vec<SeenLink<SeenPart>> {
    [
        (SeenPart::Others, "/meg/hvem-har-sett"),
        (SeenPart::Staff, "/meg/hvem-har-sett?vis=ansatte"),
        (SeenPart::Helpers, "/meg/hvem-har-sett?vis=hjelpere"),
        (SeenPart::Systems, "/meg/hvem-har-sett?vis=systemer"),
        (SeenPart::Own, "/meg/hvem-har-sett?vis=egne"),
    ]
    .map(|(to, href)| SeenLink { to, href: href.to_owned() })
    .to_vec()
}

impl Samples for Seen {
    fn samples() -> Vec<(&'static str, Self)> {
        let month = |to| SeenLink { to, href: "/meg/hvem-har-sett?maaned=2027-01".to_owned() };
        let filled = Self {
            of: None,
            parts: parts(),
            part: SeenPart::Others,
            months: vec![month(date(2027, 2, 1)), month(date(2027, 1, 1))],
            month: None,
            all_months_href: "/meg/hvem-har-sett".to_owned(),
            days: days(),
            older_href: Some("/meg/hvem-har-sett?eldre=l9".to_owned()),
            newest_href: None,
            print_href: "/meg/hvem-har-sett/skriv-ut".to_owned(),
            breaches_href: None,
        };
        let empty = Self { days: Vec::new(), older_href: None, ..filled.clone() };
        let month = Self {
            month: Some(date(2027, 1, 1)),
            newest_href: Some("/meg/hvem-har-sett".to_owned()),
            ..empty.clone()
        };
        let own = Self { part: SeenPart::Own, days: everything(), ..filled.clone() };
        let kept: Vec<_> = parts().into_iter().filter(|part| part.to != SeenPart::Own).collect();
        let for_kari = Self { of: Some("Kari Nilsen".to_owned()), parts: kept, ..filled.clone() };
        let childs = Self {
            of: Some("Emil Berg".to_owned()),
            breaches_href: Some("/meg/brudd".to_owned()),
            ..for_kari.clone()
        };
        vec![
            ("filled", filled),
            ("empty", empty),
            ("empty-month", month),
            ("everything", own),
            ("for-another", for_kari),
            ("childs", childs),
        ]
    }
}

impl Samples for SeenPrint {
    fn samples() -> Vec<(&'static str, Self)> {
        let whole = Self {
            person: "Kari Nilsen".to_owned(),
            days: days(),
            is_cut: false,
            back: "/meg/hvem-har-sett".to_owned(),
        };
        let empty = Self { days: Vec::new(), ..whole.clone() };
        vec![("whole", whole.clone()), ("cut", Self { is_cut: true, ..whole }), ("empty", empty)]
    }
}

impl Samples for AskAboutLine {
    fn samples() -> Vec<(&'static str, Self)> {
        let form = LogQuestionForm {
            action: "/meg/hvem-har-sett/l1/spor".to_owned(),
            unit: UNIT.to_owned(),
            draft: "d1".to_owned(),
            body: String::new(),
            fault: None,
        };
        let page = |state| Self {
            back: "/meg/hvem-har-sett".to_owned(),
            line: line(per(), Event::ThreadRead, Why::Service),
            controller: "Solvik kommune".to_owned(),
            state,
        };
        let missing = LogQuestionForm { fault: Some(BodyFault::Missing), ..form.clone() };
        let long = LogQuestionForm { fault: Some(BodyFault::TooLong(2)), ..form.clone() };
        let receipt = AskReceipt {
            reference: "SOL-2027-000123".to_owned(),
            at: at(2, 9, 14),
            promise_at: Some(at(3, 15, 30)),
            thread_href: Some("/meldinger/t1".to_owned()),
        };
        let bare = AskReceipt { promise_at: None, thread_href: None, ..receipt.clone() };
        vec![
            ("form", page(AskState::Ask(form))),
            ("missing", page(AskState::Ask(missing))),
            ("too-long", page(AskState::Ask(long))),
            ("ring", page(AskState::Ring { phone: "75 00 01 00".to_owned() })),
            ("asked", page(AskState::Asked(receipt))),
            ("asked-bare", page(AskState::Asked(bare))),
        ]
    }
}
