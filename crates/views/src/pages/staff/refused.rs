//! Something that staff may not do or see, said why.

use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;

use super::super::page;

page! {
    /// A refusal in the staff console.
    StaffRefusedPage => "staff/refused.html" {
        /// Why.
        pub code: ReasonCode,
        /// The unit and last day of an authorisation that has ended.
        pub ended: Option<(String, Date)>,
        /// The way back.
        pub back_href: String,
    }
}
