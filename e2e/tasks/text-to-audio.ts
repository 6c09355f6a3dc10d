import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../parity/comparison.ts";
import { sampledIn, TensorSample } from "../parity/reference.ts";
import type { TaskContract } from "./shared/task.ts";

const Ours = v.object({ sampling_rate: v.number(), samples: v.number(), audio: v.string() });
const Theirs = v.object({ sampling_rate: v.number(), samples: v.number(), wave: TensorSample });

/** The samples of our WAV: 16 bits behind a head of 44 bytes. */
function samplesOf(address: string): readonly number[] {
  const bytes = Buffer.from(address.slice(address.indexOf(",") + 1), "base64").subarray(44);
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2) / 32_767);
}

function compareWaves(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const a = v.parse(Ours, ours);
  const b = v.parse(Theirs, theirs);
  const head = compareTexts("wave", [a.sampling_rate, a.samples], [b.sampling_rate, b.samples]);
  if (head.problem) return head;
  const samples = samplesOf(a.audio);
  const values = sampledIn(b.wave);
  return compareNumbers(
    "wave",
    Array.from(values, (_, index) => samples[index * b.wave.step] ?? Number.NaN),
    [...values],
    tolerance,
  );
}

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: { split: "select", speaker_embeddings: "textarea", speaker_id: "number", per_line: "checkbox" },
  parity: { compare: (ours, { output }, tolerance) => compareWaves(ours, output, tolerance) },
};
