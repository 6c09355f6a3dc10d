import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    notes: () => ["resize"],
    after: () => ['await output[0].save("cut-out.png");'],
  },
  python: {
    parts: [],
    modules: ["import numpy as np", "from PIL import Image, ImageChops"],
    notes: () => ["no-pipeline"],
    body: () => [
      'picture = Image.open(image).convert("RGBA")',
      'size = settings["size"]',
      'small = picture.convert("RGB").resize((size["width"], size["height"]), settings["resample"])',
      'values = np.asarray(small, dtype=np.float32) * settings["rescale_factor"]',
      'values = (values - settings["image_mean"]) / settings["image_std"]',
      "values = values.transpose(2, 0, 1)[None].astype(np.float32)",
      "mask = model.run(None, {model.get_inputs()[0].name: values})[0].squeeze()",
      "mask = Image.fromarray((mask.clip(0, 1) * 255).round().astype(np.uint8))",
      "mask = mask.resize(picture.size, Image.Resampling.BILINEAR)",
      'picture.putalpha(ImageChops.multiply(picture.getchannel("A"), mask))',
    ],
    after: () => ['picture.save("cut-out.png")'],
  },
};
