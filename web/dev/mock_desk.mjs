/* The mock's memory and its answers: see mock_server.mjs for what it is and is not. */
import { agents, arrivals, channels, more, stories } from "./mock_data.mjs";
import { lint } from "./mock_lint.mjs";

const minute = 60_000;
const iso = (at) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
const undoMs = 5_000;

export class Desk {
  constructor({ fresh, quiet }) {
    this.users = fresh ? [] : agents.map((agent) => ({ ...agent }));
    this.me = this.users[0] ?? null;
    this.nextId = 1_000;
    this.eventId = 0;
    this.events = [];
    this.streams = new Set();
    this.replies = new Map();
    this.cases = new Map();
    this.audit = [];
    this.began = Date.now();
    this.channels = channels.map((channel) => ({
      ...channel,
      state: "active",
      health: { ok: true, detail: "Answered a test 2 minutes ago." },
      settings: {},
      created_at: iso(this.began - 90 * 24 * 60 * minute),
    }));
    this.channels[1].state = "needs_attention";
    this.channels[1].health = {
      ok: false,
      detail: "The access token ends tomorrow. Connect the account again.",
    };
    for (const story of [...stories, ...more]) this.open(story);
    this.note(agents[0], "user.login", "Jo Lindqvist", {});
    this.note(agents[1], "reply.override", "case 1004", {
      rule: "shouting",
      reason: "The product is called HERON.",
    });
    if (!quiet) this.liveTraffic();
  }

  id() {
    this.nextId += 1;
    return String(this.nextId);
  }

  note(actor, action, subject, detail) {
    this.audit.unshift({
      id: this.id(),
      at: iso(Date.now()),
      actor: { kind: "user", id: actor.id, name: actor.name },
      action,
      subject,
      detail,
    });
  }

  channel(id) {
    const { kind, name } = this.channels.find((each) => each.id === id);
    return { id, kind, name };
  }

  // ---- building cases ------------------------------------------------------------------------

