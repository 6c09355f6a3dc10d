import { Tensor } from "@huggingface/transformers";
import { TaskError } from "../../shared/errors.ts";
import type { InputMetadata } from "./session.ts";

/** What past steps left, by the names of the inputs that take it; the first dimension holds the sequences. */
export type Past = Readonly<Record<string, Tensor>>;

/**
 * Keys and values (`past_key_values.0.key`), and of hybrid models the states of convolutions (`past_conv.0`), state
 * spaces (`past_ssm.0`) and linear attention (`past_recurrent.0`): names of optimum's and transformers.js's exports.
 */
const pastInput = /^past_(?:key_values|conv|ssm|recurrent)\./;
/** Those that hold one value for all tokens so far; keys and values hold one for each. */
const stateInput = /^past_(?:conv|ssm|recurrent)\.|\.(?:conv|shift)_state$/;

export function isPast(name: string): boolean {
  return pastInput.test(name);
}

export function isState(name: string): boolean {
  return stateInput.test(name);
}

/** Whether this output is what a next step takes. */
export function isPresent(name: string): boolean {
  return findInput(name) !== undefined;
}

/** The input that takes what this output leaves: `present_conv.0` is the next step's `past_conv.0`. */
function findInput(output: string): string | undefined {
  const [, kind, rest] = /^present(_conv|_ssm|_recurrent)?\.(.+)$/.exec(output) ?? [];
  return rest === undefined ? undefined : `past${kind ?? "_key_values"}.${rest}`;
}

/** More layers than any checkpoint that fits a browser has; ONNX Runtime ignores names that a graph lacks. */
const maxLayers = 128;

/** Names of all outputs that a next step takes. */
export const presentNames: readonly string[] = Array.from({ length: maxLayers }, (_, layer) => [
  ...["", ".decoder", ".encoder"].flatMap((part) => [`present.${layer}${part}.key`, `present.${layer}${part}.value`]),
  ...["key_value", "conv_state", "shift_state"].map((part) => `present.${layer}.${part}`),
  ...["conv", "ssm", "recurrent"].map((kind) => `present_${kind}.${layer}`),
  ...["key", "value", "query"].map((part) => `present_conv.${layer}.${part}`),
]).flat();

/**
 * Before the first step: of length 0 along every dimension that the graph leaves open; a state, whose dimensions are all
 * the graph's own, is zeros.
 */
export function emptyPast({ name, type, shape }: InputMetadata, heads: number, sequences = 1): Tensor {
  const dims = shape.map((dim, index) => {
    if (typeof dim === "number") return dim;
    if (index === 0) return sequences;
    if (isState(name)) throw new TaskError("model-unsupported", `The graph leaves "${dim}" of its input ${name} open.`);
    return dim.includes("num_heads") ? heads : 0;
  });
  const size = dims.reduce((product, dim) => product * dim, 1);
  return type === "float16"
    ? new Tensor("float16", new Uint16Array(size), dims)
    : new Tensor("float32", new Float32Array(size), dims);
}

/**
 * What a step's outputs leave for the next. Keys and values of the encoder never change: after the first step optimum's
 * graphs give placeholders for them or nothing, and those of the first step are kept.
 */
export function nextPast(outputs: Readonly<Record<string, Tensor>>, previous: Past, started: boolean): Past {
  const next: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    const input = findInput(name);
    if (input === undefined) continue;
    // Placeholders leak on WebGPU unless they are given back (transformers.js issue 1739).
    if (started && isOfEncoder(name)) giveBack(tensor);
    else next[input] = tensor;
  }
  if (!started) return next;
  return { ...Object.fromEntries(Object.entries(previous).filter(([name]) => isOfEncoder(name))), ...next };
}

export function isOfEncoder(name: string): boolean {
  return name.includes(".encoder.");
}

/** Frees what of `past` none of `kept` still holds. */
export function release(past: Past, ...kept: readonly Past[]): void {
  const held = new Set(kept.flatMap((one) => Object.values(one)));
  for (const tensor of Object.values(past)) if (!held.has(tensor)) giveBack(tensor);
}

export function giveBack(tensor: Tensor): void {
  if (tensor.location === "gpu-buffer") tensor.dispose();
}
