import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useChildMatches, useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useRef } from "react";
import type { ListFilter, Sort, View } from "../api/patch";
import { casesQuery } from "../api/queries";
import type { InboxSearch } from "../app";
import { Button } from "../parts/button";
import { useKeys } from "../shell/keys";
import { words } from "../words";
import { CaseList } from "./case_list";
import styles from "./inbox.module.css";

const route = getRouteApi("/cases");

/** A view says whose cases; the status follows from it unless the address names another. */
export function filterOf(search: InboxSearch): ListFilter {
  const view = search.view ?? "all";
  return {
    view,
    status: search.status ?? (view === "waiting" ? "waiting" : "open"),
    sort: search.sort ?? (search.status || view === "waiting" ? "newest" : "due"),
    channel: search.channel ?? null,
    q: search.q ?? "",
  };
}

const views: View[] = ["all", "mine", "unowned", "waiting"];

export function Inbox() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const filter = filterOf(search);
  const openId = useChildMatches({
    select: (matches) => (matches[0]?.params as { caseId?: string } | undefined)?.caseId ?? null,
  });
  const { data: count = null } = useInfiniteQuery({
    ...casesQuery(filter),
    select: ({ pages }) => {
      const rows = pages.reduce((sum, page) => sum + page.items.length, 0);
      return words.list.cases(rows, pages.at(-1)?.next_cursor !== null);
    },
  });
  const searchBox = useRef<HTMLInputElement>(null);
  const go = (change: InboxSearch) =>
    void navigate({ to: ".", search: (old: InboxSearch) => ({ ...old, ...change }) });

  useKeys({
    "/": () => searchBox.current?.focus(),
    escape: () => {
      if (openId) void navigate({ to: "/cases", search: true });
      else if (search.q) go({ q: undefined });
    },
  });

  return (
    <div className={styles.inbox} data-open={openId !== null || undefined}>
      <section className={styles.listPane} aria-label={words.list.label}>
        <header className={styles.listHead}>
          <h1 className="spoken">{words.rail.inbox}</h1>
          <nav className={styles.views} aria-label={words.rail.inbox}>
            {views.map((view) => (
              <Link
                key={view}
                to="/cases"
                search={view === "all" ? {} : { view }}
                className={styles.view}
                data-chosen={(filter.view === view && !search.status) || undefined}
                aria-current={filter.view === view && !search.status ? "true" : undefined}
                title={words.list.viewHelp[view]}
              >
                {words.list.views[view]}
                {filter.view === view && !search.status && count !== null && (
                  <span className={styles.count}>{count}</span>
                )}
              </Link>
            ))}
            {search.status && (
              <span className={styles.view} data-chosen aria-current="true">
                {words.list.statuses[search.status] ?? search.status}
              </span>
            )}
          </nav>
          <div className={styles.tools}>
            <input
              ref={searchBox}
              key={search.q ?? ""}
              className={styles.search}
              type="search"
              defaultValue={search.q ?? ""}
              placeholder={words.list.search}
              aria-label={words.list.search}
              onKeyDown={(event) => {
                if (event.key === "Enter") go({ q: event.currentTarget.value.trim() || undefined });
                if (event.key === "Escape") event.currentTarget.blur();
              }}
            />
            {search.q ? (
              <Button
                look="quiet"
                iconOnly
                aria-label={words.help.close}
                onPress={() => go({ q: undefined })}
              >
                <X size={14} />
              </Button>
            ) : (
              <kbd aria-hidden="true" className={styles.searchKey}>
                /
              </kbd>
            )}
            <select
              className={styles.sort}
              aria-label={words.list.sortLabel}
              value={filter.sort}
              onChange={(event) => go({ sort: event.target.value as Sort })}
            >
              {(["due", "fiasco", "newest"] as const).map((sort) => (
                <option key={sort} value={sort}>
                  {words.list.sorts[sort]}
                </option>
              ))}
            </select>
          </div>
        </header>
        <CaseList key={JSON.stringify(filter)} filter={filter} openId={openId} />
      </section>
      <main className={styles.casePane} data-pane={openId ? "case" : "none"}>
        <Outlet />
      </main>
    </div>
  );
}
