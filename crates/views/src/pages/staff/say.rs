//! What the console's own values are called, in words.

use helsebro_domain::dialog::{CloseReason, ReturnedWhy, Talk, TalkWay};
use helsebro_domain::parties::StaffNames;
use helsebro_domain::time::DayHours;
use helsebro_domain::time::Instant;

use super::{Answered, Author, Due, Happening, Notice, ShownAs, TakenBy, TextFault};
use crate::Words;

const MINUTES_AN_HOUR: u32 = 60;
const MINUTES_A_DAY: u32 = 24 * MINUTES_AN_HOUR;

impl Words<'_> {
    /// «42 min», «1 t 42 min», «2 dager».
    pub(crate) fn minutes(&self, minutes: u32) -> String {
        if minutes < MINUTES_AN_HOUR {
            return self.a("staff-span-minutes", "minutes", minutes);
        }
        if minutes < MINUTES_A_DAY {
            let (hours, rest) = (minutes / MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR);
            return self.a2("staff-span-hours", "hours", hours, "minutes", rest);
        }
        self.n("staff-span-days", "count", minutes / MINUTES_A_DAY)
    }

    /// When something came, in a table: «i dag kl. 09.18», else «man. 1.2. kl. 15.02».
    pub(crate) fn came(&self, at: &Instant) -> String {
        if at.in_oslo().date == self.frame.now.in_oslo().date {
            self.near(at)
        } else {
            self.dense(at)
        }
    }

    /// The promise in a table cell (§ 4.14).
    pub(crate) fn due(&self, due: &Due) -> String {
        match due {
            Due::Over { minutes } => self.a("staff-due-over", "span", self.minutes(*minutes)),
            Due::Soon { minutes, at } => {
                let span = self.minutes(*minutes);
                self.a2("staff-due-soon", "span", span, "clock", self.clock(at))
            }
            Due::Today { at } | Due::Later { at } => self.near(at),
            Due::None => self.t("staff-due-none"),
        }
    }

    /// Who has taken it, in a cell.
    pub(crate) fn taken_by(&self, taken_by: &TakenBy) -> String {
        match taken_by {
            TakenBy::Nobody => self.t("staff-taken-by-nobody"),
            TakenBy::Me => self.t("staff-taken-by-you"),
            TakenBy::Colleague(name) => name.clone(),
        }
    }

    /// «Vises med navnet Per Haug, sykepleier.»
    pub(crate) fn shown_as(&self, shown_as: &ShownAs) -> String {
        match shown_as {
            ShownAs::Name { name, title } if title.is_empty() => {
                self.a("staff-shown-as-name", "name", name)
            }
            ShownAs::Name { name, title } => {
                self.a2("staff-shown-as-name-title", "name", name, "title", title)
            }
            ShownAs::Unit(unit) => self.a("staff-shown-as-unit", "unit", unit),
        }
    }

    /// Who wrote a message.
    pub(crate) fn desk_author(&self, author: &Author) -> String {
        match author {
            Author::OnBehalf { name, of } => {
                self.a2("staff-author-on-behalf", "name", name, "of", of)
            }
            Author::Staff { name, title } if !title.is_empty() => {
                self.a2("staff-author-title", "name", name, "title", title)
            }
            Author::Citizen(name) | Author::Unit(name) | Author::Staff { name, .. } => name.clone(),
            Author::Epj(name) if name.is_empty() => self.t("staff-author-epj-nameless"),
            Author::Epj(name) => self.a("staff-author-epj", "name", name),
        }
    }

    /// Whether an answer came in time.
    pub(crate) fn answered(&self, answered: &Answered) -> String {
        match answered {
            Answered::InTime(at) if self.is_ahead(at) => {
                self.a("staff-answered-in-time-yet", "at", self.near(at))
            }
            Answered::InTime(at) => self.a("staff-answered-in-time", "at", self.near(at)),
            Answered::Late(at) => self.a("staff-answered-late", "at", self.near(at)),
        }
    }

    /// What happened, in a sentence without a time.
    pub(crate) fn happening(&self, what: &Happening) -> String {
        match what {
            Happening::Taken(name) => self.a("staff-event-taken", "name", name),
            Happening::PutBack => self.t("staff-event-put-back"),
            Happening::Assigned(name) => self.a("staff-event-assigned", "name", name),
            Happening::Forwarded(unit) => self.a("staff-event-forwarded", "unit", unit),
            Happening::Returned { from, why: ReturnedWhy::PromiseNear } => {
                self.a("staff-event-returned-promise", "name", from)
            }
            Happening::Returned { from, why: ReturnedWhy::Away } => {
                self.a("staff-event-returned-away", "name", from)
            }
            Happening::PromiseMoved { from, to } => {
                self.a2("staff-event-promise-moved", "from", self.near(from), "to", self.near(to))
            }
            Happening::Closed { reason, .. } => {
                self.a("staff-event-closed", "reason", self.desk_close_reason(reason))
            }
        }
    }

    /// «spørsmålet er besvart»: why it was closed, in the middle of a sentence.
    pub(crate) fn desk_close_reason(&self, reason: &CloseReason) -> String {
        self.t(match reason {
            CloseReason::Answered => "staff-closed-answered",
            CloseReason::SettledElsewhere => "staff-closed-settled-elsewhere",
            CloseReason::CitizenAsked => "staff-closed-citizen-asked",
            CloseReason::WrongPlace => "staff-closed-wrong-place",
            CloseReason::ByEpj => "staff-closed-by-epj",
            CloseReason::ServiceEnded => "staff-closed-service-ended",
        })
    }

    /// What was done just now, above the work list.
    pub(crate) fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Answered { next: Some(name) } => self.a("staff-notice-answered", "name", name),
            Notice::Answered { next: None } => self.t("staff-notice-answered-last"),
            Notice::AnsweredAndClosed { next: Some(name) } => {
                self.a("staff-notice-answered-closed", "name", name)
            }
            Notice::AnsweredAndClosed { next: None } => self.t("staff-notice-answered-closed-last"),
            Notice::Closed => self.t("staff-notice-closed"),
            Notice::PutBack => self.t("staff-notice-put-back"),
            Notice::Forwarded(unit) => self.a("staff-notice-forwarded", "unit", unit),
            Notice::Assigned(name) => self.a("staff-notice-assigned", "name", name),
            Notice::AssignedToStandIn { away, to } => {
                self.a2("staff-notice-assigned-stand-in", "away", away, "name", to)
            }
            Notice::AssignedToQueue { away } => self.a("staff-notice-assigned-queue", "away", away),
            Notice::Started(name) => self.a("staff-notice-started", "name", name),
        }
    }

    /// What is wrong with the text of a message.
    pub(crate) fn desk_body_fault(&self, fault: &TextFault) -> String {
        match fault {
            TextFault::Empty => self.t("staff-fault-body-empty"),
            TextFault::TooLong { over, limit } => {
                self.n_a("staff-fault-body-too-long", "over", *over, "limit", limit)
            }
        }
    }

    /// «Logget fra telefon i dag kl. 12.10»: how and when they talked.
    pub(crate) fn talked(&self, talk: &Talk) -> String {
        let key = match talk.way {
            TalkWay::Phone => "staff-talk-by-phone",
            TalkWay::Counter => "staff-talk-at-counter",
        };
        self.a(key, "at", self.near(talk.at))
    }

    /// «fullt navn og tittel»: a way to show names.
    pub(crate) fn names_way(&self, names: &StaffNames) -> String {
        self.t(names_key(*names))
    }

    /// «Mandag» for 1.
    pub(crate) fn weekday_name(&self, number: impl core::fmt::Display) -> String {
        self.capital(self.t(format!("base-weekday-{number}")))
    }

    /// «8–11, 13–15.30»: the hours of a day, as they are typed.
    pub(crate) fn hours_typed(&self, hours: &DayHours) -> String {
        let period = |one: &helsebro_domain::time::Period| {
            format!("{}–{}", self.hour(one.from), self.hour(one.to))
        };
        hours.periods().iter().map(period).collect::<Vec<_>>().join(", ")
    }

    /// What is wrong with a topic.
    pub(crate) fn desk_topic_fault(&self, fault: &TextFault) -> String {
        match fault {
            TextFault::Empty => self.t("staff-fault-topic-empty"),
            TextFault::TooLong { over, limit } => {
                self.n_a("staff-fault-topic-too-long", "over", *over, "limit", limit)
            }
        }
    }
}

