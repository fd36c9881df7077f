//! Disclosure, breaches, deletion and closing for messages, tried by everybody at a desk and
//! at a console: who may, and that each try leaves its line (§ 1.4).

use core::fmt::Write as _;

use helsebro_actions::ActError;
use helsebro_actions::blocks::{self, NewBlock};
use helsebro_actions::breaches::{self, Keeper, Step};
use helsebro_actions::disclosure::asking::{self, NewDisclosure, Whose};
use helsebro_actions::disclosure::deciding::{self, NewRelease};
use helsebro_actions::disclosure::{AskedWords, opposing, reading};
use helsebro_actions::retention;
use helsebro_domain::audit::Decision;
use helsebro_domain::blocks::{Begins, Outcome};
use helsebro_domain::breaches::Risk;
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::{Consent, Purpose};
use helsebro_domain::ids::{
    BlockId, BreachId, DisclosureId, MunicipalityId, RetentionPlanId, StaffId, ThreadId, UnitId,
};
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::outsourced;
use crate::golden::same_as_golden;

const WORDS: &str = "Skrevet med så mange ord som det skal være.";

/// Who tries: at a desk, or at the console of a municipality.
#[derive(Clone, Copy)]
enum At {
    Desk(StaffId, UnitId),
    Journal(UnitId),
    Console(StaffId, MunicipalityId),
}

const WHO: [(&str, At); 8] = [
    ("Per, who asked", At::Desk(ids::PER, ids::HOME_NURSING)),
    ("Siri, his colleague", At::Desk(ids::SIRI, ids::HOME_NURSING)),
    ("Mona, at the unit that was asked", At::Desk(ids::MONA, ids::NURSING_HOME)),
    ("Home nursing's journal system", At::Journal(ids::HOME_NURSING)),
    ("Gro, administrator", At::Console(ids::GRO, ids::SOLVIK)),
    ("Berit, signatory", At::Console(ids::BERIT, ids::SOLVIK)),
    ("Hilde, data protection officer", At::Console(ids::HILDE, ids::SOLVIK)),
    ("Ragna, administrator next door", At::Console(ids::RAGNA, ids::GRANLI)),
];

const AT_DESKS: [&str; 8] = [
    "note that Kari would oppose",
    "forget that Kari would oppose",
    "ask Solbakken for Kari's notes",
    "look at what Per asked for",
    "give out what Per asked for",
    "read what was given out to Per",
    "decline what Per asked for",
    "tell Kari that she may be stopped",
];

const AT_CONSOLES: [&str; 9] = [
    "register a breach",
    "assess Solvik's breach",
    "close Solvik's breach",
    "make a plan of deletion",
    "carry out Solvik's plan",
    "throw Solvik's plan away",
    "lift the block of Kari",
    "decide the block of Kari",
    "read the block of Kari",
];

/// What the acts are about.
struct Things {
    number: String,
    disclosure: DisclosureId,
    thread: ThreadId,
    breach: BreachId,
    plan: RetentionPlanId,
    block: BlockId,
}

const fn day(month: i8, day: i8) -> Date {
    Date::constant(2027, month, day)
}

fn notes(number: &str) -> NewDisclosure {
    NewDisclosure {
        whose: Whose::Number(number.to_owned()),
        source: ids::NURSING_HOME,
        purpose: Purpose::Care,
        consent: Consent::None,
        from: day(1, 1),
        to: day(2, 28),
        days: 7,
        words: AskedWords {
            what: "Sårjournal".to_owned(),
            why: WORDS.to_owned(),
            compelling: String::new(),
        },
    }
}

async fn prepared(town: &Town, who: At) -> Things {
    let acts = &town.acts;
    outsourced(town, day(1, 1), None).await;
    let number = town.plan.person(ids::KARI).unwrap().number.digits().to_owned();
    let disclosure = asking::ask(acts, &town.per().await, &notes(&number)).await.unwrap();
    let thread = town.kari_writes().await.thread;
    let gro = town.console(ids::GRO, ids::SOLVIK).await;
    let new = (town.now(), WORDS);
    let breach = breaches::register(acts, Keeper::Home(&gro), new).await.unwrap();
    let plan = retention::plan(acts, &gro).await.unwrap();
    // Whoever tries at a desk tells Kari herself; for a console she is told already.
    let block = match who {
        At::Console(..) => {
            let new = NewBlock { thread, of: ids::KARI, begins: Begins::AtOnce, reasons: WORDS };
            blocks::begin(acts, &town.siri().await, new).await.unwrap()
        }
        At::Desk(..) | At::Journal(_) => BlockId::from_uuid(town.new_uuid()),
    };
    Things { number, disclosure, thread, breach, plan, block }
}

