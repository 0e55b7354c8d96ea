-- name: set_timer
INSERT INTO timers (kind, subject, due_at, generation) VALUES ($1, $2, $3, 1)
ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at,
    generation = timers.generation + 1

-- name: cancel_timer
DELETE FROM timers WHERE kind = $1 AND subject = $2

-- name: find_timer
SELECT id, kind, subject, due_at, generation FROM timers WHERE kind = $1 AND subject = $2

-- name: due_timers
SELECT id, kind, subject, due_at, generation FROM timers
WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2

-- name: next_timer
SELECT due_at FROM timers ORDER BY due_at LIMIT 1

-- Ids are used again, and a timer set anew begins with the first generation: only the very timer
-- that was read is taken.
-- name: take_timer
DELETE FROM timers
WHERE id = $1 AND generation = $2 AND kind = $3 AND subject = $4 AND due_at = $5
