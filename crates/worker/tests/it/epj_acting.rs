//! Whoever writes for somebody else is named to the journal system, with the right she
//! acts by (S1-2.1-a, L-EFV-10).

use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::representation::giving;
use helsebro_domain::epj::Handover;
use helsebro_domain::representation::Covers;
use helsebro_domain::text::Body;
use helsebro_messaging::{Incoming, Meaning, Relation, meaning, read_incoming};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::work_through;
use crate::epj::Journal;
use crate::notices::anne_at_work;
use crate::outside::anne_helps_kari;

/// What the message with this text says of who acts: her number and the right.
async fn acting(journal: &Journal<'_>, wanted: &str) -> Option<(String, Option<Relation>)> {
    for one in journal.waiting().await {
        let document = journal.document(&one).await;
        let Ok(Incoming::Message(envelope)) = read_incoming(&document) else { continue };
        match meaning(&envelope).unwrap() {
            Meaning::CitizenWrites { text, acting, .. }
            | Meaning::CitizenReplies { text, acting, .. }
                if text == wanted =>
            {
                let acting = acting?;
                return Some((acting.person.person.ident.unwrap().number, acting.relation));
            }
            _ => {}
        }
    }
    panic!("no such message");
}

fn number(town: &Town) -> String {
    town.plan.person(ids::ANNE).unwrap().number.digits().to_owned()
}

/// S1-2.1-a, L-EFV-10: Anne writes for Kari, and the journal system reads both; also when
/// the power of attorney was taken back before the message was written out. What Kari
/// writes herself names nobody else.
#[tokio::test]
async fn s1_2_1_a_who_writes_for_kari_is_named_to_the_journal_system() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let grant = anne_helps_kari(&town, &[Covers::Messages]).await;
        work_through(&town).await;
        let anne = anne_at_work(&town, grant).await;
        let writes = async |text: &str| {
            let body = Body::parse(text).unwrap();
            let new = NewReply { thread: sent.thread, submission: town.new_uuid(), body };
            reply::send(&town.acts, &anne, &new).await.unwrap();
        };
        writes("Jeg skriver for mor.").await;
        let by_anne = Some((number(&town), Some(Relation::PowerOfAttorney)));
        assert_eq!(acting(&journal, "Jeg skriver for mor.").await, by_anne);
        writes("Og en ting til.").await;
        giving::end(&town.acts, &town.citizen(ids::KARI), grant).await.unwrap();
        assert_eq!(acting(&journal, "Og en ting til.").await, by_anne);
        let hers = "Såret på leggen væsker litt mer enn før.";
        assert_eq!(acting(&journal, hers).await, None);
    })
    .await;
}
