//! Notice, by the municipality and by the operator (S1-6-a to S1-6-c, TV-9, TV-10).

use jiff::Span;

use crate::ids::MunicipalityId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant, add_months};

/// A municipality's own notice, in months (S1-6-c).
pub const NOTICE_MONTHS: i16 = 1;

/// The operator's, counted from the last municipality's receipt (S1-6-b).
pub const OPERATOR_MONTHS: i16 = 6;

/// How many days before the last day citizens are told at the latest (ON-15) [D].
pub const CITIZENS_TOLD_DAYS: i64 = 14;

/// How a notice was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Signed here by the signatory.
    Signed,
    /// A letter or an e-mail, registered with its document.
    Registered,
    /// Said, with nothing to show for it.
    Oral,
}

/// A municipality's notice that it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Notice {
    /// How it was given.
    pub form: Form,
    /// The day it was received.
    pub received_on: Date,
    /// The last day of the service that is asked for.
    pub last_day: Date,
}

/// The instruction of a superior body to phase the service out (S1-6-a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// Who gave it, when that is registered as a superior body.
    pub issuer: Option<String>,
    /// Its date.
    pub dated: Date,
    /// What it is filed under; empty without a document.
    pub document: String,
}

/// That a municipality has received the notice of the phase-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Which.
    pub municipality: MunicipalityId,
    /// The day.
    pub received_on: Date,
}

/// The operator's phase-out of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindDown {
    /// By whose instruction.
    pub instruction: Option<Instruction>,
    /// The day the municipalities' association was told.
    pub association_told_on: Option<Date>,
    /// The receipts of the municipalities.
    pub receipts: Vec<Receipt>,
    /// The last day of the service.
    pub last_day: Date,
}

/// The earliest last day after a notice received on a day; never rolled (§ 1.2) [D].
pub fn earliest_last_day(received_on: Date) -> Date {
    add_months(received_on, NOTICE_MONTHS)
}

/// The earliest last day of a phase-out: six months after the last receipt; none while
/// nobody has received anything.
pub fn wind_down_earliest(receipts: &[Receipt]) -> Option<Date> {
    let latest = receipts.iter().map(|receipt| receipt.received_on).max()?;
    Some(add_months(latest, OPERATOR_MONTHS))
}

/// When the service is off after its last day: 00:00 the day after (ON-17).
pub fn first_day_off(last_day: Date) -> Instant {
    Instant::start_of(last_day.saturating_add(Span::new().days(1)))
}

/// The day by which citizens have been told, the day of receipt when that is later.
pub fn told_by(notice: &Notice) -> Date {
    let latest = notice.last_day.saturating_sub(Span::new().days(CITIZENS_TOLD_DAYS));
    latest.max(notice.received_on)
}

impl Notice {
    /// A notice that came as a letter or an e-mail, entered on a day with what it is filed under.
    /// Without that, or when it is said to come later, it is as if it had only been said; and
    /// nobody stops on a day that is over.
    pub fn on_paper(document: &str, (received_on, last_day): (Date, Date), today: Date) -> Self {
        let form = match document.trim().is_empty() || received_on > today {
            true => Form::Oral,
            false => Form::Registered,
        };
        Self { form, received_on, last_day: last_day.max(today) }
    }

    /// G-WRIT.
    pub(super) fn is_written(&self) -> Result<(), Refusal> {
        if self.form == Form::Oral {
            return Err(Refusal::told(ReasonCode::NoticeNotWritten, &["S1-6-c"]));
        }
        Ok(())
    }

    /// G-1M.
    pub(super) fn is_long_enough(&self) -> Result<(), Refusal> {
        if self.last_day < earliest_last_day(self.received_on) {
            return Err(Refusal::told(ReasonCode::NoticeTooShort, &["S1-6-c"]));
        }
        Ok(())
    }
}

impl WindDown {
    /// Whether it can begin for everybody who has the service in use: by instruction, with
    /// the receipt of each of them, and six months after the last (S1-6-a, S1-6-b).
    ///
    /// # Errors
    /// `OPERATOR_WIND_DOWN_NO_INSTRUCTION`; `WIND_DOWN_NOTICE_TOO_SHORT`, also while a
    /// receipt is missing: nobody's six months have begun then.
    pub fn may_begin(&self, in_use: &[MunicipalityId]) -> Result<(), Refusal> {
        self.is_instructed()?;
        if self.unreceipted(in_use).next().is_some() {
            return Err(Refusal::told(ReasonCode::WindDownNoticeTooShort, &["S1-6-b"]));
        }
        self.is_announced_in_time()
    }

