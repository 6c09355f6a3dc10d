import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    after: () => ['await output.save("enlarged.png");'],
  },
  // Optimum has no class for it: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import numpy as np", "from PIL import Image"],
    imports: () => ["AutoImageProcessor"],
    notes: () => ["no-pipeline"],
    body: () => [
      'picture = Image.open(image).convert("RGB")',
      "processor = AutoImageProcessor.from_pretrained(folder)",
      'values = processor(picture, return_tensors="np")',
      '[enlarged] = model.run(["reconstruction"], {"pixel_values": values["pixel_values"]})',
      "enlarged = np.moveaxis(enlarged[0].clip(0, 1), 0, -1)",
      "enlarged = Image.fromarray((enlarged * 255).round().astype(np.uint8))",
    ],
    after: () => ['enlarged.save("enlarged.png")'],
  },
};
