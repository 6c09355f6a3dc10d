import type { Page } from "@playwright/test";
import * as v from "valibot";
import { rendererPeak } from "../scripts/shared/renderers.mjs";
import { type Hub, startHub } from "./hub/hub.ts";
import { Feeds } from "./parity/feeds.ts";
import { floatsIn } from "./parity/reference.ts";
import { only } from "./support/nightly.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, recorded, test } from "./support/test.ts";

const folder = "e2e/media/kinds";
const Seen = v.object({ every: v.number(), pixel_values: v.record(v.string(), v.array(v.number())) });
const Masks = v.tupleWithRest([v.object({ mask: v.string() })], v.unknown());
const Boxes = v.array(v.object({ box: v.record(v.string(), v.number()) }));

/** In levels of 255: lossy formats are decoded by another library here and there, colours of a press by another rule. */
const apart: Readonly<Record<string, number>> = { jpg: 4, avif: 4 };
const notices: Readonly<Record<string, string>> = {
  "moving.gif": "image-first-frame",
  "moving.png": "image-first-frame",
  "moving.webp": "image-first-frame",
};

/** As large as the largest cameras write them, drawn here, or smaller by a factor. */
async function cameraPicture(factor: number): Promise<File> {
  const canvas = new OffscreenCanvas(8000 / factor, 6000 / factor);
  const context = canvas.getContext("2d");
  context?.scale(1 / factor, 1 / factor);
  for (let stripe = 0; context && stripe < 60; stripe++) {
    context.fillStyle = `hsl(${stripe * 6} 70% 50%)`;
    context.fillRect(0, stripe * 100, 8000, 100);
  }
  return new File([await canvas.convertToBlob({ type: "image/jpeg" })], "camera.jpg", { type: "image/jpeg" });
}

function giveFile(input: Node, file: File): void {
  if (!(input instanceof HTMLInputElement)) throw new Error("This takes no file.");
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const [classifier, detector, pointed] = [
  "reference/vit-image-classification",
  "reference/detr-object-detection",
  "reference/sam-mask-generation",
];
const onCpu = { device: "wasm", dtype: "fp32" } as const;

async function hubWith(page: Page, ...ids: readonly string[]): Promise<Hub> {
  const hub = await startHub({ repos: Object.fromEntries(ids.map((id) => [id, fileOf(`e2e/${id}`)])) });
  await deploy(page, { endpoints: [endpointOf(hub)] });
  return hub;
}

test("pictures of every kind are seen as Python sees them, and what is none is refused in words", async ({
  page,
  playground,
}) => {
  const hub = await hubWith(page, classifier);
  await playground.open({ ...onCpu, task: "image-classification", model: classifier, trace: true });

  async function seen(file: string, code?: string): Promise<Float32Array> {
    await playground.give("image", fileOf(`${folder}/${file}`));
    // Before the run, which takes notices of inputs away.
    if (code) await expect(playground.notice(code), file).toBeVisible();
    await playground.answer();
    const { feeds } = v.parse(v.object({ feeds: Feeds }), await playground.report());
    const picture = feeds.find(({ name }) => name === "pixel_values")?.data;
    return floatsIn(v.parse(v.string(), picture));
  }

  const { every, pixel_values } = v.parse(Seen, await recorded(`${folder}/seen.golden.json`));
  for (const [file, expected] of Object.entries(pixel_values)) {
    const found = await seen(file, notices[file]);
    const differences = expected.map((value, place) => Math.abs(value - (found[place * every] ?? Number.NaN)) * 127.5);
    expect.soft(Math.max(...differences), file).toBeLessThan(apart[file.split(".").at(-1) ?? ""] ?? 1);
  }

  // A drawing has its own size, 48 MP are read at 24.
  const drawing = await seen("drawing.svg");
  expect((((drawing[0] ?? 0) + 1) / 2) * 255).toBeCloseTo(0xc8, 0);
  await expect(playground.page.getByText("60 × 40")).toBeVisible();
  await seen("huge.png", "image-scaled");
  // No browser draws five billion pixels, and nobody has to.
  const poster = '<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="50000"><circle r="9000"/></svg>';
  const input = playground.input("image");
  await input.setInputFiles({ name: "poster.svg", mimeType: "image/svg+xml", buffer: Buffer.from(poster) });
  await expect(playground.page.getByText(/6,?928 × 3,?464/)).toBeVisible();
  const tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 60"><circle r="9"/></svg>';
  await input.setInputFiles({ name: "tall.svg", mimeType: "image/svg+xml", buffer: Buffer.from(tall) });
  await expect(playground.page.getByText("256 × 512")).toBeVisible();
  await playground.answer();

  const kept = await playground.json();
  for (const [file, code] of [
    ["phone.heic", "image-heic"],
    ["renamed.jpg", "image-unreadable"],
    ["empty.jpg", "image-unreadable"],
  ] as const) {
    await playground.give("image", fileOf(`${folder}/${file}`));
    await expect(playground.notice(code), file).toBeVisible();
    expect(await playground.answer(), file).toEqual(kept);
  }
  await input.setInputFiles({ name: "form.pdf", mimeType: "image/png", buffer: Buffer.from("%PDF-1.7 and more") });
  await expect(playground.notice("image-format")).toContainText("form.pdf is of the format PDF");
  expect(await playground.answer()).toEqual(kept);
  await hub.close();
});

// What is read at 24 MP is tried above with a small file. Drawing, writing and reading this one takes as long as all others.
test(
  "a picture of 48 MP costs less than 1 GB, and places in it are told in its own pixels",
  only(false),
  async ({ page, playground }) => {
    const hub = await hubWith(page, classifier, detector, pointed);
    await playground.open({ ...onCpu, task: "image-classification", model: classifier });
    const camera = await page.evaluateHandle(cameraPicture, 1);
    const peak = rendererPeak();
    await playground.input("image").evaluate(giveFile, camera);
    await expect(playground.notice("image-scaled")).toContainText("camera.jpg");
    await playground.answer();
    console.log(`A JPEG of 48 MP, from the file to its result: the page grew by at most ${peak.grown()} MB.`);
    expect(peak.grown()).toBeLessThan(1000);

    // Places are told in the pixels of the picture as it was given, whatever was read of it.
    const points = [{ x: 7900, y: 5900, label: 1 }];
    await playground.open({ ...onCpu, task: "mask-generation", model: pointed, options: { points } });
    await playground.input("image").evaluate(giveFile, camera);
    const [{ mask }] = v.parse(Masks, await playground.answer());
    const head = Buffer.from(mask.slice(mask.indexOf(",") + 1, mask.indexOf(",") + 41), "base64");
    expect([head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual([8000, 6000]);
    await playground.open({ ...onCpu, task: "object-detection", model: detector, options: { threshold: 0 } });
    await playground.input("image").evaluate(giveFile, camera);
    const large = v.parse(Boxes, await playground.answer());
    await playground.input("image").evaluate(giveFile, await page.evaluateHandle(cameraPicture, 10));
    const small = v.parse(Boxes, await playground.answer());
    expect(small.length).toBeGreaterThan(1);
    for (const [index, { box }] of small.entries()) {
      for (const [side, place] of Object.entries(box)) {
        expect(Math.abs((large[index]?.box[side] ?? Number.NaN) - 10 * place), `${side} of ${index}`).toBeLessThan(80);
      }
    }
    await hub.close();
  },
);
