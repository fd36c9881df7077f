-- Under which answer to who is controller the rest of what a unit keeps was made: what is
-- closed to parents, answers that staff have begun, and replies kept ready.
ALTER TABLE parent_blocks ADD COLUMN resolution {uuid};
ALTER TABLE desk_drafts ADD COLUMN resolution {uuid};
ALTER TABLE standard_replies ADD COLUMN resolution {uuid};

CREATE INDEX parent_blocks_without_resolution ON parent_blocks (id) WHERE resolution IS NULL;
CREATE INDEX desk_drafts_without_resolution ON desk_drafts (thread, staff)
    WHERE resolution IS NULL;
CREATE INDEX standard_replies_without_resolution ON standard_replies (unit, id)
    WHERE resolution IS NULL;
