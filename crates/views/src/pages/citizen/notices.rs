//! What she is told of by SMS and e-mail, and what she was told.

use helsebro_domain::notices::{
    Channels, Level, NoticeChannel, NoticeChoices, NoticeState, Topic, Wish,
};
use helsebro_domain::time::Instant;

use crate::Words;

use super::Saved;

/// `/meg/varsler`. The form posts `level` and `helper_level` (`limited`, `normal`,
/// `full`), `channels` (`sms`, `email`, `both`), and for each topic (`messages`,
/// `helped`, `grants`) a wish (`level`, `always`, `never`).
#[derive(Clone)]
pub struct Notices {
    /// What she has chosen.
    pub choices: NoticeChoices,
    /// Whether that was just stored.
    pub saved: Saved,
    /// Where she is reached.
    pub reach: Reached,
    /// Where she can change that.
    pub change_href: Option<String>,
    /// What she was told, newest first.
    pub history: Vec<NoticeLine>,
}

/// What the contact register has of her.
#[derive(Clone, PartialEq, Eq)]
pub enum Reached {
    /// These.
    At {
        /// By SMS.
        mobile: Option<ShownPoint>,
        /// By e-mail.
        email: Option<ShownPoint>,
    },
    /// It did not answer.
    Away,
}

/// A contact point, as much of it as she needs to recognise it.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownPoint {
    /// The last digits, or the first letter and the domain.
    pub text: String,
    /// Whether it has not been confirmed for too long.
    pub is_stale: bool,
    /// Whether it stands on others too.
    pub is_shared: bool,
}

/// One notice of her history.
#[derive(Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// What it was about.
    pub topic: Topic,
    /// When it was decided.
    pub at: Instant,
    /// When it may be sent first.
    pub due_at: Instant,
    /// Where it went.
    pub to: Option<(NoticeChannel, String)>,
    /// Where it stands.
    pub state: NoticeState,
    /// Why, by a code.
    pub why: Option<String>,
}

/// A choice as a form has it: its value, the key of its words, and whether it is made.
pub type Offered = (&'static str, String, bool);

/// The value of a level.
pub const fn level_value(level: Level) -> &'static str {
    match level {
        Level::Limited => "limited",
        Level::Normal => "normal",
        Level::Full => "full",
    }
}

/// The value of a way.
pub const fn channels_value(channels: Channels) -> &'static str {
    match channels {
        Channels::Sms => "sms",
        Channels::Email => "email",
        Channels::Both => "both",
    }
}

/// The value of a wish.
pub const fn wish_value(wish: Wish) -> &'static str {
    match wish {
        Wish::ByLevel => "level",
        Wish::Always => "always",
        Wish::Never => "never",
    }
}

/// The name of a topic, as the form and the keys have it.
pub const fn topic_value(topic: Topic) -> &'static str {
    match topic {
        Topic::Messages => "messages",
        Topic::Helped => "helped",
        Topic::Grants => "grants",
        Topic::LookedUp => "looked-up",
        Topic::Breach => "breach",
        Topic::Block => "block",
        Topic::ServiceEnds => "service-ends",
        Topic::RecordMoves => "record-moves",
        Topic::RightsAnswered => "rights-answered",
        Topic::Childs => "childs",
    }
}

impl Notices {
    /// Whether the choices were just stored.
    pub fn is_saved(&self) -> bool {
        self.saved == Saved::Now
    }

    /// The levels, for her own.
    pub fn levels(&self) -> Vec<Offered> {
        levels(self.choices.level)
    }

    /// The levels, for those she helps.
    pub fn helper_levels(&self) -> Vec<Offered> {
        levels(self.choices.helper_level)
    }

    /// The ways.
    pub fn ways(&self) -> Vec<Offered> {
        let offered = |way| {
            let value = channels_value(way);
            (value, format!("notice-channels-{value}"), way == self.choices.channels)
        };
        Channels::ALL.into_iter().map(offered).collect()
    }

    /// The topics that can be chosen for: name, key of its words, and its wishes.
    pub fn topics(&self) -> Vec<(&'static str, String, Vec<Offered>)> {
        let topic = |topic| {
            let name = topic_value(topic);
            let wishes = Wish::ALL.into_iter().map(|wish| {
                let value = wish_value(wish);
                (value, format!("notice-wish-{value}"), wish == self.choices.wish(topic))
            });
            (name, format!("notice-topic-{name}"), wishes.collect())
        };
        Topic::CHOSEN.into_iter().map(topic).collect()
    }

    /// Whether she has chosen for a topic, so that the list is open.
    pub fn has_chosen_for_topics(&self) -> bool {
        Topic::CHOSEN.into_iter().any(|topic| self.choices.wish(topic) != Wish::ByLevel)
    }
}

fn levels(chosen: Level) -> Vec<Offered> {
    let offered = |level| {
        let value = level_value(level);
        (value, format!("notice-level-{value}"), level == chosen)
    };
    Level::ALL.into_iter().map(offered).collect()
}

impl Reached {
    /// Whether the register has neither a mobile nor an e-mail address.
    pub const fn is_nowhere(&self) -> bool {
        matches!(self, Self::At { mobile: None, email: None })
    }
}

impl NoticeLine {
    /// The key of what it was about.
    pub fn what_key(&self) -> String {
        format!("notice-what-{}", topic_value(self.topic))
    }

    /// Where it went, in words.
    pub fn place(&self, w: &Words<'_>) -> Option<String> {
        let (channel, point) = self.to.as_ref()?;
        let key = match channel {
            NoticeChannel::Sms => "notice-where-sms",
            NoticeChannel::Email => "notice-where-email",
        };
        Some(w.a(key, "point", point))
    }

    /// How it went, in words.
    pub fn how(&self, w: &Words<'_>) -> String {
        match self.state {
            NoticeState::Waiting => w.a("notice-how-waiting", "when", w.near(self.due_at)),
            NoticeState::Sending => w.t("notice-how-sending"),
            NoticeState::Sent => w.t("notice-how-sent"),
            NoticeState::Delivered => w.t("notice-how-delivered"),
            NoticeState::Failed => match self.to {
                Some((NoticeChannel::Email, _)) => w.t("notice-how-failed-email"),
                _ => w.t("notice-how-failed-sms"),
            },
            NoticeState::Unknown => w.t("notice-how-unknown"),
            NoticeState::GivenUp => w.t(self.given_up_key()),
        }
    }

    fn given_up_key(&self) -> &'static str {
        match self.why.as_deref() {
            Some("OPENED") => "notice-how-opened",
            Some("SENT_TOGETHER" | "SAME_CONTACT_POINT") => "notice-how-together",
            Some("NO_KRR_CONTACT") => "notice-how-no-contact",
            Some("CONTACT_STALE") => "notice-how-stale",
            Some("KRR_UNAVAILABLE") => "notice-how-register-away",
            Some("OUTCOME_UNKNOWN") => "notice-how-unknown",
            _ => "notice-how-not-sent",
        }
    }
}

crate::page::page!(Notices, "citizen/notices.html");