    /// Those of them who have not said that they received the notice.
    pub fn unreceipted<'a>(
        &'a self,
        in_use: &'a [MunicipalityId],
    ) -> impl Iterator<Item = MunicipalityId> + 'a {
        let has = |home: &MunicipalityId| self.receipts.iter().any(|one| one.municipality == *home);
        in_use.iter().copied().filter(move |home| !has(home))
    }

    /// G-INSTR.
    pub(super) fn is_instructed(&self) -> Result<(), Refusal> {
        let stands = self
            .instruction
            .as_ref()
            .is_some_and(|given| given.issuer.is_some() && !given.document.trim().is_empty());
        if stands && self.association_told_on.is_some() {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::OperatorWindDownNoInstruction, &["S1-6-a"]))
    }

    /// G-6M.
    pub(super) fn is_announced_in_time(&self) -> Result<(), Refusal> {
        let in_time =
            wind_down_earliest(&self.receipts).is_some_and(|first| self.last_day >= first);
        if in_time {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::WindDownNoticeTooShort, &["S1-6-b"]))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    /// TV-9: a municipality's notice of one month.
    #[test]
    fn tv_9_a_municipality_gives_one_month() {
        for (received, last) in [
            (date(2027, 1, 31), date(2027, 2, 28)),
            (date(2027, 3, 1), date(2027, 4, 1)),
            (date(2026, 12, 1), date(2027, 1, 1)),
        ] {
            assert_eq!(earliest_last_day(received), last, "{received}");
        }
    }

    /// TV-10: the operator's notice of six months.
    #[test]
    fn tv_10_the_operator_gives_six_months() {
        for (received, last) in
            [(date(2026, 8, 31), date(2027, 2, 28)), (date(2027, 8, 31), date(2028, 2, 29))]
        {
            let municipality = MunicipalityId::from_uuid(Uuid::nil());
            let receipts = [Receipt { municipality, received_on: received }];
            assert_eq!(wind_down_earliest(&receipts), Some(last), "{received}");
        }
        assert_eq!(wind_down_earliest(&[]), None);
    }

    /// S1-6-a, S1-6-b: an instruction, everybody's receipt, and six months after the last.
    #[test]
    fn s1_6_b_a_phase_out_waits_for_every_receipt_and_six_months_more() {
        let homes = [1, 2].map(|id| MunicipalityId::from_uuid(Uuid::from_u128(id)));
        let receipt = |at: usize, received_on| Receipt { municipality: homes[at], received_on };
        let mut wind_down = WindDown {
            instruction: None,
            association_told_on: Some(date(2026, 8, 1)),
            receipts: vec![receipt(0, date(2026, 8, 28))],
            last_day: date(2027, 2, 28),
        };
        let code = |wind_down: &WindDown| wind_down.may_begin(&homes).unwrap_err().code();
        assert_eq!(code(&wind_down), ReasonCode::OperatorWindDownNoInstruction);
        wind_down.instruction = Some(Instruction {
            issuer: Some("Departementet".to_owned()),
            dated: date(2026, 7, 1),
            document: "26/101".to_owned(),
        });
        assert_eq!(code(&wind_down), ReasonCode::WindDownNoticeTooShort);
        assert_eq!(wind_down.unreceipted(&homes).collect::<Vec<_>>(), [homes[1]]);
        wind_down.receipts.push(receipt(1, date(2026, 8, 31)));
        wind_down.may_begin(&homes).unwrap();
        wind_down.last_day = date(2027, 2, 27);
        assert_eq!(code(&wind_down), ReasonCode::WindDownNoticeTooShort);
    }

    /// S1-6-c: a notice received Sunday 2027-01-31 ends the service 2027-03-01 00:00.
    #[test]
    fn s1_6_c_the_service_is_off_from_midnight_after_its_last_day() {
        let off = first_day_off(earliest_last_day(date(2027, 1, 31)));
        assert_eq!(off, Instant::start_of(date(2027, 3, 1)));
    }

    /// S1-6-c, ONX-7, G-WRIT: a letter counts when it can be found again and has come; the month
    /// runs from the day it came.
    #[test]
    fn s1_6_c_a_notice_by_letter_is_filed_and_has_come() {
        let (came, last, today) = (date(2027, 1, 31), date(2027, 2, 28), date(2027, 2, 3));
        let filed = Notice::on_paper("27/14", (came, last), today);
        assert_eq!((filed.is_written(), filed.is_long_enough()), (Ok(()), Ok(())));
        for (document, received) in [(" ", came), ("27/14", date(2027, 2, 4))] {
            let said = Notice::on_paper(document, (received, last), today);
            let code = said.is_written().unwrap_err().code();
            assert_eq!(code, ReasonCode::NoticeNotWritten);
        }
        let short = Notice::on_paper("27/14", (came, date(2027, 2, 27)), today);
        assert_eq!(short.is_long_enough().unwrap_err().code(), ReasonCode::NoticeTooShort);
        let late = Notice::on_paper("27/14", (came, last), date(2027, 3, 5));
        assert_eq!(late.last_day, date(2027, 3, 5));
    }

    #[test]
    fn citizens_are_told_two_weeks_ahead_or_at_once() {
        let notice = |received_on, last_day| Notice { form: Form::Signed, received_on, last_day };
        let long = notice(date(2027, 2, 1), date(2027, 3, 31));
        assert_eq!(told_by(&long), date(2027, 3, 17));
        assert_eq!(told_by(&notice(date(2027, 2, 1), date(2027, 2, 10))), date(2027, 2, 1));
    }
}
