//! What is known when something is asked for, gathered from what is stored.

use std::sync::Arc;

use helsebro_domain::controllership::{
    Category, Controllers, Party, Question, Register, Resolution, Row, resolve,
};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::joining::{
    Acceptance, Agreement, AgreementState, Controllership, Deployment, Document, Facts, Module,
    Objection, Offer, Placed, Proof, SubProcessorChange, TermsVersion, TestMessage, Warning,
    WindDown, agreement_on, ahead, general_standing, overdue, special_standing, with_objections,
};
use helsebro_domain::parties::{CareArea, HerId, Unit};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::joining::{ActivationRow, FactsRow};
use helsebro_storage::{Tx, joining, parties};

use crate::controllership::register;
use crate::{ActError, Acts};

/// When something is asked, and who is controller for what then.
#[derive(Debug, Clone)]
pub(crate) struct When {
    pub(crate) at: Instant,
    pub(crate) deployment: Deployment,
    register: Arc<Register>,
}

impl When {
    /// Now.
    pub(crate) async fn now(acts: &Acts) -> Result<Self, ActError> {
        let deployment = acts.deployment();
        Ok(Self { at: acts.now(), deployment, register: register(acts).await? })
    }

    pub(crate) fn today(&self) -> Date {
        self.at.in_oslo().date
    }
}

/// What is stored about a municipality, read once for all its modules.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) terms: Vec<TermsVersion>,
    pub(crate) acceptances: Vec<Acceptance>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) facts: FactsRow,
    pub(crate) units: Vec<Unit>,
    objected: Vec<(SubProcessorChange, Objection)>,
    offers: Vec<Offer>,
    winding: Vec<(Module, WindDown)>,
    when: When,
}

impl Known {
    /// What is known about a municipality on a day, in its own scope or the system's.
    pub(crate) async fn of(
        tx: &mut Tx,
        municipality: MunicipalityId,
        when: &When,
    ) -> Result<Self, ActError> {
        let agreements = joining::agreements_of(tx, municipality).await?;
        let mut winding = Vec::new();
        for module in Module::ALL {
            let row = joining::wind_down_of(tx, module).await?;
            let begun = row.and_then(|row| row.last_day.map(|last| row.asked_with(last)));
            winding.extend(begun.map(|found| (module, found)));
        }
        let objected = joining::standing_objections(tx, municipality).await?;
        Ok(Self {
            objected: objected.into_iter().map(|(row, held)| (row.change, held)).collect(),
            terms: joining::terms(tx).await?,
            acceptances: joining::acceptances_of(tx, municipality).await?,
            agreements: agreements.into_iter().map(|row| row.agreement).collect(),
            facts: joining::facts_of(tx, municipality).await?,
            units: parties::units_of(tx, municipality).await?,
            offers: joining::offers(tx).await?,
            winding,
            when: when.clone(),
        })
    }

    /// What the rules are asked with, for one module and care area.
    pub(crate) fn about(&self, placed: Placed, proof: Option<Proof>, test: TestMessage) -> Facts {
        let today = self.when.today();
        let floor = placed.module.needs_terms();
        let Self { terms, acceptances, facts, .. } = self;
        Facts {
            module: placed.module,
            deployment: self.when.deployment,
            offer: self.offers.iter().find(|offer| offer.module == placed.module).cloned(),
            wind_down: self
                .winding
                .iter()
                .find(|one| one.0 == placed.module)
                .map(|one| one.1.clone()),
            general: general_standing(terms, acceptances, today),
            special: special_standing(terms, acceptances, floor, today),
            overdue: overdue(terms, acceptances, Document::Special, today),
            ahead: ahead(terms, acceptances, Document::Special, today),
            agreement: self.agreement(today),
            proof,
            digifin: facts.digifin,
            controller: self.controller(placed),
            dpo: facts.officer.clone(),
            dpia: facts.impact_reference.clone(),
            network_since: facts.network_since,
            address: self.address(placed),
            test,
        }
    }

