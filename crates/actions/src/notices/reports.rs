//! What gateways tell later of what they took.

use helsebro_domain::ids::NoticeId;
use helsebro_domain::notices::Reported;
use helsebro_storage::notices;
use uuid::Uuid;

use super::SCOPE;
use crate::{ActError, Acts};

/// How many times it is looked again when a notice changes under our hands.
const TRIES: u32 = 3;

/// Takes in what a gateway tells of a sending of ours; false when it is about nothing
/// of ours, or changes nothing. `why` is a code.
///
/// # Errors
/// When the database fails.
pub async fn report(
    acts: &Acts,
    reference: &str,
    report: Reported,
    why: Option<&'static str>,
) -> Result<bool, ActError> {
    let Some(id) = notice_of(reference) else { return Ok(false) };
    let now = acts.now();
    for _ in 0..TRIES {
        let done = acts
            .db()
            .write(SCOPE, "notices.report", async |mut tx| {
                let Some(row) = notices::notice(&mut tx, id).await? else { return Ok(Some(false)) };
                let from = row.sending.state;
                let Some(to) = from.reported(report) else { return Ok(Some(false)) };
                let done = notices::reported(&mut tx, id, (from, to), why, now).await?;
                Ok::<_, ActError>(done.then_some(true))
            })
            .await?;
        if let Some(done) = done {
            return Ok(done);
        }
    }
    Ok(false)
}

/// Which notice a reference of ours names.
fn notice_of(reference: &str) -> Option<NoticeId> {
    let (id, sending) = reference.rsplit_once('-')?;
    let is_ours = id.len() == 32 && !sending.is_empty() && sending.len() <= 3;
    let is_number = sending.bytes().all(|byte| byte.is_ascii_digit());
    let id = Uuid::try_parse(id).ok().filter(|_| is_ours && is_number)?;
    Some(NoticeId::from_uuid(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_its_notice_and_others_name_none() {
        let id = Uuid::from_u128(0x19f0_0000_0000_7000_8000_0000_0000_0007);
        let ours = format!("{}-2", id.simple());
        assert_eq!(notice_of(&ours), Some(NoticeId::from_uuid(id)));
        for odd in
            ["", "-", "-1", "x-1", "19f0-1", &format!("{id}-1"), &format!("{}-", id.simple())]
        {
            assert_eq!(notice_of(odd), None, "{odd}");
        }
    }
}
