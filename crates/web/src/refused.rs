//! The page for a refusal that the asker may know the reason of.
//!
//! Where a handler knows more (what was written, which unit), it draws the page
//! itself; this is for the rest.

use axum::http::request::Parts;
use axum::response::Response;
use helsebro_domain::refusals::Refusal;
use helsebro_views::pages::{citizen, staff};

use crate::error::WebError;
use crate::page::Shell;
use crate::routes::{self, Route};

pub(crate) fn page(
    shell: &Shell,
    parts: &Parts,
    refusal: Refusal,
    code: &str,
) -> Result<Response, WebError> {
    if parts.uri.path().starts_with("/ansatt") {
        return staffs(shell, refusal, code);
    }
    shell.page(&citizen::Refused {
        code: refusal.shown(),
        rules: refusal.rules().iter().map(|rule| (*rule).to_owned()).collect(),
        support_code: Some(code.to_owned()),
        written: None,
        unit: None,
        open_contacts: Vec::new(),
        switchboard: None,
    })
}

fn staffs(shell: &Shell, refusal: Refusal, code: &str) -> Result<Response, WebError> {
    use helsebro_domain::refusals::ReasonCode;
    use staff::RefusedWhat;
    let back = routes::staff::WorkList.path();
    let what = match refusal.shown() {
        ReasonCode::StaffNotAuthorised => RefusedWhat::NotAuthorised {
            unit: None,
            ended: None,
            choose_unit: Some(routes::staff::ChooseUnit.path()),
        },
        ReasonCode::NoServiceNeed => RefusedWhat::NoServiceNeed,
        ReasonCode::VedtakNotAllowedInDialog => RefusedWhat::Decision,
        ReasonCode::NotARecipientOfService => RefusedWhat::NotARecipient,
        _ => RefusedWhat::ChangedMeanwhile { open: back.clone() },
    };
    let trace = Some(code.to_owned());
    shell.page(&staff::Refused { what, code: refusal.shown().to_string(), trace, back })
}
