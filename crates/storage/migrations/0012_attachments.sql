-- Files that go along with messages. What a file holds lies in parts, apart from the
-- rows that lists read, sealed once by a key of its own; that key and the file's name
-- are sealed twice, for the citizen and for the unit.

-- Until it is sent a file belongs to its writer: a citizen's to her draft, staff's to
-- the conversation that she writes in. No copy is there for the other side before that.
-- is_whole: 0 while its parts come in.
CREATE TABLE attachments (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    person {uuid} NOT NULL REFERENCES people (id),
    draft {uuid},
    writer {uuid} REFERENCES people (id),
    staff {uuid} REFERENCES staff (id),
    thread {uuid} REFERENCES threads (id),
    message {uuid},
    kind TEXT NOT NULL,
    size_bytes {int} NOT NULL,
    is_whole {int} NOT NULL,
    checked_at {ts},
    added_at {ts} NOT NULL,
    citizen_key {bytes},
    unit_key {bytes}
);

CREATE INDEX attachments_in_thread ON attachments (thread, id);
CREATE INDEX attachments_of_draft ON attachments (draft, id) WHERE message IS NULL;
CREATE INDEX attachments_unsent ON attachments (added_at) WHERE message IS NULL;

CREATE TABLE attachment_parts (
    attachment {uuid} NOT NULL REFERENCES attachments (id),
    part {int} NOT NULL,
    sealed {bytes} NOT NULL,
    PRIMARY KEY (attachment, part)
);
