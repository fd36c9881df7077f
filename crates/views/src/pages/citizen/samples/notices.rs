//! Notices: before anything was sent, with everything, and with the register away.

use helsebro_domain::notices::{
    Channels, Level, NoticeChannel, NoticeChoices, NoticeState, Topic, Wish,
};

use super::super::{NoticeLine, Notices, Reached, Saved, ShownPoint};
use super::at;
use crate::Samples;

const LINK: &str = "https://minprofil.kontaktregisteret.example/";

fn point(text: &str) -> ShownPoint {
    ShownPoint { text: text.to_owned(), is_stale: false, is_shared: false }
}

fn line(topic: Topic, state: NoticeState, why: Option<&str>) -> NoticeLine {
    NoticeLine {
        topic,
        at: at(2, 9, 5),
        due_at: at(3, 9, 0),
        to: Some((NoticeChannel::Sms, "•••• 47 21".to_owned())),
        state,
        why: why.map(str::to_owned),
    }
}

fn history() -> Vec<NoticeLine> {
    let given_up = |why| line(Topic::Messages, NoticeState::GivenUp, Some(why));
    let by_email = |state| NoticeLine {
        to: Some((NoticeChannel::Email, "k•••@solvik.example".to_owned())),
        ..line(Topic::Helped, state, None)
    };
    vec![
        line(Topic::Messages, NoticeState::Waiting, None),
        line(Topic::Messages, NoticeState::Sending, None),
        line(Topic::Helped, NoticeState::Delivered, None),
        by_email(NoticeState::Sent),
        by_email(NoticeState::Failed),
        line(Topic::Grants, NoticeState::Failed, Some("UNKNOWN_RECEIVER")),
        line(Topic::LookedUp, NoticeState::Unknown, None),
        line(Topic::Breach, NoticeState::Unknown, None),
        line(Topic::Block, NoticeState::Unknown, None),
        line(Topic::ServiceEnds, NoticeState::Delivered, None),
        line(Topic::RecordMoves, NoticeState::Delivered, None),
        line(Topic::RightsAnswered, NoticeState::Delivered, None),
        line(Topic::Childs, NoticeState::Delivered, None),
        given_up("OPENED"),
        given_up("SENT_TOGETHER"),
        NoticeLine { to: None, ..given_up("NO_KRR_CONTACT") },
        NoticeLine { to: None, ..given_up("CONTACT_STALE") },
        NoticeLine { to: None, ..given_up("KRR_UNAVAILABLE") },
        given_up("OUTCOME_UNKNOWN"),
        given_up("NOT_TAKEN"),
    ]
}

impl Samples for Notices {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            choices: NoticeChoices::default(),
            saved: Saved::No,
            reach: Reached::At { mobile: Some(point("•••• 47 21")), email: None },
            change_href: Some(LINK.to_owned()),
            history: Vec::new(),
        };
        let chosen = NoticeChoices {
            level: Level::Full,
            helper_level: Level::Normal,
            channels: Channels::Both,
            messages: Wish::Always,
            helped: Wish::ByLevel,
            grants: Wish::Never,
        };
        let filled = Self {
            choices: chosen,
            saved: Saved::Now,
            reach: Reached::At {
                mobile: Some(ShownPoint { is_shared: true, ..point("•••• 47 21") }),
                email: Some(ShownPoint { is_stale: true, ..point("k•••@solvik.example") }),
            },
            history: history(),
            ..empty.clone()
        };
        let nowhere = Self {
            reach: Reached::At { mobile: None, email: None },
            change_href: None,
            ..empty.clone()
        };
        let away = Self { reach: Reached::Away, ..empty.clone() };
        vec![("empty", empty), ("filled", filled), ("nowhere", nowhere), ("away", away)]
    }
}
