-- What is deleted when its time has come (L-PJL-25), and who is refused to write to a unit
-- after abuse (L-EFV-14).

-- A plan: looked through in the order of the conversations' ids, after_thread the last
-- that was; then carried out by somebody else.
CREATE TABLE retention_plans (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    made_by {uuid} NOT NULL REFERENCES staff (id),
    made_at {ts} NOT NULL,
    after_thread {uuid} NOT NULL,
    counted_at {ts},
    begun_by {uuid} REFERENCES staff (id),
    begun_at {ts},
    done_at {ts},
    dropped_at {ts}
){clustered};

CREATE INDEX retention_plans_of ON retention_plans (municipality, id);

-- One goes on at a time for each municipality.
CREATE UNIQUE INDEX retention_plans_going_on ON retention_plans (municipality)
    WHERE done_at IS NULL AND dropped_at IS NULL;

-- How many conversations of a service came to what.
CREATE TABLE retention_counts (
    plan {uuid} NOT NULL REFERENCES retention_plans (id),
    care_area {int} NOT NULL,
    finding TEXT NOT NULL,
    conversations {int} NOT NULL,
    PRIMARY KEY (plan, care_area, finding)
){clustered};

-- Those that would be deleted. kept: what held it back when its turn came.
CREATE TABLE retention_items (
    plan {uuid} NOT NULL REFERENCES retention_plans (id),
    thread {uuid} NOT NULL REFERENCES threads (id),
    done_at {ts},
    kept TEXT,
    PRIMARY KEY (plan, thread)
){clustered};

CREATE INDEX retention_items_to_do ON retention_items (plan, thread) WHERE done_at IS NULL;

-- Of these the unit's copy is deleted.
CREATE TABLE deleted_records (
    thread {uuid} NOT NULL PRIMARY KEY REFERENCES threads (id),
    plan {uuid} NOT NULL REFERENCES retention_plans (id),
    at {ts} NOT NULL
){clustered};

CREATE INDEX rights_requests_about ON rights_requests (person);
CREATE INDEX disclosures_about ON disclosures (person);

-- Texts are sealed twice: for her, and for the municipality.
CREATE TABLE channel_blocks (
    id {uuid} NOT NULL PRIMARY KEY,
    person {uuid} NOT NULL REFERENCES people (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    begun_by {uuid} NOT NULL REFERENCES staff (id),
    noticed_at {ts} NOT NULL,
    at_once {int} NOT NULL,
    reasons_citizen {bytes} NOT NULL,
    reasons_unit {bytes} NOT NULL,
    commented_at {ts},
    comment_citizen {bytes},
    comment_unit {bytes},
    decided_by {uuid} REFERENCES staff (id),
    decided_at {ts},
    last_day {int},
    decision_citizen {bytes},
    decision_unit {bytes},
    lifted_at {ts},
    lifted_by {uuid} REFERENCES staff (id)
);

CREATE INDEX channel_blocks_of ON channel_blocks (municipality, id);
CREATE INDEX channel_blocks_about ON channel_blocks (person, unit);
