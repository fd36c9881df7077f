//! The municipality's console, and what anybody and a citizen reads of it.

use helsebro_testkit::ids;

use crate::browser::{Browser, Doors};

const LIST: &str = "/kommune/ansvar";
const AGREEMENTS: &str = "/kommune/avtaler";

async fn at_console(doors: &Doors, staff: helsebro_domain::ids::StaffId) -> Browser {
    let mut browser = doors.browser();
    let answer = doors.staff_signs_in(&mut browser, staff).await;
    assert_eq!(answer.location(), LIST);
    browser
}

/// S2-0-k: the roles open the console, and nothing that is about a citizen.
#[tokio::test]
async fn s2_0_k_only_who_holds_a_role_comes_in_and_sees_no_citizen() {
    let doors = Doors::open().await;
    let mut hilde = at_console(&doors, ids::HILDE).await;
    let page = hilde.get(LIST).await.is(200).says("Solbakken sykehjem").says("Solvik kommune");
    page.says_nothing_of("Hjemmetjenesten Granli").says_nothing_of("Kari");
    hilde.get("/ansatt/arbeidsliste").await.is(403);
    hilde.get(&format!("{LIST}/ny")).await.is(403);
    let mut per = doors.staff(ids::PER).await;
    for path in [LIST, AGREEMENTS, "/kommune/ansvar/protokoll"] {
        per.get(path).await.is(403).says_nothing_of("Fjordro");
    }
}

/// What is another municipality's is not found.
#[tokio::test]
async fn a_neighbours_administrator_finds_neither_timeline_nor_agreement() {
    let doors = Doors::open().await;
    let mut gro = at_console(&doors, ids::GRO).await;
    let begun =
        gro.post(AGREEMENTS, &[("act", "begin"), ("kind", "SERVICE"), ("title", "D-2027-1")]).await;
    let path = begun.location().to_owned();
    gro.get(&path).await.is(200).says("Alle partene har ikke skrevet under.");
    let mut ragna = at_console(&doors, ids::RAGNA).await;
    ragna.get(&path).await.is(404).says_nothing_of("D-2027-1");
    ragna.post(&path, &[("act", "fill"), ("ark-2.formats", "PDF")]).await.is(404);
    ragna.post(&path, &[("act", "force")]).await.is(404);
    ragna.get(&format!("{LIST}/{}", ids::NURSING_HOME)).await.is(404);
}

/// S2-0-f: what is typed is not lost, and what the rules refuse is told at its field.
#[tokio::test]
async fn s2_0_f_a_delivery_that_is_refused_comes_back_as_it_was_typed() {
    let doors = Doors::open().await;
    let mut gro = at_console(&doors, ids::GRO).await;
    let new = format!("{LIST}/ny");
    gro.post(&new, &[]).await.is(422).says("Velg ett av alternativene.");
    let own = [("place", "whole"), ("how", "OWN"), ("first", "1.3.2027")];
    let refused = gro.post(&new, &own).await.is(422);
    refused.says("Tjenesten er alt ført inn").says("value=\"1.3.2027\"");
    let without = [("place", "19"), ("how", "OUTSOURCED"), ("first", "1.3.2027")];
    gro.post(&new, &without).await.is(422).says("Det mangler en avtale");
    let wrong = [("place", "19"), ("how", "OWN"), ("first", "31.2.2027")];
    gro.post(&new, &wrong).await.is(422).says("Skriv datoen som dag, måned og år");
    let area = [("place", "19"), ("how", "OWN"), ("first", "1.3.2027"), ("last", "31.3.2027")];
    gro.post(&new, &area).await.leads_to(&format!("{LIST}?gjort=lagret"));
    let mut hilde = at_console(&doors, ids::HILDE).await;
    hilde.post(&new, &area).await.is(403);
}

/// Who was responsible on a date, and a date that is none.
#[tokio::test]
async fn the_timeline_answers_about_a_date_and_as_a_table() {
    let doors = Doors::open().await;
    let mut hilde = at_console(&doors, ids::HILDE).await;
    let path = format!("{LIST}/{}", ids::NURSING_HOME);
    let page = hilde.get(&path).await.is(200).says("role=\"img\"").says("<desc");
    page.says("Kommunen driver selv").says_nothing_of("Sett siste dag");
    let asked = hilde.post(&path, &[("act", "ask"), ("day", "1.2.2027")]).await.is(200);
    asked.says("Solvik kommune");
    hilde.post(&path, &[("act", "ask"), ("day", "i går")]).await.is(422);
    hilde.get(&format!("{LIST}/{}", doors.town.new_uuid())).await.is(404);
}

/// RR-12: she reads who answers for each service, never by which row.
#[tokio::test]
async fn rr_12_a_citizen_and_anybody_read_who_is_responsible_in_plain_words() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get("/meg/ansvar").await.is(200).says("Hjemmesykepleien Solvik øst");
    page.says("<strong>Solvik kommune</strong> har ansvaret").says_nothing_of("CT-");
    kari.get("/meg").await.says("/meg/ansvar");
    let mut anne = doors.citizen(ids::ANNE).await;
    anne.get("/meg/ansvar").await.is(200).says("Du får ingen tjenester her nå.");
    let notice = format!("/personvern/{}", ids::NURSING_HOME);
    let page = doors.browser().get(&notice).await.is(200);
    page.says("Personvern ved Solbakken sykehjem").says("Solvik kommune").says_nothing_of("CT-");
    doors.browser().get(&format!("/personvern/{}", doors.town.new_uuid())).await.is(404);
}

/// GDPR art. 30: the records are for people, sheets and machines.
#[tokio::test]
async fn the_records_of_processing_are_given_out_in_three_forms() {
    let doors = Doors::open().await;
    let mut gro = at_console(&doors, ids::GRO).await;
    let path = format!("{LIST}/protokoll");
    gro.get(&path).await.is(200).says("Solbakken sykehjem").says("Saksmappe");
    let json = gro.get(&format!("{path}?som=json")).await.is(200);
    json.says("\"category\": \"EPJ_RECORD\"").says("\"row\": \"CT-10\"");
    gro.get(&format!("{path}?som=csv")).await.is(200).says("\"Solbakken sykehjem\";\"19\"");
}
