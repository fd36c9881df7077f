//! `bench resolve`: what it costs to say who is controller, and how that grows.
//!
//! A country of municipalities, each with all care areas and twenty years of changes:
//! own delivery, outsourced with and without joint journals, hosts and task communities.
//! A million questions are drawn from a seed; then the same beside 10, 100, 1 000 and
//! 10 000 agreements of one and the same municipality, because that is where a search
//! through them would show. What is left of growth there is the processor's memory: a
//! thousand times the facts lie farther away.

use core::time::Duration;
use std::hint::black_box;
use std::time::Instant as Clock;

use clap::Args;
use helsebro_domain::controllership::{
    Category, CommunityClause, Construct, Delivery, Entry, ExitPlan, Facts, HostClause,
    HostController, HostCooperation, JointRecord, LegalPerson, Mode, OrgKind, Organisation,
    Outsourcing, Party, Question, RecordOperator, Register, Scope, TaskCommunity, Validity,
    resolve,
};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Date, Instant};
use serde_json::json;
use uuid::Uuid;

use super::chance::Chance;

/// The care areas that a unit is asked about in: one unit each.
const AREAS: usize = CareArea::ALL.len();

/// The first year, and how many.
const FIRST_YEAR: i16 = 2010;
const YEARS: usize = 20;

/// How many agreements lie beside each other in the growing part.
const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// The most municipalities and resolutions that make sense.
const MAX_MUNICIPALITIES: usize = 2_000;
const MAX_RESOLUTIONS: u64 = 100_000_000;

/// How many, and how often.
#[derive(Debug, Clone, Args)]
pub(crate) struct ResolveArgs {
    /// How many municipalities there are.
    #[arg(long, default_value_t = 357)]
    municipalities: usize,
    /// How many questions are asked.
    #[arg(long, default_value_t = 1_000_000)]
    resolutions: u64,
    /// What the questions are drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Measures, and gives the line.
///
/// # Errors
/// When the numbers make no sense.
pub(super) fn run(args: &ResolveArgs) -> anyhow::Result<String> {
    let many = args.municipalities;
    anyhow::ensure!((1..=MAX_MUNICIPALITIES).contains(&many), "1 to {MAX_MUNICIPALITIES}");
    let asked = args.resolutions;
    anyhow::ensure!((1..=MAX_RESOLUTIONS).contains(&asked), "1 to {MAX_RESOLUTIONS} resolutions");
    let facts = country(many);
    let (deliveries, agreements) = (facts.deliveries.len(), facts.joint_records.len());
    let begun = real_time();
    let register = Register::new(facts);
    let arranged = begun.elapsed();
    let mut chance = Chance::of(args.seed, &[]);
    let questions: Vec<Question> = (0..QUESTIONS).map(|_| drawn(&mut chance, many)).collect();
    let share = (asked / ROUNDS).max(1);
    let beside: Vec<Beside> =
        SIZES.into_iter().map(|size| Beside::new(&mut chance, size)).collect();
    let (mut country, mut growth) = (Vec::new(), Vec::new());
    let mut sized: Vec<Vec<f64>> = vec![Vec::new(); beside.len()];
    for _ in 0..ROUNDS {
        country.push(each(&register, &questions, share));
        for (one, figures) in beside.iter().zip(&mut sized) {
            figures.push(each(&one.register, &one.questions, share / 4));
        }
        let last = |figures: Option<&Vec<f64>>| figures.and_then(|some| some.last()).copied();
        if let (Some(few), Some(many)) = (last(sized.first()), last(sized.last())) {
            growth.push(many / few.max(f64::MIN_POSITIVE));
        }
    }
    let country = Spread::of(country);
    let growth = Spread::of(growth);
    let sized: serde_json::Map<String, serde_json::Value> = SIZES
        .into_iter()
        .zip(sized)
        .map(|(size, figures)| (size.to_string(), json!(Spread::of(figures).median)))
        .collect();
    Ok(json!({
        "bench": "resolve",
        "municipalities": many,
        "areas": AREAS,
        "years": YEARS,
        "deliveries": deliveries,
        "joint_records": agreements,
        "resolutions": share * ROUNDS,
        "rounds": ROUNDS,
        "nanos_per_resolution": country.median,
        "nanos_min": country.min,
        "nanos_max": country.max,
        "resolutions_per_second": rounded(1e9 / country.median.max(f64::MIN_POSITIVE)),
        "arranged_in_millis": arranged.as_millis(),
        "nanos_by_agreements": sized,
        "growth_10_to_10000": growth.median,
        "growth_min": growth.min,
        "growth_max": growth.max,
    })
    .to_string())
}

/// How often each is measured, all in turn: a ratio is taken within one round, so that
/// what else the machine does meets both sides of it.
const ROUNDS: u64 = 11;

/// One municipality with so many agreements, and questions about them.
struct Beside {
    register: Register,
    questions: Vec<Question>,
}

impl Beside {
    fn new(chance: &mut Chance, size: usize) -> Self {
        let questions = (0..QUESTIONS).map(|_| grown_question(chance, size)).collect();
        Self { register: Register::new(one_municipality(size)), questions }
    }
}

/// Figures of several rounds.
struct Spread {
    min: f64,
    median: f64,
    max: f64,
}

impl Spread {
    fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |place: usize| rounded(figures.get(place).copied().unwrap_or_default());
        Self { min: at(0), median: at(figures.len() / 2), max: at(figures.len().saturating_sub(1)) }
    }
}

