/* The mock's memory: its cases, how they are told, and who writes while one works. */
import { agents, arrivals, channels, more, stories } from "./mock_data.mjs";

export const minute = 60_000;
export const iso = (at) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

export class Records {
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
}
