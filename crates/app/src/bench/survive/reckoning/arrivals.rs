//! What came from the journal system against what it has left.

use std::collections::HashMap;

use super::Counted;
use super::stored::Stored;
use crate::bench::survive::tally::Tally;

/// What an answer is called in the inbox.
const ANSWERS: &str = "staff_answers";

/// Everything that was left is settled, and each message of theirs has one receipt.
pub(super) fn count(stored: &Stored, tally: &Tally, counted: &mut Counted) {
    let mut given: HashMap<String, usize> = HashMap::new();
    for answers in stored.sent.iter().filter_map(|row| row.answers) {
        *given.entry(answers.to_string()).or_default() += 1;
    }
    let mut told: HashMap<&str, &str> = HashMap::new();
    for (name, written) in &tally.letters {
        if let Some(arrival) = &written.arrival {
            let before = told.insert(arrival, name);
            counted.hold(before.is_none(), || format!("{arrival} stands for two letters"));
        }
    }
    counted.letters_left = told.len();
    counted.arrivals = stored.came.len();
    let mut receipts: HashMap<&str, usize> = HashMap::new();
    for came in &stored.came {
        let id = came.id.to_string();
        let known = told.remove(id.as_str()).is_some();
        counted.arrivals_unacknowledged += usize::from(!known);
        counted.hold(came.state == 1, || format!("{id} is in state {}", came.state));
        counted.hold(came.lines == 1, || format!("{id} has {} lines of its coming", came.lines));
        let receipts_given = given.remove(&id).unwrap_or(0);
        counted.receipts_given += receipts_given;
        match came.what.as_deref() {
            Some(ANSWERS) => {
                let message = came.message_id.as_deref().unwrap_or_default();
                *receipts.entry(message).or_default() += receipts_given;
            }
            Some("receipt" | "superfluous_receipt") => {
                counted.receipts_taken += 1;
                counted.hold(receipts_given == 0, || format!("{id} is a receipt with a receipt"));
            }
            what => counted.hold(false, || format!("{id} was taken for {what:?}")),
        }
    }
    for (message, number) in receipts {
        counted.hold(number == 1, || format!("{message} has {number} receipts"));
    }
    for arrival in told.keys() {
        counted.hold(false, || format!("{arrival} was left and is LOST"));
    }
    counted.hold(given.is_empty(), || "a receipt answers what never came".to_owned());
    let answers = stored.came.iter().filter(|came| came.what.as_deref() == Some(ANSWERS));
    counted.answers_come_twice = answers.count().saturating_sub(counted.answers_taken_in);
}
