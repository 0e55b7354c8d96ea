/* Adds the font's licence to the notices that Vite collected of the bundled scripts. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? "dist";
const licence = readFileSync(
  new URL("../node_modules/@fontsource-variable/inter/LICENSE", import.meta.url),
  "utf8",
);
appendFileSync(join(folder, "licenses.txt"), `\n## Inter (the typeface)\n\n${licence}`);
