//! The calls of the REST door, one for each.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use reqwest::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Method, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::super::settings::EpjSettings;
use super::super::write::Judgement;
use super::fault::DoorFault;
use super::tokens::Tokens;
use crate::SimulatorError;

const CONNECT_LIMIT: Duration = Duration::from_secs(3);
const CALL_LIMIT: Duration = Duration::from_secs(30);
/// How long the door may hold back an empty list.
const WAIT_SECONDS: u64 = 20;
/// How many messages are listed at once.
const FETCH_COUNT: usize = 10;
/// The most bytes of an answer; a document with a large attachment, twice in
/// base64, is well below.
const ANSWER_BYTES_LIMIT: usize = 64 * 1024 * 1024;
/// The most letters kept of the door's own words.
const ERROR_CHARS_LIMIT: usize = 500;
/// One try with the token held, one with a new one.
const TRIES: usize = 2;

/// The door as this journal system uses it.
pub(crate) struct Door {
    base: String,
    system: String,
    http: reqwest::Client,
    tokens: Tokens,
}

/// One message waiting to be fetched.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) receiver_her_id: u32,
    pub(crate) sender_her_id: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    business_document: String,
}

/// One call to be.
struct Call<'a> {
    method: Method,
    path: &'a str,
    query: &'a [(&'static str, String)],
    body: Option<&'a Value>,
}

impl Door {
    pub(crate) fn new(
        settings: &EpjSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_LIMIT)
            .timeout(CALL_LIMIT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        let tokens = Tokens::new(settings.sign_in.clone(), clock, dice)?;
        let system = format!("{}, v1.0", settings.name);
        Ok(Self { base: settings.door.clone(), system, http, tokens })
    }

