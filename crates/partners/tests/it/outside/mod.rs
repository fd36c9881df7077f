//! Each adapter against its stand-in, over loopback.

mod contacts;
mod letters;
mod people;
mod scanner;
mod texts;
mod tokens;
mod world;
