-- fragment: merge_columns
id, from_id, into_id, at, actor_name, evidence, moved, undone_at

-- name: insert_customer_merge
INSERT INTO customer_merges (from_id, into_id, at, actor_name, evidence, moved, undone_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id

-- name: undo_customer_merge
UPDATE customer_merges SET undone_at = $2 WHERE id = $1

-- name: find_customer_merge
SELECT {merge_columns} FROM customer_merges WHERE id = $1

-- name: standing_customer_merges
SELECT {merge_columns} FROM customer_merges
WHERE (from_id = $1 OR into_id = $1) AND undone_at IS NULL ORDER BY id

-- name: cases_of_customer
SELECT id FROM cases WHERE customer_id = $1 ORDER BY id

-- name: give_case
UPDATE cases SET customer_id = $2, version = version + 1 WHERE id = $1

-- name: give_identity
UPDATE identities SET customer_id = $2 WHERE id = $1
