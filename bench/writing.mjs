// Writing on the CPU: weights unpacked once against weights unpacked at every step, in turns on one machine, and whether
// both write the same ids. `runtime.weights` of site.json says which.
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { quartiles } from "./shared/statistics.mjs";
import { openWeighed } from "./shared/weights.mjs";

const root = path.resolve(import.meta.dirname, "..");
const pairs = Number(process.argv[2] ?? 10);
const longPairs = Number(process.argv[3] ?? 3);
const threads = Number(process.argv[4] ?? 1);
const dist = process.argv[5] ?? path.join(root, "dist");
const tokens = 64;

const prompts = [
  "The sky is blue because",
  "A lighthouse keeper's day begins when",
  "Photosynthesis is the process by which",
  "To bake bread, first",
  "The capital of France is",
  "Once upon a time there was a violin that",
  "In 1969, two people",
  "def fibonacci(n):",
  "Dear neighbour, I am writing to",
  "Three reasons to learn a language are",
];

/** About 500 tokens of SmolLM2's; the number makes each one new, so that nothing of an earlier run is taken over. */
const longPrompt = (/** @type {number} */ turn) =>
  `${turn}. ${"The night train left the city at ten and crossed the plain before the moon had risen over the hills. ".repeat(23)}`;

const site = await serveDist({ root: dist });
const browser = await openBrowser();

/** @param {"packed" | "unpacked"} weights */
async function open(weights) {
  const options = { mode: "prompt", do_sample: false };
  const asked = { weights, threads, task: "text-generation", model: "SmolLM2-135M-Instruct", options };
  const { page, run } = await openWeighed(browser, site.url, asked);

  /** @param {string} text @param {number} most */
  async function write(text, most = tokens) {
    await page.getByTestId("input-text").fill(text);
    const { report, json } = await run(most);
    /** @type {number[]} */
    const ids = JSON.parse(json)[0].tokens.map((/** @type {{ id: number }} */ token) => token.id);
    return {
      ids,
      tokensPerSecond: report.tokensPerSecond,
      firstTokenMs: report.firstTokenMs,
      loadMs: report.ms.load,
    };
  }
  return { write };
}

/** Lower quartile, median and upper quartile. @param {number[]} values */
const told = (values) =>
  quartiles(values)
    .map((value) => value.toFixed(2))
    .join(" / ");

const [today, ours] = [await open("packed"), await open("unpacked")];
const loads = [await today.write("Hello", 2), await ours.write("Hello", 2)];
console.log(
  `${threads} thread(s); load ${loads.map(({ loadMs }) => `${Math.round(loadMs)} ms`).join(" packed, ")} unpacked`,
);

/** @type {{ speed: number[], first: number[], unequal: string[], perSecond: [number, number][] }} */
const short = { speed: [], first: [], unequal: [], perSecond: [] };
for (let turn = 0; turn < pairs; turn += 1) {
  const prompt = prompts[turn % prompts.length] ?? "";
  const a = await today.write(prompt);
  const b = await ours.write(prompt);
  short.speed.push(b.tokensPerSecond / a.tokensPerSecond);
  short.first.push(b.firstTokenMs / a.firstTokenMs);
  short.perSecond.push([a.tokensPerSecond, b.tokensPerSecond]);
  if (a.ids.join() !== b.ids.join()) short.unequal.push(prompt);
}
console.log(`tokens/s, unpacked / packed, ${pairs} pairs, quartiles: ${told(short.speed)}`);
console.log(`  packed ${told(short.perSecond.map(([a]) => a))}, unpacked ${told(short.perSecond.map(([, b]) => b))}`);
console.log(`first token, model loaded, unpacked / packed: ${told(short.first)}`);
console.log(`ids of ${tokens} tokens equal: ${pairs - short.unequal.length} of ${pairs} ${short.unequal.join(" | ")}`);

/** @type {{ ratio: number[], packed: number[], unpacked: number[] }} */
const long = { ratio: [], packed: [], unpacked: [] };
for (let turn = 0; turn < longPairs; turn += 1) {
  const a = await today.write(longPrompt(turn), 1);
  const b = await ours.write(longPrompt(turn), 1);
  long.ratio.push(a.firstTokenMs / b.firstTokenMs);
  long.packed.push(a.firstTokenMs);
  long.unpacked.push(b.firstTokenMs);
}
console.log(`first token after about 500, packed / unpacked, ${longPairs} pairs: ${told(long.ratio)}`);
console.log(`  packed ${told(long.packed)} ms, unpacked ${told(long.unpacked)} ms`);
await browser.close();
await site.close();
