import type { Locator, Page } from "@playwright/test";
import { pressAt } from "./support/keys.ts";
import { only } from "./support/nightly.ts";
import { expect, test } from "./support/test.ts";

const languages = {
  en: { sentence: "The cat sat on the mat.\n", labels: ["good\tI would come again", "bad\tThe soup was cold"] },
  "zh-CN": { sentence: "春眠不觉晓，处处闻啼鸟。\n", labels: ["好\t下次还会再来", "差\t汤是凉的，等了很久"] },
} as const;
const megabytes = 5_000_000;

for (const lang of ["en", "zh-CN"] as const) {
  const { sentence, labels } = languages[lang];
  const lines = new Array(8).fill(labels.join("\n")).join("\n");
  const unequal = `${labels.join("\n")}\na,b,c`;

  test(
    `pre-training is started, stopped, gone on with and reset by keyboard alone in ${lang}, and takes 5 MB`,
    only(lang === "en"),
    async ({ page, site }) => {
      const keys = await openScreen(page, `${site.url}#learn=pretrain&lang=${lang}`);
      await keys.press(page.getByLabel(lang === "en" ? "Size" : "规模"), "Home");
      await keys.write("train-steps", "2000");
      await keys.refused("train-text", " ", "input-empty");
      await keys.refused("train-text", sentence.trim(), "input-invalid");
      const long = sentence.repeat(Math.floor(megabytes / Buffer.byteLength(sentence)));
      await keys.write("train-text", long);
      await keys.startStopResume();
      // A tab in the background goes on when it is looked at again.
      const browser = await page.context().newCDPSession(page);
      await browser.send("Page.setWebLifecycleState", { state: "frozen" });
      await browser.send("Page.setWebLifecycleState", { state: "active" });
      await keys.goesOn();
      await killLearner(page);
      await expect(page.getByTestId("error")).toHaveAttribute("data-code", "worker-crashed");
      await keys.press(page.getByTestId("train-start"), "Enter");
      await keys.goesOn(0);
      await keys.reset("train-text", long.length);
    },
  );

  test(
    `fine-tuning is started, stopped, gone on with and reset by keyboard alone in ${lang}`,
    only(lang === "zh-CN"),
    async ({ page, site }) => {
      const keys = await openScreen(page, `${site.url}#learn=finetune&lang=${lang}`);
      await keys.write("train-steps", "2000");
      await keys.refused("train-labels", " ", "input-empty");
      await keys.refused("train-labels", labels[0], "input-invalid");
      await keys.refused("train-labels", unequal, "input-invalid");
      await keys.write("train-labels", lines);
      await keys.startStopResume();
      await keys.reset("train-labels", lines.length);
    },
  );

  test(
    `a head and both objectives are started, stopped and reset by keyboard alone in ${lang}`,
    only(lang === "en"),
    async ({ page, site, hub }) => {
      const slow = { file: "onnx/model.onnx", on: "content", fault: { kind: "slow", bytesPerSecond: 1_000 } } as const;
      const keys = await openScreen(page, `${site.url}#learn=head&lang=${lang}`);
      await keys.write("train-model", "test/tiny");
      await keys.refused("train-labels", labels[1], "input-invalid");
      await keys.refused("train-labels", unequal, "input-invalid");
      await keys.write("train-labels", lines);
      hub.setFault(slow);
      await keys.press(page.getByTestId("train-start"), "Enter");
      await keys.stop();
      hub.clearFaults();
      await keys.press(page.getByTestId("train-start"), "Enter");
      await expect(page.getByTestId("train-status")).toHaveAttribute("data-status", "done");
      await keys.reset("train-labels", lines.length);

      await keys.press(page.getByRole("main").getByRole("navigation").getByRole("button").last(), "Enter");
      // One that has a head of this kind: what has none fails as soon as that is seen, and nothing is left to stop.
      await keys.write("train-causal-model", "test/base");
      await keys.write("train-sentence", sentence);
      hub.setFault(slow);
      await keys.press(page.getByTestId("train-start"), "Enter");
      await keys.stop();
      await keys.reset("train-sentence", sentence.length);
    },
  );
}

async function openScreen(page: Page, address: string) {
  await page.goto(address);
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
  return driverOf(page);
}

/** What a test's own keyboard takes minutes for. */
const pasted = 100_000;

function paste(field: Element, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}

/** What a reader without a mouse does on any of the screens. */
function driverOf(page: Page) {
  const status = page.getByTestId("train-status");
  const soon = { intervals: [50] };
  const stepNow = async () => Number(await status.getAttribute("data-step"));
  const lengthOf = (testId: string) =>
    page.getByTestId(testId).evaluate((field) => (field instanceof HTMLTextAreaElement ? field.value.length : 0));

  const press = (target: Locator, key: string) => pressAt(page, target, key);
  const write = async (testId: string, text: string) => {
    await press(page.getByTestId(testId), "ControlOrMeta+a");
    if (text.length < pasted) await page.keyboard.insertText(text);
    else await page.getByTestId(testId).evaluate(paste, text);
  };
  const goesOn = async (from?: number) => {
    const before = from ?? (await stepNow());
    await expect.poll(stepNow, soon).toBeGreaterThan(before);
  };
  const stop = async () => {
    await press(page.getByTestId("train-stop"), "Enter");
    await expect(status).toHaveAttribute("data-status", "cancelled");
  };
  return {
    press,
    write,
    goesOn,
    stop,
    /** Is told what is wrong with what was written, which stays. */
    async refused(testId: string, text: string, code: string) {
      await write(testId, text);
      await press(page.getByTestId("train-start"), "Enter");
      await expect(status).toHaveAttribute("data-status", "failed");
      await expect(page.getByTestId("error")).toHaveAttribute("data-code", code);
      expect(await lengthOf(testId)).toBe(text.length);
    },
    async startStopResume() {
      await press(page.getByTestId("train-start"), "Enter");
      await goesOn(0);
      await stop();
      await press(page.getByTestId("train-start"), "Space");
      await goesOn();
    },
    /** In the middle of whatever goes on. */
    async reset(testId: string, length: number) {
      await press(page.getByTestId("train-reset"), "Enter");
      await expect(status).toHaveAttribute("data-status", "idle");
      await expect(status).toHaveAttribute("data-step", "0");
      expect(await lengthOf(testId)).toBe(length);
    },
  };
}

/** As where a system takes the memory of a worker away. */
async function killLearner(page: Page): Promise<void> {
  const learner = page.workers().find((worker) => worker.url().includes("learn.worker"));
  await learner?.evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by a test");
    });
  });
}
