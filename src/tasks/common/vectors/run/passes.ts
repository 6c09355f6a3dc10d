import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { floatsOf } from "../../../../shared/tensor.ts";
import { normalizeRows, poolAll, type TrainedPooling } from "../../../../shared/vectors/pooling.ts";
import type { Encoding } from "../../../ports.ts";
import type { RunContext } from "../../../run.ts";
import { endOfBatch } from "../../text/run/batches.ts";
import type { Embedder, ReadText } from "./embedder.ts";
import { embedderFeeds } from "./embedder-feeds.ts";
import type { Module, Rows } from "./modules.ts";

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

/** What one pass gave as the graph gives it. */
export interface Outputs {
  readonly data: Float32Array;
  readonly dims: readonly number[];
  readonly places: readonly number[];
  readonly batch: readonly Encoding[];
}

export type Reader = Pick<Embedder, "graph" | "tokenizer" | "taskId" | "isSolitary" | "passSize">;
type Told = Pick<RunContext<never>, "signal" | "progress">;

/**
 * Runs texts of like length together, the shortest first. Progress is told in tokens, which take equally long; a stop
 * is seen between two passes.
 * @param output of the graph: one with a vector a token, or with one a text
 * @param onStop called before `Stopped` is thrown: the last chance to tell what is done
 * @throws Stopped
 */
export async function forEachOutput(
  embedder: Reader,
  output: string,
  encodings: readonly Encoding[],
  context: Told,
  use: (outputs: Outputs) => void,
  onStop: () => void,
): Promise<void> {
  const { graph, isSolitary, passSize } = embedder;
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
    const { data, dims } = floatsOf(await graph.run(embedderFeeds(embedder, batch)), output);
    passSize.took(places.length * (sorted[end - 1] ?? 0), performance.now() - startedMs);
    use({ data, dims, places, batch });
    start = end;
    done += batch.reduce((sum, { ids }) => sum + ids.length, 0);
    context.progress(done, total);
  }
}

/**
 * One vector a token.
 * @throws TaskError `input-invalid` where the graph gives one a text and nothing else
 */
export async function forEachPass(
  embedder: Reader & Pick<Embedder, "hidden">,
  encodings: readonly Encoding[],
  context: Told,
  use: (pass: Pass) => void,
  onStop: () => void = () => {},
): Promise<void> {
  const { hidden: output } = embedder;
  if (output === undefined) {
    throw new TaskError("input-invalid", "The graph gives one vector a text.", undefined, { reason: "pooled-already" });
  }
  await forEachOutput(
    embedder,
    output,
    encodings,
    context,
    ({ data: hidden, dims: [, tokens = 0, width = 0], places, batch }) =>
      use({ hidden, dims: [batch.length, tokens, width], mask: maskOf(batch, tokens), places }),
    onStop,
  );
}

export interface VectorSettings {
  /** `auto` is all that the checkpoint itself does to make a vector of a text. */
  readonly pooling: TrainedPooling | "auto";
  readonly normalize: boolean;
}

/** One vector a text. */
export async function forEachVector(
  embedder: Embedder,
  encodings: readonly ReadText[],
  { pooling, normalize }: VectorSettings,
  context: Told,
  use: (rows: Rows, places: readonly number[]) => void,
  onStop: () => void = () => {},
): Promise<void> {
  const { whole, modules } = embedder;
  const finish = (rows: Rows, places: readonly number[]) => {
    if (normalize) normalizeRows(rows.data, rows.width);
    use(rows, places);
  };
  if (pooling === "auto" && whole !== undefined) {
    const takeWhole = ({ data, dims, places }: Outputs) => finish({ data, width: dims.at(-1) ?? 0 }, places);
    return forEachOutput(embedder, whole, encodings, context, takeWhole, onStop);
  }
  if (pooling === "auto" && modules instanceof TaskError) throw modules;
  const following = pooling !== "auto" || modules instanceof TaskError ? [] : withoutLastNormalize(modules);
  const chosen = pooling === "auto" ? embedder.poolings : [pooling];
  await forEachPass(
    embedder,
    encodings,
    context,
    ({ hidden, dims, mask, places }) => {
      const masks = { real: mask, counted: withoutPrompts(mask, dims[1], places, encodings) };
      const pooled = { data: poolAll(hidden, masks, dims, chosen), width: dims[2] * chosen.length };
      finish(
        following.reduce((rows, module) => module.apply(rows), pooled),
        places,
      );
    },
    onStop,
  );
}

/** The mask of a pass without the tokens in front of each text that pooling passes over. */
function withoutPrompts(
  mask: Uint8Array,
  tokens: number,
  places: readonly number[],
  encodings: readonly ReadText[],
): Uint8Array {
  const counted = mask.slice();
  for (const [row, place] of places.entries()) {
    counted.fill(0, row * tokens, row * tokens + Math.min(tokens, encodings[place]?.skipped ?? 0));
  }
  return counted;
}

/** Whether the vectors have length 1 in the end is the reader's own choice. */
function withoutLastNormalize(modules: readonly Module[]): readonly Module[] {
  return modules.at(-1)?.kind === "normalize" ? modules.slice(0, -1) : modules;
}

function maskOf(batch: readonly Encoding[], tokens: number): Uint8Array {
  const mask = new Uint8Array(batch.length * tokens);
  batch.forEach(({ ids }, index) => {
    mask.fill(1, index * tokens, index * tokens + ids.length);
  });
  return mask;
}
