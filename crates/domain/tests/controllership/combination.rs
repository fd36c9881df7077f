//! Every combination of what the table distinguishes, and how it is played.

use helsebro_domain::controllership::{
    Category, CommunityClause, Construct, ControllerMode, Delivery, Entry, ExitPlan, Facts,
    HostClause, HostController, HostCooperation, JointRecord, LegalPerson, Mode, Named,
    Outsourcing, Override, Party, Question, RecordOperator, Scope, Succession, TaskCommunity,
    Validity,
};
use helsebro_domain::ids::{AgreementId, MunicipalityId, OverrideId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use crate::cast::{
    BETA, FJELLHEIM, FJORDRO, GRANLI, HOSTING, KYST, MIDTBYGDA, NORDFJELL, SOLBAKKEN, SOLVIK,
    STRANGER, agreement, at, between, day, delivery, midtbygda, since,
};

/// What the table distinguishes.
pub(crate) const COLUMNS: [&str; 12] = [
    "category", "mode", "override", "delivery", "joint", "runs", "host", "clause", "ended", "last",
    "written", "heir",
];

const CATEGORIES: [&str; 4] = ["PLATFORM", "FORMIDLING", "EPJ_RECORD", "CASE_FILE"];
const JOINTS: [&str; 4] = ["none", "joint", "independent", "incomplete"];
const RUNS: [&str; 4] = ["unsaid", "municipality", "provider", "third"];
const HEIRS: [&str; 3] = ["itself", "successor", "unresolved"];

/// One combination, a value for each column; `-` where nothing hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Combination([&'static str; 12]);

/// What raises flags and changes no row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extras {
    pub(crate) part: bool,
    pub(crate) joint_has_ended: bool,
    pub(crate) subcontractor: bool,
}

impl Combination {
    pub(crate) fn values(&self) -> &[&'static str] {
        &self.0
    }

    pub(crate) fn value(&self, column: &str) -> &'static str {
        let place = COLUMNS.iter().position(|name| *name == column);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or_default()
    }

    pub(crate) fn is(&self, column: &str, value: &str) -> bool {
        self.value(column) == value
    }

    /// Every whole delivery that this combination stands for.
    pub(crate) fn whole(&self) -> Vec<Self> {
        let [category, mode, decided, .., heir] = self.0;
        deliveries()
            .into_iter()
            .map(|[delivery, joint, runs, host, clause, ended, last, written]| {
                Self([
                    category, mode, decided, delivery, joint, runs, host, clause, ended, last,
                    written, heir,
                ])
            })
            .filter(|whole| {
                self.0.iter().zip(whole.0).all(|(own, other)| *own == "-" || *own == other)
            })
            .collect()
    }

    /// The combination of a line in the file.
    #[expect(clippy::unwrap_used, reason = "a line that is no combination is a broken file")]
    pub(crate) fn read(line: &'static str) -> Self {
        Self(line.split('\t').collect::<Vec<_>>().try_into().unwrap())
    }
}

/// Every combination, in the order of the file: what nothing hangs on is left out.
pub(crate) fn all() -> Vec<Combination> {
    let mut all: Vec<Combination> = Vec::new();
    for category in CATEGORIES {
        let modes: &[&str] =
            if category == "PLATFORM" { &["operator", "municipality"] } else { &["-"] };
        for mode in modes {
            for decided in ["no", "yes"] {
                for heir in HEIRS {
                    for rest in deliveries() {
                        let [delivery, joint, runs, host, clause, ended, last, written] =
                            what_matters(category, decided, heir, rest);
                        let one = Combination([
                            category, mode, decided, delivery, joint, runs, host, clause, ended,
                            last, written, heir,
                        ]);
                        if !all.contains(&one) {
                            all.push(one);
                        }
                    }
                }
            }
        }
    }
    all
}

