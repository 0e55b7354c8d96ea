-- Everything the spine keeps. Times are milliseconds since 1970 UTC. Closed sets (status, state,
-- visibility …) are the numbers of their enumerators in src/domain, so enumerators are only ever
-- appended. Empty external ids and keys are NULL, so that the unique indexes leave them alone.

CREATE TABLE channels (
    id :id,
    kind :text NOT NULL,
    name :text NOT NULL,
    state :int NOT NULL,
    trouble :text NOT NULL,
    settings :text NOT NULL,
    sealed_secrets :bytes NOT NULL,
    created_at :int NOT NULL
);
-- A removed channel keeps its history but gives its name back.
CREATE UNIQUE INDEX channels_name ON channels (name) WHERE state <> 3;

CREATE TABLE channel_states (
    channel_id :int NOT NULL PRIMARY KEY REFERENCES channels (id),
    sealed :bytes NOT NULL,
    updated_at :int NOT NULL
);

CREATE TABLE receipts (
    id :id,
    channel_id :int NOT NULL,
    received_at :int NOT NULL,
    state :int NOT NULL,
    case_id :int,
    message_id :int,
    kind :text NOT NULL,
    revision :text NOT NULL,
    external_id :text NOT NULL,
    reason :text NOT NULL,
    body :bytes NOT NULL
);
CREATE UNIQUE INDEX receipts_once ON receipts (channel_id, external_id, kind, revision);
CREATE INDEX receipts_pending ON receipts (id) WHERE state = 0;
CREATE INDEX receipts_dead ON receipts (id) WHERE state = 4;

-- The ledger's sums, moved in the same transaction as the receipts they count.
CREATE TABLE receipt_totals (
    channel_id :int NOT NULL PRIMARY KEY,
    received :int NOT NULL,
    cases :int NOT NULL,
    merged :int NOT NULL,
    ignored :int NOT NULL,
    dead_letters :int NOT NULL,
    last_received_at :int NOT NULL
);
CREATE TABLE receipt_hours (
    channel_id :int NOT NULL,
    hour :int NOT NULL,
    received :int NOT NULL,
    PRIMARY KEY (channel_id, hour)
);
CREATE TABLE gaps (
    id :id,
    channel_id :int NOT NULL,
    from_at :int NOT NULL,
    to_at :int NOT NULL,
    reason :text NOT NULL
);

CREATE TABLE customers (
    id :id,
    name :text NOT NULL,
    time_zone :text NOT NULL,
    language :text NOT NULL,
    phone_permission :bool,
    created_at :int NOT NULL
);
CREATE TABLE identities (
    id :id,
    customer_id :int NOT NULL REFERENCES customers (id),
    channel_id :int NOT NULL,
    external_id :text NOT NULL,
    handle :text NOT NULL,
    name :text NOT NULL,
    followers :int
);
CREATE UNIQUE INDEX identities_once ON identities (channel_id, external_id);
CREATE INDEX identities_customer ON identities (customer_id, channel_id);

