//! What the doors of all registers share: the list, a new breach, and a step with one.

use helsebro_actions::breaches::{self, Keeper};
use helsebro_domain::ids::BreachId;
use helsebro_domain::time::Instant;
use helsebro_views::pages::breaches::{BreachForms, BreachPage, BreachesPage};

use super::typed::{self, Found, NewForm, StepForm};
use crate::error::WebError;
use crate::web::Web;

/// A register: whose, and where its pages are.
#[derive(Clone, Copy)]
pub(super) struct Register<'a> {
    pub(super) keeper: Keeper<'a>,
    pub(super) all: fn() -> String,
    pub(super) one: fn(BreachId) -> String,
}

impl Register<'_> {
    /// The list, with what was typed about a new one.
    pub(super) async fn list(
        self,
        web: &Web,
        typed: (NewForm, Found),
        now: Instant,
    ) -> Result<BreachesPage, WebError> {
        let found = breaches::list(web.acts(), self.keeper).await?;
        let rows = found.iter().map(|one| typed::row(one, (self.one)(one.breach.id), now));
        Ok(typed::register((self.all)(), rows.collect(), typed))
    }

    /// Registers what was typed; or what is wrong with it.
    pub(super) async fn add(
        self,
        web: &Web,
        form: &NewForm,
    ) -> Result<Result<BreachId, Found>, WebError> {
        let aware_at = match typed::moment((&form.day, &form.time)) {
            Ok(aware_at) => aware_at,
            Err(wrongs) => return Ok(Err(wrongs)),
        };
        let new = (aware_at, form.nature.as_str());
        match breaches::register(web.acts(), self.keeper, new).await {
            Ok(id) => Ok(Ok(id)),
            Err(error) => Ok(Err(typed::wrong("new", error)?)),
        }
    }

    /// Takes the step that was typed; or what is wrong with it.
    pub(super) async fn take(
        self,
        web: &Web,
        (id, form): (BreachId, &StepForm),
    ) -> Result<Result<(), Found>, WebError> {
        let step = match typed::step(form) {
            Ok(step) => step,
            Err(wrongs) => return Ok(Err(wrongs)),
        };
        match breaches::take(web.acts(), self.keeper, id, &step).await {
            Ok(()) => Ok(Ok(())),
            Err(error) => Ok(Err(form.wrong(error)?)),
        }
    }

    /// One of them, with its forms when it is hers to handle.
    pub(super) async fn page(
        self,
        web: &Web,
        (id, forms): (BreachId, Option<BreachForms>),
        now: Instant,
    ) -> Result<BreachPage, WebError> {
        let shown = breaches::one(web.acts(), self.keeper, id).await?;
        Ok(typed::page(shown, ((self.all)(), (self.one)(id)), forms, now))
    }
}
