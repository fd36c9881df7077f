//! Powers of attorney on paper in the console.

use helsebro_testkit::ids;

use crate::browser::Doors;

const PAPERS: &str = "/ansatt/enheten/fullmakter";
const ANNES: &str = "03837500035";
const SARAS: &str = "08889000032";
const NOBODYS: &str = "01825010099";

fn paper<'a>(person: &'a str, number: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", "register"),
        ("person", person),
        ("number", number),
        ("messages", "yes"),
        ("how_long", "open"),
        ("signed_day", "29"),
        ("signed_month", "1"),
        ("signed_year", "2027"),
    ]
}

/// S1-2.1-a, C-1.3: Siri registers, Per confirms, Kari sees it, Siri ends it.
#[tokio::test]
async fn s1_2_1_a_a_paper_is_registered_by_one_and_confirmed_by_another() {
    let doors = Doors::open().await;
    let mut siri = doors.staff(ids::SIRI).await;
    siri.get("/ansatt/enheten").await.is(200).says("Se fullmakter på papir");
    siri.get(PAPERS).await.is(200).says("Ingen venter på å bli bekreftet.");
    let missing = siri.post(PAPERS, &[("act", "register"), ("number", "1")]).await.is(422);
    missing.says("Velg ett av svarene.").says("Velg minst én ting").says("Skriv en dato");
    let kari = ids::KARI.to_string();
    let done = siri.post(PAPERS, &paper(&kari, ANNES)).await;
    done.leads_to(&format!("{PAPERS}?gjort=registrert"));
    let page = siri.get(PAPERS).await.is(200).says("Du registrerte den selv.");
    let page =
        page.says("Kari Nilsen gir fullmakt til Anne Nilsen").says_nothing_of("Bekreft fullmakten");
    let id = page.field("paper");
    siri.post(PAPERS, &[("act", "confirm"), ("paper", &id)]).await.is(403);
    let mut per = doors.staff(ids::PER).await;
    per.get(PAPERS).await.says("Bekreft fullmakten");
    per.post(PAPERS, &[("act", "confirm"), ("paper", &id)])
        .await
        .leads_to(&format!("{PAPERS}?gjort=bekreftet"));
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg/fullmakter").await.is(200).says("Anne Nilsen");
    kari.get("/meg/hvem-har-sett").await.says("Registrerte en fullmakt på papir");
    let grant = siri.get(PAPERS).await.field("grant");
    doors
        .staff(ids::LIV)
        .await
        .post(PAPERS, &[("act", "withdraw"), ("grant", &grant)])
        .await
        .is(404);
    siri.post(PAPERS, &[("act", "withdraw"), ("grant", &grant)])
        .await
        .leads_to(&format!("{PAPERS}?gjort=trukket"));
    siri.get(PAPERS).await.says("Ingen fullmakter på papir er bekreftet her.");
}

/// § 1.4, C-1.6: a number that is nobody's and one of a protected person give the same
/// page.
#[tokio::test]
async fn c_1_4_the_page_tells_nothing_of_whose_number_it_is() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let kari = ids::KARI.to_string();
    for number in [NOBODYS, SARAS] {
        let page = per.post(PAPERS, &paper(&kari, number)).await.is(422);
        page.says("Denne fullmakten kan ikke registreres.");
    }
    per.get(PAPERS).await.says("Ingen venter på å bli bekreftet.");
}
