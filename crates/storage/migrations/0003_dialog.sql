-- Contacts, conversations and what was written in them. Topic and text are
-- sealed twice: the citizen's copy under the platform's key, the unit's copy
-- under the municipality's.

CREATE TABLE contacts (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    service TEXT NOT NULL,
    name TEXT NOT NULL,
    unit {uuid} NOT NULL REFERENCES units (id),
    phone TEXT,
    link TEXT,
    valid_from {int} NOT NULL,
    last_day {int},
    UNIQUE (person, municipality, service)
);

CREATE INDEX contacts_at_unit ON contacts (unit, person);

CREATE TABLE threads (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    contact {uuid} REFERENCES contacts (id),
    started_by {int} NOT NULL,
    closed {int} NOT NULL,
    taken_by {uuid} REFERENCES staff (id),
    closed_at {ts},
    close_reason TEXT,
    reply {int} NOT NULL,
    route {int} NOT NULL,
    opened_at {ts} NOT NULL,
    last_at {ts} NOT NULL,
    awaiting_since {ts},
    promise_at {ts},
    conversation TEXT,
    topic_citizen {bytes} NOT NULL,
    topic_unit {bytes} NOT NULL,
    UNIQUE (municipality, conversation)
);

CREATE INDEX threads_of_person ON threads (person, last_at, id);
CREATE INDEX threads_at_unit ON threads (unit, closed, promise_at);

CREATE TABLE messages (
    thread {uuid} NOT NULL REFERENCES threads (id),
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    author_kind {int} NOT NULL,
    author {uuid},
    kind {int} NOT NULL,
    submission {uuid},
    reference TEXT,
    answers_promise {ts},
    citizen_copy {bytes} NOT NULL,
    unit_copy {bytes} NOT NULL,
    PRIMARY KEY (thread, id)
){clustered};

CREATE TABLE thread_events (
    thread {uuid} NOT NULL REFERENCES threads (id),
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    kind TEXT NOT NULL,
    staff {uuid},
    from_unit {uuid},
    to_unit {uuid},
    reason TEXT,
    guidance_citizen {bytes},
    guidance_unit {bytes},
    PRIMARY KEY (thread, id)
){clustered};

-- Who has read how far. A row is added when a reader comes further, so that
-- the first reading of each message can be told.
CREATE TABLE thread_reads (
    thread {uuid} NOT NULL REFERENCES threads (id),
    reader_kind {int} NOT NULL,
    reader {uuid} NOT NULL,
    upto {uuid} NOT NULL,
    at {ts} NOT NULL,
    PRIMARY KEY (thread, reader_kind, reader, upto)
){clustered};

CREATE TABLE drafts (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    contact {uuid} REFERENCES contacts (id),
    thread {uuid} REFERENCES threads (id),
    saved_at {ts} NOT NULL,
    text_sealed {bytes} NOT NULL,
    UNIQUE (person, contact),
    UNIQUE (person, thread)
);

-- Messages from journal systems that were taken in, so that none is taken in twice.
CREATE TABLE envelopes (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    message_id TEXT NOT NULL,
    at {ts} NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (municipality, message_id)
);
