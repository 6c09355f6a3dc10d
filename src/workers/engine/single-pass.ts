import { Tensor } from "@huggingface/transformers";
import { TaskError } from "../../shared/errors.ts";
import type { DecoderTraits } from "./families.ts";
import { emptyPast, isPast } from "./past.ts";
import type { InputMetadata } from "./session.ts";

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * What one pass over whole texts is fed, of what it was given: only inputs that the graph has, and for a decoder's (as
 * embedding models made of decoders are) an empty past, no branch of later steps, and positions that count from each
 * text's first place. Padding stands behind a text, where no place that counts reads it.
 * @throws TaskError `model-unsupported` naming the inputs that nothing is known for
 */
export function completed(given: Tensors, inputs: readonly InputMetadata[], traits: DecoderTraits): Tensors {
  const [sequences = 1, places = 0] = (given.input_ids ?? given.inputs_embeds)?.dims ?? [];
  const entries = inputs.map((input): [string, Tensor | undefined] => {
    const { name } = input;
    const tensor = given[name];
    if (tensor) return [name, asAsked(tensor, input.type)];
    if (isPast(name)) return [name, emptyPast(input, traits.heads, sequences)];
    if (name === "use_cache_branch") return [name, new Tensor("bool", [false], [1])];
    if (name === "position_ids" && places > 0) return [name, positions(sequences, places, traits.firstPosition)];
    return [name, undefined];
  });
  const missing = entries.flatMap(([name, tensor]) => (tensor ? [] : [name]));
  if (missing.length > 0) {
    const names = missing.join(", ");
    throw new TaskError("model-unsupported", `The graph asks for ${names}, which nothing is known of.`, undefined, {
      reason: "inputs-unknown",
      values: { inputs: names },
    });
  }
  return Object.fromEntries(entries.flatMap(([name, tensor]) => (tensor ? [[name, tensor]] : [])));
}

/**
 * Exports that did not begin in PyTorch count in 32 bits, and some mask by truths; what makes vectors may have been exported
 * with other numbers than what reads them.
 */
export function asAsked(tensor: Tensor, type: string | undefined): Tensor {
  if (tensor.location === "gpu-buffer") return tensor;
  const isOther =
    (tensor.type === "int64" && (type === "int32" || type === "bool")) ||
    (tensor.type === "float32" && type === "float16");
  return isOther && type !== undefined ? tensor.to(type) : tensor;
}

function positions(sequences: number, places: number, first: number): Tensor {
  const row = Array.from({ length: places }, (_, place) => BigInt(first + place));
  const data = BigInt64Array.from({ length: sequences * places }, (_, index) => row[index % places] ?? 0n);
  return new Tensor("int64", data, [sequences, places]);
}
