//! Access tokens that others show us, bound to their key (RFC 9068, RFC 9449).

use core::fmt;
use core::time::Duration;

use helsebro_domain::time::Instant;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};

use super::id_token::{check_names_and_times, instant};
use super::issuer::Issuer;
use super::pkce::fingerprint;
use super::refused::TokenFlaw;
use super::signed::{Announced, Claims};
use crate::faults::PartnerFault;

/// A call that came with an access token and a proof.
#[derive(Clone, Copy)]
pub struct ShownCall<'a> {
    /// The access token.
    pub token: &'a str,
    /// The proof.
    pub proof: &'a str,
    /// The method of the call.
    pub method: &'a str,
    /// The address of the call, without query.
    pub address: &'a str,
}

/// A machine that has shown a token of its own and proven that it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Machine {
    /// Which client.
    pub client_id: String,
    /// The organisation that it is registered for.
    pub orgnr_parent: Option<String>,
    /// The proof's own id; the caller remembers it, so that it is used once.
    pub proof_id: String,
    /// When the proof is too old anyway, and its id may be forgotten.
    pub proof_ends: Instant,
}

impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// Why a call is not let in.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// The token is not believed.
    #[error("the token cannot be believed: {0}")]
    Token(#[from] TokenFlaw),
    /// The proof does not prove it.
    #[error("the proof does not hold: {0}")]
    Proof(&'static str),
    /// The issuer's keys could not be had, so nobody knows.
    #[error(transparent)]
    Fault(#[from] PartnerFault),
}

/// The header's `typ` of an access token and of a proof.
const TOKEN_TYP: &str = "at+jwt";
const PROOF_TYP: &str = "dpop+jwt";

/// How old a proof may be, and how far ahead its maker's clock.
const PROOF_AGE: Duration = Duration::from_secs(60);
const PROOF_AHEAD: Duration = Duration::from_secs(10);

/// The longest proof and the longest id of one.
const PROOF_MAX: usize = 8 * 1024;
const PROOF_ID_MAX: usize = 200;

/// Ways of signing a proof that we accept.
const PROOF_ALGORITHMS: [Algorithm; 6] = [
    Algorithm::RS256,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// Members of a JWK that would give the private key away.
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

const ORGNR_PARENT: &str = "helseid://claims/client/claims/orgnr_parent";

/// Whether a token announces itself as an access token, so that no other token of
/// the same issuer can be used as one.
pub(crate) fn check_type(announced: &Announced) -> Result<(), TokenFlaw> {
    match &announced.typ {
        Some(typ) if typ.eq_ignore_ascii_case(TOKEN_TYP) => Ok(()),
        _ => Err(TokenFlaw::Type),
    }
}

/// Checks a verified token's claims and the proof that goes with it.
pub(crate) fn check(
    claims: &Claims,
    (issuer, audience): (&Issuer, &str),
    call: &ShownCall<'_>,
    now: Instant,
) -> Result<Machine, NotShown> {
    check_names_and_times(claims, issuer, audience, now)?;
    let client_id = claims.text("client_id").filter(|id| !id.is_empty());
    let client_id = client_id.ok_or(TokenFlaw::Malformed)?.to_owned();
    let bound = claims.object("cnf").and_then(|cnf| cnf.get("jkt")).and_then(Value::as_str);
    let bound = bound.ok_or(NotShown::Proof("the token is bound to no key"))?;
    let proven = proof(call, now)?;
    if proven.thumbprint != bound {
        return Err(NotShown::Proof("it was made with another key than the token's"));
    }
    Ok(Machine {
        client_id,
        orgnr_parent: claims.text_or_number(ORGNR_PARENT),
        proof_id: proven.id,
        proof_ends: proven.made_at.plus(PROOF_AGE).plus(PROOF_AHEAD),
    })
}

struct Proven {
    thumbprint: String,
    id: String,
    made_at: Instant,
}

fn proof(call: &ShownCall<'_>, now: Instant) -> Result<Proven, NotShown> {
    let (jwk, claims) = verified(call.proof)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("htm") != Some(call.method) {
        return Err(NotShown::Proof("it is for another method"));
    }
    if text("htu") != Some(call.address) {
        return Err(NotShown::Proof("it is for another address"));
    }
    if text("ath") != Some(&fingerprint(call.token)) {
        return Err(NotShown::Proof("it is for another token"));
    }
    let made = claims.get("iat").and_then(Value::as_i64);
    let made_at = instant(made.ok_or(NotShown::Proof("it does not say when it was made"))?);
    if made_at < now.minus(PROOF_AGE) {
        return Err(NotShown::Proof("it is too old"));
    }
    if made_at > now.plus(PROOF_AHEAD) {
        return Err(NotShown::Proof("it was made in the future"));
    }
    let id = text("jti").filter(|id| !id.is_empty() && id.len() <= PROOF_ID_MAX);
    let id = id.ok_or(NotShown::Proof("it has no id"))?.to_owned();
    let thumbprint = jwk
        .thumbprint(ThumbprintHash::SHA256)
        .map_err(|_| NotShown::Proof("its key has no thumbprint"))?;
    Ok(Proven { thumbprint, id, made_at })
}

fn verified(proof: &str) -> Result<(Jwk, Map<String, Value>), NotShown> {
    let not_one = |_| NotShown::Proof("it is not a proof");
    if proof.len() > PROOF_MAX {
        return Err(NotShown::Proof("it is too long"));
    }
    let header = decode_header(proof).map_err(not_one)?;
    if header.typ.as_deref() != Some(PROOF_TYP) {
        return Err(NotShown::Proof("it is of another type"));
    }
    if !PROOF_ALGORITHMS.contains(&header.alg) {
        return Err(NotShown::Proof("it is signed in a way that is not accepted"));
    }
    let jwk = header.jwk.ok_or(NotShown::Proof("it has no key"))?;
    let shown = serde_json::to_value(&jwk).unwrap_or_default();
    if has_private(proof) || PRIVATE_MEMBERS.iter().any(|member| shown.get(member).is_some()) {
        return Err(NotShown::Proof("it gives a private key away"));
    }
    let key = DecodingKey::from_jwk(&jwk).map_err(|_| NotShown::Proof("its key cannot be used"))?;
    let mut rules = Validation::new(header.alg);
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules.validate_aud = false;
    let claims = decode::<Map<String, Value>>(proof, &key, &rules)
        .map_err(|_| NotShown::Proof("its signature does not fit"))?
        .claims;
    Ok((jwk, claims))
}

/// The library's key leaves out what it does not know; the header itself tells.
fn has_private(proof: &str) -> bool {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let header = proof.split('.').next().unwrap_or_default();
    let raw = URL_SAFE_NO_PAD.decode(header).unwrap_or_default();
    let header: Value = serde_json::from_slice(&raw).unwrap_or_default();
    let jwk = header.get("jwk");
    jwk.is_some_and(|jwk| PRIVATE_MEMBERS.iter().any(|member| jwk.get(member).is_some()))
}

#[cfg(test)]
mod tests {
    use helsebro_domain::ids::Dice;
    use serde_json::json;
    use url::Url;

    use super::super::dpop::{ProofKey, ProvenCall};
    use super::*;

    const NOW: i64 = 1_801_555_200;
    const ADDRESS: &str = "https://helsebro.test/epj/Messages";

    struct Ones;
    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    fn key() -> ProofKey {
        let Ok(key) = ProofKey::generate() else { panic!("no key") };
        key
    }

    fn proof_for(key: &ProofKey, method: &'static str, address: &str, token: &str) -> String {
        let address: Url = address.parse().unwrap();
        let access_token = Some(token);
        let call = ProvenCall { method, address: &address, server_nonce: None, access_token };
        let Ok(proof) = key.proof(&call, instant(NOW), &Ones) else { panic!("no proof") };
        proof
    }

    fn thumbprint(proof: &str) -> String {
        decode_header(proof).unwrap().jwk.unwrap().thumbprint(ThumbprintHash::SHA256).unwrap()
    }

    fn good(jkt: &str) -> Value {
        json!({
            "iss": "https://id.test", "aud": "nhn:msh", "client_id": "epj", "iat": NOW,
            "exp": NOW + 600, "cnf": {"jkt": jkt}, ORGNR_PARENT: "310000019",
        })
    }

    fn verdict(claims: &Value, call: &ShownCall<'_>, now: i64) -> Result<Machine, NotShown> {
        let claims = Claims::received(claims.to_string().as_bytes()).unwrap();
        let issuer = Issuer::new("https://id.test").unwrap();
        check(&claims, (&issuer, "nhn:msh"), call, instant(now))
    }

    #[test]
    fn a_call_with_its_own_token_and_proof_is_let_in() {
        let key = key();
        let proof = proof_for(&key, "GET", ADDRESS, "the-token");
        let call = ShownCall { token: "the-token", proof: &proof, method: "GET", address: ADDRESS };
        let machine = verdict(&good(&thumbprint(&proof)), &call, NOW).unwrap();
        assert_eq!(machine.client_id, "epj");
        assert_eq!(machine.orgnr_parent.as_deref(), Some("310000019"));
        assert_eq!(machine.proof_ends, instant(NOW + 70));
    }

    #[test]
    fn a_proof_that_is_for_anything_else_is_refused() {
        let key = key();
        let proof = proof_for(&key, "GET", ADDRESS, "the-token");
        let good = good(&thumbprint(&proof));
        let call = ShownCall { token: "the-token", proof: &proof, method: "GET", address: ADDRESS };
        for (call, now) in [
            (ShownCall { method: "POST", ..call }, NOW),
            (ShownCall { address: "https://helsebro.test/epj", ..call }, NOW),
            (ShownCall { token: "another", ..call }, NOW),
            (ShownCall { proof: "a.b.c", ..call }, NOW),
            (ShownCall { proof: "", ..call }, NOW),
            (call, NOW + 61),
            (call, NOW - 11),
        ] {
            assert!(matches!(verdict(&good, &call, now), Err(NotShown::Proof(_))));
        }
        let stolen = proof_for(&self::key(), "GET", ADDRESS, "the-token");
        let stolen = ShownCall { proof: &stolen, ..call };
        assert!(matches!(verdict(&good, &stolen, NOW), Err(NotShown::Proof(_))));
    }

    #[test]
    fn a_token_for_others_from_others_or_bound_to_nobody_is_refused() {
        let key = key();
        let proof = proof_for(&key, "GET", ADDRESS, "the-token");
        let call = ShownCall { token: "the-token", proof: &proof, method: "GET", address: ADDRESS };
        for (name, value) in [
            ("iss", json!("https://other.test")),
            ("aud", json!("other")),
            ("exp", json!(NOW - 31)),
            ("nbf", json!(NOW + 60)),
            ("client_id", json!("")),
            ("client_id", Value::Null),
        ] {
            let mut claims = good(&thumbprint(&proof));
            claims[name] = value;
            assert!(matches!(verdict(&claims, &call, NOW), Err(NotShown::Token(_))), "{name}");
        }
        let mut unbound = good("x");
        unbound["cnf"] = json!({});
        assert!(matches!(verdict(&unbound, &call, NOW), Err(NotShown::Proof(_))));
    }
}
