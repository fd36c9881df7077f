-- Whether whoever looked somebody up in an emergency did so though she opposes that what is
-- kept about her is shared, for a compelling reason (L-PJL-16-E).
ALTER TABLE emergencies ADD COLUMN is_compelling {int} NOT NULL DEFAULT 0;
