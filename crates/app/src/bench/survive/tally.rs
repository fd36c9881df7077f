//! What the harness knows from what it was told: what was tried, what was answered,
//! and what the journal system has left or has still to leave.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::words::{Done, Draft, Letter, LetterKind};
use crate::bench::chance::Chance;

/// The most new letters of a round.
const MAX_NEW_LETTERS: usize = 10;

/// Of so many letters one is a receipt, the rest answers or both.
const RECEIPTS_ONE_IN: u64 = 2;

/// Of so many conversations one gets both.
const BOTH_ONE_IN: u64 = 3;

/// Of so many answers one comes twice, in two sendings of different names.
const TWINS_ONE_IN: u64 = 5;

/// What marks these rows of chance.
const PURPOSE: u64 = 0x7461_6c6c;

/// A letter that was written, and the arrival it became when its sender was told.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) letter: Letter,
    pub(super) arrival: Option<String>,
}

/// The harness's own book.
#[derive(Default)]
pub(super) struct Tally {
    /// Every conversation that anybody tried to begin, and whose it is.
    pub(super) tried: HashMap<String, usize>,
    /// The reference of each that the act answered for.
    pub(super) acknowledged: HashMap<String, String>,
    /// Conversations whose sending was cut off and done again.
    pub(super) sent_again: HashSet<String>,
    /// Letters by the name of their sending.
    pub(super) letters: BTreeMap<String, Written>,
    /// What should not have been told.
    pub(super) wrong: Vec<String>,
    cut_off: Vec<Draft>,
    unanswered: Vec<String>,
}

/// What one round brought.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Brought {
    pub(super) sent: usize,
    pub(super) cut_off: usize,
    pub(super) left: usize,
}

impl Tally {
    /// Takes in what a part told before it was killed.
    pub(super) fn take(&mut self, all: Vec<Done>) -> Brought {
        let mut brought = Brought::default();
        let mut open: BTreeMap<String, usize> = BTreeMap::new();
        for done in all {
            match done {
                Done::Tried(Draft { thread, citizen }) => {
                    self.tried.insert(thread.clone(), citizen);
                    open.insert(thread, citizen);
                }
                Done::Sent { thread, reference } => {
                    brought.sent += 1;
                    open.remove(&thread);
                    self.note_sent(&thread, &reference);
                }
                Done::Left { name, arrival } => {
                    brought.left += 1;
                    self.note_left(&name, &arrival);
                }
                Done::Wrong(what) => self.wrong.push(what),
            }
        }
        brought.cut_off = open.len();
        self.cut_off =
            open.into_iter().map(|(thread, citizen)| Draft { thread, citizen }).collect();
        brought
    }

    fn note_sent(&mut self, thread: &str, reference: &str) {
        if !self.tried.contains_key(thread) {
            self.wrong.push(format!("{thread} was receipted and never sent"));
        }
        let before = self.acknowledged.insert(thread.to_owned(), reference.to_owned());
        if before.is_some_and(|before| before != reference) {
            self.wrong.push(format!("{thread} was receipted with two references"));
        }
    }

    fn note_left(&mut self, name: &str, arrival: &str) {
        let Some(written) = self.letters.get_mut(name) else {
            return self.wrong.push(format!("{name} was left and never written"));
        };
        let before = written.arrival.replace(arrival.to_owned());
        if before.is_some_and(|before| before != arrival) {
            self.wrong.push(format!("{name} became two arrivals"));
        }
    }

    /// Of the drafts that were cut off last, about half, to be sent again.
    pub(super) fn again(&mut self, chance: &mut Chance) -> Vec<Draft> {
        let mut again = core::mem::take(&mut self.cut_off);
        again.retain(|_| chance.is_one_in(2));
        self.sent_again.extend(again.iter().map(|draft| draft.thread.clone()));
        again
    }

