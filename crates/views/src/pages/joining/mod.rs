//! Pages of joining and leaving: the municipality's list of what is done and missing, its
//! terms and agreements, and the operator's orders (S1-0-a to S1-7-a).

mod accept;
mod agreement;
mod board;
mod charge_samples;
mod charges;
mod flag;
mod homes;
mod jobs;
mod leaving;
mod leaving_samples;
mod list;
mod operating;
mod operator_samples;
mod orders;
mod samples;
mod shelf;
mod sub_processors;
mod usage;
mod winding;

pub use accept::{AcceptPage, Change, Clause};
pub use agreement::{AgreementView, ProcessingPage};
pub use board::{AnnouncedView, BoardForm, BoardPage, DocumentCard, ROLES, ServiceRow, role_key};
pub use charges::{ChargeForm, ChargeView, ChargesPage, CostsPage};
pub use flag::Flag;
pub use homes::{HomePage, HomeRow, HomesPage};
pub use jobs::{JobView, JobsPage};
pub use leaving::{
    GonePage, GoneRow, LeavingForm, LeavingPage, LetterMessage, LetterPage, VolumeRow,
};
pub use list::{ChecklistPage, Detail, Item, Link, Move, NoticeView};
pub use operating::{BodyView, OperatingForm, OperatingPage, ProvidersView};
pub use orders::{NoticeForm, OrderEvent, OrderPage, OrderRow, OrdersPage, Tab};
pub use shelf::{ShelfPage, ShelfRow, VersionPage};
pub use sub_processors::{ChangeView, ObjectionView, SubProcessorForm, SubProcessorsPage};
pub(crate) use usage::told;
pub use usage::{UsagePage, UsageView};
pub use winding::{WindDownForm, WindDownPage, WindDownView};

use core::fmt::Display;

use helsebro_domain::refusals::ReasonCode;

use crate::{Drawn, Frame, RenderError, Words, draw_samples};

/// What is wrong with which field: its id on the page and the code of the refusal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrong(pub Option<(&'static str, String)>);

impl Wrong {
    /// What is said of a field that holds no day.
    pub const NO_DAY: &str = "NO_DAY";

    /// A field that holds no day.
    pub fn no_day(field: &'static str) -> Self {
        Self(Some((field, Self::NO_DAY.to_owned())))
    }

    /// What is said of a field that holds no amount.
    pub const NO_AMOUNT: &str = "NO_AMOUNT";

    /// A field that holds no amount.
    pub fn no_amount(field: &'static str) -> Self {
        Self(Some((field, Self::NO_AMOUNT.to_owned())))
    }

    /// What is said of a field that holds no organisation number.
    pub const NO_NUMBER: &str = "NO_NUMBER";

    /// A field that holds no organisation number.
    pub fn no_number(field: &'static str) -> Self {
        Self(Some((field, Self::NO_NUMBER.to_owned())))
    }

    /// The list on top of the page.
    pub(crate) fn list(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        self.0.iter().map(|(field, code)| (*field, words(w, code))).collect()
    }

    /// Whether something is wrong.
    pub(crate) const fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

/// The key that a code's words hang on.
pub(crate) fn key(code: &str) -> String {
    format!("refusal-{}", code.to_ascii_lowercase().replace('_', "-"))
}

/// What is wrong, and what to do.
pub(crate) fn words(w: &Words<'_>, code: &str) -> String {
    if code == Wrong::NO_DAY {
        return w.t("joining-no-date");
    }
    if code == Wrong::NO_AMOUNT {
        return w.t("joining-no-amount");
    }
    if code == Wrong::NO_NUMBER {
        return w.t("joining-no-org-number");
    }
    // The code's own words are about a conversation.
    if code == ReasonCode::InvalidTransition.as_str() {
        return w.t("joining-not-now");
    }
    let key = key(code);
    format!("{} {}", w.t(&key), w.t(format!("{key}-do")))
}

/// Draws every sample of the municipality's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<BoardPage>(frame, drawn)?;
    draw_samples::<ChecklistPage>(frame, drawn)?;
    draw_samples::<AcceptPage>(frame, drawn)?;
    draw_samples::<ProcessingPage>(frame, drawn)?;
    draw_samples::<CostsPage>(frame, drawn)?;
    draw_samples::<LeavingPage>(frame, drawn)
}

/// Draws every sample of the operator's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn operator_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<OrdersPage>(frame, drawn)?;
    draw_samples::<OrderPage>(frame, drawn)?;
    draw_samples::<ShelfPage>(frame, drawn)?;
    draw_samples::<VersionPage>(frame, drawn)?;
    draw_samples::<HomesPage>(frame, drawn)?;
    draw_samples::<HomePage>(frame, drawn)?;
    draw_samples::<ChargesPage>(frame, drawn)?;
    draw_samples::<SubProcessorsPage>(frame, drawn)?;
    draw_samples::<OperatingPage>(frame, drawn)?;
    draw_samples::<GonePage>(frame, drawn)?;
    draw_samples::<WindDownPage>(frame, drawn)?;
    draw_samples::<JobsPage>(frame, drawn)?;
    draw_samples::<UsagePage>(frame, drawn)
}

/// What a service is called: the module, and for which type of service.
pub(crate) fn what(w: &Words<'_>, module: impl Display, area: impl Display) -> String {
    let (module, area) =
        (w.t(format!("joining-module-{module}")), w.t(format!("citizen-care-area-{area}")));
    w.a2("joining-what", "module", module, "area", area)
}

/// The key of what to do about something.
pub(crate) fn to_do(key: impl Display) -> String {
    format!("{key}-do")
}

/// The key of where a rule stands.
pub(crate) fn source(key: impl Display) -> String {
    format!("{key}-source")
}
