// The desk keeps its word, end to end on a clock we own: nights are respected, one contact is one
// case, nobody answers twice in a row, justified complaints are made up for, approvals are asked of
// somebody else, promises become clocks, and nobody's case is left behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refused, VirtualDesk } from './lib/virtual_desk.mjs';

let desk;
let people;

before(async () => {
  desk = await VirtualDesk.start('2026-11-23T09:00:00Z'); // a Monday
  people = {};
  for (const [name, role] of [['jo', 'agent'], ['kim', 'agent'], ['sam', 'senior'], ['max', 'manager'], ['eva', 'executive']]) {
    people[name] = await desk.as('admin').post('/users', { name, email: `${name}@shop.test`, role, password: 'correct horse battery' });
  }
});

after(() => desk?.stop());

const kind = 'I am sorry about the lamp. I have looked it up and it is with the carrier.';

async function audited(caseId, action) {
  const page = await desk.as('admin').get(`/audit?subject=case:${caseId}&limit=200`);
  return page.items.filter((entry) => entry.action === action);
}

// What the timeline says beside the messages.
async function told(caseId) {
  return (await desk.caseOf(caseId)).timeline.filter((item) => item.type === 'event').map((item) => item.text);
}

test('a reply at half past midnight waits for their morning, and an override is logged', async () => {
  const heard = await desk.hear('Where is my lamp?', { author: 'yuki' });
  const found = await desk.caseOf(heard.case_id);
  await desk.as('agent').patch(`/customers/${found.customer.id}`, { time_zone: 'Asia/Tokyo' });
  await desk.advance('PT6H30M'); // 15:30 here, 00:30 in Tokyo
  const held = await desk.as('admin').post(`/cases/${heard.case_id}/replies`, { text: kind });
  assert.equal(held.state, 'held');
  assert.equal(held.held_because, 'quiet-hours');
  assert.equal(held.send_at, '2026-11-23T22:00:00Z'); // seven in the morning there
  await desk.advance('PT6H29M');
  assert.ok(!desk.sent().includes(kind), 'nothing left at night');
  await desk.advance('PT2M');
  assert.equal(desk.sent().filter((text) => text === kind).length, 1);

  const urgent = await desk.hear('It is broken!', { author: 'ryo' });
  const card = await desk.caseOf(urgent.case_id);
  await desk.as('agent').patch(`/customers/${card.customer.id}`, { time_zone: 'America/Los_Angeles' });
  await desk.advance('PT9H'); // 07:01 UTC, 23:01 there
  const words = 'I am sorry that it broke. I have asked our workshop to look at it.';
  const sent = await desk.as('admin').post(`/cases/${urgent.case_id}/replies`, {
    text: words, override: [{ rule: 'quiet-hours', reason: 'It may catch fire.' }],
  });
  assert.equal(sent.state, 'queued');
  await desk.advance('PT1M');
  assert.ok(desk.sent().includes(words));
  const [logged] = await audited(urgent.case_id, 'reply.overridden');
  assert.equal(logged.detail.rule, 'quiet-hours');
  assert.equal(logged.detail.reason, 'It may catch fire.');
  assert.equal(logged.actor.name, 'admin token');
});

test('the same new contact through two doors at once is one case with one owner', async () => {
  const at = (await desk.now()).toISOString();
  const event = (n) => ({
    type: 'message.created', id: `twin-${n}`, thread_id: 'twins', visibility: 'private', at,
    author: { id: 'twin', handle: '@twin', name: 'Twin' }, text: `Hello, this is message ${n}.`,
  });
  await Promise.all([desk.deliver(event(1)), desk.deliver(event(2)), desk.deliver(event(1))]);
  await desk.advance('PT1S');
  const cases = (await desk.desk.all('/cases')).filter((each) => each.customer.handle === '@twin');
  assert.equal(cases.length, 1);
  assert.equal(cases[0].message_count, 2);
  assert.ok(cases[0].owner, 'somebody owns it');
});

test('a second message in a row is stopped', async () => {
  const heard = await desk.hear('Do you sell red lamps?', { author: 'cleo' });
  await desk.as('admin').post(`/cases/${heard.case_id}/replies`, { text: 'Yes, we do, in two sizes.' });
  await desk.advance('PT1M');
  const problem = await refused(
    desk.as('admin').post(`/cases/${heard.case_id}/replies`, { text: 'And in green as well.' }), 422);
  assert.ok(problem.findings.some((finding) => finding.rule === 'salvo' && finding.severity === 'error'));
  assert.ok(!desk.sent().includes('And in green as well.'));
});

