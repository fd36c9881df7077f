//! The catalogue's examples of agreements and delivery records (§§ 3, 6).

mod deliveries;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::controllership::{
    Category, CommunityClause, Construct, Delivery, ExitPlan, Facts, HostController, LegalPerson,
    Mode, OrgKind, Organisation, Outsourcing, Party, Place, Question, RecordOperator, Register,
    Row, Scope, Validity,
};
use crate::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId, UnitId};
use crate::parties::CareArea;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

fn municipality(number: u128) -> MunicipalityId {
    MunicipalityId::from_uuid(Uuid::from_u128(number))
}

const SOLVIK: u128 = 1;
const GRANLI: u128 = 2;
const NORDFJELL: u128 = 3;

fn fjordro() -> OrgId {
    OrgId::from_uuid(Uuid::from_u128(11))
}

fn solbakken() -> Scope {
    let unit = UnitId::from_uuid(Uuid::from_u128(21));
    Scope::unit(municipality(SOLVIK), CareArea::NursingHome, unit)
}

fn draft(kind: Kind) -> Draft {
    let others = match kind {
        Kind::Service | Kind::JointRecord => vec![Party::Org(fjordro())],
        Kind::Host => vec![Party::Municipality(municipality(GRANLI))],
        Kind::TaskCommunity => {
            vec![Party::Org(fjordro()), Party::Municipality(municipality(GRANLI))]
        }
    };
    let org = match kind {
        Kind::TaskCommunity => OrgKind::TaskCommunity(LegalPerson::Yes),
        _ => OrgKind::PrivateCommercial,
    };
    Draft {
        id: AgreementId::from_uuid(Uuid::from_u128(31)),
        municipality: municipality(if kind == Kind::Host { NORDFJELL } else { SOLVIK }),
        kind,
        title: "D-2025-14".to_owned(),
        others,
        kinds: BTreeMap::from([(fjordro(), org)]),
        scopes: vec![solbakken()],
        first: Some(date(2026, 1, 1)),
        last: Some(date(2027, 12, 31)),
        answers: BTreeMap::new(),
    }
}

/// Answers every field that is asked for, until no new field comes.
fn filled(mut draft: Draft) -> Draft {
    loop {
        let empty: Vec<Field> =
            draft.fields().into_iter().filter(|one| draft.answer(&one.key).is_none()).collect();
        if empty.iter().all(|field| field.optional) {
            return draft;
        }
        for field in empty.into_iter().filter(|field| !field.optional) {
            let answer = match field.kind {
                FieldKind::Line | FieldKind::Text if field.key == "ko-1.name" => {
                    "Midtbygda legevakt KO"
                }
                FieldKind::Line | FieldKind::Text => "As annex 1 says",
                FieldKind::Day => "2026-01-01",
                FieldKind::Choice(all) => all[0],
                FieldKind::Tick => "YES",
            };
            draft.answers.insert(field.key, answer.to_owned());
        }
    }
}

fn without(draft: &Draft, key: &str) -> Draft {
    let mut draft = draft.clone();
    draft.answers.remove(key);
    draft
}

fn with(draft: &Draft, key: &str, value: &str) -> Draft {
    let mut draft = draft.clone();
    draft.answers.insert(key.to_owned(), value.to_owned());
    draft
}

fn ids(draft: &Draft) -> Vec<String> {
    draft.check().lacks.iter().map(Lack::id).collect()
}

fn codes(draft: &Draft) -> BTreeSet<ReasonCode> {
    draft.check().lacks.iter().map(Lack::code).collect()
}

fn independent() -> Draft {
    filled(with(&draft(Kind::JointRecord), "jj-4.construct", "INDEPENDENT"))
}

