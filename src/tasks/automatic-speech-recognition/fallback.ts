import { TaskError } from "../../shared/errors.ts";
import { logSoftmax } from "../../shared/generation/sampling.ts";

/** What a text must pass, or it is written once more at a higher temperature; `null` lets all pass. */
export interface Thresholds {
  readonly compressionRatio: number | null;
  readonly logprob: number | null;
  readonly noSpeech: number | null;
}

/** A window's text as it was written once. */
export interface Attempt {
  /** With the end id, where it ended. */
  readonly ids: readonly number[];
  /** The mean of the logarithms of its tokens' probabilities, or the score of the best beam. */
  readonly logprob: number;
}

/**
 * What becomes of a text: `keep`, `again` at the next temperature, or `skip`, where nobody speaks in the window.
 * `_need_fallback` of transformers.
 */
export async function judge(
  { ids, logprob }: Attempt,
  { compressionRatio, logprob: leastLogprob, noSpeech }: Thresholds,
  { vocabulary, silence }: { readonly vocabulary: number; readonly silence: number },
): Promise<"keep" | "again" | "skip"> {
  const isUnlikely = leastLogprob !== null && logprob < leastLogprob;
  if (isUnlikely && noSpeech !== null && silence > noSpeech) return "skip";
  if (isUnlikely) return "again";
  if (compressionRatio === null) return "keep";
  return (await compressionRatioOf(ids, vocabulary)) > compressionRatio ? "again" : "keep";
}

/** How much shorter zlib writes the ids: a text that goes round in circles shrinks the most. */
export async function compressionRatioOf(ids: readonly number[], vocabulary: number): Promise<number> {
  const width = Math.floor(Math.log2(vocabulary) / 8) + 1;
  const bytes = Uint8Array.from(
    ids.flatMap((id) => Array.from({ length: width }, (_, place) => Math.floor(id / 256 ** place) % 256)),
  );
  // The browser's `deflate` is zlib's format, at the level that Python takes.
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return bytes.length / (await new Response(packed).arrayBuffer()).byteLength;
}

/**
 * The logarithm of a token's probability among logits that a temperature divided.
 * @param processed after every processor
 */
export function logprobOf(processed: Float32Array, id: number, temperature: number): number {
  return logSoftmax(temperature > 0 ? processed.map((value) => value * temperature) : processed)[id] ?? -Infinity;
}

/** @throws TaskError `input-invalid` for what is no number of 0 or more; 0 alone where nothing is given */
export function temperaturesOf(given: readonly string[]): readonly number[] {
  if (given.length === 0) return [0];
  return given.map((text) => {
    const value = Number(text);
    if (Number.isFinite(value) && value >= 0) return value;
    const narrow = { reason: "temperature-unread", values: { given: text } } as const;
    throw new TaskError("input-invalid", `"${text}" is no temperature.`, undefined, narrow);
  });
}
