import { Tensor } from "@huggingface/transformers";
import type { Decoder } from "../../shared/generation/decoder.ts";
import type { TensorMap } from "../../shared/tensor.ts";
import type { DecoderGraph } from "../../tasks/ports.ts";
import type { InputMetadata, Session } from "./session.ts";
import { toFeeds } from "./tensors.ts";

type Cache = Record<string, Tensor>;

/** More layers than any checkpoint that fits a browser has; ONNX Runtime ignores names that a graph lacks. */
const maxLayers = 128;

/** Names of the key and value outputs of optimum's exports, decoder-only and encoder-decoder. */
export const cacheOutputNames: readonly string[] = Array.from({ length: maxLayers }, (_, layer) =>
  ["", ".decoder", ".encoder"].flatMap((part) => [`present.${layer}${part}.key`, `present.${layer}${part}.value`]),
).flat();

/**
 * Writes with any decoder graph, told apart by its inputs alone: with or without keys and values of past steps
 * (`past_key_values.*`), with or without `position_ids`, with a branch for the first step (`use_cache_branch`).
 * @param firstPosition Gemma 3 and PaliGemma count positions from 1.
 */
export function createDecoderGraph(session: Session, heads: number, firstPosition: number): DecoderGraph {
  const pastInputs = session.inputs.filter(({ name }) => name.startsWith("past_key_values"));
  const takes = new Set(session.inputNames);

  function feedsOf(ids: readonly number[], past: number, cache: Cache): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = { input_ids: longs(ids, [1, ids.length]), ...cache };
    const total = past + ids.length;
    if (takes.has("attention_mask")) feeds.attention_mask = longs(new Array<number>(total).fill(1), [1, total]);
    if (takes.has("position_ids")) {
      feeds.position_ids = longs(
        ids.map((_, index) => firstPosition + past + index),
        [1, ids.length],
      );
    }
    if (takes.has("use_cache_branch")) feeds.use_cache_branch = new Tensor("bool", [past > 0], [1]);
    if (takes.has("num_logits_to_keep")) feeds.num_logits_to_keep = new Tensor("int64", [1n], []);
    return feeds;
  }

  function open(context: TensorMap = {}): Decoder {
    const fixed = toFeeds(context);
    let cache: Cache = Object.fromEntries(pastInputs.map((input) => [input.name, emptyPast(input, heads)]));
    /** Every id so far, for graphs without a cache. */
    const all: number[] = [];
    let length = 0;
    return {
      async step(ids) {
        all.push(...ids);
        const cached = pastInputs.length > 0;
        const feeds = cached ? feedsOf(ids, length, cache) : feedsOf(all, 0, {});
        const outputs = await session.run(pick({ ...fixed, ...feeds }, takes));
        const next = nextCache(outputs, cache, length > 0);
        release(cache, next);
        cache = next;
        length = all.length;
        const { logits } = outputs;
        if (!logits) throw new RangeError(`The model has no output "logits" (it has ${Object.keys(outputs)}).`);
        return lastRow(logits);
      },
      get length() {
        return length;
      },
      dispose() {
        release(cache, {});
        cache = {};
      },
    };
  }

  return { open };
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

/** Of length 0 along every dimension that the graph leaves open, but for a batch of one. */
function emptyPast({ type, shape }: InputMetadata, heads: number): Tensor {
  const dims = shape.map((dim, index) => {
    if (typeof dim === "number") return dim;
    if (index > 0) return 0;
    return dim.includes("num_heads") ? heads : 1;
  });
  const size = dims.reduce((product, dim) => product * dim, 1);
  return type === "float16"
    ? new Tensor("float16", new Uint16Array(size), dims)
    : new Tensor("float32", new Float32Array(size), dims);
}

/**
 * `present.*` outputs as the next step's `past_key_values.*`. Keys and values of the encoder never change: after the
 * first step optimum's graphs give placeholders for them, which are given back at once (they leak on WebGPU else,
 * transformers.js issue 1739).
 */
function nextCache(outputs: Record<string, Tensor>, previous: Cache, started: boolean): Cache {
  const next: Cache = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    if (!name.startsWith("present")) continue;
    const input = name.replace("present", "past_key_values");
    const kept = previous[input];
    if (started && name.includes(".encoder.") && kept) {
      giveBack(tensor);
      next[input] = kept;
    } else {
      next[input] = tensor;
    }
  }
  return next;
}

function release(cache: Cache, next: Cache): void {
  for (const [name, tensor] of Object.entries(cache)) if (next[name] !== tensor) giveBack(tensor);
}

function giveBack(tensor: Tensor): void {
  if (tensor.location === "gpu-buffer") tensor.dispose();
}

/** The last position's logits of a tensor [1, positions, vocabulary], as float32. */
function lastRow(logits: Tensor): Float32Array {
  const vocabulary = logits.dims.at(-1) ?? 0;
  const { data } = logits.type === "float16" ? logits.to("float32") : logits;
  if (!(data instanceof Float32Array)) throw new TypeError(`Logits of type ${logits.type} cannot be read.`);
  return data.subarray(data.length - vocabulary);
}
