// The release binary under test: a data directory of its own, a free port, start, kill, restart,
// and its API as a client would use it.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, openSync, closeSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../partners/processes.mjs';
import { waitFor } from './wait.mjs';

export const binary =
  process.env.APLOMB ??
  path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../build/release/aplomb');

export class ApiError extends Error {
  constructor(method, target, status, body) {
    super(`${method} ${target} answered ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

// Runs one command to its end: {code, stdout, stderr}.
export function command(args, options = {}) {
  return new Promise((done) => {
    execFile(binary, args, { timeout: 30_000, ...options }, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

export class Desk {
  // `flags` go to every `serve`; `folder` keeps an existing data directory.
  static async create({ flags = [], env = {}, folder } = {}) {
    const desk = new Desk();
    desk.root = mkdtempSync(path.join(os.tmpdir(), 'aplomb-desk-'));
    desk.folder = folder ?? path.join(desk.root, 'data');
    desk.flags = flags;
    desk.env = env;
    [desk.port] = await freePorts(1);
    desk.url = `http://127.0.0.1:${desk.port}`;
    return desk;
  }

  // Starts the server and waits until it can serve. `wrap` is a command put in front of it.
  async start({ wrap = [] } = {}) {
    this.log = path.join(this.root, 'serve.log');
    const out = openSync(this.log, 'a');
    const line = [...wrap, binary, 'serve', '--data', this.folder, '--listen',
      `127.0.0.1:${this.port}`, ...this.flags];
    this.process = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...line], {
      stdio: ['ignore', out, out],
      env: { ...process.env, ...this.env },
    });
    closeSync(out);
    const serving = this.process;
    this.ended = new Promise((done) => serving.once('exit', (code, signal) => done({ code, signal })));
    let ended = false;
    this.ended.then(() => (ended = true));
    await waitFor('the desk to serve', 30, async () => {
      if (ended) return true;
      return (await fetch(`${this.url}/readyz`)).ok;
    });
    if (ended) throw new Error(`the desk ended at once:\n${this.output().slice(-3000)}`);
    return this;
  }

  output() {
    return readFileSync(this.log, 'utf8');
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  // A graceful end; resolves to {code, signal}.
  async stop() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode) return this.ended;
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 15_000);
    const end = await this.ended;
    clearTimeout(late);
    return end;
  }

  async remove() {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  // An administration command on this data directory; fails with what it said.
  async run(...args) {
    const { code, stdout, stderr } = await command([...args, '--data', this.folder]);
    if (code !== 0) throw new Error(`aplomb ${args.join(' ')} exited ${code}: ${stderr || stdout}`);
    return stdout.trim();
  }

  async authorise(role = 'admin', name = 'test') {
    this.token = await this.run('token', 'create', '--role', role, '--name', name);
    return this.token;
  }

  async request(method, target, body, headers = {}) {
    const answer = await fetch(this.url + target, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    const value = text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    if (!answer.ok) throw new ApiError(method, target, answer.status, value);
    return value;
  }

  get(target) {
    return this.request('GET', `/api/v1${target}`);
  }
  post(target, body, headers) {
    return this.request('POST', `/api/v1${target}`, body, headers);
  }

  // Every item of a list, page by page.
  async all(target) {
    const items = [];
    let cursor = null;
    do {
      const page = await this.get(
        `${target}${target.includes('?') ? '&' : '?'}limit=200` +
          (cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''),
      );
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return items;
  }

  // Live events from now on: {events, until(wanted), close()}.
  async listen({ lastId } = {}) {
    const ending = new AbortController();
    const answer = await fetch(`${this.url}/api/v1/events`, {
      headers: {
        authorization: `Bearer ${this.token}`,
        accept: 'text/event-stream',
        ...(lastId ? { 'last-event-id': lastId } : {}),
      },
      signal: ending.signal,
    });
    if (!answer.ok) throw new ApiError('GET', '/api/v1/events', answer.status, await answer.text());
    const events = [];
    readEvents(answer.body, events).catch(() => {});
    return {
      events,
      until: (what, wanted, seconds = 15) => waitFor(what, seconds, () => events.find(wanted)),
      close: () => ending.abort(),
    };
  }
}

async function readEvents(stream, events) {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const part of stream) {
    rest += decoder.decode(part, { stream: true });
    let end;
    while ((end = rest.indexOf('\n\n')) >= 0) {
      const event = { id: null, type: 'message', data: '' };
      for (const line of rest.slice(0, end).split('\n')) {
        const [, field, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
        if (field === 'id') event.id = value;
        if (field === 'event') event.type = value;
        if (field === 'data') event.data += value;
      }
      rest = rest.slice(end + 2);
      if (event.data) events.push({ ...event, data: JSON.parse(event.data) });
    }
  }
}
