import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {},
  // Optimum has no class for CLAP: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import numpy as np", "from transformers.pipelines.audio_utils import ffmpeg_read"],
    imports: () => ["AutoFeatureExtractor", "AutoTokenizer"],
    notes: () => ["no-pipeline"],
    body: ({ options }) => [
      "extractor = AutoFeatureExtractor.from_pretrained(folder)",
      "tokenizer = AutoTokenizer.from_pretrained(folder)",
      'sound = ffmpeg_read(open(audio, "rb").read(), extractor.sampling_rate)',
      `texts = [${JSON.stringify(options.hypothesis_template)}.format(label) for label in candidate_labels]`,
      'values = {**extractor([sound], sampling_rate=extractor.sampling_rate, return_tensors="np"),',
      '          **tokenizer(texts, padding=True, return_tensors="np")}',
      "names = [entry.name for entry in model.get_inputs()]",
      'logits = model.run(["logits_per_audio"], {name: values[name] for name in names})[0][0]',
      "scores = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()",
      'output = sorted(({"label": label, "score": float(score)} for label, score in zip(candidate_labels, scores)),',
      '                key=lambda one: -one["score"])',
    ],
  },
};
