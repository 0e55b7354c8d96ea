-- fragment: customer_columns
id, name, time_zone, language, phone_permission, created_at, tier, phone

-- fragment: identity_columns
id, customer_id, channel_id, external_id, handle, name, followers

-- name: insert_customer
INSERT INTO customers (name, time_zone, language, phone_permission, created_at, tier, phone)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id

-- name: update_customer
UPDATE customers SET name = $2, time_zone = $3, language = $4, phone_permission = $5, tier = $6,
    phone = $7
WHERE id = $1

-- name: find_customer
SELECT {customer_columns} FROM customers WHERE id = $1

-- name: customer_page
SELECT {customer_columns} FROM customers WHERE id > $1 ORDER BY id LIMIT $2

-- name: insert_identity
INSERT INTO identities (customer_id, channel_id, external_id, handle, name, followers)
VALUES ($1, $2, $3, $4, $5, $6)
RETURNING id

-- name: update_identity
UPDATE identities
SET customer_id = $2, channel_id = $3, external_id = $4, handle = $5, name = $6, followers = $7
WHERE id = $1

-- name: find_identity
SELECT {identity_columns} FROM identities WHERE id = $1

-- name: find_identity_by_external_id
SELECT {identity_columns} FROM identities WHERE channel_id = $1 AND external_id = $2

-- name: identities_of
SELECT {identity_columns} FROM identities WHERE customer_id = $1 ORDER BY id
