//! The acts, played by the town's people on SQLite and PostgreSQL.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acts_people;
mod acts_table;
mod attachments;
mod citizen_refused;
mod citizen_writes;
mod consent;
mod contacts;
mod desk_acts;
mod desk_answers;
mod desk_kept;
mod drafts;
mod emergencies;
mod golden;
mod journal;
mod logs;
mod neighbours;
mod neutral;
mod paper_grants;
mod promises;
mod reading;
mod register;
mod representation;
mod sealing;
mod sessions;
mod timers;
mod units;
mod who_has_seen;
