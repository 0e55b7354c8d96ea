// A network that loses answers: proxies that carry everything until told to, then pass one request
// on, wait until the other side has carried it out, and never bring the answer back.
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

// In front of an HTTP service. `swallow(request)` picks the requests whose answer is lost;
// `lost` counts them. `rename` [from, to] replaces addresses in answers, so that a client that
// follows links stays on the proxy.
export async function httpProxy(target, { swallow, rename = [] }) {
  const held = new Set();
  const proxy = { lost: 0, swallow };
  const server = http.createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const headers = { ...request.headers };
    for (const name of ['host', 'connection', 'content-length', 'accept-encoding', 'expect']) delete headers[name];
    try {
      const answer = await fetch(target + request.url, {
        method: request.method,
        headers,
        body: parts.length > 0 ? Buffer.concat(parts) : undefined,
      });
      let text = await answer.text();
      if (proxy.swallow?.(request, answer)) {
        proxy.lost += 1;
        held.add(request.socket);
        return;
      }
      for (const [from, to] of rename) text = text.replaceAll(from, to);
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(text);
    } catch {
      request.socket.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.port = server.address().port;
  proxy.url = `http://127.0.0.1:${proxy.port}`;
  proxy.stop = async () => {
    for (const socket of held) socket.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  for (const entry of rename) entry[1] ??= proxy.url;
  return proxy;
}

// In front of an SMTP server: once `armed`, the answer to the end of the message is lost.
export async function smtpProxy(port) {
  const proxy = { lost: 0, armed: false };
  const sockets = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(port, '127.0.0.1');
    let sent = '';
    let ended = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      sent = (sent + data.toString('latin1')).slice(-5);
      if (proxy.armed && sent === '\r\n.\r\n') ended = true;
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!ended) return client.write(data);
      if (data.toString('latin1').startsWith('250')) proxy.lost += 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.port = server.address().port;
  proxy.stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  };
  return proxy;
}
