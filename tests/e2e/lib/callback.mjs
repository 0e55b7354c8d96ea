// The customer's platform behind a webhook channel: it receives our replies, remembers what each
// one did, and can misbehave the way platforms do. An effect happens once per webhook-id, as the
// contract asks of a receiver; `deliveries` counts every attempt.
import http from 'node:http';
import { once } from 'node:events';
import { isSigned } from './standard_webhooks.mjs';

export class Callback {
  // `behave(attempt, reply)` → 'ok' | 'silent' (records, never answers) | 'error' (500, records
  // nothing) | 'drop' (closes the connection, records nothing) | 'drop-after' (records, closes).
  constructor({ secret, behave = () => 'ok' }) {
    this.secret = secret;
    this.behave = behave;
    this.effects = new Map(); // webhook-id → {reply, platformId}
    this.deliveries = new Map(); // webhook-id → attempts
    this.unsigned = 0;
    this.conflicting = 0; // same webhook-id, another body
    this.held = new Set();
    this.server = http.createServer((request, response) => this.receive(request, response));
    this.server.keepAliveTimeout = 1000;
  }

  async start(port = 0) {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/replies`;
    return this;
  }

  async receive(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString('utf8');
    if (!isSigned(this.secret, request.headers, body)) {
      this.unsigned += 1;
      response.writeHead(401).end();
      return;
    }
    const id = request.headers['webhook-id'];
    const reply = JSON.parse(body);
    const attempt = (this.deliveries.get(id) ?? 0) + 1;
    this.deliveries.set(id, attempt);
    const behaviour = this.behave(attempt, reply);
    if (behaviour === 'error') {
      response.writeHead(500).end();
    } else if (behaviour === 'drop') {
      request.socket.destroy();
    } else {
      const effect = this.record(id, reply);
      if (behaviour === 'drop-after') {
        request.socket.destroy();
      } else if (behaviour === 'silent') {
        this.held.add(request.socket);
        request.socket.once('close', () => this.held.delete(request.socket));
      } else {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ id: effect.platformId }));
      }
    }
  }

  record(id, reply) {
    const known = this.effects.get(id);
    if (known) {
      if (known.reply.text !== reply.text) this.conflicting += 1;
      return known;
    }
    const effect = { reply, platformId: `platform-${this.effects.size + 1}` };
    this.effects.set(id, effect);
    return effect;
  }

  // How often each reply text took effect.
  effectsByText() {
    const counts = new Map();
    for (const { reply } of this.effects.values()) {
      counts.set(reply.text, (counts.get(reply.text) ?? 0) + 1);
    }
    return counts;
  }

  async stop() {
    for (const socket of this.held) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
