// What the download of a very large file costs in memory: node bench/large.mjs [megabytes], on a profile on the disk.
// Nobody holds the page's developer tools meanwhile: they keep up to 200 MB of what a page fetches, in its own process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serveDist } from "../scripts/serve/server.mjs";
import { rendererMb, startProfile } from "./shared/browser.mjs";
import { hosted, startHost } from "./shared/host.mjs";

const root = path.resolve(import.meta.dirname, "..");
const bytes = Number(process.argv[2] ?? 1_000) * 1e6;
/** The most that page and worker may rise by. */
const mostMb = 100;
/** From the page's last word to the press that begins the download. */
const restMs = 6_000;

// All zeros: no file of this size lies anywhere before it is downloaded.
const zeros = new Uint8Array(1 << 24);
const host = await startHost({ bytes, pieceAt: (start, end) => zeros.subarray(0, end - start) });
const site = await serveDist({ root: path.join(root, "dist") });
const profile = mkdtempSync(path.join(tmpdir(), "large-"));
const browser = await startProfile(profile);

await browser.withPage(async (page) => {
  await page.route("**/site.json", (route) => route.fulfill({ json: { endpoints: [host.endpoint] } }));
  await page.goto(`${site.url}#task=feature-extraction&model=${hosted.model}&device=wasm&dtype=fp32`);
  await page.locator("html[data-app=ready]").waitFor();
  await page.evaluate((ms) => {
    const button = document.querySelector("[data-testid=download-start]");
    setTimeout(() => button instanceof HTMLElement && button.click(), ms);
  }, restMs);
});
await wait(restMs / 2);
const before = rendererMb();
const began = performance.now() + restMs / 2;
const sent = () => host.sendings.reduce((sum, one) => sum + one.sent, 0);
let most = before;
while (sent() < bytes) {
  most = Math.max(most, rendererMb());
  await wait(200);
}
const seconds = (performance.now() - began) / 1_000;
// What came is stored then.
for (const until = performance.now() + seconds * 500; performance.now() < until; await wait(200)) {
  most = Math.max(most, rendererMb());
}
const after = rendererMb();
const [stored, verified] = await browser.withPage(async (page) => {
  const kept = page.locator("[data-testid=kept-model][data-dtype=fp32]");
  await kept.waitFor({ state: "attached", timeout: 300_000 });
  return [Number(await kept.getAttribute("data-bytes")), await kept.getAttribute("data-verified")];
});
console.log(`${stored} bytes kept, verified: ${verified}; they came in ${seconds.toFixed(0)} s`);
console.log(
  `renderer, MB: ${before} before, ${most} at most (+${most - before}), ${after} afterwards (+${after - before})`,
);
process.exitCode = stored >= bytes && verified === "true" && most - before <= mostMb ? 0 : 1;
await browser.close();
await site.close();
await host.close();
rmSync(profile, { recursive: true, maxRetries: 5 });
