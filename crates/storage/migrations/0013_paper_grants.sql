-- Powers of attorney on paper: registered by one, confirmed or put away by another.
-- answer: 1 confirmed, 2 put away.
CREATE TABLE paper_grants (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    giver {uuid} NOT NULL REFERENCES people (id),
    receiver {uuid} NOT NULL REFERENCES people (id),
    coverage {int} NOT NULL,
    last_day {int},
    signed_on {int} NOT NULL,
    registered_by {uuid} NOT NULL REFERENCES staff (id),
    registered_at {ts} NOT NULL,
    answered_by {uuid} REFERENCES staff (id),
    answered_at {ts},
    answer {int},
    granted {uuid} REFERENCES grants (id)
){clustered};

CREATE INDEX paper_grants_at ON paper_grants (unit, answer, id);
