/*
 * Writes FILE.br and FILE.gz beside every file of the build that gains from it, so that the server
 * only has to pick one. Done once here with the highest settings, never per request.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2] ?? "dist";
const texts = new Set([".html", ".js", ".css", ".svg", ".json", ".txt"]);
const smallest = 512;
let plain = 0;
let packed = 0;

function walk(directory) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (texts.has(extname(name))) compress(path);
  }
}

function compress(path) {
  const bytes = readFileSync(path);
  if (bytes.length < smallest) return;
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
  plain += bytes.length;
  packed += Math.min(brotli.length, bytes.length);
}

walk(folder);
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
console.log(`compressed ${kilobytes(plain)} of text to ${kilobytes(packed)} (brotli)`);
