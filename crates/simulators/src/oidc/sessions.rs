//! Single sign-on sessions: half an hour idle, two hours at most. Nobody is told
//! when one runs out.

use std::collections::BTreeSet;

use super::desk::{Desk, Memory};

/// How long a session lives without use.
pub(crate) const IDLE_SECONDS: i64 = 30 * 60;
/// How long a session lives at most.
pub(crate) const ABSOLUTE_SECONDS: i64 = 120 * 60;

/// One person signed in at the provider.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) sid: String,
    pub(crate) account: String,
    pub(crate) level: String,
    /// When the person last signed in.
    pub(crate) auth_time: i64,
    started_at: i64,
    last_used_at: i64,
    /// Clients that have had a token from this session.
    pub(crate) clients: BTreeSet<String>,
}

/// A session as seen from outside; names the person by its key only.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SessionSeen {
    /// The session's id, as in `sid`.
    pub sid: String,
    /// The key of the person in the settings.
    pub person: String,
    /// Clients that have had a token from this session.
    pub clients: Vec<String>,
}

impl Session {
    fn is_alive(&self, now: i64) -> bool {
        now - self.last_used_at < IDLE_SECONDS && now - self.started_at < ABSOLUTE_SECONDS
    }

    fn seen(&self) -> SessionSeen {
        SessionSeen {
            sid: self.sid.clone(),
            person: self.account.clone(),
            clients: self.clients.iter().cloned().collect(),
        }
    }
}

impl Desk {
    /// The living session behind a cookie; using it keeps it alive.
    pub(crate) fn session(&self, cookie: Option<&str>) -> Option<Session> {
        let now = self.now();
        self.remembering(|memory| {
            let session = memory.sessions.get_mut(cookie?)?;
            if !session.is_alive(now) {
                return None;
            }
            session.last_used_at = now;
            Some(session.clone())
        })
    }

    /// Signs a person in. The same person in the same browser keeps the session;
    /// another one gets a new one. Answers with the cookie.
    pub(crate) fn sign_in(
        &self,
        cookie: Option<&str>,
        account: &str,
        level: &str,
    ) -> (String, Session) {
        let now = self.now();
        let (new_cookie, new_sid) = (self.random(), self.random());
        self.remembering(|memory| {
            if let Some(held) = cookie
                && let Some(session) = memory.sessions.get_mut(held)
                && session.is_alive(now)
                && session.account == account
            {
                session.level = level.to_owned();
                session.auth_time = now;
                session.last_used_at = now;
                return (held.to_owned(), session.clone());
            }
            let session = Session {
                sid: new_sid,
                account: account.to_owned(),
                level: level.to_owned(),
                auth_time: now,
                started_at: now,
                last_used_at: now,
                clients: BTreeSet::new(),
            };
            memory.sessions.insert(new_cookie.clone(), session.clone());
            (new_cookie, session)
        })
    }

    /// Notes that a client has had a token from the session, and says whether
    /// the session still lives.
    pub(crate) fn note_client(&self, sid: &str, client_id: &str) {
        self.remembering(|memory| {
            let Some(cookie) = cookie_of(memory, sid) else { return };
            if let Some(session) = memory.sessions.get_mut(&cookie) {
                session.clients.insert(client_id.to_owned());
            }
        });
    }

    /// Ends the session with this `sid`. A session that has run out is gone
    /// without a word.
    pub(crate) fn end_by_sid(&self, sid: &str) -> Option<Session> {
        let now = self.now();
        self.remembering(|memory| {
            let cookie = cookie_of(memory, sid)?;
            memory.sessions.remove(&cookie).filter(|session| session.is_alive(now))
        })
    }

    /// Ends the session behind a cookie.
    pub(crate) fn end_by_cookie(&self, cookie: &str) -> Option<Session> {
        let now = self.now();
        self.remembering(|memory| {
            memory.sessions.remove(cookie).filter(|session| session.is_alive(now))
        })
    }

    /// Living sessions, oldest first.
    pub(crate) fn sessions_seen(&self) -> Vec<SessionSeen> {
        let now = self.now();
        self.remembering(|memory| {
            let alive = memory.sessions.iter().filter(|(_, session)| session.is_alive(now));
            alive.map(|(_, session)| session.seen()).collect()
        })
    }
}

fn cookie_of(memory: &Memory, sid: &str) -> Option<String> {
    memory.sessions.iter().find(|(_, session)| session.sid == sid).map(|(key, _)| key.clone())
}
