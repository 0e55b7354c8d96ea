-- Until when the platform takes answers there; null where it always does.
ALTER TABLE conversations ADD COLUMN answer_until :int;
