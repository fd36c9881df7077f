-- What follows of an answer: those who got data that are put right, erased or no longer used
-- are told (GDPR art. 19).
CREATE TABLE disclosure_changes (
    disclosure {uuid} NOT NULL REFERENCES disclosures (id),
    part {uuid} NOT NULL REFERENCES rights_parts (id),
    kind TEXT NOT NULL,
    at {ts} NOT NULL,
    PRIMARY KEY (disclosure, part)
){clustered};

CREATE INDEX disclosures_given_of ON disclosures (person, source_unit, id);

-- What an entry is when it is no message: something that was done, by its event.
ALTER TABLE rights_entries ADD COLUMN event TEXT;
