-- A writer takes the write lock at once, so that it never has to give up half way.
-- name: begin_write
BEGIN IMMEDIATE

-- name: begin_read
BEGIN

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: begin_job
SAVEPOINT job

-- name: undo_job
ROLLBACK TO job

-- name: end_job
RELEASE job

-- Changes when another process has committed.
-- name: data_version
PRAGMA data_version
