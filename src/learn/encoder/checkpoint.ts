import { TaskError } from "../../shared/errors.ts";
import { readSafetensors } from "../../shared/safetensors.ts";
import { type FloatTensor, floatTensor } from "../../shared/tensor.ts";
import { turned, type Weights } from "../network/weights.ts";
import { type EncoderShape, encoderParameters, encoderShapeOf } from "./shape.ts";

/** Path and content, as a repository of the Hub has them. */
interface NamedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A checkpoint of the Hub as it came, and the texts that it will be fine-tuned with. */
export interface EncoderFiles {
  /** `config.json` */
  readonly config: Readonly<Record<string, unknown>>;
  /** `model.safetensors` */
  readonly weights: Uint8Array;
  readonly texts: readonly string[];
  /** Of each text by the checkpoint's own tokenizer, special tokens in place. */
  readonly ids: readonly (readonly number[])[];
  /** What its tokenizer is made of. */
  readonly files: readonly NamedFile[];
}

/** A `BertModel` of the Hub that can be fine-tuned whole. */
export interface Encoder {
  readonly config: EncoderFiles["config"];
  readonly shape: EncoderShape;
  /** By the names of `shape.ts`, without those that the checkpoint lacks. */
  readonly weights: Weights;
  readonly tokens: ReadonlyMap<string, Int32Array>;
  /** Tokens that are read at once: no more than the longest text has. */
  readonly context: number;
  readonly padId: number;
  readonly files: EncoderFiles["files"];
}

/** Contexts are multiples of it: few more shapes to compile, and no odd rows. */
const contextStep = 8;

/**
 * @throws TaskError `model-unsupported` where the configuration is that of another network, `file-corrupt` where the weights
 *   are not what it says
 */
export function openEncoder({ config, weights, texts, ids, files }: EncoderFiles): Encoder {
  const shape = encoderShapeOf(config);
  const longest = Math.max(1, ...ids.map(({ length }) => length));
  const { pad_token_id: padId } = config;
  return {
    config,
    shape,
    weights: readEncoderWeights(weights, shape),
    tokens: new Map(texts.map((text, place) => [text, Int32Array.from(ids[place] ?? [])])),
    context: Math.min(shape.positions, Math.ceil(longest / contextStep) * contextStep),
    padId: typeof padId === "number" ? padId : 0,
    files,
  };
}

/** Heads for words are trained without it, and Python begins it at random numbers, too. */
const pooler = "bert.pooler.";

function readEncoderWeights(file: Uint8Array, shape: EncoderShape): Weights {
  const tensors = readTensors(file);
  const found = encoderParameters(shape).flatMap(({ name, dims }): readonly (readonly [string, FloatTensor])[] => {
    const tensor = tensors.get(name);
    if (!tensor && name.startsWith(pooler)) return [];
    const ours = tensor && (isMatrix(name, dims) ? turned(tensor) : tensor);
    if (!ours || ours.dims.join() !== dims.join()) {
      const told = ours ? `is [${ours.dims.join(", ")}]` : "is not there";
      throw new TaskError("file-corrupt", "The weights are not those of the configuration.", `${name} ${told}`);
    }
    return [[name, ours]];
  });
  return Object.fromEntries(found);
}

/** Whether PyTorch has it the other way round. */
export function isMatrix(name: string, dims: readonly number[]): boolean {
  return dims.length === 2 && !name.startsWith("bert.embeddings.");
}

/** By the names that they have under a head; files of a body alone, and old ones, call them otherwise, and Python renames them. */
function readTensors(file: Uint8Array): ReadonlyMap<string, FloatTensor> {
  try {
    const renamed = [...readSafetensors(file)].map(([name, { data, dims }]) => {
      const modern = name.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias");
      const isBare = /^(?:embeddings|encoder|pooler)\./.test(modern);
      return [isBare ? `bert.${modern}` : modern, floatTensor(data, dims)] as const;
    });
    return new Map(renamed);
  } catch (reason) {
    throw new TaskError("file-corrupt", "The weights cannot be read.", String(reason));
  }
}
