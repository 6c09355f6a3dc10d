import * as v from "valibot";
import { Scores, topLabel } from "./support/shapes.ts";
import { expect, fileOf, test } from "./support/test.ts";

test("a live picture is run with again and again, and Stop gives the camera back at once", async ({
  page,
  playground,
}) => {
  // Whether a camera is on shows at its tracks alone.
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
  // There the page goes down to the result, and the camera's view out of sight.
  await page.setViewportSize({ width: 390, height: 844 });
  const camerasOn = () => page.evaluate("camerasOn()");
  const runs = async () => Number(await playground.status.getAttribute("data-run"));
  await playground.open({ task: "image-classification", device: "wasm" });
  await playground.give("image", fileOf("e2e/media/picture.jpg"));
  await playground.answer();
  const before = await runs();

  await page.getByTestId("camera-open-image").click();
  await page.getByTestId("camera-live-image").click();
  const video = page.locator("video");
  // By the camera's own clock.
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.currentTime)).toBeGreaterThan(10);
  await expect.poll(runs).toBeGreaterThan(before + 3);
  await expect(page.getByTestId("camera-pace-image")).toContainText(/\d pictures a second/);
  expect(await camerasOn()).toBe(1);

  await page.getByTestId("camera-stop-image").press("Enter");
  await expect(video).toHaveCount(0);
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
