import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    names: { num_beams: null },
    notes: () => ["no-beams", "resize"],
    after: () => ["console.log(output[0].answer);"],
  },
  python: {
    inTorch: true,
    parts: ["tokenizer", "image_processor"],
    // The pipeline has no argument for these: they are the model's own settings.
    silent: ["max_new_tokens", "num_beams"],
    before: ({ options }) =>
      ["max_new_tokens", "num_beams"].flatMap((name) =>
        typeof options[name] === "number" ? [`pipe.generation_config.${name} = ${options[name]}`] : [],
      ),
    after: () => ['print(output[0]["answer"])'],
  },
};
