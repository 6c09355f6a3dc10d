// A download whose tab is killed at random moments: node bench/kills.mjs [kills] [seed]. It ends in the right bytes, and after
// no death does more than one range come again.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serveDist } from "../scripts/serve/server.mjs";
import { renderers } from "../scripts/shared/renderers.mjs";
import { openProfile } from "./shared/browser.mjs";
import { hosted, startHost } from "./shared/host.mjs";

const root = path.resolve(import.meta.dirname, "..");
const kills = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? Date.now() % 100_000);
const bytes = 64e6;
/** `usualRanges` of src/hub/ahead.ts. */
const rangeBytes = 4 << 20;

const content = randomBytes(bytes);
const host = await startHost({
  bytes,
  pieceAt: (start, end) => content.subarray(start, end),
  // As many deaths as are asked for come before the end.
  bytesPerSecond: bytes / (kills * 0.6),
});
const site = await serveDist({ root: path.join(root, "dist") });
/** What a reader's browser keeps from one day to the next. */
const profile = mkdtempSync(path.join(tmpdir(), "kills-"));
/** A browser that lost so many renderers may end by itself: another one goes on with its profile. */
const killsPerBrowser = 15;

async function openAgain() {
  const opened = await openProfile(profile, { serviceWorkers: "block" });
  await opened.route("**/site.json", (route) => route.fulfill({ json: { endpoints: [host.endpoint] } }));
  return opened;
}
let browser = await openAgain();

/** Numerical Recipes' generator: the same moments for the same seed. */
let state = seed >>> 0;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

async function begin() {
  const page = await browser.newPage();
  await page.goto(`${site.url}#task=feature-extraction&model=${hosted.model}&device=wasm&dtype=fp32`);
  await page.locator("html[data-app=ready]").waitFor();
  const before = host.sendings.length;
  await page.getByTestId("download-start").click();
  return { page, before };
}

/** Bytes that `sendings` brought although one before `before` had. @param {number} before */
function againSince(before) {
  /** A line of the file, of what had come. */
  const had = new Uint8Array(Math.ceil(bytes / 1024));
  for (const { start, sent } of host.sendings.slice(0, before)) had.fill(1, start >> 10, (start + sent) >> 10);
  let again = 0;
  for (const { start, sent } of host.sendings.slice(before)) {
    for (let at = start >> 10; at < (start + sent) >> 10; at++) again += had[at] === 1 ? 1024 : 0;
  }
  return again;
}

let worst = 0;
console.log(`seed ${seed}`);
for (let kill = 1; kill <= kills; kill++) {
  if (kill % killsPerBrowser === 0) {
    await browser.close();
    browser = await openAgain();
  }
  const { page, before } = await begin();
  const waitMs = Math.round(random() * 1_000);
  const asked = performance.now();
  while (host.sendings.length === before && performance.now() - asked < 5_000) await wait(10);
  await wait(waitMs);
  const gone = page.waitForEvent("crash");
  for (const pid of renderers()) process.kill(Number(pid), "SIGKILL");
  await gone;
  // A page without a renderer may never say that it is closed.
  await Promise.race([page.close(), wait(500)]);
  const again = againSince(before);
  worst = Math.max(worst, again);
  const came = host.sendings.reduce((sum, { sent }) => sum + sent, 0);
  console.log(`kill ${kill} after ${waitMs} ms: ${came} bytes sent so far, ${again} of them again since the last`);
}

const { page, before } = await begin();
// What came before the weights is listed from the first visit on.
await page.locator("[data-testid=kept-model][data-dtype=fp32]").waitFor({ state: "attached", timeout: 120_000 });
worst = Math.max(worst, againSince(before));
const found = await page.evaluate(async ({ model, file }) => {
  const cache = await caches.open("transformers-cache");
  const kept = await cache.match(`https://huggingface.co/${model}/resolve/main/${file}`);
  const digest = await crypto.subtle.digest("SHA-256", (await kept?.arrayBuffer()) ?? new ArrayBuffer(0));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}, hosted);
const sent = host.sendings.reduce((sum, one) => sum + one.sent, 0);
const isRight = found === host.sha256;
console.log(`${isRight ? "right" : "WRONG"} bytes after ${kills} kills: ${sent} sent for ${bytes}`);
console.log(`${worst <= rangeBytes ? "at most" : "MORE THAN ONE RANGE:"} ${worst} bytes came again after one kill`);
process.exitCode = isRight && worst <= rangeBytes ? 0 : 1;
await browser.close();
await site.close();
await host.close();
rmSync(profile, { recursive: true, maxRetries: 5 });
