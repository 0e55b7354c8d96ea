/*
 * The routes. What is being looked at lives in the address (view, order, search, open case), so that
 * Back, bookmarks and a colleague's link all lead to the same screen.
 */
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
} from "@tanstack/react-router";
import { onSignedOut, Problem } from "./api/client";
import type { Sort, View } from "./api/patch";
import { sessionQuery, setupQuery } from "./api/queries";
import type { CaseStatus } from "./api/types";
import { CasePane } from "./case/case_pane";
import { Login } from "./door/login";
import { Setup } from "./door/setup";
import { ChooseACase } from "./inbox/choose";
import { Inbox } from "./inbox/inbox";
import { Empty, Patience, Trouble } from "./parts/states";
import { Shell } from "./shell/shell";
import { words } from "./words";

export interface InboxSearch {
  view?: View;
  sort?: Sort;
  status?: CaseStatus;
  channel?: string;
  q?: string;
}

const views: View[] = ["all", "mine", "unowned", "waiting"];
const sorts: Sort[] = ["due", "newest", "fiasco"];
const statuses: CaseStatus[] = ["open", "waiting", "snoozed", "closed"];

function oneOf<Value extends string>(value: unknown, allowed: Value[]): Value | undefined {
  return allowed.find((each) => each === value);
}

export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const search: InboxSearch = {};
  const view = oneOf(raw.view, views);
  const sort = oneOf(raw.sort, sorts);
  const status = oneOf(raw.status, statuses);
  if (view && view !== "all") search.view = view;
  if (sort && sort !== "due") search.sort = sort;
  if (status) search.status = status;
  if (raw.channel !== undefined) search.channel = String(raw.channel);
  if (raw.q !== undefined && raw.q !== "") search.q = String(raw.q);
  return search;
}

/** Shows the door (set-up or log-in) until there is a session, then the desk. */
function Gate() {
  const session = useQuery(sessionQuery);
  const setup = useQuery({ ...setupQuery, enabled: session.data === null });
  if (session.isPending || (session.data === null && setup.isPending)) {
    return <Patience text={words.live.starting} />;
  }
  const error = session.error ?? setup.error;
  if (error) return <Trouble error={error} again={() => session.refetch()} />;
  if (session.data) {
    return (
      <Shell session={session.data}>
        <Outlet />
      </Shell>
    );
  }
  return setup.data?.needed ? <Setup /> : <Login />;
}

const root = createRootRoute({
  component: Gate,
  notFoundComponent: () => (
    <Empty title={words.problem.notFoundTitle} text={words.problem.notFoundText} />
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/cases" });
  },
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: "/cases",
  validateSearch: readInboxSearch,
  component: Inbox,
});

const noCase = createRoute({ getParentRoute: () => inbox, path: "/", component: ChooseACase });
const oneCase = createRoute({ getParentRoute: () => inbox, path: "$caseId", component: CasePane });

const ledger = createRoute({
  getParentRoute: () => root,
  path: "/ledger",
  component: lazyRouteComponent(() => import("./ledger/ledger"), "LedgerPage"),
});
const channels = createRoute({
  getParentRoute: () => root,
  path: "/channels",
  component: lazyRouteComponent(() => import("./channels/channels"), "ChannelsPage"),
});
const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people"), "PeoplePage"),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  component: lazyRouteComponent(() => import("./audit/audit"), "AuditPage"),
});

export const routeTree = root.addChildren([
  home,
  inbox.addChildren([noCase, oneCase]),
  ledger,
  channels,
  people,
  audit,
]);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof Problem) || error.outcomeUnknown),
    },
  },
});

onSignedOut(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
});

const router = createRouter({ routeTree, defaultPreload: "intent" });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
