// The drafts of bench_lint_speed through write-good, a prose linter from npm, for comparison in the
// same run:
//   bench_lint_speed 5000 --drafts /tmp/drafts.txt
//   npm install --prefix /tmp/peer write-good && node bench/lint_speed_peer.mjs /tmp/peer /tmp/drafts.txt
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, file, rounds = "5000"] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), "package.json"));
const writeGood = require("write-good");
const drafts = readFileSync(file, "utf8").trimEnd().split("\n");
for (const draft of drafts) writeGood(draft);
const times = [];
for (let i = 0; i < Number(rounds); i++) {
  const start = process.hrtime.bigint();
  writeGood(drafts[i % drafts.length]);
  times.push(Number(process.hrtime.bigint() - start) / 1000);
}
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0);
console.log(`write-good, the draft alone: p50 ${at(0.5)} us, p99 ${at(0.99)} us`);
