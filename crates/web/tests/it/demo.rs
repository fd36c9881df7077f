//! `/demo`: there in the demo town and nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use helsebro_domain::time::Instant;
use helsebro_testkit::START;
use helsebro_web::{DemoControl, DemoPerson, DemoRole, MovableClock};

use crate::browser::{Doors, settings};

/// A clock of its own; the town's is moved by the test.
struct Clock(AtomicI64);

impl MovableClock for Clock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }

    fn set(&self, to: Instant) {
        self.0.store(to.micros(), Ordering::SeqCst);
    }
}

fn somebody(key: &str, role: DemoRole) -> DemoPerson {
    DemoPerson {
        key: key.to_owned(),
        name: "Kari Nilsen".to_owned(),
        given: "Kari".to_owned(),
        role,
    }
}

async fn demo() -> (Doors, Arc<Clock>) {
    let clock = Arc::new(Clock(AtomicI64::new(START.micros())));
    let citizen = DemoRole::Citizen { age: 78, place: Some("Solvik".to_owned()) };
    let nurse = DemoRole::Staff { title: "sykepleier".to_owned(), unit: "Solvik øst".to_owned() };
    let mut settings = settings();
    settings.demo = Some(DemoControl {
        journal: None,
        sent: None,
        clock: clock.clone(),
        who: vec![somebody("kari", citizen), somebody("per", nurse)],
    });
    (Doors::open_as(settings).await, clock)
}

#[tokio::test]
async fn one_picks_a_person_and_is_sent_to_sign_in_by_her_door() {
    let (doors, _) = demo().await;
    let mut browser = doors.browser();
    browser.get("/demo").await.is(200).says("Kari Nilsen");
    browser.post("/demo", &[("person", "kari")]).await.leads_to("/logg-inn");
    browser.post("/demo", &[("person", "per")]).await.leads_to("/ansatt/logg-inn");
    browser.post("/demo", &[("person", "nobody")]).await.is(404);
}

#[tokio::test]
async fn the_clock_goes_forward_and_never_back() {
    let (doors, clock) = demo().await;
    let mut browser = doors.browser();
    browser.post("/demo", &[("step", "hour")]).await.is(303);
    assert_eq!(clock.now().since(START).as_secs(), 3600);
    browser.get("/demo/klokke").await.is(200);
    let day = [("day", "24"), ("month", "3"), ("year", "2027"), ("time", "15.00")];
    browser.post("/demo/klokke", &day).await.is(303);
    let then = clock.now();
    assert_eq!(then.to_string(), "2027-03-24T14:00:00Z");
    let back = [("day", "2"), ("month", "2"), ("year", "2027"), ("time", "09.00")];
    browser.post("/demo/klokke", &back).await.is(422);
    assert_eq!(clock.now(), then);
    // Every page says that the town is made up, also to those who are signed in.
    browser.get("/hjelp").await.says("DEMO");
}

#[tokio::test]
async fn where_people_are_real_there_is_no_demo() {
    let doors = Doors::open().await;
    let mut browser = doors.browser();
    browser.get("/demo").await.is(404);
    browser.post("/demo/klokke", &[]).await.is(404);
    browser.get("/hjelp").await.says_nothing_of("DEMO");
}
