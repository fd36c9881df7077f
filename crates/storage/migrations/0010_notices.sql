-- Notices by SMS and e-mail: what each person has chosen, and what was sent to her.

-- level, helper_level: 0 limited, 1 normal, 2 full. channels: 0 SMS, 1 e-mail, 2 both.
-- messages, helped, grants: 0 by level, 1 always, 2 never.
CREATE TABLE notice_choices (
    person {uuid} NOT NULL PRIMARY KEY REFERENCES people (id),
    level {int} NOT NULL,
    helper_level {int} NOT NULL,
    channels {int} NOT NULL,
    messages {int} NOT NULL,
    helped {int} NOT NULL,
    grants {int} NOT NULL,
    changed_at {ts} NOT NULL
){clustered};

-- A notice to a person about a fact; about is the person whom it concerns. Where it
-- goes is known by the keyed hash of the contact point alone; shown_sealed is what its
-- owner recognises it by. channel: 0 SMS, 1 e-mail. standing: 0 own, 1 parent, 2 helper.
-- state: 0 waiting, 1 sending, 2 sent, 3 delivered, 4 failed, 5 unknown, 6 given up.
CREATE TABLE notices (
    person {uuid} NOT NULL REFERENCES people (id),
    id {uuid} NOT NULL,
    about {uuid} NOT NULL REFERENCES people (id),
    occasion TEXT NOT NULL,
    fact {uuid} NOT NULL,
    place {uuid},
    owner {uuid},
    standing {int} NOT NULL,
    is_owed {int} NOT NULL,
    channel {int},
    template TEXT,
    version {int},
    language TEXT,
    point_mac {bytes},
    shown_sealed {bytes},
    confirmed_on {int},
    state {int} NOT NULL,
    why TEXT,
    decided_at {ts} NOT NULL,
    due_at {ts} NOT NULL,
    sending_at {ts},
    ended_at {ts},
    sendings {int} NOT NULL,
    not_taken {int} NOT NULL,
    remote_id TEXT,
    PRIMARY KEY (person, id)
){clustered};

CREATE UNIQUE INDEX notices_id ON notices (id);

-- One notice of a fact to each contact point.
CREATE UNIQUE INDEX notices_once ON notices (fact, occasion, point_mac);

CREATE INDEX notices_at_point ON notices (point_mac, sending_at) WHERE point_mac IS NOT NULL;
