//! A municipality's way out, after its last service is over: what is held for it is
//! handed over, received and receipted, and then, and only then, its key is destroyed
//! (§ 5.6 case VII, L-PJL-25, L-ARK-13).

use core::time::Duration;

use jiff::Span;

use crate::ids::{LeavingId, MunicipalityId, StaffId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::module::Deployment;

/// How many days before the last day citizens begin to be told, so that everybody knows
/// it [`CITIZENS_TOLD_DAYS`](super::CITIZENS_TOLD_DAYS) before: an SMS waits for the
/// morning and a register that is away is asked again [D].
pub const TELLING_DAYS: i64 = 21;

/// How many days citizens are warned, and can take out a copy of what is theirs, before the key is
/// destroyed where a municipality runs this for itself (§ 5.6 case VII) [D].
pub const OWN_COPIES_DAYS: i64 = 90;

/// How long after the last seal what is held can be handed over: by then no process
/// seals anything more with the municipality's key.
pub const QUIET_BEFORE_EXPORT: Duration = Duration::from_secs(120);

/// How large one part of what is handed over grows before the next begins. A single
/// conversation that is larger is a part of its own.
pub const MAX_VOLUME_BYTES: u64 = 64 * 1024 * 1024;

/// The most conversations of one part.
pub const MAX_VOLUME_THREADS: u32 = 500;

/// The most letters of what the receiver pastes to show what she has.
pub const MAX_TYPED_SUMS: usize = 200_000;

/// The most letters of where it was archived, and of what gives the right to sign.
const MAX_NAMED: usize = 200;

const RULES: &[&str] = &["L-PJL-25", "L-ARK-13", "ON-17"];

/// A part of what is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volume {
    /// Its number, from 1.
    pub number: u32,
    /// How many conversations are in it.
    pub conversations: u32,
    /// The checksum of the file that was made last; none while nobody has fetched it.
    pub sum: Option<[u8; 32]>,
}

/// The receiver's signed receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipted {
    /// Who signed it for the municipality.
    pub by: StaffId,
    /// When.
    pub at: Instant,
    /// The record or archive system that it lies in now.
    pub archive: String,
    /// What gives her the right to sign.
    pub authority: String,
}

/// How far a municipality has come on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Our own id.
    pub id: LeavingId,
    /// Who leaves.
    pub municipality: MunicipalityId,
    /// When its last service was over, and nothing more was sealed.
    pub began_at: Instant,
    /// What is handed over.
    pub volumes: Vec<Volume>,
    /// Who found that it is whole, and when.
    pub confirmed: Option<(StaffId, Instant)>,
    /// The receipt.
    pub receipt: Option<Receipted>,
    /// When the key was destroyed.
    pub destroyed_at: Option<Instant>,
}

/// Whether citizens are told of the last day by now (ON-15). Where a municipality runs this for
/// itself, what is theirs goes with it: they are told as early as its notice lets them be.
pub fn telling_has_begun(deployment: Deployment, last_day: Date, today: Date) -> bool {
    let days = match deployment {
        Deployment::Operator => TELLING_DAYS,
        Deployment::Municipality => OWN_COPIES_DAYS,
    };
    today >= last_day.saturating_sub(Span::new().days(days))
}

/// The last day on which citizens can take out a copy of what is theirs, where a municipality runs
/// this for itself and its service has this last day.
pub fn own_copies_until(last_day: Date) -> Date {
    last_day.saturating_add(Span::new().days(OWN_COPIES_DAYS))
}

impl Leaving {
    /// Whether what is held may be fetched: nothing is written any more, and the key is
    /// there.
    ///
    /// # Errors
    /// `EXPORT_NOT_READY` for the first minutes; `CONTENT_DESTROYED` afterwards.
    pub fn may_be_fetched(&self, now: Instant) -> Result<(), Refusal> {
        if self.destroyed_at.is_some() {
            return Err(Refusal::told(ReasonCode::ContentDestroyed, RULES));
        }
        if now < self.began_at.plus(QUIET_BEFORE_EXPORT) {
            return Err(Refusal::told(ReasonCode::ExportNotReady, RULES));
        }
        Ok(())
    }

    /// Whether what the receiver has is what was handed over: the checksum of each part
    /// stands in what she pastes.
    ///
    /// # Errors
    /// `EXPORT_NOT_CONFIRMED` when one is missing or was never fetched;
    /// `INVALID_TRANSITION` when it is confirmed already.
    pub fn confirm(&self, typed: &str) -> Result<(), Refusal> {
        if self.confirmed.is_some() || self.destroyed_at.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        let typed: String = typed.chars().take(MAX_TYPED_SUMS).collect();
        let typed = typed.to_ascii_lowercase();
        let stands = |volume: &Volume| {
            volume.sum.is_some_and(|sum| typed.split_whitespace().any(|word| word == hex(&sum)))
        };
        if self.volumes.iter().all(stands) {
            return Ok(());
        }
        Err(not_confirmed())
    }

