//! Each adapter against its stand-in, over loopback.

mod contacts;
mod letters;
mod people;
mod texts;
mod tokens;
mod world;
