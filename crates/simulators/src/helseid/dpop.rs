//! DPoP proofs (RFC 9449): checked to the letter.

use axum::http::HeaderMap;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;

use crate::oidc::answers::Refusal;
use crate::oidc::{Desk, jwt};

const ALGORITHMS: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];
/// Members of a JWK that would give the private key away.
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
/// How old a proof may be.
const AGE_SECONDS: i64 = 6;
/// How far ahead the sender's clock may be.
const SKEW_SECONDS: i64 = 5;
/// How long a nonce may be used.
const NONCE_SECONDS: i64 = 60;
const JTI_CHARS_LIMIT: usize = 200;

/// A proof that has passed every check but the nonce.
pub(super) struct Proof {
    /// RFC 7638 thumbprint of the key that made it.
    pub(super) thumbprint: String,
    pub(super) nonce: Option<String>,
}

/// Whether a proof goes with an access token.
#[derive(Clone, Copy)]
pub(super) enum Bound<'a> {
    /// At the token endpoint there is none yet.
    Unbound,
    /// `ath` must be the hash of this token.
    To(&'a str),
}

pub(super) fn algorithm_names() -> Vec<String> {
    ALGORITHMS.iter().map(|algorithm| format!("{algorithm:?}")).collect()
}

/// Checks the one `DPoP` header of a request. The proof's `jti` is spent by this.
pub(super) fn check(
    desk: &Desk,
    headers: &HeaderMap,
    (method, path): (&str, &str),
    bound: Bound<'_>,
) -> Result<Proof, Refusal> {
    let (jwk, claims) = verified(one_header(headers)?)?;
    if claims["htm"].as_str() != Some(method) {
        return Err(refused("htm is not the method"));
    }
    if claims["htu"].as_str() != Some(&desk.address(path)) {
        return Err(refused("htu is not the address, without query and fragment"));
    }
    let now = desk.now();
    match claims["iat"].as_i64() {
        Some(iat) if iat < now - AGE_SECONDS => return Err(refused("the proof is too old")),
        Some(iat) if iat > now + SKEW_SECONDS => return Err(refused("iat is in the future")),
        Some(_) => {}
        None => return Err(refused("iat is missing")),
    }
    match bound {
        Bound::Unbound => {}
        Bound::To(token) if claims["ath"].as_str() == Some(&jwt::sha256(token)) => {}
        Bound::To(_) => return Err(refused("ath is not the hash of the access token")),
    }
    spend_jti(desk, &claims)?;
    let thumbprint =
        jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| refused("jwk has no thumbprint"))?;
    Ok(Proof { thumbprint, nonce: claims["nonce"].as_str().map(str::to_owned) })
}

/// A nonce for the next proof.
pub(super) fn new_nonce(desk: &Desk) -> String {
    let nonce = desk.random();
    let end = desk.now() + NONCE_SECONDS;
    desk.remembering(|memory| memory.nonces.insert(nonce.clone(), end));
    nonce
}

/// Whether the nonce is one of ours and still good.
pub(super) fn is_ours(desk: &Desk, nonce: &str) -> bool {
    let now = desk.now();
    desk.remembering(|memory| memory.nonces.get(nonce).is_some_and(|end| *end > now))
}

fn one_header(headers: &HeaderMap) -> Result<&str, Refusal> {
    let mut given = headers.get_all("dpop").iter();
    let proof = given.next().ok_or_else(|| refused("the DPoP header is missing"))?;
    if given.next().is_some() {
        return Err(refused("there are two DPoP headers"));
    }
    proof.to_str().map_err(|_| refused("the DPoP header is not text"))
}

fn verified(proof: &str) -> Result<(Jwk, Value), Refusal> {
    let header =
        jsonwebtoken::decode_header(proof).map_err(|_| refused("the proof is not a JWT"))?;
    if header.typ.as_deref() != Some("dpop+jwt") {
        return Err(refused("typ must be dpop+jwt"));
    }
    if !ALGORITHMS.contains(&header.alg) {
        return Err(refused("alg is not allowed"));
    }
    let raw = jwt::raw_header(proof).ok_or_else(|| refused("the proof is not a JWT"))?;
    if PRIVATE_MEMBERS.iter().any(|member| raw["jwk"].get(member).is_some()) {
        return Err(refused("jwk must be the public key only"));
    }
    let jwk = header.jwk.ok_or_else(|| refused("jwk is missing"))?;
    let key = DecodingKey::from_jwk(&jwk).map_err(|_| refused("jwk cannot be used"))?;
    let claims = jwt::verified_claims(proof, &key, header.alg)
        .ok_or_else(|| refused("the proof's signature does not hold"))?;
    Ok((jwk, claims))
}

fn spend_jti(desk: &Desk, claims: &Value) -> Result<(), Refusal> {
    let jti = claims["jti"]
        .as_str()
        .filter(|jti| !jti.is_empty() && jti.chars().count() <= JTI_CHARS_LIMIT)
        .ok_or_else(|| refused("jti is missing"))?;
    desk.remembering(|memory| {
        if memory.proof_jtis.contains(jti) {
            return Err(refused("the proof's jti has been used"));
        }
        memory.proof_jtis.insert(jti.to_owned(), ());
        Ok(())
    })
}

fn refused(description: &str) -> Refusal {
    Refusal::new("invalid_dpop_proof", description)
}
