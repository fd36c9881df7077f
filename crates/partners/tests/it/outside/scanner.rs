//! clamd, and a scanner that is not as it should be.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use helsebro_partners::scanner::{
    Clamd, ClamdAddress, ClamdSettings, NoScanner, ScanFault, Scanned, Scanner,
};
use helsebro_simulators::outside::{OutsideHandle, Party, Weather};

use super::world::Outside;
use crate::partner::HandClock;

/// The test file that every scanner knows, put together here.
fn eicar() -> Vec<u8> {
    [&b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-"[..], b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat()
}

struct World {
    outside: Outside,
    at: SocketAddr,
    clock: Arc<HandClock>,
}

impl World {
    async fn start() -> Self {
        let (outside, at) = Outside::start().await.with_scanner().await;
        let clock = outside.clock.clone();
        Self { outside, at, clock }
    }

    fn clamd(&self) -> Clamd {
        let patience = Duration::from_secs(10);
        self.clamd_within(patience)
    }

    fn clamd_within(&self, patience: Duration) -> Clamd {
        let address = ClamdAddress::Tcp(self.at);
        Clamd::new(ClamdSettings { address, patience }, self.clock.clone())
    }

    fn weather(&self, weather: Weather) {
        self.outside.weather(Party::Scanner, weather);
    }
}

#[tokio::test]
async fn a_clean_file_is_clean_and_the_test_file_is_found_wherever_it_stands() {
    let world = World::start().await;
    let clamd = world.clamd();
    assert_eq!(clamd.check().await, Ok(()));
    assert_eq!(clamd.scan(b"").await, Ok(Scanned::Clean));
    assert_eq!(clamd.scan(&vec![7; 300_000]).await, Ok(Scanned::Clean));
    assert_eq!(clamd.scan(&eicar()).await, Ok(Scanned::Harmful));
    // Over the edge between two pieces.
    let far_in = [vec![b'x'; 64 * 1024 - 20], eicar(), vec![b'y'; 100_000]].concat();
    assert_eq!(clamd.scan(&far_in).await, Ok(Scanned::Harmful));
}

#[tokio::test]
async fn what_is_larger_than_the_scanner_takes_is_not_looked_through() {
    let world = World::start().await;
    let too_large = vec![7; 26 * 1024 * 1024];
    assert!(world.clamd().scan(&too_large).await.is_err());
    assert_eq!(world.clamd().scan(&vec![7; 18_000_000]).await, Ok(Scanned::Clean));
}

#[tokio::test]
async fn whatever_is_wrong_with_the_scanner_no_file_is_clean() {
    let world = World::start().await;
    for (weather, expected) in [
        (Weather::Down, ScanFault::Unreachable),
        (Weather::Lying, ScanFault::BadAnswer),
        (Weather::Busy(5), ScanFault::Failing),
        (Weather::Cut, ScanFault::Unreachable),
        (Weather::Slow(5_000), ScanFault::TooSlow),
    ] {
        world.weather(weather);
        let patience = Duration::from_millis(400);
        let found = world.clamd_within(patience).scan(b"hei").await;
        assert_eq!(found, Err(expected), "{weather:?}");
    }
    world.weather(Weather::Fine);
    assert_eq!(world.clamd().scan(b"hei").await, Ok(Scanned::Clean));
}

#[tokio::test]
async fn a_scanner_that_fails_again_and_again_is_left_alone_and_tried_once_more() {
    let world = World::start().await;
    world.weather(Weather::Lying);
    let clamd = world.clamd();
    for _ in 0..5 {
        assert_eq!(clamd.scan(b"hei").await, Err(ScanFault::BadAnswer));
    }
    world.weather(Weather::Fine);
    assert_eq!(clamd.scan(b"hei").await, Err(ScanFault::LeftAlone));
    world.clock.step(Duration::from_secs(31));
    assert_eq!(clamd.scan(b"hei").await, Ok(Scanned::Clean));
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_none_set_up_says_so() {
    let world = World::start().await;
    let clamd = world.clamd();
    let handle: OutsideHandle = world.outside.handle;
    handle.stop().await.unwrap();
    assert_eq!(clamd.scan(b"hei").await, Err(ScanFault::Unreachable));
    assert_eq!(clamd.check().await, Err(ScanFault::Unreachable));
    assert_eq!(NoScanner.scan(b"hei").await, Err(ScanFault::NotConfigured));
}
