-- Lines are found by the person they are about. Nothing asks for them by the thing they
-- concern, and an index of it is a page more to write for each act.
DROP INDEX audit_lines_object;
