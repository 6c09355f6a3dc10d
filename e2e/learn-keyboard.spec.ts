import type { Locator, Page } from "@playwright/test";
import { tabTo } from "./support/keys.ts";
import { expect, test } from "./support/test.ts";

const languages = {
  en: { sentence: "The cat sat on the mat.\n", labels: ["good\tI would come again", "bad\tThe soup was cold"] },
  "zh-CN": { sentence: "春眠不觉晓，处处闻啼鸟。\n", labels: ["好\t下次还会再来", "差\t汤是凉的，等了很久"] },
} as const;
const mostCharacters = 5_000_000;

for (const lang of ["en", "zh-CN"] as const) {
  test(`every screen of learning is started, stopped, gone on with and reset by keyboard alone in ${lang}, and loses nothing that does not do`, async ({
    page,
    site,
    hub,
  }) => {
    const { sentence, labels } = languages[lang];
    const keys = driverOf(page);
    await page.goto(`${site.url}#learn=pretrain&lang=${lang}`);
    await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
    await keys.press(page.getByLabel(lang === "en" ? "Size" : "规模"), "Home");
    await keys.write("train-steps", "2000");
    await keys.refused("train-text", " ", "input-empty");
    await keys.refused("train-text", sentence.trim(), "input-invalid");
    const long = sentence.repeat(Math.ceil(mostCharacters / sentence.length)).slice(0, mostCharacters);
    await keys.refused("train-text", `${long}!`, "input-too-large");
    await keys.press(page.getByTestId("train-text"), "Backspace");
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

    await keys.press(pageButton(page, 1), "Enter");
    await keys.write("train-steps", "2000");
    await keys.refused("train-labels", " ", "input-empty");
    await keys.refused("train-labels", labels[0], "input-invalid");
    await keys.refused("train-labels", `${labels.join("\n")}\na,b,c`, "input-invalid");
    const lines = new Array(8).fill(labels.join("\n")).join("\n");
    await keys.write("train-labels", lines);
    await keys.startStopResume();
    await keys.reset("train-labels", lines.length);

    await keys.press(pageButton(page, 2), "Enter");
    await keys.write("train-model", "test/tiny");
    await keys.refused("train-labels", labels[1], "input-invalid");
    await keys.refused("train-labels", `${labels.join("\n")}\na,b,c`, "input-invalid");
    await keys.write("train-labels", lines);
    hub.setFault({ file: "onnx/model.onnx", on: "content", fault: { kind: "slow", bytesPerSecond: 1_000 } });
    await keys.press(page.getByTestId("train-start"), "Enter");
    await keys.stop();
    hub.clearFaults();
    await keys.press(page.getByTestId("train-start"), "Enter");
    await expect(page.getByTestId("train-status")).toHaveAttribute("data-status", "done", { timeout: 60_000 });
    await keys.reset("train-labels", lines.length);

    await keys.press(pageButton(page, 3), "Enter");
    await keys.write("train-masked-model", "test/base");
    hub.setFault({ file: "onnx/model.onnx", on: "content", fault: { kind: "slow", bytesPerSecond: 1_000 } });
    await keys.write("train-sentence", sentence);
    await keys.press(page.getByTestId("train-start"), "Enter");
    await keys.stop();
    await keys.reset("train-sentence", sentence.length);
  });
}

function pageButton(page: Page, place: number): Locator {
  return page.getByRole("main").getByRole("navigation").getByRole("button").nth(place);
}

/** What a reader without a mouse does on any of the screens. */
function driverOf(page: Page) {
  const status = page.getByTestId("train-status");
  const soon = { timeout: 60_000, intervals: [50] };
  const stepNow = async () => Number(await status.getAttribute("data-step"));
  const lengthOf = (testId: string) =>
    page.getByTestId(testId).evaluate((field) => (field instanceof HTMLTextAreaElement ? field.value.length : 0));

  const press = async (target: Locator, key: string) => {
    await tabTo(page, target);
    await page.keyboard.press(key);
  };
  const write = async (testId: string, text: string) => {
    await press(page.getByTestId(testId), "ControlOrMeta+a");
    await page.keyboard.insertText(text);
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
      await expect(status).toHaveAttribute("data-status", "failed", { timeout: 60_000 });
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
