import { Stopped } from "../errors.ts";
import type { Decoder } from "./decoder.ts";
import type { LogitsProcessor, Sampler } from "./sampling.ts";

export interface GenerateRequest {
  readonly decoder: Decoder;
  /** Ids in front of the new ones. What `decoder` was fed before is their beginning, and is not fed again. */
  readonly prompt: readonly number[];
  readonly maxNewTokens: number;
  /** Ids that end the text; they are not part of it. */
  readonly endIds: ReadonlySet<number>;
  /** In their order, on a copy of the model's own logits. */
  readonly processors: readonly LogitsProcessor[];
  readonly choose: Sampler;
  readonly signal: AbortSignal;
  /**
   * Called for each token with the model's logits as they were before any processor (valid during the call).
   * @returns true to end the text after this token.
   */
  readonly onToken?: (id: number, logits: Float32Array) => boolean;
  /** Called for the id that ended the text, with the same logits. */
  readonly onEnd?: (id: number, logits: Float32Array) => void;
}

export interface Generated {
  readonly ids: readonly number[];
  readonly finish: "end" | "length" | "stop";
  /** The id that ended the text, where one did: Python reads it back with the others, and shows it unless it is special. */
  readonly endId?: number;
  /** Of beams: the score of the text, divided by its length to the penalty's power. */
  readonly score?: number;
}

/**
 * Writes one token after another. Throws `Stopped` between two tokens when `signal` aborted.
 */
export async function generate(request: GenerateRequest): Promise<Generated> {
  const { decoder, prompt, maxNewTokens, endIds, processors, choose, signal, onToken, onEnd } = request;
  const ids: number[] = [];
  let feed = prompt.slice(decoder.length);
  while (ids.length < maxNewTokens) {
    if (signal.aborted) throw new Stopped();
    const logits = await decoder.step(feed, signal);
    if (signal.aborted) throw new Stopped();
    const processed = Float32Array.from(logits);
    const all = [...prompt, ...ids];
    for (const process of processors) process(processed, all);
    const id = choose(processed);
    if (endIds.has(id)) {
      onEnd?.(id, logits);
      return { ids, finish: "end", endId: id };
    }
    ids.push(id);
    if (onToken?.(id, logits)) return { ids, finish: "stop" };
    feed = [id];
  }
  return { ids, finish: "length" };
}
