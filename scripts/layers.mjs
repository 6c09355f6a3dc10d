import { join } from "node:path";
import { cruise } from "./layers/cruise.mjs";
import { minimumModules, unseenOf } from "./layers/unseen.mjs";
import { filesIn } from "./shared/files.mjs";
import { root } from "./shared/root.mjs";

const { sources, violations } = await cruise(root, join(root, ".dependency-cruiser.cjs"));
const own = sources.filter((source) => source.startsWith("src/"));
const files = filesIn(join(root, "src")).map(({ path }) => `src/${path}`);

const complaints = [
  ...violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`),
  ...unseenOf(files, own).map((path) => `${path} was not seen`),
  ...(own.length < minimumModules ? [`${own.length} modules seen, fewer than ${minimumModules}`] : []),
];
console.log(`layers: ${own.length} modules of src/ seen`);
for (const complaint of complaints) console.error(`layers: ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
