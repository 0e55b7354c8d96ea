-- fragment: channel_columns
id, kind, name, state, trouble, settings, sealed_secrets, created_at

-- name: insert_channel
INSERT INTO channels (kind, name, state, trouble, settings, sealed_secrets, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id

-- name: update_channel
UPDATE channels
SET kind = $2, name = $3, state = $4, trouble = $5, settings = $6, sealed_secrets = $7
WHERE id = $1

-- name: find_channel
SELECT {channel_columns} FROM channels WHERE id = $1

-- name: find_channel_by_name
SELECT {channel_columns} FROM channels WHERE name = $1 AND state <> 3

-- name: list_channels
SELECT {channel_columns} FROM channels WHERE state <> 3 ORDER BY id

-- name: find_channel_state
SELECT sealed FROM channel_states WHERE channel_id = $1

-- name: set_channel_state
INSERT INTO channel_states (channel_id, sealed, updated_at) VALUES ($1, $2, $3)
ON CONFLICT (channel_id) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at
