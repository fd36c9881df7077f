//! Draws what was laid, and says what each piece is for whoever hears it read.

use core::num::NonZeroU16;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};

use crate::fonts::Fonts;
use crate::layout::{FOOT, Laid, PAGE, Part, SIDE};
use crate::lines::Line;
use crate::text::clean;
use crate::{Letter, LetterRefused};

/// How far the foot stands from the lower edge.
const FOOT_AT: f32 = 40.0;

/// What made the document, as it says of itself.
const PRODUCER: &str = "Helsebro";

/// What was drawn of each paragraph, in the order that it is read.
type Drawn = Vec<Vec<Identifier>>;

/// The document.
pub(crate) fn document(
    letter: &Letter,
    laid: &Laid,
    fonts: &Fonts,
    page_of: &dyn Fn(usize, usize) -> String,
) -> Result<Vec<u8>, LetterRefused> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| LetterRefused::Standard)?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut drawn: Drawn = Vec::new();
    drawn.resize_with(laid.paragraphs, Vec::new);
    for (number, page) in (1..).zip(&laid.pages) {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(LetterRefused::Standard)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for placed in page {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            draw(&mut surface, fonts, &placed.line, (placed.x, placed.y, placed.size));
            surface.end_tagged();
            if let Some(paragraph) = drawn.get_mut(placed.paragraph) {
                paragraph.push(id);
            }
        }
        let foot = format!("{} · {}", letter.reference, page_of(number, laid.pages.len()));
        foot_of(&mut surface, fonts, &foot);
        surface.finish();
        sheet.finish();
    }
    document.set_metadata(metadata(letter));
    document.set_outline(outline(laid));
    document.set_tag_tree(tree(letter, laid, &drawn));
    document.finish().map_err(|_| LetterRefused::Standard)
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, line: &Line, (x, y, size): (f32, f32, f32)) {
    for (at, word) in &line.words {
        let start = Point::from_xy(x + at * size, y);
        surface.draw_glyphs(start, &word.glyphs, fonts.drawn(word.which), &word.text, size, false);
    }
}

/// The foot is no part of the letter: it is not read aloud on each page.
fn foot_of(surface: &mut Surface<'_>, fonts: &Fonts, text: &str) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    let lines = FOOT.lines(fonts, &clean(text), PAGE.0 - 2.0 * SIDE);
    if let Some(line) = lines.first() {
        draw(surface, fonts, line, (SIDE, PAGE.1 - FOOT_AT, FOOT.size));
    }
    surface.end_tagged();
}

fn metadata(letter: &Letter) -> Metadata {
    let (year, month, day) = letter.dated;
    let dated = DateTime::new(year).month(month).day(day);
    // The standard wants a time with the day; the day is what counts.
    let dated = dated.hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    Metadata::new()
        .title(clean(&letter.title))
        .authors(vec![clean(&letter.sender)])
        .language(letter.language.clone())
        .producer(PRODUCER.to_owned())
        .creation_date(dated)
        .document_id(letter.reference.clone())
}

fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    for part in &laid.parts {
        if let Part::Heading { title, page, y, .. } = part {
            let place = XyzDestination::new(*page, Point::from_xy(SIDE, *y));
            outline.push_child(OutlineNode::new(title.clone(), place));
        }
    }
    outline
}

fn tree(letter: &Letter, laid: &Laid, drawn: &Drawn) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(letter.language.clone()));
    for part in &laid.parts {
        match part {
            Part::Heading { level, paragraph, title, .. } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                let tag = Tag::Hn(level, Some(title.clone()));
                tree.push(TagGroup::with_children(tag, of(drawn, *paragraph)));
            }
            Part::Text(paragraph) => tree.push(text(drawn, *paragraph)),
            Part::Facts(facts) if !facts.is_empty() => tree.push(table(drawn, facts)),
            Part::Entries(entries) if !entries.is_empty() => tree.push(list(drawn, entries)),
            Part::Facts(_) | Part::Entries(_) => {}
        }
    }
    tree
}

fn of(drawn: &Drawn, paragraph: usize) -> Vec<Node> {
    drawn.get(paragraph).into_iter().flatten().map(|id| Node::from(*id)).collect()
}

fn text(drawn: &Drawn, paragraph: usize) -> TagGroup {
    TagGroup::with_children(Tag::P, of(drawn, paragraph))
}

fn table(drawn: &Drawn, facts: &[(usize, Vec<usize>)]) -> TagGroup {
    let mut table = TagGroup::new(Tag::Table);
    for (name, answers) in facts {
        let mut row = TagGroup::new(Tag::TR);
        row.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Row), of(drawn, *name)));
        let answers = answers.iter().map(|one| Node::from(text(drawn, *one))).collect();
        row.push(TagGroup::with_children(Tag::TD, answers));
        table.push(row);
    }
    table
}

fn list(drawn: &Drawn, entries: &[(usize, Vec<usize>)]) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::None));
    for (label, texts) in entries {
        let mut body = TagGroup::new(Tag::LBody);
        body.push(text(drawn, *label));
        for one in texts {
            body.push(text(drawn, *one));
        }
        let mut item = TagGroup::new(Tag::LI);
        item.push(body);
        list.push(item);
    }
    list
}
