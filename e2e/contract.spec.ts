import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import * as v from "valibot";
import { hold } from "./support/hold.ts";
import { Scores } from "./support/shapes.ts";
import { expect, fileOf, test } from "./support/test.ts";
import { statusesIn, watch } from "./support/watch.ts";
import { contracts } from "./tasks/shared/contracts.ts";
import { natives } from "./tasks/shared/task.ts";

const Elsewhere = v.object({ href: v.string(), bytes: v.number() });
const Tokens = v.array(v.array(v.array(v.number())));

const embeddings = { task: "feature-extraction", device: "wasm", inputs: { texts: "one\ntwo" } } as const;

async function expectControls(page: Page, taskId: string): Promise<void> {
  const { inputs = {}, options = {} } = contracts.get(taskId) ?? {};
  expect(Object.keys(inputs)).not.toEqual([]);
  for (const [name, kind] of Object.entries(inputs)) {
    await expect(page.getByTestId(`input-${name}`).and(page.locator(natives[kind]))).toBeAttached();
  }
  for (const [name, kind] of Object.entries(options)) {
    await expect(page.getByTestId(`option-${name}`).and(page.locator(natives[kind]))).toBeAttached();
  }
}

test("the page names its contract, and says that it is ready once everything is on screen", async ({
  page,
  playground,
}) => {
  // The first moment that shows the word; what a script then looks for must be there.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const { app } = document.documentElement.dataset;
      if (app === undefined) return;
      observer.disconnect();
      const ids = ["task-picker", "model-id", "device", "dtype", "run", "stop", "retry", "status", "input-texts"];
      const missing = ids.filter((id) => document.querySelector(`[data-testid="${id}"]`) === null);
      document.documentElement.dataset.seen = `${app}, missing: ${missing.join(" ")}`;
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await playground.open(embeddings);
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-contract", "1");
  await expect(html).toHaveAttribute("data-app", "ready");
  await expect(html).toHaveAttribute("data-seen", "ready, missing: ");
  await expect(playground.status).toHaveAttribute("role", "status");
  await expect(playground.status).toHaveAttribute("data-status", "idle");
});

test("every control of each task is in the page, its panel open or not", async ({ page, playground }) => {
  for (const taskId of contracts.keys()) {
    await playground.open({ task: taskId });
    await expectControls(page, taskId);
  }
  await playground.open({ task: "text-generation" });
  const opened = page.locator("button[aria-expanded=true]");
  for (const button of await opened.all()) await button.click();
  await expect(opened).toHaveCount(0);
  await expectControls(page, "text-generation");
  await expectOne(page, [...always, ...ofTasks]);
  // The same while the models' panel is open.
  await page.getByTestId("models-button").click();
  await expect(page.getByRole("dialog").getByTestId("model-search")).toBeVisible();
  await expectOne(page, [...always, ...ofTasks]);

  for (const learn of ["pretrain", "finetune", "head"]) {
    await playground.openAt(`#learn=${learn}&lang=en`);
    const buttons = ["train-start", "train-stop", "train-reset", "train-export"];
    const settings = ["train-text", "train-labels", "train-objective", "train-seed", "train-steps"];
    await expectOne(page, [...always, ...buttons, ...settings, "train-status", "train-json"]);
  }
});

const always = [
  ...["task-picker", "model-id", "device", "dtype", "fit", "result-json", "run-json"],
  ...["model-search", "download-start", "download-pause", "download-resume"],
  ...["token-input", "folder-input", "zip-input"],
];
const ofTasks = ["run", "stop", "retry", "download-json", "status", "result"];

/** Of each exactly one: an outside script takes the first that it finds. */
async function expectOne(page: Page, ids: readonly string[]): Promise<void> {
  const counts = await page.evaluate(
    (wanted) => wanted.map((id) => `${id}: ${document.querySelectorAll(`[data-testid="${id}"]`).length}`),
    [...ids],
  );
  expect(counts).toEqual(ids.map((id) => `${id}: 1`));
}

