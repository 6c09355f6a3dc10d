import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { tasksDuring } from "../scripts/browser/tasks.mjs";
import { expect, test } from "./support/test.ts";

/** docs/decisions.md: scripts and styles, gzip -9, fetched by Chromium or in the page itself; the worker's are apart. */
const pageBytes = 145_000;
const afterRunBytes = 195_000;
/** Of CPU time: from there on an input waits so long that it is felt. */
const longTaskMs = 50;

function watchWeight(page: Page): () => Promise<number> {
  const responses: Response[] = [];
  page.on("response", (response) => {
    const isPagesOwn = ["script", "stylesheet"].includes(response.request().resourceType());
    if (isPagesOwn && !/\.worker|ort-(?:wasm|factory)/.test(response.url())) responses.push(response);
  });
  return async () => {
    const bodies = await Promise.all(responses.map((response) => response.body()));
    const inline = await page.locator("style, script:not([src], [type='application/json'])").allTextContents();
    return [...bodies, inline.join("")].reduce((sum, body) => sum + gzipSync(body, { level: 9 }).byteLength, 0);
  };
}

test("the page stays light, before any input and after a run, and nothing on it jumps", async ({
  page,
  playground,
}) => {
  await page.addInitScript(() => {
    const { dataset } = document.documentElement;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ("value" in entry) dataset.shift = String(Number(dataset.shift ?? 0) + Number(entry.value));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const weigh = watchWeight(page);
  await playground.openAt("");
  await page.waitForLoadState("networkidle");
  const before = await weigh();
  expect(before).toBeGreaterThan(50_000);
  expect(before).toBeLessThanOrEqual(pageBytes);
  expect(page.workers()).toEqual([]);
  expect(Number((await page.locator("html").getAttribute("data-shift")) ?? 0)).toBeLessThan(0.01);
  await playground.device.selectOption("wasm");
  await playground.fill("texts", "one\ntwo");
  await playground.answer();
  const after = await weigh();
  console.log(`${before} bytes before any input, ${after} after a run`);
  expect(after).toBeGreaterThan(before);
  expect(after).toBeLessThanOrEqual(afterRunBytes);
  // Whoever comes back to a model finds its worker open, with nothing of the model in it.
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.reload();
  await expect.poll(() => asked.some((url) => /ort-wasm.*\.wasm/.test(url))).toBe(true);
  await playground.ready();
  expect(page.workers()).toHaveLength(1);
  expect(asked.filter((url) => url.includes("/models/"))).toEqual([]);
});

/** What drives the page is compiled in its thread as well when it is first asked for something: not while this looks. */
test("nothing holds the page's thread up while a model loads and runs", async ({ page, playground, tiny }) => {
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "one\ntwo" } });
  await expect(playground.result).toBeVisible();
  const tasks = await tasksDuring(page, () => playground.answer());
  const longest = Math.max(...tasks);
  console.log(`of ${tasks.length} tasks the longest took ${longest.toFixed(0)} ms of CPU time`);
  expect(tasks.length).toBeGreaterThan(100);
  expect(longest).toBeLessThanOrEqual(longTaskMs);
});
