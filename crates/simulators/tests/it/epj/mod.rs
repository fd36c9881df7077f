//! The journal system against a small door made here, which checks every call
//! and hands out what a test puts in.

mod away;
mod door;
mod messages;
mod pages;
mod receipts;
mod schemas;
mod sending;
mod verdicts;
mod wire;
mod world;
