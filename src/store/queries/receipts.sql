-- fragment: receipt_columns
id, channel_id, external_id, kind, revision, body, received_at, state, reason, case_id, message_id

-- name: insert_receipt
INSERT INTO receipts
    (channel_id, external_id, kind, revision, body, received_at, state, reason)
VALUES ($1, $2, $3, $4, $5, $6, 0, '')
ON CONFLICT (channel_id, external_id, kind, revision) DO NOTHING
RETURNING id

-- name: receipt_standing
SELECT channel_id, state FROM receipts WHERE id = $1

-- name: settle_receipt
UPDATE receipts SET state = $2, reason = $3, case_id = $4, message_id = $5 WHERE id = $1

-- name: settle_pending_receipt
UPDATE receipts SET state = $2, reason = $3, case_id = $4, message_id = $5
WHERE id = $1 AND channel_id = $6 AND state = 0

-- name: reopen_receipt
UPDATE receipts SET state = 0, reason = '' WHERE id = $1 AND state = 4
RETURNING channel_id

-- State: ignored.
-- name: early_receipts
SELECT {receipt_columns} FROM receipts
WHERE channel_id = $1 AND external_id = $2 AND state = 3 ORDER BY id

-- What still waits to be understood keeps its body until it is settled.
-- name: forget_receipt_bodies
UPDATE receipts SET body = $3
WHERE channel_id = $1 AND external_id = $2 AND state <> 0 AND kind NOT LIKE '%deleted'

-- name: pending_receipts
SELECT {receipt_columns} FROM receipts WHERE state = 0 AND id > $1 ORDER BY id LIMIT $2

-- name: find_receipt
SELECT {receipt_columns} FROM receipts WHERE id = $1

-- name: dead_letters
SELECT {receipt_columns} FROM receipts WHERE state = 4 ORDER BY id DESC LIMIT $1

-- name: add_receipt_totals
INSERT INTO receipt_totals
    (channel_id, received, cases, merged, ignored, dead_letters, last_received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (channel_id) DO UPDATE SET
    received = receipt_totals.received + excluded.received,
    cases = receipt_totals.cases + excluded.cases,
    merged = receipt_totals.merged + excluded.merged,
    ignored = receipt_totals.ignored + excluded.ignored,
    dead_letters = receipt_totals.dead_letters + excluded.dead_letters,
    last_received_at = CASE WHEN excluded.last_received_at > receipt_totals.last_received_at
        THEN excluded.last_received_at ELSE receipt_totals.last_received_at END

-- name: add_receipt_hour
INSERT INTO receipt_hours (channel_id, hour, received) VALUES ($1, $2, $3)
ON CONFLICT (channel_id, hour) DO UPDATE SET
    received = receipt_hours.received + excluded.received

-- Every connected channel, and every channel that ever received anything.
-- name: ledger
SELECT ids.id, coalesce(t.received, 0), coalesce(t.cases, 0), coalesce(t.merged, 0),
    coalesce(t.ignored, 0), coalesce(t.dead_letters, 0), t.last_received_at,
    (SELECT sum(h.received) FROM receipt_hours h
        WHERE h.channel_id = ids.id AND h.hour >= $1 AND h.hour <= $2),
    (SELECT count(*) FROM receipt_hours h
        WHERE h.channel_id = ids.id AND h.hour >= $1 AND h.hour <= $2)
FROM (SELECT id FROM channels WHERE state <> 3
      UNION SELECT channel_id FROM receipt_totals) ids
LEFT JOIN receipt_totals t ON t.channel_id = ids.id
ORDER BY ids.id

-- For the doctor: reads every receipt.
-- name: unbalanced_channels
SELECT coalesce(r.channel_id, t.channel_id)
FROM (SELECT channel_id, count(*) AS received,
          sum(CASE WHEN state = 1 THEN 1 ELSE 0 END) AS cases,
          sum(CASE WHEN state = 2 THEN 1 ELSE 0 END) AS merged,
          sum(CASE WHEN state = 3 THEN 1 ELSE 0 END) AS ignored,
          sum(CASE WHEN state = 4 THEN 1 ELSE 0 END) AS dead_letters
      FROM receipts GROUP BY channel_id) r
FULL JOIN receipt_totals t ON t.channel_id = r.channel_id
WHERE r.channel_id IS NULL OR t.channel_id IS NULL OR r.received <> t.received
    OR r.cases <> t.cases OR r.merged <> t.merged OR r.ignored <> t.ignored
    OR r.dead_letters <> t.dead_letters

-- name: insert_gap
INSERT INTO gaps (channel_id, from_at, to_at, reason) VALUES ($1, $2, $3, $4)

-- name: gaps_since
SELECT channel_id, from_at, to_at, reason FROM gaps WHERE to_at >= $1 ORDER BY id
