//! Facts from a file: what would be if they were in force.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use helsebro_domain::controllership::{
    Allocation, Category, CommunityClause, Construct, ControllerMode, Delivery, ExitPlan, Facts,
    HostClause, HostController, HostCooperation, JointRecord, LegalPerson, Mode, Named, OrgKind,
    Organisation, Outsourcing, Override, Party, Processing, RecordOperator, Scope, Succession,
    System, TaskCommunity, Validity,
};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId, OverrideId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Instant, written_instant};
use uuid::Uuid;

use super::names::Names;
use super::shape::{
    CommunityLine, DeliveryLine, FactsFile, HostLine, JointRecordLine, NamedLine, OrganisationLine,
    OverrideLine, ProcessingLine, SuccessionLine, WhenLine, WhereLine,
};

/// The largest file that is read.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// The facts of a file, with their names.
///
/// # Errors
/// When it cannot be read, or names what it does not have.
pub(super) fn read(path: &Path) -> anyhow::Result<(Facts, Names)> {
    let shown = path.display();
    let size = std::fs::metadata(path).with_context(|| format!("{shown}"))?.len();
    anyhow::ensure!(size <= MAX_FILE_BYTES, "{shown} is larger than {MAX_FILE_BYTES} bytes");
    let text = std::fs::read_to_string(path).with_context(|| format!("{shown}"))?;
    let file: FactsFile =
        serde_json::from_str(&text).with_context(|| format!("{shown} is not a file of facts"))?;
    let mut reader = Reader::default();
    let facts = reader.facts(&file).with_context(|| format!("{shown}"))?;
    Ok((facts, reader.names))
}

/// Gives ids to names in the order in which they come.
#[derive(Default)]
struct Reader {
    names: Names,
    agreements: HashMap<String, AgreementId>,
    given: u128,
}

impl Reader {
    fn fresh(&mut self) -> Uuid {
        self.given += 1;
        Uuid::from_u128(self.given)
    }

    fn facts(&mut self, file: &FactsFile) -> anyhow::Result<Facts> {
        let mut facts = Facts { mode: mode(file.mode.as_deref())?, ..Facts::default() };
        for name in &file.municipalities {
            let id = MunicipalityId::from_uuid(self.fresh());
            self.names.municipality(name, id);
        }
        facts.organisations = each(&file.organisations, |line| self.organisation(line))?;
        for line in &file.units {
            let municipality = self.names.find_municipality(&line.municipality)?;
            care_area(line.care_area)?;
            let id = UnitId::from_uuid(self.fresh());
            self.names.unit(municipality, &line.name, id);
        }
        facts.deliveries = each(&file.deliveries, |line| self.delivery(line))?;
        facts.joint_records = each(&file.joint_records, |line| self.joint_record(line))?;
        facts.host_cooperations = each(&file.host_cooperations, |line| self.host(line))?;
        facts.task_communities = each(&file.task_communities, |line| self.community(line))?;
        facts.overrides = each(&file.overrides, |line| self.decision(line))?;
        facts.successions = each(&file.successions, |line| self.succession(line))?;
        facts.processings = each(&file.processings, |line| self.processing(line))?;
        Ok(facts)
    }

    fn organisation(&mut self, line: &OrganisationLine) -> anyhow::Result<Organisation> {
        let legal = if line.legal_person { LegalPerson::Yes } else { LegalPerson::No };
        let kind = match line.kind.as_str() {
            "PRIVATE_NONPROFIT" => OrgKind::PrivateNonprofit,
            "PRIVATE_COMMERCIAL" => OrgKind::PrivateCommercial,
            "IKS" => OrgKind::Iks,
            "TASK_COMMUNITY" => OrgKind::TaskCommunity(legal),
            "VENDOR" => OrgKind::Vendor,
            "ARCHIVE" => OrgKind::Archive,
            other => bail!("there is no kind of organisation «{other}»"),
        };
        let id = OrgId::from_uuid(self.fresh());
        self.names.organisation(&line.name, id);
        Ok(Organisation { id, kind })
    }

    /// The agreement of this name; the same name is the same agreement.
    fn agreement(&mut self, name: &str) -> AgreementId {
        if let Some(known) = self.agreements.get(name) {
            return *known;
        }
        let id = AgreementId::from_uuid(self.fresh());
        self.agreements.insert(name.to_owned(), id);
        self.names.thing(name, id.uuid());
        id
    }

