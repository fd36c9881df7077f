//! The catalogue's examples of dialogue played with its persons and dates, and
//! what must hold through every history of a conversation.

#![expect(clippy::unwrap_used, reason = "what tests share is not itself marked as a test")]

mod cast;
mod emergencies;
mod histories;
mod joining_cast;
mod joining_histories;
mod joining_moves;
mod joining_table;
mod joining_terms;
mod notices_are_sent;
mod notices_say;
mod notices_to_whom;
mod the_citizen_answers;
mod the_citizen_starts;
mod the_desk_acts;
mod the_desk_closes;
mod the_desk_opens;
mod who_has_seen;
