import { describe, expect, it } from "vitest";
import { aDetail, aMessage, aRow } from "../testing/rows";
import {
  belongs,
  type CaseList,
  compareRows,
  type ListFilter,
  patchDetailMessage,
  patchDetailRow,
  patchList,
  type Sort,
  type View,
} from "./patch";
import type { CaseRow, CaseStatus, Message } from "./types";

const me = "1";
const filters: ListFilter[] = (["due", "newest", "fiasco"] as Sort[]).flatMap((sort) =>
  (
    [
      ["all", "open"],
      ["mine", "open"],
      ["unowned", "open"],
      ["waiting", "waiting"],
      ["all", "closed"],
    ] as [View, CaseStatus][]
  ).map(([view, status]) => ({ view, status, sort, channel: null, q: "" })),
);

/** What the server would answer to a fresh fetch of the first pages. */
function fetchFresh(store: Map<string, CaseRow>, filter: ListFilter, pages: number): CaseList {
  const size = 4;
  const rows = [...store.values()]
    .filter((row) => belongs(row, filter, me))
    .sort((a, b) => compareRows(a, b, filter.sort));
  const list: CaseList = { pages: [], pageParams: [] };
  for (let page = 0; page < pages; page += 1) {
    const items = rows.slice(page * size, (page + 1) * size);
    const more = rows.length > (page + 1) * size;
    list.pages.push({ items, next_cursor: more ? String(page + 1) : null });
    list.pageParams.push(page === 0 ? null : String(page));
    if (!more) break;
  }
  return list;
}

const rowsOf = (list: CaseList | undefined) => list?.pages.flatMap((page) => page.items) ?? [];

/** A small generator with a seed: the same "random" story on every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

function randomRow(roll: (sides: number) => number, id: string, version: number): CaseRow {
  const minute = String(roll(60)).padStart(2, "0");
  return aRow({
    id,
    version,
    status: (["open", "open", "open", "waiting", "closed"] as CaseStatus[])[roll(5)] as CaseStatus,
    owner: [null, { id: me, name: "Jo" }, { id: "2", name: "Mira" }][roll(3)] ?? null,
    fiasco: roll(100),
    due_at: roll(4) === 0 ? null : `2026-11-22T1${roll(10)}:${minute}:00Z`,
    last_message: { text: "", direction: "in", at: `2026-11-22T0${roll(10)}:${minute}:00Z` },
  });
}

describe("a list that events patch", () => {
  it("is what a fresh fetch would give, whatever happens", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const roll = dice(seed);
      const store = new Map<string, CaseRow>();
      for (let id = 1; id <= 12; id += 1) store.set(String(id), randomRow(roll, String(id), 1));
      const held = filters.map((filter) => fetchFresh(store, filter, 9));
      for (let event = 2; event < 60; event += 1) {
        const row = randomRow(roll, String(1 + roll(20)), event);
        store.set(row.id, row);
        filters.forEach((filter, index) => {
          held[index] = patchList(held[index], filter, row, me) as CaseList;
          expect(rowsOf(held[index])).toEqual(rowsOf(fetchFresh(store, filter, 99)));
        });
      }
    }
  });

  const all: ListFilter = { view: "all", status: "open", sort: "due", channel: null, q: "" };
  const dueAt = (hour: number) => `2026-11-22T${hour}:00:00Z`;
  const twoRows = () => {
    const store = new Map(
      [11, 12, 13, 14, 15, 16].map((hour) => [
        String(hour),
        aRow({ id: String(hour), due_at: dueAt(hour) }),
      ]),
    );
    return fetchFresh(store, all, 1);
  };

  it("leaves a row that sorts behind the last page we hold to the next page", () => {
    const list = twoRows();
    const patched = patchList(list, all, aRow({ id: "90", due_at: dueAt(20) }), me);
    expect(rowsOf(patched).map((row) => row.id)).toEqual(["11", "12", "13", "14"]);
  });

  it("adds none to a search, whose words only the server can judge, but updates what is there", () => {
    const searched = { ...all, q: "fork" };
    const list = twoRows();
    expect(patchList(list, searched, aRow({ id: "90", due_at: dueAt(10) }), me)).toBe(list);
    const changed = patchList(
      list,
      searched,
      aRow({ id: "12", due_at: dueAt(12), fiasco: 99 }),
      me,
    );
    expect(rowsOf(changed).find((row) => row.id === "12")?.fiasco).toBe(99);
  });

  it("ignores an event that is older than what we hold", () => {
    const list = patchList(twoRows(), all, aRow({ id: "12", due_at: dueAt(12), version: 5 }), me);
    expect(patchList(list, all, aRow({ id: "12", status: "closed", version: 4 }), me)).toBe(list);
  });

  it("does nothing to a list that was never fetched", () => {
    expect(patchList(undefined, all, aRow({ id: "1" }), me)).toBeUndefined();
  });
});

describe("a case that events patch", () => {
  it("holds the same messages whatever order they come in", () => {
    const messages: Message[] = [21, 22, 23, 24].map((id) =>
      aMessage({ id: String(id), at: `2026-11-22T08:${id}:00Z` }),
    );
    const fresh = aDetail({ timeline: [...aDetail().timeline, ...messages] });
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ]) {
      let detail = aDetail();
      for (const index of order) {
        detail = patchDetailMessage(detail, messages[index] as Message) ?? detail;
      }
      expect(detail.timeline).toEqual(fresh.timeline);
    }
  });

  it("takes a message in once however often it is told", () => {
    const message = aMessage({ id: "21", at: "2026-11-22T09:00:00Z" });
    const once = patchDetailMessage(aDetail(), message);
    expect(patchDetailMessage(once, message)).toEqual(once);
  });

  it("replaces a message by its edited, delivered or deleted state", () => {
    const gone = aMessage({ id: "20", text: "", deleted_at: "2026-11-22T09:00:00Z" });
    expect(patchDetailMessage(aDetail(), gone)?.timeline).toEqual([gone]);
  });

  it("leaves messages of other cases alone", () => {
    const detail = aDetail();
    expect(patchDetailMessage(detail, aMessage({ id: "21", case_id: "2" }))).toBe(detail);
  });

  it("keeps what the card knows when the row changes", () => {
    const patched = patchDetailRow(aDetail(), aRow({ id: "1", version: 2, status: "closed" }));
    expect(patched).toMatchObject({ status: "closed", customer: { language: "en" } });
    expect(patched?.timeline).toHaveLength(1);
  });
});
