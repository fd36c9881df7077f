-- What parents, clinicians and givers decide about who may what (L-GDPR-8, L-PBRL-3-4,
-- L-PBRL-4-3, S1-2.1-a).

-- 1 when a unit has opened its service for youths of 13 to 15.
ALTER TABLE units ADD COLUMN from_13 {int} NOT NULL DEFAULT 0;

-- The parent whose consent a youth of 13 to 15 uses the platform by; none when no parent has
-- given one. What was said, and taken back, stands in `consents` with what = YOUTH.
ALTER TABLE people ADD COLUMN youth_by {uuid};

-- On what something is closed to a parent (L-PBRL-3-4).
ALTER TABLE parent_blocks ADD COLUMN reason_class TEXT;

-- Who acted for a person in a month, and how often: the monthly summary (S1-2.1-a). month is
-- the one of the audit lines that it was counted from.
CREATE TABLE helper_months (
    person {uuid} NOT NULL REFERENCES people (id),
    month {int} NOT NULL,
    helper {uuid} NOT NULL REFERENCES people (id),
    summary {uuid} NOT NULL,
    acts {int} NOT NULL,
    counted_at {ts} NOT NULL,
    PRIMARY KEY (person, month, helper)
){clustered};
