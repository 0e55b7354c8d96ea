/*
 * One event stream for all tabs of a browser.
 *
 * HTTP/1.1 allows six connections per host, so a stream per tab would starve the seventh tab. The
 * tabs elect a leader with a Web Lock: whoever holds it keeps the stream and passes each event on
 * over a BroadcastChannel. When the leader closes, the lock passes to another tab, which resumes
 * from the last id that all of them have seen. Where locks are missing each tab is its own leader.
 *
 * A stream that has been silent for 40 s is taken for dead (the server sends a heartbeat each 15 s).
 * Reconnecting backs off to 15 s with jitter and is hurried by the browser coming back online.
 */
import { EventParser, type ServerEvent } from "./sse";
import type { LiveEvent } from "./types";

export type LiveState = "starting" | "live" | "reconnecting";

export interface LiveCallbacks {
  onEvent: (event: LiveEvent) => void;
  onState: (state: LiveState) => void;
  /** The stream answered 401: the session is over. */
  onSignedOut: () => void;
}

const silenceMs = 40_000;
const longestPauseMs = 15_000;
const name = "aplomb-live";

type Relayed =
  | { type: "event"; event: ServerEvent }
  | { type: "state"; state: LiveState }
  | { type: "signed-out" }
  | { type: "hello" };

/** Joins the shared stream; the returned function leaves it. */
export function joinLive(callbacks: LiveCallbacks): () => void {
  const leaving = new AbortController();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  let lastId: string | null = null;
  let leading = false;
  let state: LiveState = "starting";

  const receive = (event: ServerEvent) => {
    if (event.id !== null) lastId = event.id;
    const parsed = parseEvent(event);
    if (parsed) callbacks.onEvent(parsed);
  };
  const enter = (next: LiveState) => {
    state = next;
    callbacks.onState(next);
  };
  const tell = (message: Relayed) => channel?.postMessage(message);

  channel?.addEventListener("message", ({ data }: MessageEvent<Relayed>) => {
    if (data.type === "hello") {
      if (leading) tell({ type: "state", state });
      return;
    }
    if (leading) return;
    if (data.type === "event") receive(data.event);
    else if (data.type === "state") enter(data.state);
    else callbacks.onSignedOut();
  });
  tell({ type: "hello" });

  const lead = async () => {
    leading = true;
    await keepStream({
      lastId: () => lastId,
      signal: leaving.signal,
      onEvent: (event) => {
        receive(event);
        tell({ type: "event", event });
      },
      onState: (next) => {
        enter(next);
        tell({ type: "state", state: next });
      },
      onSignedOut: () => {
        callbacks.onSignedOut();
        tell({ type: "signed-out" });
      },
    });
  };
  const locks = globalThis.navigator?.locks;
  const election = locks ? locks.request(name, { signal: leaving.signal }, lead) : lead();
  election.catch(() => {
    // Leaving while still waiting for the lock rejects with AbortError: nothing to do.
  });

  return () => {
    leaving.abort();
    channel?.close();
  };
}

export function parseEvent(event: ServerEvent): LiveEvent | null {
  try {
    const data = event.data ? JSON.parse(event.data) : null;
    switch (event.event) {
      case "case.created":
      case "case.updated":
        return { type: event.event, row: data };
      case "message.created":
      case "message.updated":
        return { type: event.event, case_id: data.case_id, message: data.message };
      case "channel.updated":
      case "reset":
        return { type: event.event };
      default:
        return null;
    }
  } catch {
    // A line we cannot read must not pass for "nothing happened": fetch everything again.
    return { type: "reset" };
  }
}

interface Stream {
  lastId: () => string | null;
  signal: AbortSignal;
  onEvent: (event: ServerEvent) => void;
  onState: (state: LiveState) => void;
  onSignedOut: () => void;
}

async function keepStream(stream: Stream): Promise<void> {
  let failures = 0;
  while (!stream.signal.aborted) {
    const outcome = await readOnce(stream, () => {
      failures = 0;
    });
    if (stream.signal.aborted) return;
    if (outcome === "signed-out") {
      stream.onSignedOut();
      return;
    }
    stream.onState("reconnecting");
    failures += 1;
    const pause = Math.min(longestPauseMs, 500 * 2 ** (failures - 1)) * (0.5 + Math.random());
    await pauseFor(pause, stream.signal);
  }
}

async function readOnce(stream: Stream, connected: () => void): Promise<"ended" | "signed-out"> {
  const attempt = new AbortController();
  const giveUp = () => attempt.abort();
  stream.signal.addEventListener("abort", giveUp);
  let watchdog = setTimeout(giveUp, silenceMs);
  try {
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    const resumeFrom = stream.lastId();
    if (resumeFrom !== null) headers["Last-Event-ID"] = resumeFrom;
    const response = await fetch("/api/v1/events", {
      headers,
      credentials: "same-origin",
      signal: attempt.signal,
      cache: "no-store",
    });
    if (response.status === 401) return "signed-out";
    if (!response.ok || !response.body) return "ended";
    connected();
    // Joining without an id leaves a gap between the first page load and now: close it by a reset.
    if (resumeFrom === null) stream.onEvent({ id: null, event: "reset", data: "" });
    stream.onState("live");
    const parser = new EventParser(stream.onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "ended";
      clearTimeout(watchdog);
      watchdog = setTimeout(giveUp, silenceMs);
      parser.feed(value);
    }
  } catch {
    return "ended";
  } finally {
    clearTimeout(watchdog);
    stream.signal.removeEventListener("abort", giveUp);
    attempt.abort();
  }
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    globalThis.addEventListener?.("online", wake);
    signal.addEventListener("abort", wake);
  });
}
