//! The sign-in protocol that ID-porten and HelseID share: OpenID Connect with
//! pushed requests, PKCE and signed client assertions; DPoP for the one that
//! wants it.
//!
//! Here are discovery and key caches, what we sign, and every check of what
//! comes back. What the two differ in (levels, claims, scopes) lives with each.
//! A token library only ever verifies signatures: every claim is checked here,
//! against the clock that was handed in.

mod access;
mod assertion;
mod discovery;
mod dpop;
mod fake;
mod id_token;
mod issuer;
mod jwks;
mod logout_token;
mod pending;
mod pkce;
mod provider;
mod pushed;
mod refused;
mod settings;
mod signed;
mod token;
mod way_out;

use core::future::Future;
use core::pin::Pin;

pub use access::{Machine, NotShown, ShownCall};
pub use issuer::Issuer;
pub use logout_token::LoggedOutElsewhere;
pub use pending::{Begun, Callback, Pending, SIGN_IN_WITHIN};
pub use refused::{LogoutFailed, SignInFailed, SignInRefused, TokenFlaw};
pub use settings::ClientSettings;
pub use way_out::EndSession;

pub(crate) use assertion::AssertionRules;
pub(crate) use dpop::{ProofKey, ProvenCall};
pub(crate) use fake::FakeProvider;
pub(crate) use id_token::instant;
pub(crate) use issuer::is_safe;
pub(crate) use pkce::random_text;
pub(crate) use provider::Provider;
pub(crate) use pushed::Wanted;
pub(crate) use signed::Claims;
pub(crate) use token::{TokenAnswer, error_code};

/// An answer that takes time, from an adapter behind a trait.
pub type Later<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// The languages that a sign-in page can be asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UiLocale {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl UiLocale {
    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }
}

/// Whether a person who is already signed in at the partner must sign in again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// A sign-in elsewhere is enough.
    Once,
    /// Sign in again whatever was before.
    Again,
}

/// What a person asks for when she presses "sign in".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInRequest {
    /// The language of the sign-in page.
    pub ui_locale: UiLocale,
    /// Whether an earlier sign-in is enough.
    pub prompt: Prompt,
}
