/*
 * Holds gradients and twenty steps on WebGPU to PyTorch's, as `src/learn/train/learn.test.ts` does on WASM: `node
 * scripts/learn/webgpu.mjs`, in Chromium, where there is no GPU on its software adapter. Prints the largest differences.
 */
import { chromium } from "@playwright/test";
import * as v from "valibot";
import { createServer } from "vite";
import { findBrowser } from "../browser/find.mjs";
import { root } from "../shared/root.mjs";

/** What the issue asks for. */
const tolerance = 1e-4;
const Gaps = v.object({
  adapter: v.string(),
  gaps: v.array(v.object({ name: v.string(), gradients: v.number(), losses: v.number() })),
});

const found = findBrowser();
if (found === undefined) throw new Error("No Chromium was found: npm run browser");
const server = await createServer({ root, logLevel: "error", server: { hmr: false, watch: null } });
const browser = await chromium.launch({
  executablePath: found.path,
  args: ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan"],
});
try {
  await server.listen();
  const [address = ""] = server.resolvedUrls?.local ?? [];
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  // Of the same origin, and empty: the app would start workers of its own.
  await page.route(`${address}blank`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
  await page.goto(`${address}blank`);
  const told = await page.evaluate(async () => {
    const load = (/** @type {string} */ path) => import(path);
    const { openDevice } = await load("/src/learn/train/learner.ts");
    const { referenceCases, gradientGapOf, lossGapOf } = await load("/src/learn/testing/reference.ts");
    await openDevice("webgpu");
    const { vendor, architecture } = (await navigator.gpu.requestAdapter())?.info ?? {};
    const gaps = [];
    for (const one of referenceCases) {
      const name = `${one.network} ${one.part ?? "pre-training"}`;
      gaps.push({ name, gradients: await gradientGapOf(one), losses: await lossGapOf(one) });
    }
    return { adapter: `${vendor} ${architecture}`, gaps };
  });
  const { adapter, gaps } = v.parse(Gaps, told);
  console.log(adapter);
  for (const { name, gradients, losses } of gaps) {
    console.log(`${name}: gradients ${gradients.toExponential(1)}, losses ${losses.toExponential(1)}`);
  }
  process.exitCode = gaps.every(({ gradients, losses }) => gradients < tolerance && losses < tolerance) ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}
