//! Nothing of people's in the logs, at any level.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use helsebro_actions::dialog::desk::take;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::parties::sessions::{self, SessionLimits};
use helsebro_actions::parties::sign_in::{self, SignedIn};
use helsebro_domain::dialog::CloseReason;
use helsebro_domain::ids::DraftId;
use helsebro_domain::representation::EidLevel;
use helsebro_testkit::{Town, ids, in_town};
use tracing_subscriber::fmt::MakeWriter;

/// Planted in everything that is written.
const MARK: &str = "Multekrem";

/// Where the log goes in this process.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Identity numbers, names and what was written stand in no log line, not even
/// when everything is logged, and not in what errors say of themselves.
#[tokio::test(flavor = "multi_thread")]
async fn no_identity_number_in_logs() {
    let kept = Kept::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(kept.clone())
        .try_init()
        .unwrap();
    in_town(move |town| {
        let kept = kept.clone();
        async move {
            story(&town).await;
            let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
            assert!(text.contains("what a number says of itself"), "the search is blind");
            for word in secrets(&town) {
                let found = text.lines().find(|line| line.contains(&word));
                assert_eq!(found, None, "{word} stands in the log");
            }
        }
    })
    .await;
}

fn secrets(town: &Town) -> Vec<String> {
    let mut words = vec![MARK.to_owned()];
    for person in &town.plan.people {
        words.push(person.number.digits().to_owned());
        words.push(person.name.full());
        words.extend(long_enough(person.name.family()));
    }
    for member in &town.plan.staff {
        words.push(member.number.digits().to_owned());
        words.push(member.staff.name.full());
        words.extend(long_enough(member.staff.name.family()));
    }
    words
}

/// A family name that cannot be a part of another word by chance.
fn long_enough(name: &str) -> Option<String> {
    (name.chars().count() > 3).then(|| name.to_owned())
}

/// Everything that can be done and refused, with each no written to the log.
async fn story(town: &Town) {
    let marked = format!("{MARK} på leggen");
    let words = (marked.as_str(), marked.as_str());
    let kari = town.citizen(ids::KARI);
    let limits = SessionLimits {
        idle: core::time::Duration::from_secs(60),
        absolute: core::time::Duration::from_secs(600),
    };
    let pid = town.plan.person(ids::KARI).unwrap().number.digits().to_owned();
    for (pid, level) in
        [(pid.as_str(), EidLevel::High), (pid.as_str(), EidLevel::Low), ("x", EidLevel::High)]
    {
        let (issuer, acr, id_token) = ("https://id.test", "high", "a.b.c");
        let who = SignedIn { pid, issuer, sid: None, acr, level, id_token };
        match sign_in::citizen(&town.acts, &who, limits).await {
            Ok(begun) => {
                let live = sessions::resume(&town.acts, &begun.token, limits).await.unwrap();
                assert!(live.is_some());
            }
            Err(error) => said(&error),
        }
    }
    let sent = town.writes(ids::KARI, ids::HOME_NURSING, words).await.unwrap();
    let draft = DraftId::from_uuid(town.new_uuid());
    drafts::save(&town.acts, &kari, draft, DraftTarget::Thread(sent.thread), words).await.unwrap();
    said(&town.opens(ids::ANNE, sent.thread).await.err().unwrap());
    said(&town.desk(ids::JON, ids::HOME_NURSING).await.unwrap_err());
    let per = town.per().await;
    town.takes(&per, sent.thread).await.unwrap();
    town.desk_opens(&per, sent.thread).await.unwrap();
    town.answers(&per, sent.thread, &marked).await.unwrap();
    town.opens(ids::KARI, sent.thread).await.unwrap();
    said(&town.takes(&town.siri().await, sent.thread).await.unwrap_err());
    let guidance = (CloseReason::WrongPlace, Some(marked.as_str()));
    town.closes(&per, sent.thread, guidance).await.unwrap();
    said(&take::claim(&town.acts, &per, sent.thread).await.unwrap_err());
    said(&town.replies(ids::KARI, sent.thread, &marked).await.unwrap_err());
    let new = town.message(town.contact(ids::KARI, ids::HOME_NURSING).await, words.0, words.1);
    tracing::info!(?new, "what a message says of itself");
    for person in &town.plan.people {
        tracing::info!(number = ?person.number, "what a number says of itself");
    }
}

fn said(error: &helsebro_actions::ActError) {
    tracing::info!(%error, ?error, "no");
}
