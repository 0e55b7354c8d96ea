// The Standard Webhooks scheme, written from its specification and on its own: the desk's code is
// checked against this, not against itself.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export function newSecret() {
  return 'whsec_' + randomBytes(32).toString('base64');
}

function signature(secret, id, timestamp, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}

// The three headers for `body`; `at` is in milliseconds.
export function signedHeaders(secret, body, { id = 'msg_' + randomBytes(12).toString('hex'), at = Date.now() } = {}) {
  const timestamp = String(Math.floor(at / 1000));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': 'v1,' + signature(secret, id, timestamp, body).toString('base64'),
  };
}

export function isSigned(secret, headers, body) {
  const wanted = signature(secret, headers['webhook-id'], headers['webhook-timestamp'], body);
  return String(headers['webhook-signature'] ?? '').split(' ').some((part) => {
    const [version, value = ''] = part.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
