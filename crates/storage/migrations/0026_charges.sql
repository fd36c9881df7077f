-- What municipalities are charged and by what, sub-processors that come later and what is
-- objected to them, who operates the platform, and a lost capability that was warned of.

-- The day the municipality was warned that nothing shows any more that the service can be
-- answered where it is answered (ON-13).
ALTER TABLE activations ADD COLUMN capability_warned_on {int};

-- What the municipalities pay together in a year by the regulation (§ 16), in øre, before
-- the price index. It stands until there is a later year.
CREATE TABLE statutory_totals (
    year {int} NOT NULL PRIMARY KEY,
    ore {int} NOT NULL
){clustered};

INSERT INTO statutory_totals (year, ore) VALUES (2026, 20210000000);

-- The basis of an invoice: a line, entered by one and approved by another (S1-4-a). cost_key:
-- millionths.
CREATE TABLE charges (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    kind TEXT NOT NULL,
    payee TEXT NOT NULL,
    ore {int} NOT NULL,
    what TEXT NOT NULL,
    cost_key {int},
    quarter {int},
    clause TEXT,
    clause_version TEXT,
    text_hash {bytes},
    entered_by {uuid} NOT NULL REFERENCES staff (id),
    entered_at {ts} NOT NULL,
    approved_by {uuid} REFERENCES staff (id),
    invoiced_on {int},
    due_on {int}
){clustered};

CREATE INDEX charges_of ON charges (municipality, id);

-- A new sub-processor, announced under a general authorisation (§ 6.6).
CREATE TABLE sub_processor_changes (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    task TEXT NOT NULL,
    announced_on {int} NOT NULL,
    valid_from {int} NOT NULL,
    announced_by {uuid} NOT NULL REFERENCES staff (id),
    announced_at {ts} NOT NULL,
    withdrawn_at {ts}
){clustered};

CREATE TABLE sub_processor_objections (
    change {uuid} NOT NULL REFERENCES sub_processor_changes (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    reason TEXT NOT NULL,
    staff {uuid} NOT NULL REFERENCES staff (id),
    made_on {int} NOT NULL,
    withdrawn_on {int},
    PRIMARY KEY (change, municipality)
){clustered};

-- Who operates the platform from which day; until the day before the next (S1-0-d).
CREATE TABLE operating_bodies (
    valid_from {int} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    org_number TEXT NOT NULL,
    document TEXT NOT NULL,
    staff {uuid} REFERENCES staff (id)
){clustered};

-- Cooperation agreements between the operator and the municipalities' association. They
-- are known and gate nothing (S1-5.3-a).
CREATE TABLE association_agreements (
    id {uuid} NOT NULL PRIMARY KEY,
    document TEXT NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int},
    staff {uuid} REFERENCES staff (id)
){clustered};
