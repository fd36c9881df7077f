//! What stands where, on which page.

use crate::fonts::{Fonts, Weight};
use crate::lines::{Line, lines};
use crate::text::{clean, paragraphs};
use crate::{Block, Letter, LetterRefused, MAX_PAGES};

/// A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);

/// The margins to the left and to the right.
pub(crate) const SIDE: f32 = 64.0;

const TOP: f32 = 60.0;
const BOTTOM: f32 = 76.0;
const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// How much of the width names a fact.
const FACT: f32 = 150.0;

/// How far the first fact stands from what is above it.
const BEFORE_FACTS: f32 = 12.0;

/// How far what somebody wrote stands in.
const INDENT: f32 = 12.0;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    leading: f32,
    before: f32,
    weight: Weight,
    /// How many lines of what follows stand on the same page.
    keeps: f32,
}

const SENDER: Style = style((10.5, 15.0), 0.0, Weight::Strong, 0.0);
const TITLE: Style = style((20.0, 27.0), 22.0, Weight::Strong, 2.0);
const HEADING: Style = style((13.0, 18.0), 18.0, Weight::Strong, 3.0);
const BODY: Style = style((10.5, 15.5), 6.0, Weight::Regular, 0.0);
const FACT_OF: Style = style((10.5, 15.5), 3.0, Weight::Strong, 0.0);
const LABEL: Style = style((9.5, 14.0), 12.0, Weight::Strong, 1.0);
/// The foot of a page.
pub(crate) const FOOT: Style = style((9.0, 12.0), 0.0, Weight::Regular, 0.0);

const fn style((size, leading): (f32, f32), before: f32, weight: Weight, keeps: f32) -> Style {
    Style { size, leading, before, weight, keeps }
}

impl Style {
    /// The lines of a text that is `width` points wide.
    pub(crate) fn lines(self, fonts: &Fonts, text: &str, width: f32) -> Vec<Line> {
        lines(fonts, text, self.weight, width / self.size)
    }
}

/// A line on a page.
pub(crate) struct Placed {
    /// To which paragraph it belongs.
    pub(crate) paragraph: usize,
    pub(crate) line: Line,
    pub(crate) size: f32,
    pub(crate) x: f32,
    /// Where the letters stand.
    pub(crate) y: f32,
}

/// How the letter is built, for whoever hears it read. Numbers are paragraphs.
pub(crate) enum Part {
    Heading { level: u16, paragraph: usize, title: String, page: usize, y: f32 },
    Text(usize),
    Facts(Vec<(usize, Vec<usize>)>),
    Entries(Vec<(usize, Vec<usize>)>),
}

/// A letter on its pages.
pub(crate) struct Laid {
    pub(crate) pages: Vec<Vec<Placed>>,
    pub(crate) parts: Vec<Part>,
    pub(crate) paragraphs: usize,
}

struct Laying<'a> {
    fonts: &'a Fonts,
    pages: Vec<Vec<Placed>>,
    y: f32,
    paragraphs: usize,
}

/// Lays a letter on pages.
pub(crate) fn laid(letter: &Letter, fonts: &Fonts) -> Result<Laid, LetterRefused> {
    let mut laying = Laying { fonts, pages: vec![Vec::new()], y: TOP, paragraphs: 0 };
    let mut parts = Vec::new();
    let sender = clean(&letter.sender);
    if !sender.is_empty() {
        parts.push(Part::Text(laying.paragraph(SENDER, &sender, (SIDE, WIDTH))?));
    }
    parts.push(laying.heading((1, TITLE), &letter.title)?);
    for block in &letter.blocks {
        laying.block(block, &mut parts)?;
    }
    let Laying { pages, paragraphs, .. } = laying;
    Ok(Laid { pages, parts, paragraphs })
}

