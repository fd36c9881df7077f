//! The whole surface: every route, asked by those whom it is not for.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use helsebro_domain::ids::ThreadId;
use helsebro_testkit::ids;
use helsebro_web::routes::{ALL, Door, RouteInfo, Verb};

use crate::browser::{Browser, Doors};

/// What is in an address, filled in with things of Kari's.
struct Things {
    contact: String,
    draft: String,
    thread: String,
    line: String,
    access: String,
}

impl Things {
    async fn of_karis(doors: &Doors) -> Self {
        let thread = doors.town.kari_writes().await.thread;
        let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await.to_string();
        let draft = doors.town.new_uuid().to_string();
        let per = doors.town.per().await;
        doors.town.desk_opens(&per, thread).await.expect("Per may read");
        let line = doors.town.lines(1).await.first().expect("a line").id.to_string();
        let mona = doors.town.desk(ids::MONA, ids::NURSING_HOME).await.expect("a desk");
        let access = doors.town.looks_up(&mona, ids::KARI).await.expect("a look-up").id.to_string();
        let mut kari = doors.citizen(ids::KARI).await;
        let text = [("act", "save_draft"), ("draft", &draft), ("topic", "Kladd"), ("body", "Hei")];
        kari.post(&format!("/meldinger/ny/til/{contact}"), &text).await.is(303);
        Self { contact, draft, thread: thread.to_string(), line, access }
    }

    fn path(&self, route: &RouteInfo) -> String {
        route
            .pattern
            .replace("{contact}", &self.contact)
            .replace("{draft}", &self.draft)
            .replace("{thread}", &self.thread)
            .replace("{reply}", &self.thread)
            .replace("{attachment}", &self.thread)
            .replace("{line}", &self.line)
            .replace("{access}", &self.access)
            .replace("{unit}", &ids::NURSING_HOME.to_string())
            .replace("{agreement}", &self.thread)
            .replace("{disclosure}", &self.thread)
            .replace("{breach}", &self.thread)
            .replace("{block}", &self.thread)
            .replace("{plan}", &self.thread)
            .replace("{id}", &self.thread)
            .replace("{secret}", &self.thread)
            .replace("{her}", "8140101")
    }

    /// Fields that any form here would understand.
    fn fields(&self) -> Vec<(&str, &str)> {
        vec![
            ("topic", "Plaster"),
            ("body", "Jeg har bare to igjen."),
            ("act", "send"),
            ("contact", &self.contact),
            ("reason", "ANSWERED"),
            ("language", "nb"),
        ]
    }
}

async fn asked(
    browser: &mut Browser,
    verb: Verb,
    path: &str,
    things: &Things,
) -> crate::browser::Answer {
    match verb {
        Verb::Get => browser.get(path).await,
        Verb::Post => browser.post(path, &things.fields()).await,
        Verb::Put => {
            let request = Request::put(path).body(Body::empty()).expect("a request");
            browser.send(request).await
        }
    }
}

/// S1-2.1-c: no function without a session at level high.
#[tokio::test]
async fn every_route_refuses_strangers() {
    let doors = Doors::open().await;
    let things = Things::of_karis(&doors).await;
    for route in ALL {
        let path = things.path(route);
        for verb in route.verbs {
            let name = format!("{verb:?} {} as nobody", route.name);
            let answer = asked(&mut doors.browser(), *verb, &path, &things).await;
            let status = answer.status.as_u16();
            match (route.door, verb) {
                (Door::Citizen, Verb::Get) => {
                    assert!(answer.location().starts_with("/logg-inn?tilbake="), "{name}");
                }
                (Door::Staff, Verb::Get) => {
                    assert!(answer.location().starts_with("/ansatt/logg-inn?tilbake="), "{name}");
                }
                (Door::Municipality | Door::Operator, Verb::Get) => {
                    assert!(answer.location().starts_with("/ansatt/logg-inn?tilbake="), "{name}");
                }
                (
                    Door::Citizen
                    | Door::Staff
                    | Door::Municipality
                    | Door::Operator
                    | Door::SignedIn
                    | Door::Epj,
                    _,
                ) => {
                    assert_eq!(status, 401, "{name}");
                }
                (Door::Demo | Door::Gateway, _) => assert_eq!(status, 404, "{name}"),
                (Door::Partner, _) => assert_eq!(status, 400, "{name}"),
                (Door::Public, _) => assert!(is_open(status), "{name}: {status}"),
            }
        }
    }
}

