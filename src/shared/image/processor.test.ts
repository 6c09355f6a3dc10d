import { describe, expect, it } from "vitest";
import type { Pixels } from "../media.ts";
import { pictureIn } from "./prepared.ts";
import { createImageProcessor } from "./processor.ts";
import golden from "./processors.golden.json";

/** The picture of `scripts/golden/processors.py`. */
function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const noise = (x * x * 31 + y * y * 17 + x * y * 11 + channel * 101) % 97;
        data[(y * width + x) * 4 + channel] = (x * 7 + y * 13 * (channel + 1) + noise) % 256;
      }
    }
  }
  return { data, width, height };
}

function plain(width: number, height: number, ...colour: readonly number[]): Pixels {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => colour[i % 4] ?? 255);
  return { data, width, height };
}

/** The first pixel's red, green and blue. */
function firstOf(config: unknown, pixels: Pixels, modelType?: string): readonly number[] {
  const { data, dims } = createImageProcessor(config, modelType).prepare(pixels).pixelValues;
  const [, , height = 0, width = 0] = dims;
  return [0, 1, 2].map((channel) => Number((data[channel * width * height] ?? Number.NaN).toFixed(4)));
}

function dimsOf(config: unknown, pixels: Pixels): readonly number[] {
  return createImageProcessor(config).prepare(pixels).pixelValues.dims.slice(2);
}

/** Some classes resize numbers, not bytes: PyTorch sums them in float32, we in float64. */
function boundOf(name: string): number {
  return /^(?:(?:DINOv3ViT|Owlv2)ImageProcessorFast$|DepthPro|ZoeDepth)/.test(name) ? 5e-6 : 1e-6;
}

describe("an image processor", () => {
  it.each(Object.entries(golden))("equals Python's %s", (name, cases) => {
    for (const { config, pictures } of cases) {
      const processor = createImageProcessor(config);
      for (const { size, dims, places, values, mean, ...more } of pictures) {
        const [width = 0, height = 0] = size;
        const said = `${JSON.stringify(config)} of ${width} × ${height}`;
        const { pixelValues, pixelMask, spatialShapes } = processor.prepare(picture(width, height));
        expect(pixelValues.dims, said).toEqual(dims);
        const drift = values.map((value, index) =>
          Math.abs(value - (pixelValues.data[places[index] ?? -1] ?? Number.NaN)),
        );
        const bound = boundOf(name) * Math.max(1, ...values.map(Math.abs));
        expect(Math.max(...drift), said).toBeLessThan(bound);
        const sum = pixelValues.data.reduce((total, value) => total + value, 0);
        expect(Math.abs(sum / pixelValues.data.length - mean), said).toBeLessThan(bound);
        if ("mask" in more) {
          const marked = Number(pixelMask?.data.reduce((total, value) => total + value, 0n));
          expect({ dims: pixelMask?.dims, sum: marked }, said).toEqual(more.mask);
        }
        if ("shapes" in more) expect(Array.from(spatialShapes?.data ?? [], Number), said).toEqual(more.shapes);
      }
    }
  });
});

const red = plain(60, 60, 255, 0, 0, 255);
const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };

describe("the class that the file names", () => {
  it("EfficientNet with its head divides by the deviation twice", () => {
    const config = { image_processor_type: "EfficientNetImageProcessor", size: 48 };
    const whole = { ...config, image_mean: [0.485, 0.456, 0.406], image_std: [0.47853944, 0.4732864, 0.47434163] };
    expect(firstOf({ ...whole, include_top: false }, red)[0]).toBeCloseTo(1.0762, 3);
    expect(firstOf(whole, red)).toEqual([2.2489, -2.0357, -1.8044]);
  });

  it("MobileViT takes blue first and does not normalise", () => {
    expect(firstOf({ image_processor_type: "MobileViTFeatureExtractor", crop_size: 48, ...imagenet }, red)).toEqual([
      0, 0, 1,
    ]);
  });

  it("is that of the model's type where the file names none, as AutoImageProcessor has it", () => {
    expect(firstOf({ size: { shortest_edge: 24 }, crop_size: 24 }, red, "mobilevit")).toEqual([0, 0, 1]);
  });

  it.each([
    [{}, [384, 384]],
    [{ size: { shortest_edge: 224 } }, [224, 224]],
    [{ size: 224, crop_pct: null }, [224, 224]],
  ])("ConvNeXT and ResNet read %j", (config, dims) => {
    expect(
      dimsOf({ image_processor_type: "ConvNextFeatureExtractor", ...config }, plain(640, 427, 9, 9, 9, 255)),
    ).toEqual(dims);
  });

  it("ConvNeXT without a crop_pct scales the shorter side to 256 and keeps 224 of it", () => {
    const config = { image_processor_type: "ConvNextImageProcessor", size: 224 };
    const { place } = createImageProcessor(config).prepare(plain(512, 512, 9, 9, 9, 255)).geometry;
    expect(place).toEqual({ left: -16, top: -16, width: 256, height: 256 });
  });

  it.each([
    ["LevitImageProcessor", 224, 256],
    ["CLIPFeatureExtractor", 224, 224],
    ["MobileNetV2FeatureExtractor", 256, 256],
  ])("%s takes a size of %i for a shorter side of %i", (name, size, height) => {
    const { place } = createImageProcessor({ image_processor_type: name, size }).prepare(
      plain(600, 300, 9, 9, 9, 255),
    ).geometry;
    expect([place.width, place.height]).toEqual([height * 2, height]);
  });

  it("YOLOS goes down to patches of 16, what names size_divisibility down to that", () => {
    const small = plain(64, 43, 9, 9, 9, 255);
    const box = { max_height: 42, max_width: 56 };
    expect(dimsOf({ image_processor_type: "YolosImageProcessor", size: box }, small)).toEqual([37, 56]);
    const size = { shortest_edge: 51, longest_edge: 90 };
    expect(dimsOf({ image_processor_type: "YolosImageProcessor", size }, small)).toEqual([48, 64]);
    const modnet = { feature_extractor_type: "ImageFeatureExtractor", size_divisibility: 32 };
    expect(dimsOf({ ...modnet, size: { shortest_edge: 51 } }, small)).toEqual([32, 64]);
    expect(dimsOf({ ...modnet, size: { shortest_edge: 512 } }, plain(640, 427, 9, 9, 9, 255))).toEqual([512, 736]);
  });

  it("Nougat looks at what is written on a page, up to 200 of 255 levels from its darkest to its lightest", () => {
    const page = plain(12, 9, 255, 255, 255, 255);
    const ink = (x: number, y: number, level: number) => page.data.set([level, level, level], (y * page.width + x) * 4);
    ink(3, 2, 0);
    ink(7, 6, 199);
    ink(10, 8, 200);
    const config = { image_processor_type: "NougatImageProcessor", size: { height: 10, width: 10 } };
    const written = plain(5, 5, 255, 255, 255, 255);
    written.data.set([0, 0, 0], 0);
    written.data.set([199, 199, 199], 24 * 4);
    const seen = createImageProcessor(config).prepare(page);
    expect(seen.pixelValues).toEqual(
      createImageProcessor({ ...config, do_crop_margin: false }).prepare(written).pixelValues,
    );
    expect(createImageProcessor(config).prepare(plain(4, 3, 9, 9, 9, 255)).geometry.original.width).toBe(4);
  });

  it("does not look at keys of other classes", () => {
    const config = { image_processor_type: "ViTImageProcessor", size: 24 };
    const keys = { include_top: true, rescale_offset: true, do_flip_channel_order: true, do_crop_margin: true };
    expect(firstOf({ ...config, ...keys }, red)).toEqual(firstOf(config, red));
    expect(firstOf({ ...config, ...keys, image_processor_type: "ImageProcessor" }, red)).not.toEqual(
      firstOf(config, red),
    );
  });

  it("may be unknown, or one that Python would refuse: then the file's keys say what happens", () => {
    const cropped = { size: { shortest_edge: 30 }, do_center_crop: true, crop_size: 20 };
    expect(dimsOf({ image_processor_type: "ImageProcessor", ...cropped }, red)).toEqual([20, 20]);
    expect(dimsOf({ image_processor_type: "ViTImageProcessor", ...cropped }, red)).toEqual([20, 20]);
  });
});

