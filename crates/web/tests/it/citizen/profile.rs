//! `/meg`.

use helsebro_testkit::ids;

use crate::browser::Doors;

#[tokio::test]
async fn what_she_chooses_counts_at_once_and_on_the_next_machine() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let choice = [("language", "en"), ("theme", "dark")];
    kari.post("/meg", &choice).await.leads_to("/meg?lagret=1");
    let dark = "data-color-scheme=\"dark\"";
    kari.get("/meg?lagret=1").await.is(200).says("<html lang=\"en\"").says(dark);
    let mut other = doors.citizen(ids::KARI).await;
    other.get("/hjem").await.says("<html lang=\"en\"").says(dark);
    doors.citizen(ids::OLA).await.get("/hjem").await.says("<html lang=\"nb\"");
}
