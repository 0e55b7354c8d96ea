/* A fetch that answers from a table, so that components run against the API's shapes. */
import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

type Answer = { status?: number; body?: unknown };
type Handler = (asked: Asked) => Answer | Promise<Answer>;

/** Routes by "METHOD /path" without the /api/v1 prefix; the returned list fills with what was asked. */
export function answerWith(routes: Record<string, Handler>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal("fetch", async (input: string, options: RequestInit = {}) => {
    const path = input.replace(/^\/api\/v1/, "");
    const asked: Asked = {
      method: options.method ?? "GET",
      path,
      headers: (options.headers ?? {}) as Record<string, string>,
      body: options.body ? JSON.parse(String(options.body)) : undefined,
    };
    log.push(asked);
    const handler = routes[`${asked.method} ${path.split("?")[0]}`];
    const { status = 200, body = {} } = handler ? await handler(asked) : { status: 404 };
    if (options.signal?.aborted) throw new DOMException("called off", "AbortError");
    return new Response(JSON.stringify(body), { status });
  });
  return log;
}
