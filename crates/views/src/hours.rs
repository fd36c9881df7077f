//! Opening hours in words: «Åpent nå, til kl. 15.30», «Mandag til fredag kl. 8–15.30».

use helsebro_domain::time::{OpeningHours, Period, Weekday};

use crate::dates;
use crate::words::Words;

/// The days of a week, Monday first.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Words {
    /// Whether a unit is open now.
    pub(crate) fn is_open(&self, hours: &OpeningHours) -> bool {
        hours.open_until(self.now).is_some()
    }

    /// «Åpent nå, til kl. 15.30», «Åpner onsdag 3. februar kl. 9», «Stengt».
    pub(crate) fn open_now(&self, hours: &OpeningHours) -> String {
        if let Some(until) = hours.open_until(self.now) {
            return self.t1("hours-open-until", "time", self.hour(until.in_oslo().time));
        }
        match self.opens(hours) {
            Some(when) => self.t1("hours-opens", "when", when),
            None => self.t("hours-never").to_owned(),
        }
    }

    /// «i morgen kl. 8», when a closed unit opens; none when it never does.
    pub(crate) fn opens(&self, hours: &OpeningHours) -> Option<String> {
        let next = hours.opens_next(self.now)?.in_oslo();
        let day = match self.near_day(next.date) {
            Some(near) => near.to_owned(),
            None => self.day(&next.date),
        };
        Some(self.texts("date-at", &[("date", &day), ("time", &self.hour(next.time))]))
    }

    /// The week in lines, days with the same hours together: «Mandag til fredag kl. 8–15.30».
    pub(crate) fn week(&self, hours: &OpeningHours) -> Vec<String> {
        let mut lines = Vec::new();
        let mut first = 0;
        while first < WEEK.len() {
            let periods = self.of_day(hours, first);
            let mut last = first;
            while last + 1 < WEEK.len() && self.of_day(hours, last + 1) == periods {
                last += 1;
            }
            if !periods.is_empty() {
                lines.push(self.week_line(first, last, periods));
            }
            first = last + 1;
        }
        if lines.is_empty() {
            lines.push(self.t("hours-never").to_owned());
        }
        lines
    }

    fn of_day<'a>(&self, hours: &'a OpeningHours, index: usize) -> &'a [Period] {
        let is_weekend = index >= 5;
        if is_weekend && hours.keeps_days_off() { &[] } else { hours.weekday(WEEK[index]).periods() }
    }

    fn week_line(&self, first: usize, last: usize, periods: &[Period]) -> String {
        let from = self.t(dates::weekday(first));
        let days = if first == last {
            from.to_owned()
        } else {
            self.texts("hours-days", &[("first", from), ("last", self.t(dates::weekday(last)))])
        };
        let times: Vec<String> = periods
            .iter()
            .map(|period| {
                let (opens, closes) = (self.hour(period.from), self.hour(period.to));
                self.texts("hours-period", &[("from", &opens), ("to", &closes)])
            })
            .collect();
        let times = self.listed(&times);
        self.capital(&self.texts("date-at", &[("date", &days), ("time", &times)]))
    }

    /// «a, b og c».
    pub(crate) fn listed(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => {
                self.texts("list-and", &[("before", &before.join(", ")), ("last", last)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use helsebro_domain::time::{DayHours, Instant};
    use jiff::civil::{date, time};

    use super::*;
    use crate::language::Language;

    fn office() -> OpeningHours {
        let period = Period { from: time(8, 0, 0, 0), to: time(15, 30, 0, 0) };
        OpeningHours::weekdays(vec![period]).unwrap()
    }

    fn words(language: Language, day: i8, hour: i8) -> Words {
        Words { language, now: Instant::from_oslo(date(2027, 2, day), time(hour, 12, 0, 0)) }
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn an_open_unit_tells_until_when_and_a_closed_one_from_when() {
        let nb = words(Language::Nb, 2, 9);
        assert_eq!(plain(&nb.open_now(&office())), "Åpent nå, til kl. 15.30");
        let evening = words(Language::Nb, 2, 19);
        assert_eq!(plain(&evening.open_now(&office())), "Åpner i morgen kl. 8");
        let friday = words(Language::En, 5, 19);
        assert_eq!(plain(&friday.open_now(&office())), "Opens Monday 8 February at 8:00");
        let never = OpeningHours::weekly(std::array::from_fn(|_| DayHours::closed()));
        assert_eq!(nb.open_now(&never), "Stengt");
        assert_eq!(nb.week(&never), ["Stengt"]);
    }

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let nb = words(Language::Nb, 2, 9);
        let week: Vec<String> = nb.week(&office()).iter().map(|line| plain(line)).collect();
        assert_eq!(week, ["Mandag til fredag kl. 8–15.30"]);
        let short = DayHours::new(vec![Period { from: time(9, 0, 0, 0), to: time(12, 0, 0, 0) }]);
        let mut days = std::array::from_fn(|_| DayHours::closed());
        days[2] = short.unwrap();
        let week = nb.week(&OpeningHours::weekly(days));
        assert_eq!(plain(&week[0]), "Onsdag kl. 9–12");
    }
}
