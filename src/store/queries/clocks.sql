-- fragment: clock_columns
id, case_id, kind, standard, started_at, warn_at, due_at, warned_at, breached_at, ended_at,
escalated

-- name: insert_clock
INSERT INTO case_clocks (case_id, kind, standard, started_at, warn_at, due_at, warned_at,
    breached_at, ended_at, escalated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id

-- name: update_clock
UPDATE case_clocks SET standard = $2, started_at = $3, warn_at = $4, due_at = $5, warned_at = $6,
    breached_at = $7, ended_at = $8, escalated = $9
WHERE id = $1

-- name: find_clock
SELECT {clock_columns} FROM case_clocks WHERE id = $1

-- name: running_clocks
SELECT {clock_columns} FROM case_clocks WHERE case_id = $1 AND ended_at IS NULL ORDER BY kind

-- name: clocks_due_to_be_told
SELECT {clock_columns} FROM case_clocks
WHERE ended_at IS NULL AND (warn_at <= $1 OR breached_at IS NOT NULL) ORDER BY id

-- name: clocks_of_case
SELECT {clock_columns} FROM case_clocks WHERE case_id = $1 ORDER BY id

-- name: phases_of_case
SELECT status, since FROM case_phases WHERE case_id = $1 ORDER BY id

-- name: append_phase
INSERT INTO case_phases (case_id, status, since) VALUES ($1, $2, $3)

-- name: insert_notice
INSERT INTO notices (user_id, case_id, at, kind, text, read_at) VALUES ($1, $2, $3, $4, $5, $6)

-- name: notices_of
SELECT id, user_id, case_id, at, kind, text, read_at FROM notices
WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- name: mark_notices_read
UPDATE notices SET read_at = $3 WHERE user_id = $1 AND id <= $2 AND read_at IS NULL

-- name: owner_loads
SELECT owner_id, open_cases FROM owner_loads WHERE open_cases > 0

-- Statuses: open, waiting, snoozed.
-- name: living_cases_of
SELECT id FROM cases WHERE owner_id = $1 AND id > $2 AND status IN (0, 1, 2) ORDER BY id LIMIT $3

-- name: unowned_cases
SELECT id FROM cases WHERE status = 0 AND owner_id IS NULL ORDER BY id LIMIT $1

-- name: last_owner_of_customer
SELECT owner_id FROM cases WHERE customer_id = $1 AND owner_id IS NOT NULL ORDER BY id DESC LIMIT 1
