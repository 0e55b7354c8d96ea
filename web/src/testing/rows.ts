/* Cases and messages for tests: everything plausible, only what matters named by the test. */
import type { CaseDetail, CaseRow, Conversation, Message } from "../api/types";

export function aRow(changes: Partial<CaseRow> & { id: string }): CaseRow {
  return {
    status: "open",
    kind: "question",
    specificity: "specific",
    severity: 1,
    fiasco: 10,
    subject: null,
    customer: {
      id: `c${changes.id}`,
      name: `Customer ${changes.id}`,
      handle: "@c",
      followers: 100,
    },
    channel: { id: "1", kind: "bluesky", name: "Bluesky" },
    visibility: "public",
    owner: null,
    due_at: null,
    first_in_at: "2026-11-22T08:00:00Z",
    last_in_at: "2026-11-22T08:00:00Z",
    last_out_at: null,
    last_message: { text: "Hello", direction: "in", at: "2026-11-22T08:00:00Z" },
    message_count: 1,
    version: 1,
    updated_at: "2026-11-22T08:00:00Z",
    ...changes,
  };
}

export function aMessage(changes: Partial<Message> & { id: string }): Message {
  return {
    type: "message",
    channel_id: "1",
    external_id: `x${changes.id}`,
    conversation_id: "7",
    case_id: "1",
    direction: "in",
    visibility: "public",
    at: "2026-11-22T08:00:00Z",
    author: { name: "Ana", handle: "@ana", user_id: null },
    from: "customer",
    text: "Where is my order?",
    html: null,
    subject: null,
    attachments: [],
    edited_at: null,
    deleted_at: null,
    state: null,
    send_at: null,
    error: null,
    ...changes,
  };
}

export const aConversation: Conversation = {
  id: "7",
  channel: { id: "1", kind: "bluesky", name: "Bluesky" },
  visibility: "public",
  external_id: "t",
  subject: null,
  length: { max: 300, unit: "graphemes" },
  can_reply: true,
  why_not: null,
};

export function aDetail(changes: Partial<CaseDetail> = {}): CaseDetail {
  const row = aRow({ id: "1" });
  return {
    ...row,
    customer: {
      id: "c1",
      name: "Ana Ruiz",
      handle: "@ana",
      followers: 12_430,
      time_zone: null,
      language: "en",
      phone_permission: null,
      identities: [],
    },
    conversations: [aConversation],
    timeline: [aMessage({ id: "20" })],
    ...changes,
  };
}