    /// What is pointed out about the municipality as a whole: its terms and its assessment are
    /// the same for every module and place.
    pub(crate) fn warnings(&self, municipality: MunicipalityId) -> Vec<Warning> {
        let (module, care_area) = (Module::Dialog, CareArea::HomeServices);
        let placed = Placed { municipality, module, care_area };
        self.about(placed, None, TestMessage::NotSent).warnings()
    }

    /// How the municipality stands with the operator, its objections counted.
    pub(crate) fn agreement(&self, today: Date) -> AgreementState {
        with_objections(agreement_on(&self.agreements, today), &self.objected, today)
    }

    /// What is known about an activation that is stored.
    pub(crate) async fn about_row(
        &self,
        tx: &mut Tx,
        row: &ActivationRow,
    ) -> Result<Facts, ActError> {
        let placed = row.activation.placed;
        let proof = joining::proof_of(tx, row).await?;
        let agreement = self.controllers_agreement(tx, placed).await?;
        Ok(Facts { agreement, ..self.about(placed, proof, row.test) })
    }

    /// How whoever is controller for the records of the service stands with the operator
    /// (G-DPA): each of them when they are several, and the municipality itself while nobody
    /// is named.
    async fn controllers_agreement(
        &self,
        tx: &mut Tx,
        placed: Placed,
    ) -> Result<AgreementState, ActError> {
        let today = self.when.today();
        let controllers = self.resolved(placed).controllers;
        let (Controllers::One(_) | Controllers::Joint(_)) = &controllers else {
            return Ok(self.agreement(today));
        };
        for party in controllers.parties() {
            let state = match party {
                Party::Operator => AgreementState::InForce,
                Party::Municipality(own) if *own == placed.municipality => self.agreement(today),
                Party::Municipality(other) => anothers_agreement(tx, *other, today).await?,
                Party::Org(org) => {
                    let rows = joining::providers_agreements_of(tx, *org).await?;
                    let held: Vec<Agreement> = rows.into_iter().map(|row| row.agreement).collect();
                    agreement_on(&held, today)
                }
            };
            if state != AgreementState::InForce {
                return Ok(state);
            }
        }
        Ok(AgreementState::InForce)
    }

    /// Who is controller for the records of the service (G-CTRL).
    fn controller(&self, placed: Placed) -> Controllership {
        match self.resolved(placed).row {
            Row::Ct53 | Row::Ct60 => Controllership::None,
            Row::Ct62 => Controllership::Contested,
            _ => Controllership::Resolved,
        }
    }

    fn resolved(&self, placed: Placed) -> Resolution {
        let Placed { municipality, care_area, .. } = placed;
        let When { at, register, .. } = &self.when;
        let question = Question::new(Category::EpjRecord, municipality, care_area, None, *at);
        resolve(register, &question)
    }

    /// The address of a unit that gives the service and can be reached by phone as well.
    fn address(&self, placed: Placed) -> Option<HerId> {
        self.units_for(placed)
            .filter(|unit| !unit.phone.trim().is_empty())
            .find_map(|unit| unit.her_id.clone())
    }

    pub(crate) fn units_for(&self, placed: Placed) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.care_area == placed.care_area)
    }
}

/// How another municipality stands with the operator, its objections counted.
async fn anothers_agreement(
    tx: &mut Tx,
    other: MunicipalityId,
    today: Date,
) -> Result<AgreementState, ActError> {
    let rows = joining::controllers_agreements(tx, other).await?;
    let agreements: Vec<Agreement> = rows.into_iter().map(|row| row.agreement).collect();
    let objected = joining::controllers_objections(tx, other).await?;
    let objected: Vec<_> = objected.into_iter().map(|(row, held)| (row.change, held)).collect();
    Ok(with_objections(agreement_on(&agreements, today), &objected, today))
}