test("the task picker is worked by mouse and by keyboard", async ({ page, playground }) => {
  await playground.open(embeddings);
  await playground.taskPicker.click();
  await expect(page.locator("[role=option][data-value]")).toHaveCount(contracts.size);
  await page.locator('[role=option][data-value="image-classification"]').click();
  await expectControls(page, "image-classification");

  await playground.taskPicker.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("sentence-sim");
  await expect(page.locator("[role=option]")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectControls(page, "sentence-similarity");

  await playground.taskPicker.click();
  await page.keyboard.press("Escape");
  await expect(page.locator("[role=option]")).toHaveCount(0);
  await expectControls(page, "sentence-similarity");
});

test("a run is counted, passes its stages and ends with its result in one commit; an edit makes it stale", async ({
  page,
  playground,
  tiny,
}) => {
  await playground.open({ ...embeddings, ...tiny });
  const seen = await watch(page);
  await playground.answer();
  const sights = await seen();
  const statuses = statusesIn(sights);
  expect(statuses.join(" ")).toMatch(/^idle loading (compiling )?running done$/);
  const ending = sights.find(({ status }) => status === "done");
  expect(ending).toMatchObject({ run: "1", stale: "false", jsonFinal: "true", jsonRun: "1" });
  expect(JSON.parse(ending?.json ?? "")).toEqual(await playground.json());

  await playground.fill("texts", "three");
  await expect(playground.status).toHaveAttribute("data-stale", "true");
  await expect(playground.status).toHaveAttribute("data-status", "done");
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-stale", "false");
  await expect(playground.status).toHaveAttribute("data-run", "2");

  const counted = await watch(page);
  await playground.fill("texts", "");
  await playground.failure("input-empty");
  const failed = (await counted()).find(({ status }) => status === "failed");
  expect(failed).toMatchObject({ run: "3", errorCode: "input-empty" });

  await playground.option("normalize").uncheck();
  await expect(playground.status).toHaveAttribute("data-stale", "true");
  await playground.device.selectOption("webgpu");
  await expect(playground.status).toHaveAttribute("data-status", "idle");
  await expect(playground.status).toHaveAttribute("data-run", "3");
  await expect(playground.error).toHaveCount(0);
});

test("a typed model counts from Enter or from leaving its field on; one that is none is refused", async ({
  page,
  playground,
}) => {
  await playground.open(embeddings);
  await playground.modelId.fill("owner/by-enter");
  await playground.modelId.press("Enter");
  await expect.poll(() => page.url()).toContain("model=owner/by-enter");
  await playground.modelId.fill("owner/by-leaving@v2");
  await playground.input("texts").focus();
  await expect.poll(() => page.url()).toContain("model=owner/by-leaving&revision=v2");
  await playground.modelId.fill("none at all");
  await playground.modelId.press("Enter");
  await expect(playground.notice("model-not-found")).toBeVisible();
  await expect(playground.modelId).toHaveValue("none at all");
  await playground.failure("model-not-found");
  await playground.modelId.fill("embedded/multilingual-e5-small-enzh");
  await playground.modelId.press("Enter");
  await expect(page.getByTestId("notice")).toHaveCount(0);
  await expect(playground.error).toHaveCount(0);
  await expect(playground.dtype).toHaveValue("q4");
});

test("buttons that can do nothing are disabled", async ({ page, playground, tiny }) => {
  await playground.open({ ...embeddings, ...tiny, inputs: {} });
  await expect(playground.run).toBeEnabled();
  await expect(playground.stop).toBeDisabled();
  await expect(playground.retry).toBeDisabled();
  await playground.failure("input-empty");
  await expect(playground.stop).toBeDisabled();
  await playground.fill("texts", "one");
  // For as long as it is looked at.
  const weights = await hold(page, "**/onnx/model.onnx");
  await playground.retry.click();
  await expect(playground.stop).toBeEnabled();
  await expect(playground.run).toBeDisabled();
  await expect(playground.retry).toBeDisabled();
  await expect.poll(weights.count).toBeGreaterThan(0);
  await weights.release();
  expect(await playground.end()).toBe("done");
});

test("a result above 1 MB stands behind an address, the same JSON as the saved file", async ({ page, playground }) => {
  const text = Array.from({ length: 220 }, (_, index) => `word${index}`).join(" ");
  await playground.open({ task: "feature-extraction", device: "wasm", options: { pooling: "none" } });
  await playground.fill("texts", `${text}\nshort`);
  await playground.press();
  expect(await playground.end()).toBe("done");
  const stub = v.parse(Elsewhere, JSON.parse((await page.getByTestId("result-json").textContent()) ?? ""));
  expect(stub.bytes).toBeGreaterThan(1_000_000);
  const fetched = await page.evaluate(async (href) => (await fetch(href)).text(), stub.href);
  expect(Buffer.byteLength(fetched)).toBe(stub.bytes);
  const [long, short] = v.parse(Tokens, JSON.parse(fetched));
  expect(long?.length).toBeGreaterThan(short?.length ?? 0);
  expect(short?.[0]?.length).toBe(384);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download-json").click()]);
  expect(await readFile(await download.path(), "utf8")).toBe(fetched);
});

test("the report of a run says what ran, where, and how long each stage took", async ({ page, playground }) => {
  await playground.open({ task: "image-classification", device: "wasm", options: { top_k: 3 } });
  expect(await page.getByTestId("run-json").textContent()).toBe("null");
  await playground.give("image", fileOf("e2e/media/picture.jpg"));
  await playground.answer();
  const report = await playground.report();
  expect(report).toMatchObject({
    task: "image-classification",
    model: "embedded/efficientnet-lite0",
    revision: "main",
    device: "wasm",
    dtype: "fp32",
    options: { top_k: 3 },
    isolated: true,
  });
  expect(Object.keys(report.versions)).toEqual(
    expect.arrayContaining(["@huggingface/transformers", "onnxruntime-web"]),
  );
  expect(report.bytes).toBeGreaterThan(9_000_000);
  expect(report.ms.load).toBeGreaterThan(0);
  expect(report.ms.run).toBeGreaterThan(0);
  expect(report.fallback).toBeUndefined();
  for (const [name, value] of Object.entries({ device: "wasm", dtype: "fp32", revision: "main" })) {
    await expect(playground.status).toHaveAttribute(`data-${name}`, value);
  }
  // How many are shown changes the result and its JSON, and is no other run.
  await playground.option("top_k").fill("2");
  await expect.poll(async () => v.parse(Scores, await playground.json()).length).toBe(2);
  await expect(playground.status).toHaveAttribute("data-run", "1");
  await expect(playground.status).not.toHaveAttribute("data-stale", "true");
  await expect(playground.result.locator("tbody tr")).toHaveCount(2);
  expect(await playground.report()).toMatchObject({ options: { top_k: 2 } });
  // An empty number is Python's None: all labels there are, best first.
  await playground.option("top_k").fill("");
  const scores = v.parse(Scores, await playground.answer()).map(({ score }) => score);
  expect(scores.length).toBe(1000);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(await playground.report()).toMatchObject({
    options: { top_k: null },
    ms: { download: 0, load: 0, compile: 0 },
  });
});
