// A customer's own Bluesky client, over plain HTTP.
const jsonHeaders = { 'content-type': 'application/json' };

async function call(service, method, { token, query, body } = {}) {
  const url = new URL(`/xrpc/${method}`, service);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { ...(body ? jsonHeaders : {}), ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${JSON.stringify(value)}`);
  return value;
}

// A new account: {did, handle, password, token, service}.
export async function createAccount(service, name) {
  const handle = `${name}.test`;
  const password = `password-of-${name}`;
  const made = await call(service, 'com.atproto.server.createAccount', {
    body: { handle, email: `${name}@example.test`, password },
  });
  await call(service, 'com.atproto.repo.putRecord', {
    token: made.accessJwt,
    body: {
      repo: made.did,
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
      record: { $type: 'app.bsky.actor.profile', displayName: name },
    },
  });
  return { did: made.did, handle, password, token: made.accessJwt, service };
}

// Posts `text`; every `@handle` of `mentions` in it becomes a facet. Returns {uri, cid}.
export async function post(account, text, { mentions = [], reply } = {}) {
  const facets = mentions.map(({ handle, did }) => {
    const at = text.indexOf(`@${handle}`);
    const byteStart = Buffer.byteLength(text.slice(0, at));
    return {
      index: { byteStart, byteEnd: byteStart + Buffer.byteLength(`@${handle}`) },
      features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
    };
  });
  return call(account.service, 'com.atproto.repo.createRecord', {
    token: account.token,
    body: {
      repo: account.did,
      collection: 'app.bsky.feed.post',
      record: {
        $type: 'app.bsky.feed.post',
        text,
        createdAt: new Date().toISOString(),
        ...(facets.length > 0 ? { facets } : {}),
        ...(reply ? { reply } : {}),
      },
    },
  });
}

export function like(account, { uri, cid }) {
  return call(account.service, 'com.atproto.repo.createRecord', {
    token: account.token,
    body: {
      repo: account.did,
      collection: 'app.bsky.feed.like',
      record: { $type: 'app.bsky.feed.like', subject: { uri, cid }, createdAt: new Date().toISOString() },
    },
  });
}

export async function notifications(account) {
  const answer = await call(account.service, 'app.bsky.notification.listNotifications', {
    token: account.token,
  });
  return answer.notifications;
}

// The thread below a post as its author sees it: {post, replies}.
export async function thread(account, uri) {
  const answer = await call(account.service, 'app.bsky.feed.getPostThread', {
    token: account.token,
    query: { uri, depth: 10 },
  });
  return answer.thread;
}

// Every post record an account has on its host, newest first: what was really written, whatever
// the AppView has seen of it yet.
export async function records(account, did) {
  const answer = await call(account.service, 'com.atproto.repo.listRecords', {
    query: { repo: did, collection: 'app.bsky.feed.post', limit: 100 },
  });
  return answer.records;
}
