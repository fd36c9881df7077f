//! How much is used, without anything about anybody (S1-5.3-b).

use helsebro_actions::joining;
use helsebro_domain::joining::Told;
use helsebro_testkit::{ids, in_town};
use jiff::civil::date;

/// S1-5.3-b: a month is counted when it has gone, once; three messages are fewer than five,
/// and another municipality's are not Solvik's.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_3_b_a_month_is_counted_once_and_small_numbers_stay_inside() {
    in_town(|town| async move {
        let acts = &town.acts;
        for day in 1..=6 {
            town.at(date(2027, 2, day), 9, 0);
            town.writes(ids::KARI, ids::HOME_NURSING, ("Hei", "Hei, kan dere ringe?"))
                .await
                .unwrap();
        }
        joining::sweep(acts).await.unwrap();
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let last = async || joining::usage(acts, &gro).await.unwrap().pop().unwrap();
        assert_eq!((last().await.first, last().await.messages), (date(2027, 1, 1), Told::Few));
        town.at(date(2027, 3, 1), 0, 1);
        joining::sweep(acts).await.unwrap();
        let february = last().await;
        assert_eq!(february.first, date(2027, 2, 1));
        assert_eq!(
            (february.messages, february.conversations),
            (Told::Exactly(6), Told::Exactly(6))
        );
        joining::sweep(acts).await.unwrap();
        assert_eq!(last().await, february);
        let nina = town.nina().await;
        let all = joining::usage_of_all(acts, &nina).await.unwrap();
        let granli = all.iter().find(|one| one.0.id == ids::GRANLI).unwrap();
        assert!(granli.1.iter().all(|month| month.messages == Told::Few));
        let report = joining::usage_report(acts, &nina).await.unwrap();
        assert!(report.contains("\"Granli kommune\";DIALOG;2027-02;<5;<5\r\n"), "{report}");
        assert!(report.contains("\"Solvik kommune\";DIALOG;2027-02;6;6\r\n"), "{report}");
    })
    .await;
}
