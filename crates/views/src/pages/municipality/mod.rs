//! Pages of the municipality's console: who answers for what, and its agreements.

mod agreements;
mod custody;
mod custody_samples;
mod delivery;
mod more_samples;
mod records;
mod responsibility;
mod samples;
mod tasks;
mod timeline;
mod told;
mod wrongs;

pub use agreements::{
    AgreementLine, AgreementPage, AgreementsPage, Done, FieldView, HeadForm, ItemState, ItemView,
    OrganisationForm, PreviewRow, Shape, Standing,
};
pub use custody::{
    CanReceive, CustodiesPage, CustodyAct, CustodyForm, CustodyLine, CustodyPage, CustodyRow,
    CustodyStanding, CustodyTold, DeclinedRow, GoneRow,
};
pub use delivery::{AgreementChoice, DeliveryForm, DeliveryPage, PlaceChoice};
pub use records::{DecisionForm, DecisionRow, DecisionsPage, RecordRow, RecordsPage, UnitNotice};
pub use responsibility::{ResponsibilityPage, ServiceRow};
pub use tasks::{SuccessionForm, SuccessionRow, SuccessionsPage, TaskLine, TasksPage};
pub use timeline::{Bar, DeliveryRow, Figure, Tick, TimelinePage};
pub use told::{Because, How, Line, Now, Told};
pub use wrongs::{Wrong, Wrongs};

pub(crate) use samples::{lines as sample_lines, told as sample_told};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<ResponsibilityPage>(frame, drawn)?;
    draw_samples::<DeliveryPage>(frame, drawn)?;
    draw_samples::<TimelinePage>(frame, drawn)?;
    draw_samples::<AgreementsPage>(frame, drawn)?;
    draw_samples::<AgreementPage>(frame, drawn)?;
    draw_samples::<CustodiesPage>(frame, drawn)?;
    draw_samples::<CustodyPage>(frame, drawn)?;
    draw_samples::<TasksPage>(frame, drawn)?;
    draw_samples::<SuccessionsPage>(frame, drawn)?;
    draw_samples::<RecordsPage>(frame, drawn)?;
    crate::pages::rights::console_samples(frame, drawn)?;
    draw_samples::<DecisionsPage>(frame, drawn)
}

/// Draws every sample of what a unit tells anybody.
///
/// # Errors
/// When a template cannot be written out.
pub fn public_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<UnitNotice>(frame, drawn)
}
