//! One controller's part of a request, and what may be done with it (§ 9).

use crate::controllership::Party;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

use super::{Clock, Kind, Wish};

/// The fewest letters of a reason.
pub const MIN_REASON: usize = 20;

/// The most letters of an exact reference to the law.
pub const MAX_LEGAL_REFERENCE: usize = 200;

/// The most letters of what names a note in the journal.
pub const MAX_NOTE: usize = 60;

const ANSWER: &[&str] = &["L-GDPR-12"];
const REFUSED: &[&str] = &["L-GDPR-15"];
const NOTE: &[&str] = &["RRX-4", "L-PJF-15"];
const NEXT_OF_KIN: &[&str] = &["RR-11", "L-HPL-24"];
const WRONG: &[&str] = &["S2-3-c"];
const JOINT: &[&str] = &["S2-2-d1-1", "L-GDPR-26"];
const CONTESTED: &[&str] = &["CTX-6"];

/// Whether those who hold the part must answer it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Standing {
    /// One controller.
    Alone,
    /// Joint controllers: any of them answers, none may send it away.
    Jointly,
    /// It is contested who is controller: each has a part.
    Contested,
    /// Nobody is found to be controller: the municipality guides, and answers for its own.
    Holding,
    /// Whoever got it has nothing to do with it; these have.
    Misdirected(Vec<Party>),
}

/// How it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// As she asked.
    Granted,
    /// In part.
    Partly,
    /// No.
    Refused,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Received, and she who asks is known.
    Received,
    /// Somebody works on it.
    InProgress,
    /// Answered.
    Answered(Outcome),
    /// Sent on to those responsible, each with a part of their own.
    HandedOver,
    /// She has been told who is responsible, and has not said whether it may be sent on.
    Guided,
    /// She has taken it back.
    Withdrawn,
}

/// An answer that somebody wants to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How.
    pub outcome: Outcome,
    /// Why, or what is answered.
    pub words: String,
    /// The exact reference to the law (POL § 16).
    pub legal_reference: String,
    /// What the note in the journal is called.
    pub journal_note: String,
}

/// One controller's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is asked for.
    pub kind: Kind,
    /// Whoever has it: each of them may act.
    pub holders: Vec<Party>,
    /// Whether they must answer.
    pub standing: Standing,
    /// Where it stands.
    pub state: State,
    /// The time there is; none where no clock runs, since who got it is not responsible.
    pub clock: Option<Clock>,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Granted, Self::Partly, Self::Refused];

    /// The outcome as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "GRANTED",
            Self::Partly => "PARTLY",
            Self::Refused => "REFUSED",
        }
    }

    /// The outcome that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }
}

impl State {
    /// The state as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "RECEIVED",
            Self::InProgress => "IN_PROGRESS",
            Self::Answered(outcome) => outcome.as_str(),
            Self::HandedOver => "HANDED_OVER",
            Self::Guided => "GUIDED",
            Self::Withdrawn => "WITHDRAWN",
        }
    }

    /// The state that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        let plain =
            [Self::Received, Self::InProgress, Self::HandedOver, Self::Guided, Self::Withdrawn];
        let answered = Outcome::ALL.into_iter().map(Self::Answered);
        plain.into_iter().chain(answered).find(|state| state.as_str() == text)
    }

    /// Whether somebody still has something to do with it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::InProgress)
    }
}

impl Standing {
    /// Whether those who hold the part must answer it.
    pub const fn must_answer(&self) -> bool {
        !matches!(self, Self::Misdirected(_))
    }
}

const fn invalid() -> Refusal {
    Refusal::told(ReasonCode::InvalidTransition, ANSWER)
}

impl Part {
    /// A part that was received then. No clock runs with whoever is not responsible
    /// (§ 5.4 no. 1).
    pub fn received(kind: Kind, holders: Vec<Party>, standing: Standing, at: Instant) -> Self {
        let clock = standing.must_answer().then(|| Clock::of(kind, at));
        Self { kind, holders, standing, state: State::Received, clock }
    }