    fn place(&self, line: &WhereLine) -> anyhow::Result<Scope> {
        let municipality = self.names.find_municipality(&line.municipality)?;
        let area = line.care_area.map(care_area).transpose()?;
        Ok(match (&line.unit, area) {
            (Some(unit), Some(area)) => {
                Scope::unit(municipality, area, self.names.find_unit(municipality, unit)?)
            }
            (Some(unit), None) => bail!("the care area of «{unit}» is missing"),
            (None, Some(area)) => Scope::area(municipality, area),
            (None, None) => Scope::whole(municipality),
        })
    }

    fn operator(&self, text: Option<&str>) -> anyhow::Result<Option<RecordOperator>> {
        Ok(match text {
            None => None,
            Some("MUNICIPALITY") => Some(RecordOperator::Municipality),
            Some("PROVIDER") => Some(RecordOperator::Provider),
            Some(name) => Some(RecordOperator::ThirdParty(self.names.find_party(name)?)),
        })
    }

    fn organisation_named(&self, text: &str) -> anyhow::Result<OrgId> {
        match self.names.find_party(text)? {
            Party::Org(id) => Ok(id),
            _ => bail!("«{text}» is no organisation"),
        }
    }

    fn party(&self, text: Option<&str>) -> anyhow::Result<Option<Party>> {
        text.map(|text| self.names.find_party(text)).transpose()
    }

    fn parties(&self, texts: &[String]) -> anyhow::Result<Vec<Party>> {
        texts.iter().map(|text| self.names.find_party(text)).collect()
    }

    fn municipalities(&self, texts: &[String]) -> anyhow::Result<Vec<MunicipalityId>> {
        texts.iter().map(|text| self.names.find_municipality(text)).collect()
    }

    fn named(&self, line: &NamedLine) -> anyhow::Result<Named> {
        let processors = line.processors.as_deref().map(|names| self.parties(names)).transpose()?;
        Ok(Named {
            controllers: self.parties(&line.controllers)?,
            processors,
            contact: self.party(line.contact.as_deref())?,
        })
    }

    fn delivery(&mut self, line: &DeliveryLine) -> anyhow::Result<Delivery> {
        let id = DeliveryId::from_uuid(self.fresh());
        let scope = self.place(&line.place)?;
        let deliverer = line.deliverer.as_deref();
        let agreement = line.agreement.clone().unwrap_or_else(|| format!("agreement of {id}"));
        let mode = match (line.mode.as_str(), deliverer) {
            ("OWN", _) => Mode::Own,
            ("OUTSOURCED", Some(provider)) => Mode::Outsourced(Outsourcing {
                provider: self.names.find_party(provider)?,
                agreement: self.agreement(&agreement),
                record_operator: self.operator(line.record_operator.as_deref())?,
                subcontractor: self.party(line.subcontractor.as_deref())?,
            }),
            ("HOST", Some(host)) => Mode::Host {
                host: self.names.find_municipality(host)?,
                agreement: self.agreement(&agreement),
            },
            ("TASK_COMMUNITY", Some(community)) => Mode::TaskCommunity {
                community: self.organisation_named(community)?,
                agreement: self.agreement(&agreement),
            },
            (mode, _) => bail!("a delivery «{mode}» is not known, or has no deliverer"),
        };
        let name = line.name.clone().unwrap_or_else(|| format!("{} {}", line.mode, line.when.from));
        self.names.thing(&name, id.uuid());
        Ok(Delivery { id, scope, validity: validity(&line.when)?, mode })
    }

    fn joint_record(&mut self, line: &JointRecordLine) -> anyhow::Result<JointRecord> {
        let allocations = each(&line.allocations, |one| {
            let (author, controller) = (&one.author, &one.controller);
            Ok(Allocation {
                author: self.names.find_party(author)?,
                controller: self.names.find_party(controller)?,
            })
        })?;
        let construct = match line.construct.as_deref() {
            None => None,
            Some("JOINT_26") => Some(Construct::Joint26),
            Some("INDEPENDENT") => Some(Construct::Independent(allocations)),
            Some(other) => bail!("there is no construct «{other}»"),
        };
        Ok(JointRecord {
            id: self.agreement(&line.name),
            parties: self.parties(&line.parties)?,
            scopes: each(&line.places, |place| self.place(place))?,
            validity: validity(&line.when)?,
            construct,
            record_operator: self.operator(line.record_operator.as_deref())?,
            contact: self.party(line.contact.as_deref())?,
            handlers: Vec::new(),
            exit: ExitPlan::default(),
        })
    }

