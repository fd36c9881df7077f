-- What staff have at hand at the desk: who leads the duty, who is away, notes,
-- drafts and standard replies; and what the promises' timers have done.

-- A talk on the phone or at the counter that a message tells of took place then.
ALTER TABLE messages ADD COLUMN occurred_at {ts};

-- A promise that was moved: from when, to when.
ALTER TABLE thread_events ADD COLUMN from_at {ts};
ALTER TABLE thread_events ADD COLUMN to_at {ts};

CREATE TABLE duty_leads (
    unit {uuid} NOT NULL PRIMARY KEY REFERENCES units (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    since {ts} NOT NULL
){clustered};

-- returned counts what went back to the queue while she was away.
CREATE TABLE absences (
    unit {uuid} NOT NULL REFERENCES units (id),
    id {uuid} NOT NULL,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    from_day {int} NOT NULL,
    last_day {int} NOT NULL,
    stand_in {uuid} REFERENCES staff (id),
    returned {int} NOT NULL,
    PRIMARY KEY (unit, id)
){clustered};

-- How staff are shown to one citizen, and why; the reason is the municipality's own.
CREATE TABLE name_displays (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    person {uuid} NOT NULL REFERENCES people (id),
    names TEXT NOT NULL,
    reason {bytes} NOT NULL,
    staff {uuid} NOT NULL REFERENCES staff (id),
    at {ts} NOT NULL,
    PRIMARY KEY (municipality, person)
){clustered};

-- Notes that never leave: sealed under the municipality's key alone.
CREATE TABLE internal_notes (
    thread {uuid} NOT NULL REFERENCES threads (id),
    id {uuid} NOT NULL,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    at {ts} NOT NULL,
    note {bytes} NOT NULL,
    PRIMARY KEY (thread, id)
){clustered};

CREATE TABLE desk_drafts (
    thread {uuid} NOT NULL REFERENCES threads (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    saved_at {ts} NOT NULL,
    text {bytes} NOT NULL,
    PRIMARY KEY (thread, staff)
){clustered};

CREATE TABLE standard_replies (
    unit {uuid} NOT NULL REFERENCES units (id),
    id {uuid} NOT NULL,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    text {bytes} NOT NULL,
    changed_at {ts} NOT NULL,
    PRIMARY KEY (unit, id)
){clustered};

-- That the duty lead was warned of a promise; lead is nobody's when all were.
CREATE TABLE promise_warnings (
    unit {uuid} NOT NULL REFERENCES units (id),
    promise_at {ts} NOT NULL,
    thread {uuid} NOT NULL REFERENCES threads (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    at {ts} NOT NULL,
    lead {uuid} REFERENCES staff (id),
    PRIMARY KEY (unit, promise_at, thread)
){clustered};
