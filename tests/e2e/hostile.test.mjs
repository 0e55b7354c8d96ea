// What a stranger, a mistake or a bad day can do to the desk: each has a clear answer, and the desk
// goes on serving everybody else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { command, Desk } from './lib/aplomb.mjs';
import { newSecret, signedHeaders } from './lib/standard_webhooks.mjs';
import { waitFor } from './lib/wait.mjs';

const secret = newSecret();

function event(id, text = 'Where is my parcel?') {
  return JSON.stringify({
    type: 'message.created', id, thread_id: `t-${id}`, visibility: 'public', at: new Date().toISOString(),
    author: { id: `u-${id}`, handle: '@ana', name: 'Ana' }, text,
  });
}

async function hook(desk, channel, body, headers = signedHeaders(secret, body)) {
  const answer = await fetch(`${desk.url}/hooks/${channel}`, { method: 'POST', headers, body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

function assertProblem(answer, status) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.type, /application\/problem\+json/);
  const problem = JSON.parse(answer.text);
  assert.equal(problem.status, status);
  assert.ok(problem.title || problem.detail, 'a problem says what it is');
}

function count(desk, channel, id) {
  return desk.get(`/messages?channel_id=${channel}&external_id=${id}`).then((page) => page.items.length);
}

describe('at the door', () => {
  let desk;
  let channel;

  before(async () => {
    desk = await Desk.create();
    channel = await desk.run('channel', 'add', 'webhook', '--name', 'acme', '--secret', secret);
    await desk.authorise();
    await desk.start();
  });
  after(() => desk?.remove());

  test('a wrong signature is 401 and leaves nothing', async () => {
    const body = event('forged');
    assertProblem(await hook(desk, channel, body, signedHeaders(newSecret(), body)), 401);
    assertProblem(await hook(desk, channel, body, { 'content-type': 'application/json' }), 401);
    const good = signedHeaders(secret, body);
    assertProblem(await hook(desk, channel, body.replace('parcel', 'money'), good), 401);
    assert.equal((await hook(desk, channel, event('honest'))).status, 202);
    await waitFor('the honest one', 5, async () => (await count(desk, channel, 'honest')) === 1);
    assert.equal(await count(desk, channel, 'forged'), 0);
  });

  test('a timestamp more than five minutes off is 401, either way', async () => {
    const body = event('stale');
    for (const minutes of [-6, 6]) {
      const at = Date.now() + minutes * 60_000;
      assertProblem(await hook(desk, channel, body, signedHeaders(secret, body, { at })), 401);
    }
    const at = Date.now() - 4 * 60_000;
    assert.equal((await hook(desk, channel, body, signedHeaders(secret, body, { at }))).status, 202);
  });

  test('broken JSON is 400, and so is JSON that is no event', async () => {
    for (const body of ['{"type":"message.created",', '[1,2]', '"text"', '{"type":"message.exploded","id":"x"}', '']) {
      assertProblem(await hook(desk, channel, body), 400);
    }
  });

  test('two megabytes are 413', async () => {
    const body = event('big', 'x'.repeat(2 * 1024 * 1024));
    const answer = await hook(desk, channel, body).catch((error) => error);
    // The server may close before the whole body is through; what counts is that it says no.
    if (answer instanceof Error) assert.match(String(answer.cause ?? answer), /reset|closed|EPIPE|socket/i);
    else assertProblem(answer, 413);
    assert.equal(await count(desk, channel, 'big'), 0);
  });

  test('the same event again is 202 and changes nothing', async () => {
    for (let i = 0; i < 3; i += 1) assert.equal((await hook(desk, channel, event('again'))).status, 202);
    await waitFor('the event', 5, async () => (await count(desk, channel, 'again')) === 1);
    assert.equal(await count(desk, channel, 'again'), 1);
  });

  test('no token, no entry', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      const answer = await fetch(`${desk.url}/api/v1/cases`, { headers });
      assert.equal(answer.status, 401);
    }
    assert.equal((await fetch(`${desk.url}/api/v1/nowhere`)).status, 404);
  });

  test('those who dawdle are shown out while others are served', { timeout: 120_000 }, async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, async () => {
      const socket = net.connect(desk.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(`POST /hooks/${channel} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n`);
      return socket;
    }));
    let open = slow.length;
    for (const socket of slow) socket.once('close', () => (open -= 1));
    for (const socket of slow) socket.resume();
    // One more byte every now and then: patience with progress must have an end as well.
    const dawdle = setInterval(() => {
      for (const socket of slow) if (!socket.destroyed) socket.write('X');
    }, 500);
    try {
      const began = Date.now();
      assert.ok((await fetch(`${desk.url}/healthz`)).ok);
      assert.equal((await hook(desk, channel, event('in-between'))).status, 202);
      assert.ok(Date.now() - began < 5000, 'others waited for the slow ones');
      await waitFor('the slow ones to be closed', 90, () => open === 0);
    } finally {
      clearInterval(dawdle);
      for (const socket of slow) socket.destroy();
    }
  });

  test('nonsense on the line is 400 and the line is closed', async () => {
    const socket = net.connect(desk.port, '127.0.0.1');
    socket.write('\x16\x03\x01 hello?\r\n\r\n');
    let text = '';
    socket.on('data', (data) => (text += data));
    await once(socket, 'close');
    assert.match(text, /^HTTP\/1\.1 400 /);
  });

  test('headers without end are refused', async () => {
    const socket = net.connect(desk.port, '127.0.0.1');
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (data) => (text += data));
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    for (let i = 0; i < 200 && !socket.destroyed; i += 1) socket.write(`X-${i}: ${'y'.repeat(1000)}\r\n`);
    await once(socket, 'close');
    assert.match(text, /^HTTP\/1\.1 4(00|31) /);
  });

  test('a second server on the same data directory is refused in one plain line', async () => {
    const second = await command(['serve', '--data', desk.folder, '--listen', '127.0.0.1:0']);
    assert.equal(second.code, 2, second.stderr);
    const said = second.stderr.trim().split('\n').filter((line) => line);
    assert.equal(said.length, 1, second.stderr);
    assert.match(said[0], /another|already/i);
    assert.ok((await fetch(`${desk.url}/healthz`)).ok, 'the first one goes on');
  });
});

