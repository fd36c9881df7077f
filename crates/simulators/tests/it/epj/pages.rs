//! The screen and the control route, over HTTP.

use helsebro_simulators::epj::{Order, Presence, ReceiptAnswer, ReceiptSeen};
use reqwest::header::{CONTENT_SECURITY_POLICY, LOCATION};
use serde_json::json;

use super::wire;
use super::world::Epj;

/// A browser without script.
struct Browser {
    base: String,
    http: reqwest::Client,
}

impl Browser {
    fn at(epj: &Epj) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self { base: format!("http://{}", epj.handle.address()), http }
    }

    async fn get(&self, path: &str) -> String {
        let answer = self.http.get(format!("{}{path}", self.base)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let policy = answer.headers().get(CONTENT_SECURITY_POLICY).cloned();
        let page = answer.text().await.unwrap();
        if page.starts_with("<!DOCTYPE") {
            let policy = policy.unwrap();
            assert!(policy.to_str().unwrap().starts_with("default-src 'none'; style-src 'self';"));
            assert!(page.contains("SIMULATOR: Fjellheim Journal er et oppdiktet journalsystem."));
            for banned in ["<script", " style=", " onclick"] {
                assert!(!page.contains(banned), "{path} has {banned}");
            }
            assert_labels(&page);
        }
        page
    }

    /// Sends a form; where it leads.
    async fn order(&self, fields: &[(&str, &str)]) -> String {
        let sent = self.http.post(format!("{}/ordre", self.base)).form(fields).send().await;
        let answer = sent.unwrap();
        assert_eq!(answer.status(), 303);
        answer.headers()[LOCATION].to_str().unwrap().to_owned()
    }
}

/// Every field that is seen has a label, and no id stands twice.
fn assert_labels(page: &str) {
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for (place, id) in ids.iter().enumerate() {
        assert!(!ids[..place].contains(id), "{id} stands twice");
        assert!(page.contains(&format!("<label for=\"{id}\">")), "{id} has no label");
    }
    for kind in ["<textarea", "<select", "<input type=\"text\""] {
        for field in page.split(kind).skip(1) {
            let tag = field.split('>').next().unwrap();
            assert!(tag.contains(" id=\""), "{kind}{tag}");
        }
    }
}

#[tokio::test]
async fn a_nurse_reads_and_answers_at_the_screen() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let browser = Browser::at(&epj);
    assert!(browser.get("/").await.contains("Ingen samtaler ennå."));
    let thread = epj.thread().await;
    let journal = browser.get("/").await;
    assert!(journal.contains("<h3>Kari Nilsen</h3>"), "{journal}");
    assert!(journal.contains("<a href=\"/traad/1\">Kompresjonsstrømper</a>"));

    let page = browser.get("/traad/1").await;
    assert!(page.contains("Når kommer dere &lt;i morgen&gt;?"));
    assert!(page.contains("Kontroll: godkjent."));
    let back = browser
        .order(&[
            ("act", "answer"),
            ("tilbake", "/traad/1"),
            ("thread", &thread),
            ("text", "Vi kommer\r\ni <morgen>."),
            ("author", "Per Haug"),
        ])
        .await;
    assert_eq!(back, "/traad/1");
    let page = browser.get("/traad/1").await;
    assert!(page.contains("Sendt. Plattformen har tatt imot."));
    assert!(page.contains("Vi kommer\ni &lt;morgen&gt;."));
    assert!(page.contains("Fra Per Haug, Hjemmesykepleien Solvik øst, 02.02.2027 kl. 09.00"));
    assert!(page.contains("venter på kvittering"));
    assert!(!browser.get("/traad/1").await.contains("har tatt imot"), "it is said once");
}

#[tokio::test]
async fn the_state_of_a_receipt_is_said_in_words() {
    let epj = Epj::start().await;
    let browser = Browser::at(&epj);
    let order = [
        ("act", "tell"),
        ("patient", "kari"),
        ("service", "HJSP-OST"),
        ("topic", "Emne"),
        ("text", "Tekst"),
    ];
    assert_eq!(browser.order(&order).await, "/");
    let entry = epj.entry(1);
    let (kind, date) = (entry.message_type.unwrap(), entry.gen_date.unwrap());
    let original = (kind.as_str(), date.as_str(), entry.msg_id.as_deref().unwrap());
    assert!(browser.get("/").await.contains("<span>venter på kvittering</span>"));
    epj.gets(&wire::receipt("k", original, Some("E35"))).await;
    assert!(browser.get("/").await.contains("<span class=\"bad\">avvist E35</span>"));
    epj.gets(&wire::receipt("l", original, None)).await;
    assert!(browser.get("/").await.contains("<span>kvittert (2 ganger)</span>"));
}

