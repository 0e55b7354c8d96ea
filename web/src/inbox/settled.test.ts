import { describe, expect, it } from "vitest";
import type { CaseRow } from "../api/types";
import { aRow } from "../testing/rows";
import { nothingSettled, type Settled, settle, takeIn } from "./settled";

const rows = (...ids: string[]) => ids.map((id) => aRow({ id }));
const shown = (settled: Settled) =>
  settled.rows.map((each) => (each.gone ? `(${each.row.id})` : each.row.id)).join(" ");
const take = (before: Settled, incoming: CaseRow[], more = {}) =>
  takeIn(before, {
    incoming,
    appended: 0,
    latest: () => undefined,
    keepGone: () => false,
    ...more,
  });

describe("a list in which nothing jumps", () => {
  it("shows everything at first", () => {
    expect(shown(take(nothingSettled, rows("1", "2")))).toBe("1 2");
  });

  it("keeps new rows back and counts them, wherever they would sort", () => {
    const settled = take(settle(rows("1", "2")), rows("9", "1", "8", "2"));
    expect(shown(settled)).toBe("1 2");
    expect(settled.fresh).toEqual(["9", "8"]);
  });

  it("changes a row in place even when it would sort elsewhere now", () => {
    const hotter = aRow({ id: "2", fiasco: 99 });
    const settled = take(settle(rows("1", "2")), [hotter, aRow({ id: "1" })]);
    expect(shown(settled)).toBe("1 2");
    expect(settled.rows[1]?.row.fiasco).toBe(99);
  });

  it("fades a row that left while somebody may be about to press on the list", () => {
    const closed = aRow({ id: "1", status: "closed" });
    const settled = take(settle(rows("1", "2")), rows("2"), {
      keepGone: () => true,
      latest: () => closed,
    });
    expect(shown(settled)).toBe("(1) 2");
    expect(settled.rows[0]?.row.status).toBe("closed");
  });

  it("sweeps it away when nobody is there, but not the one that is open", () => {
    const before = settle(rows("1", "2", "3"));
    expect(shown(take(before, rows("3"), { keepGone: (id: string) => id === "2" }))).toBe("(2) 3");
  });

  it("lets a row that comes back stand where it stood", () => {
    const faded = take(settle(rows("1", "2")), rows("2"), { keepGone: () => true });
    expect(shown(take(faded, rows("1", "2")))).toBe("1 2");
  });

  it("appends rows that came by scrolling, where they push nothing", () => {
    const settled = take(settle(rows("1", "2")), rows("9", "1", "2", "3", "4"), { appended: 2 });
    expect(shown(settled)).toBe("1 2 3 4");
    expect(settled.fresh).toEqual(["9"]);
  });

  it("does not hide the only rows there are behind a marker", () => {
    expect(shown(take(settle(rows("1")), rows("5")))).toBe("5");
  });
});
