/*
 * Times as people say them. Short in lists ("25 m", "3 h", "2 d"), whole in sentences, always in the
 * reader's own locale; a customer's local time is given in the customer's zone.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "40 s", "25 m", "3 h", "2 d": the biggest whole unit, never a sign. */
export function shortSpan(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < minute) return `${Math.floor(span / 1_000)} s`;
  if (span < hour) return `${Math.floor(span / minute)} m`;
  if (span < 2 * day) return `${Math.floor(span / hour)} h`;
  return `${Math.floor(span / day)} d`;
}

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function timeOfDay(at: string): string {
  return clockFormat.format(new Date(at));
}

export function fullTime(at: string): string {
  return fullFormat.format(new Date(at));
}

const momentInText = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** What the desk says names moments in UTC; here they are said in the reader's zone and words. */
export function withTimesSaid(text: string): string {
  return text.replace(momentInText, fullTime);
}

/** "40 minutes", "5 hours", "2 days": how long somebody usually takes. */
export function aboutSpan(hours: number): string {
  const [value, unit] =
    hours < 1
      ? ([Math.max(1, Math.round(hours * 60)), "minute"] as const)
      : hours < 36
        ? ([Math.round(hours), "hour"] as const)
        : ([Math.round(hours / 24), "day"] as const);
  return new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "long" }).format(
    value,
  );
}

/** The key of a calendar day in the reader's zone, for day rules. */
export function dayKey(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** 0 today, 1 yesterday, and so on, in the reader's zone. */
export function daysAgo(at: string, nowMs: number): number {
  const then = new Date(at);
  const today = new Date(nowMs);
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(today) - midnight(then)) / day);
}

export function dayName(at: string): string {
  return dayFormat.format(new Date(at));
}

/** The time of day where somebody lives; null when the zone is unknown to the browser. */
export function timeThere(atMs: number, timeZone: string | null): string | null {
  if (!timeZone) return null;
  try {
    return new Intl.DateTimeFormat(undefined, {
      hour: "numeric",
      minute: "2-digit",
      timeZone,
    }).format(new Date(atMs));
  } catch {
    return null;
  }
}

/** The hour there, 0–23, to say "it is night there"; null when unknown. */
export function hourThere(atMs: number, timeZone: string | null): number | null {
  if (!timeZone) return null;
  try {
    const text = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
    return Number(text.format(new Date(atMs)));
  } catch {
    return null;
  }
}

/** "America/Argentina/Buenos_Aires" → "Buenos Aires". */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").pop() ?? timeZone).replaceAll("_", " ");
}

/** "ca. 12,000" without false precision: two significant digits from a hundred up. */
export function roundReach(people: number): string {
  if (people < 100) return String(people);
  const size = 10 ** (Math.floor(Math.log10(people)) - 1);
  return (Math.round(people / size) * size).toLocaleString();
}

export function languageName(code: string | null): string | null {
  if (!code) return null;
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
