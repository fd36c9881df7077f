-- Who acts for whom, and what the registers say of people.

-- in_register: 0 active, 1 deceased, 2 not active. portal: 0 not asked yet,
-- 1 active, 2 closed.
ALTER TABLE people ADD COLUMN in_register {int} NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN portal {int} NOT NULL DEFAULT 0;

-- A unit whose name alone tells something about whoever goes there.
ALTER TABLE units ADD COLUMN revealing {int} NOT NULL DEFAULT 0;

-- Who began a conversation for its citizen; none when she did so herself, or the unit.
ALTER TABLE threads ADD COLUMN begun_by {uuid};

-- Whom a signed-in citizen acts for now; none when for herself.
ALTER TABLE sessions ADD COLUMN acting_for {uuid};

-- The grant or decision that somebody acted on.
ALTER TABLE audit_lines ADD COLUMN basis {uuid};

-- Texts not yet sent, each its writer's own: a helper's are not the citizen's. The
-- table `drafts` is left to the version before this one.
CREATE TABLE unsent (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    writer {uuid} NOT NULL REFERENCES people (id),
    contact {uuid} REFERENCES contacts (id),
    thread {uuid} REFERENCES threads (id),
    saved_at {ts} NOT NULL,
    text_sealed {bytes} NOT NULL,
    UNIQUE (person, writer, contact),
    UNIQUE (person, writer, thread)
);

INSERT INTO unsent (id, person, writer, contact, thread, saved_at, text_sealed)
    SELECT id, person, person, contact, thread, saved_at, text_sealed FROM drafts;

-- Powers of attorney. coverage is a set of bits; source: 0 given here, 1 on paper.
CREATE TABLE grants (
    id {uuid} NOT NULL PRIMARY KEY,
    giver {uuid} NOT NULL REFERENCES people (id),
    receiver {uuid} NOT NULL REFERENCES people (id),
    coverage {int} NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int},
    source {int} NOT NULL,
    created_at {ts} NOT NULL,
    ended_at {ts},
    ended_why TEXT
){clustered};

CREATE INDEX grants_of_giver ON grants (giver, id);
CREATE INDEX grants_of_receiver ON grants (receiver, id);

-- Requests for one. For whom is known by the keyed hash of a number alone, so that
-- the row is the same whether that person is known here or not. answer: 1 granted,
-- 2 declined.
CREATE TABLE grant_requests (
    id {uuid} NOT NULL PRIMARY KEY,
    asker {uuid} NOT NULL REFERENCES people (id),
    number_mac {bytes} NOT NULL,
    coverage {int} NOT NULL,
    terms_last_day {int},
    asked_at {ts} NOT NULL,
    last_day {int} NOT NULL,
    answered_at {ts},
    answer {int},
    granted {uuid}
){clustered};

CREATE INDEX grant_requests_of_asker ON grant_requests (asker, id);
CREATE INDEX grant_requests_to ON grant_requests (number_mac, id) WHERE answer IS NULL;

-- Those whose requests a citizen does not want to see. They are not told.
CREATE TABLE blocked_askers (
    person {uuid} NOT NULL REFERENCES people (id),
    asker {uuid} NOT NULL REFERENCES people (id),
    since {ts} NOT NULL,
    PRIMARY KEY (person, asker)
){clustered};

-- What the population register said last. shares_address: whether the parent is
-- registered where the child is; the address itself is not kept.
CREATE TABLE parents (
    child {uuid} NOT NULL REFERENCES people (id),
    parent {uuid} NOT NULL REFERENCES people (id),
    shares_address {int} NOT NULL,
    as_of {ts} NOT NULL,
    PRIMARY KEY (child, parent)
){clustered};

CREATE INDEX parents_of_parent ON parents (parent, child);

-- scope: 0 money only, 1 personal matters.
CREATE TABLE guardians (
    ward {uuid} NOT NULL REFERENCES people (id),
    guardian {uuid} NOT NULL REFERENCES people (id),
    scope {int} NOT NULL,
    as_of {ts} NOT NULL,
    PRIMARY KEY (ward, guardian)
){clustered};

CREATE INDEX guardians_of_guardian ON guardians (guardian, ward);

-- A clinician's decision that somebody lacks competence and that one person may help.
CREATE TABLE competence_decisions (
    id {uuid} NOT NULL PRIMARY KEY,
    patient {uuid} NOT NULL REFERENCES people (id),
    named {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    decided_by {uuid} NOT NULL REFERENCES staff (id),
    reason {bytes} NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    created_at {ts} NOT NULL,
    ended_at {ts}
){clustered};

CREATE INDEX competence_decisions_of ON competence_decisions (patient, named);
CREATE INDEX competence_decisions_named ON competence_decisions (named, patient);

-- What a clinician has closed to a parent: everything about a child, or one
-- conversation; to one parent, or to all.
CREATE TABLE parent_blocks (
    id {uuid} NOT NULL PRIMARY KEY,
    child {uuid} NOT NULL REFERENCES people (id),
    parent {uuid} REFERENCES people (id),
    thread {uuid} REFERENCES threads (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    set_by {uuid} NOT NULL REFERENCES staff (id),
    reason {bytes} NOT NULL,
    created_at {ts} NOT NULL,
    ended_at {ts}
){clustered};

CREATE INDEX parent_blocks_of ON parent_blocks (child, ended_at);

-- What a clinician has opened to one parent of a youth.
CREATE TABLE parent_openings (
    id {uuid} NOT NULL PRIMARY KEY,
    thread {uuid} NOT NULL REFERENCES threads (id),
    child {uuid} NOT NULL REFERENCES people (id),
    parent {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    opened_by {uuid} NOT NULL REFERENCES staff (id),
    reason {bytes} NOT NULL,
    created_at {ts} NOT NULL,
    ended_at {ts}
){clustered};

CREATE INDEX parent_openings_of ON parent_openings (thread, parent);
CREATE INDEX parent_openings_to ON parent_openings (child, parent);
