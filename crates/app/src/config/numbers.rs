//! `[numbers]`: which identity numbers are taken.

use helsebro_domain::parties::NumberPolicy;
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumbersSection {
    policy: String,
    published: Vec<String>,
}

/// The most published test numbers that can be named.
const MAX_PUBLISHED: usize = 100;

/// Which identity numbers are taken.
pub(crate) struct Numbers {
    /// Which environment this is.
    pub(crate) environment: Environment,
    /// What that means.
    pub(crate) policy: NumberPolicy,
}

/// Whether real or made-up persons are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Environment {
    /// Real ones.
    Production,
    /// Made-up ones.
    Synthetic,
}

impl NumbersSection {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Numbers> {
        let choices =
            [("production", Environment::Production), ("synthetic", Environment::Synthetic)];
        let environment = problems.choice("numbers.policy", &self.policy, &choices)?;
        let is_number =
            |text: &String| text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit());
        if self.published.len() > MAX_PUBLISHED || !self.published.iter().all(is_number) {
            let what = format!("must hold at most {MAX_PUBLISHED} numbers of eleven digits");
            problems.add("numbers.published", what);
        }
        let policy = match environment {
            Environment::Production => {
                if !self.published.is_empty() {
                    problems.add("numbers.published", "must be empty in production");
                }
                NumberPolicy::production()
            }
            Environment::Synthetic => NumberPolicy::synthetic_and(self.published.clone()),
        };
        Some(Numbers { environment, policy })
    }
}
