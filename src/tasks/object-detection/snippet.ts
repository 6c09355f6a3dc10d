import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { silent: ["ignore_labels"], notes: () => ["resize"] },
  // Optimum has no class for detectors: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import torch", "from PIL import Image"],
    imports: () => ["AutoConfig", "AutoImageProcessor"],
    notes: () => ["no-pipeline"],
    body: ({ options }) => [
      'picture = Image.open(image).convert("RGB")',
      "processor = AutoImageProcessor.from_pretrained(folder)",
      'values = processor(picture, return_tensors="np")',
      "names = [entry.name for entry in model.get_inputs()]",
      "found = model.run(None, {name: values[name] for name in names})",
      "found = {entry.name: torch.from_numpy(value) for entry, value in zip(model.get_outputs(), found)}",
      'found = type("Found", (), {"logits": found["logits"], "pred_boxes": found["pred_boxes"]})',
      `found = processor.post_process_object_detection(found, ${String(options.threshold)}, [picture.size[::-1]])[0]`,
      "labels = AutoConfig.from_pretrained(folder).id2label",
      "output = [",
      '    {"label": labels[int(label)], "score": float(score), "box": box.int().tolist()}',
      '    for label, score, box in zip(found["labels"], found["scores"], found["boxes"])',
      "]",
    ],
  },
};