describe("a file", () => {
  const nulls = {
    do_center_crop: null,
    crop_size: null,
    resample: null,
    image_mean: null,
    image_std: null,
    do_rescale: null,
  };

  it.each(["ViTImageProcessor", "ViTImageProcessorFast"])("of %s may hold null for the default of any key", (name) => {
    const short = { image_processor_type: name, size: { height: 9, width: 9 } };
    const long = {
      ...short,
      ...nulls,
      size: { ...short.size, shortest_edge: null },
      do_resize: null,
      do_normalize: null,
    };
    const pixels = picture(23, 37);
    expect(createImageProcessor(long).prepare(pixels)).toEqual(createImageProcessor(short).prepare(pixels));
  });

  // ViTImageProcessor of Python: a flag is whatever is true of it.
  it("may hold 0 and 1 for a flag", () => {
    const short = { image_processor_type: "ViTImageProcessor", size: { height: 9, width: 9 } };
    const [pixels, of] = [picture(23, 37), (flags: object) => createImageProcessor({ ...short, ...flags })];
    const numbers = of({ do_resize: 0, do_normalize: 1 }).prepare(pixels);
    expect(numbers).toEqual(of({ do_resize: false, do_normalize: true }).prepare(pixels));
    expect(numbers.pixelValues.dims).toEqual([1, 3, 37, 23]);
  });

  it("may give one mean for all channels", () => {
    expect(firstOf({ do_resize: false, image_mean: 0.5, image_std: 0.25 }, red)).toEqual([2, -2, -2]);
  });

  it("is refused where no image processor writes it", () => {
    expect(() => createImageProcessor({ size: "large" })).toThrow();
  });
});

describe("a picture", () => {
  it("loses its transparency without blending, as convert('RGB') does", () => {
    const config = { do_resize: false, do_normalize: false };
    expect(firstOf(config, plain(1, 1, 255, 0, 51, 0))).toEqual([1, 0, 0.2]);
  });

  it("is known again in what the model sees: cropped, padded, scaled", () => {
    const wide = plain(80, 40, 9, 9, 9, 255);
    const clip = { image_processor_type: "CLIPImageProcessor", size: 20, crop_size: 20 };
    expect(createImageProcessor(clip).prepare(wide).geometry).toEqual({
      original: { width: 80, height: 40 },
      input: { width: 20, height: 20 },
      place: { left: -10, top: 0, width: 40, height: 20 },
    });
    const sam = {
      image_processor_type: "SamImageProcessor",
      size: { longest_edge: 40 },
      pad_size: { height: 40, width: 40 },
    };
    const { geometry } = createImageProcessor(sam).prepare(wide);
    expect(geometry.place).toEqual({ left: 0, top: 0, width: 40, height: 20 });
    expect(pictureIn(geometry, { width: 10, height: 10 })).toEqual({ left: 0, top: 0, width: 10, height: 5 });
  });

  it.each([
    [1, 1],
    [1, 90],
    [90, 1],
  ])("of %i × %i is made ready by every class", (width, height) => {
    const thin = plain(width, height, 9, 9, 9, 255);
    for (const [name, [first]] of Object.entries(golden)) {
      // Its blur over a square of 4000 pixels down to the 20 of these values takes minutes, in Python too.
      if (name.startsWith("Owlv2")) continue;
      const { pixelValues } = createImageProcessor(first?.config).prepare(thin);
      expect(pixelValues.data.length, name).toBeGreaterThan(0);
    }
  });

  it("that would become too large is refused in words", () => {
    const donut = createImageProcessor({ image_processor_type: "DonutImageProcessor" });
    expect(() => donut.prepare(plain(1, 4000, 9, 9, 9, 255))).toThrow("1920 × 7680000");
  });
});