    /// What is waiting for these units, oldest first; waits when there is nothing.
    pub(crate) async fn list(&self, units: &[u32]) -> Result<Vec<Listed>, DoorFault> {
        let mut query: Vec<(&'static str, String)> =
            units.iter().map(|unit| ("ReceiverHerIds", unit.to_string())).collect();
        query.push(("IncludeMetadata", "true".to_owned()));
        query.push(("MessagesToFetch", FETCH_COUNT.to_string()));
        query.push(("wait", WAIT_SECONDS.to_string()));
        let call = Call { method: Method::GET, path: "/Messages", query: &query, body: None };
        let listed: Vec<Listed> = self.json(&call).await?;
        Ok(listed.into_iter().take(FETCH_COUNT).collect())
    }

    /// The document of a message.
    pub(crate) async fn document(&self, id: &str) -> Result<Vec<u8>, DoorFault> {
        let path = format!("/Messages/{}/business-document", safe_part(id)?);
        let call = Call { method: Method::GET, path: &path, query: &[], body: None };
        let document: Document = self.json(&call).await?;
        let bytes = STANDARD.decode(document.business_document);
        bytes.map_err(|_| DoorFault::Odd("the document is not base64"))
    }

    /// Says that a message is fetched and filed.
    pub(crate) async fn mark_read(&self, id: &str, unit: u32) -> Result<(), DoorFault> {
        let path = format!("/Messages/{}/read/{unit}", safe_part(id)?);
        let call = Call { method: Method::PUT, path: &path, query: &[], body: None };
        self.send(&call).await.map(drop)
    }

    /// Gives a receipt by the door's own call.
    pub(crate) async fn apprec(
        &self,
        id: &str,
        unit: u32,
        judgement: &Judgement,
    ) -> Result<(), DoorFault> {
        let status = match judgement.status {
            1 => "Ok",
            2 => "Rejected",
            _ => "OkErrorInMessagePart",
        };
        let errors: Vec<Value> = judgement
            .code
            .iter()
            .map(|code| json!({"errorCode": code, "details": "Satt i simulatoren"}))
            .collect();
        let body = json!({"appRecStatus": status, "appRecErrorList": errors});
        let path = format!("/Messages/{}/apprec/{unit}", safe_part(id)?);
        let call = Call { method: Method::POST, path: &path, query: &[], body: Some(&body) };
        self.send(&call).await.map(drop)
    }

    /// Sends a document; the door's id for it.
    pub(crate) async fn post(&self, document: &[u8]) -> Result<String, DoorFault> {
        let body = json!({
            "contentType": "application/xml",
            "contentTransferEncoding": "base64",
            "businessDocument": STANDARD.encode(document),
        });
        let path = "/Messages";
        let call = Call { method: Method::POST, path, query: &[], body: Some(&body) };
        self.json(&call).await
    }

    async fn json<T: for<'de> Deserialize<'de>>(&self, call: &Call<'_>) -> Result<T, DoorFault> {
        let bytes = bounded(self.send(call).await?, ANSWER_BYTES_LIMIT).await?;
        serde_json::from_slice(&bytes).map_err(|_| DoorFault::Odd("not the JSON that was due"))
    }

    /// Calls with a living token; a token that the door will not have is replaced
    /// once.
    async fn send(&self, call: &Call<'_>) -> Result<Response, DoorFault> {
        let mut last = DoorFault::NoToken;
        for _ in 0..TRIES {
            let answer = self.once(call).await?;
            if answer.status().is_success() {
                return Ok(answer);
            }
            let stale = answer.status() == StatusCode::UNAUTHORIZED;
            let of_token = answer
                .headers()
                .get(WWW_AUTHENTICATE)
                .and_then(|line| line.to_str().ok())
                .is_none_or(|line| line.contains("invalid_token"));
            last = refused(answer).await;
            if !stale || !of_token {
                break;
            }
            self.tokens.forget();
        }
        Err(last)
    }

    async fn once(&self, call: &Call<'_>) -> Result<Response, DoorFault> {
        let address = format!("{}{}", self.base, call.path);
        let token = self.tokens.living(&self.http).await?;
        let proof = self.tokens.proof(call.method.as_str(), &address, None, Some(&token))?;
        let mut whole =
            Url::parse(&address).map_err(|_| DoorFault::Odd("the id makes no address"))?;
        if !call.query.is_empty() {
            whole.query_pairs_mut().extend_pairs(call.query);
        }
        let mut request = self
            .http
            .request(call.method.clone(), whole)
            .header("api-version", "2")
            .header("nhn-source-system", &self.system)
            .header("Authorization", format!("DPoP {token}"))
            .header("DPoP", proof);
        if let Some(body) = call.body {
            request = request.json(body);
        }
        Ok(request.send().await?)
    }
}

/// The body, unless it is longer than it may be.
pub(super) async fn bounded(mut answer: Response, limit: usize) -> Result<Vec<u8>, DoorFault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Err(DoorFault::Odd("the answer is too long"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn refused(answer: Response) -> DoorFault {
    const FAULT_BYTES_LIMIT: usize = 256 * 1024;
    let status = answer.status().as_u16();
    let after = answer.headers().get(RETRY_AFTER).and_then(|line| line.to_str().ok());
    let retry_after = after.and_then(|line| line.parse().ok()).map(Duration::from_secs);
    let bytes = bounded(answer, FAULT_BYTES_LIMIT).await.unwrap_or_default();
    let told: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let words = told["error"].as_str().unwrap_or_default();
    let error = words.chars().take(ERROR_CHARS_LIMIT).collect();
    DoorFault::Refused { status, error, retry_after }
}

/// An id as part of a path; the door's ids need no escaping.
fn safe_part(id: &str) -> Result<&str, DoorFault> {
    const ID_CHARS_LIMIT: usize = 100;
    let fine = |letter: u8| letter.is_ascii_alphanumeric() || b"-_".contains(&letter);
    if !id.is_empty() && id.len() <= ID_CHARS_LIMIT && id.bytes().all(fine) {
        return Ok(id);
    }
    Err(DoorFault::Odd("the id is not one"))
}
