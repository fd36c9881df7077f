//! What holds through every history of deliveries, agreements and decisions.
//!
//! A hundred thousand histories are drawn from a seed, overlaps and contradictions
//! among them, as an import could bring them.

use helsebro_domain::controllership::{
    Allocation, Category, CommunityClause, Construct, ControllerMode, Controllers, CustodyCase,
    CustodyEvent, Delivery, Entry, ExitPlan, Facts, HeldBy, HostClause, HostController,
    HostCooperation, JointRecord, LegalPerson, Mark, Mode, Named, OrgKind, Organisation, Origin,
    Outsourcing, Override, Partition, Party, Place, Processing, Question, RecordOperator, Register,
    Resolution, Row, Scope, Succession, System, TaskCommunity, Validity, Whose, current_controller,
    resolve,
};
use helsebro_domain::ids::{AgreementId, CustodyId, MunicipalityId, OverrideId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Instant, add_months};
use uuid::Uuid;

use crate::cast::{
    BETA, FJELLHEIM, FJORDRO, GRANLI, HOSTING, KYST, MIDTBYGDA, NORDFJELL, SOLBAKKEN, SOLVIK,
    agreement, day, delivery,
};

/// How many histories, and by how many at a time.
const HISTORIES: u64 = 100_000;
const THREADS: u64 = 2;

/// The most records of each kind in a history.
const MAX_OF_A_KIND: u64 = 2;

/// A history's length: ten years, in microseconds.
const LENGTH: u64 = 10 * 365 * 24 * 3_600 * 1_000_000;

/// Numbers from a seed, the same on every machine.
struct Drawn(u64);

impl Drawn {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    fn of<T, const N: usize>(&mut self, choices: [T; N]) -> T {
        let place = usize::try_from(self.below(N as u64)).unwrap_or(0);
        let mut choices = Vec::from(choices);
        choices.swap_remove(place)
    }

    fn instant(&mut self) -> Instant {
        let start = Instant::start_of(day(2020, 1, 1)).micros();
        Instant::from_micros(start + i64::try_from(self.below(LENGTH)).unwrap_or(0))
    }

    fn validity(&mut self) -> Validity {
        let (one, other) = (self.instant(), self.instant());
        let open = self.one_in(3);
        Validity::new(one.min(other), Some(one.max(other)).filter(|_| !open))
            .unwrap_or(Validity::starting(one))
    }

    fn municipality(&mut self) -> MunicipalityId {
        self.of([SOLVIK, SOLVIK, GRANLI, NORDFJELL])
    }

    fn place(&mut self) -> Place {
        let area = self.of([CareArea::NursingHome, CareArea::NursingHome, CareArea::Midwife]);
        let unit = self.of([SOLBAKKEN, FJELLHEIM]);
        self.of([Place::Whole, Place::Area(area), Place::Area(area), Place::Unit(area, unit)])
    }

    fn scope(&mut self) -> Scope {
        Scope { municipality: self.municipality(), place: self.place() }
    }

    fn provider(&mut self) -> Party {
        self.of([FJORDRO, FJORDRO, KYST])
    }

    fn party(&mut self) -> Party {
        let municipality = self.municipality();
        self.of([FJORDRO, KYST, BETA, Party::Municipality(municipality)])
    }

    fn operator(&mut self) -> Option<RecordOperator> {
        self.of([
            None,
            Some(RecordOperator::Municipality),
            Some(RecordOperator::Provider),
            Some(RecordOperator::ThirdParty(HOSTING)),
        ])
    }

    fn named(&mut self) -> Named {
        let alone = self.party();
        let controllers = self.of([vec![alone], vec![BETA, Party::Operator]]);
        Named { controllers, processors: self.of([None, Some(vec![HOSTING])]), contact: None }
    }

