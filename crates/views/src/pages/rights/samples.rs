//! The pages about rights in each state. Synthetic people only.

use helsebro_domain::retention::Finding;
use helsebro_domain::rights::{ComplaintTo, Kind, Outcome, State, Timing, Wish};
use helsebro_domain::time::{Date, Instant};

use super::{
    AnswerEntry, AskRights, CheckRights, ErasableRow, ErasureState, Goes, HappenedLine, MineDone,
    PartCard, PartState, PlaceChoice, RightsAnswer, RightsDone, RightsForm, RightsList,
    RightsPartPage, RightsPartRow, RightsRequest, RightsRow, RightsWorkList, Typed, YouthChoice,
};
use crate::Samples;
use crate::pages::municipality::{Wrong, Wrongs};

const SENT: Instant = Instant::from_micros(1_801_555_920_000_000);
const SPLIT_ON: Date = Date::constant(2027, 3, 16);
const DUE: Date = Date::constant(2027, 4, 20);

fn solvik() -> Vec<Option<String>> {
    vec![Some("Solvik kommune".to_owned())]
}

fn fjordro() -> Vec<Option<String>> {
    vec![Some("Fjordro Omsorg AS".to_owned())]
}

fn wrong(field: &str, wrong: Wrong) -> Wrongs {
    Wrongs(vec![(field.to_owned(), wrong)])
}

fn place() -> Option<String> {
    Some("Solbakken sykehjem".to_owned())
}

fn form() -> RightsForm {
    RightsForm {
        id: "0".to_owned(),
        kind: AskRights::value(Kind::AccessRecord, Wish::Plain),
        unit: "u".to_owned(),
        body: "Jeg vil se notatene fra i vår.".to_owned(),
        ..RightsForm::default()
    }
}

impl Samples for RightsList {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = RightsRow {
            href: "/meg/krav/r".to_owned(),
            kind: Kind::AccessRecord,
            wish: Wish::Plain,
            place: place(),
            sent_at: SENT,
            states: vec![
                PartState(State::Answered(Outcome::Granted)),
                PartState(State::InProgress),
                PartState(State::Guided),
            ],
        };
        vec![("empty", Self { rows: Vec::new() }), ("filled", Self { rows: vec![row] })]
    }
}

impl Samples for AskRights {
    fn samples() -> Vec<(&'static str, Self)> {
        let home = "Solvik kommune".to_owned();
        let name = "Solbakken sykehjem".to_owned();
        let places = vec![PlaceChoice { value: "u".to_owned(), name, home }];
        let jonas = YouthChoice { value: "j".to_owned(), name: "Jonas Berg".to_owned() };
        let empty = Self {
            form: RightsForm::default(),
            places: places.clone(),
            youths: Vec::new(),
            receivers: vec![("o".to_owned(), "Fjordro Omsorg AS".to_owned())],
            chooses: false,
            wrongs: Wrongs::default(),
        };
        let filled = Self { form: form(), youths: vec![jonas], ..empty.clone() };
        let kind = AskRights::value(Kind::OpposeDisclosure, Wish::Plain);
        let opposes = Self { form: RightsForm { kind, ..form() }, ..filled.clone() };
        let kind = AskRights::value(Kind::Transfer, Wish::GoToNamed);
        let transfer = Self { form: RightsForm { kind, ..form() }, ..filled.clone() };
        let kind = AskRights::value(Kind::AccessPlatform, Wish::Plain);
        let platform = Self { form: RightsForm { kind, ..form() }, ..filled.clone() };
        let again = Self { chooses: true, ..filled.clone() };
        let fault = Self { wrongs: wrong("kind", Wrong::NotChosen), ..empty.clone() };
        let day = Self { wrongs: wrong("first", Wrong::NoDate), ..filled.clone() };
        vec![
            ("empty", empty),
            ("filled", filled),
            ("opposes", opposes),
            ("transfer", transfer),
            ("platform", platform),
            ("again", again),
            ("error", fault),
            ("error-day", day),
        ]
    }
}

