/*
 * The screens' only store is the query cache: these are its keys, how each is fetched, and how the
 * event stream patches it.
 */
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { call, Problem, rememberCsrf } from "./client";
import {
  type CaseList,
  type ListFilter,
  patchDetailMessage,
  patchDetailRow,
  patchList,
} from "./patch";
import type {
  AuditRow,
  CaseDetail,
  CaseRow,
  Channel,
  Ledger,
  LiveEvent,
  Message,
  Page,
  Session,
  User,
} from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await call<Session>("GET", "/session");
      rememberCsrf(session.csrf);
      return session;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

/**
 * Somebody else may sit down here: nothing of the one before may show. The session itself is set, not
 * removed, because the page that watches it must learn of the change.
 */
export function changeSession(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
  rememberCsrf(session?.csrf ?? "");
  client.setQueryData(sessionQuery.queryKey, session);
}

export async function leave(client: QueryClient): Promise<void> {
  try {
    await call("DELETE", "/session");
  } finally {
    changeSession(client, null);
  }
}

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => call<{ needed: boolean }>("GET", "/setup"),
});

const pageSize = 50;

export function casesQuery(filter: ListFilter) {
  return infiniteQueryOptions({
    queryKey: ["cases", filter],
    initialPageParam: null as string | null,
    staleTime: Number.POSITIVE_INFINITY,
    // The fiasco index grows with the clock alone, and no event says so.
    refetchInterval: 5 * 60_000,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({
        view: filter.view,
        status: filter.status,
        sort: filter.sort,
        limit: String(pageSize),
      });
      if (filter.channel) search.set("channel", filter.channel);
      if (filter.q) search.set("q", filter.q);
      if (pageParam) search.set("cursor", pageParam);
      return call<Page<CaseRow>>("GET", `/cases?${search}`, { signal });
    },
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ["case", id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call<CaseDetail>("GET", `/cases/${id}`, { signal }),
  });
}

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: () => call<Page<Channel>>("GET", "/channels?limit=200"),
});

export const ledgerQuery = queryOptions({
  queryKey: ["ledger"],
  refetchInterval: 15_000,
  queryFn: () => call<Ledger>("GET", "/ledger"),
});

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => call<Page<User>>("GET", "/users?limit=200"),
});

export const auditQuery = infiniteQueryOptions({
  queryKey: ["audit"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam }) =>
    call<Page<AuditRow>>("GET", `/audit?limit=100${pageParam ? `&cursor=${pageParam}` : ""}`),
  getNextPageParam: (last) => last.next_cursor,
});

/** Puts one event into everything we hold. */
export function applyEvent(client: QueryClient, event: LiveEvent): void {
  switch (event.type) {
    case "reset":
      for (const key of ["cases", "case", "channels", "ledger"]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      return;
    case "channel.updated":
      void client.invalidateQueries({ queryKey: ["channels"] });
      void client.invalidateQueries({ queryKey: ["ledger"] });
      return;
    case "case.created":
    case "case.updated":
      applyRow(client, event.row);
      return;
    case "message.created":
    case "message.updated":
      applyMessage(client, event.message);
  }
}

export function applyRow(client: QueryClient, row: CaseRow): void {
  const me = client.getQueryData(sessionQuery.queryKey)?.user.id ?? "";
  for (const query of client.getQueryCache().findAll({ queryKey: ["cases"] })) {
    const filter = query.queryKey[1] as ListFilter;
    client.setQueryData<CaseList>(query.queryKey, (list) => patchList(list, filter, row, me));
  }
  client.setQueryData<CaseRow>(["row", row.id], row);
  client.setQueryData<CaseDetail>(["case", row.id], (detail) => patchDetailRow(detail, row));
  // The stream carries rows and messages, not the small print of the timeline ("Jo took this").
  // Only a case that is on screen is fetched again, and structural sharing keeps it from flickering.
  void client.invalidateQueries({ queryKey: ["case", row.id] });
}

export function applyMessage(client: QueryClient, message: Message): void {
  const key = ["case", message.case_id];
  const known = client.getQueryData<CaseDetail>(key);
  client.setQueryData<CaseDetail>(key, (detail) => patchDetailMessage(detail, message));
  const elsewhere = known?.conversations.every((each) => each.id !== message.conversation_id);
  // The customer turned up on another channel: its name and limits are not in the event.
  if (elsewhere) void client.invalidateQueries({ queryKey: key });
}

export interface CaseChange {
  status?: "open" | "waiting" | "snoozed" | "closed";
  owner_id?: string | null;
  snooze_until?: string;
}

export function useChangeCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: CaseChange }) => {
      const version = client.getQueryData<CaseDetail>(["case", id])?.version;
      return call<CaseRow>("PATCH", `/cases/${id}`, {
        body: version === undefined ? change : { ...change, version },
      });
    },
    onSuccess: (row) => applyRow(client, row),
    onError: (error, { id }) => {
      // Somebody else was faster: show what they did instead of repeating ours over it.
      if (error instanceof Problem && error.status === 409) {
        void client.invalidateQueries({ queryKey: ["case", id] });
        void client.invalidateQueries({ queryKey: ["cases"] });
      }
    },
  });
}
