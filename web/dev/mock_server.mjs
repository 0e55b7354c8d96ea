/*
 * A stand-in for `aplomb serve`: the same HTTP shapes over a handful of invented cases in memory, so
 * that the web app can be drawn, clicked and photographed without a built server. It also serves
 * web/dist with the strict content policy, which is how we know that the app needs nothing more.
 *
 *   node dev/mock_server.mjs [--port 18300] [--quiet] [--fresh]
 *     --quiet   nobody writes by themselves (for screenshots and tests)
 *     --fresh   no user exists yet: first-run set-up
 *
 * Log in with jo@kestrel.example / correct horse battery. It checks no passwords elsewhere, keeps
 * nothing, and must never be mistaken for the desk.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { Desk } from "./mock_desk.mjs";

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const port = Number(argument("--port", "18300"));
const quiet = process.argv.includes("--quiet");
const desk = new Desk({ fresh: process.argv.includes("--fresh"), quiet });

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
const policy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function serveFile(path, response) {
  const wanted = normalize(join(dist, path));
  const inside = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile();
  if (!inside && extname(path)) {
    response.writeHead(404).end();
    return;
  }
  const file = inside ? wanted : join(dist, "index.html");
  if (!existsSync(file)) {
    response.writeHead(503, { "Content-Type": "text/plain" }).end("Run npm run build first.\n");
    return;
  }
  response.writeHead(200, {
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": path.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "no-cache",
  });
  createReadStream(file).pipe(response);
}

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 1_048_576) throw Object.assign(new Error("too large"), { status: 413 });
  }
  return text ? JSON.parse(text) : {};
}

function send(response, status, body, headers = {}) {
  const problem = status >= 400;
  response.writeHead(status, {
    "Content-Type": problem ? "application/problem+json" : "application/json",
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://mock");
  if (!url.pathname.startsWith("/api/v1/")) {
    serveFile(url.pathname, response);
    return;
  }
  const path = url.pathname.slice("/api/v1".length);
  const signedIn = /aplomb_session=mock/.test(request.headers.cookie ?? "");
  try {
    if (path === "/events" && signedIn) {
      desk.stream(request, response);
      return;
    }
    const answer = await desk.answer({
      method: request.method,
      path,
      query: url.searchParams,
      body: request.method === "GET" ? {} : await bodyOf(request),
      signedIn,
      csrf: request.headers["x-csrf-token"],
      key: request.headers["idempotency-key"],
    });
    send(response, answer.status, answer.body, answer.headers);
  } catch (error) {
    send(response, error.status ?? 500, {
      title: "Trouble",
      status: 500,
      detail: String(error.message),
    });
  }
});

server.listen(port, "127.0.0.1", () => {
  console.log(
    `mock desk on http://127.0.0.1:${port}  (jo@kestrel.example / correct horse battery)`,
  );
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