/// A page, a way on, or a sign-in that did not succeed; never «not found».
fn is_open(status: u16) -> bool {
    matches!(status, 200 | 303 | 400)
}

#[tokio::test]
async fn the_open_doors_are_those_that_were_reviewed() {
    let listed: BTreeSet<&str> = include_str!("../open-doors.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let closed = [Door::Citizen, Door::Staff, Door::Municipality, Door::Operator, Door::Epj];
    let open = ALL.iter().filter(|route| !closed.contains(&route.door));
    let open: BTreeSet<&str> = open.map(|route| route.pattern).collect();
    assert_eq!(open, listed);
}

/// S1-2.1-a: another citizen's things are not found, whatever is asked of them.
#[tokio::test]
async fn s1_2_1_a_nothing_of_karis_is_found_by_another_citizen() {
    let doors = Doors::open().await;
    let things = Things::of_karis(&doors).await;
    for person in [ids::OLA, ids::ANNE] {
        let mut stranger = doors.citizen(person).await;
        let own = ALL.iter().filter(|route| route.door == Door::Citizen);
        for route in own.filter(|route| route.pattern.contains('{')) {
            for verb in route.verbs {
                let path = things.path(route);
                let answer = asked(&mut stranger, *verb, &path, &things).await;
                let name = format!("{verb:?} {}", route.name);
                assert_eq!(answer.status.as_u16(), 404, "{name}");
                answer.says_nothing_of("Kari").says_nothing_of("leggen");
            }
        }
        stranger.post("/meldinger/ny", &things.fields()).await.is(404);
    }
}

/// § 1.4: what is somebody else's looks exactly like what does not exist.
#[tokio::test]
async fn another_citizens_conversation_looks_like_none_at_all() {
    let doors = Doors::open().await;
    let things = Things::of_karis(&doors).await;
    let mut ola = doors.citizen(ids::OLA).await;
    let none = ThreadId::from_uuid(doors.town.new_uuid());
    let hers = ola.get(&format!("/meldinger/{}", things.thread)).await.is(404);
    let nobodys = ola.get(&format!("/meldinger/{none}")).await.is(404);
    let without = |page: &str, id: &str| page.replace(id, "");
    assert_eq!(without(&hers.body, &things.thread), without(&nobodys.body, &none.to_string()));
    ola.get("/meldinger/12864800015").await.is(404);
}

/// S1-2.1-b: for another municipality the conversation does not exist; another
/// unit of the same is told that it has nothing to do with it.
#[tokio::test]
async fn s1_2_1_b_a_conversation_is_found_by_its_own_unit_only() {
    let doors = Doors::open().await;
    let things = Things::of_karis(&doors).await;
    for (staff, expected) in [(ids::HEGE, 404), (ids::LIV, 403)] {
        let mut stranger = doors.staff(staff).await;
        let theirs = ALL.iter().filter(|route| route.door == Door::Staff);
        for route in theirs.filter(|route| route.pattern.contains("{thread}")) {
            for verb in route.verbs {
                let path = things.path(route);
                let answer = asked(&mut stranger, *verb, &path, &things).await;
                assert_eq!(answer.status.as_u16(), expected, "{verb:?} {}", route.name);
                answer.says_nothing_of("Kari").says_nothing_of("leggen");
            }
        }
    }
    let mut per = doors.staff(ids::PER).await;
    per.get(&format!("/ansatt/samtaler/{}", things.thread)).await.is(200).says("leggen");
}

/// A session by one door opens nothing behind the other.
#[tokio::test]
async fn neither_door_takes_the_others_session() {
    let doors = Doors::open().await;
    let things = Things::of_karis(&doors).await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut per = doors.staff(ids::PER).await;
    for route in ALL {
        let (browser, other) = match route.door {
            Door::Citizen => (&mut per, "citizen's"),
            Door::Staff => (&mut kari, "staff's"),
            Door::Municipality => (&mut kari, "municipality's"),
            Door::Operator => (&mut per, "operator's"),
            _ => continue,
        };
        for verb in route.verbs {
            let answer = asked(browser, *verb, &things.path(route), &things).await;
            let refused = matches!(answer.status.as_u16(), 303 | 401);
            assert!(refused, "{verb:?} {} is the {other}", route.name);
            if *verb == Verb::Get {
                assert!(!answer.location().starts_with(route.pattern), "{}", route.name);
            }
        }
    }
}
