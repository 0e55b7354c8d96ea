-- A reply whose channel is stopped sleeps until the channel is changed, or until it is given up.
ALTER TABLE outbox ADD COLUMN channel_stopped :bool NOT NULL DEFAULT 0;