#[tokio::test]
async fn the_vendor_sees_each_message_as_it_is_and_what_the_checks_say() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let browser = Browser::at(&epj);
    epj.gets(&wire::question("q").replace("<Sakstype>HJSP-OST</Sakstype>", "")).await;
    epj.gets("<ikke ferdig").await;
    let list = browser.get("/leverandor").await;
    assert!(list.contains("Inn: Henvendelse"), "{list}");
    assert!(list.contains("Inn: Uleselig melding"));
    assert!(list.contains("1 feil i kontrollen"));
    let one = browser.get("/leverandor/1").await;
    assert!(one.contains("&lt;MsgInfo&gt;\n    &lt;Type"), "{one}");
    assert!(one.contains("<li>Sakstype mangler</li>"));
    assert!(browser.get("/leverandor/2").await.contains("&lt;ikke ferdig"));
    let gone = browser.http.get(format!("{}/leverandor/99", browser.base)).send().await.unwrap();
    assert_eq!(gone.status(), 404);
}

#[tokio::test]
async fn receipts_and_presence_are_chosen_at_the_screen() {
    let epj = Epj::start().await;
    let browser = Browser::at(&epj);
    let order = [
        ("act", "receipts"),
        ("answer", "held"),
        ("code", ""),
        ("lasting", "all"),
        ("tilbake", "/kvitteringer"),
    ];
    assert_eq!(browser.order(&order).await, "/kvitteringer");
    assert_eq!(epj.control.seen().receipts, ReceiptAnswer::Held);
    epj.gets(&wire::question("q")).await;
    let page = browser.get("/kvitteringer").await;
    assert!(page.contains("<strong>hold tilbake til de slippes</strong>"), "{page}");
    assert!(page.contains("Slipp 1 som holdes tilbake"));
    browser.order(&[("act", "release_receipts")]).await;
    assert!(matches!(epj.entry(1).receipt, ReceiptSeen::Given { status: 1, .. }));

    browser.order(&[("act", "leave")]).await;
    assert_eq!(epj.control.seen().presence, Presence::Away);
    let page = browser.get("/").await;
    assert!(page.contains("Borte: henter og sender ingenting."));
    assert!(!page.contains("Send spørsmålet"));
    browser.order(&[("act", "test_link")]).await;
    let word = "Feil: systemet er borte. Kom tilbake først.";
    assert!(browser.get("/").await.contains(word));
    browser.order(&[("act", "come_back")]).await;
    assert_eq!(epj.control.seen().presence, Presence::Present);
}

#[tokio::test]
async fn a_form_from_another_site_is_no_order() {
    let epj = Epj::start().await;
    let browser = Browser::at(&epj);
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 303)] {
        let form = browser.http.post(format!("{}/ordre", browser.base));
        let form = form.header("Sec-Fetch-Site", site).form(&[("act", "leave")]);
        assert_eq!(form.send().await.unwrap().status(), status, "{site}");
        let away = epj.control.seen().presence == Presence::Away;
        assert_eq!(away, status == 303);
    }
    assert_eq!(browser.order(&[("act", "answer"), ("tilbake", "//x.invalid")]).await, "/");
    assert!(browser.get("/").await.contains("Feil: skjemaet mangler noe."));
}

#[tokio::test]
async fn scripts_give_the_same_orders_as_json() {
    let epj = Epj::start().await;
    epj.without_receipts().await;
    let browser = Browser::at(&epj);
    let thread = epj.thread().await;
    let post = async |order: serde_json::Value| {
        let address = format!("{}/_control/orders", browser.base);
        let answer = browser.http.post(address).json(&order).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<serde_json::Value>().await.unwrap())
    };
    let (status, told) =
        post(json!({"act": "answer", "thread": thread, "text": "Hei", "author": "Per Haug"})).await;
    assert_eq!((status, &told["posted"]["posted"]), (200, &json!("taken")));
    let seen: serde_json::Value = serde_json::from_str(&browser.get("/_control").await).unwrap();
    assert_eq!(seen["presence"], "present");
    assert_eq!(seen["received"], 1);
    assert_eq!(seen["entries"][1]["code"], "19");
    assert_eq!(seen["entries"][1]["receipt"], json!({"state": "awaited"}));
    let document = browser.get("/_control/entries/1/document").await;
    assert_eq!(document, wire::question("q-1"));

    let (status, told) = post(json!({"act": "close", "thread": "none"})).await;
    assert_eq!((status, told), (400, json!({"error": "there is no such thread"})));
    assert_eq!(post(json!({"act": "leave"})).await.0, 200);
    assert_eq!(post(json!({"act": "test_link"})).await.0, 409);
    let odd = json!({"act": "close", "thread": "t", "much": 1});
    let address = format!("{}/_control/orders", browser.base);
    let answer = browser.http.post(address).json(&odd).send().await.unwrap();
    assert_eq!(answer.status(), 422);
}

#[test]
fn every_order_reads_back_from_the_json_it_becomes() {
    for order in [
        Order::TestLink,
        Order::Leave,
        Order::Close { thread: "t".into(), text: None },
        Order::CheckActive { patients: vec!["kari".into()] },
    ] {
        let told = serde_json::to_value(&order).unwrap();
        assert_eq!(serde_json::from_value::<Order>(told).unwrap(), order);
    }
}
