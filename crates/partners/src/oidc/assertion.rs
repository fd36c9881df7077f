//! How we show a partner that we are the client we say (`private_key_jwt`).

use core::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Instant;
use jsonwebtoken::{Algorithm, Header, encode};
use serde::Serialize;

use super::issuer::Issuer;
use super::pkce::random_text;
use crate::keys::ClientKey;

/// The form value that says what kind of assertion follows.
pub(crate) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a partner asks of an assertion.
#[derive(Clone, Copy)]
pub(crate) struct AssertionRules {
    /// The header's `typ`.
    pub(crate) typ: &'static str,
    /// The algorithm when our key is RSA.
    pub(crate) for_rsa: Algorithm,
    /// How long it is valid.
    pub(crate) lifetime: Duration,
}

#[derive(Serialize)]
struct AssertionClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: String,
}

const JTI_BYTES: usize = 16;

/// A new assertion; each is used once.
pub(crate) fn assertion(
    rules: AssertionRules,
    key: &ClientKey,
    client_id: &str,
    issuer: &Issuer,
    (now, dice): (Instant, &dyn Dice),
) -> Result<String, jsonwebtoken::errors::Error> {
    let mut header = Header::new(key.algorithm(rules.for_rsa));
    header.typ = Some(rules.typ.to_owned());
    header.kid = Some(key.kid().to_owned());
    let claims = AssertionClaims {
        iss: client_id,
        sub: client_id,
        aud: issuer.as_str(),
        iat: now.seconds(),
        nbf: now.seconds(),
        exp: now.plus(rules.lifetime).seconds(),
        jti: random_text(dice, JTI_BYTES),
    };
    encode(&header, &claims, key.signing())
}
