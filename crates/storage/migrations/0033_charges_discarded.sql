-- A line that was entered wrong is discarded before anybody approves it; it stays, with who
-- discarded it and when.
ALTER TABLE charges ADD COLUMN discarded_by {uuid} REFERENCES staff (id);
ALTER TABLE charges ADD COLUMN discarded_at {ts};