    /// Whether somebody may sign that it lies in the municipality's own record or archive
    /// system: when another has found that it is whole.
    ///
    /// # Errors
    /// `EXPORT_NOT_CONFIRMED` before that; `FOUR_EYES` for the same person;
    /// `DOCUMENT_MISSING` without the archive or the authority; `INVALID_TRANSITION` when
    /// it is signed already.
    pub fn sign(&self, new: &Receipted) -> Result<(), Refusal> {
        let (confirmed_by, _) = self.confirmed.ok_or_else(not_confirmed)?;
        if self.receipt.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if confirmed_by == new.by {
            return Err(Refusal::told(ReasonCode::FourEyes, RULES));
        }
        let is_named = |text: &str| (1..=MAX_NAMED).contains(&text.trim().chars().count());
        if is_named(&new.archive) && is_named(&new.authority) {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::DocumentMissing, RULES))
    }

    /// The first day on which the key may be destroyed: where a municipality runs this for itself,
    /// when citizens have had their days to take out what is theirs.
    pub fn destroyed_from(&self, deployment: Deployment) -> Date {
        let began = self.began_at.in_oslo().date;
        match deployment {
            Deployment::Operator => began,
            Deployment::Municipality => began.saturating_add(Span::new().days(OWN_COPIES_DAYS)),
        }
    }

    /// Whether the key may be destroyed: only with the receipt.
    ///
    /// # Errors
    /// `EXPORT_NOT_CONFIRMED` without it; `INVALID_TRANSITION` when it is destroyed;
    /// `NOTICE_TOO_SHORT` before [`Leaving::destroyed_from`].
    pub fn may_destroy(&self, deployment: Deployment, now: Instant) -> Result<(), Refusal> {
        if self.destroyed_at.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if self.confirmed.is_none() || self.receipt.is_none() {
            return Err(not_confirmed());
        }
        if now.in_oslo().date < self.destroyed_from(deployment) {
            return Err(Refusal::told(ReasonCode::NoticeTooShort, RULES));
        }
        Ok(())
    }
}

