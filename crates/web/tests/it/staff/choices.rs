//! The unit one works at, and what each has chosen for herself.

use helsebro_testkit::ids;

use crate::browser::Doors;

const UNIT: &str = "/ansatt/bytt-enhet";
const SHORTCUTS: &str = "/ansatt/snarveier";

/// S1-2.1-b: one works where one is authorised today, whatever is chosen.
#[tokio::test]
async fn s1_2_1_b_nobody_works_at_a_unit_where_she_is_not_authorised() {
    let doors = Doors::open().await;
    doors.town.kari_writes().await;
    let mut liv = doors.staff(ids::LIV).await;
    liv.get(UNIT).await.is(200).says("Frisklivssentralen Solvik").says_nothing_of("Hjemmesyke");
    let home_nursing = ids::HOME_NURSING.to_string();
    liv.post(UNIT, &[("unit", &home_nursing)]).await.is(403);
    liv.post(UNIT, &[("unit", "x")]).await.is(422);
    // Nor does a cookie of one's own making open another unit's list.
    liv.hold("helsebro_enhet", &home_nursing);
    liv.get("/ansatt/arbeidsliste").await.is(200).says_nothing_of("Kari");
    let own = ids::HEALTHY_LIFE.to_string();
    liv.post(UNIT, &[("unit", &own)]).await.leads_to("/ansatt/arbeidsliste");
}

/// What is chosen is there again, and the keys can be turned off.
#[tokio::test]
async fn what_a_member_of_staff_chooses_is_kept() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    per.get(SHORTCUTS).await.is(200);
    let fields = [("shortcuts", "off"), ("language", "nn"), ("theme", "dark")];
    per.post(SHORTCUTS, &fields).await.leads_to("/ansatt/snarveier?gjort=lagret");
    let mut again = doors.staff(ids::PER).await;
    again.get("/ansatt/arbeidsliste").await.is(200).says("lang=\"nn\"");
    doors.staff(ids::SIRI).await.get("/ansatt/arbeidsliste").await.says("lang=\"nb\"");
}