    /// Somebody begins.
    ///
    /// # Errors
    /// `WRONG_CONTROLLER` for whoever is not responsible; `INVALID_TRANSITION`.
    pub fn take(self) -> Result<Self, Refusal> {
        self.is_ours()?;
        match self.state {
            State::Received | State::InProgress => Ok(Self { state: State::InProgress, ..self }),
            _ => Err(invalid()),
        }
    }

    /// More time, told with a reason within the first month (L-GDPR-12).
    ///
    /// # Errors
    /// `WRONG_CONTROLLER`, `REASON_TOO_SHORT`, those of [`Clock::extend`].
    pub fn extend(self, reason: &str, now: Instant) -> Result<Self, Refusal> {
        self.is_ours()?;
        if !self.state.is_open() {
            return Err(invalid());
        }
        if reason.trim().chars().count() < MIN_REASON {
            return Err(Refusal::told(ReasonCode::ReasonTooShort, ANSWER));
        }
        let clock = self.clock.ok_or_else(invalid)?.extend(now.in_oslo().date)?;
        Ok(Self { clock: Some(clock), state: State::InProgress, ..self })
    }

    /// Answers it. A no says by which words of the law, and for what is put right or erased
    /// it stands in the journal.
    ///
    /// # Errors
    /// `WRONG_CONTROLLER`; `INVALID_TRANSITION` for what cannot be refused and what is
    /// answered already; `REASON_TOO_SHORT`, `REFUSAL_REFERENCE_REQUIRED`,
    /// `JOURNAL_NOTE_REQUIRED`; `CONTESTED_NO_DELETE` when something would be deleted
    /// while two claim it.
    pub fn answer(self, wish: Wish, answer: &Answer) -> Result<Self, Refusal> {
        self.is_ours()?;
        if !self.state.is_open() {
            return Err(invalid());
        }
        let says_no = answer.outcome != Outcome::Granted;
        if says_no && !self.kind.can_be_refused() {
            return Err(invalid());
        }
        if says_no && answer.words.trim().chars().count() < MIN_REASON {
            return Err(Refusal::told(ReasonCode::ReasonTooShort, REFUSED));
        }
        if says_no && answer.legal_reference.trim().is_empty() {
            return Err(Refusal::told(ReasonCode::RefusalReferenceRequired, REFUSED));
        }
        let gives = answer.outcome != Outcome::Refused;
        let must_assess = self.kind.is_assessed() && gives;
        if must_assess && answer.journal_note.trim().is_empty() {
            return Err(Refusal::told(ReasonCode::AssessmentMissing, NEXT_OF_KIN));
        }
        let needs_note = self.kind.refusal_stands_in_journal();
        if says_no && needs_note && answer.journal_note.trim().is_empty() {
            return Err(Refusal::told(ReasonCode::JournalNoteRequired, NOTE));
        }
        let deletes = self.kind.deletes(wish) && answer.outcome != Outcome::Refused;
        if deletes && matches!(self.standing, Standing::Contested) {
            return Err(Refusal::told(ReasonCode::ContestedNoDelete, CONTESTED));
        }
        Ok(Self { state: State::Answered(answer.outcome), ..self })
    }

    /// Sends it on: whoever is not responsible does, the same day. The parts that those
    /// responsible get are made by whoever asks [`addressees`](super::addressees).
    ///
    /// # Errors
    /// `JOINT_CANNOT_REJECT` for joint controllers; `INVALID_TRANSITION` for whoever is
    /// responsible, and for what has been sent on.
    pub fn hand_over(self) -> Result<Self, Refusal> {
        match (&self.standing, self.state) {
            (Standing::Jointly, _) => Err(Refusal::told(ReasonCode::JointCannotReject, JOINT)),
            (Standing::Misdirected(_), State::Received | State::Guided) => {
                Ok(Self { state: State::HandedOver, ..self })
            }
            _ => Err(invalid()),
        }
    }

