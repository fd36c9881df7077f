//! Who operates the platform, which changes hands, and what the operator and the
//! municipalities' association have agreed (S1-0-d, S1-5.3-a).

use crate::parties::OrgNumber;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

/// The most letters of a name, and of what a document is filed under.
const MAX_SAID: usize = 200;

/// A legal person that operates the platform from a day, until the next one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatingBody {
    /// Its name.
    pub name: String,
    /// Its number in the register of enterprises.
    pub org_number: OrgNumber,
    /// The first day.
    pub from: Date,
    /// What the handover is filed under.
    pub document: String,
}

/// An agreement between the operator and the association. It is kept to be known, and
/// stops nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociationAgreement {
    /// What it is filed under.
    pub document: String,
    /// The first day.
    pub from: Date,
    /// The last day; none when it stands until it is ended.
    pub last_day: Option<Date>,
}

/// Who operated on a day.
pub fn operated_on(bodies: &[OperatingBody], day: Date) -> Option<&OperatingBody> {
    bodies.iter().filter(|body| body.from <= day).max_by_key(|body| body.from)
}

/// The last day of one of them: the day before the next begins.
pub fn operated_until(bodies: &[OperatingBody], body: &OperatingBody) -> Option<Date> {
    let next = bodies.iter().map(|one| one.from).filter(|from| *from > body.from).min()?;
    next.yesterday().ok()
}

impl OperatingBody {
    /// Whether it may be entered beside the others.
    ///
    /// # Errors
    /// `DOCUMENT_MISSING` without a name or what shows it; `INVALID_TRANSITION` when one
    /// begins the same day already.
    pub fn may_be_entered(&self, others: &[Self]) -> Result<(), Refusal> {
        if !is_said(&self.name) || !is_said(&self.document) {
            return Err(Refusal::told(ReasonCode::DocumentMissing, &["S1-0-d"]));
        }
        if others.iter().any(|other| other.from == self.from) {
            return Err(Refusal::told(ReasonCode::InvalidTransition, &["S1-0-d"]));
        }
        Ok(())
    }
}

impl AssociationAgreement {
    /// Whether it may be entered.
    ///
    /// # Errors
    /// `DOCUMENT_MISSING` without what it is filed under; `INVALID_TRANSITION` when it ends
    /// before it begins.
    pub fn may_be_entered(&self) -> Result<(), Refusal> {
        if !is_said(&self.document) {
            return Err(Refusal::told(ReasonCode::DocumentMissing, &["S1-5.3-a"]));
        }
        if self.last_day.is_some_and(|last| last < self.from) {
            return Err(Refusal::told(ReasonCode::InvalidTransition, &["S1-5.3-a"]));
        }
        Ok(())
    }

    /// Whether it stands on a day.
    pub fn stands_on(&self, day: Date) -> bool {
        self.from <= day && self.last_day.is_none_or(|last| day <= last)
    }
}

fn is_said(text: &str) -> bool {
    (1..=MAX_SAID).contains(&text.trim().chars().count())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn body(name: &str, from: Date) -> OperatingBody {
        OperatingBody {
            name: name.to_owned(),
            org_number: OrgNumber::parse("310000019").unwrap(),
            from,
            document: "19/101".to_owned(),
        }
    }

    /// S1-0-d: one operated through 2019, another from 2020; on 2019-12-15 it was the first.
    #[test]
    fn s1_0_d_it_is_known_who_operated_when() {
        let first = body("Direktoratet", date(2016, 1, 1));
        let second = body("Helsenettet", date(2020, 1, 1));
        let bodies = [second.clone(), first.clone()];
        let on = |day| operated_on(&bodies, day).map(|found| found.name.as_str());
        assert_eq!(on(date(2015, 12, 31)), None);
        assert_eq!(on(date(2019, 12, 15)), Some("Direktoratet"));
        assert_eq!(on(date(2019, 12, 31)), Some("Direktoratet"));
        assert_eq!(on(date(2020, 1, 1)), Some("Helsenettet"));
        assert_eq!(operated_until(&bodies, &first), Some(date(2019, 12, 31)));
        assert_eq!(operated_until(&bodies, &second), None);
    }

    /// S1-0-d: a new operator is entered with what shows it, one for each first day.
    #[test]
    fn s1_0_d_a_new_operator_is_entered_with_what_shows_it() {
        let held = [body("Helsenettet", date(2020, 1, 1))];
        let code = |new: OperatingBody| new.may_be_entered(&held).err().map(|no| no.code());
        assert_eq!(code(body("Neste", date(2028, 1, 1))), None);
        let same = body("Neste", date(2020, 1, 1));
        assert_eq!(code(same), Some(ReasonCode::InvalidTransition));
        let unshown = OperatingBody { document: " ".to_owned(), ..body("N", date(2028, 1, 1)) };
        assert_eq!(code(unshown), Some(ReasonCode::DocumentMissing));
        assert_eq!(code(body("", date(2028, 1, 1))), Some(ReasonCode::DocumentMissing));
    }

    /// S1-5.3-a: a cooperation agreement is known by its document and its days.
    #[test]
    fn s1_5_3_a_a_cooperation_agreement_is_known_by_its_days() {
        let held = AssociationAgreement {
            document: "KS 19/22".to_owned(),
            from: date(2020, 1, 1),
            last_day: Some(date(2027, 12, 31)),
        };
        assert!(held.may_be_entered().is_ok());
        assert!(held.stands_on(date(2020, 1, 1)) && held.stands_on(date(2027, 12, 31)));
        assert!(!held.stands_on(date(2019, 12, 31)) && !held.stands_on(date(2028, 1, 1)));
        let backwards = AssociationAgreement { last_day: Some(date(2019, 12, 31)), ..held.clone() };
        let refused = backwards.may_be_entered().unwrap_err();
        assert_eq!(refused.code(), ReasonCode::InvalidTransition);
        let unshown = AssociationAgreement { document: String::new(), ..held };
        let refused = unshown.may_be_entered().unwrap_err();
        assert_eq!(refused.code(), ReasonCode::DocumentMissing);
    }
}