describe('configuration', () => {
  let folder;
  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'aplomb-config-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('an unknown key names its line and the nearest known key', async () => {
    writeFileSync(path.join(folder, 'aplomb.toml'), '# ours\nlisten = "127.0.0.1:0"\npublic_ulr = "https://x.test"\n');
    const { code, stderr } = await command(['serve', '--data', path.join(folder, 'data')], { cwd: folder });
    assert.equal(code, 2, stderr);
    assert.match(stderr, /aplomb\.toml:3/);
    assert.match(stderr, /public_ulr/);
    assert.match(stderr, /public_url/);
    assert.equal(stderr.trim().split('\n').length, 1);
  });

  test('an unknown flag names the nearest known flag', async () => {
    const { code, stderr } = await command(['serve', '--lisen', '127.0.0.1:0', '--data', path.join(folder, 'data')]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /--lisen/);
    assert.match(stderr, /--listen/);
  });

  test('an unknown command names the nearest known command', async () => {
    const { code, stderr } = await command(['serv']);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /"serve"/);
  });
});

// A file system of 24 MiB that can be filled to the brim; mounting one takes root.
describe('a full disk', { skip: process.getuid() !== 0 && 'only root can mount a small disk' }, () => {
  let disk;
  let desk;
  let channel;

  before(async () => {
    disk = mkdtempSync(path.join(os.tmpdir(), 'aplomb-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
    mkdirSync(path.join(disk, 'data'));
    desk = await Desk.create({ folder: path.join(disk, 'data') });
    channel = await desk.run('channel', 'add', 'webhook', '--name', 'acme', '--secret', secret);
    await desk.authorise();
    await desk.start();
  });
  after(async () => {
    await desk?.remove();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  test('stops writing, loudly, keeps reading, and recovers by itself', { timeout: 120_000 }, async () => {
    const accepted = [];
    const send = async (id) => {
      const answer = await hook(desk, channel, event(id, `${id} ${'words '.repeat(400)}`));
      if (answer.status === 202) accepted.push(id);
      return answer;
    };
    for (let i = 0; i < 10; i += 1) assert.equal((await send(`before-${i}`)).status, 202);

    const ballast = path.join(disk, 'ballast');
    const fill = () => {
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4096', 'oflag=append', 'conv=notrunc'], { stdio: 'ignore' });
      } catch {
        // dd ends with an error when the disk is full: that is the point.
      }
    };
    fill();
    let n = 0;
    const refused = await waitFor('an event to be refused', 60, async () => {
      fill();
      const answer = await send(`full-${(n += 1)}`);
      return answer.status !== 202 && answer;
    });
    assertProblem(refused, 503);
    assert.match(refused.text, /disk|space|full/i);
    assert.ok((await desk.get('/cases')).items.length > 0, 'reading goes on');
    assert.equal((await fetch(`${desk.url}/readyz`)).status, 503);
    assert.match(desk.output(), /disk|space|full/i);

    rmSync(ballast);
    await waitFor('events to be accepted again', 60, async () => (await send(`after-${(n += 1)}`)).status === 202);
    await waitFor('every accepted event to be visible', 30, async () => {
      for (const id of accepted) if ((await count(desk, channel, id)) !== 1) return false;
      return true;
    });
    assert.ok((await fetch(`${desk.url}/readyz`)).ok);
  });
});
