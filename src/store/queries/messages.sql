-- fragment: message_columns
m.id, m.conversation_id, m.case_id, m.channel_id, m.external_id, m.parent_external_id, m.direction,
m.visibility, m.speaker, m.identity_id, m.user_id, m.author_name, m.author_handle, m.at,
m.received_at, m.text, m.html, m.subject, m.language, m.rating, m.attachments, m.platform_ref,
m.edited_at, m.deleted_at, m.state, m.send_at, m.error, m.send_key, m.automatic

-- name: insert_message
INSERT INTO messages (conversation_id, case_id, channel_id, external_id, parent_external_id,
    direction, visibility, speaker, identity_id, user_id, author_name, author_handle, at,
    received_at, text, html, subject, language, rating, attachments, platform_ref, edited_at,
    deleted_at, state, send_at, error, send_key, automatic)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25, $26, $27, $28)
RETURNING id

-- name: update_message
UPDATE messages SET conversation_id = $1, case_id = $2, channel_id = $3, external_id = $4,
    parent_external_id = $5, direction = $6, visibility = $7, speaker = $8, identity_id = $9,
    user_id = $10, author_name = $11, author_handle = $12, at = $13, received_at = $14, text = $15,
    html = $16, subject = $17, language = $18, rating = $19, attachments = $20,
    platform_ref = $21, edited_at = $22, deleted_at = $23, state = $24, send_at = $25, error = $26,
    send_key = $27, automatic = $28
WHERE id = $29

-- name: remove_message
DELETE FROM messages WHERE id = $1

-- name: insert_revision
INSERT INTO message_revisions (message_id, at, text) VALUES ($1, $2, $3)

-- name: forget_revisions
DELETE FROM message_revisions WHERE message_id = $1

-- name: revisions_of
SELECT at, text FROM message_revisions WHERE message_id = $1 ORDER BY id

-- name: find_message
SELECT {message_columns} FROM messages m WHERE m.id = $1

-- name: find_message_by_external_id
SELECT {message_columns} FROM messages m WHERE m.channel_id = $1 AND m.external_id = $2

-- In any channel: one walk of the unique index for each.
-- name: messages_by_external_id
SELECT {message_columns} FROM messages m
WHERE m.channel_id IN (SELECT id FROM channels) AND m.external_id = $1 ORDER BY m.id DESC

-- name: find_message_by_key
SELECT {message_columns} FROM messages m WHERE m.channel_id = $1 AND m.send_key = $2

-- States: sending, accepted, delivered, unknown.
-- name: find_unconfirmed_message
SELECT {message_columns} FROM messages m
WHERE m.conversation_id = $1 AND m.direction = 1 AND m.external_id IS NULL AND m.text = $2
    AND m.state IN (3, 4, 5, 7)
ORDER BY m.at, m.id LIMIT 1

-- name: messages_of_case
SELECT {message_columns} FROM conversations c JOIN messages m ON m.conversation_id = c.id
WHERE c.case_id = $1 ORDER BY m.at DESC, m.id DESC LIMIT $2

-- name: messages_of_conversation
SELECT {message_columns} FROM messages m
WHERE m.conversation_id = $1 ORDER BY m.at DESC, m.id DESC LIMIT $2

-- name: newest_inbound_message
SELECT {message_columns} FROM messages m
WHERE m.conversation_id = $1 AND m.direction = 0 ORDER BY m.at DESC, m.id DESC LIMIT 1

-- name: words_heard_in_case
SELECT m.text, m.language FROM conversations c JOIN messages m ON m.conversation_id = c.id
WHERE c.case_id = $1 AND m.direction = 0 AND m.deleted_at IS NULL
ORDER BY m.at DESC, m.id DESC LIMIT 500

-- name: newest_rating
SELECT m.rating FROM messages m
WHERE m.conversation_id IN (SELECT id FROM conversations WHERE case_id = $1)
    AND m.rating IS NOT NULL
ORDER BY m.at DESC, m.id DESC LIMIT 1

-- Newest first by id. $1 the last id of the page before; 0 for any channel.
-- name: message_page
SELECT {message_columns} FROM messages m
WHERE m.id < $1 AND ($2 = 0 OR m.channel_id = $2) ORDER BY m.id DESC LIMIT $3

-- name: message_page_of_conversation
SELECT {message_columns} FROM messages m
WHERE m.id < $1 AND ($2 = 0 OR m.channel_id = $2) AND m.conversation_id = $4
ORDER BY m.id DESC LIMIT $3

-- name: message_page_of_case
SELECT {message_columns} FROM messages m
WHERE m.id < $1 AND ($2 = 0 OR m.channel_id = $2)
    AND m.conversation_id IN (SELECT id FROM conversations WHERE case_id = $4)
ORDER BY m.id DESC LIMIT $3

-- name: move_messages
UPDATE messages SET conversation_id = $2, case_id = $3 WHERE conversation_id = $1
