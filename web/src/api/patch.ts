/*
 * What an event does to what we already hold. All pure: (old data, event) → new data.
 *
 * The promise, and what patch.test.ts checks: old state + event == the state a fresh fetch would
 * give. So the screens never refetch in normal running, and a `reset` is the only time they do.
 *
 * Two limits keep the promise honest. A list that is filtered by words (q) cannot be judged here,
 * so its rows change in place but none is added. And a row that sorts behind the last page we hold
 * is left for the next page to bring.
 */
import type { InfiniteData } from "@tanstack/react-query";
import type { CaseDetail, CaseRow, CaseStatus, Message, Page, TimelineItem } from "./types";

export type View = "all" | "mine" | "unowned" | "waiting";
export type Sort = "due" | "newest" | "fiasco";

export interface ListFilter {
  view: View;
  status: CaseStatus;
  sort: Sort;
  channel: string | null;
  q: string;
}

export type CaseList = InfiniteData<Page<CaseRow>, string | null>;

export function belongs(row: CaseRow, filter: ListFilter, me: string): boolean {
  if (row.status !== filter.status) return false;
  if (filter.view === "mine" && row.owner?.id !== me) return false;
  if (filter.view === "unowned" && row.owner !== null) return false;
  if (filter.channel !== null && row.channel.id !== filter.channel) return false;
  return true;
}

const late = "\uffff";

/** Ids are numbers written as text: shorter is smaller. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export function compareRows(a: CaseRow, b: CaseRow, sort: Sort): number {
  if (sort === "fiasco") return b.fiasco - a.fiasco || compareIds(b.id, a.id);
  if (sort === "newest") {
    const left = b.last_message?.at ?? b.first_in_at ?? "";
    const right = a.last_message?.at ?? a.first_in_at ?? "";
    return left < right ? -1 : left > right ? 1 : compareIds(b.id, a.id);
  }
  const left = a.due_at ?? late;
  const right = b.due_at ?? late;
  return left < right ? -1 : left > right ? 1 : compareIds(a.id, b.id);
}

export function patchList(
  list: CaseList | undefined,
  filter: ListFilter,
  row: CaseRow,
  me: string,
): CaseList | undefined {
  if (!list) return list;
  const held = list.pages.flatMap((page) => page.items).find((each) => each.id === row.id);
  if (held && held.version > row.version) return list;

  const without = list.pages.map((page) => ({
    ...page,
    items: page.items.filter((each) => each.id !== row.id),
  }));
  if (!belongs(row, filter, me) || (filter.q !== "" && !held)) {
    return held ? { ...list, pages: without } : list;
  }
  return { ...list, pages: insertRow(without, row, filter.sort) };
}

function insertRow(pages: Page<CaseRow>[], row: CaseRow, sort: Sort): Page<CaseRow>[] {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((each) => compareRows(row, each, sort) < 0);
    const isLastPage = index === pages.length - 1;
    const complete = isLastPage && page.next_cursor === null;
    if (at < 0 && !complete) continue;
    const items = [...page.items];
    items.splice(at < 0 ? items.length : at, 0, row);
    return pages.map((each, position) => (position === index ? { ...each, items } : each));
  }
  return pages;
}

export function patchDetailRow(
  detail: CaseDetail | undefined,
  row: CaseRow,
): CaseDetail | undefined {
  if (!detail || detail.id !== row.id || detail.version > row.version) return detail;
  return { ...detail, ...row, customer: { ...detail.customer, ...row.customer } };
}

export function patchDetailMessage(
  detail: CaseDetail | undefined,
  message: Message,
): CaseDetail | undefined {
  if (!detail || detail.id !== message.case_id) return detail;
  const timeline = detail.timeline.filter(
    (item) => !(item.type === "message" && item.id === message.id),
  );
  return { ...detail, timeline: insertByTime(timeline, message) };
}

function insertByTime(timeline: TimelineItem[], item: TimelineItem): TimelineItem[] {
  let at = timeline.length;
  while (at > 0 && isLater(timeline[at - 1] as TimelineItem, item)) at -= 1;
  return [...timeline.slice(0, at), item, ...timeline.slice(at)];
}

function isLater(a: TimelineItem, b: TimelineItem): boolean {
  const left = Date.parse(a.at);
  const right = Date.parse(b.at);
  return left === right ? compareIds(a.id, b.id) > 0 : left > right;
}
