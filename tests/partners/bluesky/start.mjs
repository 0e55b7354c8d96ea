// A real Bluesky network for tests: PostgreSQL, Redis and network.mjs, each on a free loopback port
// in one temporary folder. About 10 s to start and 450 MB. `node start.mjs` runs it by hand.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Program, finish, freePorts, give, listens, partnerFolder, removeFolder,
} from '../processes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, '../../../.toolchain/node_modules');

function node22() {
  const folder = readdirSync(modules).find((name) => name.startsWith('node-linux-'));
  if (!folder) throw new Error('Node 22 is missing; tests/partners/bluesky/install fetches it');
  return path.join(modules, folder, 'bin/node');
}

function postgresProgram(name) {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(a) - Number(b));
  return path.join('/usr/lib/postgresql', versions.at(-1), 'bin', name);
}

export async function startPostgres(folder, port) {
  const data = path.join(folder, 'postgres');
  mkdirSync(data);
  give(data);
  await finish('initdb', postgresProgram('initdb'), [
    '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync',
  ], { folder });
  const server = new Program('postgres', postgresProgram('postgres'), [
    '-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1',
    '-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'synchronous_commit=off',
    '-c', 'full_page_writes=off', '-c', 'max_connections=200',
  ], { folder, signal: 'INT' });
  await server.ready(async () => (await listens(port)) && server.output().includes('ready to accept'));
  return server;
}

export async function startBluesky() {
  const folder = partnerFolder('bluesky');
  const [plc, pds, appview, ozone, postgresPort, redisPort] = await freePorts(6);
  const programs = [];
  const stop = async () => {
    for (const program of programs.reverse()) {
      await program.stop(program.name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    }
    removeFolder(folder);
  };
  try {
    programs.push(await startPostgres(folder, postgresPort));
    const redis = new Program('redis', 'redis-server', [
      '--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--dir', folder,
    ], { folder });
    programs.push(redis);
    await redis.ready(() => listens(redisPort));
    const network = new Program('network', node22(), [
      '--require', path.join(here, 'loopback.cjs'), path.join(here, 'network.mjs'),
    ], {
      folder,
      asPartner: false,
      env: {
        PORTS: JSON.stringify({ plc, pds, appview, ozone }),
        DB_POSTGRES_URL: `postgresql://postgres@127.0.0.1:${postgresPort}/postgres`,
        DB_POSTGRES_SCHEMA: 'bsky',
        REDIS_HOST: `127.0.0.1:${redisPort}`,
        LOG_ENABLED: 'false',
        NODE_ENV: 'development',
      },
    });
    programs.push(network);
    await network.ready(async () => network.output().includes('READY'), 240);
    return { service: `http://127.0.0.1:${pds}`, internal: `http://localhost:${pds}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const network = await startBluesky();
  console.log(`Accounts are made at ${network.service}; handles end in .test. Stop with Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => network.stop().then(() => process.exit(0)));
  }
  setInterval(() => {}, 1 << 30);
}
