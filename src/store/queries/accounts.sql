-- fragment: user_columns
id, name, email, role, password_hash, disabled, created_at

-- fragment: token_columns
id, name, role, token_hash, created_at, revoked_at

-- name: insert_user
INSERT INTO users (name, email, role, password_hash, disabled, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (email) DO NOTHING
RETURNING id

-- name: update_user
UPDATE users SET name = $2, email = $3, role = $4, password_hash = $5, disabled = $6
WHERE id = $1

-- name: find_user
SELECT {user_columns} FROM users WHERE id = $1

-- name: find_user_by_email
SELECT {user_columns} FROM users WHERE email = $1

-- name: list_users
SELECT {user_columns} FROM users ORDER BY id

-- name: count_users
SELECT count(*) FROM users

-- name: insert_session
INSERT INTO sessions (token_hash, user_id, csrf, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)

-- name: find_session
SELECT token_hash, user_id, csrf, created_at, expires_at FROM sessions WHERE token_hash = $1

-- name: extend_session
UPDATE sessions SET expires_at = $2 WHERE token_hash = $1

-- name: remove_session
DELETE FROM sessions WHERE token_hash = $1

-- name: remove_sessions_of
DELETE FROM sessions WHERE user_id = $1

-- name: remove_expired_sessions
DELETE FROM sessions WHERE expires_at <= $1

-- name: insert_token
INSERT INTO tokens (name, role, token_hash, created_at, revoked_at)
VALUES ($1, $2, $3, $4, $5)
RETURNING id

-- name: find_token
SELECT {token_columns} FROM tokens WHERE token_hash = $1

-- name: list_tokens
SELECT {token_columns} FROM tokens ORDER BY id

-- name: revoke_token
UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL
