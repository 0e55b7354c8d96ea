-- With status in its condition SQLite passed it over and sorted every snoozed case instead.
DROP INDEX cases_snoozed;
CREATE INDEX cases_snoozed ON cases (snooze_until, id) WHERE snooze_until IS NOT NULL;
