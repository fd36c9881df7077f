//! What a municipality is charged, for the operator and for the municipality (S1-4-a).

use helsebro_domain::time::Date;

use super::Wrong;
use crate::Words;
use crate::page::page;

/// The page `/drift/kommuner/{municipality}/fakturagrunnlag`. Posts `act` = `enter` (with
/// `kind`, `payee`, `what`, `amount`, `clause`, `key` and `quarter`), `approve` or `discard`
/// (with `charge`).
#[derive(Debug, Clone)]
pub struct ChargesPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Who is charged.
    pub home: String,
    /// The lines, newest first.
    pub rows: Vec<ChargeView>,
    /// The kinds that can be chosen, as they are stored.
    pub kinds: Vec<&'static str>,
    /// The payees that can be chosen, as they are stored.
    pub payees: Vec<&'static str>,
    /// What is typed.
    pub form: ChargeForm,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(ChargesPage, "joining/charges.html");

/// The page `/kommune/oppkobling/kostnader`.
#[derive(Debug, Clone)]
pub struct CostsPage {
    /// The way back.
    pub back: String,
    /// Who is charged.
    pub home: String,
    /// The lines that two at the operator agree on, newest first.
    pub rows: Vec<ChargeView>,
}

page!(CostsPage, "joining/costs.html");

/// A line.
#[derive(Debug, Clone)]
pub struct ChargeView {
    /// What is posted.
    pub value: String,
    /// The kind, as it is stored.
    pub kind: &'static str,
    /// What it is for.
    pub what: String,
    /// How much, in øre.
    pub ore: i64,
    /// Who is paid, as it is stored.
    pub payee: &'static str,
    /// The part of the cost key, in millionths, and the first day of the quarter.
    pub share: Option<(u32, Date)>,
    /// The clause of the general terms that describes it, and their version.
    pub clause: Option<(String, String)>,
    /// Who entered it.
    pub entered_by: String,
    /// Who approved it, the day of the invoice and the day it is due.
    pub approved: Option<(String, Date, Date)>,
    /// Whether the reader entered it, and so may not approve it.
    pub is_own: bool,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct ChargeForm {
    /// The kind.
    pub kind: String,
    /// Who is paid.
    pub payee: String,
    /// What it is for.
    pub what: String,
    /// How much, in kroner.
    pub amount: String,
    /// The clause.
    pub clause: String,
    /// The part of the cost key.
    pub key: String,
    /// A day in the quarter.
    pub quarter: String,
}

impl ChargesPage {
    /// The key of a kind's name.
    pub(crate) fn kind(stored: &str) -> String {
        format!("joining-kind-{}", stored.to_ascii_lowercase().replace('_', "-"))
    }

    /// The key of a payee's name.
    pub(crate) fn payee(stored: &str) -> String {
        format!("joining-payee-{}", stored.to_ascii_lowercase())
    }
}

impl ChargeView {
    /// How much, in kroner.
    pub(crate) fn amount(&self, w: &Words<'_>) -> String {
        let (whole, rest) = (self.ore / 100, self.ore % 100);
        w.a2("joining-amount", "kroner", grouped(whole), "ore", format!("{rest:02}"))
    }

    /// The part of the cost key, in per cent with what stands behind the sign.
    pub(crate) fn key(millionths: &u32, w: &Words<'_>) -> String {
        let (whole, rest) = (millionths / 10_000, millionths % 10_000);
        w.a2("joining-share", "whole", whole, "rest", format!("{rest:04}"))
    }

    /// The key of what it builds on.
    pub(crate) fn why(&self) -> &'static str {
        match self.kind {
            "STATUTORY_SHARE" => "joining-why-regulation",
            "DIGIFIN_FEE" => "joining-why-fee",
            _ => "joining-why-terms",
        }
    }
}

/// A whole number in groups of three, kept together.
fn grouped(whole: i64) -> String {
    let digits = whole.to_string();
    let mut shown = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push('\u{a0}');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_in_groups_of_three() {
        for (number, shown) in
            [(0, "0"), (999, "999"), (25_000, "25\u{a0}000"), (1_234_567, "1\u{a0}234\u{a0}567")]
        {
            assert_eq!(grouped(number), shown);
        }
    }
}
