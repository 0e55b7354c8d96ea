-- What nobody owns, in the orders of the lists. Everything has an owner on a good day, so these cost
-- nothing and show what is wrong at once. owner_id leads, though it is always NULL here: only with it
-- does SQLite prefer them to the indexes over all cases.
CREATE INDEX cases_unowned_due ON cases (owner_id, status, due_key, id, channel_id)
    WHERE owner_id IS NULL;
CREATE INDEX cases_unowned_newest ON cases (owner_id, status, newest_key, id, channel_id)
    WHERE owner_id IS NULL;
CREATE INDEX cases_unowned_heat ON cases (owner_id, status, heat_key, id, channel_id)
    WHERE owner_id IS NULL;

-- How many open cases everybody has, kept with every change of a case: counting a million of them
-- for each batch of messages would take longer than the batch.
CREATE TABLE owner_loads (
    owner_id :int NOT NULL PRIMARY KEY,
    open_cases :int NOT NULL
);
INSERT INTO owner_loads (owner_id, open_cases)
SELECT owner_id, count(*) FROM cases WHERE owner_id IS NOT NULL AND status = 0 GROUP BY owner_id;
