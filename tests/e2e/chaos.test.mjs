// Received = handled, acknowledged = durable, sent exactly once in effect: 10,000 events, each
// delivered one to three times in shuffled order, 2,000 answers to a callback that loses them in
// every way a platform can, and the desk killed and restarted at least 20 times on the way. At the
// end the desk must equal an oracle that never saw it, and the callback must have seen the effect
// of each answer once. CHAOS_SEED repeats a run, CHAOS_EVENTS and CHAOS_ANSWERS make it smaller.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desk } from './lib/aplomb.mjs';
import { Callback } from './lib/callback.mjs';
import { newSecret, signedHeaders } from './lib/standard_webhooks.mjs';
import { answerText, makeEvents, oracle, randomFrom, shuffled } from './lib/traffic.mjs';
import { waitFor } from './lib/wait.mjs';

const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1e9));
const random = randomFrom(seed);
const threads = makeEvents(Number(process.env.CHAOS_EVENTS ?? 10_000) / 4, random, Date.now() - 86_400_000);
const answered = Number(process.env.CHAOS_ANSWERS ?? 2_000);
const killsMin = 20;
const secret = newSecret();

let desk;
let callback;
let channel;
let kills = 0;
let delivered = 0;
let working = true;
let over = false;

// Asks again until the desk, which may be down or just gone, has answered for good.
async function persistently(what, attempt) {
  return waitFor(what, 60, async () => {
    try {
      return await attempt();
    } catch (error) {
      error.final = error.status < 500 && error.status !== 429;
      throw error;
    }
  });
}

