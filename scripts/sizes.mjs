import { filesIn } from "./shared/files.mjs";
import { distFolder, root } from "./shared/root.mjs";
import { budget } from "./sizes/budget.mjs";
import { definitionWeights, roomOf } from "./sizes/definitions.mjs";
import { pageWeight } from "./sizes/page.mjs";
import { modelsAmong, sizeViolationsOf, totalBytesOf } from "./sizes/violations.mjs";

/** @param {number} bytes */
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {number} bytes */
const MB = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const files = filesIn(distFolder);
const page = pageWeight(distFolder);
const pageBytes = totalBytesOf(page);
const roomBytes = roomOf(await definitionWeights(root), budget.tasks);

for (const { path, bytes } of page) console.log(`  ${kB(bytes).padStart(9)}  ${path}`);
console.log(`page: ${kB(pageBytes)} gzip -9 of ${kB(budget.pageBytes)}`);
console.log(`page with ${budget.tasks} tasks: at most ${kB(pageBytes + roomBytes)}`);
console.log(`models: ${MB(totalBytesOf(modelsAmong(files)))} of ${MB(budget.modelBytes)}`);
const largest = files.reduce((most, file) => (file.bytes > most.bytes ? file : most), { path: "none", bytes: 0 });
console.log(`largest file: ${largest.path}, ${MB(largest.bytes)} of ${MB(budget.fileBytes)}`);

const violations = sizeViolationsOf({ files, page, roomBytes }, budget);
for (const violation of violations) console.error(`sizes: ${violation}`);
process.exitCode = violations.length === 0 ? 0 : 1;
