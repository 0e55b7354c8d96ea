import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { joinLive, type LiveState } from "./live";
import type { LiveEvent } from "./types";

/** One connection of a pretended server: what it sends, and when it ends. */
class Connection {
  private control!: ReadableStreamDefaultController<Uint8Array>;
  readonly body = new ReadableStream<Uint8Array>({
    start: (control) => {
      this.control = control;
    },
  });
  constructor(
    readonly headers: Record<string, string>,
    signal: AbortSignal | null | undefined,
  ) {
    signal?.addEventListener("abort", () => this.end());
  }
  say(text: string) {
    this.control.enqueue(new TextEncoder().encode(text));
  }
  end() {
    try {
      this.control.close();
    } catch {
      // It had ended already.
    }
  }
}

let connections: Connection[];
let refuse: number | null;

beforeEach(() => {
  connections = [];
  refuse = null;
  vi.useFakeTimers();
  // One tab, without locks: it leads at once.
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("BroadcastChannel", undefined);
  vi.stubGlobal("fetch", async (_: string, options: RequestInit) => {
    if (refuse !== null) return new Response(null, { status: refuse });
    const connection = new Connection(options.headers as Record<string, string>, options.signal);
    connections.push(connection);
    return new Response(connection.body);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function join() {
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  const signedOut = vi.fn();
  const leave = joinLive({
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    onSignedOut: signedOut,
  });
  return { events, states, signedOut, leave };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const channelEvent = (id: number) => `id: ${id}\nevent: channel.updated\ndata: {}\n\n`;

describe("the shared event stream", () => {
  it("asks for everything once on joining, because the page loaded before it", async () => {
    const tab = join();
    await settle();
    expect(tab.states).toEqual(["live"]);
    expect(tab.events).toEqual([{ type: "reset" }]);
    expect(connections[0]?.headers["Last-Event-ID"]).toBeUndefined();
    tab.leave();
  });

  it("says that it reconnects, and resumes after the last event it saw", async () => {
    const tab = join();
    await settle();
    connections[0]?.say(channelEvent(41) + channelEvent(42));
    await settle();
    connections[0]?.end();
    await settle();
    expect(tab.states.at(-1)).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connections[1]?.headers["Last-Event-ID"]).toBe("42");
    expect(tab.states.at(-1)).toBe("live");
    expect(tab.events.filter((event) => event.type === "reset")).toHaveLength(1);
    tab.leave();
  });

  it("takes a silent connection for dead, but not one that has a heartbeat", async () => {
    const tab = join();
    await settle();
    for (let beat = 0; beat < 6; beat += 1) {
      await vi.advanceTimersByTimeAsync(15_000);
      connections[0]?.say(": beat\n\n");
      await settle();
    }
    expect(connections).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(45_000);
    expect(connections).toHaveLength(2);
    tab.leave();
  });

  it("keeps trying while the desk is away, ever more slowly", async () => {
    refuse = 503;
    const tab = join();
    await vi.advanceTimersByTimeAsync(60_000);
    refuse = null;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(connections).toHaveLength(1);
    expect(tab.states.at(-1)).toBe("live");
    tab.leave();
  });

  it("stops and says so when the session is over", async () => {
    refuse = 401;
    const tab = join();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tab.signedOut).toHaveBeenCalledTimes(1);
    expect(tab.states).toEqual([]);
  });

  it("lets go when the page leaves", async () => {
    const tab = join();
    await settle();
    tab.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connections).toHaveLength(1);
  });
});
