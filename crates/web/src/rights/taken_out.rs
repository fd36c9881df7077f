//! An answer as it is taken out: on paper, for machines, and sealed.

use helsebro_actions::rights::{PartShown, RequestShown};
use helsebro_letters_pdf::{Block, Entry, Letter, LetterRefused, pdf};
use helsebro_partners::seal::Seals;
use helsebro_views::Frame;
use helsebro_views::pages::rights::{AnswerLetter, RightsAnswer, page_of};

use super::{AnswerFile, archive};
use crate::error::WebError;
use crate::web::Web;

/// The shape of the answer for machines, as we publish it.
const SCHEMA: &str = include_str!("../../../../docs/formats/rights-answer.schema.json");

/// The answer in one file: on paper, for machines, the shape of the latter, and where whoever
/// answered keeps a seal here, its seal on both and its certificate.
pub(crate) async fn zip(
    web: &Web,
    (shown, part): (&RequestShown, &PartShown),
    page: RightsAnswer,
    frame: Frame,
) -> Result<Vec<u8>, WebError> {
    let seals = web.settings().seals.clone();
    // The turn goes with the work: who gives up waiting does not make room for more of it.
    let turn = web.limits().document().await?;
    let to_parent = helsebro_views::Words::of(&frame).t("rights-to-parent");
    let json = AnswerFile::of(shown, part, &to_parent).json()?.into_bytes();
    let org_number = part.answered_by.and_then(|party| shown.directory.org_number(party));
    // A long answer takes a while to lay on pages: nobody else waits for it.
    let made = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let letter = paper(&page, &frame)?;
        packed(letter.as_deref(), &json, (&seals, org_number.as_deref()), frame.now)
    });
    made.await.map_err(|_| WebError::Bug("an answer was not laid on pages to its end"))?
}

fn packed(
    letter: Option<&[u8]>,
    json: &[u8],
    (seals, org_number): (&Seals, Option<&str>),
    now: helsebro_domain::time::Instant,
) -> Result<Vec<u8>, WebError> {
    let mut files: Vec<_> = letter.iter().map(|letter| ("svar.pdf", letter.to_vec())).collect();
    files.push(("svar.json", json.to_vec()));
    files.push(("svar.schema.json", SCHEMA.as_bytes().to_vec()));
    if let Some(seal) = org_number.and_then(|org_number| seals.of_org(org_number, now)) {
        let set = |file: &[u8]| {
            seal.set_on(file, now).map_err(|_| WebError::Bug("an answer could not be sealed"))
        };
        let certificate = seal
            .certificate_pem()
            .map_err(|_| WebError::Bug("a seal's certificate could not be written"))?;
        if let Some(letter) = letter {
            files.push(("svar.pdf.p7s", set(letter)?));
        }
        files.push(("svar.json.p7s", set(json)?));
        files.push(("segl.pem", certificate.into_bytes()));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    Ok(archive(&files))
}

/// The answer on paper; none when it is longer than a letter can be: what is for machines
/// holds it whole.
fn paper(page: &RightsAnswer, frame: &Frame) -> Result<Option<Vec<u8>>, WebError> {
    let dated = page.answered_at.in_oslo().date;
    let number = |part: i8| u8::try_from(part).unwrap_or(1);
    let AnswerLetter { language, title, sender, facts, answer, entries, complain } =
        page.letter(frame);
    let mut blocks = vec![Block::Facts(facts), Block::Heading(answer.0), Block::Text(answer.1)];
    if let Some((heading, entries)) = entries {
        blocks.push(Block::Heading(heading));
        let entries = entries.into_iter().map(|(label, text)| Entry { label, text });
        blocks.push(Block::Entries(entries.collect()));
    }
    blocks.extend([Block::Heading(complain.0), Block::Text(complain.1)]);
    let letter = Letter {
        language: language.to_owned(),
        title,
        sender,
        reference: page.reference.clone(),
        dated: (
            u16::try_from(dated.year()).unwrap_or_default(),
            number(dated.month()),
            number(dated.day()),
        ),
        blocks,
    };
    match pdf(&letter, &|page, of| page_of(frame, page, of)) {
        Ok(letter) => Ok(Some(letter)),
        Err(LetterRefused::TooLong) => Ok(None),
        Err(_) => Err(WebError::Bug("an answer could not be laid on pages")),
    }
}
