import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { readSafetensors } from "../../../../shared/safetensors.ts";
import type { FloatTensor } from "../../../../shared/tensor.ts";
import { normalizeRows } from "../../../../shared/vectors/pooling.ts";
import type { Checkpoint } from "../../../ports.ts";

/** Vectors of equal width, one after the other. */
export interface Rows {
  readonly data: Float32Array;
  readonly width: number;
}

/** What sentence-transformers does with a text's vector after pooling. */
export interface Module {
  readonly kind: "dense" | "dropout" | "layer-norm" | "normalize";
  /** May write over what it is given. */
  apply(rows: Rows): Rows;
}

/** A line of `modules.json`: a module's Python class, and the folder that its own files are in. */
const Entry = v.object({ path: v.string(), type: v.string() });
export type ModuleEntry = v.InferOutput<typeof Entry>;

/** `modules.json` names them in their order; the first one is the model itself. Empty where there is none. */
export function entriesIn(file: unknown): readonly ModuleEntry[] {
  const entries = typeof file === "object" && file !== null ? Object.values(file) : [];
  return entries.filter((entry) => v.is(Entry, entry)).slice(1);
}

/** A module's class without its package, which has moved between versions. */
export function kindOf({ type }: ModuleEntry): string {
  return type.slice(type.lastIndexOf(".") + 1);
}

/**
 * @param entries those behind pooling
 * @throws TaskError `model-unsupported` for a module that is not known, or whose weights only Python can read
 */
export async function loadModules(
  entries: readonly ModuleEntry[],
  checkpoint: Pick<Checkpoint, "json" | "bytes">,
): Promise<readonly Module[]> {
  return Promise.all(
    entries.map(async (entry) => {
      switch (kindOf(entry)) {
        case "Normalize":
          return normalize;
        case "Dense":
          return loadDense(entry.path, checkpoint);
        case "LayerNorm":
          return loadLayerNorm(entry.path, checkpoint);
        case "Dropout":
          return dropout;
        default:
          throw unknownModule(entry.type);
      }
    }),
  );
}

const normalize: Module = {
  kind: "normalize",
  apply(rows) {
    normalizeRows(rows.data, rows.width);
    return rows;
  },
};

/** Only training drops anything. */
const dropout: Module = { kind: "dropout", apply: (rows) => rows };

/** `config.json` of a Dense module. */
const DenseConfig = v.object({ activation_function: v.nullish(v.string(), "torch.nn.modules.activation.Tanh") });

/** By PyTorch's names, without their modules. */
const activations: Readonly<Record<string, (value: number) => number>> = {
  Identity: (value) => value,
  ReLU: (value) => Math.max(0, value),
  Sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  SiLU: (value) => value / (1 + Math.exp(-value)),
  Tanh: Math.tanh,
};

async function loadDense(path: string, checkpoint: Pick<Checkpoint, "json" | "bytes">): Promise<Module> {
  const file = `${path}/model.safetensors`;
  const [config, tensors] = await Promise.all([checkpoint.json(`${path}/config.json`), loadTensors(file, checkpoint)]);
  const { activation_function: name } = v.parse(DenseConfig, config ?? {});
  const activate = activations[name.slice(name.lastIndexOf(".") + 1)];
  if (!activate) throw unknownModule(name);
  const weight = tensorIn(tensors, "linear.weight", file);
  const bias = tensors.get("linear.bias")?.data;
  const [columns = 0, inner = 0] = weight.dims;
  return {
    kind: "dense",
    apply({ data, width }) {
      if (width !== inner) throw new TaskError("run-failed", `${file} takes ${inner} numbers, not ${width}.`);
      const rows = data.length / width;
      const made = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          let sum = bias?.[column] ?? 0;
          for (let i = 0; i < inner; i++) sum += (data[row * inner + i] ?? 0) * (weight.data[column * inner + i] ?? 0);
          made[row * columns + column] = activate(sum);
        }
      }
      return { data: made, width: columns };
    },
  };
}

/** PyTorch's `eps` where none is named. */
const layerNormEpsilon = 1e-5;

async function loadLayerNorm(path: string, checkpoint: Pick<Checkpoint, "bytes">): Promise<Module> {
  const file = `${path}/model.safetensors`;
  const tensors = await loadTensors(file, checkpoint);
  const { data: weight } = tensorIn(tensors, "norm.weight", file);
  const { data: bias } = tensorIn(tensors, "norm.bias", file);
  return {
    kind: "layer-norm",
    apply(rows) {
      for (let start = 0; start < rows.data.length; start += rows.width) {
        const row = rows.data.subarray(start, start + rows.width);
        const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
        const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
        const scale = 1 / Math.sqrt(variance + layerNormEpsilon);
        row.forEach((value, i) => {
          row[i] = (value - mean) * scale * (weight[i] ?? 1) + (bias[i] ?? 0);
        });
      }
      return rows;
    },
  };
}

async function loadTensors(file: string, { bytes }: Pick<Checkpoint, "bytes">): Promise<Tensors> {
  const weights = await bytes(file);
  if (weights) return readSafetensors(weights);
  throw new TaskError("model-unsupported", `${file} is not there.`, undefined, {
    reason: "module-unreadable",
    values: { file },
  });
}

type Tensors = ReturnType<typeof readSafetensors>;

function tensorIn(tensors: Tensors, name: string, file: string): FloatTensor {
  const found = tensors.get(name);
  if (!found) throw new TaskError("file-corrupt", `${file} has no ${name}.`);
  return found;
}

function unknownModule(type: string): TaskError {
  return new TaskError("model-unsupported", `modules.json asks for ${type}.`, undefined, {
    reason: "module-unknown",
    values: { module: type },
  });
}
