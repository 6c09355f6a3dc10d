import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import type { Checkpoint } from "../../../ports.ts";
import type { TaskRun } from "../../../run.ts";
import { type EncoderFiles, EncoderTexts } from "../encoder-files.ts";
import { maxTokensOf } from "./max-tokens.ts";

/** A passage: every token more is one that each line of a batch is filled up to. */
const mostTokens = 128;
const weightsFile = "model.safetensors";
const tokenizerFiles = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.txt",
] as const;

/** What is fine-tuned whole is not run here: this half hands its files over, and cuts texts as it reads them. */
export const run: TaskRun<"encoder-files"> = {
  id: "encoder-files",
  async open(checkpoint) {
    const tokenizer = await checkpoint.tokenizer();
    // Fetched while it loads, where progress is told; read again for each run, since whoever asks takes it away.
    let first: Uint8Array | undefined = await weightsOf(checkpoint);
    const maxLength = Math.min(mostTokens, maxTokensOf(checkpoint.config, tokenizer));
    return {
      warmUp: undefined,
      dispose: () => {},
      async run(input, _options, _context, now) {
        const started = now();
        const { texts } = v.parse(EncoderTexts, input);
        const ids = texts.map((text) => [...tokenizer.encode(text, { maxLength }).ids]);
        const cut = now();
        const read = await Promise.all(
          tokenizerFiles.map(async (path) => ({ path, bytes: await checkpoint.bytes(path) })),
        );
        const files = read.flatMap(({ path, bytes }) => (bytes ? [{ path, bytes: Uint8Array.from(bytes) }] : []));
        const weights = first ?? (await weightsOf(checkpoint));
        first = undefined;
        const output: v.InferOutput<typeof EncoderFiles> = { weights: Uint8Array.from(weights), ids, files };
        return { output, ms: { preprocess: cut - started, run: now() - cut, postprocess: 0 } };
      },
    };
  },
};

/** @throws TaskError `model-unsupported` where the repository has no such file */
async function weightsOf({ bytes, model }: Checkpoint): Promise<Uint8Array> {
  const found = await bytes(weightsFile);
  if (found) return found;
  throw new TaskError("model-unsupported", `${model} has no ${weightsFile}.`, undefined, {
    reason: "safetensors-missing",
    values: { file: weightsFile },
  });
}
