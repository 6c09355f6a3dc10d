import { Tensor } from "@huggingface/transformers";
import type { BatchDecoder } from "../../shared/generation/decoder.ts";
import { repeatRows, type TensorMap } from "../../shared/tensor.ts";
import type { DecoderGraph } from "../../tasks/ports.ts";
import { type Cache, emptyPast, nextCache, release, selectSequences } from "./keys.ts";
import { isUnchanged } from "./rows.ts";
import type { Session } from "./session.ts";
import { toFeeds } from "./tensors.ts";

/** More layers than any checkpoint that fits a browser has; ONNX Runtime ignores names that a graph lacks. */
const maxLayers = 128;

/** Names of the key and value outputs of optimum's exports, decoder-only and encoder-decoder. */
export const cacheOutputNames: readonly string[] = Array.from({ length: maxLayers }, (_, layer) =>
  ["", ".decoder", ".encoder"].flatMap((part) => [`present.${layer}${part}.key`, `present.${layer}${part}.value`]),
).flat();

export interface DecoderShape {
  readonly heads: number;
  /** Gemma 3 and PaliGemma count positions from 1. */
  readonly firstPosition: number;
}

/** Sequences of equal length that one run of a graph can go on with, and what it keeps of them. */
interface Group {
  /** Every id so far of each sequence. */
  readonly rows: readonly (readonly number[])[];
  readonly cache: Cache;
}

/**
 * Writes with any decoder graph, told apart by its inputs alone: with or without keys and values of past steps
 * (`past_key_values.*`), with or without `position_ids`, with a branch for the first step (`use_cache_branch`).
 * @param later the graph of the steps after the first, where that is another one (`decoder_with_past_model`)
 */
export function createDecoderGraph(first: Session, shape: DecoderShape, later: Session = first): DecoderGraph {
  const hasCache = later.inputNames.some((name) => name.startsWith("past_key_values"));
  const [batch] = later.inputs.find(({ name }) => name === "input_ids")?.shape ?? [];
  // A graph that was exported for one sequence runs once for each of several.
  const widest = typeof batch === "number" ? 1 : Number.POSITIVE_INFINITY;

  function feedsOf(ids: readonly (readonly number[])[], past: number): Record<string, Tensor> {
    const [count, length] = [ids.length, ids[0]?.length ?? 0];
    const total = past + length;
    const positions = Array.from({ length }, (_, index) => shape.firstPosition + past + index);
    return {
      input_ids: longs(ids.flat(), [count, length]),
      attention_mask: longs(new Array<number>(count * total).fill(1), [count, total]),
      position_ids: longs(
        ids.flatMap(() => positions),
        [count, length],
      ),
      use_cache_branch: new Tensor("bool", [past > 0], [1]),
      num_logits_to_keep: new Tensor("int64", [1n], []),
    };
  }

  async function stepGroup({ rows, cache }: Group, fresh: readonly (readonly number[])[], context: ContextOf) {
    const past = hasCache ? (rows[0]?.length ?? 0) : 0;
    const session = past > 0 ? later : first;
    const all = rows.map((row, index) => [...row, ...(fresh[index] ?? [])]);
    const feeds = { ...context(all.length), ...feedsOf(hasCache ? fresh : all, past), ...cache };
    const outputs = await session.run(pick(feeds, new Set(session.inputNames)));
    const { logits } = outputs;
    if (!logits) throw new RangeError(`The model has no output "logits" (it has ${Object.keys(outputs)}).`);
    const next: Group = { rows: all, cache: hasCache ? nextCache(outputs, cache, past > 0) : {} };
    return { next, logits: lastRows(logits, all.length) };
  }

  function openBatch(fixed: TensorMap = {}): BatchDecoder {
    const context = repeater(fixed);
    const pastInputs = first.inputs.filter(({ name }) => name.startsWith("past_key_values"));
    const cache = Object.fromEntries(pastInputs.map((input) => [input.name, emptyPast(input, shape.heads)]));
    let groups: readonly Group[] = [{ rows: [[]], cache }];

    function replace(next: readonly Group[]): void {
      const kept = next.map((group) => group.cache);
      for (const group of groups) release(group.cache, ...kept);
      groups = next;
    }

    return {
      async step(rows) {
        const results: Awaited<ReturnType<typeof stepGroup>>[] = [];
        let taken = 0;
        for (const group of groups) {
          results.push(await stepGroup(group, rows.slice(taken, taken + group.rows.length), context));
          taken += group.rows.length;
        }
        replace(results.map(({ next }) => next));
        return results.flatMap(({ logits }) => logits);
      },
      async select(parents) {
        if (widest === 1) {
          replace(parents.flatMap((parent) => groups[parent] ?? []));
          return;
        }
        const [group] = groups;
        if (!group || isUnchanged(parents, group.rows.length)) return;
        const selected = await selectSequences(group.cache, parents, group.rows.length);
        replace([{ rows: parents.map((parent) => group.rows[parent] ?? []), cache: selected }]);
      },
      dispose: () => replace([]),
    };
  }

  return {
    openBatch,
    open(context) {
      const batch = openBatch(context);
      let length = 0;
      return {
        async step(ids) {
          const [logits] = await batch.step([ids]);
          length += ids.length;
          return logits ?? new Float32Array();
        },
        get length() {
          return length;
        },
        dispose: batch.dispose,
      };
    },
  };
}

/** What is fed at every step, once for each of `count` sequences. */
type ContextOf = (count: number) => Record<string, Tensor>;

function repeater(fixed: TensorMap): ContextOf {
  let made = { count: 1, feeds: toFeeds(fixed) };
  return (count) => {
    if (count !== made.count) {
      const repeated = Object.entries(fixed).map(([name, value]) => [name, repeatRows(value, count)]);
      made = { count, feeds: toFeeds(Object.fromEntries(repeated)) };
    }
    return made.feeds;
  };
}

function longs(values: readonly number[], dims: number[]): Tensor {
  return new Tensor(
    "int64",
    BigInt64Array.from(values, (value) => BigInt(value)),
    dims,
  );
}

function pick(feeds: Record<string, Tensor>, names: ReadonlySet<string>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(feeds).filter(([name]) => names.has(name)));
}

/** The last position's logits of each sequence, of a tensor [sequences, positions, vocabulary], as float32. */
function lastRows(logits: Tensor, count: number): readonly Float32Array[] {
  const vocabulary = logits.dims.at(-1) ?? 0;
  const { data } = logits.type === "float16" ? logits.to("float32") : logits;
  if (!(data instanceof Float32Array)) throw new TypeError(`Logits of type ${logits.type} cannot be read.`);
  const width = data.length / count;
  return Array.from({ length: count }, (_, row) => data.subarray((row + 1) * width - vocabulary, (row + 1) * width));
}
