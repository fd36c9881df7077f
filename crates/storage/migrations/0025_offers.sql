-- A power of attorney can also be offered by the one who would be helped.

-- direction: 0 asked for by the one who would help, 1 offered by the one who would be
-- helped. `asker` is whoever began, and the number is that of whoever answers.
-- answer: 3 taken back by whoever began.
ALTER TABLE grant_requests ADD COLUMN direction {int} NOT NULL DEFAULT 0;

-- Conversations that staff have begun to write and not sent, each its writer's own: so that
-- files can lie ready for one (their `draft` is its id). The text is topic and message.
CREATE TABLE desk_begun (
    id {uuid} NOT NULL PRIMARY KEY,
    municipality {uuid} NOT NULL REFERENCES municipalities (id),
    unit {uuid} NOT NULL REFERENCES units (id),
    staff {uuid} NOT NULL REFERENCES staff (id),
    person {uuid} NOT NULL REFERENCES people (id),
    reply {int} NOT NULL,
    needs_answer {int} NOT NULL,
    saved_at {ts} NOT NULL,
    text {bytes} NOT NULL
);

CREATE INDEX desk_begun_saved ON desk_begun (saved_at);