impl Samples for CheckRights {
    fn samples() -> Vec<(&'static str, Self)> {
        let goes = |names, due_on, responsible| Goes { names, due_on, responsible };
        let split = Self {
            form: form(),
            kind: Kind::AccessRecord,
            wish: Wish::Plain,
            place: place(),
            days: Some((Date::constant(2027, 1, 1), Some(DUE))),
            youth: Some("Jonas Berg".to_owned()),
            receiver: None,
            goes: vec![
                goes(solvik(), Some(DUE), Vec::new()),
                goes(fjordro(), Some(DUE), Vec::new()),
            ],
        };
        let misdirected = Self {
            days: Some((SPLIT_ON, None)),
            goes: vec![goes(solvik(), None, fjordro())],
            ..split.clone()
        };
        vec![("split", split), ("misdirected", misdirected)]
    }
}

fn part(number: usize, state: State) -> PartCard {
    PartCard {
        value: "p".to_owned(),
        number,
        days: vec![(None, Some(Date::constant(2027, 3, 15)))],
        names: solvik(),
        state: PartState(state),
        due_on: Some(DUE),
        reason: None,
        responsible: Vec::new(),
        outcome: None,
        answered_at: None,
        entries: None,
        answer: None,
        file: None,
        erasure: None,
    }
}

impl Samples for RightsRequest {
    fn samples() -> Vec<(&'static str, Self)> {
        let answered = PartCard {
            outcome: Some(Outcome::Granted),
            answered_at: Some(SENT),
            entries: Some(14),
            answer: Some("/meg/krav/r/svar/p".to_owned()),
            file: Some("/meg/krav/r/svar/p?som=zip".to_owned()),
            ..part(1, State::Answered(Outcome::Granted))
        };
        let late = PartCard {
            names: fjordro(),
            days: vec![(Some(SPLIT_ON), None)],
            reason: Some("Journalen er lang.".to_owned()),
            ..part(2, State::InProgress)
        };
        let wrong = PartCard {
            responsible: fjordro(),
            due_on: None,
            days: vec![(None, None)],
            ..part(1, State::Guided)
        };
        let line =
            |key, by: Option<&str>| HappenedLine { at: SENT, key, by: by.map(str::to_owned) };
        let split = Self {
            action: "/meg/krav/r".to_owned(),
            kind: Kind::AccessRecord,
            wish: Wish::Plain,
            place: place(),
            sent_at: SENT,
            reference: "SOL-2027-000123".to_owned(),
            words: "Jeg vil se notatene fra i vår.".to_owned(),
            parts: vec![answered, late],
            happened: vec![
                line("rights-happened-answered", Some("Solvik kommune")),
                line("rights-happened-extended", Some("Fjordro Omsorg AS")),
                line("rights-happened-taken", Some("Fjordro Omsorg AS")),
                line("rights-happened-warned", None),
                line("rights-happened-sent", None),
            ],
            done: MineDone::Sent,
            is_opposed: false,
            is_restricted: false,
            used_from: None,
            receiver: None,
        };
        let misdirected = Self {
            kind: Kind::RectifyRecord,
            parts: vec![wrong],
            done: MineDone::SentOn,
            happened: vec![
                line("rights-happened-sent-on", None),
                line("rights-happened-guided", Some("Solvik kommune")),
            ],
            ..split.clone()
        };
        let opposed = Self {
            kind: Kind::OpposeDisclosure,
            parts: vec![part(1, State::Received), part(2, State::Withdrawn)],
            done: MineDone::Withdrawn,
            is_opposed: true,
            words: String::new(),
            happened: vec![
                line("rights-happened-lifted", None),
                line("rights-happened-opposed", None),
                line("rights-happened-withdrawn", None),
            ],
            ..split.clone()
        };
        let restricted = Self {
            kind: Kind::RestrictOrObject,
            wish: Wish::Restrict,
            is_opposed: false,
            is_restricted: true,
            receiver: Some("Fjordro Omsorg AS".to_owned()),
            happened: vec![
                line("rights-happened-used-again", None),
                line("rights-happened-used-again-by", Some("Solvik kommune")),
                line("rights-happened-recipients-told", None),
                line("rights-happened-restricted", None),
                line("rights-happened-journal-told", None),
            ],
            ..opposed.clone()
        };
        let lifted = Self { done: MineDone::Lifted, is_opposed: false, ..opposed.clone() };
        let granted = |number, erasure| PartCard {
            outcome: Some(Outcome::Granted),
            answered_at: Some(SENT),
            answer: Some("/meg/krav/r/svar/p".to_owned()),
            erasure: Some(erasure),
            ..part(number, State::Answered(Outcome::Granted))
        };
        let erased = Self {
            kind: Kind::EraseEntry,
            done: MineDone::Nothing,
            parts: vec![granted(1, ErasureState::Waits), granted(2, ErasureState::Done(SENT))],
            happened: vec![line("rights-happened-erased", Some("Solvik kommune"))],
            ..split.clone()
        };
        let nothing = Self {
            done: MineDone::Nothing,
            parts: vec![part(1, State::HandedOver)],
            ..split.clone()
        };
        vec![
            ("erased", erased),
            ("split", split),
            ("misdirected", misdirected),
            ("opposed", opposed),
            ("restricted-until", Self { used_from: Some(SENT), ..restricted.clone() }),
            ("restricted", restricted),
            ("lifted", lifted),
            ("sent-on", nothing),
        ]
    }
}

