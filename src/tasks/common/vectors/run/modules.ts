import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { readSafetensors } from "../../../../shared/safetensors.ts";
import { normalizeRows } from "../../../../shared/vectors/pooling.ts";
import type { Checkpoint } from "../../../ports.ts";

/** Vectors of equal width, one after the other. */
export interface Rows {
  readonly data: Float32Array;
  readonly width: number;
}

/** What sentence-transformers does with a text's vector after pooling. */
export interface Module {
  readonly kind: "dense" | "normalize";
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
  const [config, weights] = await Promise.all([checkpoint.json(`${path}/config.json`), checkpoint.bytes(file)]);
  if (!weights) {
    throw new TaskError("model-unsupported", `${file} is not there.`, undefined, {
      reason: "module-unreadable",
      values: { file },
    });
  }
  const { activation_function: name } = v.parse(DenseConfig, config ?? {});
  const activate = activations[name.slice(name.lastIndexOf(".") + 1)];
  if (!activate) throw unknownModule(name);
  const tensors = readSafetensors(weights);
  const weight = tensors.get("linear.weight");
  const bias = tensors.get("linear.bias")?.data;
  if (!weight) throw new TaskError("file-corrupt", `${file} has no linear.weight.`);
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

function unknownModule(type: string): TaskError {
  return new TaskError("model-unsupported", `modules.json asks for ${type}.`, undefined, {
    reason: "module-unknown",
    values: { module: type },
  });
}
