//! `[limits]`: how much is taken a minute.

use core::num::NonZeroU32;

use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsSection {
    forms_a_minute: i64,
    sign_ins_a_minute: i64,
}

/// How much is taken a minute.
pub(crate) struct FormLimits {
    /// Forms from one sender.
    pub(crate) forms_a_minute: NonZeroU32,
    /// Sign-ins from one address.
    pub(crate) sign_ins_a_minute: NonZeroU32,
}

impl LimitsSection {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<FormLimits> {
        let forms = problems.within("limits.forms_a_minute", self.forms_a_minute, 1..=100_000);
        let sign_ins =
            problems.within("limits.sign_ins_a_minute", self.sign_ins_a_minute, 1..=100_000);
        Some(FormLimits {
            forms_a_minute: NonZeroU32::new(forms?)?,
            sign_ins_a_minute: NonZeroU32::new(sign_ins?)?,
        })
    }
}
