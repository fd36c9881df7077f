//! Numbers that name persons, personnel and organisations.
//!
//! Birth date and sex are never read out of an identity number: numbers from
//! 2032 no longer hold them.

use core::fmt;

use jiff::civil::Date;

/// What kind of identity number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// Fødselsnummer.
    Fnr,
    /// D-number, for those without a fødselsnummer.
    Dnr,
}

/// Why a number is not an identity number that may be used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Not eleven digits.
    #[error("an identity number has eleven digits")]
    NotElevenDigits,
    /// The check digits do not fit.
    #[error("the check digits do not fit")]
    CheckDigits,
    /// The first six digits are no date.
    #[error("the number holds no date")]
    NoDate,
    /// A synthetic number where real ones are used, or the other way round.
    #[error("this kind of number is not used in this environment")]
    NotUsedHere,
}

/// Which numbers an environment takes. Production takes no synthetic number;
/// demo and test take nothing else, so that no real person's number gets in.
#[derive(Clone, PartialEq, Eq)]
pub struct NumberPolicy {
    synthetic: Synthetic,
    also: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Synthetic {
    Refused,
    Only,
}

impl NumberPolicy {
    /// Real numbers only.
    pub const fn production() -> Self {
        Self { synthetic: Synthetic::Refused, also: Vec::new() }
    }

    /// Synthetic numbers only.
    pub const fn synthetic() -> Self {
        Self { synthetic: Synthetic::Only, also: Vec::new() }
    }

    /// Synthetic numbers and these published test numbers.
    pub const fn synthetic_and(published: Vec<String>) -> Self {
        Self { synthetic: Synthetic::Only, also: published }
    }

    fn takes(&self, digits: &str, is_synthetic: bool) -> bool {
        match self.synthetic {
            Synthetic::Refused => !is_synthetic,
            Synthetic::Only => is_synthetic || self.also.iter().any(|number| number == digits),
        }
    }
}

impl fmt::Debug for NumberPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.synthetic {
            Synthetic::Refused => "NumberPolicy(production)",
            Synthetic::Only => "NumberPolicy(synthetic)",
        })
    }
}

/// A person's national identity number. It does not print.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    digits: String,
    kind: NumberKind,
}

impl IdentityNumber {
    /// Reads an identity number that the policy takes. Both the check of today and
    /// that of 2032 are accepted.
    ///
    /// # Errors
    /// [`NumberFault`] saying what is wrong, never the number.
    pub fn parse(raw: &str, policy: &NumberPolicy) -> Result<Self, NumberFault> {
        let digits = eleven(raw)?;
        if !check_digits_fit(&digits) {
            return Err(NumberFault::CheckDigits);
        }
        let (kind, is_synthetic) = kind_of(&digits)?;
        if !policy.takes(raw, is_synthetic) {
            return Err(NumberFault::NotUsedHere);
        }
        Ok(Self { digits: raw.to_owned(), kind })
    }

    /// The eleven digits, for partners and sealed columns only.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// What kind it is.
    pub const fn kind(&self) -> NumberKind {
        self.kind
    }

