-- What the desk keeps of its own word: clocks, timers, people's hours, approvals, offers, promises,
-- calls, recoveries. Settings people write (policy, roster) are documents, every version kept.

ALTER TABLE customers ADD COLUMN tier :text NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN phone :text NOT NULL DEFAULT '';

-- at_fault: whether the complaint is justified, once somebody said. others: how many words came from
-- people who are not the customer.
ALTER TABLE cases ADD COLUMN at_fault :bool;
ALTER TABLE cases ADD COLUMN no_offer_reason :text NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN others :int NOT NULL DEFAULT 0;

CREATE TABLE documents (
    id :id,
    name :text NOT NULL,
    at :int NOT NULL,
    actor_name :text NOT NULL,
    body :text NOT NULL
);
CREATE INDEX documents_name ON documents (name, id);

-- One timer a kind and subject. Setting it again raises its generation; whoever fires it removes it
-- by id and generation, so it fires once.
CREATE TABLE timers (
    id :id,
    kind :text NOT NULL,
    subject :text NOT NULL,
    due_at :int NOT NULL,
    generation :int NOT NULL
);
CREATE UNIQUE INDEX timers_once ON timers (kind, subject);
CREATE INDEX timers_due ON timers (due_at, id);

-- A running clock has no ended_at; ended ones stay as the record of what was kept.
CREATE TABLE case_clocks (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    kind :int NOT NULL,
    standard :text NOT NULL,
    started_at :int NOT NULL,
    warn_at :int,
    due_at :int,
    warned_at :int,
    breached_at :int,
    ended_at :int,
    escalated :int NOT NULL
);
CREATE UNIQUE INDEX case_clocks_running ON case_clocks (case_id, kind) WHERE ended_at IS NULL;
CREATE INDEX case_clocks_case ON case_clocks (case_id, id);

-- Which status a case had since when: what a resolution clock stands still for.
CREATE TABLE case_phases (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    status :int NOT NULL,
    since :int NOT NULL
);
CREATE INDEX case_phases_case ON case_phases (case_id, id);

CREATE TABLE notices (
    id :id,
    user_id :int NOT NULL,
    case_id :int,
    at :int NOT NULL,
    kind :text NOT NULL,
    text :text NOT NULL,
    read_at :int
);
CREATE INDEX notices_user ON notices (user_id, id);

-- How long this customer took to answer us, on that channel.
CREATE TABLE answer_gaps (
    id :id,
    customer_id :int NOT NULL,
    channel_id :int NOT NULL,
    at :int NOT NULL,
    gap_ms :int NOT NULL
);
CREATE INDEX answer_gaps_customer ON answer_gaps (customer_id, channel_id, id);
-- How many words of theirs fell into that hour of the UTC day.
CREATE TABLE posting_hours (
    customer_id :int NOT NULL,
    hour :int NOT NULL,
    messages :int NOT NULL,
    PRIMARY KEY (customer_id, hour)
);

-- subject: "message:40" or "offer:7". text_hash: SHA-256 of exactly what may be sent.
CREATE TABLE approvals (
    id :id,
    subject :text NOT NULL,
    case_id :int NOT NULL REFERENCES cases (id),
    state :int NOT NULL,
    author :text NOT NULL,
    author_name :text NOT NULL,
    least_seniority :int NOT NULL,
    needed :int NOT NULL,
    approvers :text NOT NULL,
    assigned_to :int,
    why :text NOT NULL,
    text_hash :text NOT NULL,
    detail :text NOT NULL,
    created_at :int NOT NULL,
    expires_at :int NOT NULL,
    decided_at :int,
    decided_by :text NOT NULL,
    reason :text NOT NULL
);
CREATE INDEX approvals_state ON approvals (state, id);
CREATE INDEX approvals_case ON approvals (case_id, state);
CREATE INDEX approvals_subject ON approvals (subject);

