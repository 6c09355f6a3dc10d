import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { floatsOf, longTensor } from "../../shared/tensor.ts";
import type { Checkpoint } from "../ports.ts";
import { createVitsTokenizer } from "./vits-tokenizer.ts";
import type { Voice } from "./voice.ts";

const Config = v.object({ sampling_rate: v.nullish(v.number(), 16_000) });

/** VITS: one graph from letters to the wave. Its noise is drawn within the graph, by scales that the export fixed. */
export async function openVits(checkpoint: Checkpoint): Promise<Voice> {
  const [graph, vocab, tokenizerJson, tokenizerConfig] = await Promise.all([
    checkpoint.graph("model"),
    checkpoint.json("vocab.json"),
    checkpoint.json("tokenizer.json"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  const tokenizer = createVitsTokenizer(vocab, tokenizerJson, tokenizerConfig);
  return {
    samplingRate: v.parse(Config, checkpoint.config).sampling_rate,
    speakerWidth: 0,
    read(text) {
      const ids = tokenizer.encode(text);
      if (ids.length > 0 && !tokenizer.wantsLatin(text)) return ids;
      const narrow = { reason: "letters-unread" } as const;
      throw new TaskError("input-invalid", "The voice knows none of these letters.", undefined, narrow);
    },
    async speak(ids) {
      const dims = [1, ids.length];
      const outputs = await graph.run({
        input_ids: longTensor(ids, dims),
        attention_mask: longTensor(new Array<number>(ids.length).fill(1), dims),
        // The first of several speakers.
        speaker_id: longTensor([0], [1]),
      });
      return floatsOf(outputs, "waveform").data;
    },
  };
}
