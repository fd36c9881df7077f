use std::time::Duration;

use helsebro_domain::notices::PhoneNumber;
use helsebro_partners::BadSettings;
use helsebro_partners::http::Limits;
use helsebro_partners::sending::{DeliveryOutcome, Reference, SendFailed, Why};
use helsebro_partners::sms::{
    NoSms, Sms, SmsAccount, SmsContract, SmsGateway, SmsOverHttp, SmsSettings,
};
use helsebro_simulators::outside::{OutsideOrder, Party, Weather};

use super::world::{self, Outside, SHORT};

const BOTH: [SmsContract; 2] = [SmsContract::Link, SmsContract::Puzzel];

fn sms(reference: &str) -> Sms {
    Sms {
        to: PhoneNumber::parse("90000001").unwrap(),
        text: "Du har fått en ny melding. Logg inn på helsebro.example.".to_owned(),
        reference: Reference::new(reference).unwrap(),
    }
}

#[tokio::test]
async fn a_text_is_taken_in_either_contract_and_reported_on_by_our_reference() {
    let outside = Outside::start().await;
    for (place, contract) in BOTH.into_iter().enumerate() {
        let reference = format!("n-{place}.sms");
        let gateway = outside.sms(contract, Limits::GATEWAY);
        let accepted = gateway.send(&sms(&reference)).await.unwrap();
        let seen = outside.handle.control().seen();
        let sent = seen.sms.last().unwrap();
        assert_eq!((sent.to.as_str(), sent.from.as_str()), ("+4790000001", "Helsebro"));
        assert_eq!(sent.text, sms(&reference).text);
        assert_eq!(sent.reference, reference);
        let reports = contract.reports(seen.reports.last().unwrap().body.as_bytes()).unwrap();
        assert_eq!(reports.len(), 1);
        assert_eq!(reports[0].reference, Reference::new(&reference));
        assert_eq!(reports[0].remote_id, accepted.remote_id);
        assert_eq!(reports[0].outcome, DeliveryOutcome::Delivered);
    }
}

#[tokio::test]
async fn a_number_that_is_nobodys_is_reported_for_good() {
    let outside = Outside::start().await;
    for (contract, code) in [(SmsContract::Link, 2104), (SmsContract::Puzzel, 351)] {
        outside.tell(OutsideOrder::SmsOutcome { code: Some(code), silent: false });
        outside.sms(contract, Limits::GATEWAY).send(&sms("n-1")).await.unwrap();
        let seen = outside.handle.control().seen();
        let reports = contract.reports(seen.reports.last().unwrap().body.as_bytes()).unwrap();
        let unknown = DeliveryOutcome::FailedForGood(Why::UnknownReceiver);
        assert_eq!(reports[0].outcome, unknown);
    }
}

#[tokio::test]
async fn the_gateway_takes_what_comes_twice_and_the_adapter_never_sends_twice() {
    let outside = Outside::start().await;
    for contract in BOTH {
        for weather in [Weather::Cut, Weather::Lying, Weather::Down, Weather::Busy(5)] {
            outside.tell(OutsideOrder::Forget);
            outside.weather(Party::Sms, weather);
            let outcome = outside.sms(contract, Limits::GATEWAY).send(&sms("n-1")).await;
            let taken = outside.handle.control().seen().sms.len();
            let wait = Some(Duration::from_secs(5));
            let (expected, expected_taken) = match weather {
                // It took the text; the line broke before it had said so.
                Weather::Cut => (SendFailed::Unknown(Why::Broke), 1),
                Weather::Lying => (SendFailed::Unknown(Why::BadAnswer), 0),
                Weather::Busy(_) => {
                    (SendFailed::Transient { why: Why::Busy, retry_after: wait }, 0)
                }
                _ => (SendFailed::not_now(Why::InTrouble), 0),
            };
            assert_eq!((outcome, taken), (Err(expected), expected_taken), "{weather:?}");
        }
        outside.weather(Party::Sms, Weather::Fine);
        outside.tell(OutsideOrder::Forget);
        let gateway = outside.sms(contract, Limits::GATEWAY);
        gateway.send(&sms("n-1")).await.unwrap();
        gateway.send(&sms("n-1")).await.unwrap();
        assert_eq!(outside.handle.control().seen().sms.len(), 2, "it does not tell them apart");
    }
}

