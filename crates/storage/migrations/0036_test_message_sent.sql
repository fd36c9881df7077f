-- Which message to a journal system is the test of an order, so that the system's answer to it
-- is found again (ON-08).
ALTER TABLE activations ADD COLUMN test_envelope {uuid};

CREATE INDEX activations_tested ON activations (test_envelope) WHERE test_envelope IS NOT NULL;
