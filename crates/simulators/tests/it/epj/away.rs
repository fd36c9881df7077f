//! Away means away; and the end is the end.

use std::sync::Arc;
use std::time::Duration;

use helsebro_simulators::SimulatorError;
use helsebro_simulators::epj::{
    self, EpjKey, EpjSettings, Order, OrderRefused, Presence, ReceiptAnswer,
};
use tokio::net::{TcpListener, TcpStream};

use super::wire;
use super::world::{Epj, NURSING, PLATFORM, settings};
use crate::world::{TestClock, TestDice};

#[tokio::test]
async fn while_away_it_does_nothing_at_all_until_told_to_come_back() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    epj.gets(&wire::question("one")).await;
    epj.receipts(Order::Leave).await;
    assert_eq!(epj.control.seen().presence, Presence::Away);
    let before = epj.door.calls().len();
    epj.door.put(NURSING, PLATFORM, wire::question("two"));
    let never = epj.control.until(Duration::from_millis(800), |seen| seen.received == 2).await;
    assert_eq!(never, None);
    // A list it was waiting for when it left may have been on its way.
    assert!(epj.door.calls().len() <= before + 1, "{:?}", epj.door.calls());
    for order in [
        Order::TestLink,
        Order::ReleaseReceipts,
        Order::GiveReceipt { entry: 1, answer: ReceiptAnswer::Ok, code: None },
    ] {
        assert_eq!(epj.control.tell(order).await, Err(OrderRefused::Away));
    }
    assert_eq!(epj.door.posted().len(), 0);

    epj.receipts(Order::ComeBack).await;
    let seen = epj.until("the second", |seen| seen.received == 2).await;
    assert_eq!(seen.doubles, 0);
}

#[tokio::test]
async fn it_stops_cleanly_with_its_handle() {
    let Epj { handle, control, door, helseid, .. } = Epj::start().await;
    door.put(NURSING, PLATFORM, wire::question("one"));
    let limit = super::world::SOON;
    assert!(control.until(limit, |seen| seen.received == 1).await.is_some());
    let address = handle.address();
    handle.stop().await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    let before = door.calls().len();
    door.put(NURSING, PLATFORM, wire::question("two"));
    let never = control.until(Duration::from_millis(500), |seen| seen.received == 2).await;
    assert_eq!(never, None);
    assert_eq!(door.calls().len(), before);
    helseid.stop().await.unwrap();
}

#[tokio::test]
async fn a_dropped_handle_ends_it_too() {
    let Epj { handle, control, door, helseid: _kept, .. } = Epj::start().await;
    door.put(NURSING, PLATFORM, wire::question("one"));
    assert!(control.until(super::world::SOON, |seen| seen.received == 1).await.is_some());
    drop(handle);
    door.put(NURSING, PLATFORM, wire::question("two"));
    let never = control.until(Duration::from_millis(500), |seen| seen.received == 2).await;
    assert_eq!(never, None);
}

async fn begins(at: &str, change: impl FnOnce(&mut EpjSettings)) -> Result<(), SimulatorError> {
    let key = EpjKey::generate("k").unwrap();
    let mut settings = settings("http://127.0.0.1:1/epj", "http://127.0.0.1:1", key);
    change(&mut settings);
    let listener = TcpListener::bind(at).await.unwrap();
    let (clock, dice) = (Arc::new(TestClock::new()), Arc::new(TestDice::new(1)));
    epj::serve(listener, settings, clock, dice).await.map(drop)
}

#[tokio::test]
async fn settings_that_contradict_themselves_and_open_listeners_are_refused() {
    let here = "127.0.0.1:0";
    assert!(begins(here, |_| {}).await.is_ok());
    let open = begins("0.0.0.0:0", |_| {}).await;
    assert!(matches!(open, Err(SimulatorError::NotLoopback)));
    let odd: [fn(&mut EpjSettings); 7] = [
        |settings| settings.door = "no address".into(),
        |settings| settings.door.push('/'),
        |settings| settings.sign_in.token_url.clear(),
        |settings| settings.units.clear(),
        |settings| settings.name.clear(),
        |settings| settings.patients[0].number = "1".into(),
        |settings| settings.patients[1].key = "kari".into(),
    ];
    for (place, change) in odd.into_iter().enumerate() {
        let refused = begins(here, change).await;
        assert!(matches!(refused, Err(SimulatorError::Settings(_))), "{place}");
    }
}

#[test]
fn settings_print_neither_patients_nor_keys() {
    let key = EpjKey::generate("k").unwrap();
    let printed = format!("{:?}", settings("http://127.0.0.1:1/epj", "http://127.0.0.1:1", key));
    for secret in ["12864800015", "Kari", "Nilsen", "private"] {
        assert!(!printed.contains(secret), "{secret}");
    }
}
