/*
 * Drafts live in this browser until they are sent: a closed laptop, a reload or a lost connection
 * costs no words. One draft per case. Each carries the idempotency key of its sending, so that
 * pressing Send again after a lost answer cannot send twice.
 */

import { useSyncExternalStore } from "react";

export interface Draft {
  text: string;
  /** Chosen when the draft began; kept while the outcome of a sending is unknown. */
  key: string;
  conversationId: string | null;
  /** Warnings the agent chose to leave: see findings.ts. */
  kept: string[];
  /** The newest message the agent had seen when the draft began. */
  seenMessageId: string | null;
}

const prefix = "aplomb.draft.";
const longestKept = 50;

export function newKey(): string {
  return (
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join("")
  );
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

export function emptyDraft(): Draft {
  return { text: "", key: newKey(), conversationId: null, kept: [], seenMessageId: null };
}

export function loadDraft(caseId: string): Draft {
  try {
    const raw = localStorage.getItem(prefix + caseId);
    const held = raw ? (JSON.parse(raw) as Partial<Draft>) : null;
    return held && typeof held.text === "string" ? { ...emptyDraft(), ...held } : emptyDraft();
  } catch {
    return emptyDraft();
  }
}

const watchers = new Set<() => void>();

export function saveDraft(caseId: string, draft: Draft): void {
  const before = hasDraft(caseId);
  store(caseId, draft);
  if (hasDraft(caseId) !== before) for (const watcher of watchers) watcher();
}

/** Whether a draft waits in this case: for the list, which says so. */
export function useHasDraft(caseId: string): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => hasDraft(caseId),
  );
}

function store(caseId: string, draft: Draft): void {
  try {
    if (draft.text.trim() === "") localStorage.removeItem(prefix + caseId);
    else {
      const kept = draft.kept.slice(-longestKept);
      localStorage.setItem(prefix + caseId, JSON.stringify({ ...draft, kept }));
    }
  } catch {
    // Storage is full or forbidden: the draft still lives as long as the page does.
  }
}

function hasDraft(caseId: string): boolean {
  try {
    return localStorage.getItem(prefix + caseId) !== null;
  } catch {
    return false;
  }
}

type Listener = (text: string) => void;
const listeners = new Map<string, Listener>();

/** Puts words back (after an undo): into the open composer, or into storage for the next opening. */
export function giveBack(caseId: string, text: string): void {
  const listener = listeners.get(caseId);
  if (listener) listener(text);
  else saveDraft(caseId, { ...emptyDraft(), text });
}

export function onGivenBack(caseId: string, listener: Listener): () => void {
  listeners.set(caseId, listener);
  return () => {
    if (listeners.get(caseId) === listener) listeners.delete(caseId);
  };
}
