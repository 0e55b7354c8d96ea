// What every channel's journey has in common, whoever carries the message.
import assert from 'node:assert/strict';
import { ApiError } from './aplomb.mjs';
import { waitFor } from './wait.mjs';

// The live event that brought `text`, and the case it opened.
export async function caseThatSays(desk, live, text, seconds = 60) {
  await live.until(`a live event with "${text}"`, (event) => /^(case|message)\.created$/.test(event.type) &&
    JSON.stringify(event.data).includes(text), seconds);
  const message = await waitFor('the message in the API', 5, async () =>
    (await desk.all('/messages')).find((m) => m.direction === 'in' && m.text.includes(text)));
  return { message, caseId: message.case_id };
}

// A draft in capitals must come back with the finding, and must not leave.
export async function refuseShouting(desk, caseId) {
  const text = 'PLEASE CALM DOWN AND WAIT FOR YOUR TURN LIKE EVERYBODY ELSE';
  await assert.rejects(desk.post(`/cases/${caseId}/replies`, { text }), (error) => {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.status, 422);
    const shouting = error.body.findings.find((finding) => finding.rule === 'shouting');
    assert.ok(shouting, `no shouting among ${JSON.stringify(error.body.findings)}`);
    assert.equal(shouting.severity, 'error');
    assert.ok(shouting.end > shouting.start);
    return true;
  });
}

export async function reply(desk, caseId, text) {
  const answer = await desk.post(`/cases/${caseId}/replies`, { text }, {
    'idempotency-key': `test-${caseId}-${text.length}-${text.slice(0, 12)}`,
  });
  assert.equal(answer.state, 'queued', JSON.stringify(answer));
  return answer;
}

// The reply's own row once it has left, as the API tells it.
export function hasLeft(desk, caseId, text, seconds = 60) {
  return waitFor(`"${text}" to have left`, seconds, async () => {
    const messages = (await desk.all('/messages')).filter(
      (m) => m.direction === 'out' && m.case_id === caseId && m.text === text);
    assert.ok(messages.length <= 1, 'the reply stands twice in the desk');
    return messages.find((m) => ['accepted', 'delivered'].includes(m.state));
  });
}
