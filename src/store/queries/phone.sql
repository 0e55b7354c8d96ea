-- name: insert_phone_permission
INSERT INTO phone_permissions (customer_id, state, scope, case_id, phone, message_id, words,
    actor_name, at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id

-- name: phone_permissions_of
SELECT id, customer_id, state, scope, case_id, phone, message_id, words, actor_name, at, expires_at
FROM phone_permissions WHERE customer_id = $1 ORDER BY id DESC

-- fragment: call_columns
id, case_id, customer_id, owner_id, phone, due_at, zone, state, outcome, note, promise_id, why,
created_at, done_at

-- name: give_phone_permission
UPDATE phone_permissions SET customer_id = $2 WHERE id = $1

-- What was said about one of a customer's cases goes where that case goes.
-- name: give_phone_permissions
UPDATE phone_permissions SET customer_id = $2 WHERE case_id = $1

-- name: insert_call
INSERT INTO calls (case_id, customer_id, owner_id, phone, due_at, zone, state, outcome, note,
    promise_id, why, created_at, done_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
RETURNING id

-- name: update_call
UPDATE calls SET owner_id = $2, phone = $3, due_at = $4, state = $5, outcome = $6, note = $7,
    done_at = $8, promise_id = $9
WHERE id = $1

-- name: find_call
SELECT {call_columns} FROM calls WHERE id = $1

-- name: calls_of_case
SELECT {call_columns} FROM calls WHERE case_id = $1 ORDER BY id

-- name: call_page
SELECT {call_columns} FROM calls WHERE id < $1 ORDER BY id DESC LIMIT $2

-- name: call_page_of_state
SELECT {call_columns} FROM calls WHERE id < $1 AND state = $3 ORDER BY id DESC LIMIT $2

-- name: move_call
UPDATE calls SET case_id = $2 WHERE id = $1

-- name: move_calls
UPDATE calls SET case_id = $2 WHERE case_id = $1
