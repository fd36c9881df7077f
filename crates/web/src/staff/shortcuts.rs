//! `/ansatt/snarveier`: the single keys, and the reader's own choices.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::parties::{self, StaffProfile, profile};
use helsebro_views::pages::staff::{Saved, ShortcutsPage};
use helsebro_views::{Shortcuts, Theme};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with, theme};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// The choices.
#[derive(Debug, Deserialize)]
pub(super) struct ChoicesForm {
    #[serde(default)]
    shortcuts: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
}

/// Shows the keys and the choices.
#[tracing::instrument(name = "web.staff.shortcuts", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let chosen = profile::staffs(web.acts(), who(&at)).await?;
    shell.page(&ShortcutsPage {
        back: staff::WorkList.path(),
        action: staff::Shortcuts.path(),
        keys: match chosen.shortcuts {
            parties::Shortcuts::On => Shortcuts::On,
            parties::Shortcuts::Off => Shortcuts::Off,
        },
        language: shell.language(),
        theme: shown_theme(chosen.theme),
        saved: if asked.gjort == "lagret" { Saved::JustNow } else { Saved::No },
    })
}

/// Stores the choices.
#[tracing::instrument(name = "web.staff.shortcuts", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    CheckedForm(form): CheckedForm<ChoicesForm>,
) -> Result<Response, WebError> {
    let chosen = StaffProfile {
        language: match form.language.as_str() {
            "nb" => parties::Language::Nb,
            "nn" => parties::Language::Nn,
            "en" => parties::Language::En,
            _ => parties::Language::Unset,
        },
        theme: match form.theme.as_str() {
            "light" => parties::Theme::Light,
            "dark" => parties::Theme::Dark,
            _ => parties::Theme::Device,
        },
        shortcuts: match form.shortcuts.as_str() {
            "off" => parties::Shortcuts::Off,
            _ => parties::Shortcuts::On,
        },
    };
    profile::set_staffs(web.acts(), who(&at), chosen).await?;
    Ok(see_with(&staff::Shortcuts, "gjort=lagret"))
}

fn who(at: &AtDesk) -> (helsebro_domain::ids::StaffId, helsebro_domain::ids::MunicipalityId) {
    (at.member.staff, at.member.municipality)
}

fn shown_theme(stored: parties::Theme) -> Theme {
    theme(stored)
}
