use helsebro_simulators::{Delivery, DeliveryAnswer, Fault, Lasting};
use serde_json::{Value, json};

use crate::party::{APP, Contract, Listening, Party, fields, query, unverified};
use crate::world::{
    CLIENT_ID, OTHER_CLIENT_ID, START_SECONDS, TestDice, World, helseid, idporten, idporten_with,
};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

async fn start() -> (World, Listening, Party) {
    let listening = Listening::start().await;
    let world = idporten(&listening.app).await;
    let party = Party::new(Contract::Idporten, &world, &listening.app);
    (world, listening, party)
}

fn id_token(tokens: &Value) -> &str {
    tokens["id_token"].as_str().unwrap()
}

#[tokio::test]
async fn logging_out_tells_every_client_of_the_session_by_both_channels() {
    let (world, listening, mut party) = start().await;
    let tokens = party.tokens("kari").await;
    party.client_id = OTHER_CLIENT_ID.into();
    let through = party.authorize(|_| {}).await.location();
    party.token(&query(&through, "code").unwrap(), |_| {}).await;
    party.client_id = CLIENT_ID.into();

    let out = format!("{}/solvik/out", listening.app);
    let form = fields(&[
        ("id_token_hint", id_token(&tokens)),
        ("client_id", CLIENT_ID),
        ("post_logout_redirect_uri", &out),
        ("state", "bye"),
    ]);
    let page = party.post(&party.address("endsession"), &form, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let sid = unverified(id_token(&tokens))["sid"].as_str().unwrap().to_owned();
    for client_id in [CLIENT_ID, OTHER_CLIENT_ID] {
        let frame = format!(
            "<iframe hidden title=\"Utlogging\" src=\"{}/{client_id}/front?iss=",
            listening.app
        );
        assert!(page.text.contains(&frame));
    }
    assert!(page.text.contains(&format!("sid={sid}")));
    assert!(page.text.contains(&format!("content=\"1;url={out}?state=bye\"")));
    assert!(page.text.contains(&format!("<a href=\"{out}?state=bye\">")));

    let heard = listening.tokens();
    assert_eq!(heard.len(), 2);
    let mut audiences = Vec::new();
    for token in heard {
        let (header, mut claims) = party.verified(&token).await.unwrap();
        assert_eq!(header.typ.as_deref(), Some("logout+jwt"));
        let own = claims.as_object_mut().unwrap();
        assert!(own.remove("jti").is_some() && own.remove("sub").is_some());
        audiences.push(own.remove("aud").unwrap());
        assert_eq!(
            claims,
            json!({
                "iss": world.issuer, "sid": sid, "iat": START_SECONDS,
                "exp": START_SECONDS + 300, "events": {EVENT: {}},
            })
        );
    }
    assert_eq!(audiences, [json!(OTHER_CLIENT_ID), json!(CLIENT_ID)]);
    let delivered = |client_id: &str| Delivery {
        client_id: client_id.into(),
        answer: DeliveryAnswer::Status(200),
    };
    let deliveries = world.handle.control().deliveries();
    assert_eq!(deliveries, [delivered(OTHER_CLIENT_ID), delivered(CLIENT_ID)]);
    assert_eq!(world.handle.control().sessions(), []);
    let anew = party.authorize(|_| {}).await.location();
    assert!(query(&anew, "transaction").is_some());
}

#[tokio::test]
async fn without_front_channel_addresses_the_browser_goes_straight_on() {
    let world = idporten_with(APP, |settings| {
        for client in &mut settings.clients {
            client.frontchannel_logout_uri = None;
            client.backchannel_logout_uri = None;
        }
    })
    .await;
    let party = Party::new(Contract::Idporten, &world, APP);
    party.tokens("kari").await;
    let address = format!(
        "{}?client_id=solvik&post_logout_redirect_uri={APP}/solvik/out",
        party.address("endsession")
    );
    assert_eq!(party.get(&address).await.location().as_str(), format!("{APP}/solvik/out"));
    assert_eq!(world.handle.control().sessions(), []);
}

#[tokio::test]
async fn a_logout_that_deviates_is_refused_and_ends_nothing() {
    let (world, listening, party) = start().await;
    let tokens = party.tokens("kari").await;
    let hint = id_token(&tokens);
    let out = format!("{}/solvik/out", listening.app);
    let broken = format!("{}AAAA", &hint[..hint.len() - 4]);
    let (post_logout, sent_back) = ("post_logout_redirect_uri", out.as_str());
    let cases: &[&[(&str, &str)]] = &[
        &[("id_token_hint", hint), (post_logout, "http://127.0.0.1:1/other")],
        &[("id_token_hint", &broken), (post_logout, sent_back)],
        &[("id_token_hint", hint), ("client_id", OTHER_CLIENT_ID), (post_logout, sent_back)],
        &[("client_id", "nobody"), (post_logout, sent_back)],
        &[(post_logout, sent_back)],
        &[("id_token_hint", hint), (post_logout, sent_back), ("state", "blåbær")],
        &[("id_token_hint", hint), ("state", "bye")],
        &[("id_token_hint", hint), ("logout_hint", "x")],
    ];
    for case in cases {
        let answer = party.post(&party.address("endsession"), &fields(case), &[]).await;
        assert_eq!(answer.status, 400, "{case:?}");
    }
    assert_eq!(world.handle.control().sessions().len(), 1);
    assert_eq!(listening.tokens().len(), 0);
}

#[tokio::test]
async fn a_hint_still_holds_after_the_keys_were_replaced_and_the_token_expired() {
    let (world, listening, party) = start().await;
    let tokens = party.tokens("kari").await;
    world.handle.control().rotate_keys().unwrap();
    world.clock.pass(600);
    party.forget_cookie();
    let form = fields(&[("id_token_hint", id_token(&tokens))]);
    let page = party.post(&party.address("endsession"), &form, &[]).await;
    assert_eq!(page.status, 200);
    assert_eq!(listening.tokens().len(), 1, "the session is found by its sid");
}

#[tokio::test]
async fn a_session_that_ran_out_is_gone_without_a_word() {
    let (world, listening, party) = start().await;
    let tokens = party.tokens("kari").await;
    world.clock.pass(30 * 60);
    let form = fields(&[("id_token_hint", id_token(&tokens))]);
    assert_eq!(party.post(&party.address("endsession"), &form, &[]).await.status, 200);
    assert_eq!(listening.tokens().len(), 0);
}

#[tokio::test]
async fn logging_out_elsewhere_ends_only_that_persons_sessions() {
    let (world, listening, party) = start().await;
    party.tokens("kari").await;
    let mut other = Party::new(Contract::Idporten, &world, &listening.app);
    other.dice = TestDice::new(10);
    other.tokens("ola").await;
    let deliveries = world.handle.control().log_out_elsewhere("kari").await.unwrap();
    assert_eq!(deliveries.len(), 1);
    assert_eq!(listening.tokens().len(), 1);
    let left: Vec<_> =
        world.handle.control().sessions().into_iter().map(|seen| seen.person).collect();
    assert_eq!(left, ["ola"]);

    let answer = other
        .post_json(&format!("{}/_control/logout", world.issuer), &json!({"person": "ola"}))
        .await;
    assert_eq!(
        answer.json(),
        json!({"deliveries": [{"client_id": CLIENT_ID, "answer": {"status": 200}}]})
    );
}

#[tokio::test]
async fn a_client_that_does_not_answer_gets_no_second_attempt() {
    let world = idporten(APP).await;
    let party = Party::new(Contract::Idporten, &world, APP);
    party.tokens("kari").await;
    let deliveries = world.handle.control().log_out_elsewhere("kari").await.unwrap();
    let unreachable = Delivery { client_id: CLIENT_ID.into(), answer: DeliveryAnswer::Unreachable };
    assert_eq!(deliveries, [unreachable]);
}

#[tokio::test]
async fn faulty_logout_tokens_can_be_sent() {
    let (world, listening, party) = start().await;
    let control = world.handle.control();
    let sent = async |fault: Fault| {
        party.forget_cookie();
        let tokens = party.tokens("kari").await;
        control.faults().turn_on(fault, Lasting::Once);
        control.log_out_elsewhere("kari").await.unwrap();
        assert!(control.faults().on().is_empty());
        (unverified(id_token(&tokens)), listening.tokens())
    };
    let (_, heard) = sent(Fault::LogoutBadSignature).await;
    assert!(party.verified(&heard[0]).await.is_none());
    let (_, heard) = sent(Fault::LogoutExpired).await;
    let (_, claims) = party.verified(&heard[0]).await.unwrap();
    assert_eq!(claims["exp"], START_SECONDS - 300);
    let (_, heard) = sent(Fault::LogoutReplayed).await;
    assert_eq!(heard.len(), 2);
    assert_eq!(heard[0], heard[1]);
    let (told, heard) = sent(Fault::LogoutUnknownSid).await;
    let (_, claims) = party.verified(&heard[0]).await.unwrap();
    assert_ne!(claims["sid"], told["sid"]);
    assert_ne!(claims["sub"], told["sub"]);
}

#[tokio::test]
async fn helseid_logs_out_by_both_channels_too() {
    let listening = Listening::start().await;
    let world = helseid(&listening.app).await;
    let party = Party::new(Contract::Helseid, &world, &listening.app);
    let tokens = party.tokens("siri").await;
    let out = format!("{}/solvik/out", listening.app);
    let form = fields(&[("id_token_hint", id_token(&tokens)), ("post_logout_redirect_uri", &out)]);
    let page = party.post(&party.address("endsession"), &form, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains(&format!("{}/solvik/front?iss=", listening.app)));
    let heard = listening.tokens();
    let (header, claims) = party.verified(&heard[0]).await.unwrap();
    assert_eq!(header.typ.as_deref(), Some("logout+jwt"));
    assert_eq!(claims["sid"], unverified(id_token(&tokens))["sid"]);
}
