-- Jobs that were laid aside and are tried anew: who said so, and why. Nothing of what a job holds
-- is here.
CREATE TABLE job_revivals (
    id {uuid} NOT NULL PRIMARY KEY,
    job {uuid} NOT NULL,
    kind TEXT NOT NULL,
    at {ts} NOT NULL,
    staff {uuid} NOT NULL REFERENCES staff (id),
    reason TEXT NOT NULL
){clustered};

CREATE INDEX job_revivals_at ON job_revivals (at);
