-- fragment: case_columns
c.id, c.customer_id, c.channel_id, c.status, c.kind, c.specificity, c.severity, c.visibility,
c.subject, c.owner_id, c.reach, c.first_in_at, c.last_in_at, c.last_out_at, c.waiting_since,
c.due_at, c.snooze_until, c.heat_key, c.message_count, c.preview, c.preview_direction,
c.preview_at, c.merged_into, c.version, c.created_at, c.updated_at, c.at_fault, c.no_offer_reason,
c.others

-- fragment: row_columns
{case_columns}, p.name, i.handle, i.followers, ch.kind, ch.name, u.name

-- fragment: row_joins
LEFT JOIN customers p ON p.id = c.customer_id
LEFT JOIN identities i ON i.id = (SELECT min(n.id) FROM identities n
    WHERE n.customer_id = c.customer_id AND n.channel_id = c.channel_id)
LEFT JOIN channels ch ON ch.id = c.channel_id
LEFT JOIN users u ON u.id = c.owner_id

-- name: insert_case
INSERT INTO cases (customer_id, channel_id, status, kind, specificity, severity, visibility,
    subject, owner_id, reach, first_in_at, last_in_at, last_out_at, waiting_since, due_at,
    snooze_until, heat_key, message_count, preview, preview_direction, preview_at, merged_into,
    version, created_at, updated_at, due_key, newest_key, at_fault, no_offer_reason, others)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
RETURNING id

-- name: update_case
UPDATE cases SET customer_id = $1, channel_id = $2, status = $3, kind = $4, specificity = $5,
    severity = $6, visibility = $7, subject = $8, owner_id = $9, reach = $10, first_in_at = $11,
    last_in_at = $12, last_out_at = $13, waiting_since = $14, due_at = $15, snooze_until = $16,
    heat_key = $17, message_count = $18, preview = $19, preview_direction = $20, preview_at = $21,
    merged_into = $22, version = $23, created_at = $24, updated_at = $25, due_key = $26,
    newest_key = $27, at_fault = $28, no_offer_reason = $29, others = $30
WHERE id = $31 AND version = $32

-- name: owner_of_open_case
SELECT owner_id FROM cases WHERE id = $1 AND status = 0

-- name: shift_owner_load
INSERT INTO owner_loads (owner_id, open_cases) VALUES ($1, $2)
ON CONFLICT (owner_id) DO UPDATE SET open_cases = owner_loads.open_cases + excluded.open_cases

-- name: find_case
SELECT {case_columns} FROM cases c WHERE c.id = $1

-- name: find_case_row
SELECT {row_columns} FROM cases c {row_joins} WHERE c.id = $1

-- name: snoozed_until
SELECT id FROM cases WHERE snooze_until <= $1 AND status + 0 = 2 ORDER BY snooze_until, id LIMIT $2

-- name: insert_conversation
INSERT INTO conversations
    (case_id, channel_id, external_id, visibility, subject, platform_ref, first_at, last_at,
    answer_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
RETURNING id

-- name: update_conversation
UPDATE conversations SET case_id = $2, channel_id = $3, external_id = $4, visibility = $5,
    subject = $6, platform_ref = $7, first_at = $8, last_at = $9, answer_until = $10
WHERE id = $1

-- fragment: conversation_columns
id, case_id, channel_id, external_id, visibility, subject, platform_ref, first_at, last_at,
answer_until

-- name: find_conversation
SELECT {conversation_columns} FROM conversations WHERE id = $1

-- name: find_conversation_by_external_id
SELECT {conversation_columns} FROM conversations
WHERE channel_id = $1 AND external_id = $2 AND visibility = $3

-- name: conversations_named
SELECT {conversation_columns} FROM conversations
WHERE channel_id = $1 AND external_id = $2 ORDER BY visibility

-- name: conversations_of
SELECT {conversation_columns} FROM conversations WHERE case_id = $1 ORDER BY first_at, id

-- name: remove_conversation
DELETE FROM conversations WHERE id = $1

-- Messages first: their conversations still say where they come from.
-- name: move_messages_of_case
UPDATE messages SET case_id = $2
WHERE conversation_id IN (SELECT id FROM conversations WHERE case_id = $1)

-- name: move_conversations_of_case
UPDATE conversations SET case_id = $2 WHERE case_id = $1
