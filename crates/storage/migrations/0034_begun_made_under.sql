-- Under which answer to who is controller a conversation that staff have begun was made; and
-- the way to what one of them has begun at a unit.
ALTER TABLE desk_begun ADD COLUMN resolution {uuid};

CREATE INDEX desk_begun_without_resolution ON desk_begun (unit, id) WHERE resolution IS NULL;
CREATE INDEX desk_begun_of_staff ON desk_begun (staff, unit, saved_at);
