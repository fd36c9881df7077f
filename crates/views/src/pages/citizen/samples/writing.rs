//! Writing a new message.

use super::{BODY, LONG_UNIT, UNIT, at, cards, switchboard, week};
use crate::Samples;
use crate::pages::citizen::{
    Answer, BodyFault, Check, ChooseContact, ContactCard, Kept, NewMessage, Outlook, Receipt,
    ReceiptStanding, StaffChoice, TopicFault, Write,
};
use crate::pages::files::sample_files;

const OPEN: Outlook = Outlook { opens_at: None, promise_at: None };

fn outlook() -> Outlook {
    Outlook { promise_at: Some(at(3, 15, 30)), ..OPEN }
}

impl Samples for ChooseContact {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            draft: None,
            contacts: cards(),
            answer: Answer::Awaited,
            switchboards: vec![switchboard()],
        };
        let missing = Self { answer: Answer::Missing, ..page.clone() };
        let with_draft = Self { draft: Some("d1".to_owned()), ..page.clone() };
        let closed = |card| ContactCard { write: Write::RingInstead, ..card };
        let none_open =
            Self { contacts: cards().into_iter().map(closed).collect(), ..page.clone() };
        let empty = Self { contacts: Vec::new(), ..page.clone() };
        vec![
            ("filled", page),
            ("missing", missing),
            ("with-draft", with_draft),
            ("none-open", none_open),
            ("empty", empty),
        ]
    }
}

impl Samples for NewMessage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            action: "/meldinger/ny/til/c1".to_owned(),
            to: UNIT.to_owned(),
            outlook: outlook(),
            draft: "d1".to_owned(),
            saved_at: None,
            files: Some(Vec::new()),
            kept: Kept::No,
            topic: String::new(),
            topic_fault: None,
            body: String::new(),
            body_fault: None,
            staff: Vec::new(),
            to_staff: None,
            controller: "Solvik kommune".to_owned(),
            phone: "75 00 01 20".to_owned(),
            week: week(),
        };
        let filled = Self {
            saved_at: Some(at(2, 9, 14)),
            topic: "Plaster til såret".to_owned(),
            body: BODY.to_owned(),
            files: Some(sample_files()),
            ..empty.clone()
        };
        let choice = |value: &str, label: &str| StaffChoice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        let staff = Self {
            staff: vec![
                choice("s1", "Per Haug, sykepleier"),
                choice("s2", "Siri Dahl, sykepleier"),
            ],
            to_staff: Some("s2".to_owned()),
            ..filled.clone()
        };
        let missing = Self {
            topic_fault: Some(TopicFault::Missing),
            body_fault: Some(BodyFault::Missing),
            ..empty.clone()
        };
        let too_long = Self {
            topic: "x".repeat(51),
            topic_fault: Some(TopicFault::TooLong(1)),
            body: "Såret væsker litt mer enn i går. ".repeat(32),
            body_fault: Some(BodyFault::TooLong(37)),
            ..filled.clone()
        };
        let closed_outlook = Outlook { opens_at: Some(at(3, 8, 0)), ..outlook() };
        let closed = Self { outlook: closed_outlook, to: LONG_UNIT.to_owned(), ..empty.clone() };
        let closed_unpromised =
            Self { outlook: Outlook { promise_at: None, ..closed_outlook }, ..empty.clone() };
        vec![
            ("no-promise", Self { outlook: OPEN, ..empty.clone() }),
            ("after-sign-in", Self { kept: Kept::AfterSignIn, ..filled.clone() }),
            ("taken-along", Self { kept: Kept::TakenAlong, ..filled.clone() }),
            ("empty", empty),
            ("filled", filled),
            ("staff", staff),
            ("missing", missing),
            ("too-long", too_long),
            ("closed", closed),
            ("closed-no-promise", closed_unpromised),
        ]
    }
}

impl Samples for Check {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            action: "/meldinger/utkast/d1/se-over".to_owned(),
            edit_href: "/meldinger/utkast/d1".to_owned(),
            change_to_href: "/meldinger/ny?utkast=d1".to_owned(),
            draft: "d1".to_owned(),
            to: UNIT.to_owned(),
            to_staff: None,
            from: "Kari Nilsen".to_owned(),
            topic: "Plaster til såret".to_owned(),
            body: BODY.to_owned(),
            files: sample_files(),
            files_href: "/meldinger/utkast/d1/vedlegg".to_owned(),
            outlook: outlook(),
        };
        let staff = Self {
            to: LONG_UNIT.to_owned(),
            to_staff: Some("Per Haug, sykepleier".to_owned()),
            outlook: OPEN,
            files: Vec::new(),
            ..page.clone()
        };
        vec![("plain", page), ("staff", staff)]
    }
}

impl Samples for Receipt {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            thread_href: "/meldinger/t1".to_owned(),
            print_href: "/meldinger/t1/skriv-ut".to_owned(),
            to: UNIT.to_owned(),
            from: "Kari Nilsen".to_owned(),
            at: at(2, 9, 18),
            reference: "SOL-2027-000123".to_owned(),
            standing: ReceiptStanding::Waiting(Some(at(3, 15, 30))),
        };
        let unpromised = Self {
            standing: ReceiptStanding::Waiting(None),
            to: LONG_UNIT.to_owned(),
            ..page.clone()
        };
        let answered = Self { standing: ReceiptStanding::Answered, ..page.clone() };
        let closed = Self { standing: ReceiptStanding::Closed, ..page.clone() };
        vec![
            ("promised", page),
            ("no-promise", unpromised),
            ("answered", answered),
            ("closed", closed),
        ]
    }
}
