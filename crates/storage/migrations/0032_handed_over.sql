-- What is handed over when a municipality leaves is everything that was sealed for it; and
-- those concerned by a plan are told some at a time.

-- What is in a part beside its conversations: of each kind those after one key, up to
-- another and with it.
CREATE TABLE leaving_stretches (
    leaving {uuid} NOT NULL REFERENCES leavings (id),
    number {int} NOT NULL,
    kind TEXT NOT NULL,
    after_key {uuid} NOT NULL,
    last_key {uuid} NOT NULL,
    PRIMARY KEY (leaving, number, kind)
){clustered};

-- Whoever is on the way out and has its key begins anew: what was laid down for it held its
-- conversations alone.
UPDATE leavings SET ended_at = began_at WHERE ended_at IS NULL AND destroyed_at IS NULL;

-- That somebody is told of records that move.
CREATE TABLE custody_tellings (
    plan {uuid} NOT NULL REFERENCES custody_plans (id),
    person {uuid} NOT NULL REFERENCES people (id),
    id {uuid} NOT NULL,
    at {ts} NOT NULL,
    PRIMARY KEY (plan, person)
){clustered};
