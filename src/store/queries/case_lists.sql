-- Pages of the case lists. The inner select walks one index in list order and never touches the
-- table; only the rows of the page are fetched. $1 status; ($2, $3) the last row of the page before;
-- $4 the channel, or 0 for any; $5 rows at most; $6 the owner. What nobody owns has indexes of its
-- own, which are empty on a good day.

-- name: case_page_due_any
SELECT {row_columns}, c.due_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.due_key, s.id) > ($2, $3)
          AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.due_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.due_key ASC, c.id ASC

-- name: case_page_due_unowned
SELECT {row_columns}, c.due_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.due_key, s.id) > ($2, $3)
          AND s.owner_id IS NULL AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.due_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.due_key ASC, c.id ASC

-- name: case_page_due_owner
SELECT {row_columns}, c.due_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.due_key, s.id) > ($2, $3)
          AND s.owner_id = $6 AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.due_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.due_key ASC, c.id ASC

-- name: case_page_newest_any
SELECT {row_columns}, c.newest_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.newest_key, s.id) < ($2, $3)
          AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.newest_key DESC, s.id DESC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.newest_key DESC, c.id DESC

-- name: case_page_newest_unowned
SELECT {row_columns}, c.newest_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.newest_key, s.id) < ($2, $3)
          AND s.owner_id IS NULL AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.newest_key DESC, s.id DESC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.newest_key DESC, c.id DESC

-- name: case_page_newest_owner
SELECT {row_columns}, c.newest_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.newest_key, s.id) < ($2, $3)
          AND s.owner_id = $6 AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.newest_key DESC, s.id DESC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.newest_key DESC, c.id DESC

-- name: case_page_heat_any
SELECT {row_columns}, c.heat_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.heat_key, s.id) > ($2, $3)
          AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.heat_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.heat_key ASC, c.id ASC

-- name: case_page_heat_unowned
SELECT {row_columns}, c.heat_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.heat_key, s.id) > ($2, $3)
          AND s.owner_id IS NULL AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.heat_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.heat_key ASC, c.id ASC

-- name: case_page_heat_owner
SELECT {row_columns}, c.heat_key
FROM (SELECT s.id FROM cases s
      WHERE s.status = $1 AND (s.heat_key, s.id) > ($2, $3)
          AND s.owner_id = $6 AND ($4 = 0 OR s.channel_id = $4)
      ORDER BY s.heat_key ASC, s.id ASC LIMIT $5) page
JOIN cases c ON c.id = page.id
{row_joins}
ORDER BY c.heat_key ASC, c.id ASC
