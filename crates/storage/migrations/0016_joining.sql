-- Joining and leaving: terms, data processing agreements, and what a municipality has
-- in use of which module, for which type of service.

-- What the unit's municipality has of dialogue for its care area, so that whoever reads
-- a unit knows. 0 not in use, 1 in use, 2 stopped for a while, 3 over. The activation
-- decides it, in its own transaction.
ALTER TABLE units ADD COLUMN service {int} NOT NULL DEFAULT 0;

-- Who works for the operator; their sessions have no municipality.
CREATE TABLE operators (
    staff {uuid} NOT NULL REFERENCES staff (id),
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    PRIMARY KEY (staff, valid_from)
){clustered};

CREATE TABLE terms_versions (
    id {uuid} NOT NULL PRIMARY KEY,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    effective_from {int} NOT NULL,
    published_on {int},
    consulted_on {int},
    legal_basis TEXT,
    text_hash {bytes} NOT NULL
){clustered};

CREATE UNIQUE INDEX terms_versions_numbered ON terms_versions (document, version);

CREATE TABLE terms_changes (
    terms {uuid} NOT NULL REFERENCES terms_versions (id),
    position {int} NOT NULL,
    version TEXT NOT NULL,
    dated {int} NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (terms, position)
){clustered};

CREATE TABLE terms_clauses (
    terms {uuid} NOT NULL REFERENCES terms_versions (id),
    position {int} NOT NULL,
    number TEXT NOT NULL,
    heading TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (terms, position)
){clustered};

CREATE TABLE terms_acceptances (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    id {uuid} NOT NULL,
    document TEXT NOT NULL,
    version TEXT NOT NULL,
    text_hash {bytes} NOT NULL,
    signer {uuid} NOT NULL REFERENCES staff (id),
    authority TEXT NOT NULL,
    at {ts} NOT NULL,
    on_general TEXT,
    PRIMARY KEY (municipality, id)
){clustered};

-- What is known about a municipality beside its terms. digifin: 0 nothing, 1 applied,
-- 2 member.
CREATE TABLE joining_facts (
    municipality {uuid} NOT NULL PRIMARY KEY REFERENCES municipalities (id),
    digifin {int} NOT NULL,
    member_from {int},
    member_document TEXT,
    network_since {int},
    officer TEXT,
    impact_reference TEXT
){clustered};

CREATE TABLE joining_obligations (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    kind TEXT NOT NULL,
    created_at {ts} NOT NULL,
    due_on {int},
    PRIMARY KEY (municipality, kind)
){clustered};

-- items: a bit for each item of the checklist.
CREATE TABLE processing_agreements (
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    id {uuid} NOT NULL,
    items {int} NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int},
    signed_by {uuid} REFERENCES staff (id),
    signed_at {ts},
    countersigned_by {uuid} REFERENCES staff (id),
    countersigned_at {ts},
    PRIMARY KEY (municipality, id)
){clustered};

CREATE TABLE sub_processors (
    agreement {uuid} NOT NULL,
    position {int} NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    task TEXT NOT NULL,
    PRIMARY KEY (agreement, position)
){clustered};

CREATE TABLE module_offers (
    module TEXT NOT NULL PRIMARY KEY,
    available_from {int} NOT NULL,
    documentation TEXT NOT NULL
){clustered};

-- Which version of which journal system supports which module, for which type of service.
CREATE TABLE epj_proofs (
    product TEXT NOT NULL,
    version TEXT NOT NULL,
    module TEXT NOT NULL,
    care_area {int} NOT NULL,
    evidence TEXT NOT NULL,
    tested_on {int} NOT NULL,
    PRIMARY KEY (product, version, module, care_area)
){clustered};

-- proof: 1 a journal system, 2 the console. test: 0 not sent, 1 sent, 2 answered.
CREATE TABLE activations (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    module TEXT NOT NULL,
    care_area {int} NOT NULL,
    state TEXT NOT NULL,
    ordered_by {uuid} REFERENCES staff (id),
    active_from {ts},
    cause TEXT,
    before_notice TEXT,
    notice_last_day {int},
    before_wind_down TEXT,
    wind_down_last_day {int},
    order_number {int},
    ordered_at {ts},
    proof {int},
    product TEXT,
    product_version TEXT,
    journal_route TEXT,
    test {int} NOT NULL,
    tested_at {ts}
){clustered};

CREATE INDEX activations_of ON activations (municipality, module, care_area, id);
CREATE INDEX activations_in ON activations (state, id);

CREATE TABLE activation_events (
    activation {uuid} NOT NULL REFERENCES activations (id),
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    event TEXT NOT NULL,
    rule TEXT NOT NULL,
    staff {uuid} REFERENCES staff (id),
    reason TEXT,
    PRIMARY KEY (activation, id)
){clustered};
