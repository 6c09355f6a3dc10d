import type { Page } from "@playwright/test";
import * as v from "valibot";
import { startHub } from "./hub/hub.ts";
import { hold } from "./support/hold.ts";
import { third, withFewer } from "./support/nightly.ts";
import { Playground } from "./support/playground.ts";
import { Scores, topLabel } from "./support/shapes.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

/** Whether a camera is on shows at its tracks alone. */
async function watchCameras(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const tracks: MediaStreamTrack[] = [];
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      tracks.push(...stream.getTracks());
      document.documentElement.dataset.cameras = String(tracks.length);
      return stream;
    };
    Object.assign(window, { camerasOn: () => tracks.filter(({ readyState }) => readyState === "live").length });
  });
}

/** Until so much of the camera's picture was seen, by its own clock. */
async function watch(page: Page, seconds: number): Promise<void> {
  const video = page.locator("video");
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.currentTime)).toBeGreaterThan(seconds);
}

const runsOf = async ({ status }: Playground) => Number(await status.getAttribute("data-run"));

test("a live picture is run with again and again, and Stop gives the camera back at once", async ({
  page,
  playground,
}) => {
  await watchCameras(page);
  // There the page goes down to the result, and the camera's view out of sight.
  await page.setViewportSize({ width: 390, height: 844 });
  const camerasOn = () => page.evaluate("camerasOn()");
  const runs = () => runsOf(playground);
  await playground.open({ task: "image-classification", device: "wasm" });
  await playground.give("image", fileOf("e2e/media/picture.jpg"));
  await playground.answer();
  const before = await runs();

  await page.getByTestId("camera-open-image").click();
  await page.getByTestId("camera-live-image").click();
  await watch(page, 10);
  await expect.poll(runs).toBeGreaterThan(before + 3);
  await expect(page.getByTestId("camera-pace-image")).toContainText(/\d pictures a second/);
  expect(await camerasOn()).toBe(1);

  await page.getByTestId("camera-stop-image").press("Enter");
  await expect(page.locator("video")).toHaveCount(0);
  await expect.poll(camerasOn).toBe(0);
  await playground.end();
  const last = await runs();
  const seen = v.parse(Scores, await playground.json());
  expect(seen.length).toBe(5);
  // The picture of before comes back, and the next run is of it.
  await page.getByRole("button", { name: "Undo" }).click();
  expect(topLabel(await playground.answer())).toBe("Egyptian cat");
  expect(await runs()).toBe(last + 1);
});

test("what a live picture covers stays in sight until its panel has come", async ({ page, playground }) => {
  await playground.open({ task: "image-classification", device: "wasm" });
  await playground.give("image", fileOf("e2e/media/picture.jpg"));
  const panel = await hold(page, "**/LivePanel-*.js");
  // Whichever: the camera's own take its place, out of sight.
  const picture = page.getByAltText("Chosen picture");
  await page.getByTestId("camera-open-image").click();
  await page.getByTestId("camera-live-image").click();
  await expect.poll(panel.count).toBeGreaterThan(0);
  await expect(picture).toBeVisible();
  await panel.release();
  await expect(page.getByTestId("camera-stop-image")).toBeVisible();
  await expect(picture).toBeAttached();
  await expect(picture).toBeHidden();
});

/** The other tasks that keep up with a camera. */
const others = {
  "object-detection": "reference/detr-object-detection",
  "depth-estimation": "reference/glpn-depth-estimation",
  "background-removal": undefined,
} as const;

test(
  "what is seen follows a camera for ten seconds in other tasks, and it is given back",
  withFewer,
  async ({ context, site }) => {
    const ids = Object.values(others).filter((id) => id !== undefined);
    const hub = await startHub({ repos: Object.fromEntries(ids.map((id) => [id, fileOf(`e2e/${id}`)])) });
    // Side by side: the ten seconds are the camera's, and each takes the newest picture alone.
    await Promise.all(
      third(Object.entries(others)).map(async ([task, model]) => {
        const page = await context.newPage();
        await watchCameras(page);
        await deploy(page, { endpoints: [endpointOf(hub)] });
        const playground = new Playground(page, site.url);
        await playground.open({ task, device: "wasm", ...(model && { model, dtype: "fp32" }) });
        await page.getByTestId("camera-open-image").click();
        await page.getByTestId("camera-live-image").click();
        await watch(page, 10);
        await expect.poll(() => runsOf(playground), task).toBeGreaterThan(2);
        await page.getByTestId("camera-stop-image").click();
        await expect.poll(() => page.evaluate("camerasOn()"), task).toBe(0);
        expect([task, await playground.end()]).toEqual([task, "done"]);
        await expect(playground.result, task).toHaveAttribute("data-final", "true");
        await page.close();
      }),
    );
    await hub.close();
  },
);
