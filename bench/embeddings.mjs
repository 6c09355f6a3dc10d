// Many lines through the embedded embedding model on WASM: how long it takes, how much memory the renderer has, and how
// long the page's thread is held at a time, in CPU time, from Run to the last view.
import { readdirSync } from "node:fs";
import path from "node:path";
import { tasksDuring } from "../scripts/browser/tasks.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser, rendererMb } from "./shared/browser.mjs";

const root = path.resolve(import.meta.dirname, "..");
const lines = Number(process.argv[2] ?? 10_000);
const model = process.argv[3] ?? "embedded/multilingual-e5-small-enzh";
const dist = process.argv[4] ?? path.join(root, "dist");

const subjects = ["bread", "the night train", "rain", "a violin", "fever", "面包", "末班车", "天气", "小提琴", "发烧"];
const sayings = [
  "Where can I find something about SUBJECT?",
  "SUBJECT was not what I expected",
  "Notes on SUBJECT, part",
  "关于 SUBJECT 的说明，第",
  "昨天有人问起 SUBJECT，编号",
];

/** What the model's folder holds: `model_q4.onnx` or, for fp32, `model.onnx`. */
const dtype = readdirSync(path.join(dist, "models", path.basename(model), "onnx")).includes("model.onnx")
  ? "fp32"
  : "q4";

/** Short lines in two languages, no two the same. */
const texts = Array.from({ length: lines }, (_, at) => {
  const saying = sayings[at % sayings.length] ?? "";
  const subject = subjects[Math.floor(at / sayings.length) % subjects.length] ?? "";
  return `${saying.replace("SUBJECT", subject)} ${at}`;
});

const site = await serveDist({ root: dist });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
/** Asked of few elements and once a second: to search the page for a text would be the longest of its tasks. */
function arranged() {
  return page.waitForFunction(
    () =>
      [...document.querySelectorAll("p")].some(({ textContent }) => textContent?.startsWith("UMAP: neighbours stay")),
    undefined,
    { polling: 1000, timeout: 900_000 },
  );
}

let seen = 0;
/** @type {Record<string, number[]>} */
const longest = {};
let peakMb = 0;
/** @param {string} phase @param {Promise<unknown>} until */
async function measure(phase, until) {
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  const tasks = [];
  while (!isOver) {
    const some = await tasksDuring(page, () => Promise.race([over, page.waitForTimeout(10_000)]));
    seen += some.length;
    tasks.push(...some.filter((ms) => ms > 10));
    peakMb = Math.max(peakMb, rendererMb());
  }
  await over;
  longest[phase] = tasks
    .sort((a, b) => b - a)
    .slice(0, 5)
    .map(Math.round);
}

await page.goto(
  `${site.url}#task=feature-extraction&device=wasm&lang=en&model=${encodeURIComponent(model)}&dtype=${dtype}`,
);
await page.locator("html[data-app=ready]").waitFor();
const status = page.getByTestId("status");

// Loaded and warm before anything counts.
await page.getByTestId("input-texts").fill("one");
await page.getByTestId("run").click();
await page.locator("[data-testid=status][data-status=done]").waitFor({ timeout: 120_000 });
const loadedMb = rendererMb();

// As a file: typing ten thousand lines into a text field is what a browser takes a minute for by itself.
await page.getByTestId("input-texts").evaluate((field, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], "lines.txt", { type: "text/plain" }));
  field.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}, texts.join("\n"));
await page.waitForTimeout(2_000);
const startedAt = Date.now();
await page.getByTestId("run").click();
await page.waitForTimeout(50);
await measure("run", page.locator("[data-testid=status]:not([data-status=running])").waitFor({ timeout: 3_600_000 }));
const seconds = (Date.now() - startedAt) / 1000;
console.log(`status ${await status.getAttribute("data-status")} after ${seconds.toFixed(0)} s`);
const report = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "{}");
console.log(`ms ${JSON.stringify(report.ms)}, threads ${report.threads}`);
await measure("result", page.waitForTimeout(3_000));

await page.getByText("Map and clusters", { exact: true }).click();
const mapAt = Date.now();
await measure("map", arranged());
console.log(`map after ${((Date.now() - mapAt) / 1000).toFixed(0)} s`);
await page.getByText("Vectors", { exact: true }).click();
await page.getByRole("grid", { name: "Vectors of all texts" }).focus();
await measure(
  "scroll",
  (async () => {
    for (let press = 0; press < 40; press++) await page.keyboard.press("PageDown");
    await page.keyboard.press("End");
  })(),
);
await page.getByText("Search", { exact: true }).click();
await page.getByLabel("Query").fill("music");
await measure(
  "search",
  (async () => {
    await page.keyboard.press("Enter");
    await page.getByRole("grid").waitFor({ timeout: 120_000 });
  })(),
);

const bytes = await page.evaluate(async () => {
  const text = document.querySelector("[data-testid=result-json]")?.textContent ?? "null";
  const value = JSON.parse(text);
  return value && typeof value === "object" && "bytes" in value ? value.bytes : text.length;
});
console.log(
  `${model} in ${dtype}: ${lines} lines, ${(lines / seconds).toFixed(1)} lines/s; JSON ${(bytes / 1e6).toFixed(1)} MB`,
);
console.log(`memory: ${loadedMb} MB with the model loaded, ${peakMb} MB at most`);
console.log(`page's thread, ${seen} tasks seen, longest in ms of CPU time: ${JSON.stringify(longest)}`);
await browser.close();
await site.close();
