//! The register's words, as much of them as we read.

use serde::Deserialize;

/// A person as the register writes her. Every element says whether it holds now.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Person {
    pub(super) id: Option<String>,
    pub(super) norwegian_identification_number: Option<Vec<Held<Number>>>,
    pub(super) name: Option<Vec<Held<Name>>>,
    pub(super) birth: Option<Vec<Held<Birth>>>,
    pub(super) status: Option<Vec<Held<Status>>>,
    pub(super) death: Option<Held<Death>>,
    pub(super) address_protection: Option<Vec<Held<AddressProtection>>>,
    pub(super) residential_address: Option<Vec<Held<Residence>>>,
    pub(super) parental_responsibility: Option<Vec<Held<Responsibility>>>,
    pub(super) guardianship_or_future_power_of_attorney: Option<Vec<Held<Guardianship>>>,
}

/// An element, and whether it holds now.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Held<T> {
    is_valid: Option<bool>,
    #[serde(flatten)]
    pub(super) element: T,
}

impl<T> Held<T> {
    /// Only what says that it holds does.
    pub(super) fn holds(&self) -> bool {
        self.is_valid == Some(true)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Number {
    pub(super) identification_number: Option<String>,
    pub(super) status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Name {
    pub(super) given_name: Option<String>,
    pub(super) middle_name: Option<String>,
    pub(super) family_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Birth {
    pub(super) birth_date: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Status {
    pub(super) status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Death {
    pub(super) deceased_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddressProtection {
    pub(super) protection_level: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Residence {
    pub(super) street_address: Option<serde_json::Value>,
    pub(super) cadastral_address: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Responsibility {
    pub(super) responsibility_type: Option<String>,
    pub(super) responsible: Option<String>,
    pub(super) subject_of_responsibility: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Guardianship {
    pub(super) guardianship_type: Option<String>,
    pub(super) guardian: Option<Guardian>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Guardian {
    pub(super) identification_number: Option<String>,
    pub(super) guardianship_scope: Option<String>,
    pub(super) is_guardianship_in_personal_scope: Option<bool>,
    pub(super) guardian_service_area: Option<Vec<ServiceArea>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceArea {
    pub(super) guardian_service_task: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Changes {
    pub(super) results: Option<Vec<Change>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    pub(super) sequence_number: Option<String>,
    pub(super) person_id: Option<String>,
    pub(super) event_type: Option<String>,
}
