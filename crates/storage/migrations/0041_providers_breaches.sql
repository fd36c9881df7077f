-- A provider that is controller keeps a register of breaches of its own, which no municipality
-- reads (S2-3-b). Without a municipality and an organisation it is that of the platform.
ALTER TABLE breaches ADD COLUMN org {uuid} REFERENCES organisations (id);

CREATE INDEX breaches_of_org ON breaches (org, id) WHERE org IS NOT NULL;
