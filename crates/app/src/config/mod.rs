//! The configuration: read here, checked here, and handed down as plain settings.
//!
//! `default.toml` is compiled in; it names every key and is the documentation.
//! Over it lie one file and then the environment. A key that it does not know is
//! refused with the nearest that it does. One file a section says what its values
//! must be and what they become. No other room reads the file or the environment.

mod audit;
mod database;
mod email;
mod environment;
mod epj;
mod files;
mod helseid;
mod http;
mod idporten;
mod keys;
mod krr;
mod limits;
mod log;
mod maskinporten;
mod merge;
mod numbers;
mod oidc;
mod outside;
mod platform;
mod population;
mod problems;
mod seals;
mod sessions;
mod show;
mod sms;

use std::path::{Path, PathBuf};

use serde::Deserialize;

pub(crate) use environment::{Variable, variables};
pub(crate) use epj::EpjSettings;
pub(crate) use files::FilesSettings;
pub(crate) use http::HttpSettings;
pub(crate) use keys::{MasterKeys, master_key_in};
pub(crate) use log::{LogFormat, LogSettings};
pub(crate) use numbers::{Environment, Numbers};
pub(crate) use oidc::Registered;
pub(crate) use outside::OutsideSettings;
pub(crate) use problems::Problems;

use merge::Merged;

/// The default, which is also the documentation.
pub(crate) const DEFAULT: &str = include_str!("default.toml");

/// The file that is read when none is named.
const USUAL_FILE: &str = "helsebro.toml";

/// The configuration in force, and where each value came from.
pub(crate) struct Config {
    sections: Sections,
    merged: Merged,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    http: http::Http,
    database: database::Database,
    keys: keys::Keys,
    audit: audit::Audit,
    numbers: numbers::NumbersSection,
    idporten: idporten::Idporten,
    helseid: helseid::Helseid,
    epj: epj::Epj,
    maskinporten: maskinporten::MaskinportenSection,
    krr: krr::KrrSection,
    population: population::Population,
    sms: sms::SmsSection,
    email: email::Email,
    files: files::FilesSection,
    platform: platform::PlatformSection,
    seals: seals::SealsSection,
    sessions: sessions::Sessions,
    limits: limits::LimitsSection,
    log: log::Log,
}

impl Config {
    /// The default with the file and the environment over it.
    pub(crate) fn load(file: Option<&Path>, variables: &[Variable]) -> Result<Self, Problems> {
        let mut merged = Merged::from_default()?;
        let usual = PathBuf::from(USUAL_FILE);
        match file {
            Some(file) => merged.add_file(file),
            None if usual.exists() => merged.add_file(&usual),
            None => {}
        }
        merged.add_environment(variables);
        let (merged, mut problems) = merged.finish();
        if !problems.is_empty() {
            return Err(problems);
        }
        match merged.sections() {
            Ok(sections) => Ok(Self { sections, merged }),
            Err(error) => {
                problems.add("", error.message().trim().to_owned());
                Err(problems)
            }
        }
    }

    /// Every problem with the values, whatever command would need them.
    pub(crate) fn check(&self) -> Problems {
        let mut problems = self.problems();
        let sections = &self.sections;
        sections.database.settings(&mut problems);
        sections.keys.settings(&mut problems);
        sections.audit.settings(&mut problems);
        sections.numbers.settings(&mut problems);
        sections.epj.settings(&mut problems);
        sections.outside(&mut problems);
        sections.files.settings(&mut problems);
        sections.platform.settings(&mut problems);
        sections.seals.settings(&mut problems);
        sections.sessions.settings(&mut problems);
        sections.limits.settings(&mut problems);
        sections.log.settings(&mut problems);
        if let Some(http) = sections.http.settings(&mut problems) {
            sections.idporten.settings(&http, &mut problems);
            sections.helseid.settings(&http, &mut problems);
        }
        problems
    }

    /// The values in force as TOML, secrets hidden, each with where it came from.
    pub(crate) fn show(&self) -> String {
        show::shown(&self.merged)
    }

    /// Reads one or more sections, and gives every problem with them.
    fn read<T>(
        &self,
        section: impl FnOnce(&Sections, &mut Problems) -> Option<T>,
    ) -> Result<T, Problems> {
        let mut problems = self.problems();
        match section(&self.sections, &mut problems) {
            Some(settings) if problems.is_empty() => Ok(settings),
            _ => Err(problems),
        }
    }

    pub(crate) fn http(&self) -> Result<HttpSettings, Problems> {
        self.read(|sections, problems| sections.http.settings(problems))
    }

    pub(crate) fn database(&self) -> Result<helsebro_storage::StorageSettings, Problems> {
        self.read(|sections, problems| sections.database.settings(problems))
    }

    pub(crate) fn master_keys(&self) -> Result<MasterKeys, Problems> {
        self.read(|sections, problems| sections.keys.settings(problems))
    }

    /// Where sealed audit blocks are noted, when it is said.
    pub(crate) fn chain_file(
        &self,
    ) -> Result<Option<helsebro_storage::audit::ChainFile>, Problems> {
        self.read(|sections, problems| sections.audit.settings(problems))
    }

    pub(crate) fn numbers(&self) -> Result<Numbers, Problems> {
        self.read(|sections, problems| sections.numbers.settings(problems))
    }

    pub(crate) fn idporten(&self) -> Result<Registered, Problems> {
        let http = self.http()?;
        self.read(|sections, problems| sections.idporten.settings(&http, problems))
    }

    pub(crate) fn helseid(&self) -> Result<Registered, Problems> {
        let http = self.http()?;
        self.read(|sections, problems| sections.helseid.settings(&http, problems))
    }

    /// How journal systems reach us, and as whom we reach them.
    pub(crate) fn epj(&self) -> Result<EpjSettings, Problems> {
        self.read(|sections, problems| sections.epj.settings(problems))
    }

    /// The registers and gateways outside; none where none is given.
    pub(crate) fn outside(&self) -> Result<OutsideSettings, Problems> {
        self.read(Sections::outside)
    }

    /// How files that go along with messages are taken.
    pub(crate) fn files(&self) -> Result<FilesSettings, Problems> {
        self.read(|sections, problems| sections.files.settings(problems))
    }

    /// Who runs the platform, and with whom.
    pub(crate) fn platform(&self) -> Result<helsebro_domain::joining::Platform, Problems> {
        self.read(|sections, problems| sections.platform.settings(problems))
    }

    /// The seals of those who answer here.
    pub(crate) fn seals(&self) -> Result<helsebro_partners::seal::Seals, Problems> {
        self.read(|sections, problems| sections.seals.settings(problems))
    }

    pub(crate) fn sessions(
        &self,
    ) -> Result<helsebro_actions::parties::sessions::SessionLimits, Problems> {
        self.read(|sections, problems| sections.sessions.settings(problems))
    }

    pub(crate) fn limits(&self) -> Result<limits::FormLimits, Problems> {
        self.read(|sections, problems| sections.limits.settings(problems))
    }

    pub(crate) fn log(&self) -> Result<LogSettings, Problems> {
        self.read(|sections, problems| sections.log.settings(problems))
    }

    fn problems(&self) -> Problems {
        Problems::over(self.merged.sources().clone())
    }
}
