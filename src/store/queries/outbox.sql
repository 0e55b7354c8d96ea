-- fragment: outbox_columns
message_id, channel_id, send_key, state, not_before, attempts, look_ups, lease_until, last_error,
seen_message_id, held_because, created_at, tried_at, channel_stopped

-- name: insert_outbox
INSERT INTO outbox ({outbox_columns}, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: update_outbox
UPDATE outbox SET channel_id = $2, send_key = $3, state = $4, not_before = $5, attempts = $6,
    look_ups = $7, lease_until = $8, last_error = $9, seen_message_id = $10, held_because = $11,
    due_at = $12, tried_at = $13, channel_stopped = $14, created_at = $15
WHERE message_id = $1

-- name: find_outbox
SELECT {outbox_columns} FROM outbox WHERE message_id = $1

-- States: queued, held, sending, unknown.
-- name: due_outbox
SELECT {outbox_columns} FROM outbox WHERE due_at <= $1 AND (state BETWEEN 1 AND 3 OR state = 7)
ORDER BY due_at, message_id LIMIT $2

-- name: lease_outbox
UPDATE outbox SET lease_until = $2, due_at = $2, channel_stopped = 0 WHERE message_id = $1

-- Each channel's oldest come first, and no channel takes
-- more than $4 of the $3 places.
-- name: claim_outbox
UPDATE outbox SET lease_until = $2, due_at = $2, channel_stopped = 0
WHERE message_id IN (
    SELECT message_id FROM (
        SELECT message_id, due_at,
            row_number() OVER (PARTITION BY channel_id ORDER BY due_at, message_id) AS place
        FROM outbox WHERE due_at <= $1 AND state IN (1, 2, 3, 7)) ranked
    WHERE place <= $4 ORDER BY due_at, message_id LIMIT $3)
RETURNING {outbox_columns}

-- name: next_outbox_due
SELECT due_at FROM outbox WHERE (state BETWEEN 1 AND 3 OR state = 7) ORDER BY due_at LIMIT 1

-- name: wake_outbox
UPDATE outbox SET channel_stopped = 0, not_before = created_at, due_at = created_at
WHERE channel_id = $1 AND channel_stopped = 1 AND lease_until IS NULL

-- name: remove_outbox
DELETE FROM outbox WHERE message_id = $1

-- name: release_leases
UPDATE outbox SET lease_until = NULL, due_at = not_before WHERE lease_until IS NOT NULL
