-- A receiver that somebody has named, and that has said no: who gets what was named for it when
-- nobody else is named anew (RR-08, S2-3-e). paper: where it says so.
CREATE TABLE custody_declines (
    plan {uuid} NOT NULL REFERENCES custody_plans (id),
    receiver TEXT NOT NULL,
    instead TEXT NOT NULL,
    declined_at {ts} NOT NULL,
    entered_by {uuid} NOT NULL REFERENCES staff (id),
    paper TEXT NOT NULL,
    PRIMARY KEY (plan, receiver)
){clustered};

-- Whom she had named, that has said no; nobody when she has chosen since.
ALTER TABLE custody_choices ADD COLUMN declined TEXT;