-- Amounts are in the currency's smallest unit.
CREATE TABLE grants (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    customer_id :int NOT NULL,
    offer :text NOT NULL,
    kind :text NOT NULL,
    title :text NOT NULL,
    amount_minor :int NOT NULL,
    currency :text NOT NULL,
    state :int NOT NULL,
    code :text,
    author :text NOT NULL,
    author_name :text NOT NULL,
    reason :text NOT NULL,
    created_at :int NOT NULL,
    granted_at :int,
    redeemed_at :int,
    expires_at :int
);
CREATE INDEX grants_case ON grants (case_id, id);
CREATE UNIQUE INDEX grants_code ON grants (code) WHERE code IS NOT NULL;
-- Never twice the same to one case while the first lives (states proposed, granted, redeemed).
CREATE UNIQUE INDEX grants_once ON grants (case_id, offer) WHERE state IN (0, 1, 2);
-- Double entry: the entries of one movement sum to nothing. movement: "grant:7:granted".
CREATE TABLE ledger_entries (
    id :id,
    movement :text NOT NULL,
    account :text NOT NULL,
    amount_minor :int NOT NULL,
    currency :text NOT NULL,
    at :int NOT NULL
);
CREATE UNIQUE INDEX ledger_once ON ledger_entries (movement, account);
CREATE INDEX ledger_account ON ledger_entries (account, currency, at);
CREATE TABLE offer_codes (
    code :text NOT NULL PRIMARY KEY,
    offer :text NOT NULL,
    grant_id :int
);
CREATE INDEX offer_codes_free ON offer_codes (offer, code) WHERE grant_id IS NULL;

CREATE TABLE promises (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    message_id :int,
    kind :int NOT NULL,
    words :text NOT NULL,
    said_at :int NOT NULL,
    due_at :int NOT NULL,
    zone :text NOT NULL,
    reading :text NOT NULL,
    state :int NOT NULL,
    settled_at :int,
    settled_by :text NOT NULL,
    escalated :int NOT NULL
);
CREATE INDEX promises_case ON promises (case_id, id);
CREATE INDEX promises_state ON promises (state, due_at, id);

CREATE TABLE phone_permissions (
    id :id,
    customer_id :int NOT NULL REFERENCES customers (id),
    state :int NOT NULL,
    scope :text NOT NULL,
    case_id :int,
    phone :text NOT NULL,
    message_id :int,
    words :text NOT NULL,
    actor_name :text NOT NULL,
    at :int NOT NULL,
    expires_at :int
);
CREATE INDEX phone_permissions_customer ON phone_permissions (customer_id, id);
CREATE TABLE calls (
    id :id,
    case_id :int NOT NULL REFERENCES cases (id),
    customer_id :int NOT NULL,
    owner_id :int,
    phone :text NOT NULL,
    due_at :int NOT NULL,
    zone :text NOT NULL,
    state :int NOT NULL,
    outcome :text NOT NULL,
    note :text NOT NULL,
    promise_id :int,
    why :text NOT NULL,
    created_at :int NOT NULL,
    done_at :int
);
CREATE INDEX calls_case ON calls (case_id, id);
CREATE INDEX calls_state ON calls (state, due_at, id);

CREATE TABLE recoveries (
    case_id :int NOT NULL PRIMARY KEY REFERENCES cases (id),
    stage :int NOT NULL,
    watched_message_id :int,
    rating_before :int,
    rating_after :int,
    outcome :text NOT NULL,
    asked_message_id :int,
    reached_at :int,
    resolved_at :int,
    satisfied_at :int,
    asked_at :int,
    ended_at :int
);
CREATE INDEX recoveries_message ON recoveries (watched_message_id);

CREATE TABLE appreciations (
    id :id,
    customer_id :int NOT NULL,
    case_id :int,
    message_id :int,
    why :text NOT NULL,
    state :int NOT NULL,
    public_message_id :int,
    private_message_id :int,
    at :int NOT NULL
);
CREATE UNIQUE INDEX appreciations_message ON appreciations (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX appreciations_state ON appreciations (state, id);

-- What a merge of two customers moved, so that it can be taken back for ever.
CREATE TABLE customer_merges (
    id :id,
    from_id :int NOT NULL,
    into_id :int NOT NULL,
    at :int NOT NULL,
    actor_name :text NOT NULL,
    evidence :text NOT NULL,
    moved :text NOT NULL,
    undone_at :int
);

CREATE INDEX cases_customer ON cases (customer_id, id);
