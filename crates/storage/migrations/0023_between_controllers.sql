-- What may pass between controllers, and what has gone wrong.

-- Disclosure case by case. words_*: what is asked for and why, sealed for the patient, for
-- whoever asks and for whoever has the data. given_*: what was written besides.
-- consent: 1 when the patient has said yes. is_overridden: 1 when a compelling reason went
-- before an opposition.
CREATE TABLE disclosures (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    asker {uuid} NOT NULL REFERENCES staff (id),
    source_municipality {uuid} NOT NULL REFERENCES municipalities (id),
    source_unit {uuid} NOT NULL REFERENCES units (id),
    person {uuid} REFERENCES people (id),
    purpose TEXT NOT NULL,
    consent {int} NOT NULL,
    relation TEXT NOT NULL,
    period_from {int} NOT NULL,
    period_to {int} NOT NULL,
    days {int} NOT NULL,
    asked_at {ts} NOT NULL,
    words_citizen {bytes} NOT NULL,
    words_unit {bytes} NOT NULL,
    words_source {bytes} NOT NULL,
    is_overridden {int} NOT NULL,
    state TEXT NOT NULL,
    decided_by {uuid} REFERENCES staff (id),
    decided_at {ts},
    basis TEXT,
    until_at {ts},
    given_citizen {bytes},
    given_unit {bytes},
    given_source {bytes}
);

CREATE INDEX disclosures_asked ON disclosures (municipality, unit, id);

CREATE INDEX disclosures_to_decide ON disclosures (source_municipality, source_unit, id);

CREATE INDEX disclosures_overridden ON disclosures (source_municipality, id)
    WHERE is_overridden = 1;

-- The conversations that were given out.
CREATE TABLE disclosure_threads (
    disclosure {uuid} NOT NULL REFERENCES disclosures (id),
    thread {uuid} NOT NULL REFERENCES threads (id),
    PRIMARY KEY (disclosure, thread)
){clustered};

-- How each of the seven checks went.
CREATE TABLE disclosure_checks (
    disclosure {uuid} NOT NULL REFERENCES disclosures (id),
    number {int} NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (disclosure, number)
){clustered};

-- The log that the law asks for. Kept as long as the record. patient: keyed hash.
CREATE TABLE disclosure_log (
    id {uuid} NOT NULL PRIMARY KEY,
    disclosure {uuid} NOT NULL REFERENCES disclosures (id),
    at {ts} NOT NULL,
    receiver {uuid} NOT NULL,
    receiver_municipality {uuid} NOT NULL,
    receiver_unit {uuid} NOT NULL,
    basis TEXT NOT NULL,
    period_from {int} NOT NULL,
    period_to {int} NOT NULL,
    conversations {int} NOT NULL,
    texts {int} NOT NULL,
    patient {bytes},
    controllers TEXT NOT NULL,
    resolution {uuid} NOT NULL
);

CREATE INDEX disclosure_log_of ON disclosure_log (disclosure);

-- That a unit has reason to believe that a patient would oppose.
CREATE TABLE noted_oppositions (
    person {uuid} NOT NULL REFERENCES people (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    at {ts} NOT NULL,
    reason {bytes} NOT NULL,
    PRIMARY KEY (person, unit)
){clustered};

-- The register of breaches, one for each controller. municipality: none for whoever runs
-- the platform. told_by: the breach at the processor that it was told of from. What is
-- written about it is sealed; story is what is said to the people concerned.
CREATE TABLE breaches (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} REFERENCES municipalities (id),
    told_by {uuid} REFERENCES breaches (id),
    aware_at {ts} NOT NULL,
    due_at {ts} NOT NULL,
    registered_at {ts} NOT NULL,
    registered_by {uuid} NOT NULL REFERENCES staff (id),
    nature {bytes} NOT NULL,
    risk TEXT,
    assessed_at {ts},
    assessed_by {uuid} REFERENCES staff (id),
    assessment {bytes},
    concerned {int},
    authority_at {ts},
    authority_reference TEXT,
    delay {bytes},
    persons TEXT,
    persons_at {ts},
    story {bytes},
    warned_at {ts},
    closed_at {ts},
    closed_by {uuid} REFERENCES staff (id)
);

CREATE INDEX breaches_of ON breaches (municipality, id);

CREATE INDEX breaches_open ON breaches (due_at) WHERE closed_at IS NULL;

CREATE TABLE breach_persons (
    person {uuid} NOT NULL REFERENCES people (id),
    breach {uuid} NOT NULL REFERENCES breaches (id),
    told_at {ts},
    PRIMARY KEY (person, breach)
){clustered};

CREATE INDEX breach_persons_of ON breach_persons (breach);
