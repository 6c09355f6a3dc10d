import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    silent: ["ignore_labels"],
    names: { together: null, text_threshold: null },
    notes: () => ["resize"],
  },
  // Optimum has no class for these: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import torch", "from PIL import Image"],
    imports: ({ options }) => [
      "AutoImageProcessor",
      "AutoTokenizer",
      ...(options.together ? ["GroundingDinoProcessor"] : []),
    ],
    notes: () => ["no-pipeline"],
    body: ({ options }) => [
      'picture = Image.open(image).convert("RGB")',
      "processor = AutoImageProcessor.from_pretrained(folder)",
      "tokenizer = AutoTokenizer.from_pretrained(folder)",
      "",
      "",
      "def answer(values):",
      "    names = [entry.name for entry in model.get_inputs()]",
      "    found = model.run(None, {name: values[name] for name in names})",
      "    found = {entry.name: torch.from_numpy(value) for entry, value in zip(model.get_outputs(), found)}",
      '    return type("Found", (), {"logits": found["logits"], "pred_boxes": found["pred_boxes"]})',
      "",
      "",
      "output = []",
      ...(options.together
        ? together(String(options.threshold), String(options.text_threshold))
        : alone(String(options.threshold))),
      'output.sort(key=lambda entry: entry["score"], reverse=True)',
      ...(typeof options.top_k === "number" ? [`output = output[:${options.top_k}]`] : []),
    ],
  },
};

function alone(threshold: string): readonly string[] {
  return [
    "for label in candidate_labels:",
    '    values = {**processor(picture, return_tensors="np"), **tokenizer(label, return_tensors="np")}',
    `    found = processor.post_process_object_detection(answer(values), ${threshold}, [picture.size[::-1]])[0]`,
    '    for score, box in zip(found["scores"], found["boxes"]):',
    '        output.append({"label": label, "score": float(score), "box": box.int().tolist()})',
  ];
}

function together(threshold: string, textThreshold: string): readonly string[] {
  return [
    "whole = GroundingDinoProcessor(processor, tokenizer)",
    'values = whole(images=picture, text=candidate_labels, return_tensors="np")',
    "found = whole.post_process_grounded_object_detection(",
    `    answer(values), values["input_ids"], ${threshold}, ${textThreshold}, [picture.size[::-1]]`,
    ")[0]",
    'for label, score, box in zip(found["text_labels"], found["scores"], found["boxes"]):',
    '    output.append({"label": label, "score": float(score), "box": box.int().tolist()})',
  ];
}
