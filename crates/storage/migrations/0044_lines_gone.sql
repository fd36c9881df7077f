-- Lines of the log that went with the record they tell of: who looked is kept as long as the
-- record (L-PJL-25). The hash stays, so that the block a line was sealed in can be held against
-- it, and the line that tells of the deletion vouches for all that went with it.
CREATE TABLE audit_gone (
    month {int} NOT NULL,
    id {uuid} NOT NULL,
    hash {bytes} NOT NULL,
    by_month {int} NOT NULL,
    by_line {uuid} NOT NULL,
    PRIMARY KEY (month, id)
){clustered};

CREATE INDEX audit_gone_by ON audit_gone (by_month, by_line, month, id);
