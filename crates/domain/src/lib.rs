//! Words and rules of Helsebro.
//!
//! Here lives what the law, the terms and good care say: who may write to whom,
//! when an answer is due, what a refusal is called. Everything is pure: no IO,
//! no async, no clock, no dice, no serialisation. Rules take what they need as
//! values and answer with values, so that each can be read beside its clause
//! and tested in microseconds.
//!
//! The slices stand in an order, and one may use only those above it:
//! `ids time text refusals` · `parties` · `representation` · `consent controllership epj joining notices` · `dialog rights disclosure breaches retention blocks` · `audit`.

pub mod audit;
pub mod blocks;
pub mod breaches;
pub mod consent;
pub mod controllership;
pub mod dialog;
pub mod disclosure;
pub mod epj;
pub mod ids;
pub mod joining;
pub mod notices;
pub mod parties;
pub mod refusals;
pub mod representation;
pub mod retention;
pub mod rights;
pub mod text;
pub mod time;
