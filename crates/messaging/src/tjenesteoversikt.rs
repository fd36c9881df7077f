//! Tjenesteoversikt 1.0: the health contacts that a citizen has with a sender.
//!
//! The list is always whole: what it does not name has ended, and an empty list
//! ends everything (S1-2.1.1-b). What that does to contacts is the domain's.

use helsebro_domain::time::Date;

use crate::common::ident;
use crate::dates::{self, After};
use crate::error::{AppRecCode, Fault, ReadError};
use crate::hidden::hides;
use crate::limits::{MAX_ID_CHARS, MAX_SERVICE_ID_CHARS, MAX_SERVICES, MAX_SHORT_CHARS};
use crate::names::SERVICES;
use crate::warning::{WarningCode, Warnings};
use crate::xml::{Element, line};

/// A whole list of health contacts.
#[derive(Clone, PartialEq, Eq)]
pub struct Tjenesteoversikt {
    /// The services, in order; none means that all have ended.
    pub services: Vec<ServiceEntry>,
}

/// One service that the citizen receives.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceEntry {
    /// `TjenesteId`, at most 30 characters and once in a list.
    pub service_id: String,
    /// `TjenesteNavn`.
    pub name: String,
    /// `TjenesteOmråde`.
    pub service_domain: String,
    /// `TjenesteLevertAv`.
    pub delivered_by: Option<String>,
    /// `TjenesteTlf`, without `tel:`.
    pub phone: Option<String>,
    /// `TjenesteURL`, http or https only.
    pub url: Option<String>,
    /// `FraDato`: the first day.
    pub from: Date,
    /// `TilDato`: the last day.
    pub to: Option<Date>,
    /// `HERId`: whom messages to the service are addressed to, digits only.
    pub her_id: String,
}

hides! {
    Tjenesteoversikt {}
    ServiceEntry {}
}

const PLACE: &str = "TjenesteOversikt";
const SERVICE: &str = "Tjeneste";
/// The schema's spelling, one with the ring as a sign of its own, and the guide's.
const DOMAIN_SPELLINGS: [&str; 3] = ["TjenesteOmråde", "TjenesteOmra\u{30A}de", "TjenesteOmrade"];

pub(crate) fn read(
    element: &Element,
    warnings: &mut Warnings,
) -> Result<Tjenesteoversikt, ReadError> {
    if *element.namespace != *SERVICES || element.name != PLACE {
        warnings.add(WarningCode::ServiceListSpelling, PLACE);
    }
    let mut services: Vec<ServiceEntry> = Vec::new();
    for child in element.all(SERVICE) {
        if services.len() >= MAX_SERVICES {
            return Err(ReadError::too_large(
                "TjenesteOversikt/Tjeneste",
                "elements",
                MAX_SERVICES,
            ));
        }
        let service = service(child, warnings)?;
        if services.iter().any(|other| other.service_id == service.service_id) {
            return Err(ReadError::new(AppRecCode::T99, "Tjeneste/TjenesteId", Fault::Repeated));
        }
        services.push(service);
    }
    Ok(Tjenesteoversikt { services })
}

fn service(element: &Element, warnings: &mut Warnings) -> Result<ServiceEntry, ReadError> {
    Ok(ServiceEntry {
        service_id: required_line(element, "TjenesteId", MAX_SERVICE_ID_CHARS)?,
        name: required_line(element, "TjenesteNavn", MAX_SHORT_CHARS)?,
        service_domain: service_domain(element, warnings)?,
        delivered_by: element.line_in("TjenesteLevertAv", SERVICE, MAX_SHORT_CHARS)?,
        phone: phone(element)?,
        url: url(element, warnings)?,
        from: date(element, "FraDato", warnings)?
            .ok_or_else(|| ReadError::missing("Tjeneste/FraDato"))?,
        to: date(element, "TilDato", warnings)?,
        her_id: service_her_id(element, warnings)?,
    })
}

fn required_line(element: &Element, name: &str, limit: usize) -> Result<String, ReadError> {
    let place = format!("{SERVICE}/{name}");
    element.required(name, SERVICE)?;
    element
        .line_in(name, SERVICE, limit)?
        .ok_or_else(|| ReadError::new(AppRecCode::T02, &place, Fault::Empty))
}

fn service_domain(element: &Element, warnings: &mut Warnings) -> Result<String, ReadError> {
    for (number, spelling) in DOMAIN_SPELLINGS.into_iter().enumerate() {
        if element.all(spelling).next().is_some() {
            if number > 0 {
                warnings.add(WarningCode::ServiceListSpelling, "Tjeneste/TjenesteOmråde");
            }
            return required_line(element, spelling, MAX_SHORT_CHARS);
        }
    }
    Err(ReadError::missing("Tjeneste/TjenesteOmråde"))
}

fn phone(element: &Element) -> Result<Option<String>, ReadError> {
    let address = address(element, "TjenesteTlf")?;
    Ok(address.and_then(|address| {
        let number = match address.split_at_checked(4) {
            Some((scheme, number)) if scheme.eq_ignore_ascii_case("tel:") => line(number),
            _ => address,
        };
        if number.is_empty() { None } else { Some(number) }
    }))
}

/// Only addresses of pages get through: the citizen will be offered to follow it.
fn url(element: &Element, warnings: &mut Warnings) -> Result<Option<String>, ReadError> {
    let Some(address) = address(element, "TjenesteURL")? else { return Ok(None) };
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_page = matches!(scheme.as_deref(), Some("http" | "https"));
    if is_page && !address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Ok(Some(address));
    }
    warnings.add(WarningCode::UrlLeftOut, "Tjeneste/TjenesteURL");
    Ok(None)
}

/// The address in an element of type `TeleCom`.
fn address(element: &Element, name: &str) -> Result<Option<String>, ReadError> {
    let Some(found) = element.one(name, SERVICE)? else { return Ok(None) };
    let place = format!("{SERVICE}/{name}");
    let Some(address) = found.one("TeleAddress", &place)? else { return Ok(None) };
    address.attribute_line("V", &format!("{place}/TeleAddress"), MAX_SHORT_CHARS)
}

fn date(element: &Element, name: &str, warnings: &mut Warnings) -> Result<Option<Date>, ReadError> {
    let place = format!("{SERVICE}/{name}");
    let Some(text) = element.line_in(name, SERVICE, MAX_ID_CHARS)? else { return Ok(None) };
    let (date, after) = dates::date(&text).ok_or_else(|| ReadError::malformed(&place))?;
    if after == After::Time {
        warnings.add(WarningCode::DateWithTime, place);
    }
    Ok(Some(date))
}

fn service_her_id(element: &Element, warnings: &mut Warnings) -> Result<String, ReadError> {
    let place = "Tjeneste/HERId";
    let ident = ident::read(element.required("HERId", SERVICE)?, place)?;
    ident::checked_her_id(&ident, place, warnings).ok_or_else(|| ReadError::malformed(place))
}