CREATE TABLE users (
    id :id,
    name :text NOT NULL,
    email :text NOT NULL UNIQUE,
    role :int NOT NULL,
    password_hash :text NOT NULL,
    disabled :bool NOT NULL,
    created_at :int NOT NULL
);
CREATE TABLE sessions (
    token_hash :text NOT NULL PRIMARY KEY,
    user_id :int NOT NULL REFERENCES users (id),
    csrf :text NOT NULL,
    created_at :int NOT NULL,
    expires_at :int NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE TABLE tokens (
    id :id,
    name :text NOT NULL,
    role :int NOT NULL,
    token_hash :text NOT NULL UNIQUE,
    created_at :int NOT NULL,
    revoked_at :int
);

-- due_key and newest_key are what the lists sort by: due_at with "never" at the end, and the time of
-- the newest words.
CREATE TABLE cases (
    id :id,
    customer_id :int NOT NULL REFERENCES customers (id),
    channel_id :int NOT NULL,
    status :int NOT NULL,
    kind :int NOT NULL,
    specificity :int NOT NULL,
    severity :int NOT NULL,
    visibility :int NOT NULL,
    owner_id :int,
    reach :int NOT NULL,
    first_in_at :int NOT NULL,
    last_in_at :int,
    last_out_at :int,
    waiting_since :int,
    due_at :int,
    due_key :int NOT NULL,
    snooze_until :int,
    heat_key :int NOT NULL,
    newest_key :int NOT NULL,
    message_count :int NOT NULL,
    preview_direction :int NOT NULL,
    preview_at :int,
    merged_into :int,
    version :int NOT NULL,
    created_at :int NOT NULL,
    updated_at :int NOT NULL,
    subject :text NOT NULL,
    preview :text NOT NULL
);
-- Owner and channel ride along so that a filtered list is decided inside the index.
CREATE INDEX cases_due ON cases (status, due_key, id, owner_id, channel_id);
CREATE INDEX cases_newest ON cases (status, newest_key, id, owner_id, channel_id);
CREATE INDEX cases_heat ON cases (status, heat_key, id, owner_id, channel_id);
CREATE INDEX cases_owner ON cases (owner_id, status, due_key, id) WHERE owner_id IS NOT NULL;
CREATE INDEX cases_snoozed ON cases (snooze_until) WHERE status = 2;

CREATE TABLE conversations (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    channel_id :int NOT NULL,
    external_id :text,
    visibility :int NOT NULL,
    subject :text NOT NULL,
    platform_ref :text NOT NULL,
    first_at :int NOT NULL,
    last_at :int NOT NULL
);
CREATE UNIQUE INDEX conversations_once ON conversations (channel_id, external_id, visibility)
    WHERE external_id IS NOT NULL;
CREATE INDEX conversations_case ON conversations (case_id);

CREATE TABLE messages (
    id :id,
    conversation_id :int NOT NULL REFERENCES conversations (id),
    case_id :int NOT NULL,
    channel_id :int NOT NULL,
    direction :int NOT NULL,
    visibility :int NOT NULL,
    speaker :int NOT NULL,
    state :int NOT NULL,
    automatic :bool NOT NULL,
    identity_id :int,
    user_id :int,
    at :int NOT NULL,
    received_at :int NOT NULL,
    edited_at :int,
    deleted_at :int,
    send_at :int,
    rating :int,
    external_id :text,
    parent_external_id :text NOT NULL,
    send_key :text,
    author_name :text NOT NULL,
    author_handle :text NOT NULL,
    subject :text NOT NULL,
    language :text NOT NULL,
    error :text NOT NULL,
    platform_ref :text NOT NULL,
    attachments :text NOT NULL,
    text :text NOT NULL,
    html :text NOT NULL
);
CREATE UNIQUE INDEX messages_once ON messages (channel_id, external_id)
    WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX messages_key ON messages (channel_id, send_key) WHERE send_key IS NOT NULL;
CREATE INDEX messages_conversation ON messages (conversation_id, at, id);

CREATE TABLE message_revisions (
    id :id,
    message_id :int NOT NULL REFERENCES messages (id),
    at :int NOT NULL,
    text :text NOT NULL
);
CREATE INDEX message_revisions_message ON message_revisions (message_id);

-- One row a reply, named by its message: no id is ever used twice. due_at is when a worker may take
-- it: not_before, or the end of the lease another worker holds.
CREATE TABLE outbox (
    message_id :int NOT NULL PRIMARY KEY REFERENCES messages (id),
    channel_id :int NOT NULL,
    send_key :text NOT NULL,
    state :int NOT NULL,
    not_before :int NOT NULL,
    attempts :int NOT NULL,
    look_ups :int NOT NULL,
    lease_until :int,
    due_at :int NOT NULL,
    last_error :text NOT NULL,
    seen_message_id :int,
    held_because :text NOT NULL,
    created_at :int NOT NULL,
    tried_at :int
);
CREATE INDEX outbox_due ON outbox (due_at);

CREATE TABLE events (
    id :id,
    at :int NOT NULL,
    kind :int NOT NULL,
    case_id :int,
    message_id :int,
    channel_id :int
);
CREATE TABLE audit (
    id :id,
    at :int NOT NULL,
    actor_kind :text NOT NULL,
    actor_id :text NOT NULL,
    actor_name :text NOT NULL,
    action :text NOT NULL,
    subject :text NOT NULL,
    detail :text NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, id);
CREATE TABLE kept_answers (
    scope :text NOT NULL,
    request_key :text NOT NULL,
    fingerprint :text NOT NULL,
    status :int NOT NULL,
    body :text NOT NULL,
    at :int NOT NULL,
    PRIMARY KEY (scope, request_key)
);
CREATE INDEX kept_answers_at ON kept_answers (at);
CREATE TABLE facts (
    name :text NOT NULL PRIMARY KEY,
    value :text NOT NULL
);
