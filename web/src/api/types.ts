/*
 * The shapes the API speaks, as TypeScript sees them. Ids are decimal strings, times RFC 3339 in
 * UTC, text offsets count Unicode code points (JavaScript counts UTF-16 units: see
 * composer/findings.ts for the crossing).
 */

export type CaseStatus = "open" | "waiting" | "snoozed" | "closed" | "merged";
export type Visibility = "public" | "private";
export type Severity = "error" | "warning" | "hint";
export type Role = "agent" | "senior" | "manager" | "executive" | "admin";

export interface Named {
  id: string;
  name: string;
}

export interface ChannelRef extends Named {
  kind: string;
}

export interface CaseRow {
  id: string;
  /** open: waits for us; waiting: waits for the customer. */
  status: CaseStatus;
  kind: string;
  specificity: string | null;
  severity: number;
  /** 0–100: how badly this could go if we stay silent. */
  fiasco: number;
  subject: string | null;
  customer: { id: string; name: string; handle: string | null; followers: number | null };
  channel: ChannelRef;
  visibility: Visibility;
  owner: Named | null;
  due_at: string | null;
  snooze_until?: string | null;
  first_in_at: string | null;
  last_in_at: string | null;
  last_out_at: string | null;
  last_message: { text: string; direction: "in" | "out"; at: string } | null;
  message_count: number;
  version: number;
  updated_at: string;
}

export interface Conversation {
  id: string;
  channel: ChannelRef;
  visibility: Visibility;
  external_id: string | null;
  subject: string | null;
  length: { max: number; unit: string } | null;
  can_reply: boolean;
  why_not: string | null;
}

export type OutgoingState =
  | "queued"
  | "held"
  | "awaiting_approval"
  | "sending"
  | "accepted"
  | "delivered"
  | "failed"
  | "unknown"
  | "cancelled";

/** What triage says of a customer's message. Ranges count code points of its text. */
export interface Assessment {
  kind: string;
  severity: number;
  points: { what: string; points: number; start: number | null; end: number | null }[];
}

export interface Message {
  type: "message";
  id: string;
  channel_id: string;
  external_id: string | null;
  conversation_id: string;
  case_id: string;
  direction: "in" | "out";
  visibility: Visibility;
  at: string;
  author: { name: string | null; handle: string | null; user_id: string | null };
  from: "customer" | "us" | "other";
  text: string;
  html: string | null;
  subject: string | null;
  attachments: { url: string; type: string; name: string | null }[];
  edited_at: string | null;
  deleted_at: string | null;
  state: OutgoingState | null;
  send_at: string | null;
  error: string | null;
  assessment?: Assessment | null;
}

export interface Happening {
  type: "event";
  id: string;
  at: string;
  kind: string;
  text: string;
  actor: { name: string } | null;
}

export type TimelineItem = Message | Happening;

export interface Customer {
  id: string;
  name: string;
  handle: string | null;
  followers: number | null;
  time_zone: string | null;
  language: string | null;
  phone_permission: boolean | null;
  /** Where their clock stands as far as we know, and how we know it. */
  zone?: { name: string; source: string; why: string } | null;
  rhythm?: {
    answers_in_hours: number;
    spread_hours: number;
    answers: number;
    nothing_expected_before: string | null;
  } | null;
  identities: { channel_kind: string; handle: string | null; name: string | null }[];
}

export interface CaseDetail extends Omit<CaseRow, "customer"> {
  customer: Customer;
  conversations: Conversation[];
  timeline: TimelineItem[];
  fiasco_parts?: FiascoParts;
  why_due?: DueReading[];
  promises?: PromiseMade[];
  offers?: OfferMade[];
}

/** Points of the fiasco index; together, cut to 0–100, they are the index of an open case. */
export interface FiascoParts {
  severity: number;
  reach: number;
  spread: number;
  waiting: number;
}

/** Why a clock of the case is due when it is. */
export interface DueReading {
  kind: "first_answer" | "next_answer" | "resolution";
  standard: string;
  calendar: string;
  shortened_percent: number;
  started_at: string;
  /** null: the clock stands still. */
  due_at: string | null;
}

export interface PromiseMade {
  id: string;
  words: string;
  due_at: string;
  state: string;
}

export interface OfferMade {
  id: string;
  title: string;
  amount: string;
  currency: string | null;
  state: string;
}

export interface Finding {
  rule: string;
  severity: Severity;
  /** Code points; null when the finding is about the whole reply. */
  start: number | null;
  end: number | null;
  message: string;
  fix: { start: number; end: number; text: string } | null;
  source: string | null;
}

export interface LintAnswer {
  ok: boolean;
  findings: Finding[];
}

export interface ReplyAnswer {
  id: string;
  message_id: string;
  state: OutgoingState;
  send_at: string | null;
  undo_until: string | null;
  findings: Finding[];
}

export interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  role: Role;
  seniority: number;
}

export interface Session {
  user: Me;
  csrf: string;
}

export interface Channel extends ChannelRef {
  state: "active" | "paused" | "needs_attention";
  health: { ok: boolean; detail: string | null };
  settings: Record<string, unknown>;
  created_at: string;
  limit: { max: number; unit: string } | null;
}

export interface LedgerRow {
  channel: ChannelRef;
  received: number;
  case: number;
  merged: number;
  ignored: number;
  dead_letter: number;
  pending: number;
  balanced: boolean;
  last_received_at: string | null;
  usual_per_hour: number | null;
  silent: boolean;
  gaps: { from: string; to: string; reason: string | null }[];
}

export interface DeadLetter {
  id: string;
  channel_id: string;
  external_id: string | null;
  kind: string;
  received_at: string;
  reason: string;
}

export interface Ledger {
  items: LedgerRow[];
  dead_letters: DeadLetter[];
}

export interface User extends Me {
  disabled?: boolean;
  created_at?: string;
}

export interface AuditRow {
  id: string;
  at: string;
  actor: { kind: string; id: string | null; name: string | null };
  action: string;
  subject: string | null;
  detail: unknown;
}

/** What the event stream tells us. */
export type LiveEvent =
  | { type: "case.created" | "case.updated"; row: CaseRow }
  | { type: "message.created" | "message.updated"; case_id: string; message: Message }
  | { type: "channel.updated" }
  | { type: "reset" };