impl Samples for RightsAnswer {
    fn samples() -> Vec<(&'static str, Self)> {
        let entry = |by_citizen| AnswerEntry {
            at: SENT,
            by_citizen,
            event: None,
            words: "Bandasjen har løsnet litt.".to_owned(),
        };
        let granted = Self {
            back: "/meg/krav/r".to_owned(),
            kind: Kind::AccessRecord,
            wish: Wish::Plain,
            place: place(),
            by: Some("Solvik kommune".to_owned()),
            reference: "SOL-4K7PQ2".to_owned(),
            sent_at: SENT,
            days: vec![(None, Some(SPLIT_ON))],
            answered_at: SENT,
            outcome: Some(Outcome::Granted),
            words: "Her er det du ba om.".to_owned(),
            legal_reference: None,
            entries: vec![entry(true), entry(false)],
            complaints: vec![ComplaintTo::CountyGovernor, ComplaintTo::DataProtection],
            complain_by: Some(DUE),
            complain_weeks: Some(4),
            zip: "/meg/krav/r/svar/p?som=zip".to_owned(),
            json: "/meg/krav/r/svar/p?som=json".to_owned(),
        };
        let refused = Self {
            outcome: Some(Outcome::Refused),
            legal_reference: Some("pbrl. § 5-1 andre ledd".to_owned()),
            entries: Vec::new(),
            ..granted.clone()
        };
        let untold = Self { complain_by: None, ..granted.clone() };
        let partly = Self { outcome: Some(Outcome::Partly), ..granted.clone() };
        let parent = Self { outcome: None, entries: Vec::new(), ..granted.clone() };
        vec![
            ("granted", granted),
            ("refused", refused),
            ("partly", partly),
            ("parent", parent),
            ("untold", untold),
        ]
    }
}

fn row(timing: Option<Timing>, state: State) -> RightsPartRow {
    RightsPartRow {
        href: "/kommune/krav/p".to_owned(),
        kind: Kind::AccessRecord,
        person: "Kari Nilsen".to_owned(),
        born: Some(1948),
        holder: Some("Solvik kommune".to_owned()),
        due_on: timing.map(|_| DUE),
        timing,
        responsible: Vec::new(),
        state: PartState(state),
        taken_by: None,
    }
}

impl Samples for RightsWorkList {
    fn samples() -> Vec<(&'static str, Self)> {
        let wrong =
            RightsPartRow { responsible: fjordro(), ..row(Some(Timing::Now), State::Received) };
        let taken = RightsPartRow {
            taken_by: Some("Hilde Bø".to_owned()),
            ..row(Some(Timing::Soon), State::InProgress)
        };
        let mut open = vec![wrong, taken];
        open.extend(
            [Timing::Late, Timing::Now, Timing::Later]
                .map(|timing| row(Some(timing), State::Received)),
        );
        let done = vec![row(Some(Timing::Later), State::Answered(Outcome::Partly))];
        let homes = vec!["Solvik kommune".to_owned()];
        let today = Date::constant(2027, 2, 2);
        let nothing = Vec::new();
        let empty = Self { homes, provider: None, open: nothing.clone(), done: nothing, today };
        let provider = Some((
            "/kommune/leverandor/protokoll".to_owned(),
            "/kommune/leverandor/brudd".to_owned(),
        ));
        vec![
            ("empty", empty.clone()),
            ("filled", Self { open, done, ..empty.clone() }),
            ("provider", Self { provider, ..empty }),
        ]
    }
}

