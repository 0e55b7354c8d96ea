-- name: add_answer_gap
INSERT INTO answer_gaps (customer_id, channel_id, at, gap_ms) VALUES ($1, $2, $3, $4)

-- name: answer_gaps
SELECT at, gap_ms FROM answer_gaps WHERE customer_id = $1 AND channel_id = $2
ORDER BY id DESC LIMIT $3

-- name: count_posting_hour
INSERT INTO posting_hours (customer_id, hour, messages) VALUES ($1, $2, 1)
ON CONFLICT (customer_id, hour) DO UPDATE SET messages = posting_hours.messages + 1

-- name: posting_hours
SELECT hour, messages FROM posting_hours WHERE customer_id = $1

-- fragment: recovery_columns
case_id, stage, watched_message_id, rating_before, rating_after, outcome, asked_message_id,
reached_at, resolved_at, satisfied_at, asked_at, ended_at

-- name: find_recovery
SELECT {recovery_columns} FROM recoveries WHERE case_id = $1

-- name: find_recovery_of_message
SELECT {recovery_columns} FROM recoveries WHERE watched_message_id = $1

-- name: put_recovery
INSERT INTO recoveries ({recovery_columns})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (case_id) DO UPDATE SET stage = excluded.stage,
    watched_message_id = excluded.watched_message_id, rating_before = excluded.rating_before,
    rating_after = excluded.rating_after, outcome = excluded.outcome,
    asked_message_id = excluded.asked_message_id, reached_at = excluded.reached_at,
    resolved_at = excluded.resolved_at, satisfied_at = excluded.satisfied_at,
    asked_at = excluded.asked_at, ended_at = excluded.ended_at

-- fragment: appreciation_columns
id, customer_id, case_id, message_id, why, state, public_message_id, private_message_id, at

-- name: insert_appreciation
INSERT INTO appreciations (customer_id, case_id, message_id, why, state, public_message_id,
    private_message_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING

-- name: update_appreciation
UPDATE appreciations SET state = $2, public_message_id = $3, private_message_id = $4 WHERE id = $1

-- name: find_appreciation
SELECT {appreciation_columns} FROM appreciations WHERE id = $1

-- name: appreciations
SELECT {appreciation_columns} FROM appreciations
WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- name: move_recovery
UPDATE recoveries SET case_id = $2
WHERE case_id = $1 AND NOT EXISTS (SELECT 1 FROM recoveries other WHERE other.case_id = $2)