test('a justified complaint does not close with neither offer nor reason', async () => {
  const heard = await desk.hear('My lamp arrived broken and nobody helps me.', { author: 'dora' });
  const target = `/cases/${heard.case_id}`;
  await desk.as('agent').patch(target, { kind: 'complaint', at_fault: true });
  const problem = await refused(desk.as('agent').patch(target, { status: 'closed' }), 422);
  assert.match(problem.detail, /nothing was offered/);
  const given = await desk.as('agent').post(`${target}/offers`, { offer: 'voucher-10', reason: 'It broke.' });
  assert.equal(given.state, 'granted');
  assert.match(given.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.equal((await desk.as('agent').patch(target, { status: 'closed' })).status, 'closed');

  const other = await desk.hear('Mine is broken as well!', { author: 'emil' });
  const closed = await desk.as('agent').patch(`/cases/${other.case_id}`, {
    kind: 'complaint', at_fault: true, status: 'closed', no_offer_reason: 'They asked for an apology alone.',
  });
  assert.equal(closed.status, 'closed');
});

test('a grant over the limit needs an approver who is not the author, and a double click grants once', async () => {
  const heard = await desk.hear('I want my money back.', { author: 'finn' });
  const target = `/cases/${heard.case_id}/offers`;
  const order = { offer: 'refund', amount: '500.00', currency: 'EUR', reason: 'It broke twice.' };
  const [one, two] = await Promise.all([desk.as('agent').post(target, order), desk.as('agent').post(target, order)]);
  assert.equal(one.id, two.id);
  const proposed = one.approval_id ? one : two;
  assert.equal(proposed.state, 'proposed');
  const approval = `/approvals/${proposed.approval_id}`;
  await refused(desk.as('agent').post(approval, { decision: 'approve' }), 403);
  await refused(desk.as('senior').post(approval, { decision: 'approve' }), 403);
  assert.equal((await desk.as('manager').post(approval, { decision: 'approve' })).state, 'approved');
  await refused(desk.as('executive').post(approval, { decision: 'approve' }), 409);
  const shown = (await desk.caseOf(heard.case_id)).offers;
  assert.equal(shown.length, 1);
  assert.equal(shown[0].state, 'granted');

  // A manager's own grant over a manager's limit is not for that manager to approve.
  const more = await desk.hear('And mine!', { author: 'gus' });
  const big = await desk.as('manager').post(`/cases/${more.case_id}/offers`, { ...order, amount: '5000.00' });
  await refused(desk.as('manager').post(`/approvals/${big.approval_id}`, { decision: 'approve' }), 403);
  await desk.as('executive').post(`/approvals/${big.approval_id}`, { decision: 'approve' });

  const never = await desk.hear('Me too!', { author: 'hal' });
  const problem = await refused(desk.as('executive').post(`/cases/${never.case_id}/offers`, { ...order, amount: '99999.00' }), 403);
  assert.match(problem.detail, /more than anybody may give/);

  const voucher = await desk.as('agent').post(`/cases/${never.case_id}/offers`, { offer: 'voucher-10' });
  const redeemed = await desk.as('agent').post('/redemptions', { code: voucher.code.toLowerCase().replaceAll('-', ' ') });
  assert.equal(redeemed.state, 'redeemed');
  await refused(desk.as('agent').post('/redemptions', { code: voucher.code }), 409);
  const books = (await desk.as('manager').get('/offers/books')).items;
  for (const currency of ['EUR', 'USD']) {
    const sum = books.filter((each) => each.currency === currency).reduce((total, each) => total + Math.round(Number(each.amount) * 100), 0);
    assert.equal(sum, 0, `the books in ${currency} balance`);
  }
});

test('a junior answer to a grave case waits, is approved by somebody else, and leaves byte for byte', async () => {
  const heard = await desk.hear('You will hear from my lawyer about this lamp.', { author: 'ivy' });
  const words = 'I am sorry about the lamp, Ivy — I am looking into it with the  carrier now.';
  const waits = await desk.as('agent').post(`/cases/${heard.case_id}/replies`, { text: words });
  assert.equal(waits.state, 'awaiting_approval');
  await desk.advance('PT1M');
  assert.ok(!desk.sent().includes(words), 'nothing leaves unapproved');
  await refused(desk.as('agent').post(`/approvals/${waits.approval_id}`, { decision: 'approve' }), 403);
  const shown = await desk.as('manager').get(`/approvals/${waits.approval_id}`);
  assert.equal(shown.text, words);
  await desk.as('manager').post(`/approvals/${waits.approval_id}`, { decision: 'approve', text: words });
  await desk.advance('PT1M');
  assert.equal(desk.sent().filter((text) => text === words).length, 1);

  // A new word of theirs, and other words of ours, void what waits.
  await desk.hear('And my lawyer is good.', { author: 'ivy' });
  const again = await desk.as('agent').post(`/cases/${heard.case_id}/replies`, { text: 'I hear you, Ivy, and I am on it today.' });
  await desk.hear('Hello?', { author: 'ivy' });
  await refused(desk.as('manager').post(`/approvals/${again.approval_id}`, { decision: 'approve' }), 409);
  assert.equal((await desk.as('manager').get(`/approvals/${again.approval_id}`)).state, 'void');
  await desk.hear('My lawyer asks when.', { author: 'ivy' });
  const third = await desk.as('agent').post(`/cases/${heard.case_id}/replies`, { text: 'I have asked the carrier just now, Ivy.' });
  await refused(desk.as('manager').post(`/approvals/${third.approval_id}`, { decision: 'approve', text: 'Other words.' }), 409);
  assert.equal((await desk.as('manager').get(`/approvals/${third.approval_id}`)).state, 'void');
  const fourth = await desk.as('agent').post(`/cases/${heard.case_id}/replies`, { text: 'The carrier has it, Ivy, I have just asked.' });
  await desk.advance('PT25H');
  assert.equal((await desk.as('manager').get(`/approvals/${fourth.approval_id}`)).state, 'expired');
});

test("we'll call you at 3 pm: asks first, becomes a promise, escalates when missed", async () => {
  const heard = await desk.hear('Can somebody explain the settings to me?', { author: 'lea' });
  const customer = (await desk.caseOf(heard.case_id)).customer;
  await desk.as('agent').patch(`/customers/${customer.id}`, { time_zone: 'Europe/Paris', phone: '+33 1 23 45 67 89' });
  await refused(desk.as('agent').post(`/cases/${heard.case_id}/calls`, { due_at: '2030-01-01T10:00:00Z' }), 403);
  await desk.as('agent').post(`/customers/${customer.id}/phone-permissions`, { state: 'asked' });
  await desk.as('agent').post(`/customers/${customer.id}/phone-permissions`, {
    state: 'granted', message_id: heard.id, words: 'Yes, call me.', case_id: heard.case_id,
  });
  const now = await desk.now();
  const words = "Of course, Lea. We'll call you at 3 pm.";
  const answer = await desk.as('admin').post(`/cases/${heard.case_id}/replies`, { text: words });
  assert.equal(answer.promises.length, 1);
  assert.equal(answer.promises[0].kind, 'call');
  await desk.advance('PT1M');
  let shown = await desk.caseOf(heard.case_id);
  assert.equal(shown.promises.length, 1);
  const promise = shown.promises[0];
  assert.equal(promise.state, 'open');
  const due = new Date(promise.due_at);
  assert.equal(due.getUTCHours(), 14, 'three in the afternoon in Paris'); // winter time
  assert.ok(due > now && due - now <= 24 * 3600_000);
  assert.match(promise.reading, /15:00 \(Europe\/Paris\)/);
  assert.equal(shown.calls[0].dial, 'tel:+33123456789');
  const until = Math.ceil((due - (await desk.now())) / 60_000);
  await desk.advance(`PT${until + 20}M`);
  shown = await desk.caseOf(heard.case_id);
  assert.equal(shown.promises[0].state, 'broken');
  assert.equal(shown.calls[0].state, 'missed');
  assert.ok((await audited(heard.case_id, 'promise.escalated')).length >= 1, 'somebody above was told');
  const called = await desk.as('agent').post(`/calls/${shown.calls[0].id}`, { outcome: 'reached', note: 'All is well.' });
  assert.equal(called.state, 'done');
  assert.equal((await desk.caseOf(heard.case_id)).promises[0].state, 'kept_late');
  const said = await told(heard.case_id);
  assert.ok(said.includes('agent token called: reached. All is well.'), said.join('\n'));
  assert.ok(said.includes("We kept our word, late: “We'll call you at 3 pm.”"), said.join('\n'));
});

test('a standard warns, is breached, and climbs the chain', async () => {
  const heard = await desk.hear('Is the shop open on Sunday?', { author: 'mia' });
  const shown = await desk.caseOf(heard.case_id);
  assert.equal(new Date(shown.due_at) - new Date(heard.at), 12 * 3600_000);
  assert.equal(shown.why_due[0].standard, 'everything else');
  await desk.advance('PT8H');
  assert.equal((await audited(heard.case_id, 'clock.warned')).length, 1);
  assert.equal((await audited(heard.case_id, 'clock.breached')).length, 0);
  await desk.advance('PT4H');
  assert.equal((await audited(heard.case_id, 'clock.breached')).length, 1);
  await desk.advance('PT3H');
  const levels = (await audited(heard.case_id, 'case.escalated')).map((entry) => entry.detail.level).sort();
  assert.deepEqual(levels, [1, 2, 3]);
  assert.ok((await desk.caseOf(heard.case_id)).fiasco > 40);
});

test('late at the end of a shift it is handed over, never un-owned', async () => {
  const now = await desk.now();
  const hour = (plus) => String((now.getUTCHours() + plus) % 24).padStart(2, '0') + ':00';
  const week = (block) => Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, [block]]));
  const others = ['sam', 'max', 'eva'].map((name) => ({ user_id: people[name].id, zone: 'UTC', week: {} }));
  await desk.as('manager').put('/roster', { people: [
    { user_id: people.jo.id, zone: 'UTC', week: week(`${hour(0)}-${hour(2)}`) },
    { user_id: people.kim.id, zone: 'UTC', week: week(`${hour(2)}-${hour(8)}`) },
    ...others,
  ] });
  const heard = await desk.hear('My parcel is late.', { author: 'nora' });
  assert.equal((await desk.caseOf(heard.case_id)).owner.name, 'jo');
  await desk.advance('PT2H');
  const after = await desk.caseOf(heard.case_id);
  assert.equal(after.owner.name, 'kim');
  const [handed] = await audited(heard.case_id, 'case.handed_over');
  assert.equal(handed.detail.from, 'jo');
  assert.match(handed.detail.summary, /My parcel is late/);
  assert.deepEqual((await desk.as('admin').get('/cases?view=unowned')).items, []);
  await desk.as('admin').patch(`/users/${people.kim.id}`, { disabled: true });
  assert.notEqual((await desk.caseOf(heard.case_id)).owner.name, 'kim');
  assert.deepEqual((await desk.as('admin').get('/cases?view=unowned')).items, []);
  const kept = await desk.as('agent').patch(`/cases/${heard.case_id}`, { owner_id: null });
  assert.ok(kept.owner, 'nobody is no owner');
  const cover = (await desk.as('agent').get('/roster/coverage')).items[0];
  assert.ok(cover.gaps.length > 0, 'the hours nobody covers are shown');
});