/// One for each that may hold it back.
fn erasables() -> Vec<ErasableRow> {
    let row = |(at, finding): (usize, &Finding)| ErasableRow {
        value: format!("t{at}"),
        opened_at: SENT,
        last_at: SENT,
        finding: *finding,
    };
    Finding::ALL.iter().enumerate().map(row).collect()
}

impl Samples for RightsPartPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let open = Self {
            back: "/kommune/krav".to_owned(),
            action: "/kommune/krav/p".to_owned(),
            kind: Kind::EraseEntry,
            wish: Wish::Plain,
            place: place(),
            person: "Kari Nilsen".to_owned(),
            reference: "SOL-2027-000123".to_owned(),
            sent_at: SENT,
            words: "Det er feil at jeg røyker.".to_owned(),
            holders: solvik(),
            days: vec![(None, Some(DUE))],
            state: PartState(State::Received),
            due_on: Some(DUE),
            timing: Some(Timing::Soon),
            can_extend: true,
            to_parent: false,
            responsible: Vec::new(),
            may_send_on: true,
            receiver: None,
            is_restricted: false,
            used_from: None,
            answer: None,
            deletes: true,
            erasables: erasables(),
            has_older: true,
            erasure: None,
            can_erase: false,
            typed: Typed::default(),
            wrongs: Wrongs::default(),
            done: RightsDone::Nothing,
        };
        let fault = Self {
            typed: Typed { outcome: "REFUSED".to_owned(), ..Typed::default() },
            wrongs: wrong("legal", Wrong::Refused("REFUSAL_REFERENCE_REQUIRED".to_owned())),
            ..open.clone()
        };
        let misdirected =
            Self { responsible: fjordro(), timing: Some(Timing::Now), ..open.clone() };
        let answered = Self {
            state: PartState(State::Answered(Outcome::Refused)),
            answer: Some((Outcome::Refused, "Opplysningen er riktig.".to_owned())),
            done: RightsDone::Saved,
            ..open.clone()
        };
        let granted = Self {
            state: PartState(State::Answered(Outcome::Granted)),
            answer: Some((Outcome::Granted, "Vi sletter det.".to_owned())),
            ..open.clone()
        };
        let erases = Self {
            erasure: Some(ErasureState::Waits),
            can_erase: true,
            wrongs: wrong("erase-do", Wrong::Refused("ERASURE_HELD_BACK".to_owned())),
            ..granted.clone()
        };
        let waits = Self { erasure: Some(ErasureState::Waits), ..granted.clone() };
        let erased = Self { erasure: Some(ErasureState::Done(SENT)), ..granted };
        let preserved = Self {
            typed: Typed {
                outcome: "GRANTED".to_owned(),
                erased: vec!["t0".to_owned()],
                ..Typed::default()
            },
            wrongs: wrong("erase", Wrong::Refused("MUST_BE_PRESERVED".to_owned())),
            ..open.clone()
        };
        let open_but = |kind| Self {
            kind,
            deletes: false,
            has_older: false,
            erasables: Vec::new(),
            ..open.clone()
        };
        let parent = Self { to_parent: true, ..open_but(Kind::AccessRecord) };
        let opposed = Self { can_extend: false, ..open_but(Kind::OpposeDisclosure) };
        let mut all = vec![
            ("erases", erases),
            ("erasure-waits", waits),
            ("erased", erased),
            ("preserved", preserved),
            ("open", open),
            ("error", fault),
            ("misdirected", misdirected),
            ("answered", answered),
            ("parent", parent),
            ("opposed", opposed.clone()),
            (
                "restricted",
                Self {
                    kind: Kind::RestrictOrObject,
                    wish: Wish::Restrict,
                    state: PartState(State::Answered(Outcome::Granted)),
                    answer: Some((Outcome::Granted, "Vi bruker det ikke.".to_owned())),
                    is_restricted: true,
                    ..opposed.clone()
                },
            ),
        ];
        // What each kind and wish is called.
        let named = [
            ("rr-02", Kind::AccessPlatform),
            ("rr-05", Kind::WrongPerson),
            ("rr-06", Kind::CaseFile),
            ("rr-08", Kind::Transfer),
            ("rr-09", Kind::WhoHasAccessed),
            ("rr-10", Kind::RestrictOrObject),
            ("rr-11", Kind::Deceased),
            ("rr-12", Kind::WhoIsResponsible),
        ];
        all.extend(named.map(|(state, kind)| (state, Self { kind, ..opposed.clone() })));
        all
    }
}
