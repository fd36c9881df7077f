//! The second reading: the table of the catalogue (§ 5.2, § 5.3), read once more.
//!
//! `table.tsv` is the table as a person reads it: `*` is anything, `a|b` is either, and
//! exactly one line holds for every combination. `combinations.tsv` is every
//! combination of what the table distinguishes, with its row; what nothing
//! hangs on is `-`, and is played in every way there is. Neither shares anything with the rules in `src`; here the rules
//! are held to them. `UPDATE_GOLDEN=1` writes the combinations anew; read the change.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use helsebro_domain::controllership::{Flag, Register, Row, resolve};

use crate::combination::{COLUMNS, Combination, Extras, all, extras};

const TABLE: &str = include_str!("table.tsv");
const COMBINATIONS: &str = include_str!("combinations.tsv");

/// A line of the table: what each column may be, and the row.
struct Line<'t> {
    values: Vec<&'t str>,
    row: &'t str,
}

impl Line<'_> {
    fn holds(&self, combination: &Combination) -> bool {
        self.values.iter().zip(combination.values()).all(|(may_be, is)| {
            *may_be == "*" || may_be.split('|').any(|alternative| alternative == *is)
        })
    }
}

fn table() -> Vec<Line<'static>> {
    let mut lines = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let mut head = lines.next().unwrap_or_default();
    assert_eq!(head.pop(), Some("row"));
    assert_eq!(head, COLUMNS);
    lines
        .map(|mut values| {
            let row = values.pop().unwrap_or_default();
            Line { values, row }
        })
        .collect()
}

/// The row of a combination, by the table alone.
fn read<'t>(table: &[Line<'t>], combination: &Combination) -> &'t str {
    let holding: Vec<&str> =
        table.iter().filter(|line| line.holds(combination)).map(|line| line.row).collect();
    assert_eq!(holding.len(), 1, "{:?} is read as {holding:?}", combination.values());
    holding.first().copied().unwrap_or_default()
}

/// The flags of a combination, as § 5.2 names them.
fn flags(combination: &Combination, extras: Extras) -> Vec<&'static str> {
    let is = |column: &str, value: &str| combination.is(column, value);
    let mut flags = Vec::new();
    // What is sent is here sent from a record.
    let sent = is("category", "FORMIDLING") && !is("delivery", "NONE");
    let record = is("category", "EPJ_RECORD") || sent;
    let gone = is("heir", "unresolved");
    let lives = is("joint", "joint") || is("joint", "independent");
    let run_off = is("delivery", "NONE") && lives && is("written", "before");
    let delivers = is("delivery", "OUTSOURCED") || is("host", "outsourced");
    if record && !gone {
        if is("host", "outsourced") {
            flags.push("CT-43");
        }
        if delivers && extras.part {
            flags.push("CT-64");
        }
        if run_off {
            flags.push("CT-65");
        }
        if delivers && extras.joint_has_ended && is("joint", "none") {
            flags.push("CT-66");
        }
        if extras.subcontractor && (delivers || run_off) {
            flags.push("CT-67");
        }
    }
    if !is("heir", "itself") {
        flags.push("CT-68");
    }
    flags
}

#[test]
fn the_file_of_combinations_is_what_the_table_says() {
    let table = table();
    let mut text = format!("{}\trow\n", COLUMNS.join("\t"));
    for combination in all() {
        let row = read(&table, &combination);
        writeln!(text, "{}\t{row}", combination.values().join("\t")).unwrap();
    }
    if is_updating() {
        let file =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/controllership/combinations.tsv");
        std::fs::write(file, &text).unwrap();
        return;
    }
    assert!(text == COMBINATIONS, "combinations.tsv is not what table.tsv says");
}

#[test]
fn the_rules_give_every_combination_the_row_and_the_flags_of_the_second_reading() {
    let mut wrong = Vec::new();
    let (mut rows, mut seen, mut played) = (BTreeSet::new(), BTreeSet::new(), 0_usize);
    for (number, line) in COMBINATIONS.lines().enumerate().skip(1) {
        let (values, row) = line.rsplit_once('\t').unwrap();
        let combination = Combination::read(values);
        let whole = combination.whole();
        assert!(!whole.is_empty(), "{line}");
        for (combination, extras) in
            whole.iter().flat_map(|whole| extras(whole).into_iter().map(move |more| (whole, more)))
        {
            let (facts, question) = combination.played(extras);
            let answer = resolve(&Register::new(facts), &question);
            let raised: Vec<&str> = answer.flags.iter().map(|flag| flag.code()).collect();
            let expected = flags(combination, extras);
            if (answer.row.code(), &raised) != (row, &expected) {
                let got = answer.row.code();
                wrong.push(format!("{}: {line}, not {got} {raised:?} {expected:?}", number + 1));
            }
            rows.insert(answer.row);
            seen.extend(answer.flags);
            played += 1;
        }
    }
    assert!(played > 10_000, "{played}");
    wrong.truncate(20);
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(rows, Row::ALL.iter().copied().collect());
    assert_eq!(seen, Flag::ALL.iter().copied().collect());
}

#[expect(clippy::disallowed_methods, reason = "a reviewer says so by the environment")]
fn is_updating() -> bool {
    std::env::var("UPDATE_GOLDEN").as_deref() == Ok("1")
}

/// Every line of the table decides at least one combination.
#[test]
fn no_line_of_the_table_is_idle() {
    let all = all();
    for (number, line) in table().iter().enumerate() {
        assert!(all.iter().any(|combination| line.holds(combination)), "line {}", number + 2);
    }
}