async fn at_desk(
    town: &Town,
    desk: &Desk,
    (what, things): (&str, &Things),
) -> Result<(), ActError> {
    let (acts, id) = (&town.acts, things.disclosure);
    match what {
        "note that Kari would oppose" => opposing::note(acts, desk, &things.number, WORDS).await,
        "forget that Kari would oppose" => opposing::forget(acts, desk, ids::KARI).await,
        "ask Solbakken for Kari's notes" => {
            asking::ask(acts, desk, &notes(&things.number)).await.map(|_| ())
        }
        "look at what Per asked for" => reading::one(acts, desk, id).await.map(|_| ()),
        "give out what Per asked for" => {
            let new = NewRelease { threads: Vec::new(), words: WORDS.to_owned(), days: 7 };
            deciding::release(acts, desk, id, &new).await
        }
        "read what was given out to Per" => reading::given(acts, desk, id).await.map(|_| ()),
        "decline what Per asked for" => deciding::decline(acts, desk, id).await,
        "tell Kari that she may be stopped" => {
            let new = NewBlock {
                thread: things.thread,
                of: ids::KARI,
                begins: Begins::WhenDecided,
                reasons: WORDS,
            };
            blocks::begin(acts, desk, new).await.map(|_| ())
        }
        other => panic!("no act is called {other}"),
    }
}

async fn at_console(
    town: &Town,
    access: &ConsoleAccess,
    (what, things): (&str, &Things),
) -> Result<(), ActError> {
    let (acts, keeper) = (&town.acts, Keeper::Home(access));
    match what {
        "register a breach" => {
            breaches::register(acts, keeper, (town.now(), WORDS)).await.map(|_| ())
        }
        "assess Solvik's breach" => {
            let words = crate::breaches::contents();
            let step = Step::Assess { risk: Risk::Unlikely, words, concerned: 1, records: 1 };
            breaches::take(acts, keeper, things.breach, &step).await
        }
        "close Solvik's breach" => breaches::take(acts, keeper, things.breach, &Step::Close).await,
        "make a plan of deletion" => retention::plan(acts, access).await.map(|_| ()),
        "carry out Solvik's plan" => retention::carry_out(acts, access, things.plan).await,
        "throw Solvik's plan away" => retention::drop(acts, access, things.plan).await,
        "lift the block of Kari" => blocks::lift(acts, access, things.block).await,
        "decide the block of Kari" => {
            blocks::decide(acts, access, things.block, (Outcome::NotBlocked, WORDS)).await
        }
        "read the block of Kari" => blocks::one(acts, access, things.block).await.map(|_| ()),
        other => panic!("no act is called {other}"),
    }
}

async fn tried(town: &Town, who: At) -> Vec<(&'static str, Result<(), ActError>, String)> {
    let things = prepared(town, who).await;
    let mut tried = Vec::new();
    let acts: &[&'static str] =
        if matches!(who, At::Console(..)) { &AT_CONSOLES } else { &AT_DESKS };
    for what in acts {
        let mark = town.lines(1).await[0].id;
        let went = match who {
            At::Desk(staff, unit) => {
                let desk = town.desk(staff, unit).await.unwrap();
                at_desk(town, &desk, (what, &things)).await
            }
            At::Journal(unit) => at_desk(town, &town.epj(unit), (what, &things)).await,
            At::Console(staff, home) => {
                let access = town.console(staff, home).await;
                at_console(town, &access, (what, &things)).await
            }
        };
        let newest = town.lines(9).await.into_iter().take_while(|line| line.id != mark);
        let said: Vec<_> = newest
            .map(|line| {
                assert!(!line.rules.is_empty(), "{line:?}");
                let decision = match line.decision {
                    Decision::Accepted => "ACCEPTED",
                    Decision::Refused(code) => code.as_str(),
                };
                format!("{} {decision}", line.event.as_str())
            })
            .collect();
        tried.push((*what, went, said.join(", ")));
    }
    tried
}

/// L-PJL-25, L-EFV-14, L-GDPR-33, DX-1: who may do what between controllers, at whose door,
/// and what the log says of each try.
#[tokio::test(flavor = "multi_thread")]
async fn every_act_between_controllers_is_for_its_role_and_writes_audit() {
    let mut tables = Vec::new();
    for (name, who) in WHO {
        let found = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let told = std::sync::Arc::clone(&found);
        in_town(move |town| {
            let told = std::sync::Arc::clone(&told);
            async move {
                let mut table = String::new();
                for (what, went, said) in tried(&town, who).await {
                    let went = match went {
                        Ok(()) => "yes",
                        Err(ActError::NotFound) => "not found",
                        Err(ActError::Refused(refusal)) => refusal.code().as_str(),
                        Err(ActError::Storage(fault)) => panic!("{name}, {what}: {fault}"),
                    };
                    writeln!(table, "{name} | {what} | {went} | {said}").unwrap();
                }
                *told.lock().unwrap() = table;
            }
        })
        .await;
        tables.push(found.lock().unwrap().clone());
    }
    let title = "who | act | how it went | what the log says\n";
    same_as_golden("between-acts.txt", &format!("{title}{}", tables.concat()));
}
