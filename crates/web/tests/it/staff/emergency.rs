//! `/ansatt/nodtilgang` and `/ansatt/vurderinger` (L-PJL-16-E).

use core::time::Duration;

use helsebro_testkit::ids;

use crate::browser::Doors;

const FORM: &str = "/ansatt/nodtilgang";
const WHY: &str = "bevisstløs, legevakten spør om medisiner";

/// L-PJL-16-E: with a reason one person is opened, to read; Kari sees it at once, and an
/// hour later it is closed.
#[tokio::test]
async fn l_pjl_16_e_mona_opens_kari_reads_and_kari_sees_it() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let number = doors.town.plan.person(ids::KARI).unwrap().number.digits().to_owned();
    let mut mona = doors.staff(ids::MONA).await;
    mona.get(&format!("/ansatt/samtaler/{thread}")).await.is(403);
    mona.get(FORM).await.is(200).says("60 minutter").says_nothing_of("/ansatt/vurderinger");
    let form = |class, reason| [("number", number.as_str()), ("class", class), ("reason", reason)];
    for (class, reason) in [("", WHY), ("CANNOT_ANSWER", "haster")] {
        let page = mona.post(FORM, &form(class, reason)).await.is(422);
        page.says("href=\"#reason\"").says(reason);
    }
    let unknown = [("number", "1"), ("class", "CANNOT_ANSWER"), ("reason", WHY)];
    mona.post(FORM, &unknown).await.is(422).says("href=\"#number\"").says(WHY);
    let opened = mona.post(FORM, &form("CANNOT_ANSWER", WHY)).await.is(303);
    let path = opened.location().to_owned();
    assert!(!path.contains(&number), "no number in an address");
    mona.get(&path).await.is(200).says("Kari Nilsen").says("Såret på leggen");
    let read = format!("{path}?samtale={thread}");
    mona.get(&read).await.is(200).says("væsker litt mer").says_nothing_of("name=\"body\"");
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg/hvem-har-sett").await.says("Nødtilgang").says(WHY).says("Mona Lie");
    doors.staff(ids::PER).await.get(&path).await.is(403).says_nothing_of("Kari");
    doors.staff(ids::HEGE).await.get(&path).await.is(404);
    doors.town.base.clock.move_on(Duration::from_secs(60 * 60));
    let mut mona = doors.staff(ids::MONA).await;
    mona.get(&path).await.is(403).says_nothing_of("Kari");
}

/// L-PJL-16-E: who is no clinician opens nothing.
#[tokio::test]
async fn l_pjl_16_e_who_is_no_clinician_opens_nothing() {
    let doors = Doors::open().await;
    let number = doors.town.plan.person(ids::KARI).unwrap().number.digits().to_owned();
    let mut liv = doors.staff(ids::LIV).await;
    let form = [("number", number.as_str()), ("class", "CANNOT_ANSWER"), ("reason", WHY)];
    liv.post(FORM, &form).await.is(403).says_nothing_of("Kari");
}

/// L-PJL-16-E, L-PJL-22a: the leader judges, and Kari reads it; who leads nothing does not
/// come in.
#[tokio::test]
async fn l_pjl_16_e_the_leader_judges_and_kari_reads_it() {
    let doors = Doors::open().await;
    let mona = doors.town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap();
    let access = doors.town.looks_up(&mona, ids::KARI).await.unwrap().id.to_string();
    doors.town.appoint(ids::SIRI, Some(ids::NURSING_HOME)).await;
    doors.staff(ids::PER).await.get("/ansatt/vurderinger").await.is(403);
    let mut siri = doors.staff(ids::SIRI).await;
    siri.get(FORM).await.is(200).says("/ansatt/vurderinger");
    siri.get("/ansatt/vurderinger").await.is(200).says("Mona Lie").says("Kari Nilsen");
    let wrong = [("emergency", access.as_str()), ("verdict", "")];
    siri.post("/ansatt/vurderinger", &wrong).await.is(422);
    let judged = [("emergency", access.as_str()), ("verdict", "unlawful")];
    siri.post("/ansatt/vurderinger", &judged).await.leads_to("/ansatt/vurderinger?gjort=1");
    siri.get("/ansatt/vurderinger?gjort=1").await.is(200).says_nothing_of("Mona Lie");
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg/hvem-har-sett").await.says("Vurdert: Det var ikke lov.");
}
