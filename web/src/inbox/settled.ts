/*
 * Nothing jumps. The list on screen keeps the order it had when it settled: rows that are already
 * there change in place and new ones wait behind a "3 new" marker until the agent brings them in.
 * Rows that left the view fade instead of vanishing while the pointer is over the list (or while
 * they are open), and are swept away once nobody can be about to press on them.
 *
 * Pages fetched by scrolling are appended at the end, where nothing can be pushed.
 */
import type { CaseRow } from "../api/types";

export interface SettledRow {
  row: CaseRow;
  /** It no longer belongs to this view. */
  gone: boolean;
}

export interface Settled {
  rows: SettledRow[];
  /** Ids that belong here but have not been brought in. */
  fresh: string[];
}

export const nothingSettled: Settled = { rows: [], fresh: [] };

/** Everything in its right place at once: on opening a view and when the agent asks for it. */
export function settle(incoming: CaseRow[]): Settled {
  return { rows: incoming.map((row) => ({ row, gone: false })), fresh: [] };
}

export interface TakeIn {
  incoming: CaseRow[];
  /** How many rows at the end of `incoming` came by paging rather than by an event. */
  appended: number;
  /** The newest known state of a row that has left the view. */
  latest: (id: string) => CaseRow | undefined;
  /** Whether a row that left may still be shown, faded. */
  keepGone: (id: string) => boolean;
}

/** Takes in what the cache now holds without moving a row that somebody may be about to press. */
export function takeIn(before: Settled, { incoming, appended, latest, keepGone }: TakeIn): Settled {
  // An empty list has no row to move.
  if (before.rows.length === 0) return settle(incoming);
  const byId = new Map(incoming.map((row) => [row.id, row]));
  const rows: SettledRow[] = [];
  for (const each of before.rows) {
    const row = byId.get(each.row.id);
    if (row) rows.push({ row, gone: false });
    else if (keepGone(each.row.id)) rows.push({ row: latest(each.row.id) ?? each.row, gone: true });
  }
  const shown = new Set(before.rows.map((each) => each.row.id));
  const paged = new Set(appended > 0 ? incoming.slice(-appended).map((row) => row.id) : []);
  const fresh: string[] = [];
  for (const row of incoming) {
    if (shown.has(row.id)) continue;
    if (paged.has(row.id)) rows.push({ row, gone: false });
    else fresh.push(row.id);
  }
  return rows.length === 0 && fresh.length > 0 ? settle(incoming) : { rows, fresh };
}
