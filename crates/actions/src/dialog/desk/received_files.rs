//! What is said and kept of a message whose files are not taken.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{Desk, too_many_files};
use helsebro_domain::ids::PersonId;
use helsebro_storage::{Scope, StorageError, audit};

use super::super::attachments::NotLaid;
use super::receive::NotReceived;
use crate::{Acts, trail};

/// The line of a message whose files are not taken. When nobody can look through them
/// now, nothing has been decided.
pub(super) async fn not_laid(
    acts: &Acts,
    desk: &Desk,
    person: PersonId,
    not: NotLaid,
) -> Result<NotReceived, StorageError> {
    let (refusal, why) = match not {
        NotLaid::File(number, why) => (why.refusal(), NotReceived::File { number, why }),
        NotLaid::TooMany => (too_many_files(), NotReceived::TooManyFiles),
        NotLaid::NotLookedThrough => return Ok(NotReceived::NotLookedThrough),
        NotLaid::Act(error) => return Ok(error.into()),
    };
    let mut line = trail::at_desk(acts, desk, Event::EnvelopeReceived, acts.now()).refused(refusal);
    line.subject = Some(person);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "receive.files", async |mut tx| {
            audit::append(&mut tx, &line).await
        })
        .await?;
    Ok(why)
}
