//! The person service over the net.

use std::sync::Arc;

use helsebro_domain::ids::Dice;
use helsebro_domain::parties::{IdentityNumber, NumberPolicy};
use helsebro_domain::time::Clock;
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use url::Url;

use super::home::Marker;
use super::read::{self, Reader};
use super::{BULK_MAX, EVENTS_MAX, Event, Found, PopulationRegister, RegisterId, words};
use crate::faults::{BadSettings, ErrorCode, PartnerFault, Step};
use crate::helseid::BoundTokens;
use crate::http::{self, Answer, Limits, Line};
use crate::oidc::Later;
use crate::registers::{RegisterFault, asked_again};

const PARTNER: &str = "the population register";
const API_VERSION: &str = "2";

/// The parts of a person that we read; no other is asked for.
const PARTS: [&str; 9] = [
    "NorwegianIdentificationNumber",
    "Name",
    "Birth",
    "Status",
    "Death",
    "AddressProtection",
    "ResidentialAddress",
    "ParentalResponsibility",
    "GuardianshipOrFuturePowerOfAttorney",
];

/// Where the register is, and what it lets us read.
#[derive(Debug, Clone)]
pub struct PersonApiSettings {
    /// Its address with the part that says by which right we read, as
    /// `https://…/api/legal-basis`.
    pub address: String,
    /// The scope that it is read with.
    pub scope: String,
    /// Which identity numbers are taken.
    pub numbers: NumberPolicy,
    /// How long we wait; [`Limits::REGISTER`] unless there is a reason.
    pub limits: Limits,
}

/// The register itself.
pub struct PersonApi {
    line: Line,
    base: Url,
    scope: String,
    tokens: Arc<dyn BoundTokens>,
    reader: Reader,
}

impl PersonApi {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(
        settings: &PersonApiSettings,
        tokens: Arc<dyn BoundTokens>,
        clock: Arc<dyn Clock>,
        dice: &dyn Dice,
    ) -> Result<Self, BadSettings> {
        let (base, trust) = http::base(&settings.address)?;
        let line =
            Line::new(PARTNER, settings.limits, trust, clock).map_err(|_| BadSettings::Tls)?;
        let reader = Reader { numbers: settings.numbers.clone(), marker: Marker::new(dice) };
        Ok(Self { line, base, scope: settings.scope.clone(), tokens, reader })
    }

