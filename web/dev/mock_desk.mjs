/* The mock's answers: see mock_server.mjs for what it is and is not. */
import { arrivals } from "./mock_data.mjs";
import { lint } from "./mock_lint.mjs";
import { iso, minute, Records } from "./mock_records.mjs";

const undoMs = 5_000;

export class Desk extends Records {
  // ---- answers -------------------------------------------------------------------------------

  async answer(request) {
    const { method, path, signedIn, csrf } = request;
    const open = {
      "GET /setup": this.getSetup,
      "POST /setup": this.postSetup,
      "POST /session": this.postSession,
    };
    const handler = open[`${method} ${path}`];
    if (handler) return handler.call(this, request);
    if (!signedIn || !this.me) return problem(401, "Please log in.");
    if (method !== "GET" && csrf !== "mock-csrf") return problem(403, "The CSRF token is missing.");
    for (const [route, act] of routes) {
      const match = new RegExp(`^${route}$`).exec(`${method} ${path}`);
      if (match) return act.call(this, request, ...match.slice(1));
    }
    return problem(404, "There is no such thing here.");
  }

  getSetup() {
    return ok({ needed: this.users.length === 0 });
  }

  postSetup({ body }) {
    if (this.users.length > 0) return problem(409, "The desk is already set up.");
    this.me = { id: "1", name: body.name, email: body.email, role: "admin", seniority: 4 };
    this.users.push(this.me);
    this.cases.clear();
    this.channels = [];
    return this.session();
  }

  postSession({ body }) {
    const user = this.users.find((each) => each.email === body.email);
    if (!user || body.password !== "correct horse battery")
      return problem(401, "Wrong e-mail or password.");
    this.me = user;
    return this.session();
  }

  session() {
    return {
      ...ok({ user: this.me, csrf: "mock-csrf" }),
      headers: { "Set-Cookie": "aplomb_session=mock; Path=/; HttpOnly; SameSite=Lax" },
    };
  }

  list({ query }) {
    const status = query.get("status");
    const view = query.get("view");
    const q = (query.get("q") ?? "").toLowerCase();
    const sort = query.get("sort") ?? "due";
    const rows = [...this.cases.values()]
      .map((record) => this.row(record))
      .filter((row) => !status || row.status === status)
      .filter((row) => view !== "mine" || row.owner?.id === this.me.id)
      .filter((row) => view !== "unowned" || row.owner === null)
      .filter(
        (row) =>
          !q ||
          JSON.stringify([row.customer, row.subject, row.last_message]).toLowerCase().includes(q),
      )
      .sort(orders[sort] ?? orders.due);
    const from = Number(query.get("cursor") ?? 0);
    const limit = Math.min(200, Number(query.get("limit") ?? 50));
    const next = from + limit < rows.length ? String(from + limit) : null;
    return ok({ items: rows.slice(from, from + limit), next_cursor: next });
  }

  patchCase({ body }, id) {
    const record = this.cases.get(id);
    if (!record) return problem(404, "No such case.");
    if (body.version !== undefined && body.version !== record.version)
      return problem(409, "Somebody changed this case a moment ago.");
    if (body.status) record.status = body.status;
    if (body.owner_id !== undefined) {
      const owner = this.users.find((user) => user.id === body.owner_id);
      record.owner = owner ? { id: owner.id, name: owner.name } : null;
      record.timeline.push({
        type: "event",
        id: this.id(),
        at: iso(Date.now()),
        kind: "owner",
        text: owner ? "took this case" : "released this case",
        actor: { name: this.me.name },
      });
    }
    this.touched(record);
    return ok(this.row(record));
  }

  lint({ body }) {
    const record = this.cases.get(body.case_id);
    const conversation = record?.conversations.find((each) => each.id === body.conversation_id);
    return ok(
      lint({
        text: body.text ?? "",
        visibility: conversation?.visibility ?? body.visibility,
        limit: conversation?.length ?? null,
      }),
    );
  }