async function deliver(events) {
  const body = JSON.stringify(events.length === 1 ? events[0] : events);
  await persistently('a delivery to be accepted', async () => {
    const answer = await fetch(`${desk.url}/hooks/${channel}`, {
      method: 'POST',
      headers: signedHeaders(secret, body),
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    if (answer.status === 202) return true;
    if (answer.status === 429 || answer.status >= 500) return false;
    throw Object.assign(new Error(`a delivery was answered ${answer.status}`), { status: answer.status });
  });
  delivered += events.length;
}

async function inParallel(width, items, work) {
  const left = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

// Deliveries as a careless platform makes them: one to three times each, in any order, now alone,
// now by the dozen.
function deliveries() {
  const copies = threads.flat().flatMap((event) => Array(1 + Math.floor(random() * 3)).fill(event));
  const batches = [];
  const rest = shuffled(copies, random);
  while (rest.length > 0) batches.push(rest.splice(0, random() < 0.5 ? 1 : 1 + Math.floor(random() * 20)));
  return batches;
}

async function killAgainAndAgain(progress) {
  while (!over && (working || kills < killsMin)) {
    const goal = progress() + 1 / (killsMin + 4);
    await waitFor('more to be done before the next kill', 90, () => over || !working || progress() >= goal);
    await desk.kill();
    kills += 1;
    await desk.start();
  }
}

async function answerThread(t) {
  const wanted = threads[t].filter((e) => e.type === 'message.created').map((e) => e.id);
  const found = await waitFor(`thread ${t} to be in the desk`, 120, async () => {
    const messages = [];
    for (const id of wanted) {
      const { items } = await desk.get(`/messages?channel_id=${channel}&external_id=${id}`);
      if (items.length !== 1) return false;
      messages.push(items[0]);
    }
    return messages;
  });
  const { case_id: caseId, conversation_id: conversation } = found[0];
  await persistently(`thread ${t} to be answered`, () =>
    desk.post(`/cases/${caseId}/replies`, { text: answerText(t), conversation_id: conversation },
      { 'idempotency-key': `answer-${seed}-${t}` }));
}

before(async () => {
  console.log(`# chaos seed ${seed}`);
  const moods = ['ok', 'ok', 'ok', 'ok', 'ok', 'error', 'error', 'drop', 'drop-after', 'drop-after'];
  const silent = new Set(Array.from({ length: 40 }, () => Math.floor(random() * answered)));
  let calls = 0;
  callback = await new Callback({
    secret,
    behave: (attempt) => {
      calls += 1;
      if (attempt === 1 && silent.has(calls)) return 'silent';
      return attempt > 3 ? 'ok' : moods[Math.floor(random() * moods.length)];
    },
  }).start();
  desk = await Desk.create({ flags: ['--undo-seconds', '0'] });
  channel = await desk.run('channel', 'add', 'webhook', '--name', 'acme', '--secret', secret,
    '--callback', callback.url);
  await desk.authorise();
  await desk.start();
});

after(async () => {
  over = true;
  await desk?.remove();
  await callback?.stop();
});

test('the flood goes through and every answer leaves, whatever dies on the way', { timeout: 400_000 }, async () => {
  const batches = deliveries();
  const total = batches.reduce((sum, batch) => sum + batch.length, 0);
  const seen = new Set();
  const ready = [];
  const missing = threads.map((thread) => new Set(thread.map((e) => e.type + e.id + e.at)));
  let replied = 0;
  const killing = killAgainAndAgain(() => (delivered / total + replied / answered) / 2);
  const flood = inParallel(16, batches, async (batch) => {
    await deliver(batch);
    for (const event of batch) {
      const t = Number(event.thread_id.slice(1));
      missing[t].delete(event.type + event.id + event.at);
      if (missing[t].size === 0 && t < answered && !seen.has(t)) {
        seen.add(t);
        ready.push(t);
      }
    }
  });
  const answering = inParallel(6, Array.from({ length: answered }, (_, i) => i), async () => {
    const t = await waitFor('a thread that is complete', 120, () => ready.shift()?.toString());
    await answerThread(Number(t));
    replied += 1;
  });
  await Promise.all([flood, answering]);
  working = false;
  await killing;
  assert.ok(kills >= killsMin, `${kills} kills`);
});

test('every receipt has one end state and the ledger balances', { timeout: 120_000 }, async () => {
  const line = await waitFor('every receipt to be settled', 60, async () => {
    const { items } = await desk.get('/ledger');
    const mine = items.find((item) => item.channel.id === channel);
    return mine.pending === 0 && mine;
  });
  assert.equal(line.received, threads.flat().length);
  assert.equal(line.dead_letter, 0);
  assert.equal(line.case + line.merged + line.ignored, line.received);
  assert.equal(line.balanced, true);
});

test('the store equals the oracle', { timeout: 120_000 }, async () => {
  const wanted = oracle(threads);
  const held = (await desk.all(`/messages?channel_id=${channel}`)).filter((m) => m.direction === 'in');
  const byId = new Map(held.map((m) => [m.external_id, m]));
  assert.equal(held.length, byId.size, 'a message stands twice');
  assert.equal(byId.size, wanted.size);
  const conversations = new Map();
  const cases = new Map();
  for (const [id, { text, deleted, thread }] of wanted) {
    const message = byId.get(id);
    assert.ok(message, `${id} is lost`);
    assert.equal(message.text, text, `${id} says something else`);
    assert.equal(Boolean(message.deleted_at), deleted, `${id}: deleted or not`);
    for (const [map, key] of [[conversations, message.conversation_id], [cases, message.case_id]]) {
      map.set(thread, (map.get(thread) ?? new Set()).add(key));
    }
  }
  for (const map of [conversations, cases]) {
    const all = new Set();
    for (const [thread, ids] of map) {
      assert.equal(ids.size, 1, `${thread} is torn apart`);
      for (const id of ids) all.add(id);
    }
    assert.equal(all.size, threads.length, 'threads of different customers were joined');
  }
});

test('the callback saw the effect of each answer once', { timeout: 200_000 }, async () => {
  await waitFor('every answer to have left', 150, async () => {
    const out = (await desk.all(`/messages?channel_id=${channel}`)).filter((m) => m.direction === 'out');
    assert.equal(out.length, answered);
    const stuck = out.filter((m) => !['accepted', 'delivered'].includes(m.state));
    const first = stuck[0];
    if (first) throw new Error(`${stuck.length} are not; one is ${first.state}: ${first.error}`);
    return true;
  });
  assert.equal(callback.unsigned, 0);
  assert.equal(callback.conflicting, 0);
  const effects = callback.effectsByText();
  for (let t = 0; t < answered; t += 1) {
    assert.equal(effects.get(answerText(t)), 1, `answer ${t} took effect ${effects.get(answerText(t)) ?? 0} times`);
  }
  assert.equal(callback.effects.size, answered);
});
