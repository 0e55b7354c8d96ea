/*
 * The live list. Virtualised, so that ten thousand open cases scroll like ten; a listbox to screen
 * readers, with the cursor as its active descendant. settled.ts holds the rule that nothing jumps.
 */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListFilter } from "../api/patch";
import { caseQuery, casesQuery } from "../api/queries";
import type { CaseRow } from "../api/types";
import { Button } from "../parts/button";
import { Empty, Patience, Trouble } from "../parts/states";
import { type Bindings, useKeys } from "../shell/keys";
import { useSession } from "../shell/shell";
import { words } from "../words";
import { CaseLine } from "./case_line";
import styles from "./inbox.module.css";
import { type Move, moveCursor, moveOfKey } from "./list_keys";
import { nothingSettled, settle, takeIn } from "./settled";

const rowHeight = 64;

interface Props {
  filter: ListFilter;
  openId: string | null;
}

export function CaseList({ filter, openId }: Props) {
  const me = useSession().user.id;
  const navigate = useNavigate();
  const client = useQueryClient();
  const query = useInfiniteQuery(casesQuery(filter));
  const scroller = useRef<HTMLDivElement>(null);
  const pointerInside = useRef(false);
  const [cursor, setCursor] = useState<string | null>(openId);
  const { settled, bringIn, sweep } = useSettled(query.data?.pages, openId, pointerInside);
  const ids = useMemo(() => settled.rows.map((each) => each.row.id), [settled]);

  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
    initialRect: { width: 380, height: 800 },
  });

  const open = useCallback(
    (id: string, replace = false) =>
      void navigate({ to: "/cases/$caseId", params: { caseId: id }, search: true, replace }),
    [navigate],
  );
  const move = (direction: Move) => {
    const next = moveCursor(ids, cursor ?? openId, direction);
    if (next === null) return;
    setCursor(next);
    virtual.scrollToIndex(ids.indexOf(next));
    // With a case open the pane follows the cursor; otherwise it waits for Enter.
    if (openId) open(next, true);
    else void client.prefetchQuery(caseQuery(next));
  };
  const bindings: Bindings = { ".": bringIn };
  for (const [key, direction] of Object.entries(moveOfKey)) {
    // Arrows, Home and End scroll the thread unless the list has the focus.
    if (key.length === 1) bindings[key] = () => move(direction);
  }
  bindings.enter = (event) => {
    const onControl = (event.target as Element | null)?.closest?.("button, a, input, select");
    if (cursor && !onControl) open(cursor);
  };
  useKeys(bindings);

  useEffect(() => {
    if (openId) setCursor(openId);
  }, [openId]);

  // Fetch the next page before the end is reached.
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= ids.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, ids.length]);

  // The composer is wanted next: fetch it while the agent looks at the list.
  const listed = query.isSuccess;
  useEffect(() => {
    if (listed) void import("../composer/composer");
  }, [listed]);

  if (query.isPending) return <Patience text={words.pane.loading} />;
  if (query.error) return <Trouble error={query.error} again={() => query.refetch()} />;
  if (ids.length === 0) return <NoCases filter={filter} />;

  const cursorId = cursor ?? openId;
  return (
    <>
      <div className={styles.freshBar} aria-live="polite">
        {settled.fresh.length > 0 && (
          <button type="button" className={styles.fresh} onClick={bringIn}>
            {words.list.fresh(settled.fresh.length)}
            <kbd title={words.list.freshHint}>.</kbd>
          </button>
        )}
      </div>
      <div
        ref={scroller}
        className={styles.rows}
        role="listbox"
        aria-label={words.list.label}
        tabIndex={0}
        aria-activedescendant={cursorId && ids.includes(cursorId) ? `case-${cursorId}` : undefined}
        onPointerEnter={() => {
          pointerInside.current = true;
        }}
        onPointerLeave={() => {
          pointerInside.current = false;
          sweep();
        }}
        onKeyDown={(event) => {
          const direction = moveOfKey[event.key];
          if (!direction || event.key.length === 1) return;
          event.preventDefault();
          move(direction);
        }}
      >
        <div
          role="presentation"
          className={styles.rowsInner}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const each = settled.rows[item.index];
            if (!each) return null;
            return (
              <CaseLine
                key={item.key}
                row={each.row}
                gone={each.gone}
                me={me}
                top={item.start}
                position={item.index + 1}
                total={query.hasNextPage ? -1 : ids.length}
                isOpen={each.row.id === openId}
                hasCursor={each.row.id === cursorId}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

/** The order on screen, kept still while the cache changes beneath it. */
function useSettled(
  pages: { items: CaseRow[] }[] | undefined,
  openId: string | null,
  pointerInside: { current: boolean },
) {
  const client = useQueryClient();
  const [settled, setSettled] = useState(nothingSettled);
  const pagesSeen = useRef(0);
  const incoming = useMemo(() => {
    const unique = new Map<string, CaseRow>();
    for (const page of pages ?? []) for (const row of page.items) unique.set(row.id, row);
    return [...unique.values()];
  }, [pages]);

  const sweep = useCallback(() => {
    setSettled((before) =>
      takeIn(before, {
        incoming,
        appended: 0,
        latest: (id) => client.getQueryData<CaseRow>(["row", id]),
        keepGone: (id) => pointerInside.current || id === openId,
      }),
    );
  }, [incoming, client, openId, pointerInside]);

  useEffect(() => {
    if (!pages) return;
    const grew = pagesSeen.current > 0 && pages.length > pagesSeen.current;
    const appended = grew ? (pages.at(-1)?.items.length ?? 0) : 0;
    pagesSeen.current = pages.length;
    setSettled((before) =>
      takeIn(before, {
        incoming,
        appended,
        latest: (id) => client.getQueryData<CaseRow>(["row", id]),
        keepGone: (id) => pointerInside.current || id === openId,
      }),
    );
  }, [pages, incoming, client, openId, pointerInside]);

  const bringIn = useCallback(() => setSettled(settle(incoming)), [incoming]);

  // Whoever comes back to this tab has no row in mind yet: show everything where it belongs.
  useEffect(() => {
    const back = () => {
      if (document.visibilityState === "visible") bringIn();
    };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [bringIn]);

  return { settled, bringIn, sweep };
}

function NoCases({ filter }: { filter: ListFilter }) {
  const navigate = useNavigate();
  const about = filter.q
    ? "search"
    : filter.status === "snoozed" || filter.status === "closed"
      ? filter.status
      : filter.view;
  return (
    <Empty title={words.list.emptyTitle[about] ?? ""} text={words.list.emptyText[about] ?? ""}>
      {about === "all" && (
        <Button onPress={() => void navigate({ to: "/channels" })}>
          {words.list.connectChannel}
        </Button>
      )}
    </Empty>
  );
}
