//! Answering a part, with all that goes along with it, in one transaction.

use helsebro_domain::audit::Event;
use helsebro_domain::ids::{RightsPartId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::rights::{Answer, AnswerAs, Part, RightsDesk};
use helsebro_storage::rights::{self, EventRow, NewEntry, PartChange};

use super::given::{Sealed, copied};
use super::shown::What;
use super::steps::{MAX_ANSWER, Ours, about, line, not_ours, ours};
use super::{SCOPE, answer_of, erasing, following, happened};
use crate::controllership::made;
use crate::{ActError, Acts, content, trail};

const TO_PARENT: &[&str] = &["RRX-5", "L-PBRL-3-4"];

/// Answers a part, and erases nothing that lies here. Access is answered with what is kept here
/// too.
///
/// # Errors
/// [`Part::answer`]; `ASSESSMENT_MISSING` when a parent of a youth is answered and nobody
/// has written where the clinician's assessment stands (RRX-5).
pub async fn answer_part(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
    given: &Answer,
) -> Result<(), ActError> {
    answer_erasing(acts, desk, id, (given, &[])).await
}

/// The same, where the answer to a demand for erasure names the conversations that go: they are
/// erased when somebody carries it out, and those who had got them are told then.
///
/// # Errors
/// As [`answer_part`]; those of `Finding::lets_erase` when one that is named must be kept;
/// [`ActError::NotFound`] when one is not of this part.
pub async fn answer_erasing(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
    (given, named): (&Answer, &[ThreadId]),
) -> Result<(), ActError> {
    let words: String = given.words.trim().chars().take(MAX_ANSWER).collect();
    let sealed = content::seal_own(acts, answer_of(id), &words).await?;
    let entries = copied(acts, desk, (id, given)).await?;
    let now = acts.now();
    let register = made::at_hand(acts).await?;
    let breach = following::breach(acts, desk, (id, given), now).await?;
    let line = line(acts, desk, (Event::RightsAnswered, id), now);
    let told = acts
        .db()
        .write(SCOPE, "rights.answer", async |mut tx| {
            let Some(ours) = ours(&mut tx, desk, id).await? else {
                return Ok(Err(not_ours(&mut tx, (line.clone(), id)).await?));
            };
            let decided = match answered(&ours, given) {
                Ok(after) => {
                    let chosen = (named, given.outcome);
                    let rows = erasing::chosen(&mut tx, &register, (&ours, chosen), now).await?;
                    rows.map(|rows| (after, rows))
                }
                Err(refusal) => Err(refusal),
            };
            let line = about(line.clone(), &ours);
            let (after, rows) = match trail::settle(&mut tx, line, decided).await? {
                Ok(after) => after,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let (request, before, party) = &ours;
            let change = PartChange {
                taken_by: Some(desk.staff()),
                legal_reference: some(&given.legal_reference),
                journal_note: some(&given.journal_note),
                answer: Some(&sealed),
                answered_at: Some(now),
                answered_by: Some(*party),
                ..PartChange::default()
            };
            rights::change_part(&mut tx, before, (&after, change)).await?;
            for (place, one) in (0_i64..).zip(&entries) {
                let Sealed { at, by_citizen, event, .. } = *one;
                let new = NewEntry { place, at, by_citizen, words: &one.words, event };
                rights::add_entry(&mut tx, id, &new).await?;
            }
            let what = What::Answered.stored();
            let event = EventRow { part: Some(id), at: now, what, by: Some(*party) };
            happened(acts, &mut tx, request.id, event).await?;
            following::told(acts, &mut tx, (request, id.uuid()), now).await?;
            if let Some(rows) = rows {
                erasing::order(acts, &mut tx, (&ours, desk, &rows), now).await?;
            }
            let follows = (&ours, desk, given);
            Ok(Ok(following::follow(acts, &mut tx, follows, (breach.as_ref(), now)).await?))
        })
        .await??;
    following::tell(acts, told);
    Ok(())
}

fn some(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

fn answered((request, part, _): &Ours, given: &Answer) -> Result<Part, Refusal> {
    let to_parent = request.answer_as == AnswerAs::ToParentOfYouth;
    if to_parent && given.journal_note.trim().is_empty() {
        return Err(Refusal::told(ReasonCode::AssessmentMissing, TO_PARENT));
    }
    part.planned.part.clone().answer(request.wish, given)
}
