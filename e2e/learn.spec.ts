import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { seriousIn } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

/** Sentences of a few words in an order that can be learned. */
const text = Array.from({ length: 90 }, (_, index) => {
  const [animal, place] = [["cat", "dog", "bird"][index % 3], ["mat", "road", "tree"][index % 3]];
  return `The ${animal} sat on the ${place}. `;
}).join("");
const chinese = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。".repeat(12);

async function told(page: Page) {
  return JSON.parse((await page.getByTestId("train-json").textContent()) ?? "null");
}

async function stepOf(page: Page): Promise<number> {
  return Number(await page.getByTestId("train-status").getAttribute("data-step"));
}

test("a network learns from text, stops and goes on, and learns the same by the same seed", async ({ page, site }) => {
  await page.goto(`${site.url}#learn=pretrain&lang=en`);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  const status = page.getByTestId("train-status");
  await expect(status).toHaveAttribute("data-status", "idle");
  await page.getByTestId("train-text").fill("Too short.");
  await page.getByLabel("Size").selectOption("tiny");
  await page.getByTestId("train-steps").fill("2000");
  await page.getByTestId("train-start").press("Enter");
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "input-invalid");
  await expect(page.getByTestId("train-text")).toHaveValue("Too short.");

  await page.getByTestId("train-text").fill(text);
  await page.getByTestId("train-start").press("Enter");
  const soon = { timeout: 60_000, intervals: [50] };
  await expect.poll(() => stepOf(page), soon).toBeGreaterThan(0);
  await page.getByTestId("train-stop").press("Enter");
  await expect(status).toHaveAttribute("data-status", "cancelled");
  const stoppedAt = await stepOf(page);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(() => stepOf(page), soon).toBeGreaterThan(stoppedAt);
  await page.getByTestId("train-stop").click();
  await expect(status).toHaveAttribute("data-status", "cancelled");
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);

  const found: unknown[] = [];
  for (const _ of ["once", "once more"]) {
    await page.getByTestId("train-reset").click();
    await expect(status).toHaveAttribute("data-step", "0");
    await page.getByTestId("train-steps").fill("8");
    await page.getByTestId("train-start").click();
    await expect(status).toHaveAttribute("data-status", "done", { timeout: 60_000 });
    found.push(await told(page));
  }
  expect(found[0]).toMatchObject({ objective: "masked", device: "wasm", seed: 1, step: 8, loss: expect.any(Number) });
  expect(found[1]).toEqual(found[0]);
});

test("it writes in Chinese, and is then fine-tuned beside one from random numbers", async ({ page, site }) => {
  await page.goto(`${site.url}#learn=pretrain&lang=zh-CN`);
  const status = page.getByTestId("train-status");
  await page.getByTestId("train-text").fill(chinese);
  await page.getByTestId("train-objective").selectOption("causal");
  await page.getByLabel("规模").selectOption("tiny");
  await page.getByTestId("train-steps").fill("3");
  await page.getByTestId("train-start").click();
  await expect(status).toHaveAttribute("data-status", "done", { timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "第 3 步之后的续写" })).toBeVisible();

  await page.getByRole("button", { name: "微调", exact: true }).click();
  await page.getByTestId("train-labels").fill("甲\t春眠不觉晓");
  await page.getByTestId("train-start").click();
  await expect(page.getByTestId("error")).toContainText("所有行的标签都相同");
  const lines = ["甲\t春眠不觉晓", "乙\t花落知多少"].join("\n");
  await page.getByTestId("train-labels").fill([lines, lines, lines].join("\n"));
  await page.getByTestId("train-steps").fill("4");
  await page.getByTestId("train-start").click();
  await expect(status).toHaveAttribute("data-status", "done", { timeout: 60_000 });
  expect(await told(page)).toMatchObject({
    objective: "causal",
    step: 4,
    accuracy: expect.any(Number),
    baselineAccuracy: expect.any(Number),
  });
});
