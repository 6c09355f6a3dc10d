// What the download of a very large file costs in memory: node bench/large.mjs [megabytes], on a profile on the disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serveDist } from "../scripts/serve/server.mjs";
import { openProfile, rendererMb } from "./shared/browser.mjs";
import { hosted, startHost } from "./shared/host.mjs";

const root = path.resolve(import.meta.dirname, "..");
const bytes = Number(process.argv[2] ?? 1_000) * 1e6;
/** The most that page and worker may rise by. */
const mostMb = 100;

// All zeros: no file of this size lies anywhere before it is downloaded.
const zeros = new Uint8Array(1 << 24);
const host = await startHost({ bytes, pieceAt: (start, end) => zeros.subarray(0, end - start) });
const site = await serveDist({ root: path.join(root, "dist") });
const profile = mkdtempSync(path.join(tmpdir(), "large-"));
const context = await openProfile(profile);
await context.route("**/site.json", (route) => route.fulfill({ json: { endpoints: [host.endpoint] } }));
const page = await context.newPage();
await page.goto(`${site.url}#task=feature-extraction&model=${hosted.model}&device=wasm&dtype=fp32`);
await page.locator("html[data-app=ready]").waitFor();
await wait(2_000);
const before = rendererMb();
const began = performance.now();
await page.getByTestId("download-start").click();
let most = before;
const kept = page.getByTestId("kept-model");
while ((await kept.count()) === 0) {
  most = Math.max(most, rendererMb());
  await wait(1_000);
}
const seconds = (performance.now() - began) / 1_000;
await wait(2_000);
const after = rendererMb();
const stored = Number(await kept.getAttribute("data-bytes"));
const verified = await kept.getAttribute("data-verified");
console.log(`${stored} bytes kept, verified: ${verified}, in ${seconds.toFixed(0)} s`);
console.log(
  `renderer, MB: ${before} before, ${most} at most (+${most - before}), ${after} afterwards (+${after - before})`,
);
process.exitCode = stored >= bytes && verified === "true" && most - before <= mostMb ? 0 : 1;
await context.close();
await site.close();
await host.close();
rmSync(profile, { recursive: true });
