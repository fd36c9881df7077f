//! Who would be controller, told before an agreement is signed (S2-0-b).

use std::collections::BTreeMap;

use helsebro_domain::controllership::registering::{Draft, Kind, Preview, preview};
use helsebro_domain::controllership::{
    Controllers, Facts, LegalPerson, Mark, Mode, OrgKind, Party, Row, Scope,
};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::CareArea;

use crate::cast::{
    FJORDRO, FJORDRO_ORG, GRANLI, MIDTBYGDA, NORDFJELL, SOLVIK, agreement, day, delivery,
    midtbygda, outsourced, since, solbakken, solvik,
};

/// Solvik delivers everything itself.
fn own() -> Facts {
    let deliveries = [SOLVIK, GRANLI, NORDFJELL].into_iter().zip(1..).map(|(home, number)| {
        delivery(number, Scope::whole(home), since(day(2020, 1, 1)), Mode::Own)
    });
    Facts {
        organisations: vec![midtbygda(LegalPerson::No)],
        deliveries: deliveries.collect(),
        ..Facts::default()
    }
}

fn draft(kind: Kind, home: MunicipalityId, others: Vec<Party>, answers: &[(&str, &str)]) -> Draft {
    let kinds = [
        (FJORDRO_ORG, OrgKind::PrivateCommercial),
        (MIDTBYGDA, OrgKind::TaskCommunity(LegalPerson::No)),
    ];
    let place = match kind {
        Kind::Service | Kind::JointRecord => solbakken(),
        Kind::Host | Kind::TaskCommunity => Scope::area(home, CareArea::EmergencyClinic),
    };
    Draft {
        id: agreement(700),
        municipality: home,
        kind,
        title: "D-2027-1".to_owned(),
        others,
        kinds: BTreeMap::from(kinds),
        scopes: vec![place],
        first: Some(day(2027, 3, 1)),
        last: None,
        answers: answers.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
    }
}

fn only(found: Vec<Preview>) -> Preview {
    let [one] = <[Preview; 1]>::try_from(found).unwrap();
    one
}

/// S2-0-b: a nursing home that is to be outsourced gives the provider as controller, and the
/// draft changes nothing that is in force.
#[test]
fn s2_0_b_a_draft_of_outsourcing_shows_who_would_be_controller() {
    let facts = own();
    let told = only(preview(&facts, &draft(Kind::Service, SOLVIK, vec![FJORDRO], &[])));
    assert_eq!(told.scope, solbakken());
    assert_eq!(told.resolution.row, Row::Ct30);
    assert_eq!(told.resolution.controllers, Controllers::One(FJORDRO));
    assert_eq!(facts, own());
    let undated = Draft { first: None, ..draft(Kind::Service, SOLVIK, vec![FJORDRO], &[]) };
    assert_eq!(preview(&facts, &undated), []);
}

/// S2-0-b: when everything is to be outsourced, the answer is for what is not delivered by
/// something narrower.
#[test]
fn s2_0_b_the_whole_municipality_is_asked_where_nothing_narrower_stands() {
    let mut facts = own();
    let narrower = Scope::area(SOLVIK, CareArea::HomeServices);
    facts.deliveries.push(delivery(9, narrower, since(day(2026, 1, 1)), Mode::Own));
    let whole = Draft {
        scopes: vec![Scope::whole(SOLVIK)],
        ..draft(Kind::Service, SOLVIK, vec![FJORDRO], &[])
    };
    assert_eq!(only(preview(&facts, &whole)).resolution.controllers, Controllers::One(FJORDRO));
}

/// S2-0-b: as it is filled in, the answer follows.
#[test]
fn s2_0_b_a_joint_journal_shows_what_its_construct_would_give() {
    let mut facts = own();
    let provided = delivery(9, solbakken(), since(day(2026, 1, 1)), outsourced(FJORDRO));
    facts.deliveries.push(provided);
    for (construct, row) in [("", Row::Ct63), ("JOINT_26", Row::Ct20), ("INDEPENDENT", Row::Ct23)] {
        let answers = [("jj-4.construct", construct)];
        let told =
            only(preview(&facts, &draft(Kind::JointRecord, SOLVIK, vec![FJORDRO], &answers)));
        assert_eq!(told.resolution.row, row, "{construct}");
        let parties = told.resolution.controllers.parties();
        assert_eq!(parties, [solvik(), FJORDRO], "{construct}");
    }
}

/// S2-0-b: of a host, what its participants' residents would meet; of a community that is no
/// legal person and named all the same, that it cannot be.
#[test]
fn s2_0_b_a_host_and_a_community_are_shown_for_those_who_join() {
    let granli = Party::Municipality(GRANLI);
    let covers = format!("vk-d.residents.{}", granli.to_stored());
    for (answers, row) in [
        (vec![], Row::Ct42),
        (vec![("vk-d.controller", "HOST_FOR_ALL"), (covers.as_str(), "YES")], Row::Ct40),
    ] {
        let told = only(preview(&own(), &draft(Kind::Host, NORDFJELL, vec![granli], &answers)));
        assert_eq!((told.scope.municipality, told.resolution.row), (GRANLI, row));
    }
    let answers = [("ko-d.controller", "COMMUNITY")];
    let parties = vec![Party::Org(MIDTBYGDA), granli];
    let told = preview(&own(), &draft(Kind::TaskCommunity, SOLVIK, parties, &answers));
    assert_eq!(told.len(), 2);
    for one in told {
        assert_eq!(one.resolution.row, Row::Ct53);
        assert!(one.resolution.says(Mark::KoNotLegalPerson));
    }
}