test('what cannot be is said plainly', async () => {
  const manager = desk.as('manager');
  const never = await refused(manager.put('/policy', {
    calendars: { never: { zone: 'UTC' } }, standards: [{ name: 'a', calendar: 'never', first: { limit: 'PT8H' } }],
  }), 422);
  assert.match(never.detail, /no working hours/);
  const chain = await refused(manager.put('/policy', { escalation: { every: 'often' } }), 422);
  assert.equal(chain.errors[0].pointer, '#/escalation/every');
  const heard = await desk.hear('One question.', { author: 'olaf' });
  const other = await desk.hear('Another one.', { author: 'pia' });
  const merged = await refused(desk.as('agent').post(`/cases/${heard.case_id}/merge`, { into: other.case_id }), 409);
  assert.match(merged.detail, /two customers/);
  const a = (await desk.caseOf(heard.case_id)).customer.id;
  const b = (await desk.caseOf(other.case_id)).customer.id;
  const people2 = await refused(desk.as('senior').post(`/customers/${a}/merge`, { into: b, evidence: 'They say so.' }), 409);
  assert.match(people2.detail, /two accounts/);
  const done = await desk.as('senior').post(`/customers/${a}/merge`, { into: b, evidence: 'They say so.', despite_conflicts: true });
  assert.equal((await desk.as('agent').post(`/cases/${heard.case_id}/merge`, { into: other.case_id })).id, other.case_id);
  await desk.as('senior').post(`/customer-merges/${done.merge_id}/undo`, {});
});

