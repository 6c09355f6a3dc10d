import type { Snippet } from "../snippet.ts";

const limits = ["threshold", "mask_threshold", "overlap_mask_area_threshold"] as const;

export const snippet: Snippet = {
  javascript: {
    // The library's own defaults are others; told of a subtask, it fails.
    always: limits,
    names: { subtask: null },
    notes: () => ["resize"],
  },
  // Optimum knows SegFormer alone of these: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import numpy as np", "import torch", "from PIL import Image", "from types import SimpleNamespace"],
    imports: () => ["AutoConfig", "AutoImageProcessor"],
    notes: () => ["no-pipeline"],
    body: ({ options: { subtask, ...options } }) => [
      'picture = Image.open(image).convert("RGB")',
      "processor = AutoImageProcessor.from_pretrained(folder)",
      'values = processor(picture, return_tensors="np")',
      "names = [entry.name for entry in model.get_inputs()]",
      "found = model.run(None, {name: values[name] for name in names})",
      "found = {entry.name: torch.from_numpy(value) for entry, value in zip(model.get_outputs(), found)}",
      "found = SimpleNamespace(**found)",
      "size = [picture.size[::-1]]",
      "labels = AutoConfig.from_pretrained(folder).id2label",
      ...(subtask === "auto"
        ? [
            'subtasks = ("panoptic", "instance", "semantic")',
            'subtask = next(name for name in subtasks if hasattr(processor, f"post_process_{name}_segmentation"))',
          ]
        : [`subtask = "${String(subtask)}"`]),
      'post_process = getattr(processor, f"post_process_{subtask}_segmentation")',
      'if subtask == "semantic":',
      "    [places] = post_process(found, target_sizes=size)",
      "    segments = [(int(place), None, places == place) for place in np.unique(places)]",
      "else:",
      `    limits = dict(${limits.map((name) => `${name}=${String(options[name])}`).join(", ")})`,
      "    [result] = post_process(found, target_sizes=size, **limits)",
      '    places = result["segmentation"]',
      "    segments = [",
      '        (entry["label_id"], entry["score"], places == entry["id"]) for entry in result["segments_info"]',
      "    ]",
      "output = [",
      '    {"label": labels[place], "score": score, "mask": Image.fromarray(mask.numpy().astype(np.uint8) * 255)}',
      "    for place, score, mask in segments",
      "]",
    ],
  },
};
