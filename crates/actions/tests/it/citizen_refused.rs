//! When a citizen may not write: the code she is told, the line it leaves, and
//! what is kept for her.

use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::dialog::{contacts, ways_on};
use helsebro_domain::audit::{Actor, Decision, Event};
use helsebro_domain::dialog::{CloseReason, Reply};
use helsebro_domain::ids::{ContactId, DraftId, PersonId};
use helsebro_domain::parties::DialogSetting;
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::{Town, ids, in_town, service, told};
use jiff::civil::date;

/// Kari has a draft, sends it and is refused; nothing is stored but the line.
async fn refused_with(town: &Town, new: &NewThread, code: ReasonCode) {
    let kari = town.citizen(ids::KARI);
    let words = (new.topic.as_str(), new.body.as_str());
    let target = DraftTarget::Contact(new.contact);
    drafts::save(&town.acts, &kari, new.draft, target, words).await.unwrap();
    let before = town.inbox(ids::KARI).await.lines.len();

    let refused = start::send(&town.acts, &kari, new).await.unwrap_err();
    assert_eq!(told(&refused), Some(code));

    let line = &town.lines(1).await[0];
    assert_eq!(line.event, Event::MessageSent);
    assert_eq!(line.decision, Decision::Refused(code));
    assert_eq!((line.actor, line.subject), (Actor::Citizen(ids::KARI), Some(ids::KARI)));
    assert!(line.rules.contains("S1-2.1.1-a"), "{}", line.rules);
    assert_eq!(town.inbox(ids::KARI).await.lines.len(), before);
    let draft = drafts::one(&town.acts, &kari, new.draft).await.unwrap();
    assert_eq!((draft.topic.as_str(), draft.body.as_str()), words);
    let prospect = start::prospect(&town.acts, &kari, new.contact).await.err().unwrap();
    assert_eq!(told(&prospect), Some(code));
}

/// S1-2.1.1-a: the unit takes no messages here.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_unit_that_is_not_active_takes_no_message_and_the_text_is_kept() {
    in_town(|town| async move {
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = town.message(contact, "Såret", "Det væsker.");
        town.set_up(ids::HOME_NURSING, |unit| unit.dialog = DialogSetting::NotActive).await;
        refused_with(&town, &new, ReasonCode::UnitNotActive).await;
        // No wall: phone and hours, the contacts still open, the switchboard.
        let kari = town.citizen(ids::KARI);
        let ways = ways_on(&town.acts, &kari, Some(ids::HOME_NURSING), None).await.unwrap();
        assert_eq!(ways.unit.unwrap().phone, "75 00 01 20");
        assert_eq!(ways.municipality.unwrap().switchboard, "75 00 01 00");
        let open: Vec<_> = ways.open_contacts.iter().map(|one| one.unit.id).collect();
        assert_eq!(open, [ids::HEALTHY_LIFE]);
    })
    .await;
}

/// S1-2.1.1-b: Kari's relation ends 2027-02-28; on 2027-03-01 she cannot start.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_after_the_last_day_nothing_new_is_started() {
    in_town(|town| async move {
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let services = [service("HJSP-OST", ids::HOME_NURSING, Some(date(2027, 2, 28)))];
        town.lists(ids::HOME_NURSING, ids::KARI, &services).await;
        town.at(date(2027, 2, 28), 23, 59);
        let kari = town.citizen(ids::KARI);
        assert!(start::prospect(&town.acts, &kari, contact).await.is_ok());
        town.at(date(2027, 3, 1), 0, 0);
        let new = town.message(contact, "Såret", "Det væsker.");
        refused_with(&town, &new, ReasonCode::RelationEnded).await;
        // The page of the ended contact can still say what it was.
        assert_eq!(
            contacts::one(&town.acts, &kari, contact).await.unwrap().unit.id,
            ids::HOME_NURSING
        );
    })
    .await;
}

/// S1-2.1.1-a: a service that has not begun gives no right to write.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_before_the_first_day_she_is_not_a_recipient() {
    in_town(|town| async move {
        let mut services = [
            service("HJSP-OST", ids::HOME_NURSING, None),
            service("SYKEHJEM", ids::NURSING_HOME, None),
        ];
        services[1].from = date(2027, 2, 15);
        town.lists(ids::HOME_NURSING, ids::KARI, &services).await;
        town.at(date(2027, 2, 15), 9, 0);
        let contact = town.contact(ids::KARI, ids::NURSING_HOME).await;
        town.at(date(2027, 2, 14), 9, 0);
        let new = town.message(contact, "Rommet", "Kan jeg se det?");
        refused_with(&town, &new, ReasonCode::NotARecipientOfService).await;
    })
    .await;
}

