//! A process that ends between any two steps of sending or of sending on: all of it is
//! stored or nothing, on both databases, and doing it again makes it whole.

use core::future::{Future, poll_fn};
use core::task::Poll;

use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::controllership::Validity;
use helsebro_domain::ids::RightsRequestId;
use helsebro_domain::rights::{Kind, State, Wish};
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::outsourced;

/// More steps than sending takes.
const MOST_STEPS: usize = 400;

fn day(month: i8, day: i8) -> Date {
    Date::new(2027, month, day).unwrap()
}

fn asked(town: &Town, kind: Kind, to_municipality: bool) -> NewRights {
    NewRights {
        id: RightsRequestId::from_uuid(town.new_uuid()),
        kind,
        wish: Wish::Plain,
        unit: Some(ids::NURSING_HOME),
        written: if to_municipality { Validity::days(day(2, 1), None) } else { None },
        youth: None,
        to_municipality,
        may_send_on: true,
        target: None,
        transfer_to: None,
        words: "Det står feil om medisinene mine.".to_owned(),
    }
}

/// Works until it has waited so many times, and then ends as a process does; none when it
/// was cut.
async fn cut_after<T>(steps: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = Box::pin(work);
    let mut left = steps;
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// S2-3-b: however often sending is cut, the request is there with both its parts or not at
/// all, and the same form sent again is the same request.
#[tokio::test]
async fn s2_3_b_a_request_that_is_cut_while_it_is_split_is_whole_or_not_there() {
    in_town(async |town| {
        outsourced(&town, day(3, 1), Some(day(12, 31))).await;
        town.at(day(3, 20), 12, 0);
        let (kari, new) = (town.citizen(ids::KARI), asked(&town, Kind::AccessRecord, false));
        for steps in 0..MOST_STEPS {
            let sent = cut_after(steps, rights::send(&town.acts, &kari, &new)).await;
            let found = rights::mine(&town.acts, &kari).await.unwrap();
            assert!(found.len() <= 1, "after {steps} steps");
            assert!(found.iter().all(|one| one.parts.len() == 2), "after {steps} steps");
            if let Some(sent) = sent {
                assert_eq!(sent.unwrap(), new.id);
                assert_eq!(found.len(), 1);
                return;
            }
        }
        panic!("sending takes more than {MOST_STEPS} steps");
    })
    .await;
}

/// RRX-1, S2-3-c: however often sending on is cut, it lies with the wrong one or with the
/// right one, and never with nobody or twice.
#[tokio::test]
async fn rrx_1_a_part_that_is_cut_while_it_is_sent_on_is_never_lost_or_doubled() {
    in_town(async |town| {
        outsourced(&town, day(2, 1), Some(day(12, 31))).await;
        town.at(day(2, 1), 9, 0);
        let (kari, new) = (town.citizen(ids::KARI), asked(&town, Kind::RectifyRecord, true));
        let id = rights::send(&town.acts, &kari, &new).await.unwrap();
        let part = rights::one(&town.acts, &kari, id).await.unwrap().parts[0].id;
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        for steps in 0..MOST_STEPS {
            let sent_on = cut_after(steps, rights::hand_over(&town.acts, &hilde, part)).await;
            let parts = rights::one(&town.acts, &kari, id).await.unwrap().parts;
            let lies = parts.iter().filter(|part| part.part.state.is_open()).count();
            assert_eq!(lies, 1, "after {steps} steps");
            match parts[0].part.state {
                State::HandedOver => assert_eq!(parts.len(), 2),
                _ => assert_eq!(parts.len(), 1),
            }
            if sent_on.is_some() {
                assert_eq!(parts.len(), 2);
                // RRX-1: Fjordro's month begins the same day.
                let due = parts[1].part.clock.map(|clock| clock.due_on());
                assert_eq!(due, Some(day(3, 1)));
                return;
            }
        }
        panic!("sending on takes more than {MOST_STEPS} steps");
    })
    .await;
}
