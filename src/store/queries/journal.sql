-- fragment: event_columns
id, at, kind, case_id, message_id, channel_id

-- fragment: audit_columns
id, at, actor_kind, actor_id, actor_name, action, subject, detail

-- name: insert_event
INSERT INTO events (at, kind, case_id, message_id, channel_id) VALUES ($1, $2, $3, $4, $5)
RETURNING id

-- name: events_after
SELECT {event_columns} FROM events WHERE id > $1 ORDER BY id LIMIT $2

-- name: newest_event
SELECT max(id) FROM events

-- name: oldest_event
SELECT min(id) FROM events

-- The newest always stays: ids must go on from it.
-- name: trim_events
DELETE FROM events WHERE id < $1 AND id < (SELECT max(id) FROM events)

-- name: insert_audit
INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, subject, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: audit_page
SELECT {audit_columns} FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2

-- name: audit_page_of
SELECT {audit_columns} FROM audit WHERE id < $1 AND subject = $3 ORDER BY id DESC LIMIT $2

-- name: find_kept_answer
SELECT fingerprint, status, body FROM kept_answers WHERE scope = $1 AND request_key = $2

-- name: keep_answer
INSERT INTO kept_answers (scope, request_key, fingerprint, status, body, at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: forget_answers
DELETE FROM kept_answers WHERE at < $1

-- name: find_fact
SELECT value FROM facts WHERE name = $1

-- name: set_fact
INSERT INTO facts (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: remove_fact
DELETE FROM facts WHERE name = $1