  reply({ body, key }, id) {
    if (key && this.replies.has(key)) return this.replies.get(key);
    const record = this.cases.get(id);
    if (!record) return problem(404, "No such case.");
    const conversation =
      record.conversations.find((each) => each.id === body.conversation_id) ??
      record.conversations[0];
    const newer = record.timeline.findLast(
      (item) =>
        item.type === "message" &&
        item.from !== "other" &&
        item.author.user_id !== this.me.id &&
        Number(item.id) > Number(body.seen_message_id ?? 0),
    );
    if (body.seen_message_id && newer)
      return {
        ...problem(409, "They wrote meanwhile."),
        body: { ...problem(409, "They wrote meanwhile.").body, newer_message_id: newer.id },
      };
    const checked = lint({
      text: body.text,
      visibility: conversation.visibility,
      limit: conversation.length,
    });
    const overridden = new Set((body.override ?? []).map((each) => each.rule));
    const errors = checked.findings.filter(
      (each) => each.severity === "error" && !overridden.has(each.rule),
    );
    if (errors.length > 0)
      return {
        ...problem(422, "The answer cannot leave like this."),
        body: {
          ...problem(422, "The answer cannot leave like this.").body,
          findings: checked.findings,
        },
      };
    for (const each of body.override ?? [])
      this.note(this.me, "reply.override", `case ${id}`, each);
    const held = /\bheld\b/.test(body.text);
    const message = this.message(record, conversation, { text: body.text, us: "1" }, Date.now());
    message.author = { name: this.me.name, handle: null, user_id: this.me.id };
    message.state = held ? "held" : "queued";
    const undoUntil = iso(Date.now() + undoMs);
    message.send_at = held ? iso(Date.now() + 9 * 60 * minute) : undoUntil;
    record.timeline.push(message);
    record.status = "waiting";
    this.publish("message.created", { case_id: id, message });
    this.touched(record);
    if (!held) this.leave(record, message);
    const answer = {
      status: 201,
      body: {
        id: this.id(),
        message_id: message.id,
        state: message.state,
        send_at: message.send_at,
        undo_until: held ? null : undoUntil,
        findings: checked.findings,
      },
    };
    if (key) this.replies.set(key, answer);
    return answer;
  }

  leave(record, message) {
    const fate = /\bfail\b/.test(message.text)
      ? "failed"
      : /\bunsure\b/.test(message.text)
        ? "unknown"
        : "delivered";
    const steps = [
      ["sending", undoMs],
      ["accepted", undoMs + 600],
      [fate, undoMs + 1_500],
    ];
    for (const [state, after] of steps) {
      setTimeout(() => {
        if (message.state === "cancelled") return;
        message.state = state;
        if (state === "failed") message.error = "the network refused it: the thread was deleted.";
        this.publish("message.updated", { case_id: record.id, message });
      }, after).unref();
    }
  }

  find(id) {
    for (const record of this.cases.values()) {
      const message = record.timeline.find((item) => item.type === "message" && item.id === id);
      if (message) return [record, message];
    }
    return [null, null];
  }

  undo(_, id) {
    const [record, message] = this.find(id);
    if (!message || !["queued", "held"].includes(message.state))
      return problem(409, "It has already left.");
    message.state = "cancelled";
    record.status = "open";
    this.publish("message.updated", { case_id: record.id, message });
    this.touched(record);
    return ok({ state: "cancelled", text: message.text });
  }

  retry(_, id) {
    const [record, message] = this.find(id);
    if (!message || !["failed", "unknown"].includes(message.state))
      return problem(409, "Nothing to send again.");
    message.state = "queued";
    message.text = message.text.replace(/\b(fail|unsure)\b/g, "");
    message.send_at = null;
    this.leave(record, message);
    return ok({ state: "queued" });
  }

