use std::time::Duration;

use helsebro_domain::notices::EmailAddress;
use helsebro_partners::BadSettings;
use helsebro_partners::email::{
    Mail, MailSender, NoMail, SmtpMail, SmtpSecurity, SmtpSettings, bounce,
};
use helsebro_partners::sending::{DeliveryOutcome, Reference, SendFailed, Why};
use helsebro_simulators::outside::{OutsideOrder, Party, Weather};

use super::world::Outside;

const PATIENT: Duration = Duration::from_secs(10);
const TO: &str = "kari@innbygger.example";

fn mail(subject: &str, text: &str) -> Mail {
    Mail {
        to: EmailAddress::parse(TO).unwrap(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        reference: Reference::new("n-1.mail").unwrap(),
    }
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written_and_says_that_a_machine_wrote_it() {
    let outside = Outside::start().await;
    let sender = outside.mail(PATIENT);
    let text =
        "Du har fått en ny melding på Helsebro.\n\nLogg inn på helsebro.example.\n.\nÆØÅ čđŋ";
    let accepted = sender.send(&mail("Ny melding på Helsebro – få svar", text)).await.unwrap();
    assert!(accepted.remote_id.is_some());
    let seen = outside.handle.control().seen();
    let [letter] = seen.mail.as_slice() else { panic!("{} letters", seen.mail.len()) };
    assert_eq!(letter.to, TO);
    assert_eq!(letter.back, "varsel+n-1.mail@solvik.example");
    assert_eq!(letter.subject, "Ny melding på Helsebro – få svar");
    assert_eq!(letter.text.replace("\r\n", "\n").trim_end(), text);
    let header = |name: &str| {
        let held = letter.headers.iter().find(|(held, _)| held.eq_ignore_ascii_case(name));
        held.map(|(_, value)| value.as_str())
    };
    assert_eq!(header("auto-submitted"), Some("auto-generated"));
    assert_eq!(header("message-id"), Some("<n-1.mail@solvik.example>"));
    assert_eq!(header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(header("from").unwrap().contains("varsel@solvik.example"));
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_refused_for_good() {
    let outside = Outside::start().await;
    outside.tell(OutsideOrder::Mailbox { address: TO.to_owned(), refused: true, bounces: false });
    let outcome = outside.mail(PATIENT).send(&mail("Hei", "Hei")).await;
    assert_eq!(outcome, Err(SendFailed::Permanent(Why::UnknownReceiver)));
    assert_eq!(outside.handle.control().seen().mail, []);
}

#[tokio::test]
async fn a_letter_that_comes_back_is_known_by_our_reference() {
    let outside = Outside::start().await;
    outside.tell(OutsideOrder::Mailbox { address: TO.to_owned(), refused: false, bounces: true });
    outside.mail(PATIENT).send(&mail("Hei", "Hei")).await.unwrap();
    let seen = outside.handle.control().seen();
    let report = bounce(seen.bounces[0].as_bytes()).unwrap();
    assert_eq!(report.reference, Reference::new("n-1.mail"));
    assert_eq!(report.outcome, DeliveryOutcome::FailedForGood(Why::UnknownReceiver));
}

#[tokio::test]
async fn only_of_a_letter_that_was_written_does_nobody_know() {
    let outside = Outside::start().await;
    for (weather, expected, taken) in [
        (Weather::Down, SendFailed::not_now(Why::Busy), 0),
        (Weather::Lying, SendFailed::not_now(Why::BadAnswer), 0),
        (Weather::Busy(5), SendFailed::not_now(Why::Busy), 0),
        (Weather::Cut, SendFailed::Unknown(Why::Broke), 1),
    ] {
        outside.tell(OutsideOrder::Forget);
        outside.weather(Party::Mail, weather);
        let outcome = outside.mail(PATIENT).send(&mail("Hei", "Hei")).await;
        assert_eq!(outcome, Err(expected), "{weather:?}");
        assert_eq!(outside.handle.control().seen().mail.len(), taken, "{weather:?}");
    }
    outside.weather(Party::Mail, Weather::Slow(5_000));
    let outcome = outside.mail(Duration::from_millis(300)).send(&mail("Hei", "Hei")).await;
    assert_eq!(outcome, Err(SendFailed::not_now(Why::TooSlow)));
}

#[tokio::test]
async fn what_could_add_a_header_never_leaves_us() {
    let outside = Outside::start().await;
    let sender = outside.mail(PATIENT);
    for letter in [
        mail("Hei\r\nBcc: ola@innbygger.example", "Hei"),
        mail(&"x".repeat(151), "Hei"),
        mail("Hei", &"x".repeat(5_001)),
    ] {
        let outcome = sender.send(&letter).await;
        assert_eq!(outcome, Err(SendFailed::Permanent(Why::BadMessage)));
    }
    assert_eq!(outside.handle.control().seen().mail, []);
    assert_eq!(NoMail.send(&mail("Hei", "Hei")).await, Err(SendFailed::NotConfigured));
}

#[tokio::test]
async fn after_five_faults_the_server_is_left_alone_and_then_tried_again() {
    let outside = Outside::start().await;
    let sender = outside.mail(PATIENT);
    outside.weather(Party::Mail, Weather::Down);
    for _ in 0..5 {
        assert!(sender.send(&mail("Hei", "Hei")).await.is_err());
    }
    outside.weather(Party::Mail, Weather::Fine);
    let outcome = sender.send(&mail("Hei", "Hei")).await;
    assert_eq!(outcome, Err(SendFailed::not_now(Why::LeftAlone)));
    outside.clock.step(Duration::from_secs(30));
    sender.send(&mail("Hei", "Hei")).await.unwrap();
    sender.check().await.unwrap();
}

#[tokio::test]
async fn a_line_that_can_be_read_is_refused_except_on_this_machine() {
    let outside = Outside::start().await;
    let settings = SmtpSettings {
        host: "mail.solvik.example".to_owned(),
        port: 25,
        security: SmtpSecurity::LoopbackPlain,
        login: None,
        from_name: "Solvik".to_owned(),
        from_address: "varsel@solvik.example".to_owned(),
        patience: PATIENT,
    };
    let made = SmtpMail::new(&settings, outside.clock.clone());
    assert_eq!(made.err(), Some(BadSettings::NotEncrypted));
    let odd = SmtpSettings { from_address: "varsel".to_owned(), ..settings };
    let odd = SmtpSettings { security: SmtpSecurity::Tls, ..odd };
    let made = SmtpMail::new(&odd, outside.clock.clone());
    assert_eq!(made.err(), Some(BadSettings::Sender));
    // A server that does not encrypt is not spoken to by one that must.
    let strict = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port: outside.handle.mail().port(),
        security: SmtpSecurity::StartTls,
        from_address: "varsel@solvik.example".to_owned(),
        ..odd
    };
    let strict = SmtpMail::new(&strict, outside.clock.clone()).unwrap();
    let outcome = strict.send(&mail("Hei", "Hei")).await;
    assert_eq!(outcome, Err(SendFailed::Misconfigured(Why::NotAllowed)));
}
