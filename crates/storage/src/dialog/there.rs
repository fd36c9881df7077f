//! Whether something is there at all, whoever's it is.
//!
//! Asked for one purpose: what is not the asker's is answered as what does not
//! exist, but the audit line tells the two apart (§ 1.4). No more than yes or no
//! comes out.

use helsebro_domain::audit::Object;

use crate::{StorageError, Tx, values};

const THREAD: &str = "SELECT COUNT(*) FROM threads WHERE id = $1";
const CONTACT: &str = "SELECT COUNT(*) FROM contacts WHERE id = $1";
const DRAFT: &str = "SELECT COUNT(*) FROM unsent WHERE id = $1";

pub(super) const STATEMENTS: &[&str] = &[THREAD, CONTACT, DRAFT];

/// Whether a conversation, a contact or a draft is there, for the true code of
/// a neutral refusal. Of other things it is never said.
///
/// # Errors
/// When the database fails.
pub async fn is_there(tx: &mut Tx, thing: Object) -> Result<bool, StorageError> {
    let (sql, id) = match thing {
        Object::Thread(id) => (THREAD, id),
        Object::Contact(id) => (CONTACT, id),
        Object::Draft(id) => (DRAFT, id),
        Object::Unit(_)
        | Object::Session(_)
        | Object::Key(_)
        | Object::Envelope(_)
        | Object::Grant(_)
        | Object::GrantRequest(_)
        | Object::PaperGrant(_)
        | Object::Activation(_)
        | Object::Terms(_)
        | Object::Processing(_)
        | Object::Emergency(_)
        | Object::Notice(_)
        | Object::Delivery(_)
        | Object::Agreement(_)
        | Object::Organisation(_)
        | Object::Override(_)
        | Object::Disclosure(_)
        | Object::Breach(_)
        | Object::Retention(_)
        | Object::Block(_)
        | Object::Charge(_)
        | Object::SubProcessor(_)
        | Object::Custody(_)
        | Object::ResponsibilityTask(_)
        | Object::RightsRequest(_)
        | Object::RightsPart(_)
        | Object::None => return Ok(false),
    };
    let (count,): (i64,) = tx.one(sql, values![id]).await?;
    Ok(count > 0)
}