impl Laying<'_> {
    fn block(&mut self, block: &Block, parts: &mut Vec<Part>) -> Result<(), LetterRefused> {
        match block {
            Block::Heading(text) => parts.push(self.heading((2, HEADING), text)?),
            Block::Text(text) => {
                for one in self.paragraphs_of(BODY, text, (SIDE, WIDTH))? {
                    parts.push(Part::Text(one));
                }
            }
            Block::Facts(facts) => {
                let mut rows = Vec::with_capacity(facts.len());
                for (of, what) in facts {
                    let before = if rows.is_empty() { BEFORE_FACTS } else { FACT_OF.before };
                    rows.push(self.fact((of, what), before)?);
                }
                parts.push(Part::Facts(rows));
            }
            Block::Entries(entries) => {
                let mut items = Vec::with_capacity(entries.len());
                for entry in entries {
                    let label = self.paragraph(LABEL, &clean(&entry.label), (SIDE, WIDTH))?;
                    let within = (SIDE + INDENT, WIDTH - INDENT);
                    items.push((label, self.paragraphs_of(BODY, &entry.text, within)?));
                }
                parts.push(Part::Entries(items));
            }
        }
        Ok(())
    }

    fn heading(&mut self, (level, style): (u16, Style), text: &str) -> Result<Part, LetterRefused> {
        let title = clean(text);
        let paragraph = self.paragraph(style, &title, (SIDE, WIDTH))?;
        let placed = self.pages.last().and_then(|page| page.last());
        let y = placed.map_or(TOP, |placed| placed.y - style.leading);
        let page = self.pages.len().saturating_sub(1);
        Ok(Part::Heading { level, paragraph, title, page, y })
    }

    /// What a fact answers stands beside the answer.
    fn fact(
        &mut self,
        (of, what): (&str, &str),
        before: f32,
    ) -> Result<(usize, Vec<usize>), LetterRefused> {
        let style = Style { keeps: 1.0, before, ..FACT_OF };
        let name = self.paragraph(style, &clean(of), (SIDE, FACT - INDENT))?;
        let (below, page) = (self.y, self.pages.len());
        let lines = self.pages.last().into_iter().flatten();
        let top = lines.filter(|placed| placed.paragraph == name).map(|placed| placed.y);
        let top = top.fold(f32::MAX, f32::min);
        if top < f32::MAX {
            self.y = top - style.leading;
        }
        let beside = Style { before: 0.0, ..BODY };
        let answers = self.paragraphs_of(beside, what, (SIDE + FACT, WIDTH - FACT))?;
        // An answer that goes on on the next page ends there, wherever the name ended here.
        if self.pages.len() == page {
            self.y = self.y.max(below);
        }
        Ok((name, answers))
    }

    fn paragraphs_of(
        &mut self,
        style: Style,
        text: &str,
        place: (f32, f32),
    ) -> Result<Vec<usize>, LetterRefused> {
        paragraphs(text).map(|one| self.paragraph(style, &one, place)).collect()
    }

    /// Lays a paragraph below what stands there; its number.
    fn paragraph(
        &mut self,
        style: Style,
        text: &str,
        (x, width): (f32, f32),
    ) -> Result<usize, LetterRefused> {
        let paragraph = self.paragraphs;
        self.paragraphs += 1;
        let mut room = style.before + style.leading * (1.0 + style.keeps);
        let mut gap = if self.y > TOP { style.before } else { 0.0 };
        for line in style.lines(self.fonts, text, width) {
            if self.y + room > PAGE.1 - BOTTOM {
                if self.pages.len() >= MAX_PAGES {
                    return Err(LetterRefused::TooLong);
                }
                self.pages.push(Vec::new());
                (self.y, gap) = (TOP, 0.0);
            }
            self.y += gap + style.leading;
            (gap, room) = (0.0, style.leading);
            let placed = Placed { paragraph, line, size: style.size, x, y: self.y };
            if let Some(page) = self.pages.last_mut() {
                page.push(placed);
            }
        }
        Ok(paragraph)
    }
}
