//! How far a municipality has come.

use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::time::{Date, Instant};

use super::{Flag, Wrong};
use crate::page::page;

/// The page `/kommune/oppkobling`. Posts `act` = `officer` with `officer`, `impact` with
/// `impact`, or `begin` with `area`.
#[derive(Debug, Clone)]
pub struct BoardPage {
    /// Where it posts to.
    pub action: String,
    /// Whose.
    pub home: String,
    /// What is pointed out and stops nothing.
    pub flags: Vec<Flag>,
    /// The terms.
    pub documents: Vec<DocumentCard>,
    /// Since when it is a member of the financing scheme, and when the fee is due.
    pub member_from: Option<Date>,
    /// When the connection fee is due; none while nothing is in use.
    pub fee_due: Option<Date>,
    /// The data processing agreement.
    pub processing: String,
    /// Its state, as the key of its words.
    pub processing_key: &'static str,
    /// Where what the municipality is charged stands.
    pub costs: String,
    /// Who operates the platform, and since when.
    pub operated: Option<(String, Date)>,
    /// What is agreed between the operator and the association.
    pub cooperation: Option<String>,
    /// What is in use, or on its way.
    pub services: Vec<ServiceRow>,
    /// The codes of the care areas that can be begun with.
    pub areas: Vec<u8>,
    /// Who holds which role: the key of the role and the names.
    pub roles: Vec<(&'static str, Vec<String>)>,
    /// What is typed.
    pub form: BoardForm,
    /// Whether the reader keeps the registers.
    pub may_enter: bool,
    /// Where the way out is, when the municipality is on it.
    pub leaving: Option<String>,
    /// The phase-out that the operator has announced.
    pub winding: Option<AnnouncedView>,
    /// What is wrong.
    pub wrong: Wrong,
    /// Whether something was just saved.
    pub is_saved: bool,
}

page!(BoardPage, "joining/board.html");

/// A phase-out that the operator has announced.
#[derive(Debug, Clone)]
pub struct AnnouncedView {
    /// The module, as in «DIALOG».
    pub module: &'static str,
    /// Who gave the instruction, and its date.
    pub instruction: (String, Date),
    /// The day the municipality said that it has received this.
    pub received_on: Option<Date>,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
}

/// A document of the terms.
#[derive(Debug, Clone)]
pub struct DocumentCard {
    /// The key of its name.
    pub key: &'static str,
    /// Where it is read and accepted.
    pub href: String,
    /// Who accepted which version, and when.
    pub accepted: Option<(String, String, Instant)>,
    /// The version that waits to be accepted, and its first day.
    pub waits: Option<(String, Date)>,
}

/// Something in use, or on its way.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// The module, as in «DIALOG».
    pub module: &'static str,
    /// The code of the care area.
    pub area: u8,
    /// The state, as it is stored.
    pub state: &'static str,
    /// Its last day, when it has one.
    pub last_day: Option<Date>,
    /// Where it is.
    pub href: String,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct BoardForm {
    /// How citizens reach the data protection officer.
    pub officer: String,
    /// What the impact assessment is filed under.
    pub impact: String,
    /// The care area to begin with.
    pub area: String,
}

impl BoardPage {
    /// Whether an area was chosen.
    pub(crate) fn is_area(&self, code: &u8) -> bool {
        self.form.area == code.to_string()
    }
}

impl ServiceRow {
    /// The key of the state's word.
    pub(crate) fn state_key(&self) -> String {
        state_key(self.state)
    }

    /// The colour beside the word.
    pub(crate) fn colour(&self) -> &'static str {
        colour(self.state)
    }
}

/// The key of a state's word.
pub(crate) fn state_key(state: &str) -> String {
    format!("joining-state-{}", state.to_ascii_lowercase().replace('_', "-"))
}

/// The colour beside a state's word.
pub(crate) fn colour(state: &str) -> &'static str {
    match state {
        "ACTIVE" => "success",
        "SUSPENDED" | "NOTICE_GIVEN" | "WIND_DOWN" => "warning",
        _ => "neutral",
    }
}

/// The roles in the order in which a page tells who holds them.
pub const ROLES: [ConsoleRole; 9] = [
    ConsoleRole::Signatory,
    ConsoleRole::Administrator,
    ConsoleRole::Dpo,
    ConsoleRole::Management,
    ConsoleRole::ProjectLead,
    ConsoleRole::SecurityLead,
    ConsoleRole::ItResponsible,
    ConsoleRole::Supplier,
    ConsoleRole::Processor,
];

/// The key of what a role is called.
pub const fn role_key(role: ConsoleRole) -> &'static str {
    match role {
        ConsoleRole::Signatory => "joining-role-signatory",
        ConsoleRole::Administrator => "joining-role-administrator",
        ConsoleRole::Dpo => "joining-role-dpo",
        ConsoleRole::Management => "joining-role-management",
        ConsoleRole::ProjectLead => "joining-role-project",
        ConsoleRole::SecurityLead => "joining-role-security",
        ConsoleRole::ItResponsible => "joining-role-it",
        ConsoleRole::Supplier => "joining-role-supplier",
        ConsoleRole::Processor => "joining-role-processor",
    }
}