/// A checksum as people and their tools write it.
pub fn hex(sum: &[u8; 32]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    sum.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The parts of what is handed over, from the sizes of the conversations in their order:
/// how many conversations go into each.
pub fn volumes_of(sizes: &[u64]) -> Vec<u32> {
    let mut volumes = Vec::new();
    let (mut count, mut bytes) = (0_u32, 0_u64);
    for size in sizes {
        let is_full = bytes.saturating_add(*size) > MAX_VOLUME_BYTES || count == MAX_VOLUME_THREADS;
        if is_full && count > 0 {
            volumes.push(count);
            (count, bytes) = (0, 0);
        }
        count += 1;
        bytes = bytes.saturating_add(*size);
    }
    // Also a municipality without a conversation gets a part that says so.
    if count > 0 || volumes.is_empty() {
        volumes.push(count);
    }
    volumes
}

const fn not_confirmed() -> Refusal {
    Refusal::told(ReasonCode::ExportNotConfirmed, RULES)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const SUM: [u8; 32] = [0xa7; 32];

    fn staff(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn leaving() -> Leaving {
        Leaving {
            id: LeavingId::from_uuid(Uuid::from_u128(9)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(1)),
            began_at: Instant::start_of(date(2027, 3, 16)),
            volumes: vec![
                Volume { number: 1, conversations: 2, sum: Some(SUM) },
                Volume { number: 2, conversations: 1, sum: Some([1; 32]) },
            ],
            confirmed: None,
            receipt: None,
            destroyed_at: None,
        }
    }

    fn receipt(by: u128) -> Receipted {
        Receipted {
            by: staff(by),
            at: Instant::start_of(date(2027, 3, 20)),
            archive: "Journalarkivet 2027/14".to_owned(),
            authority: "Kommunedirektør".to_owned(),
        }
    }

    fn code<T: core::fmt::Debug>(refused: Result<T, Refusal>) -> ReasonCode {
        refused.unwrap_err().code()
    }

    /// § 5.6 case VII: the key is destroyed last, and only with the receipt.
    #[test]
    fn case_vii_the_key_is_destroyed_after_the_receipt_and_not_before() {
        let mut leaving = leaving();
        assert_eq!(
            code(leaving.may_destroy(Deployment::Operator, leaving.began_at)),
            ReasonCode::ExportNotConfirmed
        );
        assert_eq!(code(leaving.sign(&receipt(2))), ReasonCode::ExportNotConfirmed);
        leaving.confirmed = Some((staff(1), leaving.began_at));
        assert_eq!(
            code(leaving.may_destroy(Deployment::Operator, leaving.began_at)),
            ReasonCode::ExportNotConfirmed
        );
        assert_eq!(code(leaving.sign(&receipt(1))), ReasonCode::FourEyes);
        let nowhere = Receipted { archive: " ".to_owned(), ..receipt(2) };
        assert_eq!(code(leaving.sign(&nowhere)), ReasonCode::DocumentMissing);
        leaving.sign(&receipt(2)).unwrap();
        leaving.receipt = Some(receipt(2));
        assert_eq!(code(leaving.sign(&receipt(3))), ReasonCode::InvalidTransition);
        leaving.may_destroy(Deployment::Operator, leaving.began_at).unwrap();
        leaving.destroyed_at = Some(leaving.began_at);
        assert_eq!(
            code(leaving.may_destroy(Deployment::Operator, leaving.began_at)),
            ReasonCode::InvalidTransition
        );
        assert_eq!(code(leaving.may_be_fetched(leaving.began_at)), ReasonCode::ContentDestroyed);
    }

    #[test]
    fn each_part_must_be_received_whole() {
        let leaving = leaving();
        let both = format!("{}  a.zip\n{}  b.zip", hex(&SUM).to_uppercase(), hex(&[1; 32]));
        leaving.confirm(&both).unwrap();
        for typed in [String::new(), hex(&SUM), format!("{}{}", hex(&SUM), hex(&[1; 32]))] {
            assert_eq!(code(leaving.confirm(&typed)), ReasonCode::ExportNotConfirmed, "{typed}");
        }
        let mut unfetched = leaving.clone();
        unfetched.volumes[1].sum = None;
        assert_eq!(code(unfetched.confirm(&both)), ReasonCode::ExportNotConfirmed);
        let mut twice = leaving;
        twice.confirmed = Some((staff(1), twice.began_at));
        assert_eq!(code(twice.confirm(&both)), ReasonCode::InvalidTransition);
    }

    #[test]
    fn nothing_is_fetched_while_somebody_may_still_be_writing() {
        let leaving = leaving();
        let just_before = leaving.began_at.plus(QUIET_BEFORE_EXPORT - Duration::from_micros(1));
        assert_eq!(code(leaving.may_be_fetched(just_before)), ReasonCode::ExportNotReady);
        leaving.may_be_fetched(leaving.began_at.plus(QUIET_BEFORE_EXPORT)).unwrap();
    }

    #[test]
    fn a_part_is_full_by_its_size_or_by_its_number_of_conversations() {
        assert_eq!(volumes_of(&[]), [0]);
        assert_eq!(volumes_of(&[1, MAX_VOLUME_BYTES, 1, 1]), [1, 1, 2]);
        assert_eq!(volumes_of(&[MAX_VOLUME_BYTES + 1, 1]), [1, 1]);
        let many = vec![1; usize::try_from(MAX_VOLUME_THREADS).unwrap() + 1];
        assert_eq!(volumes_of(&many), [MAX_VOLUME_THREADS, 1]);
    }

    /// ON-15: told so early that everybody knows it fourteen days before.
    #[test]
    fn on_15_telling_begins_three_weeks_before_the_last_day() {
        let last = date(2027, 3, 15);
        assert!(!telling_has_begun(Deployment::Operator, last, date(2027, 2, 21)));
        assert!(telling_has_begun(Deployment::Operator, last, date(2027, 2, 22)));
    }

    /// § 5.6 case VII: where a municipality runs this for itself citizens have 90 days to take out
    /// what is theirs, also when everything is receipted before.
    #[test]
    fn case_vii_citizens_have_ninety_days_where_a_municipality_runs_it_itself() {
        let own = Deployment::Municipality;
        let mut leaving = leaving();
        leaving.confirmed = Some((staff(1), leaving.began_at));
        leaving.receipt = Some(receipt(2));
        assert_eq!(leaving.destroyed_from(own), date(2027, 6, 14));
        assert_eq!(own_copies_until(date(2027, 3, 15)), date(2027, 6, 13));
        let before = Instant::start_of(date(2027, 6, 13));
        assert_eq!(code(leaving.may_destroy(own, before)), ReasonCode::NoticeTooShort);
        leaving.may_destroy(own, Instant::start_of(date(2027, 6, 14))).unwrap();
        leaving.may_destroy(Deployment::Operator, before).unwrap();
        let last = date(2027, 6, 30);
        assert!(telling_has_begun(own, last, date(2027, 4, 1)));
        assert!(!telling_has_begun(own, last, date(2027, 3, 31)));
    }
}