    fn host(&mut self, line: &HostLine) -> anyhow::Result<HostCooperation> {
        let who = match &line.deviates {
            Some(named) => HostController::Deviates(self.named(named)?),
            None => HostController::HostForAll,
        };
        let residents = line.residents_of.as_deref().map(|names| self.municipalities(names));
        let clause = residents.transpose()?.map(|residents_of| HostClause { residents_of, who });
        Ok(HostCooperation {
            id: self.agreement(&line.name),
            host: self.names.find_municipality(&line.host)?,
            participants: self.municipalities(&line.participants)?,
            validity: validity(&line.when)?,
            clause,
        })
    }

    fn community(&mut self, line: &CommunityLine) -> anyhow::Result<TaskCommunity> {
        let named = line.named.as_ref().map(|named| self.named(named)).transpose()?;
        let first = named.as_ref().and_then(|named| named.controllers.first().copied());
        let clause = match (line.clause.as_deref(), named, first) {
            (None, _, _) => None,
            (Some("COMMUNITY"), _, _) => Some(CommunityClause::Community),
            (Some("PARTICIPANT"), _, Some(Party::Municipality(one))) => {
                Some(CommunityClause::Participant(one))
            }
            (Some("JOINT"), Some(named), Some(_)) => Some(CommunityClause::Joint(named)),
            (Some(other), _, _) => bail!("a clause «{other}» is not known, or names nobody"),
        };
        Ok(TaskCommunity {
            id: self.agreement(&line.name),
            community: self.organisation_named(&line.community)?,
            participants: self.municipalities(&line.participants)?,
            validity: validity(&line.when)?,
            clause,
        })
    }

    fn decision(&mut self, line: &OverrideLine) -> anyhow::Result<Override> {
        let id = OverrideId::from_uuid(self.fresh());
        self.names.thing(&line.name, id.uuid());
        Ok(Override {
            id,
            categories: each(&line.categories, |text| category(text))?,
            scope: self.place(&line.place)?,
            validity: validity(&line.when)?,
            named: self.named(&line.named)?,
        })
    }

    fn succession(&self, line: &SuccessionLine) -> anyhow::Result<Succession> {
        Ok(Succession {
            scope: self.place(&line.place)?,
            to: self.names.find_municipality(&line.to)?,
            at: instant(&line.at)?,
        })
    }

    fn processing(&mut self, line: &ProcessingLine) -> anyhow::Result<Processing> {
        let system = match line.system.as_str() {
            "EPJ" => System::Epj,
            "CASE_FILE" => System::CaseFile,
            "PLATFORM" => System::Platform,
            other => bail!("there is no system «{other}»"),
        };
        Ok(Processing {
            controller: self.names.find_party(&line.controller)?,
            processor: self.names.find_party(&line.processor)?,
            system,
            validity: validity(&line.when)?,
            agreement: line.agreement.as_deref().map(|name| self.agreement(name)),
        })
    }
}

fn each<L, T>(lines: &[L], read: impl FnMut(&L) -> anyhow::Result<T>) -> anyhow::Result<Vec<T>> {
    lines.iter().map(read).collect()
}

fn mode(text: Option<&str>) -> anyhow::Result<ControllerMode> {
    match text {
        None | Some("OPERATOR") => Ok(ControllerMode::Operator),
        Some("MUNICIPALITY") => Ok(ControllerMode::Municipality),
        Some(other) => bail!("there is no mode «{other}»"),
    }
}

fn validity(line: &WhenLine) -> anyhow::Result<Validity> {
    let to = line.to.as_deref().map(instant).transpose()?;
    let found = Validity::new(instant(&line.from)?, to);
    found.with_context(|| format!("what begins {} ends before it", line.from))
}

/// The category that is stored so.
pub(super) fn category(text: &str) -> anyhow::Result<Category> {
    Category::from_stored(text).with_context(|| format!("there is no category «{text}»"))
}

/// The care area with this code in 7619.
pub(super) fn care_area(code: i64) -> anyhow::Result<CareArea> {
    CareArea::from_code(code).with_context(|| format!("7619 has no code {code} here"))
}

/// A day's beginning in Oslo, or a time.
pub(super) fn instant(text: &str) -> anyhow::Result<Instant> {
    written_instant(text).with_context(|| format!("«{text}» is no time"))
}