    /// The letters of a round: those whose sender was told nothing, and some new ones
    /// about messages that have come.
    pub(super) fn letters(&mut self, fresh: Vec<String>, (seed, round): (u64, u64)) -> Vec<Letter> {
        let mut chance = Chance::of(seed, &[PURPOSE, round]);
        let untold = self.letters.values().filter(|written| written.arrival.is_none());
        let mut letters: Vec<Letter> = untold.map(|written| written.letter.clone()).collect();
        self.unanswered.extend(fresh);
        for _ in 0..MAX_NEW_LETTERS {
            if self.unanswered.is_empty() {
                break;
            }
            let thread = self.unanswered.swap_remove(chance.place(self.unanswered.len()));
            letters.extend(self.about(&thread, &mut chance));
        }
        letters
    }

    fn about(&mut self, thread: &str, chance: &mut Chance) -> Vec<Letter> {
        let Some(citizen) = self.tried.get(thread).copied() else {
            self.wrong.push(format!("{thread} was posted and never sent"));
            return Vec::new();
        };
        let (receipt, both) = (chance.is_one_in(RECEIPTS_ONE_IN), chance.is_one_in(BOTH_ONE_IN));
        let mut letters = Vec::new();
        let mut write = |kind, name: String, message: String| {
            let thread = thread.to_owned();
            letters.push(Letter { name, message, kind, thread, citizen });
        };
        if receipt || both {
            let message = id(chance);
            write(LetterKind::Receipt, format!("receipt-{message}"), message);
        }
        if !receipt || both {
            let message = id(chance);
            write(LetterKind::Answer, format!("answer-{message}"), message.clone());
            if chance.is_one_in(TWINS_ONE_IN) {
                write(LetterKind::Answer, format!("twin-{message}"), message);
            }
        }
        for letter in &letters {
            let written = Written { letter: letter.clone(), arrival: None };
            self.letters.insert(letter.name.clone(), written);
        }
        letters
    }
}

/// An id as a journal system makes one: of chance alone.
fn id(chance: &mut Chance) -> String {
    let (one, other) = (chance.next(), chance.next());
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        one >> 32,
        (one >> 16) & 0xffff,
        one & 0xfff,
        other >> 52,
        other & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(thread: &str) -> Done {
        Done::Tried(Draft { thread: thread.to_owned(), citizen: 3 })
    }

    fn sent(thread: &str, reference: &str) -> Done {
        Done::Sent { thread: thread.to_owned(), reference: reference.to_owned() }
    }

    #[test]
    fn what_was_tried_and_not_answered_was_cut_off() {
        let mut tally = Tally::default();
        let brought = tally.take(vec![tried("a"), tried("b"), sent("a", "S-1")]);
        assert_eq!((brought.sent, brought.cut_off), (1, 1));
        assert_eq!(tally.cut_off, [Draft { thread: "b".to_owned(), citizen: 3 }]);
        assert!(tally.wrong.is_empty());
    }

    #[test]
    fn two_references_for_one_conversation_are_noticed() {
        let mut tally = Tally::default();
        tally.take(vec![tried("a"), sent("a", "S-1"), sent("a", "S-2"), sent("c", "S-3")]);
        assert_eq!(tally.wrong.len(), 2);
    }

    #[test]
    fn letters_are_about_what_came_and_are_written_until_they_are_left() {
        let mut tally = Tally::default();
        tally.take(vec![tried("a")]);
        let letters = tally.letters(vec!["a".to_owned()], (1, 1));
        assert!(!letters.is_empty());
        assert_eq!(tally.letters(Vec::new(), (1, 2)).len(), letters.len());
        let left = letters.iter().map(|letter| Done::Left {
            name: letter.name.clone(),
            arrival: letter.message.clone(),
        });
        tally.take(left.collect());
        assert!(tally.letters(Vec::new(), (1, 3)).is_empty());
        assert!(tally.wrong.is_empty());
    }

    #[test]
    fn a_made_up_id_has_the_shape_of_one() {
        let made = id(&mut Chance::of(1, &[]));
        assert_eq!(made.len(), 36);
        assert!(made.parse::<helsebro_domain::ids::EnvelopeId>().is_ok());
    }
}
