import { taskIds } from "../src/tasks/index.ts";
import { expect, test } from "./support/test.ts";

test("on the smallest screen no task scrolls sideways", async ({ page, playground }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide: string[] = [];
  for (const lang of ["en", "zh-CN"] as const) {
    for (const task of taskIds) {
      await playground.open({ task, lang });
      await expect(playground.run).toBeVisible();
      // Whoever hides what sticks out has not made room for it: what cannot be scrolled to counts as well.
      const out = await page.evaluate(() =>
        [...document.querySelectorAll("button, input, select, textarea, label, p, h1")]
          .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden, [data-scrolls]"))
          .filter((element) => element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().right > 321)
          .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
      );
      const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
      if (width > 320 || out.length > 0) wide.push(`${task} ${lang}: ${width} ${out.join(" ")}`);
    }
  }
  expect(wide).toEqual([]);
});
