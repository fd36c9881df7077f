-- Journal systems, what is under way to them, and what came from them. Documents
-- are sealed under the municipality's key; they are let go when they are done with.

CREATE TABLE epj_systems (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    name TEXT NOT NULL,
    client_id TEXT NOT NULL UNIQUE,
    post_to TEXT,
    seen_at {ts}
);

ALTER TABLE units ADD COLUMN epj {uuid};

-- answered_in: 0 in the console, 1 in the journal system. last_wire is the MsgId
-- that an answer of ours refers to.
ALTER TABLE threads ADD COLUMN answered_in {int} NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN last_wire TEXT;

-- state: 0 queued, 1 handed over, 2 received, 3 refused, 4 withdrawn.
-- id is the MsgId; transport the id it has at the journal system's door.
CREATE TABLE epj_outbox (
    id {uuid} NOT NULL PRIMARY KEY,
    epj {uuid} NOT NULL REFERENCES epj_systems (id),
    municipality {uuid} NOT NULL,
    unit {uuid},
    kind TEXT NOT NULL,
    state {int} NOT NULL,
    transport {uuid} NOT NULL UNIQUE,
    receiver_her TEXT NOT NULL,
    person {uuid},
    thread {uuid},
    message {uuid},
    answers {uuid},
    resends {uuid},
    queued_at {ts} NOT NULL,
    handed_over_at {ts},
    ended_at {ts},
    receipt_status {int},
    errors TEXT,
    repeats {int} NOT NULL,
    noticed {int} NOT NULL,
    document {bytes}
);

CREATE INDEX epj_outbox_waiting ON epj_outbox (epj, id) WHERE state = 0;
CREATE INDEX epj_outbox_unreceipted ON epj_outbox (handed_over_at) WHERE state = 1;
CREATE INDEX epj_outbox_of_thread ON epj_outbox (thread, id) WHERE thread IS NOT NULL;
CREATE INDEX epj_outbox_of_epj ON epj_outbox (epj, queued_at);

-- What came from a journal system, raw until it is taken in. state: 0 to be taken
-- in, 1 taken in, 2 refused. sent_as is the sender's own name for this sending:
-- the same sent twice is one.
CREATE TABLE epj_inbox (
    id {uuid} NOT NULL PRIMARY KEY,
    epj {uuid} NOT NULL REFERENCES epj_systems (id),
    municipality {uuid} NOT NULL,
    sent_as TEXT NOT NULL,
    received_at {ts} NOT NULL,
    bytes {int} NOT NULL,
    state {int} NOT NULL,
    ended_at {ts},
    message_id TEXT,
    what TEXT,
    code TEXT,
    document {bytes},
    UNIQUE (epj, sent_as)
);

CREATE INDEX epj_inbox_of_epj ON epj_inbox (epj, received_at);

-- E35: nothing more about the person is sent there until the journal system shows
-- that it knows her.
CREATE TABLE epj_stops (
    epj {uuid} NOT NULL REFERENCES epj_systems (id),
    person {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL,
    since {ts} NOT NULL,
    PRIMARY KEY (epj, person)
){clustered};
