/*
 * The desk's clock as the browser sees it. Due times come from the server, so rings and countdowns
 * must run on the server's time: a laptop that is three minutes off would otherwise show three
 * minutes of lies. The HTTP Date header has a resolution of one second, hence the tolerance.
 */
import { useSyncExternalStore } from "react";

const toleranceMs = 2_000;
let offsetMs = 0;

export function learnServerTime(dateHeader: string | null): void {
  if (!dateHeader) return;
  const server = Date.parse(dateHeader);
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  offsetMs = Math.abs(difference) > toleranceMs ? difference : 0;
}

/** Milliseconds since 1970, on the server's clock. */
export function now(): number {
  return Date.now() + offsetMs;
}

/** One interval per pace for the whole page, however many rings are on it. */
class Ticker {
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private value = now();

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.timer === null) {
      this.value = now();
      this.timer = setInterval(() => {
        this.value = now();
        for (const each of this.listeners) each();
      }, this.everyMs);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0 && this.timer !== null) {
        clearInterval(this.timer);
        this.timer = null;
      }
    };
  };

  readonly read = (): number => (this.timer === null ? now() : this.value);
}

const seconds = new Ticker(1_000);
const quarterMinutes = new Ticker(15_000);

/** Re-renders once a second: for countdowns of a few seconds only. */
export function useSecond(): number {
  return useSyncExternalStore(seconds.subscribe, () => Math.floor(seconds.read() / 1_000) * 1_000);
}

/** Re-renders four times a minute: for rings and "5 min ago". */
export function useNow(): number {
  return useSyncExternalStore(
    quarterMinutes.subscribe,
    () => Math.floor(quarterMinutes.read() / 15_000) * 15_000,
  );
}