/// § 6: what is complete lacks nothing, and each field that may not be empty is missed
/// by the id of its own item.
/// S2-2-b, S2-0-b: whoever fills it in is told what is missing.
#[test]
fn s2_2_b_every_mandatory_field_is_missed_by_its_own_item() {
    let mut drafts: Vec<Draft> = Kind::ALL.into_iter().map(|kind| filled(draft(kind))).collect();
    drafts.push(independent());
    drafts.push(filled(with(&draft(Kind::Host), "vk-10.model", "ELECTED")));
    drafts.push(filled(with(&draft(Kind::Host), "vk-d.controller", "EACH_OWN_RESIDENTS")));
    let mut seen = BTreeSet::new();
    for complete in drafts {
        assert_eq!(complete.check().lacks, [], "{:?}", complete.kind);
        assert!(in_force(&complete).is_some());
        for field in complete.fields() {
            let poorer = without(&complete, &field.key);
            let lacks = poorer.check().lacks;
            let is_mandatory =
                complete.need(field.item) == Some(Need::Mandatory) && !field.optional;
            assert_eq!(lacks.is_empty(), !is_mandatory, "{}", field.key);
            if is_mandatory {
                seen.insert(field.item);
                assert!(lacks.iter().any(|lack| lack.item() == field.item), "{}", field.key);
                assert!(lacks.iter().all(|lack| lack.id().starts_with(lack.item().code())));
            }
        }
    }
    let structural = [Item::Vk1, Item::Vk2, Item::A26x2, Item::JjR1, Item::JjR2, Item::Ark1];
    for item in Item::ALL {
        assert!(seen.contains(item) || structural.contains(item), "{}", item.code());
    }
}

#[test]
fn s2_2_b3_an_empty_exit_plan_is_an_incomplete_agreement() {
    let complete = filled(draft(Kind::JointRecord));
    assert_eq!(ids(&without(&complete, "jj-3.exit")), ["JJ-3:EXIT"]);
    assert_eq!(codes(&without(&complete, "jj-3.exit")), [ReasonCode::AgreementIncomplete].into());
}

#[test]
fn s2_2_b2_a_request_that_nobody_handles_is_missed_by_its_number() {
    let complete = filled(draft(Kind::JointRecord));
    assert_eq!(ids(&without(&complete, "jj-2.rr-03")), ["JJ-2:RR-03", "26-2:RR-03"]);
}
/// S2-2-d-1, S2-2-d-3, S2-2-b4: it says who is controller, in one of two ways.

#[test] // S2-2-b4, S2-2-d-3
fn s2_2_d_1_a_joint_journal_settles_who_is_controller_by_one_of_two_constructs() {
    let complete = filled(draft(Kind::JointRecord));
    assert!(ids(&without(&complete, "jj-4.construct")).contains(&"JJ-4".to_owned()));
    let unknown = with(&complete, "jj-4.construct", "SHARED");
    assert_eq!(codes(&unknown), [ReasonCode::ConstructUnknown].into());
}

#[test]
fn s2_2_d1_2_an_arrangement_without_a_duty_or_its_essence_is_refused_by_its_name() {
    let complete = filled(draft(Kind::JointRecord));
    let breach = without(&complete, "26-3.authority");
    assert_eq!(ids(&breach), ["26-3:authority"]);
    assert_eq!(codes(&breach), [ReasonCode::Art26ArrangementMissing].into());
    let unpublished = without(&complete, "26-6.published");
    assert_eq!(codes(&unpublished), [ReasonCode::Art26EssenceNotPublished].into());
}

#[test]
fn s2_2_d2_2_the_independent_construct_names_one_for_security() {
    assert_eq!(ids(&without(&independent(), "ind-1.security")), ["IND-1"]);
}

#[test]
fn s2_2_d2_3_every_duty_has_an_owner_and_the_one_without_is_named() {
    let complete = independent();
    for duty in DUTIES {
        let poorer = without(&complete, &format!("ind-2.{duty}"));
        assert_eq!(ids(&poorer), [format!("IND-2:{duty}")]);
    }
    assert_eq!(ids(&without(&complete, "ind-2.ART30")), ["IND-2:ART30"]);
}
/// S2-2-d2-4, S2-3-a2: the municipality answers for soundness whoever delivers.

#[test] // S2-3-a2
fn s2_2_d2_4_soundness_is_not_given_to_the_provider() {
    let complete = independent();
    let lack = complete.refuses("ind-2.SOUNDNESS", "PROVIDER").unwrap();
    assert_eq!(lack.code(), ReasonCode::SoundnessNotDelegable);
    assert_eq!(complete.refuses("ind-2.SOUNDNESS", "MUNICIPALITY"), None);
    assert!(
        codes(&with(&complete, "ind-2.SOUNDNESS", "PROVIDER"))
            .contains(&ReasonCode::SoundnessNotDelegable)
    );
}

