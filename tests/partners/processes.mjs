// Partner programs for tests: each runs as an ordinary user, on loopback, in a folder of its own,
// and goes away with the test, even when the test is killed (setpriv's --pdeathsig sees to that).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid() === 0;

// The account partner programs run under: PostgreSQL, Exim and Dovecot refuse or distrust root.
export function partnerUser() {
  return isRoot ? 'nobody' : os.userInfo().username;
}
export function partnerGroup() {
  return isRoot ? 'nogroup' : String(process.getgid());
}

export function partnerFolder(name) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `aplomb-${name}-`));
  give(folder);
  return folder;
}

export function give(file) {
  if (isRoot) chownSync(file, NOBODY.uid, NOBODY.gid);
}

// `count` ports that were free a moment ago. They are held together, so that none comes twice.
export async function freePorts(count) {
  const servers = [];
  for (let i = 0; i < count; i += 1) {
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

export class Program {
  // `asPartner`: drop root first. Output goes to `log`.
  constructor(name, command, args, { folder, env = {}, asPartner = true, signal = 'TERM' } = {}) {
    this.name = name;
    this.log = path.join(folder, `${name}.log`);
    const drop =
      isRoot && asPartner ? ['--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'] : [];
    const out = openSync(this.log, 'a');
    this.process = spawn('setpriv', [...drop, '--pdeathsig', signal, '--', command, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TMPDIR: folder, HOME: folder, ...env },
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    this.ended = new Promise((done) => {
      this.process.once('exit', () => done());
      this.process.once('error', () => done());
    });
    this.running = true;
    this.ended.then(() => (this.running = false));
  }

  // Resolves once `ready()` answers true; fails with the log when the program ends or takes too long.
  async ready(ready, seconds = 60) {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      if (await ready().catch(() => false)) return;
      if (!this.running || Date.now() > deadline) {
        const what = this.running ? `was not ready after ${seconds} s` : 'ended';
        throw new Error(`${this.name} ${what}:\n${this.output().slice(-4000)}`);
      }
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  output() {
    return readFileSync(this.log, 'utf8');
  }

  async stop(signal = 'SIGTERM') {
    if (this.running) this.process.kill(signal);
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(late);
  }
}

// Runs a command to its end; its output on failure becomes the error.
export async function finish(name, command, args, options) {
  const program = new Program(name, command, args, options);
  await program.ended;
  if (program.process.exitCode !== 0) {
    throw new Error(`${name} failed:\n${program.output().slice(-4000)}`);
  }
}

export async function listens(port) {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
