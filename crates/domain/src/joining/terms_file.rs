//! A terms text as a file: its title, its version, its change log and its clauses
//! (S1-0-a to S1-0-c).
//!
//! The first line is the title; a line names the version and from when it applies; under
//! «Endringslogg» stands a table with tabs; after it come the clauses, each under a line
//! that begins with its number.

use unicode_normalization::UnicodeNormalization;

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::terms::{Change, Clause, MAX_CHANGES, MAX_CLAUSES, MAX_TERMS_BYTES, VersionNumber};

/// What two letters each of æ, ø and å become when a text was read in the wrong encoding.
const DAMAGED: [&str; 6] = ["Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…"];

/// The most levels of a clause's number, as in «2.2.4».
const MAX_LEVELS: usize = 4;

/// A terms text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsFile {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: VersionNumber,
    /// The first day it applies.
    pub effective_from: Date,
    /// Its change log, oldest version first as it stands there.
    pub changes: Vec<Change>,
    /// What it says.
    pub clauses: Vec<Clause>,
    /// The whole text, in NFC with plain line ends; what an acceptance is a hash of.
    pub text: String,
}

/// What is wrong with the form of a terms text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TermsFault {
    /// The rules refuse it.
    #[error("{}", .0.code())]
    Refused(Refusal),
    /// It is larger than [`MAX_TERMS_BYTES`], or has too many clauses or changes.
    #[error("it is too large")]
    TooLarge,
    /// It has no title, or no line like «Versjon 3.1 gjeldende fra 20.01.2023».
    #[error("its title, or its version and first day, cannot be found")]
    NoVersion,
    /// A line of its change log is not a version, a date and a text.
    #[error("line {0} of its change log cannot be read")]
    ChangeLog(usize),
}

/// Reads a terms text.
///
/// # Errors
/// `TERMS_TEXT_ENCODING` for what is not sound UTF-8; `TERMS_CHANGELOG_MISSING` without
/// a change log; [`TermsFault`] for a form that cannot be read.
pub fn read_terms(bytes: &[u8]) -> Result<TermsFile, TermsFault> {
    if bytes.len() > MAX_TERMS_BYTES {
        return Err(TermsFault::TooLarge);
    }
    let text = sound(bytes)?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let written = |line: &&&str| !line.trim().is_empty();
    let title = lines.iter().find(written).map(|line| line.trim().to_owned());
    let version = lines.iter().find_map(|line| version_line(line));
    let (Some(title), Some((version, effective_from))) = (title, version) else {
        return Err(TermsFault::NoVersion);
    };
    let (changes, rest) = change_log(&lines)?;
    let clauses = clauses(&lines[rest..]);
    if changes.len() > MAX_CHANGES || clauses.len() > MAX_CLAUSES {
        return Err(TermsFault::TooLarge);
    }
    Ok(TermsFile { title, version, effective_from, changes, clauses, text })
}

fn sound(bytes: &[u8]) -> Result<String, TermsFault> {
    let damaged = Refusal::told(ReasonCode::TermsTextEncoding, &["S1-0-a"]);
    let text = core::str::from_utf8(bytes).map_err(|_| TermsFault::Refused(damaged))?;
    let is_control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    let is_damaged = text.contains('\u{fffd}')
        || text.contains(is_control)
        || DAMAGED.iter().any(|pair| text.contains(pair));
    if is_damaged {
        return Err(TermsFault::Refused(damaged));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect())
}

/// «Versjon 3.1 gjeldende fra 20.01.2023».
fn version_line(line: &str) -> Option<(VersionNumber, Date)> {
    let rest = line.trim().strip_prefix("Versjon ")?;
    let (version, day) = rest.split_once(" gjeldende fra ")?;
    Some((VersionNumber::parse(version)?, norwegian_date(day)?))
}

/// «20.01.2023».
fn norwegian_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    is_whole.then_some(date)
}

/// The change log, and the line after it.
fn change_log(lines: &[&str]) -> Result<(Vec<Change>, usize), TermsFault> {
    let missing = Refusal::told(ReasonCode::TermsChangelogMissing, &["S1-0-c"]);
    let missing = TermsFault::Refused(missing);
    let heading = lines.iter().position(|line| line.trim() == "Endringslogg").ok_or(missing)?;
    let mut changes = Vec::new();
    let mut after = heading + 1;
    for (at, line) in lines.iter().enumerate().skip(heading + 1) {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.splitn(3, '\t').map(str::trim).collect();
        let [version, day, text] = cells[..] else { break };
        after = at + 1;
        let Some(version) = VersionNumber::parse(version) else {
            // The table's own heading is no change.
            if changes.is_empty() && norwegian_date(day).is_none() {
                continue;
            }
            return Err(TermsFault::ChangeLog(at + 1));
        };
        let on = norwegian_date(day).ok_or(TermsFault::ChangeLog(at + 1))?;
        changes.push(Change { version, on, text: text.to_owned() });
    }
    if changes.is_empty() {
        return Err(missing);
    }
    Ok((changes, after))
}

