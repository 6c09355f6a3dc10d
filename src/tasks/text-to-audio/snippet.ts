import type { Snippet } from "../snippet.ts";

/** Three graphs and a loop in ONNX: Python's program runs the repository's own weights. */
const speecht5: Snippet = {
  javascript: {
    silent: ["split", "speaker_embeddings", "speaker_id"],
    extra: ({ model }) => ({
      speaker_embeddings: `"https://huggingface.co/${model}/resolve/main/speaker_embeddings.bin"`,
    }),
    after: () => ['await output.save("speech.wav");'],
  },
  python: {
    inTorch: true,
    parts: [],
    silent: ["split", "speaker_embeddings", "speaker_id"],
    modules: ["import numpy as np", "import soundfile", "import torch", "from huggingface_hub import hf_hub_download"],
    before: () => ['speaker = np.fromfile(hf_hub_download(model_id, "speaker_embeddings.bin"), np.float32)'],
    extra: () => ({ forward_params: '{"speaker_embeddings": torch.from_numpy(speaker)[None]}' }),
    after: () => ['soundfile.write("speech.wav", output["audio"], output["sampling_rate"])'],
  },
};

export const snippet: Snippet = {
  instead: ({ family }) => (/speecht5/i.test(family) ? speecht5 : undefined),
  javascript: {
    silent: ["split", "speaker_embeddings", "speaker_id"],
    after: () => ['await output.save("speech.wav");'],
  },
  // Optimum has no class for voices: the pipeline's steps, over a bare session.
  python: {
    parts: [],
    silent: ["split", "speaker_embeddings", "speaker_id"],
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
