// A desk on a clock that stands until told to move, with one webhook channel whose replies we
// receive, and people of every rank to ask as.
import { Desk } from './aplomb.mjs';
import { Callback } from './callback.mjs';
import { newSecret, signedHeaders } from './standard_webhooks.mjs';
import { waitFor } from './wait.mjs';

export class VirtualDesk {
  static async start(at) {
    const made = new VirtualDesk();
    made.secret = newSecret();
    made.callback = await new Callback({ secret: made.secret }).start();
    made.desk = await Desk.create({ flags: ['--virtual-clock', at, '--undo-seconds', '1'] });
    made.channel = await made.desk.run('channel', 'add', 'webhook', '--name', 'shop', '--secret',
      made.secret, '--callback', made.callback.url);
    made.tokens = {};
    for (const role of ['agent', 'senior', 'manager', 'executive', 'admin']) {
      made.tokens[role] = await made.desk.run('token', 'create', '--role', role, '--name', `${role} token`);
    }
    made.desk.token = made.tokens.admin;
    await made.desk.start();
    made.events = 0;
    return made;
  }

  async stop() {
    await this.desk?.remove();
    await this.callback?.stop();
  }

  // The API as somebody of that rank.
  as(role) {
    const ask = (method) => (target, body, headers = {}) =>
      this.desk.request(method, `/api/v1${target}`, body, {
        authorization: `Bearer ${this.tokens[role]}`, ...headers,
      });
    return { get: ask('GET'), post: ask('POST'), put: ask('PUT'), patch: ask('PATCH') };
  }

  async now() {
    return new Date((await this.desk.get('/clock')).now);
  }

  async advance(duration) {
    await this.desk.post('/clock', { advance: duration });
    return this.now();
  }

  // Somebody writes; answers when it is in the desk: the message as the API shows it.
  async hear(text, { author = 'ana', thread = `t-${author}`, visibility = 'private', followers = 20, ...more } = {}) {
    this.events += 1;
    const id = `ext-${this.events}`;
    const at = await this.now();
    await this.deliver({
      type: 'message.created', id, thread_id: thread, visibility, at: at.toISOString(),
      author: { id: author, handle: `@${author}`, name: author[0].toUpperCase() + author.slice(1), followers },
      text, ...more,
    });
    return waitFor(`"${text}" to be in the desk`, 10, async () =>
      (await this.desk.get(`/messages?channel_id=${this.channel}&external_id=${id}`)).items[0]);
  }

  async deliver(event) {
    const body = JSON.stringify(event);
    const answer = await fetch(`${this.desk.url}/hooks/${this.channel}`, {
      method: 'POST', body, headers: signedHeaders(this.secret, body, { at: (await this.now()).getTime() }),
    });
    if (answer.status !== 202) throw new Error(`the hook answered ${answer.status}: ${await answer.text()}`);
  }

  caseOf(id) {
    return this.desk.get(`/cases/${id}`);
  }

  // What the customer got to read, in order.
  sent() {
    return [...this.callback.effects.values()].map(({ reply }) => reply.text);
  }
}

// The error a request ends in, or a failure when it does not.
export async function refused(promise, status) {
  try {
    await promise;
  } catch (error) {
    if (error.status === status) return error.body;
    throw error;
  }
  throw new Error(`this should have been answered ${status}`);
}
