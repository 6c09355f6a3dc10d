import * as v from "valibot";
import type { Snippet, SnippetRun } from "../snippet.ts";
import { Box, Point } from "./prompt.ts";

const Prompt = v.object({ points: v.array(Point), box: v.nullable(Box) });

/** What the processors of both libraries take, by their names: a picture, an object in it, its places. */
function asked({ options }: SnippetRun): readonly (readonly [name: string, code: string])[] {
  const { points, box } = v.parse(Prompt, options);
  const places = points.map(({ x, y }) => `[${x}, ${y}]`).join(", ");
  const labels = points.map(({ label }) => label).join(", ");
  const corners = box && [box.xmin, box.ymin, box.xmax, box.ymax].join(", ");
  return [
    ...(points.length > 0
      ? ([
          ["input_points", `[[[${places}]]]`],
          ["input_labels", `[[[${labels}]]]`],
        ] as const)
      : []),
    ...(box ? ([["input_boxes", `[[[${corners}]]]`]] as const) : []),
  ];
}

export const snippet: Snippet = {
  javascript: {
    silent: ["points", "box"],
    imports: () => ["AutoProcessor", "RawImage", "SamModel"],
    opensItself: true,
    notes: () => ["resize"],
    body: (run) => {
      const prompt = asked(run).map(([name, code]) => `${name}: ${code}`);
      return [
        "const processor = await AutoProcessor.from_pretrained(model_id);",
        "const model = await SamModel.from_pretrained(model_id, settings);",
        "const picture = await RawImage.read(image);",
        prompt.length > 0
          ? `const inputs = await processor(picture, { ${prompt.join(", ")} });`
          : "const inputs = await processor(picture);",
        "const seen = await model.get_image_embeddings(inputs);",
        ...(prompt.length > 0
          ? [
              "const { pred_masks, iou_scores } = await model({ ...inputs, ...seen });",
              "const { original_sizes, reshaped_input_sizes } = inputs;",
              "const masks = await processor.post_process_masks(pred_masks, original_sizes, reshaped_input_sizes);",
              "const output = { masks, scores: iou_scores.tolist() };",
            ]
          : ["const output = [];"]),
      ];
    },
  },
  python: {
    parts: [],
    graphs: ["vision_encoder", "prompt_encoder_mask_decoder"],
    silent: ["points", "box"],
    modules: ["import torch", "from PIL import Image"],
    imports: () => ["AutoProcessor"],
    notes: () => ["by-graphs"],
    body: (run) => {
      const prompt = asked(run);
      return [
        'picture = Image.open(image).convert("RGB")',
        "processor = AutoProcessor.from_pretrained(folder)",
        `values = processor(${["picture", ...prompt.map(([name, code]) => `${name}=${code}`), 'return_tensors="pt"'].join(", ")})`,
        "names = [entry.name for entry in vision_encoder.get_outputs()]",
        'seen = vision_encoder.run(None, {"pixel_values": values["pixel_values"].numpy()})',
        ...(prompt.length > 0
          ? [
              "feeds = dict(zip(names, seen))",
              `for name in [${prompt.map(([name]) => `"${name}"`).join(", ")}]:`,
              "    value = values[name]",
              "    feeds[name] = (value.float() if value.is_floating_point() else value).numpy()",
              'outputs = ["iou_scores", "pred_masks"]',
              "[scores], masks = prompt_encoder_mask_decoder.run(outputs, feeds)",
              'sizes = [values["original_sizes"], values["reshaped_input_sizes"]]',
              "[masks] = processor.post_process_masks(torch.from_numpy(masks), *sizes)",
              "found = zip(scores[0], masks[0].numpy())",
              "output = [",
              '    {"score": float(score), "mask": Image.fromarray(mask)}',
              "    for score, mask in sorted(found, key=lambda one: -one[0])",
              "]",
            ]
          : ["output = []"]),
      ];
    },
  },
};
