// From the start of the desk to its first answers on a full store, and what it then keeps in memory.
//
//   bench_store_lists --fill DIR 1000000
//   node bench/serve_start.mjs build/release/aplomb DIR [PORT]
//
// Asks until something answers, each millisecond, as a load balancer would; then for the first
// page of cases, and reads the memory after the desk has had nothing to do for a while.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [program, directory, port = '8399'] = process.argv.slice(2);
const idle_ms = 10_000;
const address = `http://127.0.0.1:${port}`;
const token = execFileSync(program, ['token', 'create', '--data', directory, '--name', 'bench',
    '--role', 'admin'], { encoding: 'utf8' }).trim();

const memory_mb = (pid) => {
    const sums = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const of = (name) => Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(sums)[1]) / 1024;
    return { resident: of('Rss'), proportional: of('Pss'), own: of('Pss_Anon') };
};

async function first_answer(path, began) {
    for (;;) {
        try {
            const answer = await fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
            await answer.arrayBuffer();
            if (answer.ok) return performance.now() - began;
        } catch {
            // Nobody listens yet.
        }
        await pause(1);
    }
}

const times = [];
let memory;
for (let round = 0; round < 5; ++round) {
    const began = performance.now();
    const desk = spawn(program, ['serve', '--data', directory, '--listen', `127.0.0.1:${port}`],
        { stdio: 'ignore' });
    const alive = await first_answer('/healthz', began);
    const cases = await first_answer('/api/v1/cases?status=open&sort=due&limit=50', began);
    times.push({ alive, cases });
    if (round === 4) {
        await pause(idle_ms);
        memory = memory_mb(desk.pid);
    }
    const ended = new Promise((done) => desk.once('exit', done));
    desk.kill('SIGTERM');
    await ended;
}
const sorted = (name) => times.map((each) => each[name]).sort((a, b) => a - b);
for (const name of ['alive', 'cases']) {
    const values = sorted(name);
    console.log(`${name}: median ${values[2].toFixed(0)} ms, slowest ${values[4].toFixed(0)} ms`);
}
console.log(Object.entries(memory).map(([name, mb]) => `${name} ${mb.toFixed(0)} MB`).join(', '));
