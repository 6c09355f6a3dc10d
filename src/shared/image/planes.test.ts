import { expect, test } from "vitest";
import { interpolatePlane } from "./planes.ts";

const plane = { data: Float32Array.of(1, 5, 2, 7, 3, 0.5), width: 3, height: 2 };

// torch.nn.functional.interpolate(x, size=(height, width), mode="bicubic", align_corners=False), PyTorch 2.8
test.each([
  {
    height: 4,
    width: 5,
    values: [
      -0.09781, 2.46636, 5.21094, 3.69141, 1.86514, 2.14938, 3.41597, 4.54688, 2.9377, 1.38303, 5.85063, 4.98003,
      3.45312, 1.6963, 0.58897, 8.09782, 5.92964, 2.78906, 0.94259, 0.10686,
    ],
  },
  { height: 1, width: 2, values: [4.09668, 1.87305] },
  { height: 2, width: 3, values: [1, 5, 2, 7, 3, 0.5] },
  { height: 3, width: 1, values: [5.17361, 4, 2.82639] },
])("a plane becomes $width × $height as PyTorch's bicubic does it", ({ values, ...target }) => {
  const { data } = interpolatePlane(plane, target);
  expect(data.length).toBe(values.length);
  for (const [place, value] of values.entries()) expect(data[place]).toBeCloseTo(value, 4);
});
