//! The registers and gateways outside: their screens, their control door, and
//! what they do with what is wrong.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use helsebro_simulators::outside::{
    OutsideHandle, OutsideOrder, OutsideSettings, Party, PersonGuard, SmsUser, Weather, residents,
    serve,
};
use helsebro_simulators::town;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::world::{TestClock, TestDice};

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

async fn outside() -> OutsideHandle {
    let settings = OutsideSettings {
        clients: Vec::new(),
        guard: PersonGuard {
            issuer: "http://127.0.0.1:9".to_owned(),
            jwks_url: "http://127.0.0.1:9/jwks".to_owned(),
            audience: "nhn:person".to_owned(),
            full_scope: "nhn:person/full".to_owned(),
            restricted_scope: "nhn:person/restricted".to_owned(),
        },
        sms: SmsUser { user: "u".to_owned(), password: "p".to_owned() },
        reports_to: None,
        bounces_to: None,
        residents: residents(&town::demo()),
    };
    let listeners = [listener().await, listener().await];
    let (clock, dice) = (Arc::new(TestClock::new()), Arc::new(TestDice::new(9)));
    serve(listeners, settings, clock, dice).await.unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

async fn page(handle: &OutsideHandle, path: &str) -> String {
    let answer = client().get(format!("http://{}{path}", handle.http())).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    answer.text().await.unwrap()
}

async fn send_sms(handle: &OutsideHandle, text: &str) -> u16 {
    let order = json!({
        "source": "Helsebro", "sourceTON": "ALPHANUMERIC", "destination": "+4790000000",
        "destinationTON": "MSISDN", "userData": text, "platformId": "x", "platformPartnerId": "1",
        "useDeliveryReport": true, "refId": "n-1",
    });
    let call = client().post(handle.link()).basic_auth("u", Some("p")).json(&order);
    call.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_screens_show_what_was_sent_and_to_whom() {
    let handle = outside().await;
    assert!(page(&handle, "/").await.contains("Ingen SMS er sendt ennå."));
    assert_eq!(send_sms(&handle, "Du har fått <b>svar</b>.").await, 200);
    let shown = page(&handle, "/").await;
    assert!(shown.contains("Til +4790000000 (Kari Nilsen)"), "{shown}");
    assert!(shown.contains("Du har fått &lt;b&gt;svar&lt;/b&gt;."), "{shown}");
    assert!(shown.contains("SIMULATOR"));
    for path in ["/epost", "/personer", "/tilstand"] {
        let shown = page(&handle, path).await;
        assert!(shown.contains("<h1>") && !shown.contains("<script"), "{path}");
    }
}

#[tokio::test]
async fn a_form_on_a_screen_is_an_order() {
    let handle = outside().await;
    let post = |form: Vec<(&'static str, &'static str)>| {
        let address = format!("http://{}/ordre", handle.http());
        async move { client().post(address).form(&form).send().await.unwrap() }
    };
    let answer = post(vec![
        ("act", "mobile"),
        ("person", "kari"),
        ("value", "99999999"),
        ("confirmed", "2026-12-24"),
        ("tilbake", "/personer"),
    ])
    .await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["location"]),
        (303, &"/personer".parse().unwrap())
    );
    assert!(page(&handle, "/personer").await.contains("99999999 (bekreftet 2026-12-24)"));
    let answer = post(vec![("act", "weather"), ("party", "sms"), ("weather", "down")]).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(send_sms(&handle, "Hei").await, 503);
    let astray = post(vec![("act", "nothing"), ("tilbake", "https://example.com/")]).await;
    assert_eq!(astray.headers()["location"], "/");
}

#[tokio::test]
async fn the_control_door_takes_json_and_tells_what_was_sent() {
    let handle = outside().await;
    let control = format!("http://{}/_control", handle.http());
    let order = |body: Value| {
        let address = format!("{control}/orders");
        async move { client().post(address).json(&body).send().await.unwrap().status().as_u16() }
    };
    assert_eq!(order(json!({"act": "death", "person": "kari", "on": "2027-02-02"})).await, 200);
    assert_eq!(order(json!({"act": "death", "person": "nobody", "on": "2027-02-02"})).await, 400);
    assert_eq!(order(json!({"act": "weather", "party": "krr", "weather": {"slow": 5}})).await, 200);
    assert_eq!(order(json!({"act": "fly"})).await, 422);
    assert_eq!(send_sms(&handle, "Hei").await, 200);
    let seen: Value = client().get(&control).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["sms"][0]["text"], "Hei");
    assert_eq!(seen["reports"][0]["was_taken"], Value::Null, "kept, since nobody wants it");
}