/// How many different questions are asked in turn.
const QUESTIONS: usize = 4_096;

/// Nanoseconds an answer, of so many.
fn each(register: &Register, questions: &[Question], asked: u64) -> f64 {
    for question in questions {
        black_box(resolve(register, question));
    }
    let begun = real_time();
    let rounds = questions.iter().cycle().take(usize::try_from(asked).unwrap_or(usize::MAX));
    for question in rounds {
        black_box(resolve(register, black_box(question)));
    }
    nanos(begun.elapsed(), asked)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn real_time() -> Clock {
    Clock::now()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn nanos(took: Duration, times: u64) -> f64 {
    took.as_nanos() as f64 / times.max(1) as f64
}

/// With two decimals.
fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

fn id(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128((kind << 64) | number as u128)
}

fn municipality(number: usize) -> MunicipalityId {
    MunicipalityId::from_uuid(id(1, number))
}

fn provider(number: usize) -> OrgId {
    OrgId::from_uuid(id(2, number))
}

fn unit(municipality: usize, area: usize) -> UnitId {
    UnitId::from_uuid(id(3, municipality * AREAS + area))
}

fn agreement(kind: u128, number: usize) -> AgreementId {
    AgreementId::from_uuid(id(kind, number))
}

fn year(number: usize) -> Instant {
    let year = FIRST_YEAR.saturating_add(i16::try_from(number).unwrap_or(0));
    Instant::start_of(Date::new(year, 1, 1).unwrap_or(Date::ZERO))
}

fn outsourced(number: usize, provider: OrgId) -> Mode {
    let record_operator = number.is_multiple_of(3).then_some(RecordOperator::Municipality);
    Mode::Outsourced(Outsourcing {
        provider: Party::Org(provider),
        agreement: agreement(4, number),
        record_operator,
        subcontractor: None,
    })
}

/// Every municipality with every care area and a new delivery each year; every third
/// outsourced one with a joint journal.
fn country(municipalities: usize) -> Facts {
    let mut facts = Facts::default();
    for owner in 0..municipalities {
        let kind = OrgKind::PrivateNonprofit;
        facts.organisations.push(Organisation { id: provider(owner), kind });
        let community = OrgId::from_uuid(id(5, owner));
        let kind = OrgKind::TaskCommunity(LegalPerson::Yes);
        facts.organisations.push(Organisation { id: community, kind });
        facts.host_cooperations.push(hosted(owner, municipalities));
        facts.task_communities.push(shared(owner, community));
        for (area, care_area) in CareArea::ALL.into_iter().enumerate() {
            for number in 0..YEARS {
                one_year(&mut facts, (owner, municipalities), (area, care_area), number);
            }
        }
    }
    facts
}

fn one_year(
    facts: &mut Facts,
    (owner, municipalities): (usize, usize),
    (area, care_area): (usize, CareArea),
    number: usize,
) {
    let Some(validity) = Validity::new(year(number), Some(year(number + 1))) else { return };
    let running = (owner * AREAS + area) * YEARS + number;
    let scope = Scope::area(municipality(owner), care_area);
    let mode = match (owner + area + number) % 7 {
        0 => Mode::Host {
            host: municipality((owner + 1) % municipalities),
            agreement: agreement(6, owner),
        },
        1 => Mode::TaskCommunity {
            community: OrgId::from_uuid(id(5, owner)),
            agreement: agreement(7, owner),
        },
        2..4 => outsourced(running, provider(owner)),
        _ => Mode::Own,
    };
    if matches!(mode, Mode::Outsourced(_)) && !running.is_multiple_of(3) {
        facts.joint_records.push(JointRecord {
            id: agreement(8, running),
            parties: vec![Party::Municipality(municipality(owner)), Party::Org(provider(owner))],
            scopes: vec![Scope::unit(municipality(owner), care_area, unit(owner, area))],
            validity,
            construct: Some(Construct::Joint26),
            record_operator: Some(RecordOperator::Provider),
            contact: None,
            handlers: Vec::new(),
            exit: ExitPlan::default(),
        });
    }
    let id = DeliveryId::from_uuid(id(9, running));
    facts.deliveries.push(Delivery { id, scope, validity, mode });
}

fn hosted(owner: usize, municipalities: usize) -> HostCooperation {
    let participant = municipality(owner);
    HostCooperation {
        id: agreement(6, owner),
        host: municipality((owner + 1) % municipalities),
        participants: vec![participant],
        validity: Validity::starting(year(0)),
        clause: Some(HostClause {
            residents_of: vec![participant],
            who: HostController::HostForAll,
        }),
    }
}

fn shared(owner: usize, community: OrgId) -> TaskCommunity {
    TaskCommunity {
        id: agreement(7, owner),
        community,
        participants: vec![municipality(owner)],
        validity: Validity::starting(year(0)),
        clause: Some(CommunityClause::Community),
    }
}

fn drawn(chance: &mut Chance, municipalities: usize) -> Question {
    let owner = chance.place(municipalities);
    let area = chance.place(AREAS);
    let care_area = CareArea::ALL.get(area).copied().unwrap_or(CareArea::HomeServices);
    let category = match chance.place(8) {
        0 => Category::Platform,
        1 => Category::CaseFile,
        2 => Category::Dissemination,
        _ => Category::EpjRecord,
    };
    let asked_unit = (chance.place(2) == 0).then(|| unit(owner, area));
    let at = moment(chance, 0..YEARS);
    let author = Some(Party::Municipality(municipality(owner)));
    Question::new(category, municipality(owner), care_area, asked_unit, at)
        .with(Entry { author, ..Entry::default() })
}

/// One municipality whose nursing homes are outsourced unit by unit and year by year,
/// each year with a joint journal of its own.
fn one_municipality(agreements: usize) -> Facts {
    let mut facts = Facts::default();
    for number in 0..agreements {
        let (home, place) = home(number);
        let Some(validity) = Validity::new(year(place), Some(year(place + 1))) else { continue };
        let scope = Scope::unit(municipality(0), CareArea::NursingHome, home);
        let mode = outsourced(number, provider(0));
        let own = DeliveryId::from_uuid(id(9, number));
        facts.deliveries.push(Delivery { id: own, scope, validity, mode });
        facts.joint_records.push(JointRecord {
            id: agreement(8, number),
            parties: vec![Party::Municipality(municipality(0)), Party::Org(provider(0))],
            scopes: vec![scope],
            validity,
            construct: Some(Construct::Joint26),
            record_operator: None,
            contact: None,
            handlers: Vec::new(),
            exit: ExitPlan::default(),
        });
    }
    facts
}

/// The unit and the year of an agreement.
fn home(number: usize) -> (UnitId, usize) {
    (UnitId::from_uuid(id(3, number / YEARS)), number % YEARS)
}

/// A question that one of the agreements answers.
fn grown_question(chance: &mut Chance, agreements: usize) -> Question {
    let (home, place) = home(chance.place(agreements));
    let at = moment(chance, place..place + 1);
    Question::new(Category::EpjRecord, municipality(0), CareArea::NursingHome, Some(home), at)
}

/// An instant of these years.
fn moment(chance: &mut Chance, years: core::ops::Range<usize>) -> Instant {
    let (first, last) = (year(years.start).micros(), year(years.end).micros());
    let width = u64::try_from(last - first).unwrap_or(1);
    let into = chance.within(&(0..=width.saturating_sub(1)));
    Instant::from_micros(first + i64::try_from(into).unwrap_or(0))
}
