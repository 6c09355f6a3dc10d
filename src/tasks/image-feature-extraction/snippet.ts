import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    defaults: { pool: false },
    notes: () => ["resize"],
    after: () => ["console.log(output.dims, output.tolist());"],
  },
  python: {
    model: "ORTModelForFeatureExtraction",
    parts: ["image_processor"],
    modules: ["from PIL import Image"],
    body: ({ options }) => [
      'pictures = [Image.open(image).convert("RGB") for image in images]',
      'output = [model(**image_processor(picture, return_tensors="pt")) for picture in pictures]',
      options.pool === true
        ? 'output = [found.get("pooler_output", found.last_hidden_state[:, 0])[0] for found in output]'
        : "output = [found.last_hidden_state[0] for found in output]",
    ],
    after: () => ["print([vectors.shape for vectors in output], output)"],
  },
};