#[tokio::test]
async fn a_report_is_pushed_until_somebody_takes_it() {
    let handle = outside().await;
    let (tell, mut told) = mpsc::channel::<String>(8);
    let receiver = listener().await;
    let url = format!("http://{}/", receiver.local_addr().unwrap());
    // The first time it is not taken: nothing has been read from the row yet.
    let take = |State(tell): State<mpsc::Sender<String>>, body: String| async move {
        let is_first = tell.capacity() == tell.max_capacity();
        tell.send(body).await.unwrap();
        if is_first { StatusCode::BAD_GATEWAY } else { StatusCode::OK }
    };
    let router = Router::new().route("/", post(take)).with_state(tell);
    tokio::spawn(async move { axum::serve(receiver, router).await });
    handle.control().tell(OutsideOrder::ReportTo { url: Some(url) }).unwrap();
    assert_eq!(send_sms(&handle, "Hei").await, 200);
    while told.len() < 2 {
        tokio::task::yield_now().await;
    }
    let bodies = [told.recv().await.unwrap(), told.recv().await.unwrap()];
    assert_eq!(bodies[0], bodies[1]);
    let report: Value = serde_json::from_str(&bodies[0]).unwrap();
    assert_eq!((&report["refId"], &report["resultCode"]), (&json!("n-1"), &json!(1001)));
}

#[tokio::test]
async fn the_registers_let_nobody_in_without_a_token() {
    let handle = outside().await;
    let asked = client()
        .post(format!("{}/rest/v2/personer", handle.krr()))
        .json(&json!({"personidentifikatorer": ["12864800015"]}));
    assert_eq!(asked.send().await.unwrap().status(), 401);
    let address = format!("{}/person/get-by-nin?informationParts=Name", handle.population());
    let asked = client().post(address).header("api-version", "2").form(&[("nin", "12864800015")]);
    assert_eq!(asked.send().await.unwrap().status(), 401);
    let token = handle.control().token(&["krr:global/digitalpost.read"]);
    let asked = client()
        .post(format!("{}/rest/v2/personer", handle.krr()))
        .bearer_auth(token)
        .json(&json!({"personidentifikatorer": ["12864800015"]}));
    let told: Value = asked.send().await.unwrap().json().await.unwrap();
    assert_eq!(told["personer"][0]["reservasjon"], "NEI");
    assert_eq!(told["personer"][0].get("kontaktinformasjon"), None, "the scope does not give it");
}

#[tokio::test]
async fn the_contact_register_takes_one_to_a_thousand_numbers_and_nothing_else() {
    let handle = outside().await;
    let token = handle.control().token(&["krr:global/kontaktinformasjon.read"]);
    let ask = |body: Value| {
        let call = client().post(format!("{}/rest/v2/personer", handle.krr()));
        let call = call.bearer_auth(&token).json(&body);
        async move { call.send().await.unwrap().status().as_u16() }
    };
    let numbers = |count: usize| json!({"personidentifikatorer": vec!["12864800015"; count]});
    for (body, status) in [
        (numbers(1), 200),
        (numbers(1_000), 200),
        (numbers(1_001), 400),
        (numbers(0), 400),
        (json!({"personidentifikatorer": ["1"]}), 400),
        (json!({"personer": []}), 400),
    ] {
        assert_eq!(ask(body).await, status);
    }
}

#[tokio::test]
async fn the_mail_server_keeps_its_limits_and_order() {
    let handle = outside().await;
    let stream = TcpStream::connect(handle.mail()).await.unwrap();
    let (from, mut to) = stream.into_split();
    let mut from = BufReader::new(from);
    let mut talk = Vec::new();
    let mut line = String::new();
    from.read_line(&mut line).await.unwrap();
    talk.push(line[..3].to_owned());
    for said in [
        "RCPT TO:<a@b.no>",
        "DATA",
        "MAIL FROM:<x@y.no>",
        "RCPT TO:<a@b.no>",
        "EXPN all",
        "RSET",
        "RCPT TO:<a@b.no>",
        "QUIT",
    ] {
        to.write_all(format!("{said}\r\n").as_bytes()).await.unwrap();
        let mut line = String::new();
        from.read_line(&mut line).await.unwrap();
        talk.push(line[..3].to_owned());
    }
    assert_eq!(talk, ["220", "503", "503", "250", "250", "502", "250", "503", "221"]);
    assert_eq!(handle.control().seen().mail, []);
}

#[tokio::test]
async fn a_listener_that_others_could_reach_is_refused_and_parties_stop_when_told() {
    let handle = outside().await;
    let order = OutsideOrder::Weather { party: Party::Sms, weather: Weather::Slow(60_000) };
    handle.control().tell(order).unwrap();
    handle.stop().await.unwrap();
    let open = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let settings = OutsideSettings {
        clients: Vec::new(),
        guard: PersonGuard {
            issuer: String::new(),
            jwks_url: String::new(),
            audience: String::new(),
            full_scope: String::new(),
            restricted_scope: String::new(),
        },
        sms: SmsUser { user: String::new(), password: String::new() },
        reports_to: None,
        bounces_to: None,
        residents: Vec::new(),
    };
    let (clock, dice) = (Arc::new(TestClock::new()), Arc::new(TestDice::new(8)));
    assert!(serve([open, listener().await], settings, clock, dice).await.is_err());
}
