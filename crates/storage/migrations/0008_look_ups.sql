-- Who has seen what about whom: what a line must also tell, and questions about it.

-- The unit that the actor worked at, and why she could do it.
ALTER TABLE audit_lines ADD COLUMN unit {uuid};
ALTER TABLE audit_lines ADD COLUMN why TEXT;

-- Which line a conversation with those responsible is about.
CREATE TABLE log_questions (
    thread {uuid} NOT NULL PRIMARY KEY REFERENCES threads (id),
    person {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    line {uuid} NOT NULL,
    asked_at {ts} NOT NULL
);

CREATE INDEX log_questions_about ON log_questions (line, person);

-- Emergency look-ups, each a task to judge until it is judged. verdict: 0 there was
-- a need, 1 there was none. The words are sealed twice, as a message is.
CREATE TABLE emergencies (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    person {uuid} NOT NULL REFERENCES people (id),
    class TEXT NOT NULL,
    reason_citizen {bytes} NOT NULL,
    reason_unit {bytes} NOT NULL,
    opened_at {ts} NOT NULL,
    until_at {ts} NOT NULL,
    review_by {int} NOT NULL,
    judged_at {ts},
    judged_by {uuid} REFERENCES staff (id),
    verdict {int}
);

CREATE INDEX emergencies_unjudged ON emergencies (municipality, id) WHERE verdict IS NULL;

-- Who judges them: the leader of a unit, or with no unit the municipality's data
-- protection officer.
CREATE TABLE reviewers (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    unit {uuid} REFERENCES units (id),
    UNIQUE (municipality, staff, unit)
);
