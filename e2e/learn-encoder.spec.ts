import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page, TestInfo } from "@playwright/test";
import * as v from "valibot";
import { randomEncoder } from "../scripts/learn/random-encoder.ts";
import { type Hub, startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const model = "test/small-bert";
const lines = ["pets\tthe cat sat on the mat", "pets\ta dog runs", "pets\tmy cat sleeps", "pets\tthe dog sat"];
const others = ["food\twe eat bread", "food\tsoup is hot", "food\ther cake is sweet", "food\thot bread and soup"];
/** Often enough that each is learned from, whatever is held out. */
const labelled = new Array(6)
  .fill([...lines, ...others])
  .flat()
  .join("\n");

/** A tiny BERT in the Hub's layout: the tokenizer of a reference checkpoint beside weights as training begins. */
async function createBert(testInfo: TestInfo): Promise<string> {
  const folder = testInfo.outputPath("small-bert");
  await cp(fileOf("e2e/reference/bert-fill-mask"), folder, { recursive: true });
  const config: unknown = JSON.parse(await readFile(path.join(folder, "config.json"), "utf8"));
  await writeFile(path.join(folder, "model.safetensors"), randomEncoder(config));
  return folder;
}

async function openScreen(page: Page, base: string, testInfo: TestInfo): Promise<Hub> {
  const hub = await startHub({
    repos: {
      [model]: await createBert(testInfo),
      "test/graphs-alone": fileOf("e2e/reference/bert-text-classification"),
      "test/other": fileOf("e2e/reference/gpt2-text-generation"),
    },
  });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await page.goto(`${base}#learn=finetune&lang=en`);
  await page.getByTestId("train-net").selectOption("hub");
  await page.getByTestId("train-labels").fill(labelled);
  await page.getByTestId("train-model").fill(model);
  return hub;
}

const Told = v.object({ step: v.number(), accuracy: v.number(), model: v.string() });
const Scores = v.array(v.object({ label: v.string(), score: v.number() }));

test("all of a small BERT of the Hub is fine-tuned, stopped and gone on with, and its export answers here", async ({
  page,
  playground,
}, testInfo) => {
  const hub = await openScreen(page, playground.base, testInfo);
  const status = page.getByTestId("train-status");
  await page.getByTestId("train-steps").fill("200");
  await page.getByTestId("train-start").press("Enter");
  await expect(status).not.toHaveAttribute("data-step", "0");
  await page.getByTestId("train-stop").press("Enter");
  await expect(status).toHaveAttribute("data-status", "cancelled");
  await expect(page.getByText(/parameters; to train it beside/)).toBeVisible();
  const fetched = hub.requests.length;
  await page.getByTestId("train-start").press("Enter");
  await expect(status).toHaveAttribute("data-status", "done");
  const told = v.parse(Told, JSON.parse((await page.getByTestId("train-json").textContent()) ?? ""));
  expect(told).toMatchObject({ step: 200, model });
  expect(hub.requests).toHaveLength(fetched);

  const download = page.waitForEvent("download");
  await page.getByTestId("train-export").click();
  const file = testInfo.outputPath("learned.zip");
  await (await download).saveAs(file);
  await page.goto(`${playground.base}#task=text-classification&device=wasm&option.top_k=2`);
  await page.getByTestId("zip-input").setInputFiles(file);
  await expect(playground.modelId).toHaveValue("local/learned");
  for (const [sentence, label] of [
    ["the cat sat on the mat", "pets"],
    ["soup is hot", "food"],
  ] as const) {
    await playground.fill("text", sentence);
    const [best] = v.parse(Scores, await playground.answer());
    expect(best).toMatchObject({ label });
  }

  // What was fine-tuned can be fine-tuned again.
  await page.goto(`${playground.base}#learn=finetune&lang=en`);
  await page.getByTestId("train-net").selectOption("hub");
  await page.getByTestId("train-labels").fill(labelled);
  await page.getByTestId("train-model").fill("local/learned");
  await page.getByTestId("train-steps").fill("1");
  await page.getByTestId("train-start").press("Enter");
  await expect(status).toHaveAttribute("data-status", "done");
  expect(v.parse(Told, JSON.parse((await page.getByTestId("train-json").textContent()) ?? "")).accuracy).toBe(1);
  await hub.close();
});

test("Stop ends the download of a BERT of the Hub, and another start brings all of it", async ({
  page,
  playground,
}, testInfo) => {
  const hub = await openScreen(page, playground.base, testInfo);
  hub.setFault({ file: "model.safetensors", on: "content", fault: { kind: "stall", afterBytes: 10_000 } });
  const status = page.getByTestId("train-status");
  const asked = () => hub.requests.filter(({ path: one }) => one.endsWith("model.safetensors"));
  await page.getByTestId("train-steps").fill("1");
  await page.getByTestId("train-start").press("Enter");
  // What it takes is said, and then the weights are on their way, and stay there.
  await expect(page.getByText(/parameters; to train it beside/)).toBeVisible();
  await expect.poll(() => asked().some(({ sentBytes }) => sentBytes > 0)).toBe(true);
  await expect(status).toHaveAttribute("data-status", "loading");
  const pressedAt = performance.now();
  await page.getByTestId("train-stop").press("Enter");
  await expect(status).toHaveAttribute("data-status", "cancelled");
  expect(performance.now() - pressedAt).toBeLessThan(5_000);
  await expect(page.getByTestId("error")).toHaveCount(0);
  await expect(page.getByTestId("train-labels")).toHaveValue(labelled);
  await expect(status).toHaveAttribute("data-step", "0");
  await expect.poll(() => asked().every(({ closed }) => closed)).toBe(true);
  hub.clearFaults();
  await page.getByTestId("train-start").press("Enter");
  await expect(status).toHaveAttribute("data-status", "done", { timeout: 60_000 });
  expect(v.parse(Told, JSON.parse((await page.getByTestId("train-json").textContent()) ?? ""))).toMatchObject({
    step: 1,
  });
  await hub.close();
});

for (const [named, code] of [
  ["test/graphs-alone", "model-unsupported"],
  ["test/other", "model-unsupported"],
  ["test/nobody", "model-not-found"],
  ["", "model-not-found"],
] as const) {
  test(`says what is wrong with "${named}", and keeps the lines`, async ({ page, playground }, testInfo) => {
    const hub = await openScreen(page, playground.base, testInfo);
    await page.getByTestId("train-model").fill(named);
    await page.getByTestId("train-start").press("Enter");
    await expect(page.getByTestId("error")).toHaveAttribute("data-code", code);
    await expect(page.getByTestId("train-labels")).toHaveValue(labelled);
    await hub.close();
  });
}
