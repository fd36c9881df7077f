//! Test: is anybody there?

use super::{Meaning, Refs, not_for_this_process, the_dialog};
use crate::error::NotUnderstood;
use crate::msghead::Envelope;

/// The code systems are not looked at: whoever tests a link has done enough by
/// getting so far.
pub(super) fn meaning(envelope: &Envelope) -> Result<Meaning, NotUnderstood> {
    let dialog = the_dialog(envelope)?;
    let refs = Refs::of(&envelope.info);
    Ok(match (dialog.questions.as_slice(), dialog.notes.as_slice()) {
        ([question], []) if question.kind.value() == "KT" => Meaning::LinkTest { refs },
        ([], [note]) if note.kind.value() == "RKT" => Meaning::LinkTestAnswer { refs },
        _ => not_for_this_process(envelope),
    })
}
