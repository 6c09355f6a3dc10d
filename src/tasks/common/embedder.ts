import * as v from "valibot";
import { Stopped, TaskError } from "../../shared/errors.ts";
import type { Matrix } from "../../shared/media.ts";
import { floatsOf, longTensor } from "../../shared/tensor.ts";
import { type Pooling, pool } from "../../shared/vectors/pooling.ts";
import type { Checkpoint, Encoding, Graph, Tokenizer } from "../ports.ts";
import type { RunContext } from "../run.ts";

/** `config_sentence_transformers.json`: what some models want in front of a text. */
const SentenceTransformersConfig = v.object({ prompts: v.optional(v.record(v.string(), v.string()), {}) });

export interface Embedder {
  readonly tokenizer: Tokenizer;
  readonly graph: Graph;
  /** In tokens. */
  readonly maxLength: number;
  readonly prompts: Readonly<Record<string, string>>;
}

export async function loadEmbedder(checkpoint: Checkpoint): Promise<Embedder> {
  const [tokenizer, graph, config] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.graph("model"),
    checkpoint.json("config_sentence_transformers.json"),
  ]);
  const positions = v.is(v.number(), checkpoint.config.max_position_embeddings)
    ? checkpoint.config.max_position_embeddings
    : Number.POSITIVE_INFINITY;
  return {
    tokenizer,
    graph,
    maxLength: Math.min(tokenizer.maxLength, positions),
    prompts: v.parse(SentenceTransformersConfig, config ?? {}).prompts,
  };
}

export type PromptName = "auto" | "none" | "query" | "passage";

/** What goes in front of each text: `auto` is the model's query prompt where it has one. */
export function promptOf({ prompts }: Embedder, name: PromptName): string {
  if (name === "none") return "";
  const prompt = prompts[name === "auto" ? "query" : name];
  if (prompt !== undefined) return prompt;
  if (name === "auto") return "";
  throw new TaskError("input-invalid", `This model names no "${name}" prompt; choose "auto" or "none".`);
}

/** Token ids of texts, cut to what the model takes, with a notice for what was left out. */
export function encodeTexts(
  embedder: Embedder,
  texts: readonly string[],
  prompt: string,
  context: RunContext<never>,
): readonly Encoding[] {
  const { tokenizer, maxLength } = embedder;
  const encodings = texts.map((text) => tokenizer.encode(prompt + text, { maxLength }));
  const cut = encodings.filter(({ dropped }) => dropped > 0);
  if (cut.length > 0) {
    const tokens = cut.reduce((sum, { dropped }) => sum + dropped, 0);
    context.notice("input-truncated", { texts: cut.length, tokens, max: maxLength });
  }
  return encodings;
}

/** Tokens in one run of the graph, padding included: a bound on memory that still fills a GPU. */
const batchTokens = 4096;

interface Batch {
  readonly hidden: Float32Array;
  readonly dims: readonly [number, number, number];
  readonly mask: Uint8Array;
  /** Places of its texts in the whole input. */
  readonly places: readonly number[];
}

/** Runs texts of like length together; a stop is seen between two batches. */
async function forEachBatch(
  { graph, tokenizer }: Embedder,
  encodings: readonly Encoding[],
  context: Pick<RunContext<never>, "signal" | "progress">,
  use: (batch: Batch) => void,
): Promise<void> {
  let done = 0;
  for (const places of batchesOf(encodings)) {
    if (context.signal.aborted) throw new Stopped();
    const items = places.map((place) => encodings[place]?.ids ?? []);
    const tokens = Math.max(...items.map((ids) => ids.length));
    const shape = [items.length, tokens];
    const ids = items.flatMap((item) => padded(item, tokens, tokenizer.padId));
    const mask = items.flatMap((item) =>
      padded(
        item.map(() => 1),
        tokens,
        0,
      ),
    );
    const outputs = await graph.run({
      input_ids: longTensor(ids, shape),
      attention_mask: longTensor(mask, shape),
      token_type_ids: longTensor(new Array<number>(ids.length).fill(0), shape),
    });
    const hidden = floatsOf(outputs, "last_hidden_state");
    const width = hidden.dims[2] ?? 0;
    use({ hidden: hidden.data, dims: [items.length, tokens, width], mask: Uint8Array.from(mask), places });
    done += places.length;
    context.progress(done, encodings.length);
  }
}

/** @returns one pooled vector a text, in the order of `encodings` */
export async function embedPooled(
  embedder: Embedder,
  encodings: readonly Encoding[],
  pooling: Pooling,
  context: Pick<RunContext<never>, "signal" | "progress">,
): Promise<Matrix> {
  let vectors = new Float32Array(0);
  let columns = 0;
  await forEachBatch(embedder, encodings, context, ({ hidden, dims, mask, places }) => {
    columns = dims[2];
    if (vectors.length === 0) vectors = new Float32Array(encodings.length * columns);
    const pooled = pool(hidden, mask, dims, pooling);
    places.forEach((place, index) => {
      vectors.set(pooled.subarray(index * columns, (index + 1) * columns), place * columns);
    });
  });
  return { data: vectors, rows: encodings.length, columns };
}

/** @returns each text's token vectors, padding left out */
export async function embedTokens(
  embedder: Embedder,
  encodings: readonly Encoding[],
  context: Pick<RunContext<never>, "signal" | "progress">,
): Promise<readonly Matrix[]> {
  const found = new Map<number, Matrix>();
  await forEachBatch(embedder, encodings, context, ({ hidden, dims: [, tokens, columns], places }) => {
    places.forEach((place, index) => {
      const rows = encodings[place]?.ids.length ?? 0;
      const start = index * tokens * columns;
      found.set(place, { data: hidden.slice(start, start + rows * columns), rows, columns });
    });
  });
  return encodings.map((_, place) => found.get(place) ?? { data: new Float32Array(0), rows: 0, columns: 0 });
}

function batchesOf(encodings: readonly Encoding[]): readonly (readonly number[])[] {
  const byLength = encodings.map((_, place) => place).sort((a, b) => lengthOf(a) - lengthOf(b));
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const place of byLength) {
    if (batch.length > 0 && (batch.length + 1) * lengthOf(place) > batchTokens) {
      batches.push(batch);
      batch = [];
    }
    batch.push(place);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;

  function lengthOf(place: number): number {
    return encodings[place]?.ids.length ?? 0;
  }
}

function padded(values: readonly number[], length: number, filler: number): readonly number[] {
  return [...values, ...new Array<number>(length - values.length).fill(filler)];
}
