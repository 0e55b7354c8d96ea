/* A component inside everything it needs: cache, session, router. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Session } from "../api/types";
import { SessionProvider } from "../shell/shell";

export const session: Session = {
  user: { id: "1", name: "Jo Lindqvist", email: "jo@desk.example", role: "agent", seniority: 1 },
  csrf: "token",
};

export function renderAtDesk(children: () => ReactNode, path = "/cases") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(["session"], session);
  const root = createRootRoute();
  const routes = ["/cases", "/cases/$caseId", "/channels"].map((each) =>
    createRoute({ getParentRoute: () => root, path: each, component: () => <>{children()}</> }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const view = render(
    <QueryClientProvider client={client}>
      <SessionProvider value={session}>
        {/* biome-ignore lint/suspicious/noExplicitAny: the app's own router type is not this one */}
        <RouterProvider router={router as any} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  return { client, router, ...view };
}