#[test]
fn s2_2_a_a_joint_journal_has_two_parties() {
    let alone = Draft { others: Vec::new(), ..filled(draft(Kind::JointRecord)) };
    assert!(codes(&alone).contains(&ReasonCode::JjNeedsTwoParties));
}

#[test]
fn s2_fn2_only_a_therapeutic_register_is_kept_jointly() {
    let complete = filled(draft(Kind::JointRecord));
    let inbox = with(&complete, "jj-1.register", "PORTAL_INBOX");
    assert_eq!(codes(&inbox), [ReasonCode::NotATherapeuticRegister].into());
    let lack = complete.refuses("jj-1.register", "PORTAL_INBOX").unwrap();
    assert_eq!(lack.code(), ReasonCode::NotATherapeuticRegister);
}

#[test]
fn s2_2_c_and_s2_2_e_a_recommended_clause_is_warned_of_and_keeps_nothing_back() {
    let complete = filled(draft(Kind::JointRecord));
    for (key, item) in [("jj-r1.data", Item::JjR1), ("jj-r2.operator", Item::JjR2)] {
        let poorer = without(&complete, key);
        let checked = poorer.check();
        assert!(checked.is_complete());
        assert_eq!(checked.warnings, [Warning::Recommended(item)]);
        let reason = format!("reason.{}", item.code());
        assert!(poorer.fields().iter().any(|field| field.key == reason && field.optional));
    }
    let Some(InForce::JointRecord(joint)) = in_force(&without(&complete, "jj-r2.operator")) else {
        panic!("a joint record")
    };
    assert_eq!(joint.record_operator, None);
}

#[test]
fn s2_4_b_1_every_participant_signs_and_every_council_adopts() {
    let granli = Party::Municipality(municipality(GRANLI)).to_stored();
    for kind in [Kind::Host, Kind::TaskCommunity] {
        let complete = filled(draft(kind));
        let unadopted = without(&complete, &format!("council.case.{granli}"));
        assert_eq!(unadopted.check().lacks, [Lack::NoResolution(municipality(GRANLI))]);
        let unsigned = without(&complete, &format!("sign.name.{granli}"));
        let unsigned = unsigned.check().lacks;
        assert_eq!(unsigned, [Lack::Unsigned(Party::Municipality(municipality(GRANLI)))]);
        assert_eq!(unsigned[0].code(), ReasonCode::AgreementNotSigned);
    }
}

#[test]
fn s2_4_b1_a_missing_clause_on_leaving_is_told_as_vk_7() {
    assert_eq!(ids(&without(&filled(draft(Kind::Host)), "vk-7.leaving")), ["VK-7"]);
    let alone = Draft { others: Vec::new(), ..filled(draft(Kind::Host)) };
    assert_eq!(ids(&alone), ["VK-1", "VK-2"]);
}

#[test]
fn s2_4_c_1_a_clause_that_names_granli_alone_does_not_cover_solvik() {
    let mut joined = filled(draft(Kind::Host));
    joined.others.push(Party::Municipality(municipality(SOLVIK)));
    let lacks = joined.check().lacks;
    assert!(lacks.contains(&Lack::NotCovering(municipality(SOLVIK))));
    assert_eq!(Lack::NotCovering(municipality(SOLVIK)).code(), ReasonCode::VkDNotCovering);
}

#[test]
fn s2_4_c_2_leaving_the_natural_answer_needs_every_officer() {
    let deviates = filled(with(&draft(Kind::Host), "vk-d.controller", "EACH_OWN_RESIDENTS"));
    assert_eq!(deviates.check().warnings, [Warning::Deviates]);
    let granli = Party::Municipality(municipality(GRANLI)).to_stored();
    let unsigned = without(&deviates, &format!("vk-d.officer.{granli}"));
    assert_eq!(unsigned.check().lacks, [Lack::NoSignOff(municipality(GRANLI))]);
    assert_eq!(codes(&unsigned), [ReasonCode::DpoSignoffMissing].into());
    let natural = filled(draft(Kind::Host));
    let Some(InForce::Host(host)) = in_force(&natural) else { panic!("a host") };
    let clause = host.clause.unwrap();
    assert_eq!(clause.who, HostController::HostForAll);
    assert_eq!(clause.residents_of, [municipality(GRANLI)]);
}