#[tokio::test]
async fn of_a_text_that_is_not_answered_for_in_time_nobody_knows() {
    let outside = Outside::start().await;
    outside.weather(Party::Sms, Weather::Slow(5_000));
    for contract in BOTH {
        let outcome = outside.sms(contract, SHORT).send(&sms("n-1")).await;
        assert_eq!(outcome, Err(SendFailed::Unknown(Why::TooSlow)));
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent_and_after_five_times_it_is_left_alone() {
    let outside = Outside::start().await;
    let settings = SmsSettings {
        // Port 9 of loopback: nobody listens there.
        address: "http://127.0.0.1:9/sms".to_owned(),
        sender: "Helsebro".to_owned(),
        account: SmsAccount::Link(world::link("hemmelig")),
        limits: Limits::GATEWAY,
    };
    let gateway = SmsOverHttp::new(&settings, outside.clock.clone()).unwrap();
    for _ in 0..5 {
        let outcome = gateway.send(&sms("n-1")).await;
        assert_eq!(outcome, Err(SendFailed::not_now(Why::Unreachable)));
    }
    assert_eq!(gateway.send(&sms("n-1")).await, Err(SendFailed::not_now(Why::LeftAlone)));
}

#[tokio::test]
async fn a_wrong_password_is_a_fault_of_the_settings() {
    let outside = Outside::start().await;
    for (address, account) in [
        (outside.handle.link(), SmsAccount::Link(world::link("feil"))),
        (outside.handle.puzzel(), SmsAccount::Puzzel(world::puzzel("feil"))),
    ] {
        let sender = "Helsebro".to_owned();
        let settings = SmsSettings { address, sender, account, limits: Limits::GATEWAY };
        let gateway = SmsOverHttp::new(&settings, outside.clock.clone()).unwrap();
        let outcome = gateway.send(&sms("n-1")).await;
        assert_eq!(outcome, Err(SendFailed::Misconfigured(Why::NotAllowed)));
    }
    assert_eq!(outside.handle.control().seen().sms, []);
}

#[tokio::test]
async fn no_text_and_too_long_a_text_never_leave_us() {
    let outside = Outside::start().await;
    let gateway = outside.sms(SmsContract::Link, Limits::GATEWAY);
    for text in [String::new(), "x".repeat(1_531)] {
        let outcome = gateway.send(&Sms { text, ..sms("n-1") }).await;
        assert_eq!(outcome, Err(SendFailed::Permanent(Why::BadMessage)));
    }
    assert_eq!(outside.handle.control().seen().sms, []);
    assert_eq!(NoSms.send(&sms("n-1")).await, Err(SendFailed::NotConfigured));
}

#[tokio::test]
async fn a_sender_that_no_phone_shows_is_told_at_start() {
    let outside = Outside::start().await;
    for sender in ["", "Solvik kommune", "Sømna"] {
        let settings = SmsSettings {
            address: outside.handle.link(),
            sender: sender.to_owned(),
            account: SmsAccount::Link(world::link("hemmelig")),
            limits: Limits::GATEWAY,
        };
        let made = SmsOverHttp::new(&settings, outside.clock.clone());
        assert_eq!(made.err(), Some(BadSettings::Sender), "{sender}");
    }
}

#[tokio::test]
async fn whether_it_is_there_can_be_asked_without_sending() {
    let outside = Outside::start().await;
    for contract in BOTH {
        let gateway = outside.sms(contract, Limits::GATEWAY);
        gateway.check().await.unwrap();
        outside.weather(Party::Sms, Weather::Down);
        assert!(gateway.check().await.is_err());
        outside.weather(Party::Sms, Weather::Fine);
    }
    assert_eq!(outside.handle.control().seen().sms, []);
}

#[tokio::test]
async fn nothing_of_a_text_prints() {
    assert_eq!(format!("{:?}", sms("n-1")), "Sms { reference: Reference(\"n-1\"), .. }");
}