/// The key of a way to show names.
pub(crate) const fn names_key(names: StaffNames) -> &'static str {
    match names {
        StaffNames::Shown => "staff-names-shown",
        StaffNames::GivenAndTitle => "staff-names-given",
        StaffNames::TitleOnly => "staff-names-title-only",
        StaffNames::Hidden => "staff-names-hidden",
    }
}

#[cfg(test)]
mod tests {
    use helsebro_domain::time::{Date, Time};

    use super::*;
    use crate::{Console, Frame, Language, Theme};

    fn at(day: i8, hour: i8, minute: i8) -> Instant {
        Instant::from_oslo(Date::constant(2027, 2, day), Time::constant(hour, minute, 0, 0))
    }

    fn frame(language: Language) -> Frame {
        Frame {
            language,
            theme: Theme::Device,
            console: Console::Staff,
            path: String::new(),
            csrf: String::new(),
            now: at(2, 14, 48),
            who: None,
            acting: None,
            demo: None,
            session: None,
        }
    }

    #[test]
    fn a_promise_is_told_in_minutes_when_it_is_urgent_and_as_a_day_when_it_is_not() {
        let bokmaal = frame(Language::Nb);
        let w = Words::of(&bokmaal);
        for (due, expected) in [
            (Due::Soon { minutes: 42, at: at(2, 15, 30) }, "om 42 min, kl. 15.30"),
            (Due::Soon { minutes: 102, at: at(2, 16, 30) }, "om 1 t 42 min, kl. 16.30"),
            (Due::Today { at: at(2, 15, 30) }, "i dag kl. 15.30"),
            (Due::Later { at: at(3, 15, 30) }, "i morgen kl. 15.30"),
            (Due::Over { minutes: 15 }, "15 min over"),
            (Due::Over { minutes: 60 }, "1 t 0 min over"),
            (Due::Over { minutes: 24 * 60 }, "1 dag over"),
            (Due::Over { minutes: 50 * 60 }, "2 dager over"),
            (Due::None, "Ingen frist"),
        ] {
            assert_eq!(w.due(&due).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn what_came_today_is_told_as_today_and_the_rest_as_a_short_date() {
        let english = frame(Language::En);
        let w = Words::of(&english);
        assert_eq!(w.came(&at(2, 9, 18)), w.near(at(2, 9, 18)));
        assert_eq!(w.came(&at(1, 15, 2)), w.dense(at(1, 15, 2)));
    }

    #[test]
    fn a_unit_that_hides_names_says_so_to_the_one_who_writes() {
        let nynorsk = frame(Language::Nn);
        let w = Words::of(&nynorsk);
        let unit = w.shown_as(&ShownAs::Unit(String::from("Solbakken")));
        assert_eq!(unit, "Blir vist med namnet Solbakken. Ditt eige namn blir ikkje vist.");
        let nameless = ShownAs::Name { name: String::from("Per Haug"), title: String::new() };
        assert_eq!(w.shown_as(&nameless), "Blir vist med namnet Per Haug.");
    }
}
