import type { Page } from "@playwright/test";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { Chat, tokensIn } from "./support/chat.ts";
import { Playground } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";
import { watch } from "./support/watch.ts";

/** What is promised; measured on the page, so that a test driver's own delays do not count. */
const promisedMs = 300;

/** Clicks Stop on the page and measures until the status says so. */
async function stopTime(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const status = document.querySelector<HTMLElement>("[data-testid=status]");
        const stop = document.querySelector<HTMLElement>("[data-testid=stop]");
        const startedAt = performance.now();
        new MutationObserver((_, observer) => {
          if (status?.dataset.status !== "cancelled") return;
          observer.disconnect();
          resolve(performance.now() - startedAt);
        }).observe(document, { attributes: true, childList: true, subtree: true });
        stop?.click();
      }),
  );
}

test("a chat that is stopped says so within 300 ms, keeps what was written, and goes on from there", {
  tag: "@timed",
}, async ({ page, playground }) => {
  await playground.open({
    task: "text-generation",
    device: "wasm",
    options: { max_new_tokens: 200 },
    inputs: { messages: "Write a long story about a lighthouse." },
  });
  const seen = await watch(page);
  await playground.press();
  const json = page.getByTestId("result-json");
  await expect.poll(async () => tokensIn(await json.textContent())).toBeGreaterThan(1);
  expect(await stopTime(page)).toBeLessThan(promisedMs);

  const [kept] = v.parse(Chat, await playground.json());
  expect(kept.tokens.length).toBeGreaterThan(1);
  expect(kept.generated_text.at(-1)).toMatchObject({ role: "assistant" });
  expect(kept.generated_text.at(-1)?.content).not.toBe("");
  await expect(json).toHaveAttribute("data-final", "false");
  const shown = (await seen()).find(({ status }) => status === "cancelled");
  expect(tokensIn(shown?.json ?? null)).toBe(kept.tokens.length);

  await playground.option("max_new_tokens").fill("2");
  await playground.fill("messages", "And then?");
  const [next] = v.parse(Chat, await playground.answer());
  expect(next.tokens.length).toBe(2);
});

test("a model that is being loaded can be stopped within 300 ms, its download ends, and the next run works", {
  tag: "@timed",
}, async ({ page, playground, hub }) => {
  hub.setFault({ file: "onnx/model_q4.onnx", on: "content", fault: { kind: "slow", bytesPerSecond: 1_000_000 } });
  await playground.open({
    task: "feature-extraction",
    model: "test/e5",
    device: "wasm",
    dtype: "q4",
    inputs: { texts: "one" },
  });
  const seen = await watch(page);
  await playground.press();
  await expect.poll(async () => Number(await playground.status.getAttribute("data-loaded-bytes"))).toBeGreaterThan(3e6);
  expect(await stopTime(page)).toBeLessThan(promisedMs);
  await expect.poll(() => hub.requests.every(({ closed }) => closed)).toBe(true);
  const loading = (await seen()).filter(({ status, loadedBytes }) => status === "loading" && loadedBytes !== "");
  const loaded = loading.map(({ loadedBytes }) => Number(loadedBytes));
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  const totals = loading.map(({ totalBytes }) => totalBytes).filter((total) => total !== "");
  expect(Number(totals.at(-1))).toBeGreaterThan(25_000_000);

  hub.clearFaults();
  await playground.answer();
});

test("a summary that is looked for with beams on WebGPU can be stopped within 300 ms, and the next run works", {
  tag: "@timed",
}, async ({ page, site }) => {
  const hub = await startHub({ repos: { "test/t5": fileOf("e2e/reference/t5-summarization") } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  const tiny = new Playground(page, site.url);
  await tiny.open({
    task: "summarization",
    model: "test/t5",
    device: "webgpu",
    dtype: "fp32",
    options: { num_beams: 4, max_new_tokens: 4000, min_new_tokens: 4000 },
    inputs: { text: "The tower is 324 metres tall." },
  });
  await tiny.press();
  const json = page.getByTestId("result-json");
  await expect.poll(async () => (await json.textContent())?.includes("summary_text")).toBe(true);
  expect(await stopTime(page)).toBeLessThan(promisedMs);
  await tiny.option("min_new_tokens").fill("");
  await tiny.option("max_new_tokens").fill("3");
  const [summary] = v.parse(v.array(v.object({ tokens: v.array(v.number()) })), await tiny.answer());
  expect(summary?.tokens.length).toBe(3);
  await hub.close();
});
