-- Who answers for what: roles in a municipality's console, the register of who
-- delivers what, and the agreements behind it.

CREATE TABLE console_roles (
    staff {uuid} NOT NULL REFERENCES staff (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    role TEXT NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    PRIMARY KEY (staff, municipality, role, valid_from)
){clustered};

CREATE INDEX console_roles_in ON console_roles (municipality, role);

-- One row; its number is one more after each change of what follows, so that whoever
-- keeps a copy knows that it is old.
CREATE TABLE controllership_version (
    id {int} NOT NULL PRIMARY KEY,
    version {int} NOT NULL
);

INSERT INTO controllership_version (id, version) VALUES (1, 1);

-- Organisations that are no municipality here. Their names and numbers are public.
CREATE TABLE organisations (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    org_number TEXT UNIQUE,
    kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    entered_by_municipality {uuid} NOT NULL REFERENCES municipalities (id)
);

-- Agreements, as they have been written so far. Days are as people write them.
CREATE TABLE agreements (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    first_day {int},
    last_day {int},
    state TEXT NOT NULL,
    in_force_at {ts}
);

CREATE INDEX agreements_of ON agreements (municipality, id);

-- The other parties, in the order they were named.
CREATE TABLE agreement_parties (
    agreement {uuid} NOT NULL REFERENCES agreements (id),
    place {int} NOT NULL,
    party TEXT NOT NULL,
    PRIMARY KEY (agreement, place)
){clustered};

CREATE TABLE agreement_scopes (
    agreement {uuid} NOT NULL REFERENCES agreements (id),
    place {int} NOT NULL,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int},
    unit {uuid} REFERENCES units (id),
    PRIMARY KEY (agreement, place)
){clustered};

CREATE TABLE agreement_answers (
    agreement {uuid} NOT NULL REFERENCES agreements (id),
    field TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (agreement, field)
){clustered};

-- Who delivers a service, where and from when; half-open in instants.
CREATE TABLE deliveries (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int},
    unit {uuid} REFERENCES units (id),
    valid_from {ts} NOT NULL,
    valid_to {ts},
    mode TEXT NOT NULL,
    deliverer TEXT,
    agreement {uuid} REFERENCES agreements (id),
    record_operator TEXT,
    subcontractor TEXT
);

CREATE INDEX deliveries_of ON deliveries (municipality, valid_from);

-- Decisions that place controllership; they count when two have seen them.
CREATE TABLE controllership_overrides (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int},
    unit {uuid} REFERENCES units (id),
    valid_from {ts} NOT NULL,
    valid_to {ts},
    controllers TEXT NOT NULL,
    reference TEXT NOT NULL,
    entered_by {uuid} NOT NULL REFERENCES staff (id),
    confirmed_by {uuid} REFERENCES staff (id)
);

CREATE INDEX controllership_overrides_of ON controllership_overrides (municipality, id);

-- Municipalities that another took over from.
CREATE TABLE successions (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    care_area {int},
    unit {uuid} REFERENCES units (id),
    successor {uuid} NOT NULL REFERENCES municipalities (id),
    at {ts} NOT NULL
);