    /// An address under the register's; `parts` asks for what we read.
    fn address(&self, path: &str, query: &[(&str, String)]) -> Result<Url, PartnerFault> {
        let mut url =
            self.base.join(path).map_err(|_| self.line.bad(Step::LookUp, "no address"))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    async fn ask(
        &self,
        (step, method): (Step, &'static str),
        address: &Url,
        call: &(dyn Fn() -> RequestBuilder + Sync),
    ) -> Result<Answer, PartnerFault> {
        let answer = asked_again(|| async {
            let token = self.tokens.bound(&self.scope).await?;
            let call = token.shown(call(), method, address)?.header("api-version", API_VERSION);
            let answer = self.line.send(step, call).await?;
            if answer.status == 401 {
                self.tokens.forget(&self.scope);
            }
            Ok(answer)
        })
        .await?;
        match answer.status {
            200 | 404 => Ok(answer),
            401 | 403 => {
                let code = ErrorCode::new("access_denied");
                Err(PartnerFault::TurnedAway { partner: PARTNER, step, code })
            }
            400 => Err(self.line.bad(step, "it does not take our question")),
            _ => Err(self.line.bad(step, "unexpected status")),
        }
    }

    fn read<T: DeserializeOwned>(&self, step: Step, answer: &Answer) -> Result<T, PartnerFault> {
        serde_json::from_slice(&answer.body)
            .map_err(|_| self.line.bad(step, "not what it says it answers with"))
    }

    /// One person in an answer. One whom we asked for and cannot read is a bad
    /// answer, never nobody.
    fn one(&self, answer: &Answer) -> Result<Option<Found>, RegisterFault> {
        if answer.status == 404 {
            return Ok(None);
        }
        let said: words::Person = self.read(Step::LookUp, answer)?;
        let found = self.reader.person(&said);
        found.map(Some).ok_or_else(|| self.unreadable())
    }

    fn unreadable(&self) -> RegisterFault {
        self.line.bad(Step::LookUp, "a person that cannot be read").into()
    }

    async fn by_number(&self, number: &IdentityNumber) -> Result<Option<Found>, RegisterFault> {
        let address = self.address("person/get-by-nin", &parts())?;
        let form = [("nin", number.digits())];
        let call = || self.line.client().post(address.clone()).form(&form);
        let answer = self.ask((Step::LookUp, "POST"), &address, &call).await?;
        let found = self.one(&answer)?;
        if found.as_ref().is_some_and(|found| !found.person.is_called(number)) {
            return Err(self.line.bad(Step::LookUp, "another person than we asked for").into());
        }
        Ok(found)
    }

    async fn by_numbers(&self, numbers: &[IdentityNumber]) -> Result<Vec<Found>, RegisterFault> {
        if numbers.len() > BULK_MAX {
            return Err(RegisterFault::TooMany { limit: BULK_MAX });
        }
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let address = self.address("person/bulk-by-nin", &parts())?;
        let form: Vec<_> = numbers.iter().map(|number| ("nins", number.digits())).collect();
        let call = || self.line.client().post(address.clone()).form(&form);
        let answer = self.ask((Step::LookUp, "POST"), &address, &call).await?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        let said: Vec<words::Person> = self.read(Step::LookUp, &answer)?;
        let found: Option<Vec<_>> =
            said.iter().take(BULK_MAX).map(|person| self.reader.person(person)).collect();
        let mut found = found.ok_or_else(|| self.unreadable())?;
        found.retain(|found| numbers.iter().any(|number| found.person.is_called(number)));
        Ok(found)
    }

    async fn by_own_id(&self, id: &RegisterId) -> Result<Option<Found>, RegisterFault> {
        let address = self.address(&format!("person/{}", id.as_str()), &parts())?;
        let call = || self.line.client().get(address.clone());
        let answer = self.ask((Step::LookUp, "GET"), &address, &call).await?;
        let found = self.one(&answer)?;
        if found.as_ref().is_some_and(|found| found.id != *id) {
            return Err(self.line.bad(Step::LookUp, "another person than we asked for").into());
        }
        Ok(found)
    }

    async fn changes(&self, from: u64) -> Result<Vec<Event>, RegisterFault> {
        let from = from.max(1);
        let query = [("sequenceNumber", from.to_string())];
        let address = self.address("event", &query)?;
        let call = || self.line.client().get(address.clone());
        let answer = self.ask((Step::Changes, "GET"), &address, &call).await?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        let said: words::Changes = self.read(Step::Changes, &answer)?;
        let bad = |what| self.line.bad(Step::Changes, what);
        let events = read::events(&said).ok_or_else(|| bad("a change that cannot be read"))?;
        if events.len() > EVENTS_MAX || events.first().is_some_and(|first| first.sequence < from) {
            return Err(bad("changes that we did not ask for").into());
        }
        Ok(events)
    }

    async fn latest(&self) -> Result<Option<u64>, RegisterFault> {
        let address = self.address("event/latest", &[])?;
        let call = || self.line.client().get(address.clone());
        let answer = self.ask((Step::Changes, "GET"), &address, &call).await?;
        if answer.status == 404 {
            return Ok(None);
        }
        let said: words::Change = self.read(Step::Changes, &answer)?;
        let event = read::event(&said);
        let event = event.ok_or_else(|| self.line.bad(Step::Changes, "not a change"))?;
        Ok(Some(event.sequence))
    }
}

/// What is asked for of a person. Her history comes with it, or one who is found
/// by a former number could not be told from another; it is left out in reading.
fn parts() -> Vec<(&'static str, String)> {
    let parts = PARTS.iter().map(|part| ("informationParts", (*part).to_owned()));
    parts.chain([("includeHistory", "true".to_owned())]).collect()
}

impl PopulationRegister for PersonApi {
    fn person<'a>(&'a self, number: &'a IdentityNumber) -> Later<'a, Option<Found>, RegisterFault> {
        Box::pin(self.by_number(number))
    }

    fn people<'a>(&'a self, numbers: &'a [IdentityNumber]) -> Later<'a, Vec<Found>, RegisterFault> {
        Box::pin(self.by_numbers(numbers))
    }

    fn by_id<'a>(&'a self, id: &'a RegisterId) -> Later<'a, Option<Found>, RegisterFault> {
        Box::pin(self.by_own_id(id))
    }

    fn events(&self, from: u64) -> Later<'_, Vec<Event>, RegisterFault> {
        Box::pin(self.changes(from))
    }

    fn latest_event(&self) -> Later<'_, Option<u64>, RegisterFault> {
        Box::pin(self.latest())
    }

    fn check(&self) -> Later<'_, (), RegisterFault> {
        Box::pin(async move { self.latest().await.map(drop) })
    }
}
