-- Under which answer to who is controller each message was stored. The answers are few
-- and never change; a message names its own. Those from before have none yet.

CREATE TABLE resolutions (
    id {uuid} NOT NULL PRIMARY KEY,
    row_code TEXT NOT NULL,
    controllers TEXT NOT NULL,
    answer TEXT NOT NULL,
    first_at {ts} NOT NULL
);

CREATE INDEX resolutions_by_row ON resolutions (row_code);

ALTER TABLE messages ADD COLUMN resolution {uuid};

CREATE INDEX messages_without_resolution ON messages (id) WHERE resolution IS NULL;
