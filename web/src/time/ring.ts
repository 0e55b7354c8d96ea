/*
 * The clock ring: a thin circle that is full when the customer's time starts and empty when it is
 * due. Past due it has nothing left to empty, so it becomes a full hot ring and its label counts up.
 */

export interface Ring {
  /** Share of the time that is left, 0–1. */
  left: number;
  overdue: boolean;
  /** Milliseconds to go, negative when overdue. */
  remainingMs: number;
  /** 1 calm … 5 overdue; picks the heat token. */
  heat: 1 | 2 | 3 | 4 | 5;
}

/** When the case does not say since when it waits, take a working day as the whole circle. */
const assumedSpanMs = 8 * 3_600_000;

export function ringAt(dueAt: string | null, since: string | null, nowMs: number): Ring | null {
  if (!dueAt) return null;
  const due = Date.parse(dueAt);
  if (Number.isNaN(due)) return null;
  const start = since ? Date.parse(since) : Number.NaN;
  const span = Number.isNaN(start) || start >= due ? assumedSpanMs : due - start;
  const remainingMs = due - nowMs;
  const left = Math.min(1, Math.max(0, remainingMs / span));
  const overdue = remainingMs <= 0;
  return { left, overdue, remainingMs, heat: heatOf(left, overdue) };
}

function heatOf(left: number, overdue: boolean): Ring["heat"] {
  if (overdue) return 5;
  if (left < 0.1) return 4;
  if (left < 0.25) return 3;
  if (left < 0.5) return 2;
  return 1;
}

/** Dash pattern for an SVG circle: what is left is drawn, the rest is gap. */
export function dashOf(left: number, radius: number): string {
  const whole = 2 * Math.PI * radius;
  return `${(whole * left).toFixed(2)} ${whole.toFixed(2)}`;
}

/** The fiasco index in five steps, the same five the heat tokens have. */
export function heatOfIndex(fiasco: number): Ring["heat"] {
  if (fiasco >= 80) return 5;
  if (fiasco >= 60) return 4;
  if (fiasco >= 40) return 3;
  if (fiasco >= 20) return 2;
  return 1;
}
