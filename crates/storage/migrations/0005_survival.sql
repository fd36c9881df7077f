-- What makes the audit trail and the keys survive us: the chain of blocks that
-- the lines are sealed into, and keys that can be rotated and destroyed.

-- Lines that are in no block yet. A row is written with its line and goes away
-- when the line is sealed, so a line that was committed late is never passed by.
CREATE TABLE audit_unsealed (
    chain {uuid} NOT NULL,
    month {int} NOT NULL,
    line {uuid} NOT NULL,
    PRIMARY KEY (chain, month, line)
){clustered};

INSERT INTO audit_unsealed (chain, month, line)
    SELECT COALESCE(org, {nil}), month, id FROM audit_lines;

-- Blocks. A municipality's lines are one chain, lines of none another, whose id is
-- nil. The sequence runs over all chains without a gap. members holds, for each
-- line, its id and the beginning of its hash, so that a changed line can be named.
CREATE TABLE audit_blocks (
    sequence {int} NOT NULL PRIMARY KEY,
    chain {uuid} NOT NULL,
    number {int} NOT NULL,
    month {int} NOT NULL,
    first {uuid} NOT NULL,
    last {uuid} NOT NULL,
    lines {int} NOT NULL,
    previous {bytes} NOT NULL,
    hash {bytes} NOT NULL,
    sealed_at {ts} NOT NULL,
    members {bytes} NOT NULL,
    UNIQUE (chain, number)
);

CREATE INDEX audit_blocks_month ON audit_blocks (month, last);

-- How far the sequence has come. Whoever seals changes this row first, so that
-- two who seal at once come one after the other.
CREATE TABLE audit_head (
    id {int} NOT NULL PRIMARY KEY,
    sequence {int} NOT NULL
);

INSERT INTO audit_head (id, sequence) VALUES (1, 0);

-- A key that was destroyed leaves its row, so that what it sealed can be told
-- from what is damaged.
ALTER TABLE data_keys ADD COLUMN destroyed_at {ts};
