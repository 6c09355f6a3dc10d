import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { decodeGrey } from "./support/png.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const Segments = v.array(v.looseObject({ label: v.string(), mask: v.string() }));

test("segments are named under the pointer and by keyboard, and taken away as mask and cut-out", async ({
  page,
  playground,
}) => {
  const model = "reference/segformer-image-segmentation";
  const hub = await startHub({ repos: { [model]: fileOf(`e2e/${model}`) } });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  await playground.open({ task: "image-segmentation", model, device: "wasm", dtype: "fp32" });
  await playground.give("image", fileOf("e2e/reference/media/wide.png"));
  const segments = v.parse(Segments, await playground.answer());
  const rows = playground.result.locator("tbody button");
  await expect(rows).toHaveCount(segments.length);

  // The row under the focus is named on the picture, and chosen.
  const tag = playground.result.locator("[data-late]");
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  const label = (await rows.nth(1).textContent()) ?? "?";
  await expect(tag).toHaveText(label);
  await expect(playground.result.getByRole("heading")).toHaveText(`Chosen: ${label}`);

  // So is what lies under the pointer; the chosen one stays.
  const chosen = segments.find((segment) => segment.label === label);
  const mask = decodeGrey(Buffer.from(chosen?.mask.split(",")[1] ?? "", "base64"));
  const { width, height, data } = mask;
  expect([width, height]).toEqual([67, 45]);
  const frame = await playground.result.getByRole("img").first().boundingBox();
  const elsewhere = data.findLastIndex((value, pixel) => value === 0 && pixel % width > 0);
  await page.mouse.move(
    (frame?.x ?? 0) + (((elsewhere % width) + 0.5) / width) * (frame?.width ?? 0),
    (frame?.y ?? 0) + ((Math.floor(elsewhere / width) + 0.5) / height) * (frame?.height ?? 0),
  );
  await expect(tag).not.toHaveText(label);
  await expect(playground.result.getByRole("heading")).toHaveText(`Chosen: ${label}`);

  const saved = async (name: string) => {
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFile(await (await file).path());
  };
  expect(decodeGrey(await saved("Download mask (PNG)"))).toEqual(mask);
  const cut = await saved("Download cut-out (PNG)");
  // As large as the segment and no larger, with alpha.
  const columns = new Set([...data.keys()].filter((pixel) => data[pixel] === 255).map((pixel) => pixel % width));
  expect([cut.readUInt32BE(16), cut[25]]).toEqual([Math.max(...columns) - Math.min(...columns) + 1, 6]);

  const opacity = playground.result.getByRole("slider");
  await opacity.focus();
  await page.keyboard.press("Home");
  await expect(playground.result.locator("[style*=opacity]")).toHaveCSS("opacity", "0");
  await expect(playground.status).toHaveAttribute("data-run", "1");
  await hub.close();
});
