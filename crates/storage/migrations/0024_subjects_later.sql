-- By whom a line is about, it is found. This was an index of the lines: a page to write for
-- each act, far from all others. Now the line enters here when it is sealed, with up to a
-- thousand others; what waits to be sealed is so little that it is looked through.
CREATE TABLE audit_subjects (
    subject {uuid} NOT NULL,
    id {uuid} NOT NULL,
    month {int} NOT NULL,
    PRIMARY KEY (subject, id)
){clustered};

INSERT INTO audit_subjects (subject, id, month)
SELECT l.subject, l.id, l.month FROM audit_lines l
WHERE l.subject IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.month = l.month AND u.line = l.id);

DROP INDEX audit_lines_subject;
