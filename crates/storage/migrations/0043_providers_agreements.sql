-- Data processing agreements with organisations that are no municipality and are controllers: signed
-- by both on paper, entered by the operator with what they are filed under (S1-3.2-a).
CREATE TABLE providers_agreements (
    org {uuid} NOT NULL REFERENCES organisations (id),
    id {uuid} NOT NULL,
    items {int} NOT NULL,
    valid_from {int} NOT NULL,
    last_day {int} NOT NULL,
    document TEXT NOT NULL,
    entered_by {uuid} NOT NULL REFERENCES staff (id),
    entered_at {ts} NOT NULL,
    PRIMARY KEY (org, id)
){clustered};
