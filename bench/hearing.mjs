// Whisper's decoder on the CPU: weights unpacked once against weights unpacked at every step, in turns on one machine, and
// whether both hear the same. `runtime.weights` of site.json says which. A step is what 40 tokens more take.
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { quartiles } from "./shared/statistics.mjs";
import { transcription } from "./shared/works.mjs";

const pairs = Number(process.argv[2] ?? 3);
const [few, many] = /** @type {const} */ ([4, 44]);
const { task, model, file, options } = transcription(30);

const site = await serveDist({ root: path.resolve(import.meta.dirname, "..", "dist") });
const browser = await openBrowser();

/** @param {"packed" | "unpacked"} weights */
async function open(weights) {
  const page = await (await browser.newContext()).newPage();
  await page.route("**/site.json", (route) => route.fulfill({ json: { runtime: { weights, threads: 1 } } }));
  const chosen = Object.entries({ ...options, return_timestamps: false, max_new_tokens: few }).map(([name, value]) => [
    `option.${name}`,
    JSON.stringify(value),
  ]);
  const fragment = new URLSearchParams([["task", task], ["model", `embedded/${model}`], ["device", "wasm"], ...chosen]);
  await page.goto(`${site.url}#${fragment}`);
  await page.locator("html[data-app=ready]").waitFor();
  await page.getByTestId("input-audio").setInputFiles(file ?? []);

  /** @param {number} tokens */
  return async (tokens) => {
    await page.getByTestId("option-max_new_tokens").fill(String(tokens));
    const before = Number(await page.getByTestId("status").getAttribute("data-run"));
    await page.locator("[data-testid=run]:enabled").click();
    await page
      .locator(`[data-testid=status][data-run="${before + 1}"][data-status=done]`)
      .waitFor({ timeout: 300_000 });
    const run = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "{}");
    if (run.weights !== weights) throw new Error(`Asked for ${weights}, ran ${run.weights}.`);
    return { ms: run.ms.run, text: (await page.getByTestId("result-json").textContent()) ?? "" };
  };
}

const [today, ours] = [await open("packed"), await open("unpacked")];
for (const hear of [today, ours]) await hear(few);
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
