-- What a notice to the authority must say, a field for each (GDPR art. 33 no. 3 a, c and d):
-- assessment holds the likely consequences from now on, measures what was done or is proposed.
-- Those that were assessed before have both in one text, and nothing in these.
ALTER TABLE breaches ADD COLUMN kinds {bytes};
ALTER TABLE breaches ADD COLUMN measures {bytes};
ALTER TABLE breaches ADD COLUMN records {int};
