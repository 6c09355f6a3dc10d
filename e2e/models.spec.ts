import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import * as v from "valibot";
import { seriousIn } from "./support/axe.ts";
import { hold } from "./support/hold.ts";
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

test("what lies in the browser is told as it was looked at last, and what was pressed for is downloaded, however late", async ({
  page,
  playground,
  hub,
  tiny,
}) => {
  // The last thing that a look asks for, held when the test says so.
  await page.addInitScript(() => {
    const { storage } = navigator;
    const estimate = storage.estimate.bind(storage);
    const held: (() => void)[] = [];
    const hand = {
      isHolding: false,
      count: () => held.length,
      release() {
        for (const go of held.splice(0)) go();
      },
    };
    storage.estimate = async () => {
      if (hand.isHolding) await new Promise<void>((resolve) => held.push(resolve));
      return estimate();
    };
    Object.assign(window, { hand });
  });
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "one" } });
  await playground.answer();
  const kept = page.getByTestId("kept-model");
  await expect(kept).toHaveCount(1);
  await page.evaluate("hand.isHolding = true");
  await page.getByTestId("models-button").press("Enter");
  await expect.poll(() => page.evaluate("hand.count()")).toBeGreaterThan(0);
  await page.evaluate("hand.isHolding = false");
  await page.getByTestId("kept-delete").press("Enter");
  await expect(kept).toHaveCount(0);
  await page.evaluate("hand.release()");
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  await expect(kept).toHaveCount(0);

  await page.keyboard.press("Escape");
  const list = await hold(page, "**/api/models/test/base/**");
  await playground.modelId.fill("test/base");
  await page.keyboard.press("Enter");
  await page.getByTestId("download-start").click();
  await expect.poll(list.count).toBeGreaterThan(0);
  await playground.modelId.fill("embedded/multilingual-e5-small-enzh");
  await page.keyboard.press("Enter");
  await list.release();
  await expect(kept).toHaveAttribute("data-model", "test/base");
  expect(hub.requests.length).toBeGreaterThan(0);
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

test("a folder chosen by the button, or dropped, is remembered, and opened again by a press after a reload", async ({
  page,
  playground,
}) => {
  const folder = fileOf("e2e/reference/bert-fill-mask");
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = await Promise.all(
    names.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return { path: path.relative(folder, file).split(path.sep), base64: await readFile(file, "base64") };
    }),
  );
  // No script may answer a browser's own dialog: the folder lies in the site's storage instead, whose handles are the same.
  await page.addInitScript(() => {
    const show = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("chosen");
    Object.assign(window, { showDirectoryPicker: show });
  });
  await playground.open({ task: "feature-extraction", device: "wasm" });
  await page.evaluate(async (all) => {
    const root = await navigator.storage.getDirectory();
    for (const one of all) {
      let place = await root.getDirectoryHandle("chosen", { create: true });
      for (const above of one.path.slice(0, -1)) place = await place.getDirectoryHandle(above, { create: true });
      const writing = await (await place.getFileHandle(one.path.at(-1) ?? "", { create: true })).createWritable();
      await writing.write(await (await fetch(`data:;base64,${one.base64}`)).blob());
      await writing.close();
    }
  }, files);
  await page.getByTestId("models-button").click();
  await page.getByRole("button", { name: "Choose a folder" }).click();
  await expect(playground.modelId).toHaveValue("local/chosen");

  await page.reload();
  await playground.ready();
  await page.getByTestId("models-button").click();
  await page.getByTestId("folder-again").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(playground.modelId).toHaveValue("local/chosen");
  await expect(page.getByTestId("fit")).toHaveAttribute("data-verdict", "runs");

  await page.getByTestId("models-button").click();
  await page.getByRole("button", { name: "Forget chosen" }).click();
  await expect(page.getByTestId("folder-again")).toHaveCount(0);
  await page.keyboard.press("Escape");
  // Nor may a script fill a drop with a folder.
  await page.evaluate(async () => {
    const handle = (await navigator.storage.getDirectory()).getDirectoryHandle("chosen");
    const item = {
      kind: "file",
      webkitGetAsEntry: () => ({ name: "chosen", isDirectory: true, isFile: false }),
      getAsFileSystemHandle: () => handle,
    };
    const event = new DragEvent("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { items: [item], files: [], types: ["Files"] } });
    document.body.dispatchEvent(event);
  });
  await page.getByTestId("models-button").click();
  await expect(page.getByTestId("folder-again")).toHaveCount(1);
});
