-- What every slice leans on: settings, keys, jobs, audit lines, sessions.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value {bytes} NOT NULL
){clustered};

-- Data keys, wrapped by the master key. One is in use for each controller and
-- purpose; retired ones stay for what they sealed.
CREATE TABLE data_keys (
    id {uuid} NOT NULL PRIMARY KEY,
    controller_kind {int} NOT NULL,
    controller {uuid} NOT NULL,
    purpose TEXT NOT NULL,
    wrapped {bytes} NOT NULL,
    created_at {ts} NOT NULL,
    retired_at {ts}
){clustered};

CREATE UNIQUE INDEX data_keys_in_use ON data_keys (controller_kind, controller, purpose)
    WHERE retired_at IS NULL;

-- Background jobs. state: 0 waiting, 1 claimed, 2 done, 3 dead.
-- run_at is when the job may be claimed next; for a claimed one, its lease's end.
-- fence counts the claims: only the holder of the newest may end the job.
CREATE TABLE jobs (
    id {uuid} NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    payload {json} NOT NULL,
    state {int} NOT NULL,
    run_at {ts} NOT NULL,
    attempts {int} NOT NULL,
    fence {int} NOT NULL,
    last_error TEXT,
    created_at {ts} NOT NULL,
    ended_at {ts}
){clustered};

CREATE UNIQUE INDEX jobs_idempotency_key ON jobs (idempotency_key);

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state <= 1;

CREATE INDEX jobs_ended ON jobs (state, ended_at) WHERE state >= 2;

-- Who did what about whom. Clustered by month and time-ordered id, so that a
-- line is written beside the one before it and a month can be sealed as a block.
CREATE TABLE audit_lines (
    month {int} NOT NULL,
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    event TEXT NOT NULL,
    actor_kind {int} NOT NULL,
    actor {uuid},
    on_behalf_of {uuid},
    org {uuid},
    subject {uuid},
    object_kind {int} NOT NULL,
    object {uuid},
    reason_code TEXT,
    rules TEXT NOT NULL,
    inputs_hash {bytes},
    PRIMARY KEY (month, id)
){clustered};

CREATE INDEX audit_lines_subject ON audit_lines (subject, id) WHERE subject IS NOT NULL;

CREATE INDEX audit_lines_object ON audit_lines (object, id) WHERE object IS NOT NULL;

-- Signed-in sessions. The cookie's token is kept as its hash only; logout_key is
-- the hash of issuer and sid.
CREATE TABLE sessions (
    id {uuid} NOT NULL PRIMARY KEY,
    token_hash {bytes} NOT NULL,
    person {uuid},
    staff {uuid},
    municipality {uuid},
    logout_key {bytes},
    acr TEXT NOT NULL,
    id_token_hint {bytes},
    created_at {ts} NOT NULL,
    last_seen_at {ts} NOT NULL,
    idle_until {ts} NOT NULL,
    absolute_until {ts} NOT NULL,
    ended_at {ts},
    ended_why {int}
){clustered};

CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);

CREATE INDEX sessions_logout_key ON sessions (logout_key) WHERE ended_at IS NULL;

CREATE INDEX sessions_person ON sessions (person) WHERE ended_at IS NULL;

CREATE INDEX sessions_staff ON sessions (staff) WHERE ended_at IS NULL;

CREATE INDEX sessions_absolute_until ON sessions (absolute_until);

-- Sign-ins on their way through the identity provider; taken once.
CREATE TABLE login_attempts (
    state_hash {bytes} NOT NULL PRIMARY KEY,
    door {int} NOT NULL,
    pending {bytes} NOT NULL,
    created_at {ts} NOT NULL,
    expires_at {ts} NOT NULL
){clustered};

CREATE INDEX login_attempts_expires_at ON login_attempts (expires_at);

-- Logout tokens that have been used, until they would be too old anyway.
CREATE TABLE logout_tokens (
    issuer TEXT NOT NULL,
    jti TEXT NOT NULL,
    expires_at {ts} NOT NULL,
    PRIMARY KEY (issuer, jti)
){clustered};

CREATE INDEX logout_tokens_expires_at ON logout_tokens (expires_at);
