import { rendererMb } from "../shared/browser.mjs";
import { classification, embedding } from "../shared/works.mjs";

const settleMs = 3_000;

/** Ten models loaded one after the other, each given back for the next. */
export const memory = {
  name: "memory",
  title: "Memory of the renderer after ten models / after the first",
  bound: "<= 1.15",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, row }) {
    const works = [embedding(1), await classification(0.3)];
    const context = await browser.newContext();
    const { page } = await ours.open(context, embedding(1));
    const megabytes = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const work = works[turn % works.length];
      if (!work) break;
      await page.evaluate(
        ([task, model]) => {
          location.hash = new URLSearchParams({ task, model, device: "wasm", lang: "en" }).toString();
        },
        /** @type {const} */ ([work.task, `embedded/${work.model}`]),
      );
      const input = page.getByTestId(`input-${work.input}`);
      if (work.file) await input.setInputFiles(work.file);
      else await input.fill(work.text ?? "");
      await page.getByTestId("run").click();
      await page.locator("[data-testid=status][data-status=done]").waitFor({ timeout: 300_000 });
      await page.waitForTimeout(settleMs);
      // The pool keeps as many as the device allows; two tasks in turns are both there after the second.
      if (turn > 0) megabytes.push(rendererMb());
    }
    row("two tasks in turns, ten loads", megabytes.slice(-1), megabytes.slice(0, 1));
    await context.close();
  },
};
