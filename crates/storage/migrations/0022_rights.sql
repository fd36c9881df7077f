-- Requests about rights (§ 9): one for each that a person sends, a part for each
-- controller with its own clock, and what follows of them: what may not be shared, what
-- she has chosen before her record changes hands, and what is kept and not used.

CREATE TABLE rights_requests (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    asked_by {uuid} NOT NULL REFERENCES people (id),
    answer_as TEXT NOT NULL,
    kind TEXT NOT NULL,
    wish TEXT NOT NULL,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int} NOT NULL,
    unit {uuid} REFERENCES units (id),
    written_from {ts},
    written_to {ts},
    named TEXT,
    may_send_on {int} NOT NULL,
    target TEXT,
    reference TEXT NOT NULL,
    words {bytes} NOT NULL,
    sent_at {ts} NOT NULL
);

CREATE INDEX rights_requests_of ON rights_requests (asked_by, id);

-- One controller's part. Who was not responsible keeps its part, sent on.
CREATE TABLE rights_parts (
    id {uuid} NOT NULL PRIMARY KEY,
    request {uuid} NOT NULL REFERENCES rights_requests (id),
    sent_on_from {uuid} REFERENCES rights_parts (id),
    place {int} NOT NULL,
    kind TEXT NOT NULL,
    holders TEXT NOT NULL,
    standing TEXT NOT NULL,
    responsible TEXT NOT NULL,
    written TEXT NOT NULL,
    rule_row TEXT NOT NULL,
    state TEXT NOT NULL,
    received_at {ts} NOT NULL,
    extended {int} NOT NULL,
    due_on {int},
    taken_by {uuid} REFERENCES staff (id),
    legal_reference TEXT,
    journal_note TEXT,
    reason {bytes},
    answer {bytes},
    answered_at {ts},
    answered_by TEXT,
    UNIQUE (request, place)
);

-- The work list of each controller, by the day that an answer is owed.
CREATE TABLE rights_holders (
    party TEXT NOT NULL,
    is_open {int} NOT NULL,
    due_on {int} NOT NULL,
    part {uuid} NOT NULL REFERENCES rights_parts (id),
    PRIMARY KEY (party, is_open, due_on, part)
){clustered};

-- What was given out with an answer, as it was that day.
CREATE TABLE rights_entries (
    part {uuid} NOT NULL REFERENCES rights_parts (id),
    place {int} NOT NULL,
    at {ts} NOT NULL,
    by_citizen {int} NOT NULL,
    words {bytes} NOT NULL,
    PRIMARY KEY (part, place)
){clustered};

-- What has happened, for her page and theirs.
CREATE TABLE rights_events (
    request {uuid} NOT NULL REFERENCES rights_requests (id),
    id {uuid} NOT NULL,
    part {uuid} REFERENCES rights_parts (id),
    at {ts} NOT NULL,
    what TEXT NOT NULL,
    by_party TEXT,
    PRIMARY KEY (request, id)
){clustered};

-- What is not shared (pjl § 17): read before anything is made available.
CREATE TABLE oppositions (
    person {uuid} NOT NULL REFERENCES people (id),
    request {uuid} NOT NULL REFERENCES rights_requests (id),
    municipality {uuid} REFERENCES municipalities (id),
    care_area {int},
    unit {uuid} REFERENCES units (id),
    target TEXT NOT NULL,
    since {ts} NOT NULL,
    lifted_at {ts},
    PRIMARY KEY (person, request)
){clustered};

-- Where her record goes when the others' go elsewhere (pjl § 24).
CREATE TABLE transfer_choices (
    person {uuid} NOT NULL REFERENCES people (id),
    request {uuid} NOT NULL REFERENCES rights_requests (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int} NOT NULL,
    unit {uuid} REFERENCES units (id),
    named TEXT,
    custody {uuid},
    at {ts} NOT NULL,
    PRIMARY KEY (person, request)
){clustered};

-- What is kept and not used while something is contested (GDPR art. 18).
CREATE TABLE restrictions (
    person {uuid} NOT NULL REFERENCES people (id),
    part {uuid} NOT NULL REFERENCES rights_parts (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int} NOT NULL,
    unit {uuid} REFERENCES units (id),
    since {ts} NOT NULL,
    lifted_at {ts},
    PRIMARY KEY (person, part)
){clustered};

-- Who answers requests for an organisation that is no municipality, by its number in the
-- register of entities: the organisation says so, and no municipality.
CREATE TABLE provider_roles (
    staff {uuid} NOT NULL REFERENCES staff (id),
    org_number TEXT NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    PRIMARY KEY (staff, org_number, valid_from)
){clustered};