    /// The first six digits and five dots: how it is shown until asked for.
    pub fn masked(&self) -> String {
        format!("{} •••••", &self.digits[..6])
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}

fn eleven(raw: &str) -> Result<[u8; 11], NumberFault> {
    let bytes: [u8; 11] = raw.as_bytes().try_into().map_err(|_| NumberFault::NotElevenDigits)?;
    if !bytes.iter().all(u8::is_ascii_digit) {
        return Err(NumberFault::NotElevenDigits);
    }
    Ok(bytes.map(|byte| byte - b'0'))
}

/// Both sums counted with the check digit: the second must be a multiple of 11,
/// the first may leave 0 (today) or 0 to 3 (from 2032).
fn check_digits_fit(digits: &[u8; 11]) -> bool {
    const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let sum = |weights: &[u32]| -> u32 {
        weights.iter().zip(digits).map(|(weight, digit)| weight * u32::from(*digit)).sum()
    };
    sum(&FIRST) % 11 <= 3 && sum(&SECOND).is_multiple_of(11)
}

fn kind_of(digits: &[u8; 11]) -> Result<(NumberKind, bool), NumberFault> {
    let two = |at: usize| i8::try_from(digits[at] * 10 + digits[at + 1]).unwrap_or(99);
    let (kind, day) =
        if two(0) > 40 { (NumberKind::Dnr, two(0) - 40) } else { (NumberKind::Fnr, two(0)) };
    // Month + 80 and month + 65 are synthetic. Month + 40 is both a local help
    // number and an older synthetic mark: it is taken for synthetic, and so
    // never for a real citizen.
    let (month, is_synthetic) = match two(2) {
        month @ 81..=92 => (month - 80, true),
        month @ 66..=77 => (month - 65, true),
        month @ 41..=52 => (month - 40, true),
        month => (month, false),
    };
    // The century is unknown; a leap year in any of them will do.
    let years = [1800_i16, 1900, 2000].map(|century| century + i16::from(two(4)));
    if years.into_iter().any(|year| Date::new(year, month, day).is_ok()) {
        Ok((kind, is_synthetic))
    } else {
        Err(NumberFault::NoDate)
    }
}

macro_rules! digit_numbers {
    ($($(#[$doc:meta])* $name:ident($min:literal..=$max:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The number, when it is made of digits and has the right length.
            pub fn parse(raw: &str) -> Option<Self> {
                let fits = ($min..=$max).contains(&raw.len());
                (fits && raw.bytes().all(|byte| byte.is_ascii_digit())).then(|| Self(raw.to_owned()))
            }

            /// The digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

digit_numbers! {
    /// A communication party's number in the address register.
    HerId(1..=10);
    /// A number in the register of health personnel.
    HprNumber(1..=9);
    /// An organisation number. The check digit is not demanded, since test
    /// environments use numbers that fail it.
    OrgNumber(9..=9);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(number: &str, policy: &NumberPolicy) -> Result<NumberKind, NumberFault> {
        IdentityNumber::parse(number, policy).map(|number| number.kind())
    }

    #[test]
    fn real_numbers_of_today_and_of_2032_are_taken_in_production() {
        let production = NumberPolicy::production();
        for number in ["02013299997", "02013299806", "30108299920", "02013299903", "30108299939"] {
            assert_eq!(kind(number, &production), Ok(NumberKind::Fnr), "{number}");
        }
    }

    #[test]
    fn synthetic_numbers_of_today_and_of_2032_are_taken_in_test() {
        let test = NumberPolicy::synthetic();
        for number in [
            "06869544483",
            "06869544491",
            "06869544580",
            "01819000138",
            "01819000146",
            "01819000154",
            "03429230054",
            "12835812047",
        ] {
            assert_eq!(kind(number, &test), Ok(NumberKind::Fnr), "{number}");
        }
        assert_eq!(kind("43829230020", &test), Ok(NumberKind::Dnr));
    }

    #[test]
    fn each_environment_refuses_the_others_numbers() {
        let refused = Err(NumberFault::NotUsedHere);
        assert_eq!(kind("06869544483", &NumberPolicy::production()), refused);
        assert_eq!(kind("03429230054", &NumberPolicy::production()), refused);
        assert_eq!(kind("02013299997", &NumberPolicy::synthetic()), refused);
    }

    #[test]
    fn a_published_test_number_is_taken_only_where_it_is_named() {
        let named = NumberPolicy::synthetic_and(vec!["02013299997".to_owned()]);
        assert_eq!(kind("02013299997", &named), Ok(NumberKind::Fnr));
        assert_eq!(kind("02013299806", &named), Err(NumberFault::NotUsedHere));
        assert_eq!(kind("06869544483", &named), Ok(NumberKind::Fnr));
    }

    #[test]
    fn numbers_that_are_none_are_refused_with_the_reason() {
        let test = NumberPolicy::synthetic();
        for (number, fault) in [
            ("31829010014", NumberFault::NoDate),
            ("00000000000", NumberFault::NoDate),
            ("0686954448", NumberFault::NotElevenDigits),
            ("068695444833", NumberFault::NotElevenDigits),
            ("0686954448x", NumberFault::NotElevenDigits),
            ("٠٦٨٦٩", NumberFault::NotElevenDigits),
            ("06869544484", NumberFault::CheckDigits),
        ] {
            assert_eq!(kind(number, &test), Err(fault), "{number}");
        }
    }

    /// A number with this beginning and check digits that fit.
    fn with_check_digits(first_six: &str) -> String {
        (0..1_000)
            .map(|individual| format!("{first_six}{individual:03}"))
            .flat_map(|stem| (0..100).map(move |check| format!("{stem}{check:02}")))
            .find(|number| check_digits_fit(&eleven(number).unwrap()))
            .unwrap()
    }

    /// From 2032 the first sum may leave 0 to 3; the second never leaves anything.
    #[test]
    fn the_first_sum_leaves_three_at_most_and_the_second_nothing() {
        let sum = |number: &str, weights: &[u32]| -> u32 {
            let digits = number.bytes().map(|digit| u32::from(digit - b'0'));
            digits.zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
        };
        for last_five in 0..100_000 {
            let number = format!("158180{last_five:05}");
            let first = sum(&number, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
            let second = sum(&number, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
            let is_taken = kind(&number, &NumberPolicy::synthetic()).is_ok();
            assert_eq!(is_taken, first <= 3 && second == 0, "{number}");
        }
    }

    #[test]
    fn the_month_tells_whether_a_number_is_synthetic() {
        for month in 0..100 {
            let number = with_check_digits(&format!("15{month:02}80"));
            let (production, test) = match month {
                1..=12 => (Ok(NumberKind::Fnr), Err(NumberFault::NotUsedHere)),
                41..=52 | 66..=77 | 81..=92 => (Err(NumberFault::NotUsedHere), Ok(NumberKind::Fnr)),
                _ => (Err(NumberFault::NoDate), Err(NumberFault::NoDate)),
            };
            assert_eq!(kind(&number, &NumberPolicy::production()), production, "{month}");
            assert_eq!(kind(&number, &NumberPolicy::synthetic()), test, "{month}");
        }
    }

    /// Each synthetic mark stands for its own month: only January has a day 31.
    #[test]
    fn the_mark_is_taken_off_before_the_date_is_held_against_the_calendar() {
        for mark in [0, 40, 65, 80] {
            let policy =
                if mark == 0 { NumberPolicy::production() } else { NumberPolicy::synthetic() };
            for (month, days) in [(1, 31), (2, 29), (4, 30), (12, 31)] {
                for day in 28..=32 {
                    let number = with_check_digits(&format!("{day:02}{:02}80", month + mark));
                    let is_there = kind(&number, &policy).is_ok();
                    assert_eq!(is_there, day <= days, "{day} {month} {mark}");
                }
            }
        }
    }

    #[test]
    fn the_day_tells_whether_it_is_a_d_number() {
        for day in 0..100 {
            let number = with_check_digits(&format!("{day:02}8180"));
            let expected = match day {
                1..=31 => Ok(NumberKind::Fnr),
                41..=71 => Ok(NumberKind::Dnr),
                _ => Err(NumberFault::NoDate),
            };
            assert_eq!(kind(&number, &NumberPolicy::synthetic()), expected, "{day}");
        }
    }

    #[test]
    fn a_leap_day_needs_a_leap_year_in_some_century() {
        for year in 0..100 {
            let number = with_check_digits(&format!("2982{year:02}"));
            let is_there = kind(&number, &NumberPolicy::synthetic()).is_ok();
            assert_eq!(is_there, year % 4 == 0, "{year}");
        }
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_caught() {
        let test = NumberPolicy::synthetic();
        let right = b"12835812047";
        for place in 0..11 {
            for digit in b'0'..=b'9' {
                let mut wrong = *right;
                wrong[place] = digit;
                let text = core::str::from_utf8(&wrong).unwrap();
                assert_eq!(kind(text, &test).is_ok(), wrong == *right, "{text}");
            }
        }
        for place in 0..10 {
            let mut wrong = *right;
            wrong.swap(place, place + 1);
            let text = core::str::from_utf8(&wrong).unwrap();
            assert_eq!(kind(text, &test).is_ok(), wrong == *right, "{text}");
        }
    }

    #[test]
    fn a_number_shows_six_digits_and_prints_none() {
        let number = IdentityNumber::parse("12835812047", &NumberPolicy::synthetic()).unwrap();
        assert_eq!(number.masked(), "128358 •••••");
        assert_eq!(format!("{number:?}"), "IdentityNumber(…)");
        assert_eq!(number.digits(), "12835812047");
        assert_eq!(format!("{:?}", NumberPolicy::production()), "NumberPolicy(production)");
        let named = NumberPolicy::synthetic_and(vec!["02013299997".to_owned()]);
        assert_eq!(format!("{named:?}"), "NumberPolicy(synthetic)");
    }

    #[test]
    fn other_numbers_are_digits_of_the_right_length() {
        for length in 0..12 {
            let digits = "8".repeat(length);
            let her_id = HerId::parse(&digits);
            assert_eq!(her_id.is_some(), (1..=10).contains(&length), "{length}");
            let hpr = HprNumber::parse(&digits);
            assert_eq!(hpr.is_some(), (1..=9).contains(&length), "{length}");
            assert_eq!(OrgNumber::parse(&digits).is_some(), length == 9, "{length}");
        }
        for wrong in ["21x", "99997777 ", "٩٩٩"] {
            assert_eq!(HerId::parse(wrong), None, "{wrong}");
            assert_eq!(HprNumber::parse(wrong), None, "{wrong}");
            assert_eq!(OrgNumber::parse(wrong), None, "{wrong}");
        }
        assert_eq!(HerId::parse("8093248").unwrap().as_str(), "8093248");
        assert_eq!(HprNumber::parse("900000101").unwrap().as_str(), "900000101");
        assert_eq!(OrgNumber::parse("310000019").unwrap().as_str(), "310000019");
    }
}
