-- What was asked and held when a service was ordered or activated, by the names of the guards, and
-- what was pointed out then (ON-07, ON-08).
ALTER TABLE activation_events ADD COLUMN findings TEXT;
