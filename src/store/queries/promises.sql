-- fragment: promise_columns
id, case_id, message_id, kind, words, said_at, due_at, zone, reading, state, settled_at,
settled_by, escalated

-- name: insert_promise
INSERT INTO promises (case_id, message_id, kind, words, said_at, due_at, zone, reading, state,
    settled_at, settled_by, escalated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
RETURNING id

-- name: update_promise
UPDATE promises SET due_at = $2, state = $3, settled_at = $4, settled_by = $5, escalated = $6,
    reading = $7
WHERE id = $1

-- name: find_promise
SELECT {promise_columns} FROM promises WHERE id = $1

-- name: promises_of_case
SELECT {promise_columns} FROM promises WHERE case_id = $1 ORDER BY id

-- name: promises_of_message
SELECT {promise_columns} FROM promises WHERE message_id = $1 ORDER BY id

-- name: promise_page
SELECT {promise_columns} FROM promises WHERE id < $1 ORDER BY id DESC LIMIT $2

-- name: promise_page_of_state
SELECT {promise_columns} FROM promises WHERE id < $1 AND state = $3 ORDER BY id DESC LIMIT $2

-- name: move_promise
UPDATE promises SET case_id = $2 WHERE id = $1

-- name: move_promises
UPDATE promises SET case_id = $2 WHERE case_id = $1

-- name: promise_counts
SELECT state, count(*) FROM promises WHERE said_at >= $1 AND said_at < $2 GROUP BY state
