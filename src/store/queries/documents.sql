-- name: newest_document
SELECT id, name, at, actor_name, body FROM documents WHERE name = $1 ORDER BY id DESC LIMIT 1

-- name: append_document
INSERT INTO documents (name, at, actor_name, body) VALUES ($1, $2, $3, $4)
RETURNING id
