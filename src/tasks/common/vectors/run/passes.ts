import { Stopped } from "../../../../shared/errors.ts";
import { floatsOf } from "../../../../shared/tensor.ts";
import type { Encoding } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { endOfBatch } from "../../text/run/batches.ts";
import { encoderFeeds } from "../../text/run/encoder.ts";
import type { Embedder } from "./embedder.ts";

/** What one pass of the graph gave. */
export interface Pass {
  /** [texts, tokens, width], row-major. */
  readonly hidden: Float32Array;
  readonly dims: readonly [number, number, number];
  /** [texts, tokens]: 1 for real tokens, 0 for padding. */
  readonly mask: Uint8Array;
  /** Of its texts in the whole input. */
  readonly places: readonly number[];
}

/**
 * Runs texts of like length together, the shortest first. Progress is told in tokens, which take equally long; a stop
 * is seen between two passes.
 * @param onStop called before `Stopped` is thrown: the last chance to tell what is done
 * @throws Stopped
 */
export async function forEachPass(
  {
    graph,
    hidden,
    tokenizer,
    isSolitary,
    passSize,
  }: Pick<Embedder, "graph" | "hidden" | "tokenizer" | "isSolitary" | "passSize">,
  encodings: readonly Encoding[],
  context: Pick<RunContext<never>, "signal" | "progress">,
  use: (pass: Pass) => void,
  onStop: () => void = () => {},
): Promise<void> {
  const lengths = encodings.map(({ ids }) => ids.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const waiting = [...lengths.entries()].sort(([, a], [, b]) => a - b);
  const sorted = waiting.map(([, length]) => length);
  let done = 0;
  for (let start = 0; start < waiting.length; ) {
    if (context.signal.aborted) {
      onStop();
      throw new Stopped();
    }
    const end = isSolitary ? start + 1 : endOfBatch(sorted, start, passSize.tokens);
    const places = waiting.slice(start, end).map(([place]) => place);
    const batch = places.flatMap((place) => encodings[place] ?? []);
    const startedMs = performance.now();
    const outputs = await graph.run(encoderFeeds(batch, tokenizer.padId));
    const { data, dims } = floatsOf(outputs, hidden);
    const [, tokens = 0, width = 0] = dims;
    passSize.took(places.length * tokens, performance.now() - startedMs);
    use({ hidden: data, dims: [places.length, tokens, width], mask: maskOf(batch, tokens), places });
    start = end;
    done += batch.reduce((sum, { ids }) => sum + ids.length, 0);
    context.progress(done, total);
  }
}

function maskOf(batch: readonly Encoding[], tokens: number): Uint8Array {
  const mask = new Uint8Array(batch.length * tokens);
  batch.forEach(({ ids }, index) => {
    mask.fill(1, index * tokens, index * tokens + ids.length);
  });
  return mask;
}
