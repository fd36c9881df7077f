-- What the population register says of people, and what they have consented to.

-- register_id is the register's own name for a person; as_of when it last said what
-- stands here, and asked_at when it was last asked. Without as_of it never answered.
ALTER TABLE people ADD COLUMN register_id TEXT;
ALTER TABLE people ADD COLUMN register_as_of {ts};
ALTER TABLE people ADD COLUMN register_asked_at {ts};

-- 1 when somebody with parental responsibility, known here or not, lives with a child.
ALTER TABLE people ADD COLUMN lives_with_parent {int} NOT NULL DEFAULT 0;

CREATE INDEX people_in_register ON people (register_id);
CREATE INDEX people_asked_about ON people (register_asked_at, id);

-- How far the register's changes have been followed; one row.
CREATE TABLE register_feed (
    id {int} NOT NULL PRIMARY KEY,
    next_change {int} NOT NULL,
    followed_at {ts} NOT NULL
);

-- people.portal: 0 not asked yet, 1 everything, 2 withdrawn, 3 all but conversations.
-- Consents, one row for each time somebody gave, changed or withdrew one; none is ever
-- changed. level: 0 withdrawn, 1 all but conversations, 2 everything. terms: the version of the text
-- that was shown, in which language.
CREATE TABLE consents (
    person {uuid} NOT NULL REFERENCES people (id),
    id {uuid} NOT NULL,
    what TEXT NOT NULL,
    level {int} NOT NULL,
    terms TEXT NOT NULL,
    language TEXT NOT NULL,
    given_by {uuid} NOT NULL REFERENCES people (id),
    at {ts} NOT NULL,
    PRIMARY KEY (person, id)
){clustered};
