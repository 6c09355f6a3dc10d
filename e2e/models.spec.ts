import { writeFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import * as v from "valibot";
import { seriousIn } from "./support/axe.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";
import { zipOf } from "./support/zip.ts";

test("a model's verdict comes before any of it, and once run it is listed, and deleted", async ({
  page,
  playground,
  hub,
  tiny,
}) => {
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "one" } });
  const fit = page.getByTestId("fit");
  await expect(fit).toHaveAttribute("data-verdict", "runs");
  await playground.modelId.fill(tiny.model);
  await playground.modelId.press("Enter");
  await expect(playground.dtype).toHaveValue("fp32");
  await expect(fit).toHaveAttribute("data-verdict", "runs");
  await fit.getByRole("button").press("Enter");
  await expect(fit.getByRole("status")).toContainText(/\d MB/);
  expect(hub.requests.filter(({ path }) => path.includes("/resolve/"))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(fit.getByRole("status")).toHaveCount(0);

  await playground.answer();
  const kept = page.getByTestId("kept-model");
  await expect(kept).toHaveAttribute("data-model", tiny.model);
  await expect(kept).toHaveAttribute("data-dtype", "fp32");
  expect(Number(await kept.getAttribute("data-bytes"))).toBeGreaterThan(10_000);
  await page.getByTestId("models-button").press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText(tiny.model);
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
  await page.getByTestId("kept-delete").press("Enter");
  await expect(kept).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("models-button")).toBeFocused();
});

const Answer = v.array(v.object({ token: v.number(), score: v.number() }));
const Reference = v.object({
  cases: v.array(v.object({ inputs: v.object({ text: v.string() }), output: v.unknown() })),
});

test("a folder of one's own runs, a zip too, with Python's answer and no host asked; what is wrong with one is said", async ({
  page,
  playground,
  hub,
}, testInfo) => {
  const folder = fileOf("e2e/reference/bert-fill-mask");
  const { cases } = v.parse(Reference, await recorded("e2e/reference/bert-fill-mask/reference.json"));
  const [first] = cases;
  if (!first) throw new Error("The reference has no case.");
  const expected = v.parse(Answer, first.output);
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(playground.base) && !request.url().startsWith("blob:")) elsewhere.push(request.url());
  });
  await playground.open({ task: "feature-extraction", device: "wasm" });
  const runs = async (model: string) => {
    await expect(playground.modelId).toHaveValue(model);
    await playground.fill("text", first.inputs.text);
    await playground.dtype.selectOption("fp32");
    await expect(page.getByTestId("fit")).toHaveAttribute("data-verdict", "runs");
    const answer = v.parse(Answer, await playground.answer());
    expect(answer.map(({ token }) => token)).toEqual(expected.map(({ token }) => token));
    for (const [at, { score }] of answer.entries()) expect(score).toBeCloseTo(expected[at]?.score ?? 0, 4);
  };
  await page.getByTestId("folder-input").setInputFiles(folder);
  await runs("local/bert-fill-mask");
  await page.getByTestId("zip-input").setInputFiles({
    name: "my own.zip",
    mimeType: "application/zip",
    buffer: await zipOf(folder),
  });
  await runs("local/my-own");
  await expect(page.getByTestId("kept-model")).toHaveCount(0);
  expect([...elsewhere, ...hub.requests.map(({ path }) => path)]).toEqual([]);

  await writeFile(testInfo.outputPath("model.safetensors"), "");
  await writeFile(testInfo.outputPath("config.json"), "{}");
  await page.getByTestId("folder-input").setInputFiles(testInfo.outputPath());
  await expect(playground.notice("weights-other")).toContainText("none in ONNX");
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(playground.modelId).toHaveValue("local/my-own");
});
