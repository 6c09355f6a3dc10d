// Whisper's decoder on the CPU: weights unpacked once against weights unpacked at every step, in turns on one machine, and
// whether both hear the same. `runtime.weights` of site.json says which. A step is what 40 tokens more take, in CPU time of all
// renderers: the encoder's seconds, which are in both, differ by more than that in wall time where others want the machine too.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { renderers } from "../scripts/shared/renderers.mjs";
import { root } from "../scripts/shared/root.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { quartiles } from "./shared/statistics.mjs";
import { openWeighed } from "./shared/weights.mjs";
import { transcription } from "./shared/works.mjs";

const pairs = Number(process.argv[2] ?? 3);
const [few, many] = /** @type {const} */ ([4, 44]);
const { task, model, options } = transcription(30);
/** The first 27 of 52 s, about 80 tokens: Whisper hears half a minute at a time, and where it goes on hangs on what it wrote. */
const file = {
  name: "tour.mp3",
  mimeType: "audio/mpeg",
  buffer: readFileSync(path.join(root, "public", "examples", "library_tour.mp3")).subarray(0, 120_000),
};

const site = await serveDist({ root: path.join(root, "dist") });
const browser = await openBrowser();

/** Of all threads of a process by the scheduler's own count, in ms; of one that ends meanwhile, what was read. @param {string} pid */
function cpuOf(pid) {
  let ms = 0;
  try {
    for (const tid of readdirSync(`/proc/${pid}/task`)) {
      ms += Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    }
  } catch {
    // A page of the browser's own, or a thread of its pool, went.
  }
  return ms;
}

const cpuMs = () => renderers().reduce((sum, pid) => sum + cpuOf(pid), 0);

/** @param {"packed" | "unpacked"} weights */
async function open(weights) {
  const asked = { weights, threads: 1, task, model, options: { ...options, return_timestamps: false } };
  const { page, run } = await openWeighed(browser, site.url, asked);
  await page.getByTestId("input-audio").setInputFiles(file);

  /** @param {number} tokens */
  return async (tokens) => {
    const before = cpuMs();
    const { json } = await run(tokens);
    return { ms: cpuMs() - before, text: json };
  };
}

const [today, ours] = [await open("packed"), await open("unpacked")];
for (const hear of [today, ours]) {
  await hear(few);
  const [short, long] = [await hear(many - 4), await hear(many)];
  if (short.text === long.text) throw new Error(`The speech has fewer than ${many} tokens.`);
}
/** @type {{ steps: [number, number][], equal: number }} */
const seen = { steps: [], equal: 0 };
for (let turn = 0; turn < pairs; turn += 1) {
  const [a, b] = [
    { least: await today(few), most: await today(many) },
    { least: await ours(few), most: await ours(many) },
  ];
  const stepOf = (/** @type {typeof a} */ { least, most }) => (most.ms - least.ms) / (many - few);
  seen.steps.push([stepOf(a), stepOf(b)]);
  if (a.most.text === b.most.text) seen.equal += 1;
}
/** @param {readonly number[]} values */
const told = (values) =>
  quartiles(values)
    .map((value) => value.toFixed(1))
    .join(" / ");
console.log(`a step, packed / unpacked, ${pairs} pairs, quartiles: ${told(seen.steps.map(([a, b]) => a / b))}`);
console.log(`  packed ${told(seen.steps.map(([a]) => a))} ms, unpacked ${told(seen.steps.map(([, b]) => b))} ms`);
console.log(`texts of ${many} tokens equal: ${seen.equal} of ${pairs}`);
await browser.close();
await site.close();
