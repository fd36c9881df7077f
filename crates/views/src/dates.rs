//! How dates and times are said in each language (experience § 5.9).

use helsebro_domain::time::{Date, Instant, Time};

use crate::{Plain, Words};

impl Words<'_> {
    /// «tirsdag 2. februar kl. 14.05», with the year when it is not this year.
    pub fn full(&self, at: impl Plain<Instant>) -> String {
        let shown = at.plain().in_oslo();
        self.day_and_time(&self.day(shown.date), shown.time)
    }

    /// «tirsdag 2. februar 2027 kl. 14.05»: always with the year.
    pub fn full_year(&self, at: impl Plain<Instant>) -> String {
        let shown = at.plain().in_oslo();
        let (weekday, date) = (self.weekday(shown.date), self.last_day(shown.date));
        let day = self.a2("base-date-weekday-day", "weekday", weekday, "date", date);
        self.day_and_time(&day, shown.time)
    }

    /// «i dag kl. 14.05», «i går kl. …», «i morgen kl. …», else as [`Words::full`].
    pub fn near(&self, at: impl Plain<Instant>) -> String {
        let shown = at.plain().in_oslo();
        self.day_and_time(&self.near_day(shown.date), shown.time)
    }

    /// Whether an instant is still to come when the page is made.
    pub fn is_ahead(&self, at: impl Plain<Instant>) -> bool {
        at.plain() > self.frame.now
    }

    /// As [`Words::near`], at the start of a line.
    pub fn near_capital(&self, at: impl Plain<Instant>) -> String {
        self.capital(self.near(at))
    }

    /// «i dag», «i går», «i morgen», else as [`Words::day`].
    pub fn near_day(&self, date: impl Plain<Date>) -> String {
        let date = date.plain();
        let today = self.frame.now.in_oslo().date;
        if date == today {
            self.t("base-date-today")
        } else if today.yesterday().is_ok_and(|yesterday| yesterday == date) {
            self.t("base-date-yesterday")
        } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == date) {
            self.t("base-date-tomorrow")
        } else {
            self.day(date)
        }
    }

    /// «tirsdag 2. februar», with the year when it is not this year.
    pub fn day(&self, date: impl Plain<Date>) -> String {
        let date = date.plain();
        let day = if date.year() == self.frame.now.in_oslo().date.year() {
            self.a2("base-date-day", "day", date.day(), "month", self.month(date))
        } else {
            self.last_day(date)
        };
        self.a2("base-date-weekday-day", "weekday", self.weekday(date), "date", day)
    }

    /// Whether it is the day the page is made.
    pub fn is_today(&self, date: impl Plain<Date>) -> bool {
        date.plain() == self.frame.now.in_oslo().date
    }

    /// «Februar 2027»: the month of a day.
    pub fn month_and_year(&self, date: impl Plain<Date>) -> String {
        let date = date.plain();
        self.capital(self.a2("seen-month-year", "month", self.month(date), "year", date.year()))
    }

    /// «31. januar 2028»: a day long from now, with its year.
    pub fn last_day(&self, date: impl Plain<Date>) -> String {
        let date = date.plain();
        let (day, year) = (date.day(), date.year());
        self.a3("base-date-year", "day", day, "month", self.month(date), "year", year)
    }

    /// «man. 1.2. kl. 15.02», for tables; with the year when it is not this year.
    pub fn dense(&self, at: impl Plain<Instant>) -> String {
        let shown = at.plain().in_oslo();
        let date = shown.date;
        let day = if date.year() == self.frame.now.in_oslo().date.year() {
            self.dense_day("base-date-dense", date)
        } else {
            let year = date.year();
            let (day, month) = (date.day(), self.dense_month(date));
            self.a3("base-date-dense-year", "day", day, "month", month, "year", year)
        };
        self.day_and_time(&day, shown.time)
    }

    /// «kl. 15.30», in English “15:30”.
    pub fn clock(&self, at: impl Plain<Instant>) -> String {
        self.clock_of(at.plain().in_oslo().time)
    }

    /// As [`Words::clock`], for a time of day.
    pub fn clock_of(&self, time: impl Plain<Time>) -> String {
        self.a("base-time-clock", "time", self.two_digits(time.plain()))
    }

    /// «kl. 8», «kl. 15.30»: whole hours without minutes, for opening hours.
    pub fn opening(&self, time: impl Plain<Time>) -> String {
        self.a("base-time-clock", "time", self.hour(time))
    }

    /// «8», «15.30»: as [`Words::opening`], the bare number.
    pub fn hour(&self, time: impl Plain<Time>) -> String {
        let time = time.plain();
        if time.minute() == 0 {
            self.a("base-time-hour", "hour", time.hour())
        } else {
            let minute = format!("{:02}", time.minute());
            self.a2("base-time-short", "hour", time.hour(), "minute", minute)
        }
    }

    /// «kl. 8–15.30».
    pub fn window(&self, from: impl Plain<Time>, to: impl Plain<Time>) -> String {
        self.a2("base-time-window", "from", self.hour(from), "to", self.hour(to))
    }

    /// «tirsdag», «tysdag», “Tuesday”.
    pub fn weekday(&self, date: impl Plain<Date>) -> String {
        let number = date.plain().weekday().to_monday_one_offset();
        self.t(format!("base-weekday-{number}"))
    }

    /// For `<time datetime>`: `2027-02-02T08:05:00Z`.
    pub fn iso(&self, at: impl Plain<Instant>) -> String {
        let whole_seconds = at.plain().seconds().saturating_mul(1_000_000);
        Instant::from_micros(whole_seconds).to_string()
    }

    /// For `<time datetime>`: `2027-02-02`.
    pub fn iso_day(&self, date: impl Plain<Date>) -> String {
        date.plain().to_string()
    }

    fn day_and_time(&self, day: &str, time: Time) -> String {
        self.a2("base-date-and-time", "date", day, "time", self.two_digits(time))
    }

    fn dense_day(&self, key: &str, date: Date) -> String {
        let weekday =
            self.t(format!("base-weekday-short-{}", date.weekday().to_monday_one_offset()));
        self.a3(key, "weekday", weekday, "day", date.day(), "month", self.dense_month(date))
    }

    fn two_digits(&self, time: Time) -> String {
        let (hour, minute) = (format!("{:02}", time.hour()), format!("{:02}", time.minute()));
        self.a2("base-time-exact", "hour", hour, "minute", minute)
    }

    fn month(&self, date: Date) -> String {
        self.t(format!("base-month-{}", date.month()))
    }

    fn dense_month(&self, date: Date) -> String {
        self.t(format!("base-month-short-{}", date.month()))
    }
}
