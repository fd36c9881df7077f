//! Words put into lines.

use crate::LONGEST_WORD;
use crate::fonts::{Fonts, Weight, Word};

/// A line: its words in the order that they are read, each with where it stands.
pub(crate) struct Line {
    pub(crate) words: Vec<(f32, Word)>,
}

/// Breaks a paragraph into lines of this width. Everything is counted in parts of the size.
pub(crate) fn lines(fonts: &Fonts, text: &str, weight: Weight, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut used = 0.0;
    for piece in text.split(' ').flat_map(pieces) {
        for word in fitting(fonts, piece, weight, width) {
            if !words.is_empty() && used + word.width > width {
                lines.push(set(core::mem::take(&mut words), width));
                used = 0.0;
            }
            used += word.width + word.space;
            words.push(word);
        }
    }
    if !words.is_empty() {
        lines.push(set(words, width));
    }
    lines
}

/// A word in pieces that are short enough to be shaped.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some((end, _)) = rest.char_indices().nth(LONGEST_WORD) {
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// A word that fits in a line, or as many as it must be taken in.
fn fitting(fonts: &Fonts, text: &str, weight: Weight, width: f32) -> Vec<Word> {
    let word = fonts.word(text, weight);
    if word.width <= width {
        return vec![word];
    }
    let mut fits = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = fonts.word(rest, weight);
        if word.width <= width {
            fits.push(word);
            break;
        }
        let end = end_of_first(&word, rest, width);
        let (piece, after) = rest.split_at(end);
        fits.push(fonts.word(piece, weight));
        rest = after;
    }
    fits
}

/// Where the first piece of a word ends that fits in a line; never before its first sign.
fn end_of_first(word: &Word, text: &str, width: f32) -> usize {
    let mut starts: Vec<(usize, f32)> = word
        .glyphs
        .iter()
        .filter(|glyph| glyph.text_range.start < text.len())
        .map(|glyph| (glyph.text_range.start, glyph.x_advance))
        .collect();
    starts.sort_by_key(|(start, _)| *start);
    let mut used = 0.0;
    for (start, advance) in starts {
        used += advance;
        if used > width && start > 0 && text.is_char_boundary(start) {
            return start;
        }
    }
    text.char_indices().nth(1).map_or(text.len(), |(end, _)| end)
}

/// Says where each word of a line stands. Neighbours that are read from the right change
/// places, and a line of nothing else stands to the right.
fn set(words: Vec<Word>, width: f32) -> Line {
    let total: f32 = words.iter().map(|word| word.width + word.space).sum();
    let all_from_right = words.iter().all(|word| word.from_right);
    let mut x = if all_from_right { (width - total).max(0.0) } else { 0.0 };
    let mut placed = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let from_right = word.from_right;
        let mut run = vec![word];
        while let Some(next) = words.next_if(|next| next.from_right == from_right) {
            run.push(next);
        }
        let run_width: f32 = run.iter().map(|word| word.width + word.space).sum();
        let mut at = if from_right { x + run_width } else { x };
        for word in run {
            let wide = word.width + word.space;
            if from_right {
                at -= wide;
                placed.push((at, word));
            } else {
                placed.push((at, word));
                at += wide;
            }
        }
        x += run_width;
    }
    Line { words: placed }
}
