-- fragment: grant_columns
id, case_id, customer_id, offer, kind, title, amount_minor, currency, state, code, author,
author_name, reason, created_at, granted_at, redeemed_at, expires_at

-- name: insert_grant
INSERT INTO grants (case_id, customer_id, offer, kind, title, amount_minor, currency, state, code,
    author, author_name, reason, created_at, granted_at, redeemed_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
RETURNING id

-- name: update_grant
UPDATE grants SET state = $2, code = $3, granted_at = $4, redeemed_at = $5, expires_at = $6,
    reason = $7
WHERE id = $1

-- name: find_grant
SELECT {grant_columns} FROM grants WHERE id = $1

-- name: find_grant_by_code
SELECT {grant_columns} FROM grants WHERE code = $1

-- The case and what was merged into it.
-- fragment: with_parts
WITH RECURSIVE part (id) AS (
    SELECT id FROM cases WHERE id = $1
    UNION SELECT c.id FROM cases c JOIN part p ON c.merged_into = p.id)

-- States: proposed, granted, redeemed.
-- name: living_grant
{with_parts}
SELECT {grant_columns} FROM grants
WHERE case_id IN (SELECT id FROM part) AND offer = $2 AND state IN (0, 1, 2) ORDER BY id LIMIT 1

-- name: grants_of_case
{with_parts}
SELECT {grant_columns} FROM grants WHERE case_id IN (SELECT id FROM part) ORDER BY id

-- name: grant_page
SELECT {grant_columns} FROM grants WHERE id < $1 ORDER BY id DESC LIMIT $2

-- name: grant_page_of_state
SELECT {grant_columns} FROM grants WHERE id < $1 AND state = $3 ORDER BY id DESC LIMIT $2

-- name: insert_ledger_entry
INSERT INTO ledger_entries (movement, account, amount_minor, currency, at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (movement, account) DO NOTHING

-- name: ledger_balances
SELECT account, currency, sum(amount_minor) FROM ledger_entries
GROUP BY account, currency ORDER BY account, currency

-- name: budget_movement_since
SELECT sum(amount_minor) FROM ledger_entries
WHERE account = 'budget' AND currency = $2 AND at >= $1

-- name: proposed_amount
SELECT sum(amount_minor) FROM grants WHERE state = 0 AND currency = $1

-- name: add_offer_code
INSERT INTO offer_codes (code, offer, grant_id) VALUES ($1, $2, NULL)
ON CONFLICT (code) DO NOTHING

-- name: free_offer_code
SELECT code FROM offer_codes WHERE offer = $1 AND grant_id IS NULL ORDER BY code LIMIT 1

-- name: take_offer_code
UPDATE offer_codes SET grant_id = $2 WHERE code = $1 AND grant_id IS NULL

-- name: count_free_codes
SELECT count(*) FROM offer_codes WHERE offer = $1 AND grant_id IS NULL