    fn mode(&mut self) -> Mode {
        let outsourcing = Outsourcing {
            provider: self.provider(),
            agreement: agreement(100),
            record_operator: self.operator(),
            subcontractor: self.of([None, None, None, Some(BETA)]),
        };
        let host = self.municipality();
        self.of([
            Mode::Own,
            Mode::Outsourced(outsourcing.clone()),
            Mode::Outsourced(outsourcing),
            Mode::Host { host, agreement: agreement(300) },
            Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(500) },
        ])
    }

    fn some<T>(&mut self, mut draw: impl FnMut(&mut Self, u128) -> T) -> Vec<T> {
        let many = self.below(MAX_OF_A_KIND + 1);
        (0..many).map(|number| draw(self, u128::from(number) + 1)).collect()
    }

    fn facts(&mut self) -> Facts {
        let legal = self.of([LegalPerson::Yes, LegalPerson::No]);
        Facts {
            mode: self.of([ControllerMode::Operator, ControllerMode::Municipality]),
            organisations: vec![Organisation {
                id: MIDTBYGDA,
                kind: OrgKind::TaskCommunity(legal),
            }],
            deliveries: self.deliveries(),
            joint_records: self.some(Self::joint_record),
            host_cooperations: vec![self.host_cooperation()],
            task_communities: vec![self.task_community()],
            overrides: if self.one_in(3) { self.some(Self::decision) } else { Vec::new() },
            successions: if self.one_in(4) { self.some(Self::succession) } else { Vec::new() },
            processings: self.some(Self::processing),
            custody: self.some(Self::custody),
        }
    }

    fn deliveries(&mut self) -> Vec<Delivery> {
        let many = self.below(2 * MAX_OF_A_KIND) + 1;
        (1..=u128::from(many))
            .map(|number| delivery(number, self.scope(), self.validity(), self.mode()))
            .collect()
    }

    fn joint_record(&mut self, number: u128) -> JointRecord {
        let scope = self.scope();
        let provider = self.provider();
        let allocated = Allocation { author: BETA, controller: provider };
        JointRecord {
            id: AgreementId::from_uuid(Uuid::from_u128(200 + number)),
            parties: vec![Party::Municipality(scope.municipality), provider],
            scopes: vec![scope],
            validity: self.validity(),
            construct: self.of([
                None,
                Some(Construct::Joint26),
                Some(Construct::Independent(vec![allocated])),
            ]),
            record_operator: self.operator(),
            contact: self.of([None, Some(provider)]),
            handlers: Vec::new(),
            exit: ExitPlan::default(),
        }
    }

    fn host_cooperation(&mut self) -> HostCooperation {
        let who = self.named();
        let who = self.of([HostController::HostForAll, HostController::Deviates(who)]);
        let clause = HostClause { residents_of: vec![SOLVIK], who };
        HostCooperation {
            id: agreement(300),
            host: NORDFJELL,
            participants: vec![SOLVIK, GRANLI],
            validity: self.validity(),
            clause: self.of([None, Some(clause)]),
        }
    }

    fn task_community(&mut self) -> TaskCommunity {
        let named = self.named();
        TaskCommunity {
            id: agreement(500),
            community: MIDTBYGDA,
            participants: vec![SOLVIK, GRANLI],
            validity: self.validity(),
            clause: self.of([
                None,
                Some(CommunityClause::Community),
                Some(CommunityClause::Participant(GRANLI)),
                Some(CommunityClause::Joint(named)),
            ]),
        }
    }

    fn decision(&mut self, number: u128) -> Override {
        Override {
            id: OverrideId::from_uuid(Uuid::from_u128(number)),
            categories: vec![self.of(Category::ALL)],
            scope: self.scope(),
            validity: self.validity(),
            named: self.named(),
        }
    }

    fn succession(&mut self, _: u128) -> Succession {
        Succession { scope: self.scope(), to: self.municipality(), at: self.instant() }
    }

    fn processing(&mut self, number: u128) -> Processing {
        Processing {
            controller: self.party(),
            processor: self.of([HOSTING, Party::Operator]),
            system: self.of([System::Epj, System::CaseFile, System::Platform]),
            validity: self.validity(),
            agreement: self.of([None, Some(agreement(400 + number))]),
        }
    }

    fn custody(&mut self, number: u128) -> CustodyEvent {
        let (at, received) = (self.instant(), self.instant());
        CustodyEvent {
            id: CustodyId::from_uuid(Uuid::from_u128(number)),
            case: CustodyCase::BusinessTransferred,
            whose: Whose::Everyone,
            scope: self.scope(),
            written: self.validity(),
            author: None,
            from: vec![self.party(), self.provider()],
            to: self.party(),
            at,
            received_at: self.of([None, Some(received)]),
        }
    }

    fn question(&mut self) -> Question {
        let at = self.instant();
        let unit = self.of([None, Some(SOLBAKKEN), Some(SOLBAKKEN), Some(FJELLHEIM)]);
        let category = self.of([
            Category::EpjRecord,
            Category::EpjRecord,
            Category::CaseFile,
            Category::Dissemination,
            Category::Platform,
        ]);
        let (written, author, home) = (self.instant(), self.party(), self.municipality());
        let entry = Entry {
            created_at: self.of([None, Some(written)]),
            author: self.of([None, Some(author)]),
            partition: self.of([None, Some(Partition::Own), Some(Partition::Shared)]),
            origin: self.of([None, Some(Origin::EpjRecord), Some(Origin::CaseFile)]),
            held_by: self.of([None, Some(HeldBy::Host), Some(HeldBy::Participant)]),
            residence: self.of([None, Some(home)]),
        };
        let municipality = self.municipality();
        Question::new(category, municipality, CareArea::NursingHome, unit, at).with(entry)
    }
}