test('a promise cannot be put off into the past', async () => {
  const heard = await desk.hear('When will it come?', { author: 'quinn' });
  await desk.as('admin').post(`/cases/${heard.case_id}/replies`, {
    text: "I am sorry about the wait, Quinn. I am asking the carrier. I'll write to you within two hours.",
  });
  await desk.advance('PT1M');
  const [promise] = (await desk.caseOf(heard.case_id)).promises;
  assert.equal(promise.state, 'open');
  const past = new Date((await desk.now()).getTime() - 3600_000).toISOString();
  const problem = await refused(desk.as('agent').post(`/promises/${promise.id}`, { state: 'extended', due_at: past }), 422);
  assert.match(problem.detail, /a time to come/);
  assert.equal((await desk.caseOf(heard.case_id)).promises[0].state, 'open');
  await desk.advance('PT3H');
  assert.equal((await desk.caseOf(heard.case_id)).promises[0].state, 'broken');
  await desk.as('agent').post(`/promises/${promise.id}`, { state: 'kept', reason: 'By telephone.' });
  assert.match((await told(heard.case_id)).at(-1), /^agent token marked a promise as kept late: .*, By telephone\.$/);
});

test('an answer nobody approved in time asks anew when it is tried again', async () => {
  const heard = await desk.hear('My lawyer will write to you.', { author: 'rosa' });
  const words = 'I am sorry about this, Rosa. I have asked the carrier where it is.';
  const waits = await desk.as('agent').post(`/cases/${heard.case_id}/replies`, { text: words });
  assert.equal(waits.state, 'awaiting_approval');
  await desk.advance('PT25H');
  const again = await desk.as('admin').post(`/messages/${waits.id}/retry`, {});
  assert.equal(again.state, 'awaiting_approval');
  await desk.advance('PT1M');
  assert.ok(!desk.sent().includes(words), 'nothing leaves around its approval');
  const [asked] = (await desk.caseOf(heard.case_id)).approvals;
  await desk.as('manager').post(`/approvals/${asked.id}`, { decision: 'approve' });
  await desk.advance('PT1M');
  assert.equal(desk.sent().filter((text) => text === words).length, 1);
});

