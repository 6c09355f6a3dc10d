import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";
import { minutesOfWork } from "./support/texts.ts";

const embeddings = { task: "feature-extraction", device: "wasm", inputs: { texts: "one\ntwo" } } as const;

test("a worker that is killed in the middle of a run is told as worker-crashed, and the next run works", async ({
  page,
  playground,
}) => {
  await playground.open({ task: "feature-extraction", device: "wasm" });
  await playground.fill("texts", minutesOfWork);
  await playground.press();
  await expect(playground.status).toHaveAttribute("data-status", "running");
  await inWorker(page, die);
  expect(await playground.end()).toBe("failed");
  await expect(playground.error).toHaveAttribute("data-code", "worker-crashed");
  await expect(page.getByTestId("error-detail")).toContainText("killed by a test");
  await expect(playground.input("texts")).toHaveValue(minutesOfWork);

  await playground.fill("texts", "one");
  await playground.answer();
  await expect(playground.error).toHaveCount(0);
});

test("a worker that ends without a word leaves Stop in force, and the next run works", async ({
  page,
  playground,
  hub,
}) => {
  hub.setFault({ file: "onnx/model_q4.onnx", on: "content", fault: { kind: "slow", bytesPerSecond: 1_000_000 } });
  await playground.open({ ...embeddings, model: "test/e5", dtype: "q4" });
  await playground.press();
  await expect(playground.status).toHaveAttribute("data-loaded-bytes", /\d/);
  // No event tells a page of it: silence, which only a watchdog or a reader can end.
  await inWorker(page, () => globalThis.close());
  await expect(playground.status).toHaveAttribute("data-status", "loading");
  await playground.stop.click();
  expect(await playground.end()).toBe("cancelled");
  hub.clearFaults();
  await playground.answer();
});

test("a worker that dies while it is idle is replaced at the next run", async ({ page, playground, tiny }) => {
  await playground.open({ ...tiny, ...embeddings });
  const first = await playground.answer();
  await inWorker(page, die);
  await expect.poll(() => modelWorkers(page).length).toBe(0);
  await expect(playground.status).toHaveAttribute("data-status", "done");
  expect(await playground.answer()).toEqual(first);
  expect((await playground.report()).ms.load).toBeGreaterThan(0);
});

test("two models stay loaded beside each other", async ({ page, playground, site }) => {
  await playground.open(embeddings);
  await playground.answer();
  await pick(page, "sentence-similarity");
  // The second one's worker is opened before anything is asked of it, and is the one that it is loaded in.
  await expect.poll(() => modelWorkers(page).length).toBe(2);
  await playground.fill("source_sentence", "one");
  await playground.fill("sentences", "two\nthree");
  await playground.answer();
  const before = site.requests.length;
  await pick(page, "feature-extraction");
  await playground.answer();
  expect((await playground.report()).ms).toMatchObject({ download: 0, load: 0, compile: 0 });
  expect(site.requests.slice(before).filter(({ url }) => url.includes("/models/"))).toEqual([]);
  expect(modelWorkers(page).length).toBe(2);
});

/** Outside of any request, as a bug of a browser or of a library is. */
function die(): void {
  setTimeout(() => {
    throw new Error("killed by a test");
  });
}

/** Those with a model in them; others work out what a view shows. */
function modelWorkers(page: Page) {
  return page.workers().filter((worker) => worker.url().includes("model.worker"));
}

/** Runs a function in the only one. */
async function inWorker(page: Page, call: () => void): Promise<void> {
  const [worker] = modelWorkers(page);
  if (!worker) throw new Error("There is no worker.");
  await worker.evaluate(call);
}

async function pick(page: Page, taskId: string): Promise<void> {
  await page.getByTestId("task-picker").click();
  await page.locator(`[role=option][data-value="${taskId}"]`).click();
}
