//! HelseID, the door and the journal system, started together on loopback.

use std::sync::Arc;
use std::time::Duration;

use helsebro_simulators::epj::{
    self, EntrySeen, EpjControl, EpjHandle, EpjKey, EpjParty, EpjPatient, EpjSeen, EpjService,
    EpjSettings, EpjSignIn, EpjUnit, Order, Posted, ReceiptAnswer, Told,
};
use helsebro_simulators::helseid::{
    HelseidSettings, MachineClient, Organisation, SigningAlgorithm,
};
use helsebro_simulators::{Handle, helseid};
use tokio::net::TcpListener;

use super::door::Door;
use super::wire;
use crate::world::{TestClock, TestDice, scope, staff};

pub(crate) const CLIENT: &str = "fjellheim-journal";
pub(crate) const NURSING: u32 = 8_140_101;
pub(crate) const HEALTHY: u32 = 8_140_102;
pub(crate) const PLATFORM: u32 = 90_001;
/// How long a test waits for what must come.
pub(crate) const SOON: Duration = Duration::from_secs(15);

pub(crate) struct Epj {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) door: Door,
    pub(crate) helseid: Handle,
    pub(crate) handle: EpjHandle,
    pub(crate) control: EpjControl,
}

impl Epj {
    pub(crate) async fn start() -> Self {
        let clock = Arc::new(TestClock::new());
        let door = Door::open(clock.clone()).await;
        let key = EpjKey::generate("epj-key").unwrap();
        let helseid = helseid_for(&key, clock.clone()).await;
        let settings = settings(&door.state.base, helseid.issuer(), key);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let dice = Arc::new(TestDice::new(7));
        let handle = epj::serve(listener, settings, clock.clone(), dice).await.unwrap();
        let control = handle.control().clone();
        Self { clock, door, helseid, handle, control }
    }

    /// The journal when it is as wanted, or the test is over.
    pub(crate) async fn until(&self, what: &str, wanted: impl Fn(&EpjSeen) -> bool) -> EpjSeen {
        match self.control.until(SOON, wanted).await {
            Some(seen) => seen,
            None => panic!("{what} never came: {:?}", self.control.seen()),
        }
    }

    /// Puts a message from the platform in, and waits until it is on file.
    pub(crate) async fn gets(&self, document: &str) -> EntrySeen {
        let before = self.control.seen().entries.len();
        self.door.put(NURSING, PLATFORM, document);
        let filed = |seen: &EpjSeen| {
            seen.entries.iter().filter(|entry| !sent_receipt(entry)).count()
                > messages(before, seen)
        };
        let seen = self.until("a message", filed).await;
        seen.entries.into_iter().rfind(|entry| !sent_receipt(entry)).unwrap()
    }

    /// Kari's question, on file; its conversation.
    pub(crate) async fn thread(&self) -> String {
        self.gets(&wire::question("q-1")).await.thread.unwrap()
    }

    /// An order that sends something the door takes; the entry, and what the door
    /// got.
    pub(crate) async fn sends(&self, order: Order) -> (EntrySeen, String) {
        let told = self.control.tell(order).await.unwrap();
        let Told { entry: Some(number), posted: Some(Posted::Taken { id }) } = told else {
            panic!("not taken: {told:?}");
        };
        let entry = self.entry(number);
        assert_eq!(entry.transport_id, Some(id));
        let document = String::from_utf8(self.control.document(number).unwrap()).unwrap();
        assert!(self.door.posted().contains(&document));
        (entry, document)
    }

    pub(crate) fn entry(&self, number: u64) -> EntrySeen {
        let seen = self.control.seen();
        seen.entries.into_iter().find(|entry| entry.number == number).unwrap()
    }

    pub(crate) async fn receipts(&self, order: Order) {
        let told = self.control.tell(order).await.unwrap();
        assert_eq!(told, Told { entry: None, posted: None });
    }

    /// No receipts at all, for tests about something else.
    pub(crate) async fn without_receipts(&self) {
        let answer = ReceiptAnswer::Withheld;
        let lasting = epj::Lasting::All;
        self.receipts(Order::Receipts { answer, code: None, lasting }).await;
    }
}

fn sent_receipt(entry: &EntrySeen) -> bool {
    entry.is_receipt && entry.way == epj::Way::Sent
}

/// How many of the first entries were messages that came.
fn messages(before: usize, seen: &EpjSeen) -> usize {
    seen.entries.iter().take(before).filter(|entry| !sent_receipt(entry)).count()
}

pub(crate) async fn helseid_for(key: &EpjKey, clock: Arc<TestClock>) -> Handle {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = HelseidSettings {
        issuer: format!("http://{}", listener.local_addr().unwrap()),
        signing: SigningAlgorithm::Es256,
        clients: Vec::new(),
        machines: vec![MachineClient {
            client_id: CLIENT.into(),
            keys: vec![key.public().clone()],
            organisation: Organisation { orgnr_parent: "310000019".into(), orgnr_child: None },
            scopes: vec![scope("nhn:msh/api", "nhn:msh")],
        }],
        staff: staff(),
    };
    helseid::serve(listener, settings, clock, Arc::new(TestDice::new(8))).await.unwrap()
}

pub(crate) fn settings(door: &str, issuer: &str, key: EpjKey) -> EpjSettings {
    let party = |name: &str, her_id| EpjParty { name: name.into(), her_id };
    let service = |id: &str, name: &str, last_day: Option<&str>| EpjService {
        id: id.into(),
        name: name.into(),
        from: "2026-09-01".into(),
        last_day: last_day.map(str::to_owned),
    };
    let patient = |key: &str, number: &str, given: &str, family: &str| EpjPatient {
        key: key.into(),
        number: number.into(),
        given_name: given.into(),
        family_name: family.into(),
    };
    EpjSettings {
        name: "Fjellheim Journal".into(),
        door: door.into(),
        sign_in: EpjSignIn {
            issuer: issuer.into(),
            token_url: format!("{issuer}/connect/token"),
            client_id: CLIENT.into(),
            key,
            scope: "nhn:msh/api".into(),
        },
        organisation: party("Solvik kommune", 8_140_001),
        units: vec![
            EpjUnit {
                party: party("Hjemmesykepleien Solvik øst", NURSING),
                services: vec![service("HJSP-OST", "Hjemmesykepleien Solvik øst", None)],
            },
            EpjUnit {
                party: party("Frisklivssentralen <Solvik>", HEALTHY),
                services: vec![service("FRISK", "Frisklivssentralen & co", Some("2027-06-30"))],
            },
        ],
        platform: party("Helsebro", 90_000),
        platform_service: party("Helsebro meldinger", PLATFORM),
        patients: vec![
            patient("kari", "12864800015", "Kari", "Nilsen"),
            patient("ola", "20906000106", "Ola", "Moen"),
        ],
    }
}