test('a new calendar and a new escalation hold from the next case on', async () => {
  const manager = desk.as('manager');
  const shipped = (await manager.get('/policy')).document;
  const open = Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, ['10:00-12:00', '14:00-16:00']]));
  await manager.put('/policy', {
    ...shipped,
    calendars: { split: { zone: 'Europe/Paris', week: open } },
    standards: [{ name: 'split shifts', calendar: 'split', first: { warn: 'PT2H', limit: 'PT3H' } }],
    escalation: { every: 'PT10M', in_off_time: true },
  });
  const heard = await desk.hear('Is anybody there?', { author: 'sven' });
  const shown = await desk.caseOf(heard.case_id);
  assert.equal(shown.why_due[0].standard, 'split shifts');
  const worked = shown.why_due[0].steps.reduce((sum, step) => sum + (new Date(step.to) - new Date(step.from)), 0);
  assert.equal(worked, 3 * 3600_000, 'three hours of opening time, in pieces');
  const until = Math.ceil((new Date(shown.due_at) - (await desk.now())) / 60_000);
  await desk.advance(`PT${until + 25}M`);
  const levels = (await audited(heard.case_id, 'case.escalated')).map((entry) => entry.detail.level).sort();
  assert.deepEqual(levels, [1, 2, 3], 'every ten minutes, also in off time');
  await manager.put('/policy', shipped);
});

test('every timeline is told in whole sentences', async () => {
  const heard = await desk.hear('Please ring me about my lamp.', { author: 'tess' });
  const customer = (await desk.caseOf(heard.case_id)).customer;
  await desk.as('agent').post(`/customers/${customer.id}/phone-permissions`, {
    state: 'granted', words: 'Please ring me.', phone: '+44 20 7946 0000', case_id: heard.case_id,
  });
  const due = new Date((await desk.now()).getTime() + 3600_000).toISOString();
  const call = await desk.as('agent').post(`/cases/${heard.case_id}/calls`, { due_at: due });
  await desk.as('agent').post(`/calls/${call.id}`, { outcome: 'cancelled', note: 'They wrote instead.' });
  const offer = await desk.as('agent').post(`/cases/${heard.case_id}/offers`, {
    offer: 'refund', amount: '400.00', currency: 'EUR', reason: 'It broke.',
  });
  await desk.as('manager').post(`/approvals/${offer.approval_id}`, { decision: 'reject', reason: 'Too much.' });
  const said = await told(heard.case_id);
  assert.ok(said.some((text) => /^agent token called off the call of \S+: They wrote instead\.$/.test(text)), said.join('\n'));
  assert.ok(said.some((text) => /^manager token did not approve Refund, 400\.00 EUR: Too much\.$/.test(text)), said.join('\n'));
  for (const each of await desk.desk.all('/cases')) {
    for (const text of await told(each.id)) {
      assert.doesNotMatch(text, /[a-z]+\.[a-z_]+$| {2}|[:,]\s*$|[{}[\]]|“”/, `case ${each.id}: ${text}`);
    }
  }
});
