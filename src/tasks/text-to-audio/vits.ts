import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { floatsOf, longTensor } from "../../shared/tensor.ts";
import type { Checkpoint } from "../ports.ts";
import { createVitsTokenizer } from "./vits-tokenizer.ts";
import type { Voice } from "./voice.ts";

const Config = v.object({
  sampling_rate: v.nullish(v.number(), 16_000),
  num_speakers: v.nullish(v.number(), 1),
});

/** VITS: one graph from letters to the wave. Its noise is drawn within the graph, by scales that the export fixed. */
export async function openVits(checkpoint: Checkpoint): Promise<Voice> {
  const [graph, vocab, tokenizerJson, tokenizerConfig] = await Promise.all([
    checkpoint.graph("model"),
    checkpoint.json("vocab.json"),
    checkpoint.json("tokenizer.json"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  const tokenizer = createVitsTokenizer(vocab, tokenizerJson, tokenizerConfig);
  const { sampling_rate, num_speakers } = v.parse(Config, checkpoint.config);
  return {
    samplingRate: sampling_rate,
    speakerWidth: 0,
    read(text) {
      const ids = tokenizer.encode(text);
      if (ids.length > 0 && !tokenizer.wantsLatin(text)) return ids;
      const narrow = { reason: "letters-unread" } as const;
      throw new TaskError("input-invalid", "The voice knows none of these letters.", undefined, narrow);
    },
    async speak(ids, _signal, { speaker_id }) {
      refuseUnknown(speaker_id, num_speakers);
      const dims = [1, ids.length];
      const outputs = await graph.run({
        input_ids: longTensor(ids, dims),
        attention_mask: longTensor(new Array<number>(ids.length).fill(1), dims),
        speaker_id: longTensor([speaker_id ?? 0], [1]),
      });
      return floatsOf(outputs, "waveform").data;
    },
  };
}

/** @throws TaskError `input-invalid` for a speaker that the voice has not, as Python's forward pass raises */
function refuseUnknown(speaker: number | null, speakers: number): void {
  if (speaker === null || speaker < Math.max(1, speakers)) return;
  const values = { given: String(speaker), last: String(Math.max(1, speakers) - 1) };
  const message = `The voice has speakers from 0 to ${values.last}.`;
  throw new TaskError("input-invalid", message, undefined, { reason: "speaker-unknown", values });
}
