//! Texts not yet sent: the citizen's own, kept as they were typed.

use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::start;
use helsebro_domain::audit::{Decision, Event, Object};
use helsebro_domain::ids::DraftId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, MAX_BODY, MAX_TOPIC, Topic};
use helsebro_testkit::{Town, ids, in_town};

fn fresh(town: &Town) -> DraftId {
    DraftId::from_uuid(town.new_uuid())
}

/// S1-2.1.1-a: the typed text is kept, also when it is too long to send.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_draft_keeps_what_was_typed_also_when_it_is_too_long() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let target = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let long = "å".repeat(MAX_BODY + 200);
        let topic = "Æ".repeat(MAX_TOPIC + 5);
        assert!(Body::parse(&long).is_err() && Topic::parse(&topic).is_err());
        let id = fresh(&town);
        drafts::save(&town.acts, &kari, id, target, (topic.as_str(), long.as_str())).await.unwrap();
        let kept = drafts::one(&town.acts, &kari, id).await.unwrap();
        assert_eq!((kept.topic, kept.body), (topic, long));
        assert_eq!(kept.saved_at, town.now());
        let odd = "En\nto\u{1f}tre\u{0}";
        drafts::save(&town.acts, &kari, id, target, ("a\u{1f}b", odd)).await.unwrap();
        let kept = drafts::one(&town.acts, &kari, id).await.unwrap();
        assert_eq!((kept.topic.as_str(), kept.body.as_str()), ("ab", "En\ntotre"));
    })
    .await;
}

/// L-EFV-3: whom she would like to hear from is kept with the text, until another
/// text is saved over it.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_3_a_draft_keeps_who_it_is_to() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let target = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let id = fresh(&town);
        let typed = drafts::Typed { topic: "Såret", body: "Hei", to_staff: Some(ids::PER) };
        drafts::save(&town.acts, &kari, id, target, typed).await.unwrap();
        let kept = drafts::one(&town.acts, &kari, id).await.unwrap();
        assert_eq!((kept.body.as_str(), kept.to_staff), ("Hei", Some(ids::PER)));
        drafts::save(&town.acts, &kari, id, target, ("Såret", "Hei igjen")).await.unwrap();
        assert_eq!(drafts::one(&town.acts, &kari, id).await.unwrap().to_staff, None);
    })
    .await;
}

/// There is one draft for each contact and each conversation: the last.
#[tokio::test(flavor = "multi_thread")]
async fn the_last_draft_for_the_same_target_counts() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let sent = town.kari_writes().await;
        let home = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let life = DraftTarget::Contact(town.contact(ids::KARI, ids::HEALTHY_LIFE).await);
        let thread = DraftTarget::Thread(sent.thread);
        for (target, text) in [
            (home, "første"),
            (home, "andre"),
            (life, "trim"),
            (thread, "svar en"),
            (thread, "svar to"),
        ] {
            drafts::save(&town.acts, &kari, fresh(&town), target, ("", text)).await.unwrap();
        }
        let kept = drafts::list(&town.acts, &kari).await.unwrap();
        let mut texts: Vec<_> = kept.iter().map(|draft| draft.body.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["andre", "svar to", "trim"]);
    })
    .await;
}

/// The same draft may change what it is for; it is still one draft, and readable.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_can_be_turned_from_a_contact_to_a_conversation_and_back() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let sent = town.kari_writes().await;
        let home = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let id = fresh(&town);
        for target in [home, DraftTarget::Thread(sent.thread), home] {
            drafts::save(&town.acts, &kari, id, target, ("", "Hei")).await.unwrap();
            let kept = drafts::list(&town.acts, &kari).await.unwrap();
            assert_eq!(kept.len(), 1);
            assert_eq!(kept[0].target, target);
        }
    })
    .await;
}

/// S1-2.1-a: another's draft is not found, neither to read, to write over nor
/// to throw away.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_anothers_draft_is_not_found() {
    in_town(|town| async move {
        let (kari, ola) = (town.citizen(ids::KARI), town.citizen(ids::OLA));
        let karis = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let olas = DraftTarget::Contact(town.contact(ids::OLA, ids::HOME_NURSING).await);
        let id = fresh(&town);
        drafts::save(&town.acts, &kari, id, karis, ("Såret", "Det væsker")).await.unwrap();

        assert!(matches!(drafts::one(&town.acts, &ola, id).await, Err(ActError::NotFound)));
        let DraftTarget::Contact(hers) = karis else { panic!("no contact") };
        for (target, thing) in
            [(karis, Object::Contact(hers.uuid())), (olas, Object::Draft(id.uuid()))]
        {
            let saved = drafts::save(&town.acts, &ola, id, target, ("x", "y")).await;
            assert!(matches!(saved, Err(ActError::NotFound)));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.object), (Event::DraftSaved, thing));
            let code = ReasonCode::NoRepresentationBasis;
            assert_eq!(line.decision, Decision::Refused(code));
        }
        let discarded = drafts::discard(&town.acts, &ola, id).await;
        assert!(matches!(discarded, Err(ActError::NotFound)));
        assert!(drafts::list(&town.acts, &ola).await.unwrap().is_empty());
        let kept = drafts::one(&town.acts, &kari, id).await.unwrap();
        assert_eq!((kept.topic.as_str(), kept.body.as_str()), ("Såret", "Det væsker"));
    })
    .await;
}

/// S1-2.1.1-a: what is sent is a draft no more; what is thrown away is gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_gone_when_it_is_sent_or_thrown_away() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = town.message(contact, "Såret", "Det væsker.");
        let target = DraftTarget::Contact(contact);
        drafts::save(&town.acts, &kari, new.draft, target, ("Såret", "Det")).await.unwrap();
        start::send(&town.acts, &kari, &new).await.unwrap();
        assert!(drafts::list(&town.acts, &kari).await.unwrap().is_empty());
        let id = fresh(&town);
        drafts::save(&town.acts, &kari, id, target, ("", "Hei")).await.unwrap();
        drafts::discard(&town.acts, &kari, id).await.unwrap();
        assert!(matches!(drafts::one(&town.acts, &kari, id).await, Err(ActError::NotFound)));
        let again = drafts::discard(&town.acts, &kari, id).await;
        assert!(matches!(again, Err(ActError::NotFound)));
    })
    .await;
}
