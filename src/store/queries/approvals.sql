-- fragment: approval_columns
id, subject, case_id, state, author, author_name, least_seniority, needed, approvers, assigned_to,
why, text_hash, detail, created_at, expires_at, decided_at, decided_by, reason

-- name: insert_approval
INSERT INTO approvals (subject, case_id, state, author, author_name, least_seniority, needed,
    approvers, assigned_to, why, text_hash, detail, created_at, expires_at, decided_at, decided_by,
    reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
RETURNING id

-- name: update_approval
UPDATE approvals SET state = $2, approvers = $3, assigned_to = $4, decided_at = $5,
    decided_by = $6, reason = $7
WHERE id = $1

-- name: find_approval
SELECT {approval_columns} FROM approvals WHERE id = $1

-- name: find_approval_by_subject
SELECT {approval_columns} FROM approvals WHERE subject = $1 ORDER BY id DESC LIMIT 1

-- State: waiting.
-- name: waiting_approvals_of
SELECT {approval_columns} FROM approvals WHERE case_id = $1 AND state = 0 ORDER BY id

-- name: approval_page
SELECT {approval_columns} FROM approvals WHERE id < $1 ORDER BY id DESC LIMIT $2

-- name: approval_page_of_state
SELECT {approval_columns} FROM approvals WHERE id < $1 AND state = $3 ORDER BY id DESC LIMIT $2

-- name: move_approval
UPDATE approvals SET case_id = $2 WHERE id = $1

-- name: move_approvals
UPDATE approvals SET case_id = $2 WHERE case_id = $1
