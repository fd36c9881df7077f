//! The conversations against what their senders were told.

use std::collections::{BTreeMap, HashMap, HashSet};

use helsebro_storage::epj::reckoning::Conversation;

use super::Counted;
use super::stored::Stored;
use crate::bench::survive::tally::Tally;
use crate::bench::survive::words::LetterKind;

/// Every conversation that was answered for is there once and whole; those that were
/// not may be there, but whole too.
pub(super) fn count(stored: &Stored, tally: &Tally, counted: &mut Counted) {
    let answers = answers(stored, tally, counted);
    let mut there = HashSet::new();
    for found in &stored.threads {
        let id = found.thread.to_string();
        let expected = 1 + answers.get(id.as_str()).copied().unwrap_or(0);
        counted.messages += found.messages;
        whole(found, expected, tally, counted);
        there.insert(id);
    }
    counted.threads = stored.threads.len();
    counted.hold(there.len() == stored.threads.len(), || "a conversation is twice".to_owned());
    counted.tried = tally.tried.len();
    counted.acknowledged = tally.acknowledged.len();
    counted.sent_again_after_a_cut = tally.sent_again.len();
    for thread in tally.acknowledged.keys() {
        counted.hold(there.contains(thread), || format!("{thread} is LOST"));
    }
    for thread in tally.tried.keys().filter(|thread| !tally.acknowledged.contains_key(*thread)) {
        if there.contains(thread) {
            counted.unacknowledged_there += 1;
        } else {
            counted.unacknowledged_not_there += 1;
        }
    }
}

/// How many answers each conversation must hold: those that came, each once.
fn answers<'a>(stored: &Stored, tally: &'a Tally, counted: &mut Counted) -> HashMap<&'a str, i64> {
    let mut messages: BTreeMap<&str, &str> = BTreeMap::new();
    for written in tally.letters.values() {
        let letter = &written.letter;
        let came = || {
            let mut came = stored.came.iter();
            came.any(|came| came.message_id.as_deref() == Some(letter.message.as_str()))
        };
        if letter.kind == LetterKind::Answer && (written.arrival.is_some() || came()) {
            messages.insert(&letter.message, &letter.thread);
        }
    }
    counted.answers_taken_in = messages.len();
    let mut answers = HashMap::new();
    for thread in messages.into_values() {
        *answers.entry(thread).or_default() += 1;
    }
    answers
}

/// That a conversation is there once, with so many messages and all that belongs to it.
fn whole(found: &Conversation, expected: i64, tally: &Tally, counted: &mut Counted) {
    let id = found.thread.to_string();
    counted.hold(tally.tried.contains_key(&id), || format!("{id} was never sent"));
    counted.hold(found.first == 1, || format!("{id} has {} first messages", found.first));
    counted.hold(found.lines == 1, || format!("{id} has {} audit lines", found.lines));
    counted.hold(found.outgoing == 1, || format!("{id} is {} times under way", found.outgoing));
    counted.hold(found.messages == expected, || {
        format!("{id} has {} messages, not {expected}", found.messages)
    });
    let reference = tally.acknowledged.get(&id);
    counted.hold(found.reference.is_some(), || format!("{id} has no reference"));
    counted.hold(reference.is_none_or(|told| Some(told) == found.reference.as_ref()), || {
        format!("{id} was receipted with another reference")
    });
}
