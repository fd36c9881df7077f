//! From a complete agreement to the fact that it becomes.

use super::{Draft, Kind, REQUESTS};
use crate::controllership::{
    CommunityClause, Construct, ExitPlan, HostClause, HostController, HostCooperation, JointRecord,
    Named, Party, RecordOperator, TaskCommunity, Validity,
};

/// An agreement in force, as the answer to who is controller needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InForce {
    /// A service agreement: who delivers stands in the delivery record.
    Service,
    /// A joint journal.
    JointRecord(JointRecord),
    /// A host cooperation.
    Host(HostCooperation),
    /// A task community.
    TaskCommunity(TaskCommunity),
}

/// What an agreement is in force as; none when it has no dates.
///
/// It is asked of agreements that were complete when they came into force, and of
/// imported ones that were not: what is missing is missing in the fact too.
pub fn in_force(draft: &Draft) -> Option<InForce> {
    let validity = Validity::days(draft.first?, draft.last)?;
    Some(match draft.kind {
        Kind::Service => InForce::Service,
        Kind::JointRecord => InForce::JointRecord(joint_record(draft, validity)),
        Kind::Host => InForce::Host(HostCooperation {
            id: draft.id,
            host: draft.municipality,
            participants: draft.municipalities().split_off(1),
            validity,
            clause: host_clause(draft),
        }),
        Kind::TaskCommunity => InForce::TaskCommunity(TaskCommunity {
            id: draft.id,
            community: draft.org()?,
            participants: draft.municipalities(),
            validity,
            clause: community_clause(draft),
        }),
    })
}

fn joint_record(draft: &Draft, validity: Validity) -> JointRecord {
    let own = core::iter::once(Party::Municipality(draft.municipality));
    JointRecord {
        id: draft.id,
        parties: own.chain(draft.others.iter().copied()).collect(),
        scopes: draft.scopes.clone(),
        validity,
        construct: match draft.answer("jj-4.construct") {
            Some("JOINT_26") => Some(Construct::Joint26),
            Some("INDEPENDENT") => Some(Construct::Independent(Vec::new())),
            _ => None,
        },
        record_operator: match draft.answer("jj-r2.operator") {
            Some("MUNICIPALITY") => Some(RecordOperator::Municipality),
            Some("PROVIDER") => Some(RecordOperator::Provider),
            _ => None,
        },
        contact: draft.answer("jj-2.contact").and_then(|value| draft.party(value)),
        handlers: REQUESTS.iter().filter_map(|request| handler(draft, request)).collect(),
        exit: match draft.answer("jj-3.exit") {
            Some("PROVIDER_HOLDS") => ExitPlan::ProviderHolds,
            Some("EACH_OWN") => ExitPlan::EachOwn,
            _ => ExitPlan::MunicipalityHolds,
        },
    }
}

/// Who handles a kind of request, when it is said.
fn handler(draft: &Draft, request: &'static str) -> Option<(&'static str, Party)> {
    let named = draft.answer(&format!("jj-2.{request}"))?;
    Some((request, draft.party(named)?))
}

fn host_clause(draft: &Draft) -> Option<HostClause> {
    let participants = draft.municipalities().split_off(1);
    let covered = participants.into_iter().filter(|id| {
        let party = Party::Municipality(*id).to_stored();
        draft.says(&format!("vk-d.residents.{party}"), "YES")
    });
    let who = match draft.answer("vk-d.controller")? {
        "HOST_FOR_ALL" => HostController::HostForAll,
        _ => HostController::Deviates(Named {
            controllers: draft.municipalities().into_iter().map(Party::Municipality).collect(),
            processors: None,
            contact: None,
        }),
    };
    Some(HostClause { residents_of: covered.collect(), who })
}

fn community_clause(draft: &Draft) -> Option<CommunityClause> {
    Some(match draft.answer("ko-d.controller")? {
        "COMMUNITY" => CommunityClause::Community,
        "MUNICIPALITY" => CommunityClause::Participant(draft.municipality),
        _ => CommunityClause::Joint(Named {
            controllers: draft.municipalities().into_iter().map(Party::Municipality).collect(),
            processors: None,
            contact: None,
        }),
    })
}
