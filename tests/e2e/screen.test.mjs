// The page in a real browser against `aplomb demo`: the steps are web/e2e/desk.e2e.mjs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../partners/processes.mjs';
import { binary } from './lib/aplomb.mjs';
import { waitFor } from './lib/wait.mjs';

const web = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../web');

function started(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (child.said += data));
  child.ended = new Promise((done) => child.once('exit', (code) => done(code)));
  return child;
}

test('an agent logs in, reads, is corrected, answers, and sees it arrive', { timeout: 180_000 }, async () => {
  const [port] = await freePorts(1);
  const demo = started('setpriv', ['--pdeathsig', 'KILL', '--', binary, 'demo', '--listen', `127.0.0.1:${port}`]);
  try {
    const [, email, password] = await waitFor('the demo to print its log-in', 60, () =>
      /log in as (\S+@[\w.]+), password (\S+)/.exec(demo.said));
    const env = { ...process.env, APLOMB_URL: `http://127.0.0.1:${port}`, APLOMB_EMAIL: email, APLOMB_PASSWORD: password };
    delete env.NODE_TEST_CONTEXT; // it would make the inner run report to the outer one and exit 0
    const browser = started(process.execPath, ['--test', 'e2e/desk.e2e.mjs'], { cwd: web, env });
    const code = await browser.ended;
    assert.equal(code, 0, browser.said);
  } finally {
    demo.kill('SIGKILL');
    await demo.ended;
  }
});
