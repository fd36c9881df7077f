-- What was demanded to be erased, and granted, is a plan of its own: it names its conversations
-- from the first, and any number wait at once (RR-04 to RR-06). granted_by: for which controller.
ALTER TABLE retention_plans ADD COLUMN granted_part {uuid} REFERENCES rights_parts (id);
ALTER TABLE retention_plans ADD COLUMN granted_by TEXT;

DROP INDEX retention_plans_going_on;
CREATE UNIQUE INDEX retention_plans_going_on ON retention_plans (municipality)
    WHERE done_at IS NULL AND dropped_at IS NULL AND granted_part IS NULL;
CREATE UNIQUE INDEX retention_plans_granted ON retention_plans (granted_part)
    WHERE granted_part IS NOT NULL;
