//! `[platform]`: who runs it, and with whom.

use helsebro_domain::joining::{Deployment, MAX_SUB_PROCESSORS, Platform, SubProcessor};
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlatformSection {
    run_by: String,
    sub_processors: Vec<String>,
}

impl PlatformSection {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Platform> {
        let choices =
            [("operator", Deployment::Operator), ("municipality", Deployment::Municipality)];
        let deployment = problems.choice("platform.run_by", &self.run_by, &choices);
        let found: Option<Vec<_>> = self.sub_processors.iter().map(|text| named(text)).collect();
        let found = found.filter(|all| all.len() <= MAX_SUB_PROCESSORS);
        if found.is_none() {
            let form = "must each be written \"name; place; task\"";
            let key = "platform.sub_processors";
            problems.add(key, format!("{form}, and be at most {MAX_SUB_PROCESSORS}"));
        }
        Some(Platform { deployment: deployment?, sub_processors: found? })
    }
}

/// «Name; place; task», each of them given.
fn named(text: &str) -> Option<SubProcessor> {
    let parts: Vec<_> = text.split(';').map(str::trim).collect();
    match parts[..] {
        [name, place, task] if !parts.contains(&"") => Some(SubProcessor {
            name: name.to_owned(),
            place: place.to_owned(),
            task: task.to_owned(),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_processor_has_a_name_a_place_and_a_task() {
        let found = named("Meldingsporten AS ; Norge; SMS").unwrap();
        assert_eq!([found.name, found.place, found.task], ["Meldingsporten AS", "Norge", "SMS"]);
        for bad in ["", "Meldingsporten AS", "A; Norge", "A; ; SMS", "A; Norge; SMS; mer"] {
            assert_eq!(named(bad), None, "{bad}");
        }
    }
}
