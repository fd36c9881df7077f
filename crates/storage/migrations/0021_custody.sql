-- Records that change hands when a delivery or an agreement changes or ends (§ 5.6), what
-- somebody must look at, and under which answer to who is controller notes and decisions
-- are made.

-- A plan: shown before anything goes. reason: the case of § 5.6; holders and receiver are
-- parties; told_at or untold: that those concerned were told, or why they were not.
CREATE TABLE custody_plans (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int} NOT NULL,
    unit {uuid} REFERENCES units (id),
    reason TEXT NOT NULL,
    written_from {ts} NOT NULL,
    written_to {ts},
    holders TEXT NOT NULL,
    receiver TEXT,
    exit_plan TEXT,
    goes_at {ts} NOT NULL,
    entered_by {uuid} NOT NULL REFERENCES staff (id),
    told_at {ts},
    untold TEXT,
    carried_out_at {ts},
    carried_out_by {uuid} REFERENCES staff (id)
);

CREATE INDEX custody_plans_of ON custody_plans (municipality, id);

-- Who shall have the record of one person, as she has said; nobody when it shall stay.
CREATE TABLE custody_choices (
    plan {uuid} NOT NULL REFERENCES custody_plans (id),
    person {uuid} NOT NULL REFERENCES people (id),
    named TEXT,
    chosen_at {ts} NOT NULL,
    PRIMARY KEY (plan, person)
){clustered};

CREATE INDEX custody_choices_of ON custody_choices (person, plan);

-- What went when a plan was carried out: everybody's records, or one person's. set_hash is
-- over the ids of what went, in their order.
CREATE TABLE custody_moves (
    id {uuid} NOT NULL PRIMARY KEY,
    plan {uuid} NOT NULL REFERENCES custody_plans (id),
    person {uuid} REFERENCES people (id),
    author TEXT,
    receiver TEXT NOT NULL,
    records {int} NOT NULL,
    set_hash {bytes} NOT NULL,
    received_at {ts},
    received_by {uuid} REFERENCES staff (id),
    receipt TEXT
);

CREATE INDEX custody_moves_of ON custody_moves (plan, id);
CREATE INDEX custody_moves_to ON custody_moves (receiver, id);

-- What somebody in a municipality must look at. It is over when the register is put right,
-- or when somebody has said what came of it.
CREATE TABLE responsibility_tasks (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    kind TEXT NOT NULL,
    care_area {int},
    unit {uuid} REFERENCES units (id),
    delivery {uuid} REFERENCES deliveries (id),
    due_on {int} NOT NULL,
    found_at {ts} NOT NULL,
    ended_at {ts},
    done_by {uuid} REFERENCES staff (id),
    outcome TEXT
);

CREATE INDEX responsibility_tasks_of ON responsibility_tasks (municipality, due_on, id);

-- Under which answer each was made, as messages have it.
ALTER TABLE internal_notes ADD COLUMN resolution {uuid};
ALTER TABLE competence_decisions ADD COLUMN resolution {uuid};
ALTER TABLE parent_openings ADD COLUMN resolution {uuid};

CREATE INDEX internal_notes_without_resolution ON internal_notes (id) WHERE resolution IS NULL;
CREATE INDEX competence_decisions_without_resolution ON competence_decisions (id)
    WHERE resolution IS NULL;
CREATE INDEX parent_openings_without_resolution ON parent_openings (id)
    WHERE resolution IS NULL;

-- The platform part has one answer for everything made at a time: since when each held.
CREATE TABLE platform_resolutions (
    since {ts} NOT NULL PRIMARY KEY,
    resolution {uuid} NOT NULL REFERENCES resolutions (id)
);

-- Agreements of joining are facts of who processes for whom.
UPDATE controllership_version SET version = version + 1 WHERE id = 1;