fn clauses(lines: &[&str]) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for line in lines {
        if let Some((number, heading)) = clause_heading(line) {
            found.push(Clause { number, heading, text: String::new() });
        } else if let Some(clause) = found.last_mut()
            && !line.trim().is_empty()
        {
            if !clause.text.is_empty() {
                clause.text.push('\n');
            }
            clause.text.push_str(line.trim());
        }
    }
    found
}

/// «5.3 Samarbeid»: a number of at most four levels, then a capital letter.
fn clause_heading(line: &str) -> Option<(String, String)> {
    let (number, heading) = line.trim().split_once(' ')?;
    let levels: Vec<&str> = number.split('.').collect();
    let is_level = |level: &&str| {
        (1..=2).contains(&level.len()) && level.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_number = levels.len() <= MAX_LEVELS && levels.iter().all(is_level);
    let heading = heading.trim();
    let is_heading = is_number && heading.chars().next().is_some_and(char::is_uppercase);
    is_heading.then(|| (number.to_owned(), heading.to_owned()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SMALL: &str = "Små vilkår\n\nVersjon 1.1 gjeldende fra 01.02.2027\n\nEndringslogg\n\n\
        Versjon\tDato\tEndring\n1.0\t01.01.2026\tFørste utgave\n1.1\t15.01.2027\tNy pris\n\n\
        1 Om\n\nDette er\nto linjer.\n\n1.1 Mer\n\n- et punkt\n";

    #[test]
    fn a_terms_text_is_read_with_its_log_and_its_clauses() {
        let read = read_terms(SMALL.as_bytes()).unwrap();
        assert_eq!(read.title, "Små vilkår");
        assert_eq!(read.version, VersionNumber::new(1, 1));
        assert_eq!(read.effective_from, date(2027, 2, 1));
        let log: Vec<_> =
            read.changes.iter().map(|one| (one.version.to_string(), one.on)).collect();
        let expected = [("1.0", date(2026, 1, 1)), ("1.1", date(2027, 1, 15))];
        assert_eq!(log, expected.map(|(version, on)| (version.to_owned(), on)));
        let clauses: Vec<_> =
            read.clauses.iter().map(|one| (one.number.as_str(), one.text.as_str())).collect();
        assert_eq!(clauses, [("1", "Dette er\nto linjer."), ("1.1", "- et punkt")]);
    }

    /// S1-0-a: a text whose «å» is damaged is refused.
    #[test]
    fn s1_0_a_a_text_that_is_not_sound_utf8_is_refused() {
        let latin: Vec<u8> =
            SMALL.replace('å', "\u{1}").bytes().map(|b| if b == 1 { 0xe5 } else { b }).collect();
        let twice = SMALL.replace('å', "Ã¥").into_bytes();
        let lost = SMALL.replace('å', "\u{fffd}").into_bytes();
        for bytes in [latin, twice, lost] {
            let Err(TermsFault::Refused(refusal)) = read_terms(&bytes) else { panic!("read") };
            assert_eq!(refusal.code(), ReasonCode::TermsTextEncoding);
        }
        // Letters in two parts are brought together.
        let parts = SMALL.replace('å', "a\u{30a}");
        assert_eq!(read_terms(parts.as_bytes()).unwrap().title, "Små vilkår");
    }

    /// S1-0-c: without a change log it is refused.
    #[test]
    fn s1_0_c_a_text_without_a_change_log_is_refused() {
        let without = SMALL.replace("Endringslogg", "Annet");
        let Err(TermsFault::Refused(refusal)) = read_terms(without.as_bytes()) else {
            panic!("read")
        };
        assert_eq!(refusal.code(), ReasonCode::TermsChangelogMissing);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let no_version = SMALL.replace("gjeldende", "fra");
        assert_eq!(read_terms(no_version.as_bytes()), Err(TermsFault::NoVersion));
        let bad_day = SMALL.replace("15.01.2027", "32.01.2027");
        assert_eq!(read_terms(bad_day.as_bytes()), Err(TermsFault::ChangeLog(9)));
        assert_eq!(read_terms(&vec![b'x'; MAX_TERMS_BYTES + 1]), Err(TermsFault::TooLarge));
    }
}
