//! Every act about who is responsible, tried by everybody with a role: who may, and that
//! each try leaves its line (§ 1.4, S2-0-k).

use core::fmt::Write as _;

use helsebro_actions::ActError;
use helsebro_actions::controllership::agreements::{self, Head};
use helsebro_actions::controllership::custody::{self, NewPlan};
use helsebro_actions::controllership::decisions::{self, NewDecision};
use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::organisations::{self, NewOrganisation};
use helsebro_actions::controllership::{successions, tasks};
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::controllership::{CustodyCase, OrgKind, Party, Place, Scope, TaskKind};
use helsebro_domain::ids::{
    AgreementId, CustodyId, DeliveryId, MunicipalityId, OverrideId, ResponsibilityTaskId, StaffId,
};
use helsebro_domain::parties::{CareArea, ConsoleAccess};
use helsebro_storage::audit::StoredLine;
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::{at, day, filled, fjordro, gro};
use crate::golden::same_as_golden;

/// Who tries: somebody in each role at home, and an administrator next door.
const WHO: [(&str, StaffId, MunicipalityId); 4] = [
    ("Gro, administrator", ids::GRO, ids::SOLVIK),
    ("Hilde, data protection officer", ids::HILDE, ids::SOLVIK),
    ("Berit, signatory", ids::BERIT, ids::SOLVIK),
    ("Ragna, administrator next door", ids::RAGNA, ids::GRANLI),
];

const ACTS: [&str; 17] = [
    "enter an organisation",
    "begin an agreement",
    "change the head of Solvik's draft",
    "fill in Solvik's draft",
    "bring Solvik's draft into force",
    "end Solvik's agreement",
    "enter a delivery",
    "end Solvik's delivery",
    "enter a decision",
    "confirm Solvik's decision",
    "enter a succession",
    "plan that records change hands",
    "throw Solvik's plan away",
    "tell those in Solvik's plan",
    "carry out Solvik's plan",
    "receive by Solvik's plan",
    "say what came of Solvik's review",
];

const AREA: CareArea = CareArea::EmergencyClinic;

/// What the acts are about; Gro has made all of it.
struct Things {
    provider: Party,
    draft: AgreementId,
    agreement: AgreementId,
    delivery: DeliveryId,
    decision: OverrideId,
    plan: CustodyId,
    review: ResponsibilityTaskId,
}

fn head(provider: Party) -> Head {
    let scopes = vec![Scope::area(ids::SOLVIK, AREA)];
    let (first, last) = (Some(day(2028, 1, 1)), None);
    Head { title: "T-1".to_owned(), others: vec![provider], scopes, first, last }
}

fn delivery(how: How) -> NewDelivery {
    let place = Place::Area(AREA);
    NewDelivery { place, first: day(2028, 1, 1), last: None, how, runs: None, under: None }
}

fn decision() -> NewDecision {
    NewDecision {
        place: Place::Area(AREA),
        controllers: vec![Party::Municipality(ids::SOLVIK)],
        reference: "HOD 2027/123".to_owned(),
        first: day(2027, 5, 1),
        last: None,
    }
}

fn plan() -> NewPlan {
    NewPlan {
        case: CustodyCase::BusinessTransferred,
        place: Place::Area(AREA),
        day: day(2028, 6, 1),
        to: Some(Party::Municipality(ids::GRANLI)),
    }
}

async fn prepared(town: &Town) -> Things {
    let (acts, access) = (&town.acts, gro(town).await);
    let provider = Party::Org(fjordro(town).await);
    let head = head(provider);
    let draft = agreements::begin(acts, &access, (Kind::Service, &head)).await.unwrap();
    let agreement = agreements::begin(acts, &access, (Kind::Service, &head)).await.unwrap();
    filled(acts, &access, agreement).await;
    agreements::bring_into_force(acts, &access, agreement).await.unwrap();
    let new = delivery(How::Outsourced(agreement));
    let delivery = deliveries::enter(acts, &access, new).await.unwrap();
    let decision = decisions::enter(acts, &access, &decision()).await.unwrap();
    let plan = custody::plan(acts, &access, plan()).await.unwrap();
    tasks::watch(acts).await.unwrap();
    let (open, _) = tasks::list(acts, &access).await.unwrap();
    let review = open.iter().find(|row| row.task.kind == TaskKind::Review).unwrap().id;
    Things { provider, draft, agreement, delivery, decision, plan, review }
}

