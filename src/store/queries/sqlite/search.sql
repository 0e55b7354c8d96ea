-- The full-text entry of a message. SQLite has a table of its own for it, which must be told the
-- old words to forget them; another database may have a column (search.h says what each must do).

-- name: insert_search_entry
INSERT INTO message_search (rowid, words) VALUES ($1, $2)

-- name: remove_search_entry
INSERT INTO message_search (message_search, rowid, words) VALUES ('delete', $1, $2)

-- Ids of messages, newest first: read one by one, and no further than the page needs. $1 the
-- question, $2 the last id of the page before, $3 candidates at most.
-- name: search_messages
SELECT rowid FROM message_search
WHERE message_search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3

-- What sorts and filters the cases of the newest $2 messages that answer $1.
-- name: search_cases
SELECT c.id, c.status, c.owner_id, c.channel_id, c.due_key, c.newest_key, c.heat_key
FROM (SELECT DISTINCT m.case_id
      FROM (SELECT rowid AS id FROM message_search
            WHERE message_search MATCH $1 ORDER BY rowid DESC LIMIT $2) hit
      JOIN messages m ON m.id = hit.id) found
JOIN cases c ON c.id = found.case_id

-- name: merge_search_entries
INSERT INTO message_search (message_search, rank) VALUES ('merge', $1)
