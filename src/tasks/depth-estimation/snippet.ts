import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    notes: () => ["resize"],
    after: () => ["console.log(output.predicted_depth.dims);", 'await output.depth.save("depth.png");'],
  },
  // Optimum has no class for it: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import torch", "from PIL import Image"],
    imports: () => ["AutoImageProcessor"],
    notes: () => ["no-pipeline"],
    body: () => [
      'picture = Image.open(image).convert("RGB")',
      "processor = AutoImageProcessor.from_pretrained(folder)",
      'values = processor(picture, return_tensors="np")',
      '[depth] = model.run(["predicted_depth"], {"pixel_values": values["pixel_values"]})',
      "depth = torch.nn.functional.interpolate(",
      '    torch.from_numpy(depth)[:, None], picture.size[::-1], mode="bicubic", align_corners=False',
      ").squeeze()",
      "grey = (depth - depth.min()) / (depth.max() - depth.min()) * 255",
    ],
    after: () => ["print(depth.shape, depth)", 'Image.fromarray(grey.byte().numpy()).save("depth.png")'],
  },
};
