import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Found = v.array(v.looseObject({ label: v.string(), score: v.number() }));
const Coco = v.looseObject({ annotations: v.array(v.unknown()) });

test("boxes are chosen by threshold and class without another run, and tied to their rows, by keyboard", async ({
  page,
  playground,
}) => {
  const model = "reference/detr-object-detection";
  const hub = await startHub({ repos: { [model]: fileOf(`e2e/${model}`) } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await playground.open({ task: "object-detection", model, device: "wasm", dtype: "fp32" });
  await playground.give("image", fileOf("e2e/reference/media/exact.png"));
  const found = v.parse(Found, await playground.answer());
  expect(found.length).toBeGreaterThan(1);
  const boxes = playground.result.locator("[data-active][data-quiet]");
  const rows = playground.result.locator("tbody button");
  await expect(boxes).toHaveCount(found.length);
  await expect(rows).toHaveCount(found.length);

  // The focus, and the pointer, show the box of a row and set back the others.
  await rows.first().focus();
  await expect(playground.result.locator("[data-quiet=false]")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toHaveAttribute("aria-pressed", "true");
  await rows.first().hover();
  await expect(rows.first()).toHaveAttribute("aria-pressed", "true");
  const active = playground.result.locator("[data-quiet][data-active=true]");
  await expect(active).toContainText((await rows.first().textContent()) ?? "?");

  // A class that is off leaves picture, table and JSON, and keeps its button.
  const kind = playground.result.locator("fieldset button[aria-pressed]").first();
  await kind.focus();
  await page.keyboard.press("Space");
  await expect(kind).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => boxes.count()).toBeLessThan(found.length);
  await expect.poll(async () => v.parse(Found, await playground.json()).length).toBe(await boxes.count());
  await page.keyboard.press("Space");
  await expect(boxes).toHaveCount(found.length);

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download COCO JSON" }).click();
  const coco = v.parse(Coco, JSON.parse(await readFile(await (await file).path(), "utf8")));
  expect(coco.annotations.length).toBe(found.length);

  // Above every score there is nothing, and the page says how to get more.
  const threshold = playground.result.getByRole("slider");
  await threshold.focus();
  await page.keyboard.press("End");
  await expect(boxes).toHaveCount(0);
  await expect(playground.result).toContainText("lower the threshold");
  await expect.poll(() => playground.json()).toEqual([]);
  await expect(playground.option("threshold")).toHaveValue("1");
  await page.keyboard.press("Home");
  await expect.poll(() => boxes.count()).toBeGreaterThan(found.length);
  // However many there are, no name hides another.
  const overlapping = () =>
    playground.result.locator("[data-tag]:visible").evaluateAll((tags) => {
      const rects = tags.map((tag) => tag.getBoundingClientRect());
      return rects.filter((one, index) =>
        rects.some(
          (other, at) =>
            at > index &&
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        ),
      ).length;
    });
  await expect.poll(overlapping).toBe(0);
  await expect(playground.status).toHaveAttribute("data-run", "1");
  await hub.close();
});
