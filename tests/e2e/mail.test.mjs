// The main job by e-mail, with a real Dovecot and Exim: a customer's mail becomes a case, the
// answer arrives once and threads in the customer's mail program, also when the desk dies between
// sending and hearing the answer; what cannot be delivered comes back to the agent.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMail } from '../partners/mail/start.mjs';
import { Desk } from './lib/aplomb.mjs';
import { readMailbox, sendMail, waitForMail } from './lib/mail.mjs';
import { caseThatSays, hasLeft, refuseShouting, reply } from './lib/steps.mjs';
import { smtpProxy } from './lib/swallow.mjs';
import { staysTrue, waitFor } from './lib/wait.mjs';

let mail;
let proxy;
let desk;

before(async () => {
  mail = await startMail();
  proxy = await smtpProxy(mail.smtp);
  desk = await Desk.create({ flags: ['--undo-seconds', '1'] });
  await desk.run('channel', 'add', 'email', '--name', 'support', '--address', 'support@shop.test',
    '--imap', `127.0.0.1:${mail.imap}`, '--smtp', `127.0.0.1:${proxy.port}`,
    '--username', 'support', '--password', mail.password, '--tls', 'none');
  await desk.authorise();
  await desk.start();
});

after(async () => {
  await desk?.remove();
  await proxy?.stop();
  await mail?.stop();
});

const mailbox = (user) => ({ port: mail.imap, user });

async function write({ from, id, subject, body, more = [] }) {
  await sendMail({
    port: mail.smtp,
    from,
    to: 'support@shop.test',
    headers: [
      ['From', `Ana Ruiz <${from}>`], ['To', 'support@shop.test'], ['Subject', subject],
      ['Message-ID', id], ['Date', new Date().toUTCString().replace('GMT', '+0000')], ...more,
    ],
    body,
  });
}

function carries(text) {
  return (m) => m.raw.replace(/=\r\n/g, '').replace(/\r\n/g, ' ').includes(text);
}

async function arrivesOnce(user, text) {
  const [answer] = await waitForMail(mailbox(user), carries(text), 60);
  await staysTrue('one answer and no more', 4, async () =>
    (await readMailbox(mailbox(user))).filter(carries(text)).length === 1);
  return answer;
}

test('a mail is answered once, politely and in its thread', async () => {
  const live = await desk.listen();
  await write({
    from: 'ana@example.test', id: '<kettle-1@example.test>', subject: 'Kettle leaks',
    body: 'Hello,\nmy blue kettle leaks since this morning.\nAna\n',
  });
  const { caseId } = await caseThatSays(desk, live, 'blue kettle');
  await refuseShouting(desk, caseId);
  const text = 'Sorry about the kettle, Ana. A new one leaves today.';
  await reply(desk, caseId, text);
  const sent = await hasLeft(desk, caseId, text);
  const answer = await arrivesOnce('ana', text);
  assert.equal(answer.headers['in-reply-to'], '<kettle-1@example.test>');
  assert.match(answer.headers.references, /<kettle-1@example\.test>/);
  assert.match(answer.headers.subject, /Kettle leaks/);
  assert.match(answer.headers.from, /support@shop\.test/);
  assert.ok(answer.headers['message-id']);

  await write({
    from: 'ana@example.test', id: '<kettle-2@example.test>', subject: 'Re: Kettle leaks',
    body: 'Thank you, the orange one please.\n',
    more: [['In-Reply-To', answer.headers['message-id']],
      ['References', `<kettle-1@example.test> ${answer.headers['message-id']}`]],
  });
  const second = await caseThatSays(desk, live, 'the orange one');
  live.close();
  assert.equal(second.caseId, caseId, 'their answer belongs to the same case');
  assert.equal(second.message.conversation_id, sent.conversation_id);
});

test('killed between sending and hearing the answer, it still arrives once', async () => {
  const live = await desk.listen();
  await write({
    from: 'bo@example.test', id: '<toaster-1@example.test>', subject: 'Toaster',
    body: 'The red toaster burns every slice.\n',
  });
  const { caseId } = await caseThatSays(desk, live, 'red toaster');
  live.close();
  proxy.armed = true;
  const text = 'That must be annoying. We replace the toaster today.';
  await reply(desk, caseId, text);
  await waitFor('the answer to be lost on its way', 60, () => proxy.lost > 0);
  await desk.kill();
  proxy.armed = false;
  await desk.start();
  await hasLeft(desk, caseId, text, 90);
  await arrivesOnce('bo', text);
});

test('what cannot be delivered comes back to the agent', async () => {
  const live = await desk.listen();
  await write({
    from: 'cy@bounce.test', id: '<lamp-1@bounce.test>', subject: 'Lamp',
    body: 'Where is my green lamp?\n',
  });
  const { caseId } = await caseThatSays(desk, live, 'green lamp');
  live.close();
  const text = 'Your lamp is on the van and reaches you tomorrow by five.';
  await reply(desk, caseId, text);
  const failed = await waitFor('the failure to be told', 60, async () =>
    (await desk.all('/messages')).find((m) => m.text === text && m.state === 'failed'));
  assert.match(failed.error, /mailbox|deliver/i);
});
