import { describe, expect, it } from "vitest";
import golden from "./processor.golden.json";
import { toImageRecipe, toPixelValues } from "./processor.ts";

function rgba(rgb: readonly number[]) {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let i = 0; i < rgb.length / 3; i++) pixels.set([...rgb.slice(i * 3, i * 3 + 3), 255], i * 4);
  return pixels;
}

describe("toPixelValues", () => {
  it.each(golden)(
    "equals Python's image processor at $width × $height",
    ({ config, width, height, data, dims, values }) => {
      const tensor = toPixelValues({ data: rgba(data), width, height }, toImageRecipe(config));
      expect(tensor.dims).toEqual(dims);
      const drift = Math.max(...values.map((value, index) => Math.abs(value - (tensor.data[index] ?? Number.NaN))));
      expect(drift).toBeLessThan(2e-6);
    },
  );

  it("drops transparency without blending, as convert('RGB') does", () => {
    const recipe = toImageRecipe({ do_resize: false, do_normalize: false });
    const pixels = { data: Uint8ClampedArray.of(255, 0, 51, 0), width: 1, height: 1 };
    const [red = 0, green = 0, blue = 0] = toPixelValues(pixels, recipe).data;
    expect([red, green, blue].map((value) => Math.round(value * 255))).toEqual([255, 0, 51]);
  });

  it("fills with black where the picture is smaller than the crop", () => {
    const recipe = toImageRecipe({ do_resize: false, do_normalize: false, do_center_crop: true, crop_size: 3 });
    const pixels = { data: Uint8ClampedArray.of(255, 255, 255, 255), width: 1, height: 1 };
    expect([...toPixelValues(pixels, recipe).data.slice(0, 9)]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it("refuses a configuration that no image processor writes", () => {
    expect(() => toImageRecipe({ size: { edge: 3 } })).toThrow();
  });
});
