-- What was written, apart from the rows that lists and searches read. With the texts in
-- them, rows of a conversation were longer than what SQLite keeps in a page of a clustered
-- table, and each went into a page of its own as well. Texts are looked up by their
-- message alone; they lie in the order they were written.

CREATE TABLE message_texts (
    message {uuid} NOT NULL PRIMARY KEY,
    citizen_copy {bytes} NOT NULL,
    unit_copy {bytes} NOT NULL
);

INSERT INTO message_texts (message, citizen_copy, unit_copy)
    SELECT id, citizen_copy, unit_copy FROM messages;

ALTER TABLE messages DROP COLUMN citizen_copy;
ALTER TABLE messages DROP COLUMN unit_copy;