#[test]
fn ctx_9_a_community_that_is_no_legal_person_cannot_be_controller() {
    let complete = filled(draft(Kind::TaskCommunity));
    let named = with(&complete, "ko-2.legal-person", "NO");
    assert_eq!(codes(&named), [ReasonCode::KoNotLegalPerson].into());
    let participant = with(&named, "ko-d.controller", "MUNICIPALITY");
    assert_eq!(participant.check().lacks, []);
    let Some(InForce::TaskCommunity(found)) = in_force(&participant) else { panic!("a KO") };
    assert_eq!(found.clause, Some(CommunityClause::Participant(municipality(SOLVIK))));
    assert_eq!(found.participants, [municipality(SOLVIK), municipality(GRANLI)]);
}

#[test]
fn ctx_10_a_community_is_called_one() {
    let complete = filled(draft(Kind::TaskCommunity));
    for (name, fits) in [
        ("Midtbygda legevakt", false),
        ("Midtbygda legevakt KO", true),
        ("Midtbygda kommunalt oppgavefellesskap", true),
        ("KOMPASS legevakt", false),
    ] {
        let named = with(&complete, "ko-1.name", name);
        assert_eq!(named.check().is_complete(), fits, "{name}");
        assert_eq!(complete.refuses("ko-1.name", name).is_none(), fits, "{name}");
    }
    assert_eq!(
        codes(&with(&complete, "ko-1.name", "Midtbygda legevakt")),
        [ReasonCode::KoNameInvalid].into()
    );
}

#[test]
fn ko_10_a_community_names_who_keeps_the_archives() {
    let poorer = without(&filled(draft(Kind::TaskCommunity)), "ko-10.archives");
    assert_eq!(codes(&poorer), [ReasonCode::KoArchiveResponsibleMissing].into());
}

#[test]
fn ark_1_and_ark_2_depend_on_whether_the_parties_are_under_the_archive_act() {
    let private = draft(Kind::JointRecord);
    assert_eq!(private.need(Item::Ark1), Some(Need::Recommended));
    assert_eq!(draft(Kind::Service).need(Item::Ark2), Some(Need::Mandatory));
    let iks = |kind| Draft { kinds: BTreeMap::from([(fjordro(), OrgKind::Iks)]), ..draft(kind) };
    assert_eq!(iks(Kind::JointRecord).need(Item::Ark1), Some(Need::Mandatory));
    assert_eq!(iks(Kind::Service).need(Item::Ark2), None);
    assert_eq!(filled(iks(Kind::Service)).check().lacks, []);
}

#[test]
fn a_joint_journal_becomes_the_fact_that_it_says() {
    let complete = with(&filled(draft(Kind::JointRecord)), "jj-3.exit", "PROVIDER_HOLDS");
    let Some(InForce::JointRecord(joint)) = in_force(&complete) else { panic!("a journal") };
    let solvik = Party::Municipality(municipality(SOLVIK));
    assert_eq!(joint.parties, [solvik, Party::Org(fjordro())]);
    assert_eq!(joint.construct, Some(Construct::Joint26));
    assert_eq!(joint.record_operator, Some(RecordOperator::Municipality));
    assert_eq!((joint.contact, joint.exit), (Some(solvik), ExitPlan::ProviderHolds));
    assert_eq!(joint.scopes, [solbakken()]);
    assert_eq!(joint.validity.last_day(), Some(date(2027, 12, 31)));
}

#[test]
fn what_is_stored_is_read_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_stored(kind.as_str()), Some(kind));
    }
    for state in [AgreementState::Draft, AgreementState::InForce] {
        assert_eq!(AgreementState::from_stored(state.as_str()), Some(state));
    }
    for party in [Party::Operator, Party::Municipality(municipality(1)), Party::Org(fjordro())] {
        assert_eq!(Party::from_stored(&party.to_stored()), Some(party));
    }
    assert_eq!(Party::from_stored("X:1"), None);
    assert_eq!(draft(Kind::Service).party("PROVIDER"), Some(Party::Org(fjordro())));
}
