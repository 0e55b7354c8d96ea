// The main job on a real Bluesky network: a customer's mention becomes a case, a rude answer is
// refused, a good one arrives in the customer's own thread exactly once, also when the desk dies
// between sending and hearing the answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBluesky } from '../partners/bluesky/start.mjs';
import { Desk } from './lib/aplomb.mjs';
import { createAccount, post, records, thread } from './lib/bluesky.mjs';
import { caseThatSays, hasLeft, refuseShouting, reply } from './lib/steps.mjs';
import { httpProxy } from './lib/swallow.mjs';
import { staysTrue, waitFor } from './lib/wait.mjs';

let network;
let proxy;
let shop;
let ana;
let desk;

before(async () => {
  network = await startBluesky();
  shop = await createAccount(network.service, 'kettles');
  ana = await createAccount(network.service, 'ana');
  const writes = /com\.atproto\.repo\.(createRecord|putRecord|applyWrites)/;
  proxy = await httpProxy(network.service, {
    swallow: (request, answer) => proxy.armed && answer.ok && writes.test(request.url),
    rename: [[network.internal], [network.service]],
  });
  desk = await Desk.create({ flags: ['--undo-seconds', '1'] });
  await desk.run('channel', 'add', 'bluesky', '--name', 'b', '--identifier', shop.handle,
    '--password', shop.password, '--service', proxy.url);
  await desk.authorise();
  await desk.start();
});

after(async () => {
  await desk?.remove();
  await proxy?.stop();
  await network?.stop();
});

// Our answers to a post, as its author's own client shows them and as they stand on our host.
async function answersTo(mention) {
  const view = await thread(ana, mention.uri);
  const written = (await records(ana, shop.did)).filter((r) => r.value.reply?.parent.uri === mention.uri);
  return { shown: view.replies ?? [], written };
}

async function arrivesOnce(mention, text) {
  const answers = await waitFor(`"${text}" in the customer's thread`, 60, async () => {
    const found = await answersTo(mention);
    return found.shown.length > 0 && found;
  });
  assert.equal(answers.shown[0].post.record.text, text);
  assert.equal(answers.shown[0].post.author.handle, shop.handle);
  assert.equal(answers.written[0].value.reply.parent.uri, mention.uri);
  assert.equal(answers.written[0].value.reply.parent.cid, mention.cid);
  assert.equal(answers.written[0].value.reply.root.uri, mention.uri);
  await staysTrue('one answer and no more', 4, async () => {
    const now = await answersTo(mention);
    return now.written.length === 1 && now.shown.length === 1;
  });
}

test('a mention is answered once, politely and in its thread', async () => {
  const live = await desk.listen();
  const mention = await post(ana, '@kettles.test my blue kettle leaks since this morning', { mentions: [shop] });
  const { caseId, message } = await caseThatSays(desk, live, 'blue kettle');
  live.close();
  assert.equal(message.visibility, 'public');
  await refuseShouting(desk, caseId);
  const text = 'Sorry about the kettle, Ana. A new one leaves our store today and is with you on Friday.';
  await reply(desk, caseId, text);
  await hasLeft(desk, caseId, text);
  await arrivesOnce(mention, text);
});

test('an answer deeper in a thread keeps the root', async () => {
  const live = await desk.listen();
  const root = await post(ana, 'Anybody else waiting for parcels this week?');
  const mention = await post(ana, '@kettles.test where is my green lamp?', {
    mentions: [shop],
    reply: { root, parent: root },
  });
  const { caseId } = await caseThatSays(desk, live, 'green lamp');
  live.close();
  const text = 'Your lamp is on the van, Ana. It reaches you tomorrow by five.';
  await reply(desk, caseId, text);
  await hasLeft(desk, caseId, text);
  const written = (await records(ana, shop.did)).find((r) => r.value.text === text);
  assert.equal(written.value.reply.root.uri, root.uri);
  assert.equal(written.value.reply.parent.uri, mention.uri);
});

test('killed between sending and hearing the answer, it still arrives once', async () => {
  const live = await desk.listen();
  const mention = await post(ana, '@kettles.test the red toaster burns every slice', { mentions: [shop] });
  const { caseId } = await caseThatSays(desk, live, 'red toaster');
  live.close();
  proxy.armed = true;
  const text = 'That must be annoying, Ana. We replace the toaster today, no questions asked.';
  await reply(desk, caseId, text);
  await waitFor('the answer to be lost on its way', 60, () => proxy.lost > 0);
  await desk.kill();
  proxy.armed = false;
  await desk.start();
  await hasLeft(desk, caseId, text, 90);
  await arrivesOnce(mention, text);
});
