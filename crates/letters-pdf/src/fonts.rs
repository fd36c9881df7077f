//! The fonts that are built in, and words shaped with them.

use harfrust::{Direction, FontRef, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::LetterRefused;

const REGULAR: &[u8] = include_bytes!("../../../assets/letters/regular.ttf");
const STRONG: &[u8] = include_bytes!("../../../assets/letters/strong.ttf");
/// For alphabets that the other two do not have.
const OTHERS: &[u8] = include_bytes!("../../../assets/letters/others.ttf");

/// What is drawn for a sign that no font has; its text is still the sign.
const BOX: &str = "\u{25a1}";

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Strong,
}

/// Which of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Regular,
    Strong,
    Others,
}

/// The fonts.
pub(crate) struct Fonts {
    regular: Face,
    strong: Face,
    others: Face,
}

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    drawn: Font,
    /// What stands for a sign that is not here, and how wide it is.
    hole: (u32, f32),
}

/// A word as it is drawn. Widths are in parts of the size.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// What it says, with the space after it.
    pub(crate) text: String,
    /// With which font.
    pub(crate) which: Which,
    /// How.
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// How wide it is, without the space.
    pub(crate) width: f32,
    /// How wide the space is.
    pub(crate) space: f32,
    /// Whether it is read from the right.
    pub(crate) from_right: bool,
}

struct Shaped {
    glyphs: Vec<KrillaGlyph>,
    from_right: bool,
    holes: usize,
}

impl Fonts {
    /// Reads them.
    pub(crate) fn built_in() -> Result<Self, LetterRefused> {
        Ok(Self {
            regular: Face::read(REGULAR)?,
            strong: Face::read(STRONG)?,
            others: Face::read(OTHERS)?,
        })
    }

    fn face(&self, which: Which) -> &Face {
        match which {
            Which::Regular => &self.regular,
            Which::Strong => &self.strong,
            Which::Others => &self.others,
        }
    }

    /// The font to draw with.
    pub(crate) fn drawn(&self, which: Which) -> Font {
        self.face(which).drawn.clone()
    }

    /// Shapes a word: with our own font, or with the other where that has more of it.
    pub(crate) fn word(&self, text: &str, weight: Weight) -> Word {
        let own = match weight {
            Weight::Regular => Which::Regular,
            Weight::Strong => Which::Strong,
        };
        let mut which = own;
        let mut shaped = self.face(own).shape(text);
        if shaped.holes > 0 {
            let other = self.others.shape(text);
            if other.holes < shaped.holes {
                (which, shaped) = (Which::Others, other);
            }
        }
        let width = shaped.glyphs.iter().map(|glyph| glyph.x_advance).sum();
        let after = self.face(which).shape(" ");
        let space = after.glyphs.iter().map(|glyph| glyph.x_advance).sum();
        let end = text.len();
        let after = after.glyphs.into_iter().map(|mut glyph| {
            glyph.text_range = end..end + 1;
            glyph
        });
        // To the right of it either way: between words from the right it is between them,
        // and at the end of them it is before what follows.
        shaped.glyphs.extend(after);
        let Shaped { glyphs, from_right, .. } = shaped;
        Word { text: format!("{text} "), which, glyphs, width, space, from_right }
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, LetterRefused> {
        let font = FontRef::new(bytes).map_err(|_| LetterRefused::Fonts)?;
        let data = ShaperData::new(&font);
        let drawn = Font::new(bytes.into(), 0).ok_or(LetterRefused::Fonts)?;
        let mut face = Self { font, data, drawn, hole: (0, 0.0) };
        for instead in [BOX, "?"] {
            let shaped = face.shape(instead);
            if let (0, Some(glyph)) = (shaped.holes, shaped.glyphs.first()) {
                face.hole = (glyph.glyph_id.to_u32(), glyph.x_advance);
                return Ok(face);
            }
        }
        Err(LetterRefused::Fonts)
    }

    fn shape(&self, text: &str) -> Shaped {
        let shaper = self.data.shaper(&self.font).build();
        #[expect(clippy::cast_precision_loss, reason = "a font has some thousand units")]
        let units = shaper.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let from_right = buffer.direction() == Direction::RightToLeft;
        let buffer = shaper.shape(buffer, harfrust::ShapeOptions::default());
        let mut starts: Vec<usize> =
            buffer.glyph_infos().iter().map(|one| at(one.cluster)).collect();
        starts.push(text.len());
        starts.sort_unstable();
        starts.dedup();
        let mut holes = 0;
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let glyphs = glyphs.map(|(info, place)| {
            let start = at(info.cluster);
            let end = starts.iter().copied().find(|end| *end > start).unwrap_or(text.len());
            let part = |units_of: i32| {
                #[expect(clippy::cast_precision_loss, reason = "a font has some thousand units")]
                let units_of = units_of as f32;
                units_of / units
            };
            let mut id = info.glyph_id;
            let mut advance = part(place.x_advance);
            if id == 0 {
                holes += 1;
                (id, advance) = self.hole;
            }
            KrillaGlyph {
                glyph_id: GlyphId::new(id),
                text_range: start..end,
                x_advance: advance,
                x_offset: part(place.x_offset),
                y_offset: part(place.y_offset),
                y_advance: 0.0,
                location: None,
            }
        });
        let glyphs = glyphs.collect();
        Shaped { glyphs, from_right, holes }
    }
}

fn at(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}
