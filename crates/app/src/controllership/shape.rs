//! How facts are written in a file.

use serde::Deserialize;

/// A file of facts. Parties, units and agreements stand by name; `operator` is whoever
/// runs the platform.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FactsFile {
    /// `OPERATOR` or `MUNICIPALITY`: who is controller for the platform part.
    pub(super) mode: Option<String>,
    pub(super) municipalities: Vec<String>,
    pub(super) organisations: Vec<OrganisationLine>,
    pub(super) units: Vec<UnitLine>,
    pub(super) deliveries: Vec<DeliveryLine>,
    pub(super) joint_records: Vec<JointRecordLine>,
    pub(super) host_cooperations: Vec<HostLine>,
    pub(super) task_communities: Vec<CommunityLine>,
    pub(super) overrides: Vec<OverrideLine>,
    pub(super) successions: Vec<SuccessionLine>,
    pub(super) processings: Vec<ProcessingLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationLine {
    pub(super) name: String,
    pub(super) kind: String,
    /// Of a task community: whether it is a legal person.
    #[serde(default)]
    pub(super) legal_person: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitLine {
    pub(super) name: String,
    pub(super) municipality: String,
    pub(super) care_area: i64,
}

/// A part of a municipality's services: a unit, a care area by its code in 7619, or all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhereLine {
    pub(super) municipality: String,
    pub(super) care_area: Option<i64>,
    pub(super) unit: Option<String>,
}

/// From the beginning of a day in Oslo, or an instant; until just before `to`.
#[derive(Deserialize)]
pub(super) struct WhenLine {
    pub(super) from: String,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DeliveryLine {
    pub(super) name: Option<String>,
    #[serde(rename = "where")]
    pub(super) place: WhereLine,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    /// `OWN`, `OUTSOURCED`, `HOST` or `TASK_COMMUNITY`.
    pub(super) mode: String,
    pub(super) deliverer: Option<String>,
    pub(super) agreement: Option<String>,
    /// `MUNICIPALITY`, `PROVIDER` or the name of a third party.
    pub(super) record_operator: Option<String>,
    pub(super) subcontractor: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct JointRecordLine {
    pub(super) name: String,
    pub(super) parties: Vec<String>,
    #[serde(rename = "where")]
    pub(super) places: Vec<WhereLine>,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    /// `JOINT_26` or `INDEPENDENT`; missing when the agreement is incomplete.
    pub(super) construct: Option<String>,
    #[serde(default)]
    pub(super) allocations: Vec<AllocationLine>,
    pub(super) record_operator: Option<String>,
    pub(super) contact: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllocationLine {
    pub(super) author: String,
    pub(super) controller: String,
}

#[derive(Deserialize)]
pub(super) struct HostLine {
    pub(super) name: String,
    pub(super) host: String,
    #[serde(default)]
    pub(super) participants: Vec<String>,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    /// Whose residents the clause on controllers names; missing when it is silent.
    pub(super) residents_of: Option<Vec<String>>,
    /// Who is controller when it is not the host for all.
    pub(super) deviates: Option<NamedLine>,
}

#[derive(Deserialize)]
pub(super) struct CommunityLine {
    pub(super) name: String,
    pub(super) community: String,
    #[serde(default)]
    pub(super) participants: Vec<String>,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    /// `COMMUNITY`, `PARTICIPANT` or `JOINT`; missing when it is silent.
    pub(super) clause: Option<String>,
    pub(super) named: Option<NamedLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedLine {
    pub(super) controllers: Vec<String>,
    pub(super) processors: Option<Vec<String>>,
    pub(super) contact: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct OverrideLine {
    pub(super) name: String,
    pub(super) categories: Vec<String>,
    #[serde(rename = "where")]
    pub(super) place: WhereLine,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    pub(super) named: NamedLine,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuccessionLine {
    #[serde(rename = "where")]
    pub(super) place: WhereLine,
    pub(super) to: String,
    pub(super) at: String,
}

#[derive(Deserialize)]
pub(super) struct ProcessingLine {
    pub(super) controller: String,
    pub(super) processor: String,
    /// `EPJ`, `CASE_FILE` or `PLATFORM`.
    pub(super) system: String,
    #[serde(flatten)]
    pub(super) when: WhenLine,
    pub(super) agreement: Option<String>,
}
