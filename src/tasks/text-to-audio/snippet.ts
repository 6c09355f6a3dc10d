import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    silent: ["split"],
    after: () => ['await output.save("speech.wav");'],
  },
  // Optimum has no class for voices: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    modules: ["import numpy as np", "import soundfile"],
    imports: () => ["AutoConfig", "AutoTokenizer"],
    notes: () => ["no-pipeline"],
    body: () => [
      "tokenizer = AutoTokenizer.from_pretrained(folder)",
      'values = tokenizer(text, return_tensors="np")',
      "names = [entry.name for entry in model.get_inputs()]",
      'output = model.run(["waveform"], {name: values[name].astype(np.int64) for name in names})[0][0]',
      'soundfile.write("speech.wav", output, AutoConfig.from_pretrained(folder).sampling_rate)',
    ],
  },
};