/// What the row hangs on: nothing of the delivery under a decision, for the platform
/// and where nobody has taken over; for what is sent and for a case file only how it
/// is delivered; for a record all of it.
fn what_matters(
    category: &str,
    decided: &str,
    heir: &str,
    rest: [&'static str; 8],
) -> [&'static str; 8] {
    let [delivery, _, _, _, _, ended, _, _] = rest;
    if decided == "yes" || category == "PLATFORM" || heir == "unresolved" {
        ["-"; 8]
    } else if category == "EPJ_RECORD" {
        rest
    } else {
        [delivery, "-", "-", "-", "-", ended, "-", "-"]
    }
}

/// Every way a service is delivered.
fn deliveries() -> Vec<[&'static str; 8]> {
    let mut all = vec![
        ["OWN", "-", "-", "-", "-", "-", "-", "-"],
        ["CONFLICT", "-", "-", "-", "-", "-", "-", "-"],
        ["NONE", "-", "-", "-", "-", "never", "-", "-"],
    ];
    for joint in JOINTS {
        for runs in RUNS {
            all.push(["OUTSOURCED", joint, runs, "-", "-", "-", "-", "-"]);
            all.push(["HOST", joint, runs, "outsourced", "-", "-", "-", "-"]);
            for ended in ["recent", "old"] {
                for written in ["unsaid", "before", "after"] {
                    all.push(["NONE", joint, runs, "-", "-", ended, "outsourced", written]);
                }
            }
        }
    }
    for ended in ["recent", "old"] {
        for written in ["unsaid", "before", "after"] {
            all.push(["NONE", "-", "-", "-", "-", ended, "own", written]);
        }
    }
    for host in ["host", "community", "conflict"] {
        all.push(["HOST", "-", "-", host, "-", "-", "-", "-"]);
    }
    for host in ["own", "none"] {
        for clause in ["host", "deviates", "missing", "not-theirs", "ended"] {
            all.push(["HOST", "-", "-", host, clause, "-", "-", "-"]);
        }
    }
    for clause in ["itself", "itself-no-person", "participant", "joint", "missing", "ended"] {
        all.push(["KO", "-", "-", "-", clause, "-", "-", "-"]);
    }
    all
}

/// What can raise flags beside this combination.
pub(crate) fn extras(combination: &Combination) -> Vec<Extras> {
    let choices: &[bool] = if combination.is("joint", "-") { &[false] } else { &[false, true] };
    let delivers = !combination.is("delivery", "NONE");
    let mut all = Vec::new();
    for &subcontractor in choices {
        for &joint_has_ended in choices {
            for &part in choices {
                if delivers || !(part || joint_has_ended) {
                    all.push(Extras { part, joint_has_ended, subcontractor });
                }
            }
        }
    }
    all
}

const AREA: CareArea = CareArea::NursingHome;

fn now() -> Date {
    day(2027, 2, 1)
}

fn long() -> Validity {
    since(day(2020, 1, 1))
}

fn homes(municipality: MunicipalityId) -> Scope {
    Scope::area(municipality, AREA)
}

impl Combination {
    /// The facts and the question that this combination stands for: a nursing home of
    /// Solvik, asked about at noon.
    pub(crate) fn played(&self, extras: Extras) -> (Facts, Question) {
        let mut facts = Facts { mode: self.mode(), ..Facts::default() };
        facts.organisations = vec![midtbygda(self.legal_person())];
        facts.deliveries = self.deliveries(extras);
        facts.joint_records = self.joint_records(extras);
        facts.host_cooperations.extend(self.host_cooperation());
        facts.task_communities.extend(self.task_community());
        facts.overrides.extend(self.decision());
        facts.successions = self.successions();
        let asked = if self.is("heir", "successor") { STRANGER } else { SOLVIK };
        let noon = at(now(), 12, 0);
        let question = Question::new(self.category(), asked, AREA, Some(SOLBAKKEN), noon);
        (facts, question.with(Entry { created_at: self.written(), ..Entry::default() }))
    }

    fn category(&self) -> Category {
        match self.value("category") {
            "PLATFORM" => Category::Platform,
            "FORMIDLING" => Category::Dissemination,
            "CASE_FILE" => Category::CaseFile,
            _ => Category::EpjRecord,
        }
    }

    fn mode(&self) -> ControllerMode {
        if self.is("mode", "municipality") {
            ControllerMode::Municipality
        } else {
            ControllerMode::Operator
        }
    }

    /// Whoever has outsourced: the host, when the host did.
    fn principal(&self) -> MunicipalityId {
        if self.is("delivery", "HOST") { NORDFJELL } else { SOLVIK }
    }

    fn outsourced(&self, extras: Extras) -> Mode {
        let runs = if self.is("joint", "none") { self.runs() } else { None };
        Mode::Outsourced(Outsourcing {
            provider: FJORDRO,
            agreement: agreement(100),
            record_operator: runs,
            subcontractor: extras.subcontractor.then_some(KYST),
        })
    }

    fn runs(&self) -> Option<RecordOperator> {
        match self.value("runs") {
            "municipality" => Some(RecordOperator::Municipality),
            "provider" => Some(RecordOperator::Provider),
            "third" => Some(RecordOperator::ThirdParty(HOSTING)),
            _ => None,
        }
    }

    fn ended(&self) -> Validity {
        let last = if self.is("ended", "recent") { day(2026, 2, 1) } else { day(2026, 1, 31) };
        between(day(2020, 1, 1), last)
    }

    fn deliveries(&self, extras: Extras) -> Vec<Delivery> {
        let of = |number, municipality, mode| delivery(number, homes(municipality), long(), mode);
        let hosted = of(1, SOLVIK, Mode::Host { host: NORDFJELL, agreement: agreement(300) });
        let shared = Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(500) };
        let onward = Mode::Host { host: GRANLI, agreement: agreement(301) };
        match (self.value("delivery"), self.value("host")) {
            ("OWN", _) => vec![of(1, SOLVIK, Mode::Own)],
            ("OUTSOURCED", _) => vec![of(1, SOLVIK, self.outsourced(extras))],
            ("CONFLICT", _) => {
                vec![of(1, SOLVIK, Mode::Own), of(2, SOLVIK, self.outsourced(extras))]
            }
            ("KO", _) => vec![of(1, SOLVIK, shared)],
            ("HOST", "own") => vec![hosted, of(2, NORDFJELL, Mode::Own)],
            ("HOST", "outsourced") => vec![hosted, of(2, NORDFJELL, self.outsourced(extras))],
            ("HOST", "host") => vec![hosted, of(2, NORDFJELL, onward)],
            ("HOST", "community") => vec![hosted, of(2, NORDFJELL, shared)],
            ("HOST", "conflict") => {
                vec![hosted, of(2, NORDFJELL, Mode::Own), of(3, NORDFJELL, Mode::Own)]
            }
            ("HOST", _) => vec![hosted],
            _ => self.ended_delivery(extras),
        }
    }

    fn ended_delivery(&self, extras: Extras) -> Vec<Delivery> {
        let mode = match self.value("last") {
            "own" => Mode::Own,
            "outsourced" => self.outsourced(extras),
            _ => return Vec::new(),
        };
        vec![delivery(1, homes(SOLVIK), self.ended(), mode)]
    }

    fn written(&self) -> Option<Instant> {
        let end = self.ended().to()?;
        match self.value("written") {
            "before" => Some(Instant::from_micros(end.micros() - 1)),
            "after" => Some(end),
            _ => None,
        }
    }

    fn joint_records(&self, extras: Extras) -> Vec<JointRecord> {
        let municipality = self.principal();
        let unit = |unit| Scope::unit(municipality, AREA, unit);
        let construct = match self.value("joint") {
            "joint" => Some(Construct::Joint26),
            "independent" => Some(Construct::Independent(Vec::new())),
            _ => None,
        };
        let of = |id, scope, validity, construct| JointRecord {
            id: AgreementId::from_uuid(Uuid::from_u128(id)),
            parties: vec![Party::Municipality(municipality), FJORDRO],
            scopes: vec![scope],
            validity,
            construct,
            record_operator: self.runs(),
            contact: None,
            handlers: Vec::new(),
            exit: ExitPlan::MunicipalityHolds,
        };
        let covers = if extras.part { unit(SOLBAKKEN) } else { homes(municipality) };
        let mut all = Vec::new();
        match self.value("joint") {
            "joint" | "independent" | "incomplete" => all.push(of(200, covers, long(), construct)),
            "none" if extras.part => {
                all.push(of(201, unit(FJELLHEIM), long(), Some(Construct::Joint26)));
            }
            _ => {}
        }
        if extras.joint_has_ended {
            let ended = between(day(2020, 1, 1), day(2020, 12, 31));
            all.push(of(202, homes(municipality), ended, Some(Construct::Joint26)));
        }
        // One with somebody else is always there, and never matters.
        let others = JointRecord {
            parties: vec![Party::Municipality(municipality), BETA],
            ..of(203, homes(municipality), long(), Some(Construct::Joint26))
        };
        all.push(others);
        all
    }

    fn host_cooperation(&self) -> Option<HostCooperation> {
        let deviating = Named {
            controllers: vec![Party::Municipality(SOLVIK)],
            processors: None,
            contact: None,
        };
        let who = match self.value("clause") {
            "deviates" => HostController::Deviates(deviating),
            _ => HostController::HostForAll,
        };
        let residents_of = if self.is("clause", "not-theirs") { GRANLI } else { SOLVIK };
        let clause = HostClause { residents_of: vec![residents_of], who };
        self.is("delivery", "HOST").then(|| HostCooperation {
            id: agreement(300),
            host: NORDFJELL,
            participants: vec![SOLVIK],
            validity: self.agreed(),
            clause: (!self.is("clause", "missing")).then_some(clause),
        })
    }

    /// How long the cooperation holds: until yesterday, when it has ended.
    fn agreed(&self) -> Validity {
        if self.is("clause", "ended") { between(day(2020, 1, 1), day(2027, 1, 31)) } else { long() }
    }

    fn legal_person(&self) -> LegalPerson {
        if self.is("clause", "itself-no-person") { LegalPerson::No } else { LegalPerson::Yes }
    }

    fn task_community(&self) -> Option<TaskCommunity> {
        let both = [SOLVIK, GRANLI].map(Party::Municipality).to_vec();
        let clause = match self.value("clause") {
            "itself" | "itself-no-person" | "ended" => Some(CommunityClause::Community),
            "participant" => Some(CommunityClause::Participant(GRANLI)),
            "joint" => Some(CommunityClause::Joint(Named {
                controllers: both,
                processors: None,
                contact: None,
            })),
            _ => None,
        };
        self.is("delivery", "KO").then(|| TaskCommunity {
            id: agreement(500),
            community: MIDTBYGDA,
            participants: vec![SOLVIK, GRANLI],
            validity: self.agreed(),
            clause,
        })
    }

    fn decision(&self) -> Option<Override> {
        self.is("override", "yes").then(|| Override {
            id: OverrideId::from_uuid(Uuid::from_u128(1)),
            categories: vec![self.category()],
            scope: Scope::whole(SOLVIK),
            validity: long(),
            named: Named { controllers: vec![BETA], processors: None, contact: None },
        })
    }

    fn successions(&self) -> Vec<Succession> {
        let goes = |from, to| Succession { scope: homes(from), to, at: long().from() };
        match self.value("heir") {
            "successor" => vec![goes(STRANGER, SOLVIK)],
            "unresolved" => vec![goes(SOLVIK, GRANLI), goes(SOLVIK, STRANGER)],
            _ => Vec::new(),
        }
    }
}