  open(story) {
    const id = this.id();
    const [name, handle, followers, zone, language] = story.who;
    const owner = agents.find((agent) => agent.id === story.owner);
    const record = {
      id,
      status: story.status ?? "open",
      kind: story.kind,
      specificity: story.specificity,
      severity: story.severity,
      fiasco: story.fiasco,
      subject: story.subject ?? null,
      customer: {
        id: this.id(),
        name,
        handle,
        followers,
        time_zone: zone,
        language,
        phone_permission: false,
        identities: [{ channel_kind: this.channel(story.channel).kind, handle, name }],
      },
      channel: this.channel(story.channel),
      visibility:
        story.private || story.channel === "3" || story.channel === "4" ? "private" : "public",
      owner: owner ? { id: owner.id, name: owner.name } : null,
      due_at: iso(this.began + story.dueIn * minute),
      version: 1,
      conversations: [],
      timeline: [],
    };
    this.cases.set(id, record);
    this.converse(record, story.channel, story.subject ?? null, record.visibility, story.thread);
    if (story.also) {
      this.converse(record, story.also.channel, story.also.subject, "private", story.also.thread);
      record.customer.identities.push({
        channel_kind: "email",
        handle: "b.vogel@mail.example",
        name,
      });
    }
    if (owner) {
      record.timeline.push({
        type: "event",
        id: this.id(),
        at: record.timeline[0].at,
        kind: "owner",
        text: "took this case",
        actor: { name: owner.name },
      });
    }
    record.timeline.sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id),
    );
    return record;
  }

  converse(record, channelId, subject, visibility, thread) {
    const settings = this.channels.find((each) => each.id === channelId);
    const conversation = {
      id: this.id(),
      channel: this.channel(channelId),
      visibility,
      external_id: `t-${record.id}`,
      subject,
      length: settings.limit,
      can_reply: true,
      why_not: null,
    };
    record.conversations.push(conversation);
    for (const line of thread) {
      const at = this.began - line.minutesAgo * minute;
      record.timeline.push(this.message(record, conversation, line, at));
    }
  }

  message(record, conversation, line, at) {
    const agent = agents.find((each) => each.id === line.us);
    const author = agent
      ? { name: agent.name, handle: null, user_id: agent.id }
      : line.other
        ? { name: line.other[0], handle: line.other[1], user_id: null }
        : { name: record.customer.name, handle: record.customer.handle, user_id: null };
    return {
      type: "message",
      id: this.id(),
      channel_id: conversation.channel.id,
      external_id: `ext-${this.nextId}`,
      conversation_id: conversation.id,
      case_id: record.id,
      direction: agent ? "out" : "in",
      visibility: conversation.visibility,
      at: iso(at),
      author,
      from: agent ? "us" : line.other ? "other" : "customer",
      text: line.text,
      html: line.html ?? null,
      subject: line.subject ?? null,
      attachments: line.attachments ?? [],
      edited_at: line.edited ? iso(at + minute) : null,
      deleted_at: line.deleted ? iso(at + minute) : null,
      state: agent ? "delivered" : null,
      send_at: null,
      error: null,
    };
  }

  row(record) {
    const messages = record.timeline.filter(
      (item) => item.type === "message" && item.state !== "cancelled",
    );
    const last = messages.at(-1);
    const ins = messages.filter((item) => item.direction === "in");
    const outs = messages.filter((item) => item.direction === "out");
    const { id, name, handle, followers } = record.customer;
    const { conversations, timeline, ...rest } = record;
    return {
      ...rest,
      customer: { id, name, handle, followers },
      first_in_at: ins[0]?.at ?? null,
      last_in_at: ins.at(-1)?.at ?? null,
      last_out_at: outs.at(-1)?.at ?? null,
      last_message: last ? { text: last.text, direction: last.direction, at: last.at } : null,
      message_count: messages.length,
      updated_at: record.updated_at ?? last?.at ?? iso(this.began),
    };
  }

  detail(record) {
    return {
      ...this.row(record),
      customer: record.customer,
      conversations: record.conversations,
      timeline: record.timeline,
    };
  }

  // ---- events --------------------------------------------------------------------------------

  publish(event, data) {
    this.eventId += 1;
    const text = `id: ${this.eventId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    this.events.push({ id: this.eventId, text });
    for (const stream of this.streams) stream.write(text);
  }

  touched(record, event = "case.updated") {
    record.version += 1;
    record.updated_at = iso(Date.now());
    this.publish(event, this.row(record));
  }

  stream(request, response) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": hello\n\n");
    const last = Number(request.headers["last-event-id"] ?? Number.NaN);
    for (const each of this.events) if (each.id > last) response.write(each.text);
    this.streams.add(response);
    const beat = setInterval(() => response.write(": beat\n\n"), 15_000);
    request.on("close", () => {
      clearInterval(beat);
      this.streams.delete(response);
    });
  }

  // ---- people who write while one works --------------------------------------------------------

  arrive([name, handle, channel, kind, text, followers]) {
    const record = this.open({
      who: [name, handle, followers, "Europe/Vienna", "en"],
      channel,
      subject: channel === "3" ? text.split(/[.?]/)[0] : undefined,
      kind,
      specificity: "specific",
      severity: kind === "complaint" ? 3 : 1,
      fiasco: kind === "complaint" ? 33 : 12,
      owner: null,
      dueIn: (Date.now() - this.began) / minute + 8 * 60,
      thread: [{ text, minutesAgo: (this.began - Date.now()) / minute }],
    });
    this.publish("case.created", this.row(record));
    this.publish("message.created", { case_id: record.id, message: record.timeline[0] });
  }

  write(record, text) {
    const conversation = record.conversations[0];
    const message = this.message(record, conversation, { text }, Date.now());
    record.timeline.push(message);
    record.status = "open";
    record.due_at = iso(Date.now() + 60 * minute);
    this.publish("message.created", { case_id: record.id, message });
    this.touched(record);
  }

  liveTraffic() {
    let turn = 0;
    setInterval(() => {
      const next = arrivals[turn % arrivals.length];
      turn += 1;
      if (this.cases.size < 120) this.arrive(next);
    }, 12_000).unref();
  }

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
    a.updated_at > b.updated_at
      ? -1
      : a.updated_at < b.updated_at
        ? 1
        : Number(b.id) - Number(a.id),
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
