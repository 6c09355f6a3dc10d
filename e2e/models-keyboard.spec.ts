import AxeBuilder from "@axe-core/playwright";
import { seriousIn } from "./support/axe.ts";
import { pressAt, tabTo } from "./support/keys.ts";
import { only } from "./support/nightly.ts";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

for (const lang of ["en", "zh-CN"] as const) {
  test(
    `a model is judged, found, looked at, fetched and deleted by keyboard alone at 390 px in ${lang}`,
    only(lang === "zh-CN"),
    async ({ page, playground, hub }) => {
      /** Nothing stands out of the screen's side. */
      const fits = async (what: string) => {
        const aside = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect([what, aside]).toEqual([what, 0]);
      };
      await playground.open({ task: "feature-extraction", model: "test/e5", device: "wasm", dtype: "q4", lang });
      const fit = page.getByTestId("fit");
      await pressAt(page, fit.getByRole("button"), "Enter");
      await expect(fit.getByRole("status")).toContainText(/\d MB/);
      await fits("verdict");
      await page.keyboard.press("Escape");
      await expect(fit.getByRole("status")).toHaveCount(0);

      await pressAt(page, page.getByTestId("models-button"), "Enter");
      const panel = page.getByRole("dialog");
      await tabTo(page, panel.getByTestId("model-search"));
      await page.keyboard.type("tiny");
      const hit = panel.locator("[data-testid=model-hit][data-model='test/tiny']");
      await expect(hit).toContainText("fp32 213 kB");
      await fits("search");
      await page.keyboard.press("ArrowDown");
      await expect(hit).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(playground.modelId).toHaveValue("test/tiny");

      const about = panel.getByTestId("model-about");
      await pressAt(page, about.locator("summary").first(), "Enter");
      await expect(about).toContainText("model.onnx: fp32");
      await fits("panel");
      await pressAt(page, panel.getByTestId("download-start"), "Enter", "Shift+Tab");
      const kept = panel.locator("[data-testid=kept-model][data-model='test/tiny']");
      await expect(kept).toHaveAttribute("data-verified", "true");
      expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
      await tabTo(page, kept.getByTestId("kept-delete"));
      await fits("kept");
      await page.keyboard.press("Enter");
      await expect(kept).toHaveCount(0);
      await page.keyboard.press("Escape");
      await expect(panel).toHaveCount(0);
      expect(hub.requests.length).toBeGreaterThan(0);
    },
  );
}
