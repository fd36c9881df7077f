//! Forms: each is one order, with where to go afterwards.

use super::super::settings::{EpjPatient, EpjSettings};
use crate::oidc::page::escape;

/// A form around fields that are HTML already.
pub(super) fn form(act: &str, back: &str, fields: &str, words: &str) -> String {
    let (act, back, words) = (escape(act), escape(back), escape(words));
    format!(
        "<form method=\"post\" action=\"/ordre\"><input type=\"hidden\" name=\"act\" \
         value=\"{act}\"><input type=\"hidden\" name=\"tilbake\" value=\"{back}\">{fields}\
         <p><button>{words}</button></p></form>"
    )
}

/// A form that is one button.
pub(super) fn button(act: &str, back: &str, fields: &[(&str, &str)], words: &str) -> String {
    let hidden: String = fields.iter().map(|(name, value)| hidden(name, value)).collect();
    form(act, back, &hidden, words)
}

/// A field that is not seen.
pub(super) fn hidden(name: &str, value: &str) -> String {
    let (name, value) = (escape(name), escape(value));
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
}

/// Whether a field must be filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

/// One line of text.
pub(super) fn line(id: &str, name: &str, label: &str, value: &str, need: Need) -> String {
    let (label, value) = (escape(label), escape(value));
    let (required, note) = needed(need);
    format!(
        "<div class=\"field\"><label for=\"{id}\">{label}{note}</label><input type=\"text\" \
         id=\"{id}\" name=\"{name}\" value=\"{value}\"{required}></div>"
    )
}

/// Many lines of text.
pub(super) fn area(id: &str, label: &str, need: Need) -> String {
    let label = escape(label);
    let (required, note) = needed(need);
    format!(
        "<div class=\"field\"><label for=\"{id}\">{label}{note}</label>\
         <textarea id=\"{id}\" name=\"text\" rows=\"4\"{required}></textarea></div>"
    )
}

/// A choice of one; the first is chosen.
pub(super) fn choice(id: &str, name: &str, label: &str, options: &[(&str, &str)]) -> String {
    let label = escape(label);
    let options: String = options
        .iter()
        .map(|(value, words)| {
            format!("<option value=\"{}\">{}</option>", escape(value), escape(words))
        })
        .collect();
    format!(
        "<div class=\"field\"><label for=\"{id}\">{label}</label>\
         <select id=\"{id}\" name=\"{name}\">{options}</select></div>"
    )
}

/// A choice of patient.
pub(super) fn patients(id: &str, patients: &[EpjPatient]) -> String {
    let names: Vec<String> = patients.iter().map(EpjPatient::name).collect();
    let options: Vec<(&str, &str)> = patients
        .iter()
        .zip(&names)
        .map(|(patient, name)| (patient.key.as_str(), name.as_str()))
        .collect();
    choice(id, "patient", "Pasient", &options)
}

/// A choice of service.
pub(super) fn services(id: &str, settings: &EpjSettings) -> String {
    let services = settings.units.iter().flat_map(|unit| &unit.services);
    let options: Vec<(&str, &str)> =
        services.map(|service| (service.id.as_str(), service.name.as_str())).collect();
    choice(id, "service", "Tjeneste", &options)
}

/// Every service to tick; all are ticked.
pub(super) fn ticks(settings: &EpjSettings) -> String {
    let services = settings.units.iter().flat_map(|unit| &unit.services);
    let ticks: String = services
        .map(|service| {
            format!(
                "<label class=\"tick\"><input type=\"checkbox\" name=\"services\" value=\"{}\" \
                 checked> {}</label>",
                escape(&service.id),
                escape(&service.name)
            )
        })
        .collect();
    format!("<fieldset><legend>Tjenester som skal stå i listen</legend>{ticks}</fieldset>")
}

fn needed(need: Need) -> (&'static str, &'static str) {
    match need {
        Need::Required => (" required", ""),
        Need::Optional => ("", " (kan stå tomt)"),
    }
}
