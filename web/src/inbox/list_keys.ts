/*
 * Moving through a list by key, as a pure function: which row is next for a key, given the rows and
 * the one the cursor is on. Faded rows can be visited (to reopen one), never skipped silently.
 */
export type Move = "next" | "previous" | "first" | "last";

export const moveOfKey: Record<string, Move> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
};

export function moveCursor(
  ids: readonly string[],
  cursor: string | null,
  move: Move,
): string | null {
  if (ids.length === 0) return null;
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  switch (move) {
    case "first":
      return ids[0] ?? null;
    case "last":
      return ids.at(-1) ?? null;
    case "next":
      return ids[Math.min(ids.length - 1, at + 1)] ?? null;
    case "previous":
      return at < 0 ? (ids.at(-1) ?? null) : (ids[Math.max(0, at - 1)] ?? null);
  }
}
