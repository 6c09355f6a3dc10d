import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

const Chunks = v.array(v.object({ text: v.string(), timestamp: v.array(v.nullable(v.number())) }));
type Chunks = v.InferOutput<typeof Chunks>;
const Transcript = v.object({ text: v.string(), chunks: v.optional(Chunks) });

function compareTranscripts(ours: unknown, theirs: unknown): Comparison {
  const a = v.parse(Transcript, ours);
  const b = v.parse(Transcript, theirs);
  const text = compareTexts("text and times", a.text, b.text);
  if (text.problem || !b.chunks) return text;
  const words = compareTexts(
    "text and times",
    a.chunks?.map((chunk) => chunk.text),
    b.chunks.map((chunk) => chunk.text),
  );
  if (words.problem) return words;
  // Python adds the same hundredths in another order.
  const times = (chunks: Chunks) => chunks.flatMap(({ timestamp }) => timestamp.map((time) => time ?? -1));
  return compareNumbers("text and times", times(a.chunks ?? []), times(b.chunks), 1e-6);
}

export const task: TaskContract = {
  inputs: { audio: "file" },
  options: {
    language: "select",
    task: "select",
    return_timestamps: "checkbox",
    timestamp_level: "select",
    chunk_length_s: "number",
    num_beams: "number",
    max_new_tokens: "number",
    prompt: "text",
    temperature: "textarea",
    compression_ratio_threshold: "number",
    logprob_threshold: "number",
    no_speech_threshold: "number",
  },
  parity: {
    compare: (ours, { output }) => compareTranscripts(ours, output),
    toOptions({ options }) {
      const { return_timestamps: times } = options;
      if (times === undefined) return {};
      return { return_timestamps: true, ...(typeof times === "string" && { timestamp_level: times }) };
    },
  },
};
