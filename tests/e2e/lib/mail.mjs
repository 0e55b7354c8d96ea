// A customer's own mail program: just enough SMTP to send and just enough IMAP to read a mailbox.
import { once } from 'node:events';
import net from 'node:net';
import { waitFor } from './wait.mjs';

// A connection read line by line; IMAP literals ({123}) are read as counted bytes.
class Conversation {
  constructor(port) {
    this.socket = net.connect(port, '127.0.0.1');
    this.buffer = Buffer.alloc(0);
    this.waiting = null;
    this.socket.on('data', (data) => {
      this.buffer = Buffer.concat([this.buffer, data]);
      this.waiting?.();
    });
    this.socket.on('close', () => {
      this.closed = true;
      this.waiting?.();
    });
    this.socket.on('error', (error) => (this.error = error));
  }

  async more() {
    if (this.closed) throw this.error ?? new Error('the mail server closed the connection');
    await new Promise((resume) => (this.waiting = resume));
    this.waiting = null;
  }

  async line() {
    for (;;) {
      const end = this.buffer.indexOf('\r\n');
      if (end >= 0) {
        const line = this.buffer.subarray(0, end).toString('utf8');
        this.buffer = this.buffer.subarray(end + 2);
        return line;
      }
      await this.more();
    }
  }

  async bytes(count) {
    while (this.buffer.length < count) await this.more();
    const taken = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(count);
    return taken;
  }

  async close() {
    this.socket.end();
    if (!this.closed) await once(this.socket, 'close').catch(() => {});
  }
}

// Sends one message; `headers` is a list of [name, value], `body` plain text.
export async function sendMail({ port, from, to, headers, body }) {
  const smtp = new Conversation(port);
  const expect = async (code, command) => {
    if (command !== undefined) smtp.socket.write(command + '\r\n');
    let line;
    do line = await smtp.line();
    while (line[3] === '-');
    if (!line.startsWith(String(code))) throw new Error(`SMTP answered ${line} to ${command}`);
  };
  await expect(220);
  await expect(250, 'EHLO customer.test');
  await expect(250, `MAIL FROM:<${from}>`);
  await expect(250, `RCPT TO:<${to}>`);
  await expect(354, 'DATA');
  const head = headers.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  const text = body.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
  await expect(250, `${head}\r\n\r\n${text}\r\n.`);
  await expect(221, 'QUIT');
  await smtp.close();
}

// Every message in a mailbox, oldest first, as {uid, headers, text, raw}. Header names are in lower
// case and unfolded.
export async function readMailbox({ port, user, password = 'pw', folder = 'INBOX' }) {
  const imap = new Conversation(port);
  await imap.line();
  let tag = 0;
  const command = async (text) => {
    tag += 1;
    imap.socket.write(`a${tag} ${text}\r\n`);
    const messages = [];
    for (;;) {
      const line = await imap.line();
      if (line.startsWith(`a${tag} `)) {
        if (!line.startsWith(`a${tag} OK`)) throw new Error(`IMAP answered ${line} to ${text}`);
        return messages;
      }
      const literal = /\{(\d+)\}$/.exec(line);
      if (!literal) continue;
      const raw = (await imap.bytes(Number(literal[1]))).toString('utf8');
      messages.push({ uid: Number(/UID (\d+)/.exec(line)[1]), raw });
    }
  };
  await command(`LOGIN ${user} ${password}`);
  await command(`EXAMINE ${folder}`);
  const messages = await command('UID FETCH 1:* (UID BODY.PEEK[])');
  await command('LOGOUT').catch(() => {});
  await imap.close();
  return messages.map(parsed);
}

export async function waitForMail(mailbox, wanted, seconds = 20) {
  return waitFor(`mail for ${mailbox.user}`, seconds, async () => {
    const found = (await readMailbox(mailbox)).filter(wanted);
    return found.length > 0 && found;
  });
}

function parsed({ uid, raw }) {
  const split = raw.indexOf('\r\n\r\n');
  const headers = {};
  for (const line of raw.slice(0, split).replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { uid, headers, text: raw.slice(split + 4), raw };
}
