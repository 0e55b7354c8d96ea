/*
 * The one way to talk to the desk. Every answer that is not a success becomes a Problem with the
 * server's own words in it, so that a screen can say what happened instead of "something went wrong".
 */
import { learnServerTime } from "../time/clock";
import { words } from "../words";
import type { Finding } from "./types";

export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when no answer came at all. */
    readonly status: number,
    detail: string,
    readonly findings: Finding[] = [],
    readonly newerMessageId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
    this.name = "Problem";
  }

  /** True when the request may or may not have taken effect: repeat it only with the same key. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

let csrfToken = "";
let whenSignedOut: () => void = () => {};

/** The server hands this out with the session; it proves that a write comes from our own page. */
export function rememberCsrf(token: string): void {
  csrfToken = token;
}

export function onSignedOut(callback: () => void): void {
  whenSignedOut = callback;
}

interface Options {
  body?: unknown;
  signal?: AbortSignal | undefined;
  idempotencyKey?: string;
  /** Names a composer and counts its drafts: the desk lets older ones go. */
  composer?: { key: string; draft: number };
}

export async function call<Answer>(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  { body, signal, idempotencyKey, composer }: Options = {},
): Promise<Answer> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;
  if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
  if (composer) headers["Aplomb-Composer"] = `${composer.key} ${composer.draft}`;

  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, words.problem.offline);
  }
  learnServerTime(response.headers.get("Date"));

  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = text ? JSON.parse(text) : null;
  } catch {
    parsed = null;
  }
  if (response.ok) return parsed as Answer;
  if (response.status === 401 && path !== "/session") whenSignedOut();
  throw problemFrom(response, parsed);
}

function problemFrom(response: Response, parsed: unknown): Problem {
  const body = (parsed ?? {}) as {
    title?: string;
    detail?: string;
    errors?: { detail?: string }[];
    findings?: Finding[];
    newer_message_id?: string;
  };
  const fieldErrors = (body.errors ?? []).map((error) => error.detail).filter(Boolean);
  const detail =
    fieldErrors.join(" ") || body.detail || body.title || words.problem.status(response.status);
  const retryAfter = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    detail,
    body.findings ?? [],
    body.newer_message_id ?? null,
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  );
}
