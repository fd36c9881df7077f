//! Letters on paper: tagged PDF/A-2a and PDF/UA-1, the same bytes for the same letter.
//!
//! No clock, no chance and no words of its own: whoever writes a letter gives all three.
//! Text is cleaned ([`text`](self)), shaped and broken into lines, laid on pages, and only
//! then drawn, since the first page says how many there are.

mod draw;
mod fonts;
mod layout;
mod lines;
mod text;

/// The most things in the list of one letter.
pub const MAX_ENTRIES: usize = 10_000;

/// The most letters of the alphabet in one letter.
pub const MAX_SIGNS: usize = 8_000_000;

/// The most pages of one letter.
pub const MAX_PAGES: usize = 20_000;

/// The longest word that is shaped as one; a longer one is taken in pieces.
pub const LONGEST_WORD: usize = 200;

/// A letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its language, as in `nb`.
    pub language: String,
    /// Its heading, which is also the document's title.
    pub title: String,
    /// From whom.
    pub sender: String,
    /// What it is called; stands at the foot of each page.
    pub reference: String,
    /// The day on it: year, month, day.
    pub dated: (u16, u8, u8),
    /// What stands in it, in the order that it is read.
    pub blocks: Vec<Block>,
}

/// A piece of a letter.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// Text; a line break begins a paragraph.
    Text(String),
    /// Short answers, each with what it answers.
    Facts(Vec<(String, String)>),
    /// A list of what somebody has written.
    Entries(Vec<Entry>),
}

/// Something that somebody has written.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who and when.
    pub label: String,
    /// What.
    pub text: String,
}

/// Why there is no document. Says nothing of what stands in the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterRefused {
    /// More than fits: [`MAX_ENTRIES`], [`MAX_SIGNS`] or [`MAX_PAGES`].
    #[error("the letter is longer than a letter may be")]
    TooLong,
    /// The fonts that were built in cannot be read.
    #[error("the letters' fonts cannot be read")]
    Fonts,
    /// The document breaks a rule of the two standards.
    #[error("the document breaks a rule of PDF/A or PDF/UA")]
    Standard,
}

/// The document. `page_of` says which page this is of how many.
///
/// # Errors
/// [`LetterRefused`].
pub fn pdf(
    letter: &Letter,
    page_of: &dyn Fn(usize, usize) -> String,
) -> Result<Vec<u8>, LetterRefused> {
    letter.fits()?;
    let fonts = fonts::Fonts::built_in()?;
    let laid = layout::laid(letter, &fonts)?;
    draw::document(letter, &laid, &fonts, page_of)
}

impl Letter {
    fn fits(&self) -> Result<(), LetterRefused> {
        let mut signs = self.title.len() + self.sender.len() + self.reference.len();
        let mut entries = 0;
        for block in &self.blocks {
            signs += match block {
                Block::Heading(text) | Block::Text(text) => text.len(),
                Block::Facts(facts) => facts.iter().map(|(of, what)| of.len() + what.len()).sum(),
                Block::Entries(all) => {
                    entries += all.len();
                    all.iter().map(|one| one.label.len() + one.text.len()).sum()
                }
            };
        }
        match signs <= MAX_SIGNS && entries <= MAX_ENTRIES {
            true => Ok(()),
            false => Err(LetterRefused::TooLong),
        }
    }
}
