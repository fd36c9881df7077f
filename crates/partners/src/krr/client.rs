//! The contact register over the net.

use std::collections::HashMap;
use std::sync::Arc;

use helsebro_domain::notices::ContactCard;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::time::Clock;
use secrecy::ExposeSecret;
use serde::Serialize;
use url::Url;

use super::{BATCH_MAX, ContactRegister, read};
use crate::faults::{BadSettings, ErrorCode, PartnerFault, Step};
use crate::http::{self, Answer, Limits, Line};
use crate::maskinporten::{MachineTokens, Wanted};
use crate::oidc::Later;
use crate::registers::{RegisterFault, asked_again};

const PARTNER: &str = "KRR";

/// The scope that contact points are read with; reservation comes with any.
const SCOPE: &str = "krr:global/kontaktinformasjon.read";

/// Where the register is.
#[derive(Debug, Clone)]
pub struct KrrSettings {
    /// Its base address, as `https://kontaktregisteret.no`.
    pub address: String,
    /// How long we wait; [`Limits::REGISTER`] unless there is a reason.
    pub limits: Limits,
}

/// The register itself.
pub struct Krr {
    line: Line,
    address: Url,
    tokens: Arc<dyn MachineTokens>,
    wanted: Wanted,
}

#[derive(Serialize)]
struct Question<'a> {
    personidentifikatorer: Vec<&'a str>,
}

impl Krr {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(
        settings: &KrrSettings,
        tokens: Arc<dyn MachineTokens>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, BadSettings> {
        let (base, trust) = http::base(&settings.address)?;
        let address = base.join("rest/v2/personer").map_err(|_| BadSettings::Address)?;
        let line =
            Line::new(PARTNER, settings.limits, trust, clock).map_err(|_| BadSettings::Tls)?;
        Ok(Self { line, address, tokens, wanted: Wanted::scopes(&[SCOPE]) })
    }

    async fn cards(
        &self,
        numbers: &[IdentityNumber],
    ) -> Result<HashMap<IdentityNumber, ContactCard>, RegisterFault> {
        if numbers.len() > BATCH_MAX {
            return Err(RegisterFault::TooMany { limit: BATCH_MAX });
        }
        if numbers.is_empty() {
            return Ok(HashMap::new());
        }
        let answer = asked_again(|| self.ask(numbers)).await?;
        read::cards(&answer.body, numbers)
            .ok_or_else(|| self.line.bad(Step::LookUp, "not a list of persons").into())
    }

    async fn ask(&self, numbers: &[IdentityNumber]) -> Result<Answer, PartnerFault> {
        let token = self.tokens.token(&self.wanted).await?;
        let personidentifikatorer = numbers.iter().map(IdentityNumber::digits).collect();
        let call = self
            .line
            .client()
            .post(self.address.clone())
            .bearer_auth(token.expose_secret())
            .header("Accept", "application/json")
            .json(&Question { personidentifikatorer });
        let answer = self.line.send(Step::LookUp, call).await?;
        match answer.status {
            200 => Ok(answer),
            401 | 403 => {
                self.tokens.forget(&self.wanted);
                let code = ErrorCode::new("access_denied");
                Err(PartnerFault::TurnedAway { partner: PARTNER, step: Step::LookUp, code })
            }
            400 => Err(self.line.bad(Step::LookUp, "it does not take our question")),
            _ => Err(self.line.bad(Step::LookUp, "unexpected status")),
        }
    }
}

impl ContactRegister for Krr {
    fn look_up<'a>(
        &'a self,
        numbers: &'a [IdentityNumber],
    ) -> Later<'a, HashMap<IdentityNumber, ContactCard>, RegisterFault> {
        Box::pin(self.cards(numbers))
    }

    /// Whether we are given a token for it: the register has no question that is
    /// about nobody.
    fn check(&self) -> Later<'_, (), RegisterFault> {
        Box::pin(async move { Ok(self.tokens.check(&self.wanted).await?) })
    }
}
