import { expect, test } from "vitest";
import { leastSamplesOf, refuseShort } from "./least.ts";

test("Wav2Vec2's convolutions need 25 ms at 16 kHz for one frame, and a model without convolutions a sample", () => {
  expect(leastSamplesOf({ conv_kernel: [10, 3, 3, 3, 3, 2, 2], conv_stride: [5, 2, 2, 2, 2, 2, 2] })).toBe(400);
  expect(leastSamplesOf({})).toBe(1);
});

test("a sound of which the model makes nothing is refused with both lengths", () => {
  const sound = { samples: new Float32Array(160), samplingRate: 16_000 };
  expect(() => refuseShort(sound, 160)).not.toThrow();
  expect(() => refuseShort(sound, 400)).toThrow(
    expect.objectContaining({
      code: "input-invalid",
      narrow: { reason: "sound-short", values: { given: "10 ms", least: "25 ms" } },
    }),
  );
});
