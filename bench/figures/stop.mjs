import { writing } from "../shared/works.mjs";

/** From the click on Stop to the status that says so, while a model writes. */
export const stop = {
  name: "stop",
  title: "Stop to stopped, WASM, ms",
  bound: "<= 300 ms",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, pairs, row }) {
    const { page, run } = await ours.open(await browser.newContext(), writing(64));
    await run();
    /** @type {number[]} */
    const ms = [];
    for (let turn = 0; turn < pairs; turn += 1) {
      await page.getByTestId("run").click();
      await page.locator("[data-testid=result-json]:not(:empty)").waitFor({ state: "attached" });
      await page.locator("[data-testid=status][data-status=running]").waitFor();
      ms.push(
        await page.evaluate(
          () =>
            new Promise((/** @type {(ms: number) => void} */ settle, reject) => {
              const status = document.querySelector("[data-testid=status]");
              const stop = document.querySelector("[data-testid=stop]");
              if (!status || !(stop instanceof HTMLElement)) return reject(new Error("There is nothing to stop."));
              const startedAt = performance.now();
              new MutationObserver(() => {
                if (status.matches("[data-status=cancelled]")) settle(performance.now() - startedAt);
              }).observe(status, { attributes: true });
              stop.click();
            }),
        ),
      );
    }
    row("64 tokens being written", ms);
    await page.context().close();
  },
};
