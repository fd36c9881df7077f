//! What must hold for every page, word and colour.

mod colours;
mod dates;
mod pages;
mod templates;
mod words;
