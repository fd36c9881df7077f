//! `/meg/samtykke`.

use helsebro_testkit::ids;

use crate::browser::Doors;

/// L-GDPR-7, L-GDPR-13: before she says yes she is led to what she says yes to, from
/// wherever she goes, and on to there when she has said it.
#[tokio::test]
async fn l_gdpr_7_she_is_led_to_the_terms_and_on_to_what_she_asked_for() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg/samtykke/trekk-tilbake").await.is(200).says("Du kan ikke lese eller skrive");
    kari.post("/meg/samtykke/trekk-tilbake", &[]).await.leads_to("/meg/samtykke?gjort=trukket");
    kari.get("/meg/samtykke?gjort=trukket").await.is(200).says("Samtykket er trukket");
    let asked = kari.get("/meldinger?eldre=1").await;
    asked.leads_to("/meg/samtykke?tilbake=%2Fmeldinger%3Feldre%3D1");
    kari.post("/meldinger/ny", &[("contact", "x")]).await.is(403).says("CONSENT_MISSING");
    kari.post("/meg/samtykke/trekk-tilbake", &[]).await.leads_to("/meg/samtykke?gjort=trukket");
    kari.get("/meg/samtykke/trekk-tilbake").await.leads_to("/meg/samtykke");

    let back = ("back", "/meldinger?eldre=1");
    kari.post("/meg/samtykke", &[back]).await.is(422).says("Velg hva du vil bruke");
    let choice = [("level", "everything"), ("language", "en"), back];
    kari.post("/meg/samtykke", &choice).await.leads_to("/meldinger?eldre=1");
    kari.get("/hjem").await.is(200).says("<html lang=\"en\"");
    let elsewhere = [("level", "looking"), ("back", "https://other.example/")];
    kari.post("/meg/samtykke", &elsewhere).await.leads_to("/meg/samtykke?gjort=endret");
    kari.get("/meldinger").await.is(403).says("CONSENT_MISSING");
    kari.get("/hjem").await.is(200);
}

/// L-GDPR-8: Jonas (14) gets information and phone numbers, and no form.
#[tokio::test]
async fn l_gdpr_8_a_youth_gets_information_and_phone_numbers() {
    let doors = Doors::open().await;
    let mut jonas = doors.citizen(ids::JONAS).await;
    jonas.get("/hjem").await.leads_to("/meg/samtykke?tilbake=%2Fhjem");
    let page = jonas.get("/meg/samtykke").await;
    page.is(200).says("Du er under 16 år").says("Solvik kommune").says_nothing_of("name=\"level\"");
    let choice = [("level", "everything")];
    jonas.post("/meg/samtykke", &choice).await.is(403).says("CONSENT_AGE");
}

/// L-GDPR-8, § 1.4: Lise says yes for Jonas on her own page; of whoever is not hers to say
/// yes for she is told the same as of nobody.
#[tokio::test]
async fn l_gdpr_8_a_parent_says_yes_on_her_own_page() {
    let doors = Doors::open().await;
    let (mut lise, mut jonas) = (doors.citizen(ids::LISE).await, doors.citizen(ids::JONAS).await);
    let page = lise.get("/meg/samtykke/barn").await;
    page.is(200).says("Samtykk for Jonas").says_nothing_of("Emil");
    let give = |who: String| [("person", who), ("act", "give".to_owned())];
    for who in [ids::EMIL, ids::SARA, ids::KARI] {
        let form = give(who.to_string());
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lise.post("/meg/samtykke/barn", &form).await.is(404);
    }
    let form = give(ids::JONAS.to_string());
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let given = "/meg/samtykke/barn?gjort=samtykket";
    lise.post("/meg/samtykke/barn", &form).await.leads_to(given);
    lise.post("/meg/samtykke/barn", &form).await.leads_to(given);
    lise.get(given).await.is(200).says("Samtykket er lagret").says("Trekk samtykket for Jonas");
    jonas.get("/meg/samtykke").await.is(200).says("De ser ikke det du gjør her.");
    jonas.post("/meg/samtykke", &[("level", "looking")]).await.is(403).says("CONSENT_AGE");
    let choice = [("level", "everything"), ("back", "/hjem")];
    jonas.post("/meg/samtykke", &choice).await.leads_to("/hjem");
    jonas.get("/hjem").await.is(200);
}