/// Every instant at which an answer may change.
fn boundaries(facts: &Facts) -> Vec<Instant> {
    let deliveries = facts.deliveries.iter().map(|each| each.validity);
    let run_out = deliveries.clone().filter_map(Validity::to).map(|end| {
        let shown = end.in_oslo();
        Instant::from_oslo(add_months(shown.date, 12), shown.time)
    });
    let mut cuts: Vec<Instant> = deliveries
        .chain(facts.joint_records.iter().map(|each| each.validity))
        .chain(facts.host_cooperations.iter().map(|each| each.validity))
        .chain(facts.task_communities.iter().map(|each| each.validity))
        .chain(facts.overrides.iter().map(|each| each.validity))
        .chain(facts.processings.iter().map(|each| each.validity))
        .flat_map(|validity| [Some(validity.from()), validity.to()])
        .flatten()
        .chain(facts.successions.iter().map(|each| each.at))
        .chain(facts.custody.iter().flat_map(|each| [Some(each.at), each.received_at]).flatten())
        .chain(run_out)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn shuffled(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    facts.deliveries.reverse();
    facts.joint_records.reverse();
    facts.overrides.reverse();
    facts.successions.reverse();
    facts.processings.reverse();
    facts.custody.reverse();
    facts
}

/// What is wrong with one answer, if anything.
fn fault(answer: &Resolution) -> Option<&'static str> {
    let parties = answer.controllers.parties();
    let mut once = parties.to_vec();
    once.sort_unstable();
    once.dedup();
    if once.len() != parties.len() {
        return Some("somebody is named twice");
    }
    if answer.receivers.is_empty() {
        return Some("nobody takes requests");
    }
    let several_are_right = match (&answer.controllers, answer.row) {
        (Controllers::Nobody, row) => row == Row::Ct60,
        (Controllers::One(_), _) => true,
        (Controllers::Joint(_), row) => {
            parties.len() > 1 && !matches!(row, Row::Ct10 | Row::Ct30 | Row::Ct33 | Row::Ct40)
        }
        (Controllers::Candidates(_), _) => parties.len() > 1 && answer.says(Mark::EntryNeeded),
        (Controllers::Contested(_), row) => {
            matches!(row, Row::Ct62 | Row::Ct63 | Row::Ct61 | Row::Ct03)
        }
    };
    if !several_are_right {
        return Some("two controllers that are not joint, independent or contested");
    }
    let nobody_new = matches!(answer.row, Row::Ct60 | Row::Ct61);
    (answer.takes_new() == nobody_new).then_some("something new without a controller")
}

/// Plays the history of a seed; says what was wrong.
fn play(seed: u64) -> Option<String> {
    let mut drawn = Drawn(seed);
    let facts = drawn.facts();
    let question = drawn.question();
    let register = Register::new(facts.clone());
    let again = Register::new(shuffled(&facts));
    let cuts = boundaries(&facts);
    let wrong = |what: &str, at: Instant| Some(format!("seed {seed} at {at:?}: {what}"));
    let mut before = resolve(&register, &question.at(Instant::from_micros(0)));
    for (place, cut) in cuts.iter().enumerate() {
        let eve = Instant::from_micros(cut.micros() - 1);
        if resolve(&register, &question.at(eve)) != before {
            return wrong("it changed where no record begins or ends", eve);
        }
        let answer = resolve(&register, &question.at(*cut));
        if let Some(what) = fault(&answer) {
            return wrong(&format!("{what}: {answer:?}"), *cut);
        }
        if place % 6 == 0 && resolve(&again, &question.at(*cut)) != answer {
            return wrong("the order of the records matters", *cut);
        }
        before = answer;
        // Whoever has the record now changes at a boundary alone, too, and is always somebody
        // who takes requests.
        if let Some(earlier) = place.checked_sub(1).filter(|_| place % 10 == 9) {
            let held = |at| current_controller(&register, &question.at(at), Whose::Everyone);
            let last = held(eve);
            if cuts.get(earlier).is_some_and(|cut| held(*cut) != last) {
                return wrong("the record changed hands between two boundaries", eve);
            }
            if last.receivers.is_empty() {
                return wrong("nobody takes requests about the record", eve);
            }
        }
        if place % 4 != 0 {
            continue;
        }
        let until = cuts.get(place + 1).map_or(cut.micros() + 1_000_000, |next| next.micros());
        let width = u64::try_from(until - cut.micros()).unwrap_or(1);
        let within = cut.micros() + i64::try_from(drawn.below(width)).unwrap_or(0);
        let within = Instant::from_micros(within);
        if resolve(&register, &question.at(within)) != before {
            return wrong("it changed between two boundaries", within);
        }
    }
    None
}

/// S2-2-d-2: at each instant exactly one answer, the same whoever asks; never two
/// controllers but joint, independent or contested ones; another answer only where a
/// record begins or ends, to the microsecond; and so it is with whoever has the record now.
#[test]
fn s2_2_d_2_through_every_history_each_instant_has_one_answer() {
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|first| {
                scope.spawn(move || {
                    let seeds = (0..HISTORIES).filter(move |seed| seed % THREADS == first);
                    seeds.filter_map(play).take(5).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(wrong, Vec::<String>::new());
}