/// S1-2.1.1-a and § 1.4: another's contact is as one that does not exist; the
/// line alone knows the difference.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_anothers_contact_is_not_found() {
    in_town(|town| async move {
        let karis = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let nobodys = ContactId::from_uuid(town.new_uuid());
        for (contact, code) in
            [(karis, ReasonCode::NoRepresentationBasis), (nobodys, ReasonCode::NotAvailable)]
        {
            let anne = town.citizen(ids::ANNE);
            let new = town.message(contact, "Hei", "På vegne av mor.");
            let sent = start::send(&town.acts, &anne, &new).await;
            assert!(matches!(sent, Err(ActError::NotFound)));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::MessageSent, Decision::Refused(code)));
            assert_eq!(line.actor, Actor::Citizen(ids::ANNE));
            assert!(town.inbox(ids::ANNE).await.lines.is_empty());
            let looked = start::prospect(&town.acts, &anne, contact).await;
            assert!(matches!(looked, Err(ActError::NotFound)));
        }
        assert!(town.inbox(ids::KARI).await.lines.is_empty());
    })
    .await;
}

/// S1-2.1-a and § 1.4: what Anne tries with Kari's conversation answers as what
/// does not exist, and stands in the log with its true code.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_the_true_code_of_a_neutral_refusal_stands_in_the_line() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let nothing = helsebro_domain::ids::ThreadId::from_uuid(town.new_uuid());
        for (thread, code) in
            [(sent.thread, ReasonCode::NoRepresentationBasis), (nothing, ReasonCode::NotAvailable)]
        {
            assert!(matches!(town.opens(ids::ANNE, thread).await, Err(ActError::NotFound)));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::ThreadRead, Decision::Refused(code)));
            assert_eq!((line.actor, line.subject), (Actor::Citizen(ids::ANNE), Some(ids::ANNE)));
            let replied = town.replies(ids::ANNE, thread, "Hei").await;
            assert!(matches!(replied, Err(ActError::NotFound)));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::MessageSent, Decision::Refused(code)));
        }
    })
    .await;
}

/// A draft's id becomes the conversation's. An id that is another's conversation
/// gives nothing away and changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_with_the_id_of_anothers_conversation_is_not_found() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let contact = town.contact(ids::OLA, ids::HOME_NURSING).await;
        let mut new = town.message(contact, "Hei", "Hei.");
        new.draft = DraftId::from_uuid(sent.thread.uuid());
        let tried = start::send(&town.acts, &town.citizen(ids::OLA), &new).await;
        assert!(matches!(tried, Err(ActError::NotFound)));
        assert!(town.inbox(ids::OLA).await.lines.is_empty());
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!((view.messages.len(), view.topic.as_str()), (1, "Såret på leggen"));
        let sent_lines = town.lines(50).await;
        let accepted = sent_lines
            .iter()
            .filter(|line| line.event == Event::MessageSent && line.decision == Decision::Accepted);
        assert_eq!(accepted.count(), 1);
    })
    .await;
}

/// S1-2.1.1-a: a closed conversation is not answered; she can start anew with
/// the same contact, and what she typed is kept.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_reply_to_a_closed_conversation_is_refused_with_a_way_on() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        town.closes(&per, sent.thread, (CloseReason::Answered, None)).await.unwrap();
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let view = reply_is_refused(&town, ids::KARI, sent.thread).await;
        assert_eq!(view.start_anew_with.unwrap().contact.id, contact);
        assert_eq!(view.messages.len(), 1);
    })
    .await;
}

/// S1-2.1.1-a: a notice without reply allowed is read but not answered.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_reply_to_a_notice_is_refused_with_a_way_on() {
    in_town(|town| async move {
        let per = town.per().await;
        let notice = town.desk_writes(&per, ids::KARI, Reply::NotAllowed).await.unwrap();
        let view = reply_is_refused(&town, ids::KARI, notice.id).await;
        assert_eq!(view.start_anew_with.unwrap().unit.id, ids::HOME_NURSING);
        assert_eq!(view.messages[0].body, "Vi kommer på torsdag.");
    })
    .await;
}

async fn reply_is_refused(
    town: &Town,
    person: PersonId,
    thread: helsebro_domain::ids::ThreadId,
) -> helsebro_actions::dialog::thread::CitizensView {
    let citizen = town.citizen(person);
    let (draft, target) = (DraftId::from_uuid(town.new_uuid()), DraftTarget::Thread(thread));
    drafts::save(&town.acts, &citizen, draft, target, ("", "Jeg lurer på noe.")).await.unwrap();
    let refused = town.replies(person, thread, "Jeg lurer på noe.").await.unwrap_err();
    assert_eq!(told(&refused), Some(ReasonCode::InvalidTransition));
    let line = &town.lines(1).await[0];
    assert_eq!(line.decision, Decision::Refused(ReasonCode::InvalidTransition));
    let kept = drafts::one(&town.acts, &citizen, draft).await.unwrap();
    assert_eq!(kept.body, "Jeg lurer på noe.");
    let view = town.opens(person, thread).await.unwrap();
    assert_eq!(view.may_reply.unwrap_err().code(), ReasonCode::InvalidTransition);
    town.opens(person, thread).await.unwrap()
}