    /// Tells her who is responsible, and leaves it to her whether it is sent on.
    ///
    /// # Errors
    /// As [`Part::hand_over`].
    pub fn guide(self) -> Result<Self, Refusal> {
        match (&self.standing, self.state) {
            (Standing::Jointly, _) => Err(Refusal::told(ReasonCode::JointCannotReject, JOINT)),
            (Standing::Misdirected(_), State::Received) => {
                Ok(Self { state: State::Guided, ..self })
            }
            _ => Err(invalid()),
        }
    }

    /// She takes it back.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it is answered or gone.
    pub fn withdraw(self) -> Result<Self, Refusal> {
        match self.state {
            State::Received | State::InProgress | State::Guided => {
                Ok(Self { state: State::Withdrawn, ..self })
            }
            _ => Err(invalid()),
        }
    }

    fn is_ours(&self) -> Result<(), Refusal> {
        match self.standing.must_answer() {
            true => Ok(()),
            false => Err(Refusal::told(ReasonCode::WrongController, WRONG)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MunicipalityId, OrgId};

    fn solvik() -> Party {
        Party::Municipality(MunicipalityId::from_uuid(Uuid::from_u128(1)))
    }

    fn fjordro() -> Party {
        Party::Org(OrgId::from_uuid(Uuid::from_u128(2)))
    }

    fn at(month: i8, day: i8) -> Instant {
        Instant::from_oslo(date(2027, month, day), time(10, 20, 0, 0))
    }

    fn part(kind: Kind, standing: Standing) -> Part {
        Part::received(kind, vec![solvik()], standing, at(2, 1))
    }

    fn no(reference: &str, note: &str) -> Answer {
        Answer {
            outcome: Outcome::Refused,
            words: "Opplysningen er riktig slik den står.".to_owned(),
            legal_reference: reference.to_owned(),
            journal_note: note.to_owned(),
        }
    }

    fn code<T: core::fmt::Debug>(found: Result<T, Refusal>) -> ReasonCode {
        found.unwrap_err().code()
    }

    /// RRX-1, S2-3-c, § 5.4 no. 1: whoever is not responsible guides or sends on, and no
    /// clock runs with it.
    #[test]
    fn rrx_1_whoever_is_not_responsible_can_guide_or_send_on_and_nothing_else() {
        let wrong = part(Kind::RectifyRecord, Standing::Misdirected(vec![fjordro()]));
        assert_eq!(wrong.clock, None);
        assert_eq!(code(wrong.clone().take()), ReasonCode::WrongController);
        let words = "Vi trenger mer tid til dette.";
        assert_eq!(code(wrong.clone().extend(words, at(2, 2))), ReasonCode::WrongController);
        for outcome in Outcome::ALL {
            let answer = Answer { outcome, ..no("hpl. § 42", "J-1") };
            assert_eq!(
                code(wrong.clone().answer(Wish::Plain, &answer)),
                ReasonCode::WrongController
            );
        }
        assert_eq!(wrong.clone().guide().unwrap().state, State::Guided);
        let guided = wrong.clone().guide().unwrap();
        assert_eq!(guided.hand_over().unwrap().state, State::HandedOver);
        let sent = wrong.hand_over().unwrap();
        assert_eq!(code(sent.hand_over()), ReasonCode::InvalidTransition);
    }

    /// RRX-2, S2-2-d1-1, L-GDPR-26: joint controllers cannot say that it is the other's.
    #[test]
    fn rrx_2_a_joint_controller_cannot_reject() {
        let joint = Part::received(
            Kind::AccessRecord,
            vec![solvik(), fjordro()],
            Standing::Jointly,
            Instant::from_oslo(date(2027, 1, 31), time(12, 0, 0, 0)),
        );
        assert_eq!(code(joint.clone().hand_over()), ReasonCode::JointCannotReject);
        assert_eq!(code(joint.clone().guide()), ReasonCode::JointCannotReject);
        let reason = "Journalen er lang og må leses av to.";
        let extended = joint.extend(reason, at(2, 20)).unwrap();
        let clock = extended.clock.unwrap();
        assert_eq!(clock.due_on(), date(2027, 4, 30));
    }

    /// RRX-4, L-GDPR-15, L-PJF-15: what a no must have, and in which order it is asked for.
    #[test]
    fn rrx_4_a_refusal_needs_reason_reference_and_where_the_law_says_so_a_journal_note() {
        let erase = part(Kind::EraseEntry, Standing::Alone);
        let short = Answer { words: "Nei.".to_owned(), ..no("hpl. § 43", "J-1") };
        assert_eq!(code(erase.clone().answer(Wish::Plain, &short)), ReasonCode::ReasonTooShort);
        let without = no("  ", "J-1");
        assert_eq!(
            code(erase.clone().answer(Wish::Plain, &without)),
            ReasonCode::RefusalReferenceRequired
        );
        let unwritten = no("hpl. § 43", " ");
        assert_eq!(
            code(erase.clone().answer(Wish::Plain, &unwritten)),
            ReasonCode::JournalNoteRequired
        );
        let answered = erase.answer(Wish::Plain, &no("hpl. § 43", "J-1")).unwrap();
        assert_eq!(answered.state, State::Answered(Outcome::Refused));
        let access = part(Kind::AccessRecord, Standing::Alone);
        assert!(access.answer(Wish::Plain, &no("pbrl. § 5-1", "")).is_ok());
    }

    /// RR-07: what is opposed cannot be refused.
    #[test]
    fn rr_07_an_opposition_cannot_be_refused() {
        let opposed = part(Kind::OpposeDisclosure, Standing::Alone);
        let refused = opposed.clone().answer(Wish::Plain, &no("hpl. § 29", ""));
        assert_eq!(code(refused), ReasonCode::InvalidTransition);
        let seen = Answer { outcome: Outcome::Granted, ..no("", "") };
        assert!(opposed.answer(Wish::Plain, &seen).is_ok());
    }

    /// L-GDPR-17, CTX-6: nothing is deleted while two claim it.
    #[test]
    fn ctx_6_nothing_is_deleted_while_it_is_contested() {
        let yes = Answer { outcome: Outcome::Granted, ..no("", "") };
        let contested = part(Kind::EraseEntry, Standing::Contested);
        assert_eq!(
            code(contested.clone().answer(Wish::Plain, &yes)),
            ReasonCode::ContestedNoDelete
        );
        assert!(contested.answer(Wish::Plain, &no("hpl. § 43", "J-1")).is_ok());
        assert!(part(Kind::AccessRecord, Standing::Contested).answer(Wish::Plain, &yes).is_ok());
        let case = part(Kind::CaseFile, Standing::Contested);
        assert_eq!(code(case.clone().answer(Wish::Erase, &yes)), ReasonCode::ContestedNoDelete);
        assert!(case.answer(Wish::Rectify, &yes).is_ok());
    }

    #[test]
    fn what_is_answered_or_gone_stays_so() {
        let yes = Answer { outcome: Outcome::Granted, ..no("", "") };
        let answered = part(Kind::AccessRecord, Standing::Alone).answer(Wish::Plain, &yes).unwrap();
        let gone = part(Kind::AccessRecord, Standing::Alone).withdraw().unwrap();
        for part in [answered, gone] {
            assert_eq!(code(part.clone().take()), ReasonCode::InvalidTransition);
            assert_eq!(code(part.clone().answer(Wish::Plain, &yes)), ReasonCode::InvalidTransition);
            assert_eq!(code(part.clone().withdraw()), ReasonCode::InvalidTransition);
            let reason = "Vi trenger mer tid til dette.";
            assert_eq!(code(part.extend(reason, at(2, 2))), ReasonCode::InvalidTransition);
        }
    }

    #[test]
    fn a_state_comes_back_as_it_was_stored() {
        let plain = [
            State::Received,
            State::InProgress,
            State::HandedOver,
            State::Guided,
            State::Withdrawn,
        ];
        for state in plain.into_iter().chain(Outcome::ALL.map(State::Answered)) {
            assert_eq!(State::from_stored(state.as_str()), Some(state));
        }
        assert_eq!(State::from_stored("LOST"), None);
    }
}
