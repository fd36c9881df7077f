-- Who takes part. Identity numbers are sealed; they are found by a keyed hash.

CREATE TABLE municipalities (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    org_number TEXT NOT NULL UNIQUE,
    her_id TEXT UNIQUE,
    switchboard TEXT NOT NULL
);

CREATE TABLE units (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    name TEXT NOT NULL,
    care_area {int} NOT NULL,
    her_id TEXT UNIQUE,
    phone TEXT NOT NULL,
    hours TEXT NOT NULL,
    promise_days {int} NOT NULL,
    dialog {int} NOT NULL,
    named_staff {int} NOT NULL,
    staff_names {int} NOT NULL,
    successor {uuid} REFERENCES units (id)
);

CREATE INDEX units_of_municipality ON units (municipality, name);

CREATE TABLE people (
    id {uuid} NOT NULL PRIMARY KEY,
    number_mac {bytes} NOT NULL UNIQUE,
    number_sealed {bytes} NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    born {int},
    protection {int} NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL
);

CREATE TABLE staff (
    id {uuid} NOT NULL PRIMARY KEY,
    number_mac {bytes} NOT NULL UNIQUE,
    hpr TEXT,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    shortcuts {int} NOT NULL
);

CREATE TABLE authorisations (
    staff {uuid} NOT NULL REFERENCES staff (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    PRIMARY KEY (staff, unit, valid_from)
);

CREATE INDEX authorisations_at_unit ON authorisations (unit, last_day);

-- Running numbers for receipts, leased in blocks so that sends do not queue here.
CREATE TABLE reference_numbers (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    year {int} NOT NULL,
    next {int} NOT NULL,
    PRIMARY KEY (municipality, year)
);