  ledger() {
    const items = this.channels.map((channel, index) => ({
      channel: this.channel(channel.id),
      received: 412 + index * 333,
      case: 310 + index * 301,
      merged: 84 + index * 20,
      ignored: 17 + index * 12,
      dead_letter: index === 2 ? 1 : 0,
      pending: index === 2 ? 0 : 1,
      balanced: true,
      last_received_at: iso(Date.now() - (index === 1 ? 190 : 3 + index) * minute),
      usual_per_hour: 14,
      silent: index === 1,
      gaps: [],
    }));
    const dead =
      this.channels.length > 2
        ? [
            {
              id: "771",
              channel_id: "3",
              external_id: "<x@mail>",
              kind: "message.created",
              received_at: iso(this.began - 400 * minute),
              reason: "The message says it is in a character set that does not exist: utf-9.",
            },
          ]
        : [];
    return ok({ items, dead_letters: dead });
  }

  patchChannel({ body }, id) {
    const channel = this.channels.find((each) => each.id === id);
    if (!channel) return problem(404, "No such channel.");
    channel.state = body.state ?? channel.state;
    this.publish("channel.updated", channel);
    return ok(channel);
  }

  addUser({ body }) {
    const user = {
      id: this.id(),
      name: body.name,
      email: body.email,
      role: body.role,
      seniority: 1,
    };
    this.users.push(user);
    return { status: 201, body: user };
  }
}

const late = "9999";
const orders = {
  due: (a, b) =>
    (a.due_at ?? late) < (b.due_at ?? late)
      ? -1
      : (a.due_at ?? late) > (b.due_at ?? late)
        ? 1
        : Number(a.id) - Number(b.id),
  newest: (a, b) =>
    b.last_message.at.localeCompare(a.last_message.at) || Number(b.id) - Number(a.id),
  fiasco: (a, b) => b.fiasco - a.fiasco || Number(b.id) - Number(a.id),
};

const ok = (body) => ({ status: 200, body });
const problem = (status, detail) => ({
  status,
  body: { type: "about:blank", title: detail, status, detail },
});
const page = (items) => ok({ items, next_cursor: null });

const routes = [
  [
    "GET /session",
    function () {
      return this.session();
    },
  ],
  [
    "DELETE /session",
    () => ({ status: 204, headers: { "Set-Cookie": "aplomb_session=; Path=/; Max-Age=0" } }),
  ],
  ["GET /cases", Desk.prototype.list],
  [
    "GET /cases/(\\d+)",
    function (_, id) {
      const record = this.cases.get(id);
      return record ? ok(this.detail(record)) : problem(404, "No such case.");
    },
  ],
  ["PATCH /cases/(\\d+)", Desk.prototype.patchCase],
  ["POST /cases/(\\d+)/replies", Desk.prototype.reply],
  ["POST /messages/(\\d+)/undo", Desk.prototype.undo],
  ["POST /messages/(\\d+)/retry", Desk.prototype.retry],
  ["POST /lint", Desk.prototype.lint],
  ["GET /ledger", Desk.prototype.ledger],
  ["POST /ledger/(\\d+)/replay", () => ok({})],
  [
    "GET /channels",
    function () {
      return page(this.channels);
    },
  ],
  ["PATCH /channels/(\\d+)", Desk.prototype.patchChannel],
  ["POST /channels/(\\d+)/test", () => ok({ ok: true, detail: "It answered in 0.2 s." })],
  [
    "GET /users",
    function () {
      return page(this.users);
    },
  ],
  ["POST /users", Desk.prototype.addUser],
  [
    "GET /audit",
    function () {
      return page(this.audit);
    },
  ],
  // Only here, for the browser tests: somebody writes now.
  [
    "POST /mock/arrive",
    function () {
      this.arrive(arrivals[this.cases.size % arrivals.length]);
      return ok({});
    },
  ],
  [
    "POST /mock/write/(\\d+)",
    function ({ body }, id) {
      this.write(this.cases.get(id), body.text);
      return ok({});
    },
  ],
];
