-- Leaving: who is told, what is handed over, the receipt, and the end of the key; the
-- operator's phase-out; and what a platform that was running before municipalities joined
-- has in use.

-- The last day of what a unit has of dialogue, when it has one.
ALTER TABLE units ADD COLUMN service_last_day {int};

-- From then nothing new is sealed for its controller: the municipality's last service is
-- over. Cleared when it begins anew.
ALTER TABLE data_keys ADD COLUMN closed_at {ts};

-- Two orders never have the same number.
CREATE UNIQUE INDEX activations_numbered ON activations (order_number);

-- Whoever was running before municipalities joined goes on: a municipality that has
-- patients here and has begun nothing has dialogue in use where its units take messages.
-- An activation that came so has the id of one of its units.
INSERT INTO activations (id, municipality, module, care_area, state, test)
    SELECT u.id, u.municipality, 'DIALOG', u.care_area, 'ACTIVE', 0 FROM units u
    WHERE u.service = 0 AND u.dialog = 1
    AND EXISTS (SELECT 1 FROM contacts c WHERE c.municipality = u.municipality)
    AND NOT EXISTS (SELECT 1 FROM activations a WHERE a.municipality = u.municipality)
    AND NOT EXISTS (SELECT 1 FROM units v WHERE v.municipality = u.municipality
        AND v.care_area = u.care_area AND v.dialog = 1 AND v.id < u.id);

UPDATE units SET service = 1 WHERE service = 0
    AND EXISTS (SELECT 1 FROM activations a JOIN units v ON v.id = a.id
        WHERE a.municipality = units.municipality AND a.care_area = units.care_area);

-- That somebody is told of a last day.
CREATE TABLE last_day_tellings (
    activation {uuid} NOT NULL REFERENCES activations (id),
    last_day {int} NOT NULL,
    person {uuid} NOT NULL REFERENCES people (id),
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    PRIMARY KEY (activation, last_day, person)
){clustered};

-- A municipality on its way out. ended_at: it has begun anew.
CREATE TABLE leavings (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    began_at {ts} NOT NULL,
    confirmed_by {uuid} REFERENCES staff (id),
    confirmed_at {ts},
    receipt_by {uuid} REFERENCES staff (id),
    receipt_at {ts},
    archive TEXT,
    authority TEXT,
    destroyed_by {uuid} REFERENCES staff (id),
    destroyed_at {ts},
    ended_at {ts}
){clustered};

CREATE UNIQUE INDEX leavings_going_on ON leavings (municipality) WHERE ended_at IS NULL;

-- The conversations of a part are those from its first in the order of their ids.
CREATE TABLE leaving_volumes (
    leaving {uuid} NOT NULL REFERENCES leavings (id),
    number {int} NOT NULL,
    after_thread {uuid} NOT NULL,
    conversations {int} NOT NULL,
    sum {bytes},
    PRIMARY KEY (leaving, number)
){clustered};

-- Who can instruct the operator to phase a service out (S1-6-a).
CREATE TABLE superior_bodies (
    name TEXT NOT NULL PRIMARY KEY
){clustered};

INSERT INTO superior_bodies (name) VALUES ('Helse- og omsorgsdepartementet');

-- The operator's phase-out of a module. One goes on at a time for each.
CREATE TABLE wind_downs (
    id {uuid} NOT NULL PRIMARY KEY,
    module TEXT NOT NULL,
    issuer TEXT NOT NULL,
    dated {int} NOT NULL,
    document TEXT NOT NULL,
    association_told_on {int} NOT NULL,
    announced_by {uuid} NOT NULL REFERENCES staff (id),
    announced_at {ts} NOT NULL,
    last_day {int},
    begun_at {ts},
    begun_by {uuid} REFERENCES staff (id),
    withdrawn_at {ts},
    withdrawn_document TEXT
){clustered};

CREATE UNIQUE INDEX wind_downs_going_on ON wind_downs (module) WHERE withdrawn_at IS NULL;

CREATE TABLE wind_down_receipts (
    wind_down {uuid} NOT NULL REFERENCES wind_downs (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    received_on {int} NOT NULL,
    staff {uuid} NOT NULL REFERENCES staff (id),
    at {ts} NOT NULL,
    PRIMARY KEY (wind_down, municipality)
){clustered};

-- How much each municipality uses, by month: counts, and nothing about anybody. A month is
-- its first day.
CREATE TABLE usage_counted (
    month {int} NOT NULL PRIMARY KEY,
    at {ts} NOT NULL
);

CREATE TABLE usage_months (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    month {int} NOT NULL,
    messages {int} NOT NULL,
    conversations {int} NOT NULL,
    PRIMARY KEY (municipality, month)
){clustered};
