//! The ways in which a sign-in or a message of logout is not accepted.

use crate::faults::PartnerFault;

/// Why a person who came back from the sign-in page is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefused {
    /// She cancelled, or the partner would not let her in.
    #[error("the sign-in was cancelled")]
    Cancelled,
    /// She signed in, but not at the level that is needed (S1-2.1-c).
    #[error("the level of the sign-in is too low")]
    LevelTooLow,
    /// Her electronic identity has no Norwegian identity number.
    #[error("the electronic identity has no identity number")]
    NoPid,
    /// It took too long from start to return.
    #[error("the sign-in took too long")]
    TooLate,
    /// She came back to another sign-in than the one that this browser began.
    #[error("the state does not belong to this sign-in")]
    WrongState,
    /// The answer came from someone else than we asked (RFC 9207).
    #[error("the answer came from another issuer")]
    WrongIssuer,
    /// The answer had neither a code nor an error.
    #[error("the answer had no code")]
    NoCode,
    /// The code was used before or had run out.
    #[error("the code was spent")]
    CodeSpent,
    /// The token that says who she is cannot be believed.
    #[error("the token cannot be believed: {0}")]
    Untrusted(TokenFlaw),
}

/// Why a signed token cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFlaw {
    /// Not a token, or too large to be one.
    #[error("malformed")]
    Malformed,
    /// Signed in a way that we do not accept, or not at all.
    #[error("algorithm not allowed")]
    Algorithm,
    /// Another kind of token than the one expected here.
    #[error("wrong type")]
    Type,
    /// Signed by a key that the issuer does not publish.
    #[error("unknown key")]
    UnknownKey,
    /// The signature does not fit.
    #[error("bad signature")]
    Signature,
    /// Another issuer.
    #[error("wrong issuer")]
    Issuer,
    /// Meant for another client.
    #[error("wrong audience")]
    Audience,
    /// Belongs to another sign-in; in a logout token, there at all.
    #[error("wrong nonce")]
    Nonce,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not begun.
    #[error("not valid yet")]
    NotYet,
    /// It is about someone else than the rest of the answer.
    #[error("wrong subject")]
    Subject,
    /// Not the event of a logout.
    #[error("wrong event")]
    Event,
    /// It names no session.
    #[error("no session")]
    Session,
}

/// Why a sign-in did not end in somebody signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInFailed {
    /// We say no.
    #[error(transparent)]
    Refused(#[from] SignInRefused),
    /// The partner failed.
    #[error(transparent)]
    Fault(#[from] PartnerFault),
}

impl From<TokenFlaw> for SignInFailed {
    fn from(flaw: TokenFlaw) -> Self {
        Self::Refused(SignInRefused::Untrusted(flaw))
    }
}

/// Why a message of logout was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LogoutFailed {
    /// We do not believe it; answer 400.
    #[error("the logout cannot be believed: {0}")]
    Refused(#[from] TokenFlaw),
    /// The partner's keys could not be had, so nobody knows; answer 503.
    #[error(transparent)]
    Fault(#[from] PartnerFault),
}
