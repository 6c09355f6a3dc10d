import type { Snippet } from "../snippet.ts";

/** Neither library has a pipeline that opens these graphs: transformers.js has no ViLT, and Optimum none either. */
export const snippet: Snippet = {
  javascript: {
    notes: () => ["no-task"],
  },
  python: {
    parts: ["tokenizer", "image_processor"],
    modules: ["import numpy as np", "from PIL import Image"],
    notes: () => ["not-in-optimum"],
    body: ({ options }) => [
      'labels = json.loads((folder / "config.json").read_text())["id2label"]',
      'words = tokenizer(question, return_tensors="np")',
      'picture = image_processor(Image.open(image).convert("RGB"), return_tensors="np")',
      "given = {**words, **picture}",
      "feeds = {one.name: given[one.name] for one in model.get_inputs()}",
      "scores = 1 / (1 + np.exp(-model.run(None, feeds)[0][0]))",
      `best = np.argsort(-scores)[:${typeof options.top_k === "number" ? options.top_k : "None"}]`,
      'output = [{"answer": labels[str(place)], "score": float(scores[place])} for place in best]',
    ],
  },
};