async fn attempt(
    town: &Town,
    access: &ConsoleAccess,
    (what, things): (&str, &Things),
) -> Result<(), ActError> {
    let acts = &town.acts;
    let head = head(things.provider);
    match what {
        "enter an organisation" => {
            let new = NewOrganisation {
                kind: OrgKind::Iks,
                name: format!("Kystlegevakten {}", access.staff()),
                org_number: None,
                contact: String::new(),
                phone: String::new(),
            };
            organisations::enter(acts, access, &new).await.map(|_| ())
        }
        "begin an agreement" => {
            agreements::begin(acts, access, (Kind::Service, &head)).await.map(|_| ())
        }
        "change the head of Solvik's draft" => {
            agreements::set(acts, access, (things.draft, &head)).await
        }
        "fill in Solvik's draft" => agreements::fill_in(acts, access, (things.draft, &[])).await,
        "bring Solvik's draft into force" => {
            agreements::bring_into_force(acts, access, things.draft).await
        }
        "end Solvik's agreement" => {
            agreements::end(acts, access, (things.agreement, day(2030, 1, 1))).await
        }
        "enter a delivery" => deliveries::enter(
            acts,
            access,
            NewDelivery { place: Place::Area(CareArea::Midwife), ..delivery(How::Own) },
        )
        .await
        .map(|_| ()),
        "end Solvik's delivery" => {
            deliveries::end(acts, access, (things.delivery, day(2029, 1, 1))).await
        }
        "enter a decision" => decisions::enter(acts, access, &decision()).await.map(|_| ()),
        "confirm Solvik's decision" => decisions::confirm(acts, access, things.decision).await,
        "enter a succession" => {
            let over = (Place::Area(CareArea::Midwife), ids::NORDFJELL, day(2029, 1, 1));
            successions::enter(acts, access, over).await
        }
        "plan that records change hands" => custody::plan(acts, access, plan()).await.map(|_| ()),
        "throw Solvik's plan away" => custody::drop(acts, access, things.plan).await,
        "tell those in Solvik's plan" => custody::tell(acts, access, (things.plan, None)).await,
        "carry out Solvik's plan" => custody::carry_out(acts, access, things.plan).await,
        "receive by Solvik's plan" => {
            let receiver = Party::Municipality(ids::GRANLI);
            custody::receive(acts, access, (things.plan, receiver), "Brev").await
        }
        "say what came of Solvik's review" => {
            let outcome = "Bemanningen er styrket i helgene.";
            tasks::done(acts, access, (things.review, outcome)).await
        }
        other => panic!("no act is called {other}"),
    }
}

/// S2-0-k: only an administrator at home enters, plans and carries out; the officer confirms;
/// every try leaves a line with its rules.
#[tokio::test(flavor = "multi_thread")]
async fn every_act_of_responsibility_writes_audit_and_is_for_its_role() {
    let mut tables = Vec::new();
    for (name, staff, home) in WHO {
        let found = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let told = std::sync::Arc::clone(&found);
        in_town(move |town| {
            let told = std::sync::Arc::clone(&told);
            async move {
                town.at(day(2027, 6, 1), 9, 0);
                let things = prepared(&town).await;
                let access = at(&town, staff, home).await;
                let mut table = String::new();
                for what in ACTS {
                    let mark = town.lines(1).await[0].id;
                    let went = match attempt(&town, &access, (what, &things)).await {
                        Ok(()) => "yes".to_owned(),
                        Err(ActError::NotFound) => "not found".to_owned(),
                        Err(ActError::Refused(refusal)) => refusal.code().as_str().to_owned(),
                        Err(ActError::Storage(fault)) => panic!("{name}, {what}: {fault}"),
                    };
                    let newest = town.lines(5).await.into_iter();
                    // What stands on an agreement ends with it, by a line of its own.
                    let is_own = |line: &StoredLine| {
                        line.event != Event::DeliveryEnded || what != "end Solvik's agreement"
                    };
                    let lines: Vec<_> =
                        newest.take_while(|line| line.id != mark).filter(is_own).collect();
                    let [line] = lines.as_slice() else { panic!("{name}, {what}: {lines:?}") };
                    assert!(!line.rules.is_empty(), "{line:?}");
                    assert_eq!(line.org, Some(home));
                    let decision = match line.decision {
                        Decision::Accepted => "ACCEPTED",
                        Decision::Refused(code) => code.as_str(),
                    };
                    let event = line.event.as_str();
                    writeln!(table, "{name} | {what} | {went} | {event} {decision}").unwrap();
                }
                *told.lock().unwrap() = table;
            }
        })
        .await;
        tables.push(found.lock().unwrap().clone());
    }
    let title = "who | act | how it went | what the log says\n";
    same_as_golden("responsibility-acts.txt", &format!("{title}{}", tables.concat()));
}
