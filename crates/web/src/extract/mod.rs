//! What a handler's parameters say that it touches, and the checks that come
//! with each: who is signed in, at which desk, which id, which form.

mod chosen;
mod citizen;
mod console;
mod form;
mod id;
mod operator;
mod staff;
mod upload;

pub use citizen::Citizen;
pub use console::AtConsole;
pub use form::{CheckedForm, MAX_FORM_BYTES, NoFields};
pub use id::{PathId, PathIds};
pub use operator::AtOperator;
pub use staff::{AtDesk, StaffMember};
pub use upload::MAX_UPLOAD_BYTES;

pub(crate) use chosen::Chosen;
pub(crate) use form::{plain_form, typed_before_session};
pub(crate) use upload::{CheckedUpload, Uploaded};
